// Package classifier scores things of which no more is known than features: a
// name, by all that its article says around it, or two entities, by what stands
// between them.
//
// A feature is a row of a table; the rows of a thing are summed and go through one
// hidden layer to its scores. What the scores mean is for the caller to say.
package classifier

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/score"
	"onymous/loader/text"
)

// Article is an article to learn from.
type Article struct {
	Doc  *text.Doc
	Gold *score.Graph
}

// Model is a trained classifier. It is safe for concurrent use.
type Model struct {
	words *feature.Vocabulary
	net   *neural.PackedHead
}

// Encode lays out models one after another.
func Encode(models ...*Model) []byte {
	var w neural.Writer
	for _, m := range models {
		w.Prints(m.words.Prints())
		m.net.Write(&w)
	}
	return w.Data
}

// Decode reads so many models that Encode wrote, and fails unless each has that many
// outputs, rounded up to what matrices take.
func Decode(data []byte, outputs, count int) ([]*Model, error) {
	r := neural.NewReader(data)
	models := make([]*Model, count)
	for i := range models {
		words, err := feature.NewVocabulary(r.Prints())
		if err != nil {
			return nil, err
		}
		models[i] = &Model{words, neural.ReadPackedHead(r, words.Len())}
		if models[i].net.Outputs() != columns(outputs) {
			return nil, neural.ErrCorrupt
		}
	}
	return models, r.Err()
}

func columns(outputs int) int { return (outputs + 7) / 8 * 8 }

// Scorer scores things with a model. It belongs to one goroutine.
type Scorer struct {
	*Model
	buffer neural.Buffer
	rows   []int32
}

// Score returns the scores of what has the features. The slice is good until the
// next call.
func (s *Scorer) Score(features []uint64) []float32 {
	s.rows = appendRows(s.rows[:0], s.words, features)
	return s.net.Score(&s.buffer, s.rows)
}

// appendRows appends the rows of the features that are known.
func appendRows(rows []int32, words *feature.Vocabulary, features []uint64) []int32 {
	for _, f := range features {
		if n := words.Number(f); n != 0 {
			rows = append(rows, n)
		}
	}
	return rows
}

// Options configures Train.
type Options struct {
	Name     string // for Progress
	Outputs  int
	Epochs   int // 0 means 12
	Seed     uint64
	Progress io.Writer // nil means none
}

const (
	rare   = 6  // articles that must have a feature
	inputs = 32 // numbers of a row
	hidden = 64 // units
	drop   = .4 // share of the numbers that is dropped in training
	rate   = 0.002
)

// Train learns from things in groups, articles[i][k] being the features of thing k of
// article i. A step goes over one article: grade gets the scores of its things,
// replaces them by the gradients, and returns the loss. The same articles and
// options give the same model on machines of one kind. Train ends early with the
// error of ctx.
func Train(ctx context.Context, o Options, articles [][][]uint64, grade func(article int, scores neural.Matrix) float64) (*Model, error) {
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	words := vocabulary(articles)
	rows := make([][][]int32, len(articles))
	for i, things := range articles {
		for _, features := range things {
			rows[i] = append(rows[i], appendRows(nil, words, features))
		}
	}
	opt := neural.NewOptimizer(o.Seed)
	net := neural.NewHead(opt, neural.HeadShape{Rows: words.Len(), Inputs: inputs, Hidden: hidden, Outputs: columns(o.Outputs)}, drop)
	course := neural.Course{Name: o.Name, Epochs: cmp.Or(o.Epochs, 12), Batch: 1, Rate: rate, Seed: o.Seed, Progress: o.Progress}
	var arena neural.Arena
	learn := func(i int) float64 {
		if len(rows[i]) == 0 {
			return 0
		}
		arena.Reset()
		p := net.Forward(&arena, rows[i])
		scores := arena.Matrix(p.Scores.Rows, p.Scores.Cols)
		copy(scores.Data, p.Scores.Data)
		loss := grade(i, scores)
		p.Back(&arena, scores)
		return loss
	}
	if err := course.Run(ctx, opt, len(articles), learn, net.Refresh); err != nil {
		return nil, fmt.Errorf("%s: %w", o.Name, err)
	}
	return &Model{words, net.Pack()}, nil
}

// vocabulary returns the features that enough articles have.
func vocabulary(articles [][][]uint64) *feature.Vocabulary {
	counts := feature.Counts{}
	for _, things := range articles {
		seen := map[uint32]bool{}
		for _, features := range things {
			for _, f := range features {
				if print := feature.Print(f); !seen[print] {
					seen[print] = true
					counts[print]++
				}
			}
		}
	}
	return counts.Vocabulary(rare)
}
