package entity

import (
	_ "embed"
	"fmt"
	"sync"

	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
)

//go:embed entity.model
var embedded []byte

var embeddedModel = sync.OnceValues(func() (*classifier.Model, error) { return decode(embedded) })

func decode(data []byte) (*classifier.Model, error) {
	models, err := classifier.Decode(data, kinds, 1)
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	return models[0], nil
}

// kinds counts the kinds that a name may be of, 0 for none included.
const kinds = int(ontology.Commodity) + 1

// surer is by how much a network must hold another kind for likelier than the kind
// that rules give a name, as a difference of logarithms of odds.
const surer = 2.5

// reconsider lets a network that has learnt from articles with their gold weigh what
// rules, each for itself, say of a name: it knows how far each can be trusted, and sees the
// words that no rule looks at.
func (w *witness) reconsider(m *classifier.Model) {
	s, scorer := newSighter(w), classifier.Scorer{Model: m}
	type change struct {
		it   *name
		kind ontology.NodeKind
	}
	var changes []change
	for _, it := range w.all {
		if it.kind == 0 && w.hardly(it) || it.why == ofFounder {
			continue // what it takes the whole story to know, the network does not see
		}
		scores := scorer.Score(s.features(it))[:kinds]
		best := it.kind
		for k, v := range scores {
			if kind := ontology.NodeKind(k); v > scores[it.kind]+surer && v > scores[best] && w.topic.allows(kind) {
				best = kind
			}
		}
		if best != it.kind {
			changes = append(changes, change{it, best})
		}
	}
	for _, c := range changes {
		c.it.kind, c.it.why = c.kind, "all that is said around it, weighed"
	}
}
