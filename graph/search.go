package graph

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// Limits of a SearchQuery.
const (
	maxSearchBytes                   = 256
	maxSearchWords                   = 16
	defaultSearchHits, maxSearchHits = 20, 200

	// How many forms are looked at, those whose names from the words on come first:
	// of those that go on as the query ends, and of those with each of its words.
	maxFormsPerPhrase = 500
	maxFormsPerWord   = 2_000
	maxNearWords      = 8
)

// How well a name matches. What is known to many articles comes first among equals.
const (
	exactScore  = 100
	prefixScore = 60 // the name begins with the words
	wordsScore  = 50 // its words begin with them, in any order
	fuzzyScore  = 30 // or nearly so
	aliasLoss   = 5
	errorLoss   = 8 // for each letter that is wrong
)

// Search answers a query by words, the best hit first. Names are found by whole words
// and by the beginning of the last, in any order, and if nothing is found, by words
// that differ in a letter or two. Articles are found by any of the words in their title
// and text, ranked by BM25; Claim and Matched tell the sentence that has most of them.
// It fails with ErrInvalid for a query over 256 bytes or a limit over 200.
func (tx *Tx) Search(ctx context.Context, q SearchQuery) ([]Hit, error) {
	if q.Limit == 0 {
		q.Limit = defaultSearchHits
	}
	if len(q.Text) > maxSearchBytes || q.Limit < 0 || q.Limit > maxSearchHits {
		return nil, fmt.Errorf("graph: search: %w: %d bytes of text and %d hits, want at most %d and %d", ErrInvalid, len(q.Text), q.Limit, maxSearchBytes, maxSearchHits)
	}
	if err := tx.synced(ctx); err != nil {
		return nil, err
	}
	folded := Fold(q.Text)
	words := strings.Fields(folded)
	if len(words) == 0 {
		return nil, nil
	}
	words = words[:min(len(words), maxSearchWords)]
	hits, err := tx.searchNames(ctx, &q, words)
	if err != nil {
		return nil, err
	}
	if !q.Names && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, ontology.Article)) {
		articles, err := tx.searchArticles(ctx, words)
		if err != nil {
			return nil, err
		}
		hits = append(hits, articles...)
	}
	slices.SortFunc(hits, compareHits)
	if q.After != nil {
		after := *q.After
		hits = slices.DeleteFunc(hits, func(h Hit) bool { return compareHits(h, after) <= 0 })
	}
	return tx.quoteHits(hits[:min(len(hits), q.Limit)], words)
}

func compareHits(a, b Hit) int {
	if c := cmp.Compare(b.Score, a.Score); c != 0 {
		return c
	}
	return cmp.Compare(a.Node, b.Node)
}

// searchNames finds nodes by their names.
func (tx *Tx) searchNames(ctx context.Context, q *SearchQuery, words []string) ([]Hit, error) {
	spellings := make([][]nearWord, len(words))
	for i, w := range words {
		spellings[i] = []nearWord{{w, 0}}
	}
	found, err := tx.formsByWords(ctx, q, spellings)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		if err := tx.s.words.load(ctx, tx); err != nil {
			return nil, err
		}
		for i, w := range words {
			spellings[i] = append(spellings[i], tx.s.words.similar(w, maxNearWords)...)
		}
		if found, err = tx.formsByWords(ctx, q, spellings); err != nil {
			return nil, err
		}
	}
	best := map[ID]Hit{}
	for id, wrong := range found {
		h, ok, err := tx.nameHit(id, words, wrong)
		if err != nil {
			return nil, err
		}
		if old, seen := best[h.Node]; ok && (!seen || h.Score > old.Score) {
			best[h.Node] = h
		}
	}
	hits := make([]Hit, 0, len(best))
	for _, h := range best {
		hits = append(hits, h)
	}
	return hits, nil
}

// formsByWords returns the forms that have all words, each in one of its spellings,
// with the number of wrong letters. The last word may be the beginning of one.
func (tx *Tx) formsByWords(ctx context.Context, q *SearchQuery, spellings [][]nearWord) (map[ID]int, error) {
	found := map[ID]int{}
	phrase := make([]string, len(spellings))
	for i, list := range spellings {
		phrase[i] = list[0].text
	}
	err := tx.formsByWord(ctx, q, nearWord{strings.Join(phrase, " "), 0}, true, maxFormsPerPhrase, found)
	if err != nil || len(spellings) == 1 && len(spellings[0]) == 1 {
		return found, err
	}
	var all map[ID]int
	for i, list := range spellings {
		of := map[ID]int{}
		for _, w := range list {
			if err := tx.formsByWord(ctx, q, w, i == len(spellings)-1, maxFormsPerWord, of); err != nil {
				return nil, err
			}
		}
		if all == nil {
			all = of
			continue
		}
		for id, wrong := range all {
			more, ok := of[id]
			if !ok {
				delete(all, id)
				continue
			}
			all[id] = wrong + more
		}
	}
	for id, wrong := range all {
		if _, ok := found[id]; !ok {
			found[id] = wrong
		}
	}
	return found, nil
}

func (tx *Tx) formsByWord(ctx context.Context, q *SearchQuery, w nearWord, open bool, limit int, of map[ID]int) error {
	n := 0
	prefix := append([]byte{'t'}, w.text...)
	for e, err := range tx.r.Scan(ctx, disk.Range{Prefix: prefix, KeysOnly: true}) {
		if err != nil {
			return err
		}
		words, id, err := parseWordKey(e.Key)
		if err != nil {
			return err
		}
		rest := words[len(w.text):]
		if !open && rest != "" && rest[0] != ' ' || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, id.Kind()) {
			continue
		}
		if wrong, ok := of[id]; !ok || w.distance < wrong {
			of[id] = w.distance
		}
		if n++; n == limit {
			break
		}
	}
	return nil
}

// nameHit scores a form by its name that matches best.
func (tx *Tx) nameHit(id ID, words []string, wrong int) (Hit, bool, error) {
	f, err := tx.form(id)
	if err != nil {
		return Hit{}, false, err
	}
	if f == nil || f.docs == 0 {
		return Hit{}, false, nil
	}
	head := f
	if f.node != id {
		if head, err = tx.form(f.node); err != nil {
			return Hit{}, false, err
		}
	}
	if head == nil || head.head == nil {
		return Hit{}, false, corruptf("form %s has no node", id)
	}
	name, _, err := tx.named(head)
	if err != nil {
		return Hit{}, false, err
	}
	h := Hit{Node: f.node}
	query := strings.Join(words, " ")
	for _, text := range f.allTexts() {
		score := nameScore(Fold(text), query, words, wrong)
		if score > 0 && text != name {
			score -= aliasLoss
		}
		if score > h.Score {
			h.Score, h.Matched = score, text
		}
	}
	h.Score += math.Log1p(float64(head.head.articles))
	return h, h.Matched != "", nil
}

func nameScore(name, query string, words []string, wrong int) float64 {
	switch {
	case wrong > 0:
		return fuzzyScore - float64(wrong*errorLoss)
	case name == query:
		return exactScore
	case strings.HasPrefix(name, query):
		return prefixScore
	}
	have := strings.Fields(name)
	for i, w := range words {
		last := i == len(words)-1
		if !slices.ContainsFunc(have, func(x string) bool { return x == w || last && strings.HasPrefix(x, w) }) {
			return 0
		}
	}
	return wordsScore
}
