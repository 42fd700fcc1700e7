package entity

import (
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
	case "-", "–", "—", "(", ",", ":", ".", "/":
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
	if n < len(words) && wider == 0 {
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
