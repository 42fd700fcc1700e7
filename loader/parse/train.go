package parse

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"onymous/loader/internal/conllu"
	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// Options configures Train.
type Options struct {
	// Treebank is the folder with ewt-train.conllu.gz and gum-train.conllu.gz.
	Treebank string

	// Retag replaces the treebanks' tags by some about as good as those that the
	// tagger gives to text it has not seen. If nil, the parser learns to trust tags.
	Retag conllu.Retag

	// Seed decides where the parameters begin, the order of the sentences and
	// what is dropped. The same seed and corpus give the same model, byte for byte.
	Seed uint64

	// Epochs is how often the corpus is read. 0 means 14.
	Epochs int

	// Progress, if set, gets a line per epoch.
	Progress io.Writer
}

func (o Options) withDefaults() Options {
	o.Epochs = cmp.Or(o.Epochs, 14)
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	return o
}

// The size of the network, chosen on the dev splits; MODEL.md has the numbers.
const (
	inputs = 128
	size   = 96
	layers = 2
	arcs   = 96
	inside = 96
	drop   = 0.33
	batch  = 8
	rate   = 0.003

	rareRel     = 3 // a relation seen less often is an error of the treebank
	rareFeature = 2 // a feature seen less often is left out
)

// Train learns a model and returns it as bytes, the contents of parse.model. It
// ends early with the error of ctx.
func Train(ctx context.Context, o Options) ([]byte, error) {
	o = o.withDefaults()
	corpus, err := conllu.ReadSplits(o.Treebank, conllu.Train...)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if o.Retag != nil {
		if err := o.Retag(ctx, corpus); err != nil {
			return nil, fmt.Errorf("parse: %w", err)
		}
	}
	t := newTraining(corpus, new(feature.Reader), o.Seed)
	course := neural.Course{Name: "parse", Epochs: o.Epochs, Batch: batch, Rate: rate, Seed: o.Seed, Progress: o.Progress}
	err = course.Run(ctx, t.network.opt, len(t.examples), func(i int) float64 {
		e := &t.examples[i]
		return t.network.learn(t.rows(e), e.heads, e.rels)
	}, t.network.refresh)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return t.network.pack(t.words, t.labels).encode(), nil
}

// example is a sentence as the network learns it.
type example struct {
	features    [][templates]uint64
	heads, rels []int // the root's head is the number of words
}

// training is the state of a run of Train.
type training struct {
	labels   []string
	counts   feature.Counts
	words    *feature.Vocabulary
	examples []example
	network  *network
	rnd      *rand.Rand
}

func newTraining(corpus []conllu.Sentence, reader *feature.Reader, seed uint64) *training {
	t := &training{labels: countLabels(corpus), counts: feature.Counts{}, rnd: rand.New(rand.NewPCG(seed, 1))}
	for _, s := range corpus {
		t.examples = append(t.examples, t.example(reader, s))
	}
	t.words = t.counts.Vocabulary(rareFeature)
	t.network = newNetwork(shape{
		Shape: neural.Shape{Rows: t.words.Len(), Inputs: inputs, Size: size, Layers: layers},
		arcs:  arcs, hidden: inside, labels: len(t.labels), drop: drop,
	}, seed)
	return t
}

// countLabels returns the relations that are no errors, sorted, and those that
// the parser itself gives.
func countLabels(corpus []conllu.Sentence) []string {
	count := map[string]int{"root": rareRel, "dep": rareRel, "parataxis": rareRel}
	for _, s := range corpus {
		for _, w := range s.Words {
			count[w.Rel]++
		}
	}
	var labels []string
	for rel, n := range count {
		if n >= rareRel {
			labels = append(labels, rel)
		}
	}
	slices.Sort(labels)
	return labels
}

func (t *training) example(reader *feature.Reader, s conllu.Sentence) example {
	var e example
	for _, w := range s.Words {
		f := features(reader, word{w.Form, w.UPOS, w.XPOS})
		for _, f := range f {
			t.counts[feature.Print(f)]++
		}
		head := w.Head
		if head < 0 {
			head = len(s.Words)
		}
		rel, ok := slices.BinarySearch(t.labels, w.Rel)
		if !ok {
			rel, _ = slices.BinarySearch(t.labels, "dep")
		}
		e.features, e.heads, e.rels = append(e.features, f), append(e.heads, head), append(e.rels, rel)
	}
	return e
}

// rows returns the rows of a sentence's features, some forgotten.
func (t *training) rows(e *example) [][]int32 {
	rows := make([][]int32, len(e.features))
	for i, f := range e.features {
		rows[i] = t.words.Rows(f[:], func(k int) bool {
			isTag := k >= firstTag && k <= lastTag
			return !isTag && t.counts.Forgets(t.rnd, f[k])
		})
	}
	return rows
}
