package name

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// Measures of the head, chosen on GUM's dev split; MODEL.md has the numbers.
const (
	headInputs = 32
	headRare   = 3 // a feature seen less often is left out
	headHidden = 96
	headDrop   = 0.33
	headBatch  = 8
	headRate   = 0.003
	headEpochs = 6
)

// A headLesson is a sentence to learn from.
type headLesson struct {
	features [][]uint64
	states   []int8
	masks    []uint32
}

// headTraining is the state of a run of learnHead.
type headTraining struct {
	counts  feature.Counts
	words   *feature.Vocabulary
	net     *neural.Head
	step    *neural.Param
	rnd     *rand.Rand
	arena   neural.Arena
	lattice lattice
}

// learnHead trains a head on samples that have states.
func learnHead(ctx context.Context, o Options, samples []sample) (*head, error) {
	t := &headTraining{counts: feature.Counts{}, rnd: rand.New(rand.NewPCG(o.Seed, 7))}
	lessons := t.lessons(newReader(), samples)
	t.words = t.counts.Vocabulary(headRare)
	opt := neural.NewOptimizer(o.Seed)
	t.net = neural.NewHead(opt, neural.HeadShape{Rows: t.words.Len(), Inputs: headInputs, Vector: text.StateSize, Hidden: headHidden, Outputs: outputs}, headDrop)
	t.step = opt.Param(labels, outputs, 0)
	course := neural.Course{Name: "name: head", Epochs: headEpochs, Batch: headBatch, Rate: headRate, Seed: o.Seed, Progress: o.Progress}
	if err := course.Run(ctx, opt, len(lessons), func(i int) float64 { return t.learn(&lessons[i]) }, t.net.Refresh); err != nil {
		return nil, err
	}
	h := &head{words: t.words, net: t.net.Pack()}
	for a, row := range t.steps() {
		for b, v := range row {
			h.step[a][b] = int32(math.Round(v * unit))
		}
	}
	return h, nil
}

func (t *headTraining) lessons(r *reader, samples []sample) []headLesson {
	var lessons []headLesson
	for k := range samples {
		s := &samples[k]
		r.read(s.doc)
		for _, span := range s.doc.Sentences {
			if span.Last*text.StateSize > len(s.doc.States) {
				break
			}
			telling := mixed(r.tokens[span.First:span.Last])
			l := headLesson{masks: masksOf(s, span), states: s.doc.States[span.First*text.StateSize : span.Last*text.StateSize]}
			for i := range span.Last - span.First {
				features := slices.Clone(r.headFeaturesOf(s.doc, span, i, telling))
				for _, f := range features {
					t.counts[feature.Print(f)]++
				}
				l.features = append(l.features, features)
			}
			lessons = append(lessons, l)
		}
	}
	return lessons
}

// learn adds the gradients for a sentence and returns its loss.
func (t *headTraining) learn(l *headLesson) float64 {
	t.arena.Reset()
	pass := t.net.Forward(&t.arena, t.rows(l), l.states)
	c := &t.lattice
	c.grow(len(l.masks))
	for i := range l.masks {
		for y, s := range pass.Scores.Row(i)[:labels] {
			c.score[i][y] = float64(s)
		}
	}
	step := t.steps()
	node, edges, loss := c.gradient(&step, l.masks)
	d := t.arena.Matrix(len(l.masks), outputs)
	for i := range node {
		for y, g := range node[i] {
			d.Row(i)[y] = float32(g)
		}
	}
	for a := range edges {
		for b, g := range edges[a] {
			t.step.Grad().Row(a)[b] += float32(g)
		}
	}
	pass.Back(&t.arena, d)
	return loss
}

func (t *headTraining) steps() (step [labels][labels]float64) {
	for a := range step {
		for b := range step[a] {
			step[a][b] = float64(t.step.Row(a)[b])
		}
	}
	return step
}

// rows returns the rows of a sentence's features, some forgotten.
func (t *headTraining) rows(l *headLesson) [][]int32 {
	rows := make([][]int32, len(l.features))
	for i, features := range l.features {
		rows[i] = t.words.Rows(features[:], func(k int) bool { return t.counts.Forgets(t.rnd, features[k]) })
	}
	return rows
}
