package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// introduced is what the stage that finds mentions says of a name behind "known
// as", "calls himself" and their like.
const introduced = "introduced as an alias"

// aliases joins handles with the people whom they are said to belong to.
func (r *reader) aliases() {
	d := r.doc
	for i := 0; i < len(d.Mentions); i++ {
		if !r.handle(i) {
			r.realName(i)
			continue
		}
		last := i + 1
		for last < len(d.Mentions) && r.handle(last) && r.trees.Sentence(d.Mentions[last].First) == r.trees.Sentence(d.Mentions[i].First) {
			last++
		}
		r.owners(i, last)
		i = last - 1
	}
}

func (r *reader) handle(i int) bool {
	m := &r.doc.Mentions[i]
	return m.Kind == ontology.Person && m.Form == text.Proper && m.Why == introduced
}

// person reports whether mention i names a person and is no handle.
func (r *reader) person(i int) bool {
	m := &r.doc.Mentions[i]
	return m.Kind == ontology.Person && m.Form == text.Proper && m.Why != introduced
}

// owners joins the handles [first, last) of one sentence with their owners: in
// step with as many people named before them, or all with one.
func (r *reader) owners(first, last int) {
	d := r.doc
	s := r.trees.Sentence(d.Mentions[first].First)
	if s < 0 {
		return
	}
	var people []int
	for j := first - 1; j >= 0 && d.Mentions[j].First >= d.Sentences[s].First; j-- {
		if r.person(j) && !contains(people, r.root(j), r.root) {
			people = append(people, j)
		}
	}
	if n := last - first; n > 1 && len(people) == n {
		for k := range n {
			r.join(first+k, people[n-1-k], "said to be an alias, in the order of the names")
		}
		return
	}
	for i := first; i < last; i++ {
		if o := r.owner(i, last, people); o >= 0 {
			r.join(i, o, "said to be an alias")
		}
	}
}

func contains(list []int, root int, of func(int) int) bool {
	for _, x := range list {
		if of(x) == root {
			return true
		}
	}
	return false
}

// owner returns the person that handle i belongs to, -1 if the sentence names
// none. Handles end before mention last; people are those before it, nearest
// first.
func (r *reader) owner(i, last int, people []int) int {
	d := r.doc
	m := &d.Mentions[i]
	// "known as Matrix001, Markus Kellerer, was arrested"
	if last < len(d.Mentions) && r.person(last) && last == i+1 {
		if o := &d.Mentions[last]; o.First-m.Last <= 2 && r.aside(m.Last, o.First) {
			return last
		}
	}
	if len(people) > 0 {
		if r.another(d.Mentions[people[0]].Last, m.First) {
			return -1
		}
		return people[0]
	}
	s := r.trees.Sentence(m.First)
	for j := last; j < len(d.Mentions) && d.Mentions[j].First < d.Sentences[s].Last; j++ {
		if r.person(j) && !r.another(d.Sentences[s].First, m.First) {
			return j
		}
	}
	return -1
}

// aside reports whether tokens [from, to) are what stands before an apposition.
func (r *reader) aside(from, to int) bool {
	for i := from; i < to; i++ {
		switch r.doc.Form(r.doc.Tokens[i].Span) {
		case ",", "–", "—", "-", "(", "”", "\"", "’", "'":
		default:
			return false
		}
	}
	return from < to
}

// another reports whether somebody without a name comes in between tokens from
// and to: "Smith said an associate who called himself X".
func (r *reader) another(from, to int) bool {
	d := r.doc
	for i := from; i < to; i++ {
		switch strings.ToLower(d.Form(d.Tokens[i].Span)) {
		case "a", "an", "another", "whoever", "somebody", "someone", "his", "her", "their", "its", "the", "'s", "’s":
		default:
			continue
		}
		if i == from+1 && d.Form(d.Tokens[from].Span) == "," {
			continue // "Smith, an engineer known as X"
		}
		for j := i + 1; j < min(i+5, to); j++ {
			form := d.Form(d.Tokens[j].Span)
			if p, ok := lexicon.PersonNouns().Get(strings.ToLower(form)); ok && !p.Plural {
				return true
			}
			if p, ok := lexicon.Demonyms().Get(form); ok && p.People && !p.Adjective {
				return true // "a Pole known as X"
			}
		}
		switch strings.ToLower(d.Form(d.Tokens[i].Span)) {
		case "whoever", "somebody", "someone":
			return true
		}
	}
	return false
}

