package tag

import (
	"onymous/loader/internal/linear"
	"onymous/loader/text"
)

// class is what the classifier chooses between: a pair of tags.
type class struct {
	upos text.UPOS
	xpos string
}

// model is what training makes. It is safe for concurrent use.
type model struct {
	classes []class
	weights *linear.Model
	lemmas  *lemmas
}

// tagger holds the buffers for tagging one sentence after another. It belongs to
// one goroutine.
type tagger struct {
	score    func(features []uint64) (best int)
	atoms    []atom
	buf      []byte
	features []uint64
	classes  []int
}

func (m *model) tagger() *tagger {
	scores := make([]int32, len(m.classes))
	return &tagger{score: func(features []uint64) int {
		clear(scores)
		m.weights.Score(features, scores)
		return argmax(scores)
	}}
}

func argmax[T int32 | float32](scores []T) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// tag returns the class of each word. The slice is good until the next call.
func (t *tagger) tag(forms []string) []int {
	t.atoms, t.classes = t.atoms[:0], t.classes[:0]
	for _, form := range forms {
		var a atom
		a, t.buf = newAtom(form, t.buf)
		t.atoms = append(t.atoms, a)
	}
	before1, before2, style := uint64(1000), uint64(1000), style(forms)
	for i := range t.atoms {
		t.features = features(t.features[:0], t.atoms, i, before1, before2, style)
		best := t.score(t.features)
		t.classes = append(t.classes, best)
		before1, before2 = uint64(best), before1
	}
	return t.classes
}
