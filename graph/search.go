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

	// maxFormsPerWord is how many forms with a word are looked at: those whose names
	// from that word on come first.
	maxFormsPerWord = 2_000
	maxNearWords    = 8
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
	var found map[ID]int
	for i, list := range spellings {
		of := map[ID]int{}
		for _, w := range list {
			if err := tx.formsByWord(ctx, q, w, i == len(spellings)-1, of); err != nil {
				return nil, err
			}
		}
		if found == nil {
			found = of
			continue
		}
		for id, wrong := range found {
			more, ok := of[id]
			if !ok {
				delete(found, id)
				continue
			}
			found[id] = wrong + more
		}
	}
	return found, nil
}

func (tx *Tx) formsByWord(ctx context.Context, q *SearchQuery, w nearWord, open bool, of map[ID]int) error {
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
		if n++; n == maxFormsPerWord {
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
