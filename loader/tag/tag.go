// Package tag gives words their part of speech and their lemma.
//
// Stage fills UPOS, XPOS and Lemma of each token, sentence by sentence. Both tags
// are chosen together by a network that reads the sentence in both directions
// (tagger.go); the lemma follows from form and tag by rules and exceptions
// learnt from the same treebanks (lemma.go). Train makes the embedded model
// again; MODEL.md says what it was made from and how good it is.
//
// Things that can surprise: a lemma is lower-case unless the word is a proper noun;
// "United" in "United States" is a VERB with XPOS NNP, because the treebanks say so.
package tag

import (
	_ "embed"
	"fmt"
	"sync"

	"onymous/loader/text"
)

//go:embed tag.model
var embedded []byte

var load = sync.OnceValues(func() (*model, error) { return newModel(embedded) })

// Stage returns the stage that adds the layer Tags. The model is decoded on the
// first call.
func Stage() (text.Stage, error) {
	m, err := load()
	if err != nil {
		return text.Stage{}, fmt.Errorf("tag: embedded model: %w", err)
	}
	return m.stage(), nil
}

func (m *model) stage() text.Stage {
	taggers := sync.Pool{New: func() any { return m.tagger() }}
	return text.Stage{
		Name:  "tag",
		Needs: text.Sentences | text.Tokens,
		Gives: text.Tags,
		Apply: func(d *text.Doc) error {
			t := taggers.Get().(*tagger)
			t.apply(d)
			taggers.Put(t)
			return nil
		},
	}
}

func (t *tagger) apply(d *text.Doc) {
	for _, s := range d.Sentences {
		tokens := d.Tokens[s.First:s.Last]
		t.forms = t.forms[:0]
		for i := range tokens {
			t.forms = append(t.forms, d.Form(tokens[i].Span))
		}
		for i, best := range t.tag(t.forms) {
			c := t.classes[best]
			tokens[i].UPOS, tokens[i].XPOS = c.upos, c.xpos
			tokens[i].Lemma = t.lemmas.lemma(t.forms[i], c)
		}
	}
	clear(t.forms) // the document's text must not outlive it here
}
