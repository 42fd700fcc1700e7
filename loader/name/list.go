package name

import (
	"embed"
	"strings"
	"sync"

	"onymous/loader/internal/feature"
	"onymous/loader/lexicon"
)

//go:embed list/*.txt
var listFiles embed.FS

// listNames are the lists, in the order of their bits. Package lexicon has the cities. The first of them hold
// phrases, those from phraseLists on only words.
var listNames = [...]string{"country", "region", "city", "female", "male", "family", "company", "title"}

const phraseLists = 3

// longestPhrase bounds the phrases of lists, in tokens.
const longestPhrase = 4

// lists finds the phrases of lists. Bit k of an entry stands for list k; bit
// longer says that a longer phrase begins so.
type lists struct {
	entries map[uint64]uint16
}

const longer = 1 << 15

// loadLists returns the embedded lists, read on the first call. A list that
// cannot be read is a fault of the build.
var loadLists = sync.OnceValue(func() *lists {
	l := &lists{make(map[uint64]uint16, 80000)}
	for k, name := range listNames {
		if name == "city" {
			for town := range lexicon.TownNames() {
				l.add(k, town)
			}
			continue
		}
		data, err := listFiles.ReadFile("list/" + name + ".txt")
		if err != nil {
			panic("internal error: " + err.Error())
		}
		for line := range strings.Lines(string(data)) {
			if !strings.HasPrefix(line, "#") {
				l.add(k, strings.TrimSpace(line))
			}
		}
	}
	return l
})

// add enters a phrase into list k. A hyphen is a token of its own.
func (l *lists) add(k int, phrase string) {
	tokens := strings.Fields(strings.ReplaceAll(phrase, "-", " - "))
	if len(tokens) == 0 || len(tokens) > longestPhrase || len(tokens) > 1 && k >= phraseLists {
		return
	}
	key := uint64(0)
	for i, t := range tokens {
		key = extend(key, feature.HashString(t)) // as in feature.Word.Form
		if i+1 < len(tokens) {
			l.entries[key] |= longer
		}
	}
	l.entries[key] |= 1 << k
}

// extend makes the key of a phrase from that of its beginning and the next word.
func extend(key, form uint64) uint64 { return feature.Hash(1, key, form) }

// mark sets the lists of the tokens of a sentence: of each list the longest
// phrases from left to right, two bits a list, for its first token and for a
// later one.
func (l *lists) mark(sentence []token) {
	var until [len(listNames)]int // where the last phrase of a list ends
	for i := range sentence {
		if !sentence[i].capital {
			continue
		}
		var ends [len(listNames)]int
		key := uint64(0)
		for n := 0; n < longestPhrase && i+n < len(sentence); n++ {
			key = extend(key, sentence[i+n].Form)
			entry := l.entries[key]
			for k := range ends {
				if entry>>k&1 != 0 {
					ends[k] = i + n + 1
				}
			}
			if entry&longer == 0 {
				break
			}
		}
		for k, end := range ends {
			if i < until[k] || end == 0 {
				continue
			}
			until[k] = end
			for j := i; j < end; j++ {
				sentence[j].lists |= one(j == i) << (2 * k)
			}
		}
	}
}

func one(first bool) uint64 {
	if first {
		return 1
	}
	return 2
}
