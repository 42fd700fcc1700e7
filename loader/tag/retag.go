package tag

import (
	"context"
	"fmt"

	"onymous/loader/internal/conllu"
)

// Builtin returns a function that replaces the tags of a corpus by those that
// Stage would give.
func Builtin() conllu.Retag {
	return func(ctx context.Context, corpus []conllu.Sentence) error {
		m, err := load()
		if err != nil {
			return fmt.Errorf("tag: embedded model: %w", err)
		}
		t := m.tagger()
		for i := range corpus {
			if err := ctx.Err(); err != nil {
				return err
			}
			t.retag(&corpus[i])
		}
		return nil
	}
}

func (t *tagger) retag(s *conllu.Sentence) {
	for k, c := range t.tag(s.Forms()) {
		s.Words[k].UPOS, s.Words[k].XPOS = t.classes[c].upos, t.classes[c].xpos
	}
}

// Cross returns a function that replaces the tags of a corpus: those of each
// fold by what a model gives that learnt from the other folds. A parser that
// learns from such tags knows how often they are wrong. Documents are dealt out
// to the folds in turn and stay whole.
func Cross(o Options, folds int) conllu.Retag {
	o = o.withDefaults()
	return func(ctx context.Context, corpus []conllu.Sentence) error {
		foldOf := deal(corpus, folds)
		taggers := make([]*tagger, folds)
		for fold := range taggers {
			var rest []conllu.Sentence
			for i, s := range corpus {
				if foldOf[i] != fold {
					rest = append(rest, s)
				}
			}
			m, err := learn(ctx, o, rest)
			if err != nil {
				return fmt.Errorf("tag: fold %d: %w", fold+1, err)
			}
			taggers[fold] = m.tagger()
		}
		for i := range corpus {
			taggers[foldOf[i]].retag(&corpus[i])
		}
		return nil
	}
}

// deal returns the fold of each sentence.
func deal(corpus []conllu.Sentence, folds int) []int {
	foldOf, docs := make([]int, len(corpus)), 0
	for i, s := range corpus {
		if i > 0 && s.Doc != corpus[i-1].Doc {
			docs++
		}
		foldOf[i] = docs % folds
	}
	return foldOf
}
