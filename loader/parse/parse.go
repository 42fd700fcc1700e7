// Package parse gives sentences their dependency trees.
//
// Stage fills Head and Rel of each token, as Universal Dependencies would have
// them. A transition parser (state.go) reads each sentence once from left to right and
// asks a classifier (feature.go) for every move, so that time is linear in the
// length of a sentence. Trees are projective and have one root. Train makes the
// embedded model again.
package parse

import (
	_ "embed"
	"fmt"
	"sync"

	"onymous/loader/text"
)

//go:embed parse.model
var embedded []byte

var load = sync.OnceValues(func() (*model, error) { return newModel(embedded) })

// Stage returns the stage that adds the layer Trees. The model is decoded on the
// first call.
func Stage() (text.Stage, error) {
	m, err := load()
	if err != nil {
		return text.Stage{}, fmt.Errorf("parse: embedded model: %w", err)
	}
	return text.Stage{
		Name:  "parse",
		Needs: text.Sentences | text.Tokens | text.Tags,
		Gives: text.Trees,
		Apply: func(d *text.Doc) error {
			m.apply(d)
			return nil
		},
	}, nil
}

func (m *model) apply(d *text.Doc) {
	p := m.parser()
	var words []word
	for _, s := range d.Sentences {
		tokens := d.Tokens[s.First:s.Last]
		words = words[:0]
		for i := range tokens {
			t := &tokens[i]
			words = append(words, word{d.Form(t.Span), t.UPOS, t.XPOS})
		}
		p.parse(words)
		for i := range tokens {
			t := &tokens[i]
			t.Head, t.Rel = s.First+p.head[i], m.rels[p.rel[i]]
			if p.head[i] == len(words) {
				t.Head = -1
			}
		}
	}
}
