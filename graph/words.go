package graph

import (
	"context"
	"math/bits"
	"slices"
	"sync"

	"onymous/graph/internal/disk"
)

// wordList holds the words of names, for names that are spelled wrongly. It is read
// from the index of names when it is first needed, and kept in step from then on. A
// word that no name has any more may be in it, or one that a snapshot does not have
// yet: what is found by it is looked up in the snapshot.
type wordList struct {
	mu     sync.RWMutex // guards what follows
	loaded bool
	words  []word
	known  map[string]bool
}

// word is a word with the letters that it has, for a quick comparison.
type word struct {
	text    string
	letters uint64
}

// add adds the words of names that were written.
func (l *wordList) add(words []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		return // nobody has asked
	}
	for _, w := range words {
		l.addOne(w)
	}
}

func (l *wordList) addOne(w string) {
	if !l.known[w] {
		l.known[w] = true
		l.words = append(l.words, word{w, letters(w)})
	}
}

func letters(w string) uint64 {
	var set uint64
	for i := range len(w) {
		set |= 1 << (w[i] & 63)
	}
	return set
}

// clear forgets the words, because all names were made again.
func (l *wordList) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.loaded, l.words, l.known = false, nil, nil
}

// load reads the words if nobody has.
func (l *wordList) load(ctx context.Context, tx *Tx) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loaded {
		return nil
	}
	l.known = map[string]bool{}
	for e, err := range tx.r.Scan(ctx, disk.Range{Prefix: []byte{'t'}, KeysOnly: true}) {
		if err != nil {
			l.known, l.words = nil, nil
			return err
		}
		words, _, err := parseWordKey(e.Key)
		if err != nil {
			return err
		}
		l.addOne(firstWord(words))
	}
	l.loaded = true
	return nil
}

// similar returns the words that differ from another in a few letters, the nearest
// first: one in words of four to six letters, two in longer ones, so that "alfabay" finds
// "alphabay".
func (l *wordList) similar(w string, limit int) []nearWord {
	allowed := 0
	switch n := len(w); {
	case n >= 7:
		allowed = 2
	case n >= 4:
		allowed = 1
	}
	if allowed == 0 {
		return nil
	}
	set := letters(w)
	var near []nearWord
	l.mu.RLock()
	for _, x := range l.words {
		if len(x.text) > len(w)+allowed || len(w) > len(x.text)+allowed || bits.OnesCount64(x.letters^set) > 2*allowed {
			continue
		}
		if d := distance(w, x.text, allowed); d > 0 && d <= allowed {
			near = append(near, nearWord{x.text, d})
		}
	}
	l.mu.RUnlock()
	slices.SortFunc(near, func(a, b nearWord) int {
		if a.distance != b.distance {
			return a.distance - b.distance
		}
		if a.text < b.text {
			return -1
		}
		return 1
	})
	return near[:min(limit, len(near))]
}

type nearWord struct {
	text     string
	distance int
}

// distance returns how many letters have to be put in, left out, changed or swapped
// with the next to make b of a; more than limit is limit+1.
func distance(a, b string, limit int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > limit || len(b) > maxTermBytes {
		return limit + 1
	}
	var rows [3][maxTermBytes + 1]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
