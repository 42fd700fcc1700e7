// Package tag gives words their part of speech and their lemma.
//
// Stage fills UPOS, XPOS and Lemma of each token, sentence by sentence. Both tags
// are chosen together by one classifier that goes from left to right
// (tagger.go); the lemma follows from form and tag by rules and exceptions
// learnt from the same treebanks (lemma.go). Train makes the embedded model again.
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
	return text.Stage{
		Name:  "tag",
		Needs: text.Sentences | text.Tokens,
		Gives: text.Tags,
		Apply: func(d *text.Doc) error {
			m.apply(d)
			return nil
		},
	}
}

func (m *model) apply(d *text.Doc) {
	t := m.tagger()
	var forms []string
	for _, s := range d.Sentences {
		tokens := d.Tokens[s.First:s.Last]
		forms = forms[:0]
		for i := range tokens {
			forms = append(forms, d.Form(tokens[i].Span))
		}
		for i, class := range t.tag(forms) {
			c := m.classes[class]
			tokens[i].UPOS, tokens[i].XPOS = c.upos, c.xpos
			tokens[i].Lemma = m.lemmas.lemma(forms[i], c)
		}
	}
}