// realName joins mention i with the handle before it in "X, whose real name is
// Jane Doe".
func (r *reader) realName(i int) {
	d := r.doc
	m := &d.Mentions[i]
	if m.Kind != ontology.Person || m.Form != text.Proper || m.First < 3 {
		return
	}
	for k := m.First - 1; k > m.First-4; k-- {
		if strings.ToLower(d.Form(d.Tokens[k].Span)) != "name" {
			continue
		}
		if w := strings.ToLower(d.Form(d.Tokens[k-1].Span)); w != "real" && w != "legal" && w != "true" && w != "full" {
			return
		}
		for j := i - 1; j >= 0 && j > i-6; j-- {
			if d.Mentions[j].Kind == ontology.Person && d.Mentions[j].Form == text.Proper && r.trees.Sentence(d.Mentions[j].First) == r.trees.Sentence(m.First) {
				r.join(i, j, "said to be the real name")
				return
			}
		}
	}
}

// orphans joins handles that no name in their sentence owns with the person that
// a pronoun beside them stands for: "Under the name X he sold …".
func (r *reader) orphans() {
	d := r.doc
	for i := range d.Mentions {
		r.was(i)
		if !r.handle(i) || r.owned(i) {
			continue
		}
		s := r.trees.Sentence(d.Mentions[i].First)
		best, far := -1, 12
		for j := max(0, i-8); j < min(len(d.Mentions), i+6); j++ {
			m := &d.Mentions[j]
			if m.Form != text.Pronoun || r.reflexive(j) || r.possessor(j) >= 0 && r.refers[j] < 0 || r.refers[j] < 0 || r.trees.Sentence(m.First) != s || r.kindOf(r.root(r.refers[j])) != ontology.Person {
				continue
			}
			if n := abs(m.First - d.Mentions[i].First); n < far && !r.another(m.First, d.Mentions[i].First) {
				best, far = r.root(r.refers[j]), n
			}
		}
		if best >= 0 && best != r.root(i) {
			r.join(i, best, "said to be an alias of who is spoken of")
		}
	}
}

// was joins a name of one word that mention i says was somebody's: "To his customers he
// was X".
func (r *reader) was(i int) {
	d := r.doc
	m := &d.Mentions[i]
	if !r.person(i) || m.Last-m.First != 1 || r.trees.Dep(m.Head, "cop") < 0 || r.owned(i) && len(r.members[r.root(i)]) > 1 && r.root(i) != i {
		return
	}
	s := r.trees.Dep(m.Head, "nsubj")
	for j := i - 1; j >= max(0, i-6) && s >= 0; j-- {
		if p := &d.Mentions[j]; p.Form == text.Pronoun && p.Head == s && r.refers[j] >= 0 && r.root(r.refers[j]) != r.root(i) && r.kindOf(r.root(r.refers[j])) == ontology.Person {
			r.join(i, r.root(r.refers[j]), "said to be who is spoken of")
			return
		}
	}
}

// owned reports whether the group of handle i has a name that is none.
func (r *reader) owned(i int) bool {
	root := r.root(i)
	for _, j := range r.members[root] {
		if r.person(j) {
			return true
		}
	}
	return false
}

func (r *reader) reflexive(i int) bool {
	switch strings.ToLower(r.doc.Form(r.doc.Mentions[i].Span)) {
	case "himself", "herself", "itself":
		return true
	}
	return false
}
