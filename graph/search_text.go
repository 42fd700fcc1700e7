package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// BM25's two constants, as usual.
const saturation, lengthWeight = 1.2, 0.75

// searchArticles ranks the articles that have any of the words.
func (tx *Tx) searchArticles(ctx context.Context, words []string) ([]Hit, error) {
	m, err := tx.meta()
	if err != nil {
		return nil, err
	}
	c, err := tx.counters()
	if err != nil || m.articles == 0 {
		return nil, err
	}
	var lists [][]posting
	for _, t := range termsOf(words) {
		list, err := tx.termPostings(ctx, t)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			lists = append(lists, list)
		}
	}
	// The rarest first: once there are articles, a word in a fifth of all finds no
	// more, it only adds to those found.
	slices.SortStableFunc(lists, func(a, b []posting) int { return len(a) - len(b) })
	average := float64(c.words) / float64(m.articles)
	scores := map[uint64]float64{}
	for i, list := range lists {
		n := float64(len(list))
		rarity := math.Log1p((float64(m.articles) - n + 0.5) / (n + 0.5))
		add := i == 0 || len(list) < m.articles/5
		for _, p := range list {
			count, length := unweigh(p.weight)
			if _, in := scores[p.doc]; in || add {
				scores[p.doc] += rarity * count * (saturation + 1) / (count + saturation*(1-lengthWeight+lengthWeight*length/average))
			}
		}
	}
	return tx.bestArticles(scores)
}

func termsOf(words []string) []string {
	var terms []string
	for _, w := range words {
		if t := term(w); t != "" && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	return terms
}

func (tx *Tx) termPostings(ctx context.Context, t string) ([]posting, error) {
	prefix := append(append([]byte{'x'}, t...), 0)
	var list []posting
	for e, err := range tx.r.Scan(ctx, disk.Range{Prefix: prefix}) {
		if err != nil {
			return nil, err
		}
		_, block, err := parseTermKey(e.Key)
		if err != nil {
			return nil, err
		}
		part, err := decodePostings(e.Value, block*blockDocs)
		if err != nil {
			return nil, err
		}
		list = append(list, part...)
	}
	return list, nil
}

// bestArticles returns the articles with the best scores. They are few enough to be read.
func (tx *Tx) bestArticles(scores map[uint64]float64) ([]Hit, error) {
	type scored struct {
		doc   uint64
		score float64
	}
	list := make([]scored, 0, len(scores))
	for doc, score := range scores {
		// Scores compare equal on all machines if they have few digits.
		list = append(list, scored{doc, math.Round(score*1e6) / 1e6})
	}
	slices.SortFunc(list, func(a, b scored) int {
		if c := cmp.Compare(b.score, a.score); c != 0 {
			return c
		}
		return cmp.Compare(a.doc, b.doc)
	})
	hits := make([]Hit, 0, maxSearchHits)
	for _, s := range list[:min(len(list), maxSearchHits)] {
		id, err := tx.articleOfDoc(s.doc)
		if err != nil {
			return nil, err
		}
		hits = append(hits, Hit{Node: id, Score: s.score})
	}
	return hits, nil
}

// quoteHits finds the sentence of each article that has most of the words.
func (tx *Tx) quoteHits(hits []Hit, words []string) ([]Hit, error) {
	terms := termsOf(words)
	for i := range hits {
		h := &hits[i]
		if h.Node.Kind() != ontology.Article {
			continue
		}
		_, b, err := tx.voice(h.Node)
		if err != nil {
			return nil, err
		}
		if b == nil {
			return nil, corruptf("article %s, which has the words, has no record", h.Node)
		}
		if n := b.bestClaim(terms); n >= 0 {
			e := b.claims[n].Evidence[0]
			h.Claim, h.Matched = &ClaimID{h.Node, n}, b.text[e.Start:e.End]
		} else {
			h.Matched = snippet(b.text, terms)
		}
	}
	return hits, nil
}

// bestClaim returns the claim whose sentence has most of the terms, or -1.
func (b *body) bestClaim(terms []string) int {
	best, most := -1, 0
	counted := map[Span]int{}
	for i := range b.claims {
		e := b.claims[i].Evidence[0]
		n, ok := counted[e]
		if !ok {
			n = countOf(b.text[e.Start:e.End], terms)
			counted[e] = n
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// countOf counts the terms that a text has.
func countOf(text string, terms []string) int {
	n := 0
	seen := map[string]bool{}
	for w := range strings.FieldsSeq(Fold(text)) {
		if t := term(w); t != "" && !seen[t] && slices.Contains(terms, t) {
			seen[t] = true
			n++
		}
	}
	return n
}

// snippetBytes is about how long a snippet is.
const snippetBytes = 160

// snippet returns the line of a text that has most of the terms, or a part of it.
func snippet(text string, terms []string) string {
	best, most := "", 0
	for line := range strings.Lines(text) {
		for sentence := range strings.SplitSeq(line, ". ") {
			if n := countOf(sentence, terms); n > most {
				best, most = strings.TrimSpace(sentence), n
			}
		}
	}
	if len(best) > snippetBytes {
		best = strings.ToValidUTF8(best[:snippetBytes], "") + "…"
	}
	return best
}
