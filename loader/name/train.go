package name

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"onymous/loader/internal/conllu"
	"onymous/loader/text"
)

// Options configures Train.
type Options struct {
	// Treebank is the folder with gum-train.conllu.gz, ewt-train.conllu.gz and
	// uner-ewt-dev.iob2.gz.
	Treebank string

	// Tags and Trees add the layers of their names, as they do when names are looked
	// for.
	Tags, Trees text.Stage

	// Retag replaces the treebanks' tags by some about as good as those that Tags
	// gives to text it has not seen.
	Retag conllu.Retag

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

// Train learns a model and returns it as bytes, the contents of name.model. A
// field and a net learn from GUM and Universal NER, and find the names of EWT's
// train split, whose words are of another kind and whose names nobody marked, by the
// treebank's own tags; a second field learns from all of them. The net is the
// first one: learning from what it believes itself makes it worse. Train ends early
// with the error of ctx.
func Train(ctx context.Context, o Options) ([]byte, error) {
	o = o.withDefaults()
	m, err := train(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("name: %w", err)
	}
	return m.encode(), nil
}

func train(ctx context.Context, o Options) (*model, error) {
	corpus, err := conllu.ReadSplits(o.Treebank, conllu.Train...)
	if err != nil {
		return nil, err
	}
	isGUM := func(s conllu.Sentence) bool { return strings.HasPrefix(s.Doc, "GUM_") }
	split := slices.IndexFunc(corpus, isGUM)
	marked, bare := samplesOf(corpus[split:], goldNames), samplesOf(corpus[:split], noNames)
	wellTagged := samplesOf(corpus[:split], noNames)
	if err := o.Retag(ctx, corpus); err != nil {
		return nil, err
	}
	setTags(marked, corpus[split:])
	setTags(bare, corpus[:split])
	uner, err := readUNER(o.Treebank, "dev")
	if err != nil {
		return nil, err
	}
	if err := apply(uner, o.Tags); err != nil {
		return nil, err
	}
	marked = append(marked, uner...)
	for _, samples := range [][]sample{marked, bare, wellTagged} {
		if err := apply(samples, o.Trees); err != nil {
			return nil, err
		}
	}
	n, err := learnNet(ctx, o, marked)
	if err != nil {
		return nil, err
	}
	f, err := learnField(ctx, o, marked)
	if err != nil {
		return nil, err
	}
	teacher, r := join(f, n), newReader()
	for i := range bare {
		bare[i].names = teacher.find(r, wellTagged[i].doc)
	}
	if f, err = learnField(ctx, o, append(marked, bare...)); err != nil {
		return nil, err
	}
	return join(f, n), nil
}

// apply applies stages to the documents of samples.
func apply(samples []sample, stages ...text.Stage) error {
	for _, sample := range samples {
		for _, s := range stages {
			if err := s.Apply(sample.doc); err != nil {
				return err
			}
		}
	}
	return nil
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
