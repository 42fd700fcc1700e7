package clean

import (
	"strings"
	"unicode"
)

// functionWords are English words that no text of some length does without, and
// that few other languages share.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "that": true, "was": true, "for": true, "with": true,
	"is": true, "on": true, "by": true, "it": true, "were": true, "from": true, "has": true, "have": true, "had": true,
	"which": true, "their": true, "this": true, "are": true, "he": true, "his": true, "said": true, "not": true,
	"they": true, "been": true, "who": true, "its": true, "an": true, "be": true, "you": true, "we": true,
}

// languageSample is how many words are looked at.
const languageSample = 2000

// Shares of English text: in the treebanks one word in three is a function
// word; German, Dutch, Spanish and French texts that quote English names stay
// under one in twenty-five.
const (
	fewestWords    = 25
	fewestFunction = 12 // of a hundred words
)

// foreign reports whether s is in another language than English. A short text
// is not judged.
func foreign(s string) bool {
	words, function, letters, latin := 0, 0, 0, 0
	for w := range strings.FieldsSeq(s) {
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters++
				if r < 0x250 {
					latin++
				}
			}
		}
		words++
		if len(w) <= 10 && functionWords[strings.ToLower(strings.Trim(w, ".,;:!?\"'()“”"))] {
			function++
		}
		if words == languageSample {
			break
		}
	}
	if letters > 100 && latin*2 < letters {
		return true
	}
	return words >= fewestWords && function*100 < words*fewestFunction
}
