package parse

import (
	"context"
	"fmt"

	"onymous/loader/internal/conllu"
)

// Score is how often a model is right on a split, gold tokens given.
type Score struct {
	Split           string
	Words, UAS, LAS int // words, those with the right head, those with head and relation right
}

// String gives the score in percent.
func (s Score) String() string {
	percent := func(n int) float64 { return 100 * float64(n) / float64(max(s.Words, 1)) }
	return fmt.Sprintf("%-38s UAS %5.2f  LAS %5.2f", s.Split, percent(s.UAS), percent(s.LAS))
}

// ScoreModel scores a model on the dev and test splits in the folder of
// treebanks, with the tags that retag gives, the treebank's own if it is nil. GUM
// is also scored without the genres that train lacks, and on news alone.
func ScoreModel(ctx context.Context, treebank string, data []byte, retag conllu.Retag) ([]Score, error) {
	m, err := newModel(data)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	p := m.parser()
	var scores []Score
	for _, split := range conllu.Held {
		corpus, err := conllu.ReadSplits(treebank, split)
		if err == nil && retag != nil {
			err = retag(ctx, corpus)
		}
		if err != nil {
			return nil, fmt.Errorf("parse: %w", err)
		}
		all, known, news := Score{Split: split}, Score{Split: split + " without fiction and whow"}, Score{Split: split + " news"}
		for i := range corpus {
			s := &corpus[i]
			one := p.score(s)
			all.add(one)
			if g := s.Genre(); g != "fiction" && g != "whow" {
				known.add(one)
			}
			if s.Genre() == "news" {
				news.add(one)
			}
		}
		scores = append(scores, all)
		if known.Words < all.Words {
			scores = append(scores, known)
		}
		if news.Words > 0 {
			scores = append(scores, news)
		}
	}
	return scores, nil
}

func (s *Score) add(o Score) {
	s.Words += o.Words
	s.UAS += o.UAS
	s.LAS += o.LAS
}

func (p *parser) score(s *conllu.Sentence) (score Score) {
	words := make([]word, len(s.Words))
	for i, w := range s.Words {
		words[i] = word{w.Form, w.UPOS, w.XPOS}
	}
	p.parse(words)
	score.Words = len(words)
	for i, w := range s.Words {
		if p.heads[i] == w.Head {
			score.UAS++
			if p.labels[p.rels[i]] == w.Rel {
				score.LAS++
			}
		}
	}
	return score
}
