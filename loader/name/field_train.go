package name

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// Measures of training a field, chosen on GUM's dev split; MODEL.md has the numbers.
const (
	rareFeature = 2    // a feature seen less often is left out
	rate        = 0.1  // of AdaGrad
	decay       = 0.01 // pull of a weight towards 0, when it changes
	drop        = 0.5  // share of the features of a token that are dropped
)

// A lesson is a sentence to learn from.
type lesson struct {
	features [][]int32 // of each token, by number
	masks    []uint32  // the labels that each token may have
}

// learnField trains a field on samples.
func learnField(ctx context.Context, o Options, samples []sample) (*field, error) {
	r := newReader()
	vocabulary, lessons := lessonsOf(r, samples)
	rnd := rand.New(rand.NewPCG(o.Seed, 1))
	w := &weights{node: make([][labels]float32, vocabulary.Len()), power: make([][labels]float32, vocabulary.Len()), rnd: rnd}
	for epoch := range o.Epochs {
		loss := 0.0
		for _, i := range rnd.Perm(len(lessons)) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			loss += w.learn(&lessons[i])
		}
		fmt.Fprintf(o.Progress, "name: field: epoch %d of %d: %d sentences, loss %.3f a sentence\n", epoch+1, o.Epochs, len(lessons), loss/float64(len(lessons)))
	}
	return w.round(vocabulary), nil
}

// lessonsOf numbers the features of samples and makes lessons of them.
func lessonsOf(r *reader, samples []sample) (*feature.Vocabulary, []lesson) {
	counts := feature.Counts{}
	each(r, samples, func(_ *sample, _ text.Sentence, features []uint64, _ int) {
		for _, f := range features {
			counts[feature.Print(f)]++
		}
	})
	vocabulary := counts.Vocabulary(rareFeature)
	var lessons []lesson
	each(r, samples, func(s *sample, span text.Sentence, features []uint64, i int) {
		if i == 0 {
			lessons = append(lessons, lesson{masks: masksOf(s, span)})
		}
		var numbers []int32
		for _, f := range features {
			if n := vocabulary.Number(f); n != 0 {
				numbers = append(numbers, n)
			}
		}
		l := &lessons[len(lessons)-1]
		l.features = append(l.features, numbers)
	})
	return vocabulary, lessons
}

// each calls f with the features of each token i of each sentence of the samples.
func each(r *reader, samples []sample, f func(s *sample, span text.Sentence, features []uint64, i int)) {
	for k := range samples {
		s := &samples[k]
		r.read(s.doc)
		for _, span := range s.doc.Sentences {
			sentence := r.tokens[span.First:span.Last]
			telling := mixed(sentence)
			for i := range sentence {
				f(s, span, r.featuresOf(s.doc, span, i, telling), i)
			}
		}
	}
}

// weights are those of a field in training.
type weights struct {
	node  [][labels]float32
	power [][labels]float32 // sums of squared gradients
	step  [labels][labels]float64
	steps [labels][labels]float64 // and of those of the steps

	rnd     *rand.Rand
	lattice lattice
	kept    [][]int32 // features that were not dropped
}

// learn takes one step for one sentence and returns its loss.
func (w *weights) learn(s *lesson) float64 {
	l := &w.lattice
	l.grow(len(s.masks))
	w.kept = w.kept[:0]
	for i, numbers := range s.features {
		var kept []int32
		var sum [labels]float32
		for _, f := range numbers {
			if w.rnd.Float64() < drop {
				continue
			}
			kept = append(kept, f)
			for y, v := range w.node[f] {
				sum[y] += v
			}
		}
		w.kept = append(w.kept, kept)
		for y, v := range sum {
			l.score[i][y] = float64(v) / (1 - drop)
		}
	}
	node, edges, loss := l.gradient(&w.step, s.masks)
	for i, kept := range w.kept {
		for _, f := range kept {
			w.update(f, &node[i])
		}
	}
	for a := range edges {
		for b, g := range edges[a] {
			if g != 0 {
				w.steps[a][b] += g * g
				w.step[a][b] -= rate * g / math.Sqrt(w.steps[a][b]+tiny)
			}
		}
	}
	return loss
}

const (
	tiny       = 1e-8
	noGradient = 1e-4 // under which a weight stays as it is
)

func (w *weights) update(f int32, gradient *[labels]float64) {
	node, power := &w.node[f], &w.power[f]
	for y, g := range gradient {
		if g > -noGradient && g < noGradient {
			continue
		}
		g += decay * float64(node[y])
		power[y] += float32(g * g)
		node[y] -= float32(rate * g / math.Sqrt(float64(power[y])+tiny))
	}
}
