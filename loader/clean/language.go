package clean

import (
	"strings"
	"unicode"
)

// functionWords are English words that no text of some length does without, and
// few other languages share. Headlines keep some of them.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "that": true, "was": true, "for": true, "with": true,
	"is": true, "on": true, "by": true, "it": true, "were": true, "from": true, "has": true, "have": true, "had": true,
	"which": true, "their": true, "this": true, "are": true, "he": true, "his": true, "said": true, "not": true,
	"they": true, "in": true, "at": true, "after": true, "been": true, "who": true, "its": true, "an": true, "be": true, "you": true, "we": true,
}

// foreignWords are such words of German, Dutch, the Scandinavian languages,
// French, Spanish, Portuguese, Italian, Romanian and Polish, but for those that
// are English words too.
var foreignWords = map[string]bool{
	"der": true, "und": true, "das": true, "den": true, "dem": true, "von": true, "mit": true, "ist": true, "ein": true, "eine": true, "nicht": true, "auf": true, "für": true,
	"de": true, "het": true, "een": true, "en": true, "van": true, "voor": true, "niet": true, "zijn": true,
	"och": true, "att": true, "det": true, "som": true, "på": true, "av": true, "og": true, "til": true, "ikke": true, "är": true, "er": true,
	"la": true, "le": true, "les": true, "des": true, "et": true, "un": true, "une": true, "du": true, "dans": true, "pour": true, "est": true, "que": true, "qui": true, "par": true,
	"el": true, "los": true, "las": true, "del": true, "por": true, "con": true, "para": true, "una": true, "se": true, "su": true, "es": true,
	"da": true, "em": true, "os": true, "uma": true, "não": true, "com": true, "il": true, "di": true, "che": true, "della": true, "per": true, "è": true, "sono": true,
	"și": true, "în": true, "din": true, "pe": true, "cu": true, "w": true, "na": true, "z": true, "nie": true, "się": true, "jest": true,
}

// languageSample is how many words are looked at.
const languageSample = 2000

// Shares of English text: in the treebanks one word in three is a function
// word; German, Dutch, Spanish and French texts that quote English names stay
// under one in twenty-five. A page of headlines and bulletins has few as well,
// but hardly a word of another language.
const (
	fewestWords    = 25
	plainlyEnglish = 8 // function words in a hundred
	barelyEnglish  = 3
)

// foreign reports whether s is in another language than English. A short text
// is not judged.
func foreign(s string) bool {
	words, english, other, letters, latin := 0, 0, 0, 0, 0
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
		if w = strings.ToLower(strings.Trim(w, ".,;:!?\"'()“”")); functionWords[w] {
			english++
		} else if foreignWords[w] {
			other++
		}
		if words == languageSample {
			break
		}
	}
	if letters > 100 && latin*2 < letters {
		return true
	}
	if words < fewestWords || english*100 >= words*plainlyEnglish {
		return false
	}
	return english*100 < words*barelyEnglish || other > english
}
