package coref

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// learn gathers what is known of the groups before descriptions are resolved: how
// often each is mentioned, and of people their gender, age and office.
func (r *reader) learn() {
	d := r.doc
	for i := range d.Mentions {
		m := &d.Mentions[i]
		root := r.root(i)
		r.members[root] = append(r.members[root], i)
		r.times[root]++
		if m.Kind == ontology.Person {
			r.genderOf(i, root)
			r.ageOf(i, root)
			r.callings(i, root)
		}
		if r.isSite(root) {
			r.sortsOf(i, root)
		}
	}
	for i := range d.Mentions {
		if r.root(i) == i && r.anchored[i] && (r.kindOf(i) == ontology.Marketplace || r.kindOf(i) == ontology.Service) {
			r.sites = append(r.sites, i)
		}
	}
	slices.SortStableFunc(r.sites, func(a, b int) int { return r.times[b] - r.times[a] })
}

// genderOf reads the gender from a form of address or a given name.
func (r *reader) genderOf(i, root int) {
	m := &r.doc.Mentions[i]
	if g, ok := lexicon.GivenNames().Get(r.word(m.First)); ok && m.Last-m.First > 1 && r.gender[root] == unknown {
		switch {
		case g.Female && !g.Male:
			r.gender[root] = female
		case g.Male && !g.Female:
			r.gender[root] = male
		}
	}
	switch r.word(m.First - 1) {
	case "Mr", "Mr.", "Sir", "Herr":
		r.gender[root] = male
	case "Ms", "Ms.", "Mrs", "Mrs.", "Miss", "Dame", "Frau":
		r.gender[root] = female
	}
}

// ageOf reads the age behind a name: "Benthall, 26".
func (r *reader) ageOf(i, root int) {
	m := &r.doc.Mentions[i]
	if r.word(m.Last) != "," {
		return
	}
	if age := r.word(m.Last + 1); len(age) == 2 && age[0] >= '1' && age[0] <= '9' && age[1] >= '0' && age[1] <= '9' {
		r.ages[root] = age
	}
}

// callings notes the nouns for people that stand beside a name, and whether one
// of them is an office.
func (r *reader) callings(i, root int) {
	m := &r.doc.Mentions[i]
	if w, ok := lexicon.Titles().Get(r.word(m.First - 1)); ok && w.Post {
		r.posts[root] = true
	}
	if len(r.called[root]) > 40 {
		return
	}
	first := m.First - 1
	if r.word(first) == "," {
		first-- // "his brother, X"
	}
	for t := first; t >= max(0, m.First-5) && r.inPhrase(t); t-- {
		if r.call(root, t) {
			r.posts[root] = true
		}
	}
	if h := r.trees.Head(m.Head); h >= 0 && r.trees.Is(m.Head, "nsubj") && r.trees.Dep(h, "cop") >= 0 && r.call(root, h) {
		r.posts[root] = true // "X was a special agent"
	}
	if r.word(m.Last) != "," {
		return
	}
	for t := m.Last + 1; t < m.Last+8 && (r.inPhrase(t) || r.word(t) == "the" || r.word(t) == "a" || r.word(t) == "an"); t++ {
		if r.call(root, t) {
			r.posts[root] = true
		}
	}
}

// call notes token t if it is a noun for people, and reports whether it is one
// for an office.
func (r *reader) call(root, t int) bool {
	noun := strings.ToLower(r.word(t))
	p, ok := lexicon.PersonNouns().Get(noun)
	if ok {
		r.called[root] = append(r.called[root], noun)
	}
	return ok && p.Post
}

// inPhrase reports whether token t may be part of what somebody is called.
func (r *reader) inPhrase(t int) bool {
	if t < 0 || t >= len(r.doc.Tokens) {
		return false
	}
	switch r.doc.Tokens[t].UPOS {
	case text.NOUN, text.PROPN, text.ADJ:
		return true
	}
	return false
}

// word returns the form of token i, "" if there is none.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	return r.doc.Form(r.doc.Tokens[i].Span)
}
