// Package tree walks the dependency trees of a document, down as well as up.
//
// A head that lies outside of its sentence counts as none, and every walk is
// bounded, so that a tree with a cycle or of absurd depth costs no more than any
// other.
package tree

import (
	"iter"
	"strings"

	"onymous/loader/text"
)

// maxClimb bounds a walk up or down.
const maxClimb = 24

// Trees are the dependency trees of one document. They do not change.
type Trees struct {
	doc   *text.Doc
	first []int32 // of each token: its first dependent, -1 for none
	next  []int32 // of each token: the next dependent of the same head
	of    []int32 // of each token: its sentence
}

// Plant returns the trees of d.
func Plant(d *text.Doc) *Trees {
	n := len(d.Tokens)
	space := make([]int32, 3*n)
	t := &Trees{doc: d, first: space[:n:n], next: space[n : 2*n : 2*n], of: space[2*n:]}
	for i := range space {
		space[i] = -1
	}
	for s := range d.Sentences {
		sentence := &d.Sentences[s]
		// Backwards, so that each list of dependents is in text order.
		for i := sentence.Last - 1; i >= sentence.First; i-- {
			t.of[i] = int32(s)
			if h := d.Tokens[i].Head; h >= sentence.First && h < sentence.Last && h != i {
				t.next[i], t.first[h] = t.first[h], int32(i)
			}
		}
	}
	return t
}

// Sentence returns the index of the sentence of token i, -1 for none.
func (t *Trees) Sentence(i int) int { return int(t.of[i]) }

// Head returns the head of token i, -1 if it has none in its sentence.
func (t *Trees) Head(i int) int {
	s := t.of[i]
	if s < 0 {
		return -1
	}
	if h := t.doc.Tokens[i].Head; h != i && h >= t.doc.Sentences[s].First && h < t.doc.Sentences[s].Last {
		return h
	}
	return -1
}

// Deps yields the dependents of token i in text order.
func (t *Trees) Deps(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c := t.first[i]; c >= 0; c = t.next[c] {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// Is reports whether the relation of token i is rel or one of its subtypes.
func (t *Trees) Is(i int, rel string) bool {
	have := t.doc.Tokens[i].Rel
	return strings.HasPrefix(have, rel) && (len(have) == len(rel) || have[len(rel)] == ':')
}

// Dep returns the first dependent of i by one of the relations, subtypes
// included, or -1.
func (t *Trees) Dep(i int, rels ...string) int {
	for c := range t.Deps(i) {
		for _, rel := range rels {
			if t.Is(c, rel) {
				return c
			}
		}
	}
	return -1
}

// Lemma returns the lemma of token i in lower case.
func (t *Trees) Lemma(i int) string {
	tok := &t.doc.Tokens[i]
	if tok.Lemma == "" {
		return strings.ToLower(t.doc.Form(tok.Span))
	}
	return strings.ToLower(tok.Lemma)
}

// Governor returns the token that the list which i is a conjunct of hangs on,
// and the relation by which it does; -1 for none.
func (t *Trees) Governor(i int) (head int, rel string) {
	for range maxClimb {
		if !t.Is(i, "conj") {
			break
		}
		h := t.Head(i)
		if h < 0 {
			return -1, ""
		}
		i = h
	}
	return t.Head(i), t.doc.Tokens[i].Rel
}

// Conjuncts yields token i and the conjuncts that hang on it, in text order.
func (t *Trees) Conjuncts(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if !yield(i) {
			return
		}
		for c := range t.Deps(i) {
			if t.Is(c, "conj") && !yield(c) {
				return
			}
		}
	}
}

// Preposition returns the preposition that marks token i, "" for none.
func (t *Trees) Preposition(i int) string {
	c := t.Dep(i, "case")
	if c < 0 {
		return ""
	}
	switch w := t.Lemma(c); w {
	case "'s", "’s", "'", "’":
		return ""
	default:
		return w
	}
}
