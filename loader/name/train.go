package name

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"onymous/loader/internal/conllu"
	"onymous/loader/text"
)

// Options configures Train.
type Options struct {
	// Treebank is the folder with gum-train.conllu.gz, ewt-train.conllu.gz and
	// uner-ewt-dev.iob2.gz.
	Treebank string

	// Before are the stages that add Tags, Trees and States, as they do when names
	// are looked for.
	Before []text.Stage

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
// field and a head learn from GUM and Universal NER, and find the names of EWT's
// train split, whose words are of another kind and whose names nobody marked;
// a second field learns from all of them. The head is the first one: learning
// from what it believes itself makes it worse. It ends early with the error of ctx.
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
			if err := apply(o.Before, samples[i].doc); err != nil {
				return nil, err
			}
		}
	}
	h, err := learnHead(ctx, o, marked)
	if err != nil {
		return nil, err
	}
	f, err := learnField(ctx, o, marked)
	if err != nil {
		return nil, err
	}
	teacher, r := join(f, h), newReader()
	for i := range bare {
		bare[i].names = teacher.find(r, bare[i].doc)
	}
	if f, err = learnField(ctx, o, append(marked, bare...)); err != nil {
		return nil, err
	}
	return join(f, h), nil
}

func apply(stages []text.Stage, d *text.Doc) error {
	for _, s := range stages {
		if err := s.Apply(d); err != nil {
			return err
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
