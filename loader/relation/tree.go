package relation

import (
	"strings"

	"onymous/loader/text"
)

// maxClimb bounds every walk up or down a tree, so that a tree with a cycle or
// of absurd depth costs no more than any other.
const maxClimb = 24

// tree is the dependency trees of a document, with ways down as well as up.
type tree struct {
	doc   *text.Doc
	first []int32 // of each token: its first dependent, -1 for none
	next  []int32 // of each token: the next dependent of the same head
	of    []int32 // of each token: its sentence
}

// plant returns the trees of d. A head outside the sentence counts as none.
func plant(d *text.Doc) *tree {
	n := len(d.Tokens)
	space := make([]int32, 3*n)
	t := &tree{doc: d, first: space[:n:n], next: space[n : 2*n : 2*n], of: space[2*n:]}
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

func (t *tree) token(i int) *text.Token { return &t.doc.Tokens[i] }

// head returns the head of token i, -1 if it has none in its sentence.
func (t *tree) head(i int) int {
	s := t.of[i]
	if s < 0 {
		return -1
	}
	if h := t.doc.Tokens[i].Head; h != i && h >= t.doc.Sentences[s].First && h < t.doc.Sentences[s].Last {
		return h
	}
	return -1
}

// deps yields the dependents of token i in text order.
func (t *tree) deps(i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for c := t.first[i]; c >= 0; c = t.next[c] {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// is reports whether the relation of token i is rel or one of its subtypes.
func (t *tree) is(i int, rel string) bool {
	return isRel(t.doc.Tokens[i].Rel, rel)
}

func isRel(have, rel string) bool {
	return strings.HasPrefix(have, rel) && (len(have) == len(rel) || have[len(rel)] == ':')
}

// dep returns the first dependent of i by relation rel, subtypes included, or -1.
func (t *tree) dep(i int, rel string) int {
	for c := t.first[i]; c >= 0; c = t.next[c] {
		if isRel(t.doc.Tokens[c].Rel, rel) {
			return int(c)
		}
	}
	return -1
}

// lemma returns the lemma of token i in lower case.
func (t *tree) lemma(i int) string {
	tok := &t.doc.Tokens[i]
	if tok.Lemma == "" {
		return strings.ToLower(t.doc.Form(tok.Span))
	}
	if tok.UPOS == text.PROPN {
		return strings.ToLower(tok.Lemma)
	}
	return tok.Lemma
}

func (t *tree) form(i int) string { return t.doc.Form(t.doc.Tokens[i].Span) }

// preposition returns the preposition that marks token i, "" for none. Of a
// fixed or doubled one ("because of", "out of") it is the first word.
func (t *tree) preposition(i int) string {
	c := t.dep(i, "case")
	if c < 0 {
		return ""
	}
	word := t.lemma(c)
	if word == "'s" || word == "’s" || word == "'" || word == "’" {
		return ""
	}
	if word == "together" || word == "along" || word == "jointly" { // "together with"
		return "together"
	}
	return word
}

// finite reports whether a relation leads from a clause to a clause, so that
// what is said about the upper one need not hold for the lower one.
func isClause(rel string) bool {
	return isRel(rel, "advcl") || isRel(rel, "acl") || isRel(rel, "ccomp") || isRel(rel, "xcomp") || isRel(rel, "csubj") || isRel(rel, "parataxis")
}
