package coref

import (
	"strings"

	"onymous/graph/ontology"
)

type gender uint8

const (
	unknown gender = iota
	female
	male
)

// pronoun resolves a pronoun to the likeliest group before it.
func (r *reader) pronoun(i int) {
	d := r.doc
	m := &d.Mentions[i]
	form := strings.ToLower(d.Form(m.Span))
	switch form {
	case "he", "him", "his", "himself":
		r.personal(i, male)
	case "she", "her", "hers", "herself":
		r.personal(i, female)
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

// group returns the group that mention i belongs or refers to.
func (r *reader) group(i int) int {
	if g := r.refers[i]; g >= 0 {
		return r.root(g)
	}
	return r.root(i)
}
