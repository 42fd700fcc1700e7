package tag

import (
	"fmt"

	"onymous/loader/internal/conllu"
)

// Score is how often a model is right on a split, gold tokens given.
type Score struct {
	Split                    string
	Words, UPOS, XPOS, Lemma int // words, and those of them that are right
}

// String gives the score in percent.
func (s Score) String() string {
	percent := func(n int) float64 { return 100 * float64(n) / float64(max(s.Words, 1)) }
	return fmt.Sprintf("%-9s UPOS %5.2f  XPOS %5.2f  lemma %5.2f", s.Split, percent(s.UPOS), percent(s.XPOS), percent(s.Lemma))
}

// ScoreModel scores a model on the dev and test splits in the folder of treebanks.
func ScoreModel(treebank string, data []byte) ([]Score, error) {
	m, err := newModel(data)
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	t := m.tagger()
	var scores []Score
	for _, split := range conllu.Held {
		corpus, err := conllu.ReadSplits(treebank, split)
		if err != nil {
			return nil, fmt.Errorf("tag: %w", err)
		}
		score := Score{Split: split}
		for i := range corpus {
			t.score(&score, &corpus[i])
		}
		scores = append(scores, score)
	}
	return scores, nil
}

func (t *tagger) score(score *Score, s *conllu.Sentence) {
	for i, n := range t.tag(s.Forms()) {
		w, c := s.Words[i], t.classes[n]
		score.Words++
		if c.upos == w.UPOS {
			score.UPOS++
		}
		if c.xpos == w.XPOS {
			score.XPOS++
		}
		if t.lemmas.lemma(w.Form, c) == w.Lemma {
			score.Lemma++
		}
	}
}
