package tag

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

	// Seed decides where the parameters begin, the order of the sentences and
	// what is dropped. The same seed and corpus give the same model, byte for byte.
	Seed uint64

	// Epochs is how often the corpus is read. 0 means 12.
	Epochs int

	// Progress, if set, gets a line per epoch.
	Progress io.Writer
}

func (o Options) withDefaults() Options {
	o.Epochs = cmp.Or(o.Epochs, 12)
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	return o
}

// The size of the network, chosen on the dev splits; MODEL.md has the numbers.
const (
	inputs = 96
	size   = 64
	layers = 1
	drop   = 0.33
	batch  = 8
	rate   = 0.003

	rareClass   = 3 // a pair of tags seen less often is an error of the treebank
	rareFeature = 2 // a feature seen less often is left out
)

// Train learns a model from the treebanks' train splits and returns it as bytes,
// the contents of tag.model. It ends early with the error of ctx.
func Train(ctx context.Context, o Options) ([]byte, error) {
	corpus, err := conllu.ReadSplits(o.Treebank, conllu.Train...)
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	m, err := learn(ctx, o.withDefaults(), corpus)
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	return m.encode(), nil
}

// countClasses returns the pairs of tags that are no errors, most frequent first.
func countClasses(corpus []conllu.Sentence) []class {
	count := map[class]int{}
	for _, s := range corpus {
		for _, w := range s.Words {
			count[class{w.UPOS, w.XPOS}]++
		}
	}
	var classes []class
	for c, n := range count {
		if n >= rareClass {
			classes = append(classes, c)
		}
	}
	slices.SortFunc(classes, func(a, b class) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a.xpos, b.xpos), cmp.Compare(a.upos, b.upos))
	})
	return classes
}

// lesson is a sentence as the network learns it.
type lesson struct {
	features [][templates]uint64
	classes  []int // -1 where the treebank errs
}

// training is the state of a run of learn.
type training struct {
	classes []class
	counts  feature.Counts
	words   *feature.Vocabulary
	encoder *neural.Encoder
	output  *neural.Linear
	arena   neural.Arena
	rnd     *rand.Rand
}

// learn trains a model on a corpus.
func learn(ctx context.Context, o Options, corpus []conllu.Sentence) (*model, error) {
	t := &training{classes: countClasses(corpus), counts: feature.Counts{}, rnd: rand.New(rand.NewPCG(o.Seed, 1))}
	lessons := t.lessons(corpus, new(feature.Reader))
	t.words = t.counts.Vocabulary(rareFeature)
	opt := neural.NewOptimizer(o.Seed)
	t.encoder = neural.NewEncoder(opt, neural.Shape{Rows: t.words.Len(), Inputs: inputs, Size: size, Layers: layers}, drop)
	t.output = neural.NewLinear(opt, 2*size, (len(t.classes)+7)/8*8)
	course := neural.Course{Name: "tag", Epochs: o.Epochs, Batch: batch, Rate: rate, Seed: o.Seed, Progress: o.Progress}
	err := course.Run(ctx, opt, len(lessons), func(i int) float64 { return t.learn(&lessons[i]) }, func() {
		t.encoder.Refresh()
		t.output.Refresh()
	})
	return &model{
		classes: t.classes,
		words:   t.words,
		encoder: t.encoder.Pack(),
		output:  t.output.Pack(),
		lemmas:  learnLemmas(lemmaExamples(corpus)),
	}, err
}

func (t *training) lessons(corpus []conllu.Sentence, reader *feature.Reader) []lesson {
	index := map[class]int{}
	for i, c := range t.classes {
		index[c] = i
	}
	var lessons []lesson
	for _, s := range corpus {
		var l lesson
		for _, w := range s.Words {
			word := reader.Read(w.Form)
			f := features(&word)
			for _, f := range f {
				t.counts[feature.Print(f)]++
			}
			i, ok := index[class{w.UPOS, w.XPOS}]
			if !ok {
				i = -1
			}
			l.features, l.classes = append(l.features, f), append(l.classes, i)
		}
		lessons = append(lessons, l)
	}
	return lessons
}

// learn adds the gradients for a sentence and returns its loss.
func (t *training) learn(l *lesson) (loss float64) {
	t.arena.Reset()
	pass := t.encoder.Forward(&t.arena, t.rows(l), true)
	scores := t.output.Forward(&t.arena, pass.Out)
	for i, c := range l.classes {
		if c < 0 {
			clear(scores.Row(i))
			continue
		}
		loss += neural.Softmax(scores.Row(i), len(t.classes), c)
	}
	d := t.arena.Matrix(pass.Out.Rows, pass.Out.Cols)
	t.output.Back(pass.Out, scores, d)
	pass.Back(&t.arena, d)
	return loss
}

// rows returns the rows of a sentence's features, some forgotten.
func (t *training) rows(l *lesson) [][]int32 {
	rows := make([][]int32, len(l.features))
	for i, f := range l.features {
		rows[i] = t.words.Rows(f[:], func(k int) bool { return t.counts.Forgets(t.rnd, f[k]) })
	}
	return rows
}
