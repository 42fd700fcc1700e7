package tag

import (
	"slices"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// tagger holds the buffers for tagging one sentence after another. It belongs to
// one goroutine.
type tagger struct {
	*model
	forms  []string
	reader *feature.Reader
	buffer neural.Buffer
	rows   []int32
	scores []float32
	best   []int // the classes of the words of the last sentence
}

func (m *model) tagger() *tagger {
	return &tagger{model: m, reader: new(feature.Reader)}
}

// templates is how many features a word has.
const templates = 11

// features returns those of a word. The first is the word itself.
func features(w *feature.Word) [templates]uint64 {
	h := feature.Hash
	return [templates]uint64{
		h(1, w.Lower), h(2, w.Form), h(3, w.Shape),
		h(4, w.Suffix[0]), h(5, w.Suffix[1]), h(6, w.Suffix[2]), h(7, w.Suffix[3]), h(8, w.Suffix[4]),
		h(9, w.Prefix[0]), h(10, w.Prefix[1]), h(11, w.Prefix[2]),
	}
}

// maxWords bounds what is tagged at once. A longer sentence is tagged in parts,
// so that memory stays bounded.
const maxWords = 200

// tag returns the class of each word. The slice is good until the next call.
func (t *tagger) tag(forms []string) []int {
	t.best = t.best[:0]
	for part := range slices.Chunk(forms, maxWords) {
		t.part(part)
	}
	return t.best
}

// part appends the classes of some words to t.best.
func (t *tagger) part(forms []string) {
	vectors := t.encoder.Encode(&t.buffer, len(forms), func(i int) []int32 {
		w := t.reader.Read(forms[i])
		f := features(&w)
		t.rows = t.words.Append(t.rows[:0], f[:])
		return t.rows
	})
	wide := t.output.Outputs()
	if len(t.scores) < len(forms)*wide {
		t.scores = make([]float32, len(forms)*wide)
	}
	t.output.Apply(t.scores, vectors, neural.Unit)
	for i := range forms {
		scores := t.scores[i*wide:][:len(t.classes)]
		best := 0
		for c, s := range scores {
			if s > scores[best] {
				best = c
			}
		}
		t.best = append(t.best, best)
	}
}
