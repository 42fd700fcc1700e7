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
	if n < len(words) {
		if f.words[last] != "," || last+1 >= sent.Last {
			return
		}
		if p, m := lexicon.Places().Longest(f.words[last+1 : min(sent.Last, last+4)]); m == 0 || p.Type == lexicon.City {
			return
		}
	}
	f.spans = append(f.spans, span{first: sent.First, last: last, kind: ontology.Place})
}

// title returns a word in capitals with only its first letter as one.
func title(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + strings.ToLower(word[n:])
}
