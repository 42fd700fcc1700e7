package name

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"onymous/loader/internal/conllu"
	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// Options configures Train.
type Options struct {
	// Treebank is the folder with gum-train.conllu.gz, ewt-train.conllu.gz and
	// uner-ewt-dev.iob2.gz.
	Treebank string

	// Tagger adds the layer Tags, as it does when names are looked for.
	Tagger text.Stage

	// Seed decides the order of the sentences and what is dropped. The same seed
	// and corpus give the same model, byte for byte, on machines of one kind.
	Seed uint64

	// Epochs is how often the corpus is read. 0 means 7.
	Epochs int

	// Progress, if set, gets a line per epoch.
	Progress io.Writer
}

func (o Options) withDefaults() Options {
	o.Epochs = cmp.Or(o.Epochs, 7)
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	return o
}

// Measures of training, chosen on GUM's dev split; MODEL.md has the numbers.
const (
	rareFeature = 2    // a feature seen less often is left out
	rate        = 0.1  // of AdaGrad
	decay       = 0.01 // pull of a weight towards 0, when it changes
	drop        = 0.5  // share of the features of a token that are dropped
)

// Train learns a model and returns it as bytes, the contents of name.model. A
// first model learns from GUM and Universal NER, and finds the names of EWT's
// train split, whose words are of another kind and whose names nobody marked;
// the second one learns from all of them. It ends early with the error of ctx.
func Train(ctx context.Context, o Options) ([]byte, error) {
	o = o.withDefaults()
	m, err := train(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("name: %w", err)
	}
	return m.encode(), nil
}

func train(ctx context.Context, o Options) (*model, error) {
	gum, err := readGUM(o.Treebank, "train")
	if err != nil {
		return nil, err
	}
	uner, err := readUNER(o.Treebank, "dev")
	if err != nil {
		return nil, err
	}
	bare, err := readBare(o.Treebank, conllu.Train[0])
	if err != nil {
		return nil, err
	}
	marked := append(gum, uner...)
	for _, samples := range [][]sample{marked, bare} {
		for i := range samples {
			if err := o.Tagger.Apply(samples[i].doc); err != nil {
				return nil, err
			}
		}
	}
	teacher, err := learn(ctx, o, marked)
	if err != nil {
		return nil, err
	}
	r := newReader()
	for i := range bare {
		bare[i].names = teacher.find(r, bare[i].doc)
	}
	return learn(ctx, o, append(marked, bare...))
}

// A lesson is a sentence to learn from.
type lesson struct {
	features [][]int32 // of each token, by number
	masks    []uint32  // the labels that each token may have
}

// learn trains a model on samples.
func learn(ctx context.Context, o Options, samples []sample) (*model, error) {
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
		fmt.Fprintf(o.Progress, "name: epoch %d of %d: %d sentences, loss %.3f a sentence\n", epoch+1, o.Epochs, len(lessons), loss/float64(len(lessons)))
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
				f(s, span, r.featuresOf(sentence, i, telling), i)
			}
		}
	}
}

// masksOf returns the labels that the tokens of a sentence may have.
func masksOf(s *sample, span text.Sentence) []uint32 {
	masks := make([]uint32, span.Last-span.First)
	open := uint32(1) << outside
	if s.partial {
		for l := label(1); int(l) < labels; l++ {
			if t := l.nameType(); t == text.EventName || t == text.OtherName {
				open |= 1 << l
			}
		}
	}
	for i := range masks {
		masks[i] = open
	}
	var ls []label
	for _, n := range s.names {
		if n.First < span.First || n.Last > span.Last {
			continue
		}
		ls = append(ls[:0], make([]label, n.Last-n.First)...)
		mark(ls, n.Type)
		for i, l := range ls {
			masks[n.First-span.First+i] = 1 << l
		}
	}
	return masks
}

// weights are those of a model in training.
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
	node := make([][labels]float64, len(s.masks))
	var edges [labels][labels]float64
	all := l.run(&w.step, nil)
	l.expect(&w.step, all, 1, node, &edges)
	gold := l.run(&w.step, s.masks)
	l.expect(&w.step, gold, -1, node, &edges)
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
	return all - gold
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
