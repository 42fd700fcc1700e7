package coref

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// hero returns the group of the person whom the article is about, if mention i comes after
// the first of him: of him who is named by far the most, or whom alone the headline names,
// or with whom the article begins if nobody else is the law's concern; -1 for none.
func (r *reader) hero(i int) int {
	if hero := r.mostNamed(); hero >= 0 && hero < i {
		return hero
	}
	if r.beginner < 0 {
		return -1
	}
	for _, a := range r.arrivals {
		if root := r.root(a); root != r.beginner && !r.official(root) {
			return -1
		}
	}
	return r.beginner
}

// mostNamed returns the group of the person who is named by far the most, or whom alone
// the headline names, or -1.
func (r *reader) mostNamed() int {
	if r.heroKnown {
		return r.heroGroup
	}
	first, second := -1, 0
	for i := range r.doc.Mentions {
		if r.kindOf(i) != ontology.Person || r.root(i) != i || !r.anchored[i] || r.posts[i] {
			continue
		}
		switch n := len(r.members[i]); {
		case first < 0:
			first = i
		case n > len(r.members[first]):
			first, second = i, len(r.members[first])
		case n > second:
			second = n
		}
	}
	if first >= 0 && len(r.members[first]) < max(3, 2*second) && !(r.inTitle(first) && len(r.members[first]) > second) {
		first = -1
	}
	r.heroKnown, r.heroGroup = true, first
	return first
}

// inTitle reports whether the headline names the group and no other person.
func (r *reader) inTitle(root int) bool {
	named := false
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if r.trees.Sentence(m.First) != 0 || !r.inHeading(m) {
			break
		}
		if m.Kind == ontology.Person && m.Form == text.Proper {
			if r.root(i) != root {
				return false
			}
			named = true
		}
	}
	return named
}
