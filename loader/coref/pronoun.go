package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

type gender uint8

const (
	unknown gender = iota
	female1
	male1
)

// pronoun resolves a pronoun to the likeliest group before it.
func (r *reader) pronoun(i int) {
	d := r.doc
	m := &d.Mentions[i]
	form := strings.ToLower(d.Form(m.Span))
	switch form {
	case "he", "him", "his", "himself":
		r.personal(i, male1)
	case "she", "her", "hers", "herself":
		r.personal(i, female1)
	case "it", "its", "itself":
		if r.trees.Is(m.Head, "expl") {
			return
		}
		root, score := r.best(i, func(root int) bool {
			switch r.kindOf(root) {
			case ontology.Marketplace, ontology.Service, ontology.Organization, ontology.Agency, ontology.Operation:
				return !r.argues(root, i)
			}
			return false
		})
		if root >= 0 && score >= 7 {
			r.refer(i, root, "it, for what was spoken of last")
		}
	}
}

func (r *reader) personal(i int, g gender) {
	root, score := r.best(i, func(root int) bool {
		if r.kindOf(root) != ontology.Person {
			return false
		}
		if r.doc.Mentions[root].Why == introduced && r.trees.Sentence(r.doc.Mentions[root].First) == r.trees.Sentence(r.doc.Mentions[i].First) {
			return false // "Under the name X he sold …": the name is not who sold
		}
		have := r.gender[root]
		return (have == unknown || have == g) && !r.argues(root, i)
	})
	if root >= 0 && score >= 4 {
		r.refer(i, root, "the person spoken of last")
		if r.gender[root] == unknown {
			r.gender[root] = g
		}
	}
}

// argues reports whether the group has a mention that hangs on the same verb as
// mention i: "Smith arrested him" is not about Smith. Possessives may refer back.
func (r *reader) argues(root, i int) bool {
	m := &r.doc.Mentions[i]
	if r.trees.Is(m.Head, "nmod") || r.trees.Is(m.Head, "det") {
		return false
	}
	h := r.trees.Head(m.Head)
	if h < 0 {
		return false
	}
	for j := i - 1; j >= 0 && j > i-12; j-- {
		o := &r.doc.Mentions[j]
		if r.group(j) != root {
			continue
		}
		if r.trees.Head(o.Head) == h {
			return true
		}
	}
	return false
}

// learn gathers what is known of the people: gender by given name or form of
// address, age, and whether they hold an office.
func (r *reader) learn() {
	d := r.doc
	for i := range d.Mentions {
		m := &d.Mentions[i]
		root := r.root(i)
		r.members[root] = append(r.members[root], i)
		r.times[root]++
		if m.Kind != ontology.Person {
			continue
		}
		first := d.Form(d.Tokens[m.First].Span)
		if g, ok := lexicon.GivenNames().Get(first); ok && m.Last-m.First > 1 && r.gender[root] == unknown {
			switch {
			case g.Female && !g.Male:
				r.gender[root] = female1
			case g.Male && !g.Female:
				r.gender[root] = male1
			}
		}
		if m.First > 0 {
			switch d.Form(d.Tokens[m.First-1].Span) {
			case "Mr", "Mr.", "Sir", "Herr":
				r.gender[root] = male1
			case "Ms", "Ms.", "Mrs", "Mrs.", "Miss", "Dame", "Frau":
				r.gender[root] = female1
			}
			if w, ok := lexicon.Titles().Get(d.Form(d.Tokens[m.First-1].Span)); ok && w.Post {
				r.posts[root] = true
			}
		}
		if m.Last+1 < len(d.Tokens) && d.Form(d.Tokens[m.Last].Span) == "," {
			if age := d.Form(d.Tokens[m.Last+1].Span); len(age) == 2 && age[0] >= '1' && age[0] <= '9' && age[1] >= '0' && age[1] <= '9' {
				r.ages[root] = age
			}
			for t := m.Last + 1; t < min(m.Last+6, len(d.Tokens)); t++ {
				w := strings.ToLower(d.Form(d.Tokens[t].Span))
				if w == "," || w == "." {
					break
				}
				if p, ok := lexicon.PersonNouns().Get(w); ok && p.Post {
					r.posts[root] = true
				}
			}
		}
	}
}

// group returns the group that mention i belongs or refers to.
func (r *reader) group(i int) int {
	if g := r.refers[i]; g >= 0 {
		return r.root(g)
	}
	return r.root(i)
}
