package lexicon

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/*.tsv
var files embed.FS

// Table finds phrases, each with what the list says about it. It does not
// change after it was made and is safe for concurrent use.
type Table[T any] struct {
	entries map[string]T
	longest map[string]int // first word -> words of the longest phrase that begins with it
}

// NewTable returns an empty table, for names that are found in an article.
func NewTable[T any]() *Table[T] {
	return &Table[T]{make(map[string]T), make(map[string]int)}
}

// Add enters a phrase. The first entry of a phrase stays.
func (t *Table[T]) Add(phrase string, v T) {
	words := Split(phrase)
	if len(words) == 0 {
		return
	}
	key := strings.Join(words, " ")
	if _, ok := t.entries[key]; ok {
		return
	}
	t.entries[key] = v
	t.longest[words[0]] = max(t.longest[words[0]], len(words))
}

// Get returns the entry of a phrase, spelled as in the list.
func (t *Table[T]) Get(phrase string) (v T, ok bool) {
	if v, ok = t.entries[phrase]; ok {
		return v, true
	}
	if strings.ContainsAny(phrase, " -,'’") {
		v, ok = t.entries[strings.Join(Split(phrase), " ")]
	}
	return v, ok
}

// Longest returns the entry of the longest phrase that words begin with and how
// many words that is, 0 if there is none. Words are forms of tokens; a hyphen
// that is a token of its own counts but is not compared, so that "dark-web
// market" is found as "dark web market".
func (t *Table[T]) Longest(words []string) (v T, n int) {
	if len(words) == 0 {
		return v, 0
	}
	left := t.longest[words[0]]
	if left == 0 {
		return v, 0
	}
	var key []byte
	for i, w := range words {
		if w == "-" || w == "‐" || w == "‑" {
			if i == 0 {
				return v, 0
			}
			continue
		}
		if left == 0 {
			break
		}
		left--
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, w...)
		if e, ok := t.entries[string(key)]; ok {
			v, n = e, i+1
		}
	}
	return v, n
}

// Split cuts a phrase into the words that Longest compares: at spaces and
// hyphens, with commas and the possessive 's as words of their own.
func Split(phrase string) []string {
	phrase = strings.ReplaceAll(phrase, "’", "'")
	phrase = strings.ReplaceAll(phrase, "'s", " 's")
	phrase = strings.ReplaceAll(phrase, "s' ", "s ' ")
	phrase = strings.ReplaceAll(phrase, ",", " , ")
	phrase = strings.ReplaceAll(phrase, "-", " ")
	return strings.Fields(phrase)
}

// rows yields the rows of a list without its comments, cut into columns and
// filled up to n of them. A list that cannot be read is a fault of the build.
func rows(name string, n int) func(yield func(columns []string) bool) {
	data, err := files.ReadFile("data/" + name)
	if err != nil {
		panic(fmt.Sprintf("internal error: lexicon: %v", err))
	}
	return func(yield func([]string) bool) {
		for line := range strings.Lines(string(data)) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			columns := strings.Split(line, "\t")
			for len(columns) < n {
				columns = append(columns, "")
			}
			if !yield(columns) {
				return
			}
		}
	}
}

// list cuts a column of several values.
func list(column string) []string {
	if column == "" {
		return nil
	}
	return strings.Split(column, "|")
}

// plural returns the regular plural of an English phrase.
func plural(phrase string) string {
	switch {
	case strings.HasSuffix(phrase, "man") && !strings.HasSuffix(phrase, "roman"):
		return strings.TrimSuffix(phrase, "man") + "men"
	case strings.HasSuffix(phrase, "s"), strings.HasSuffix(phrase, "x"), strings.HasSuffix(phrase, "ch"), strings.HasSuffix(phrase, "sh"):
		return phrase + "es"
	case strings.HasSuffix(phrase, "y") && len(phrase) > 1 && !strings.ContainsRune("aeiou", rune(phrase[len(phrase)-2])):
		return strings.TrimSuffix(phrase, "y") + "ies"
	}
	return phrase + "s"
}

// once makes a table on its first use: a command that reads no articles does
// not pay for it.
func once[T any](fill func(t *Table[T])) func() *Table[T] {
	return sync.OnceValue(func() *Table[T] {
		t := NewTable[T]()
		fill(t)
		return t
	})
}
