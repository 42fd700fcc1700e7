package pair

import (
	"iter"
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// The templates of features.
const (
	ofKinds uint64 = iota + 1
	ofForms
	ofSentence
	ofDistance
	ofCount
	ofRank
	ofOthers
	ofPath
	ofTop
	ofWay
	ofModifier
	ofEnd
	ofBetween
	ofAround
	ofClaim
)

const (
	maxPath    = 6  // steps of a path that is seen whole
	maxBetween = 12 // words between two mentions
	maxAround  = 40 // nouns and verbs of a sentence
	maxDeps    = 20 // dependents of a token
	maxUp      = 30 // steps up a tree
)

// look fills what features see of each token: of names the kind only.
func (r *reader) look() {
	d := r.doc
	r.seen = classifier.Sights(d)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity < 0 || m.Form != text.Proper {
			continue
		}
		for k := m.First; k < m.Last; k++ {
			r.seen[k] = classifier.Named(d.Entities[m.Entity].Kind)
		}
	}
}

func (r *reader) see(template uint64, values ...uint64) {
	r.out = append(r.out, feature.Hash(template, values...))
}

// features returns what there is to know of two mentions. The slice is good until
// the next call.
func (r *reader) features(p place) []uint64 {
	r.out = r.out[:0]
	a, b := &r.doc.Mentions[p.from], &r.doc.Mentions[p.to]
	first, second := r.sentence(p.from), r.sentence(p.to)
	kinds := uint64(r.doc.Entities[a.Entity].Kind)<<8 | uint64(r.doc.Entities[b.Entity].Kind)
	if first != second {
		kinds |= 1 << 16
	}
	r.see(ofKinds, kinds)
	r.see(ofForms, kinds, uint64(a.Form), uint64(b.Form))
	r.see(ofSentence, kinds, uint64(r.doc.Sentences[first].Kind), uint64(r.doc.Sentences[second].Kind), classifier.Size(min(first, second)))
	r.see(ofDistance, kinds, classifier.Bit(a.Head < b.Head), classifier.Size(r.distance(p.from, p.to)))
	r.see(ofRank, kinds, classifier.Size(r.rank[a.Entity]), classifier.Size(r.rank[b.Entity]))
	for which, m := range [...]*text.Mention{a, b} {
		e := &r.doc.Entities[m.Entity]
		r.see(ofCount, kinds, uint64(which), classifier.Size(len(e.Mentions)), classifier.Size(r.count[e.Kind]))
		r.see(ofCount, kinds, uint64(which), classifier.Bit(e.Unnamed))
	}
	for which, end := range [...]int{p.from, p.to} {
		for _, f := range r.end(end) {
			r.see(ofEnd, kinds, uint64(which), f)
			r.see(ofEnd, uint64(r.doc.Entities[r.doc.Mentions[end].Entity].Kind), uint64(which), f)
		}
	}
	if first == second {
		r.path(kinds, a, b)
		r.between(kinds, a, b)
		r.others(kinds, first, a, b)
		r.around(kinds, 0, first)
	} else {
		n := second - first
		r.see(ofDistance, kinds, classifier.Bit(n > 0), classifier.Size(max(n, -n)), classifier.Bit(r.doc.Sentences[first].Paragraph == r.doc.Sentences[second].Paragraph))
		r.around(kinds, 1, first)
		r.around(kinds, 2, second)
	}
	r.claimsOf(kinds, a.Entity, b.Entity)
	slices.Sort(r.out)
	r.out = slices.Compact(r.out)
	return r.out
}

// end returns what stands around one mention, whatever the other is.
func (r *reader) end(mention int) []uint64 {
	if f, ok := r.ends[mention]; ok {
		return f
	}
	d, m := r.doc, &r.doc.Mentions[mention]
	s := d.Sentences[r.sentence(mention)]
	var out []uint64
	see := func(template uint64, values ...uint64) { out = append(out, feature.Hash(template, values...)) }
	relation, preposition := feature.HashString(d.Tokens[m.Head].Rel), classifier.Nothing
	for c := range r.deps(m.Head) {
		if d.Tokens[c].Rel == "case" {
			preposition = r.seen[c]
		} else if c < m.First || c >= m.Last || m.Form != text.Proper {
			see(1, feature.HashString(d.Tokens[c].Rel), r.seen[c])
		}
	}
	see(2, relation, preposition)
	if up := r.trees.Head(m.Head); up >= 0 {
		see(3, r.seen[up])
		see(3, r.seen[up], relation, preposition)
		if upper := r.trees.Head(up); upper >= 0 {
			see(4, r.seen[upper])
		}
	}
	for n := range 2 {
		if k := m.First - 1 - n; k >= s.First {
			see(5, uint64(n), r.seen[k])
		}
		if k := m.Last + n; k < s.Last {
			see(6, uint64(n), r.seen[k])
		}
	}
	r.ends[mention] = out
	return out
}

