package parse

import (
	"fmt"
	"strings"

	"onymous/loader/text"
)

// Draw returns the tree of a sentence to be read by people: a line for each
// token, in text order, indented by how far it is from the root.
//
//	  nsubj    Police NOUN police
//	root     arrested VERB arrest
//	    nummod   two NUM two
//	  obj      men NOUN man
func Draw(d *text.Doc, s text.Sentence) string {
	var b strings.Builder
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		fmt.Fprintf(&b, "%s%-8s %s %s %s\n", strings.Repeat("  ", depth(d, s, i)), t.Rel, d.Form(t.Span), t.UPOS, t.Lemma)
	}
	return b.String()
}

// depth counts the arcs from a token up to the root, no more than there are tokens.
func depth(d *text.Doc, s text.Sentence, i int) int {
	n := 0
	for i = d.Tokens[i].Head; i >= s.First && i < s.Last && n < s.Last-s.First; i = d.Tokens[i].Head {
		n++
	}
	return n
}
