package graph

import (
	"context"
	"encoding/binary"
	"math"
	"slices"
	"strings"
)

// Articles are found by their words through an inverted index in the same
// transactions as everything else, so that a search never finds what is not there
// and never misses what is. The postings of a term are cut into blocks of
// blockDocs article numbers: an article that comes or goes rewrites a block of
// each of its terms, and nothing else.
//
// A library for text (Bleve) was weighed: its index has transactions of its own
// and would have to be brought in step after every crash; and it takes several
// times the space of the articles where these postings take a tenth.
const blockDocs = 512

// blockOf returns the block of an article number. Numbers begin at 1, so that a load of
// whole blocks writes each block of a term once.
func blockOf(doc uint64) uint64 { return (doc - 1) / blockDocs }

// stopWords are not indexed: they are in every English article.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("a an and are as at be been but by for from had has have he her his in is it its of on or said she that the their they this to was were which who will with") {
		m[w] = true
	}
	return m
}()

const maxTermBytes = 40

// term returns what a folded word is indexed as, or nothing. Plurals are the one
// ending that is taken off: it is what readers leave out most, and the rules for more
// join words that have nothing in common.
func term(word string) string {
	switch {
	case len(word) < 2 || len(word) > maxTermBytes || stopWords[word]:
		return ""
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is"):
		return word[:len(word)-1]
	}
	return word
}

// countTerms returns how often a text has each term, those of the title twice, and
// the number of all.
func countTerms(title, text string) (map[string]int, int) {
	counts := map[string]int{}
	words := 0
	for _, part := range []string{title, title, text} {
		for word := range strings.FieldsSeq(Fold(part)) {
			if t := term(word); t != "" {
				counts[t]++
				words++
			}
		}
	}
	return counts, words
}

// postings is a block of a term in use: the articles that have the term, in order
// of their numbers, each with a byte of how often and of how long it is.
type postings struct {
	key   []byte
	raw   []byte // as on disk
	last  uint64 // the last article
	dirty bool
}

type posting struct {
	doc    uint64
	weight byte // see weigh
}

// weigh packs how often an article has a term, up to 15, and how many terms it has, in
// steps of a half octave from 16 on.
func weigh(count, words int) byte {
	length := math.Round(2 * math.Log2(float64(max(words, 16))/16))
	return byte(min(count, 15)<<4) | byte(min(length, 15))
}

// unweigh undoes weigh.
func unweigh(w byte) (count, words float64) {
	return float64(w >> 4), 16 * math.Pow(2, float64(w&15)/2)
}

// decodePostings reads a block, whose first article number is base.
func decodePostings(raw []byte, base uint64) ([]posting, error) {
	var list []posting
	doc := base
	for len(raw) > 0 {
		d, n := binary.Uvarint(raw)
		if n <= 0 || n == len(raw) {
			return nil, corruptf("postings end early")
		}
		doc += d
		list = append(list, posting{doc, raw[n]})
		raw = raw[n+1:]
	}
	return list, nil
}

func encodePostings(list []posting, base uint64) []byte {
	raw := make([]byte, 0, 3*len(list))
	for _, p := range list {
		raw = append(binary.AppendUvarint(raw, p.doc-base), p.weight)
		base = p.doc
	}
	return raw
}

// postings returns a block in use.
func (tx *Tx) postings(term string, block uint64) (*postings, error) {
	key := termKey(term, block)
	if p, ok := tx.w.terms[string(key)]; ok {
		return p, nil
	}
	raw, known := tx.w.tail.get(key, block)
	if !known {
		var err error
		if raw, _, err = tx.r.Get(key); err != nil {
			return nil, err
		}
	}
	list, err := decodePostings(raw, block*blockDocs)
	if err != nil {
		return nil, err
	}
	p := &postings{key: key, raw: slices.Clone(raw), last: block * blockDocs}
	if len(list) > 0 {
		p.last = list[len(list)-1].doc
	}
	tx.w.terms[string(key)] = p
	return p, nil
}

// tail holds the block that new articles go to, from Update to Update: that a term is not
// in it yet needs no look at the disk. A block is known as a whole if it was begun while
// the store was open.
type tail struct {
	block uint64
	whole bool
	raw   map[string][]byte
}

// newTail returns what is known without looking: that a block without articles has no
// postings.
func newTail(docs uint64) *tail {
	return &tail{block: blockOf(docs + 1), whole: docs%blockDocs == 0, raw: map[string][]byte{}}
}

// get returns a term's postings in a block, and whether the tail knows.
func (t *tail) get(key []byte, block uint64) ([]byte, bool) {
	if !t.whole || block != t.block {
		return nil, false
	}
	return t.raw[string(key)], true
}

// enter begins the next block if an article is the first of it.
func (t *tail) enter(block uint64) {
	if block > t.block {
		t.block, t.whole, t.raw = block, true, map[string][]byte{}
	}
}

// set keeps what is written of the block.
func (t *tail) set(key, raw []byte) {
	if !t.whole || uint64(binary.BigEndian.Uint32(key[len(key)-4:])) != t.block {
		return
	}
	t.raw[string(key)] = raw
}

// addTerms adds an article's terms to the index.
func (tx *Tx) addTerms(terms map[string]int, words int, doc uint64) error {
	block := blockOf(doc)
	tx.w.tail.enter(block)
	for t, count := range terms {
		p, err := tx.postings(t, block)
		if err != nil {
			return err
		}
		p.dirty = true
		if doc >= p.last { // as nearly always: numbers grow
			p.raw = append(binary.AppendUvarint(p.raw, doc-p.last), weigh(count, words))
			p.last = doc
			continue
		}
		list, err := decodePostings(p.raw, block*blockDocs)
		if err != nil {
			return err
		}
		i, _ := slices.BinarySearchFunc(list, doc, comparePosting)
		p.raw = encodePostings(slices.Insert(list, i, posting{doc, weigh(count, words)}), block*blockDocs)
	}
	return nil
}

func comparePosting(p posting, doc uint64) int {
	switch {
	case p.doc < doc:
		return -1
	case p.doc > doc:
		return 1
	}
	return 0
}

// removeTerms takes an article's terms out of the index.
func (tx *Tx) removeTerms(terms map[string]int, doc uint64) error {
	block := blockOf(doc)
	for t := range terms {
		p, err := tx.postings(t, block)
		if err != nil {
			return err
		}
		list, err := decodePostings(p.raw, block*blockDocs)
		if err != nil {
			return err
		}
		i, ok := slices.BinarySearchFunc(list, doc, comparePosting)
		if !ok {
			return corruptf("term %q does not have article number %d", t, doc)
		}
		list = slices.Delete(list, i, i+1)
		p.raw, p.dirty, p.last = encodePostings(list, block*blockDocs), true, block*blockDocs
		if len(list) > 0 {
			p.last = list[len(list)-1].doc
		}
	}
	return nil
}

// flushTerms writes the blocks in use.
func (tx *Tx) flushTerms(ctx context.Context) error {
	for _, p := range tx.w.terms {
		if !p.dirty {
			continue
		}
		tx.w.tail.set(p.key, p.raw)
		var err error
		if len(p.raw) == 0 {
			err = tx.w.w.Delete(p.key)
		} else {
			err = tx.w.w.Set(p.key, p.raw)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
