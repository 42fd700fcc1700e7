package relation

import (
	"strings"

	"onymous/loader/internal/tree"
	"onymous/loader/text"
)

// maxClimb bounds every walk up a tree.
const maxClimb = 24

// trees are the dependency trees of a document, with its tokens at hand.
type trees struct {
	*tree.Trees
	doc    *text.Doc
	lemmas []string // of each token, in lower case: they are asked for again and again
}

func plant(d *text.Doc) *trees {
	t := &trees{tree.Plant(d), d, make([]string, len(d.Tokens))}
	for i := range t.lemmas {
		t.lemmas[i] = t.Trees.Lemma(i)
		if t.lemmas[i] == "custom" && strings.HasSuffix(t.form(i), "s") {
			t.lemmas[i] = "customs" // the agency
		}
	}
	return t
}

// Lemma returns the lemma of token i in lower case.
func (t *trees) Lemma(i int) string { return t.lemmas[i] }

func (t *trees) token(i int) *text.Token { return &t.doc.Tokens[i] }

func (t *trees) form(i int) string { return t.doc.Form(t.doc.Tokens[i].Span) }

// sentence returns the sentence of token i.
func (t *trees) sentence(i int) *text.Sentence { return &t.doc.Sentences[t.Sentence(i)] }

// preposition returns the preposition that marks token i, "" for none. Of one of
// several words ("because of") it is the first, but "together with" and its like
// are "together".
func (t *trees) preposition(i int) string {
	word := t.Preposition(i)
	if word == "with" {
		if c := t.Dep(i, "case"); c > 0 {
			switch before := t.Lemma(c - 1); before {
			case "together", "along", "jointly":
				return "together" // hung on the verb as an adverb
			}
		}
	}
	if word == "along" || word == "jointly" {
		return "together"
	}
	return word
}

func isRel(have, rel string) bool {
	return strings.HasPrefix(have, rel) && (len(have) == len(rel) || have[len(rel)] == ':')
}

// isClause reports whether a relation leads from a clause to a clause, so that
// what is said about the upper one need not hold for the lower one.
func isClause(rel string) bool {
	return isRel(rel, "advcl") || isRel(rel, "acl") || isRel(rel, "ccomp") || isRel(rel, "xcomp") || isRel(rel, "csubj") || isRel(rel, "parataxis")
}