// up returns the tokens from i to the root.
func (r *reader) up(i int) []int {
	var out []int
	for ; i >= 0 && len(out) < maxUp; i = r.trees.Head(i) {
		out = append(out, i)
	}
	return out
}

// deps yields the first dependents of a token.
func (r *reader) deps(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		n := 0
		for c := range r.trees.Deps(i) {
			if n++; n > maxDeps || !yield(c) {
				return
			}
		}
	}
}

// meeting returns where two ways to the root first meet, as indices in either, -1 if they
// do not.
func meeting(from, to []int) (int, int) {
	for i, x := range from {
		if at := slices.Index(to, x); at >= 0 {
			return i, at
		}
	}
	return -1, -1
}

// path adds the way through the tree from one mention to the other.
func (r *reader) path(kinds uint64, a, b *text.Mention) {
	from, to := r.up(a.Head), r.up(b.Head)
	meet, at := meeting(from, to)
	if meet < 0 {
		r.see(ofPath, kinds)
		return
	}
	d := r.doc
	top := r.seen[from[meet]]
	way, steps := uint64(0), meet+at
	for _, x := range from[:meet] {
		way = feature.Hash(1, way, feature.HashString(d.Tokens[x].Rel))
	}
	for k := at - 1; k >= 0; k-- {
		way = feature.Hash(2, way, feature.HashString(d.Tokens[to[k]].Rel))
	}
	if steps <= maxPath {
		r.see(ofPath, kinds, way)
		r.see(ofPath, kinds, way, top)
	}
	r.see(ofWay, kinds, classifier.Size(steps))
	r.see(ofTop, kinds, top)
	r.see(ofTop, top)
	r.see(ofTop, kinds, 1, top, feature.HashString(d.Tokens[a.Head].Rel))
	r.see(ofTop, kinds, 2, top, feature.HashString(d.Tokens[b.Head].Rel))
	for which, list := range [...][]int{from[:meet+1], to[:at+1]} {
		for i, x := range list {
			if i > 0 {
				r.see(ofWay, kinds, uint64(which), r.seen[x])
				r.see(ofWay, uint64(which), r.seen[x])
			}
			for c := range r.deps(x) {
				if rel := d.Tokens[c].Rel; rel == "advmod" || rel == "mark" || strings.HasPrefix(rel, "aux") || d.Tokens[c].Lemma == "not" {
					r.see(ofModifier, kinds, r.seen[c])
				}
			}
		}
	}
}

// between adds the words from one mention to the other.
func (r *reader) between(kinds uint64, a, b *text.Mention) {
	order := classifier.Bit(a.First < b.First)
	first, last := a.Last, b.First
	if order == 0 {
		first, last = b.Last, a.First
	}
	if last-first > maxBetween {
		return
	}
	whole := order
	for k := first; k < last; k++ {
		r.see(ofBetween, kinds, order, r.seen[k])
		whole = feature.Hash(whole, r.seen[k])
	}
	if last-first <= 4 {
		r.see(ofBetween, kinds, whole)
	}
}

// others adds how many more of their kinds there are to choose from.
func (r *reader) others(kinds uint64, sentence int, a, b *text.Mention) {
	var n [2]int
	for _, m := range r.mentions[sentence] {
		e := r.doc.Mentions[m].Entity
		for which, end := range [...]int{a.Entity, b.Entity} {
			if e != end && r.doc.Entities[e].Kind == r.doc.Entities[end].Kind {
				n[which]++
			}
		}
	}
	r.see(ofOthers, kinds, classifier.Size(n[0]), classifier.Size(n[1]))
}

// around adds the nouns and verbs of a sentence.
func (r *reader) around(kinds, which uint64, sentence int) {
	words, ok := r.words[sentence]
	if !ok {
		s := r.doc.Sentences[sentence]
		for k := s.First; k < s.Last && len(words) < maxAround; k++ {
			if u := r.doc.Tokens[k].UPOS; u == text.NOUN || u == text.VERB {
				words = append(words, r.seen[k])
			}
		}
		r.words[sentence] = words
	}
	for _, w := range words {
		r.see(ofAround, kinds, which, w)
	}
}

// claimsOf adds what rules have claimed of either end and others.
func (r *reader) claimsOf(kinds uint64, from, to int) {
	for which, end := range [...]int{from, to} {
		for _, c := range r.claims[end] {
			if c.other == from || c.other == to {
				continue
			}
			r.see(ofClaim, kinds, uint64(which), uint64(c.kind), classifier.Bit(c.to))
			if which == 0 && !c.to {
				r.see(ofClaim, kinds, uint64(c.kind), uint64(r.kindOf(c.other)), 7)
			}
		}
	}
}

func (r *reader) kindOf(entity int) ontology.NodeKind { return r.doc.Entities[entity].Kind }
