package parse

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"onymous/loader/internal/conllu"
	"onymous/loader/internal/linear"
	"onymous/loader/text"
)

// Options configures Train.
type Options struct {
	// Treebank is the folder with ewt-train.conllu.gz and gum-train.conllu.gz.
	Treebank string

	// Tagger gives the tags to train on. They should be about as good as those
	// of unseen text.
	Tagger text.Stage

	// Seed decides the order of the sentences and the exploration of wrong
	// states. The same seed and corpus give the same model, byte for byte.
	Seed uint64

	// Epochs is how often the corpus is read. 0 means 10.
	Epochs int

	// Progress, if set, gets a line per epoch.
	Progress io.Writer
}

func (o Options) withDefaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	return o
}

const rareRel = 3

// Train learns a model from the treebanks' train splits and returns it as bytes,
// the contents of parse.model. It ends early with the error of ctx.
func Train(ctx context.Context, o Options) ([]byte, error) {
	o = o.withDefaults()
	corpus, err := readCorpus(o.Treebank, "ewt-train", "gum-train")
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if err := retag(corpus, o.Tagger); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	t := newTraining(corpus, o)
	for epoch := range o.Epochs {
		t.epoch = epoch
		t.moves, t.errors = 0, 0
		for _, n := range t.order.Perm(len(corpus)) {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("parse: %w", err)
			}
			t.sentence(&corpus[n])
		}
		fmt.Fprintf(o.Progress, "parse: epoch %d: %.2f%% right in training\n", epoch+1, 100-100*float64(t.errors)/float64(t.moves))
	}
	var out []byte
	out = binary.AppendUvarint(out, uint64(len(t.rels)))
	for _, r := range t.rels {
		out = append(append(out, byte(len(r))), r...)
	}
	return append(out, t.Encode(0.1)...), nil
}

func readCorpus(dir string, names ...string) ([]conllu.Sentence, error) {
	var corpus []conllu.Sentence
	for _, name := range names {
		for s, err := range conllu.ReadFile(filepath.Join(dir, name+".conllu.gz")) {
			if err != nil {
				return nil, err
			}
			corpus = append(corpus, s)
		}
	}
	return corpus, nil
}

// retag replaces the tags of the corpus by those that the tagger gives.
func retag(corpus []conllu.Sentence, tagger text.Stage) error {
	for i := range corpus {
		words := corpus[i].Words
		var b strings.Builder
		d := &text.Doc{}
		for _, w := range words {
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(w.Form)}})
			b.WriteString(w.Form + " ")
		}
		d.Text = b.String()
		d.Sentences = []text.Sentence{{Span: text.Span{Start: 0, End: b.Len()}, Last: len(words)}}
		if err := tagger.Apply(d); err != nil {
			return err
		}
		for k, t := range d.Tokens {
			words[k].UPOS, words[k].XPOS = t.UPOS, t.XPOS
		}
	}
	return nil
}

// training is the state of a run of Train.
type training struct {
	*linear.Trainer
	rels          []string
	index         map[string]int
	order         *rand.Rand
	epoch         int
	moves, errors int

	p      parser
	scores []float32
	gold   []int // heads, n for the root
	labels []int
}

func newTraining(corpus []conllu.Sentence, o Options) *training {
	t := &training{
		Trainer: linear.NewTrainer(4),
		index:   map[string]int{},
		order:   rand.New(rand.NewPCG(o.Seed, 2)),
	}
	count := map[string]int{}
	for _, s := range corpus {
		for _, w := range s.Words {
			count[w.Rel]++
		}
	}
	for r, n := range count {
		if n >= rareRel {
			t.rels = append(t.rels, r)
		}
	}
	slices.Sort(t.rels)
	for i, r := range t.rels {
		t.index[r] = i
	}
	t.scores = make([]float32, 2*len(t.rels)+1)
	t.p.choose = t.choose
	return t
}

func (t *training) sentence(s *conllu.Sentence) {
	var words []word
	var heads []int
	t.labels = t.labels[:0]
	for _, w := range s.Words {
		words = append(words, word{w.Form, w.UPOS, w.XPOS})
		h := w.Head
		if h < 0 {
			h = len(s.Words)
		}
		heads = append(heads, h)
		label, ok := t.index[w.Rel]
		if !ok {
			label = t.index["dep"]
		}
		t.labels = append(t.labels, label)
	}
	t.gold = projective(heads)
	t.p.parse(words)
}

// choose scores a state, learns if the best move is not among those that cost
// least, and returns the move to go on with: at times the wrong one, so that the
// parser learns to go on after its errors.
func (t *training) choose(features []uint64) (action, int) {
	clear(t.scores)
	t.Score(features, t.scores)
	a, rel := best(&t.p.state, t.scores)
	wa, wrel := t.wanted()
	t.Step()
	t.moves++
	got, want := classOf(a, rel), classOf(wa, wrel)
	if t.right(a, rel) {
		return a, rel
	}
	t.errors++
	t.Update(features, want, got)
	if t.epoch >= 1 && t.order.Float64() < 0.9 {
		return a, rel
	}
	return wa, wrel
}

func (t *training) least() int {
	least := 1 << 30
	for a := range actions {
		if t.p.legal(a) {
			least = min(least, t.p.cost(a, t.gold))
		}
	}
	return least
}

// label returns the relation that a gives if its arc is in the gold tree, -1 if not.
func (t *training) label(a action) int {
	top := t.p.top(0)
	if a == left && t.gold[top] == t.p.next || a == right && t.gold[top] == t.p.top(1) {
		return t.labels[top]
	}
	return -1
}

func (t *training) right(a action, rel int) bool {
	if t.p.cost(a, t.gold) > t.least() {
		return false
	}
	if a == shift {
		return true
	}
	label := t.label(a)
	return label < 0 || label == rel
}

// wanted returns the move with the highest score among those that cost least.
func (t *training) wanted() (action, int) {
	least := t.least()
	found, wa, wrel := false, shift, 0
	var top float32
	for a := range actions {
		if !t.p.legal(a) || t.p.cost(a, t.gold) > least {
			continue
		}
		first, last := 0, len(t.rels)-1
		if a == shift {
			last = 0
		} else if label := t.label(a); label >= 0 {
			first, last = label, label
		}
		for rel := first; rel <= last; rel++ {
			if s := t.scores[classOf(a, rel)]; !found || s > top {
				found, wa, wrel, top = true, a, rel, s
			}
		}
	}
	return wa, wrel
}

// WriteModel trains and writes dir/parse.model.
func WriteModel(ctx context.Context, o Options, dir string) error {
	data, err := Train(ctx, o)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "parse.model"), data, 0o644)
}
