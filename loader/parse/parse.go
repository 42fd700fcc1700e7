// Package parse gives sentences their dependency trees.
//
// Stage fills Head and Rel of each token, as Universal Dependencies would have
// them. The network (network.go in training, model.go and parser.go after it) scores
// every pair of words as dependant and head; the tree with the highest sum of scores
// is found by dynamic programming (eisner.go); the relations are then chosen arc by
// arc. Trees are projective and have one root. Train makes the embedded model
// again.
//
// Things that can surprise: a sentence of more than 160 words is parsed in parts,
// whose roots depend on the first by parataxis, so that time and memory are linear in its length;
// scores are integers where they decide, so that every machine gives the same tree.
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
	return m.stage(), nil
}

func (m *model) stage() text.Stage {
	parsers := sync.Pool{New: func() any { return m.parser() }}
	return text.Stage{
		Name:  "parse",
		Needs: text.Sentences | text.Tokens | text.Tags,
		Gives: text.Trees,
		Apply: func(d *text.Doc) error {
			p := parsers.Get().(*parser)
			p.apply(d)
			parsers.Put(p)
			return nil
		},
	}
}

func (p *parser) apply(d *text.Doc) {
	for _, s := range d.Sentences {
		tokens := d.Tokens[s.First:s.Last]
		p.sentence = p.sentence[:0]
		for i := range tokens {
			t := &tokens[i]
			p.sentence = append(p.sentence, word{d.Form(t.Span), t.UPOS, t.XPOS})
		}
		p.parse(p.sentence)
		for i := range tokens {
			t := &tokens[i]
			t.Head, t.Rel = -1, p.labels[p.rels[i]]
			if h := p.heads[i]; h >= 0 {
				t.Head = s.First + h
			}
		}
	}
	clear(p.sentence) // the document's text must not outlive it here
}
