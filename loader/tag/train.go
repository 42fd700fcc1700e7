package tag

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"onymous/loader/internal/conllu"
	"onymous/loader/internal/linear"
	"onymous/loader/text"
)

// Options configures Train.
type Options struct {
	// Treebank is the folder with ewt-train.conllu.gz and gum-train.conllu.gz.
	Treebank string

	// Seed decides the order of the sentences. The same seed and corpus give the
	// same model, byte for byte.
	Seed uint64

	// Epochs is how often the corpus is read. 0 means 8.
	Epochs int

	// Progress, if set, gets a line per epoch.
	Progress io.Writer
}

func (o Options) withDefaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	return o
}

const rareClass = 3 // a pair of tags seen less often is an error of the treebank

// Train learns a model from the treebanks' train splits and returns it as bytes,
// the contents of tag.model. It ends early with the error of ctx.
func Train(ctx context.Context, o Options) ([]byte, error) {
	o = o.withDefaults()
	corpus, err := readCorpus(o.Treebank)
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	classes := countClasses(corpus)
	weights, err := trainWeights(ctx, o, corpus, classes)
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	return encodeModel(classes, weights, learnLemmas(lemmaExamples(corpus)).encode()), nil
}

func readCorpus(dir string) ([]conllu.Sentence, error) {
	var corpus []conllu.Sentence
	for _, name := range []string{"ewt-train.conllu.gz", "gum-train.conllu.gz"} {
		for s, err := range conllu.ReadFile(filepath.Join(dir, name)) {
			if err != nil {
				return nil, err
			}
			corpus = append(corpus, s)
		}
	}
	return corpus, nil
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
		if n := count[b] - count[a]; n != 0 {
			return n
		}
		return bytes.Compare([]byte(a.xpos+a.upos.String()), []byte(b.xpos+b.upos.String()))
	})
	return classes
}

func trainWeights(ctx context.Context, o Options, corpus []conllu.Sentence, classes []class) ([]byte, error) {
	index := map[class]int{}
	for i, c := range classes {
		index[c] = i
	}
	trainer := linear.NewTrainer(2)
	scores := make([]float32, len(classes))
	want, steps, errors := 0, 0, 0
	var gold []int
	t := &tagger{}
	at := 0
	t.score = func(features []uint64) int {
		clear(scores)
		trainer.Score(features, scores)
		best := argmax(scores)
		want = gold[at]
		if at++; want >= 0 {
			trainer.Step()
			if steps++; best != want {
				errors++
				trainer.Update(features, want, best)
			}
		}
		return best
	}
	order := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		steps, errors = 0, 0
		for _, n := range order.Perm(len(corpus)) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			gold, at = gold[:0], 0
			var forms []string
			for _, w := range corpus[n].Words {
				i, ok := index[class{w.UPOS, w.XPOS}]
				if !ok {
					i = -1
				}
				gold = append(gold, i)
				forms = append(forms, w.Form)
			}
			t.tag(forms)
		}
		fmt.Fprintf(o.Progress, "tag: epoch %d: %.2f%% right in training\n", epoch+1, 100-100*float64(errors)/float64(max(steps, 1)))
	}
	return trainer.Encode(0), nil
}

func lemmaExamples(corpus []conllu.Sentence) []example {
	type key struct {
		base, xpos string
		script     script
	}
	index := map[key]int{}
	var examples []example
	for _, s := range corpus {
		for _, w := range s.Words {
			base := lemmaBase(w.Form, class{w.UPOS, w.XPOS})
			sc, ok := newScript(base, w.Lemma)
			if !ok || len(base) > maxWord || w.XPOS == "GW" {
				continue
			}
			k := key{base, w.XPOS, sc}
			if i, ok := index[k]; ok {
				examples[i].count++
				continue
			}
			index[k] = len(examples)
			examples = append(examples, example{base, w.XPOS, sc, 1})
		}
	}
	return examples
}

// encodeModel lays out tag.model: classes, lemmas, weights, each part with its
// length before it.
func encodeModel(classes []class, weights, lemmas []byte) []byte {
	out := binary.AppendUvarint(nil, uint64(len(classes)))
	for _, c := range classes {
		out = appendString(append(out, byte(c.upos)), c.xpos)
	}
	out = appendString(out, string(lemmas))
	return appendString(out, string(weights))
}

func newModel(data []byte) (*model, error) {
	r := &reader{data: bytes.NewReader(data)}
	m := &model{}
	for range r.count() {
		upos := r.number()
		if upos > uint64(text.X) {
			return nil, errCorrupt
		}
		m.classes = append(m.classes, class{text.UPOS(upos), r.string()})
	}
	lemmas, weights := r.bytes(), r.bytes()
	if r.err != nil || len(m.classes) == 0 {
		return nil, errCorrupt
	}
	var err error
	if m.lemmas, err = newLemmas(lemmas); err != nil {
		return nil, err
	}
	m.weights, err = linear.NewModel(weights)
	return m, err
}

// WriteModel trains and writes dir/tag.model.
func WriteModel(ctx context.Context, o Options, dir string) error {
	data, err := Train(ctx, o)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "tag.model"), data, 0o644)
}
