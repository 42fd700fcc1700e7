package name

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// Measures of the net, chosen on GUM's dev split; MODEL.md has the numbers.
const (
	netInputs = 64
	netSize   = 64
	netRare   = 3 // a feature seen less often is left out
	netDrop   = 0.33
	netBatch  = 8
	netRate   = 0.003
	netEpochs = 8
)

// A netLesson is a sentence to learn from.
type netLesson struct {
	features [][]uint64
	masks    []uint32
}

// netTraining is the state of a run of learnNet.
type netTraining struct {
	counts  feature.Counts
	words   *feature.Vocabulary
	encoder *neural.Encoder
	out     *neural.Linear
	step    *neural.Param
	rnd     *rand.Rand
	arena   neural.Arena
	lattice lattice
}

// learnNet trains a net on samples.
func learnNet(ctx context.Context, o Options, samples []sample) (*net, error) {
	t := &netTraining{counts: feature.Counts{}, rnd: rand.New(rand.NewPCG(o.Seed, 7))}
	lessons := t.lessons(newReader(), samples)
	t.words = t.counts.Vocabulary(netRare)
	opt := neural.NewOptimizer(o.Seed)
	t.encoder = neural.NewEncoder(opt, neural.Shape{Rows: t.words.Len(), Inputs: netInputs, Size: netSize, Layers: 1}, netDrop)
	t.out = neural.NewLinear(opt, 2*netSize, outputs)
	t.step = opt.Param(labels, outputs, 0)
	course := neural.Course{Name: "name: net", Epochs: netEpochs, Batch: netBatch, Rate: netRate, Seed: o.Seed, Progress: o.Progress}
	err := course.Run(ctx, opt, len(lessons), func(i int) float64 { return t.learn(&lessons[i]) }, func() {
		t.encoder.Refresh()
		t.out.Refresh()
	})
	if err != nil {
		return nil, err
	}
	n := &net{words: t.words, encoder: t.encoder.Pack(), out: t.out.Pack()}
	for a, row := range t.steps() {
		for b, v := range row {
			n.step[a][b] = int32(math.Round(v * unit))
		}
	}
	return n, nil
}

func (t *netTraining) lessons(r *reader, samples []sample) []netLesson {
	var lessons []netLesson
	for k := range samples {
		s := &samples[k]
		r.read(s.doc)
		for _, span := range s.doc.Sentences {
			l := netLesson{masks: masksOf(s, span)}
			telling := mixed(r.tokens[span.First:span.Last])
			for i := range span.Last - span.First {
				features := slices.Clone(r.netFeaturesOf(s.doc, span, i, telling))
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
func (t *netTraining) learn(l *netLesson) float64 {
	t.arena.Reset()
	pass := t.encoder.Forward(&t.arena, t.rows(l), true)
	scores := t.out.Forward(&t.arena, pass.Out)
	c := &t.lattice
	c.grow(len(l.masks))
	for i := range l.masks {
		for y, s := range scores.Row(i)[:labels] {
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
	dout := t.arena.Matrix(pass.Out.Rows, pass.Out.Cols)
	t.out.Back(pass.Out, d, dout)
	pass.Back(&t.arena, dout)
	return loss
}

func (t *netTraining) steps() (step [labels][labels]float64) {
	for a := range step {
		for b := range step[a] {
			step[a][b] = float64(t.step.Row(a)[b])
		}
	}
	return step
}

// rows returns the rows of a sentence's features, some forgotten.
func (t *netTraining) rows(l *netLesson) [][]int32 {
	rows := make([][]int32, len(l.features))
	for i, features := range l.features {
		rows[i] = t.words.Rows(features, func(k int) bool { return t.counts.Forgets(t.rnd, features[k]) })
	}
	return rows
}
