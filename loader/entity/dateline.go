package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// dateline enters the place in capitals at the start of a sentence: "BARI -", "NEW
// YORK (AP)", "KALAMAZOO, Mich. —".
func (f *finder) dateline(s int) {
	sent := f.doc.Sentences[s]
	last := sent.First
	for last < min(sent.Last, sent.First+4) && f.shape[last] == isUpper {
		last++
	}
	if last == sent.First || last >= sent.Last {
		return
	}
	switch f.words[last] {
	case "-", "–", "—", "(", ",", ":", ".", "/", "•":
	default:
		return
	}
	words := make([]string, 0, 4)
	for i := sent.First; i < last; i++ {
		words = append(words, title(f.words[i]))
	}
	_, n := lexicon.Places().Longest(words)
	wider := 0
	if f.words[last] == "," && last+1 < sent.Last {
		if p, m := lexicon.Places().Longest(f.words[last+1 : min(sent.Last, last+4)]); p.Type != lexicon.City {
			wider = m
		}
		if at := last + 1 + wider; wider > 0 && at < sent.Last && f.lower[at] == "'s" {
			return // "PNUSKOK, Croatia's anti-corruption police"
		}
	}
	if n < len(words) && wider == 0 && !(s < headlines && f.isPlaced(words)) {
		return
	}
	if wider > 0 {
		f.spans = append(f.spans, span{first: last + 1, last: last + 1 + wider, kind: ontology.Place})
	}
	f.spans = append(f.spans, span{first: sent.First, last: last, kind: ontology.Place})
}

// title returns a word in capitals with only its first letter as one.
func title(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + strings.ToLower(word[n:])
}

// headlines is how many sentences of an article may come before its dateline ends.
const headlines = 6

// isPlaced reports whether the article says elsewhere that something is at the place with
// these words as its name.
func (f *finder) isPlaced(words []string) bool {
	if len(words) > 2 || len(words[0]) < 4 {
		return false
	}
	for i := 1; i+len(words) <= len(f.words); i++ {
		if !slices.Equal(f.words[i:i+len(words)], words) {
			continue
		}
		switch f.lower[i-1] {
		case "at", "in", "near", "from":
			return true
		}
	}
	return false
}
