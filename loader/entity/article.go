package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/text"
)

// An article is a document with its tokens' forms at hand.
type article struct {
	doc      *text.Doc
	words    []string // forms
	lower    []string // forms in lower case
	sentence []int32  // of each token
	shape    []shape  // of each token
	titled   []bool   // of each sentence: most of its words begin with a capital, so capitals tell nothing
}

// shape is what the letters of a token look like.
type shape uint8

const (
	isLower   shape = iota
	isCapital       // "Hansa"
	isUpper         // "FBI", "U.S."
	isMixed         // "iOS", "coder420", "LockBit"
	isNumber        // "34", "2.0"
	isOther         // punctuation
)

func view(d *text.Doc) *article {
	a := &article{
		doc:      d,
		words:    make([]string, len(d.Tokens)),
		lower:    make([]string, len(d.Tokens)),
		sentence: make([]int32, len(d.Tokens)),
		shape:    make([]shape, len(d.Tokens)),
		titled:   make([]bool, len(d.Sentences)),
	}
	for i := range d.Tokens {
		w := strings.ReplaceAll(d.Form(d.Tokens[i].Span), "’", "'")
		a.words[i], a.lower[i], a.shape[i] = w, strings.ToLower(w), shapeOf(w)
	}
	for s := range d.Sentences {
		sent := &d.Sentences[s]
		for i := sent.First; i < sent.Last; i++ {
			a.sentence[i] = int32(s)
		}
		a.titled[s] = a.isTitled(sent.First, sent.Last)
	}
	return a
}

func shapeOf(w string) shape {
	upper, lower, digits, other := 0, 0, 0, 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digits++
		default:
			other++
		}
	}
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case upper+lower == 0 && digits > 0:
		return isNumber
	case upper+lower == 0:
		return isOther
	case upper == 0 && digits == 0:
		return isLower
	case upper == 0 || digits > 0 || upper > 1 && lower > 0 || !unicode.IsUpper(first) && upper > 0:
		if upper == 0 && unicode.IsDigit(first) {
			return isNumber // "1st", "90s"
		}
		return isMixed
	case lower == 0 && upper > 1:
		return isUpper
	}
	return isCapital
}

// isTitled reports whether the tokens look like a headline in title case or in
// capitals.
func (a *article) isTitled(first, last int) bool {
	short, long, capital, upper := 0, 0, 0, 0
	for i := first; i < last; i++ {
		if utf8.RuneCountInString(a.words[i]) < 3 || a.shape[i] == isNumber || a.shape[i] == isOther {
			continue
		}
		if a.shape[i] == isUpper {
			upper++
		}
		short++
		if utf8.RuneCountInString(a.words[i]) < 4 {
			continue
		}
		long++
		switch a.shape[i] {
		case isCapital, isMixed, isUpper:
			capital++
		}
	}
	if short >= 2 && upper*10 >= short*8 {
		return true
	}
	if a.doc.Sentences[a.sentence[first]].Kind == text.Heading && long >= 2 && capital == long {
		return true
	}
	return long >= 5 && capital*10 >= long*7 && !a.runsOn(first, last)
}

// runsOn reports whether the tokens are running text: a full stop at the end and
// verbs or small words enough.
func (a *article) runsOn(first, last int) bool {
	return last > first && a.words[last-1] == "."
}

// capital reports whether token i could be part of a name by its letters.
func (a *article) capital(i int) bool {
	switch a.shape[i] {
	case isCapital, isUpper:
		return true
	case isMixed:
		r, _ := utf8.DecodeRuneInString(a.words[i])
		return unicode.IsUpper(r) || hasUpper(a.words[i])
	}
	return false
}

func hasUpper(w string) bool {
	for _, r := range w {
		if unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// bounds returns the tokens of the sentence of token i.
func (a *article) bounds(i int) (first, last int) {
	s := &a.doc.Sentences[a.sentence[i]]
	return s.First, s.Last
}

// opens reports whether a capital at token i may be owed to its position: at the
// start of a sentence, of a quotation, or after a colon, a dash or a bullet.
func (a *article) opens(i int) bool {
	first, _ := a.bounds(i)
	if i == first {
		return true
	}
	switch a.words[i-1] {
	case ":", "“", "\"", "‘", "„", "«", "–", "—", "|", "•", "*", "·", "-", "...", "…", "►", "→", ">", ";":
		if a.words[i-1] == "-" && a.glued(i-1) && a.glued(i) {
			return false
		}
		return true
	case ",", "(", ")", "[", "&", "/", "'", "'s", "%", "$", "£", "€", "+", "@":
		return false
	}
	return a.shape[i-1] == isOther
}

// glued reports whether there is no space between tokens i-1 and i.
func (a *article) glued(i int) bool {
	return i > 0 && a.doc.Tokens[i-1].End == a.doc.Tokens[i].Start
}

// word returns the lower-case form of token i, or "" outside of the sentence of
// token at.
func (a *article) word(i, at int) string {
	first, last := a.bounds(at)
	if i < first || i >= last {
		return ""
	}
	return a.lower[i]
}

// form returns the text of tokens [first, last).
func (a *article) form(first, last int) string {
	return a.doc.Text[a.doc.Tokens[first].Start:a.doc.Tokens[last-1].End]
}

// tag returns the part of speech of token i.
func (a *article) tag(i int) text.UPOS { return a.doc.Tokens[i].UPOS }

func (a *article) nominal(i int) bool {
	switch a.tag(i) {
	case text.NOUN, text.PROPN:
		return true
	}
	return false
}

func (a *article) hyphen(i int) bool {
	switch a.words[i] {
	case "-", "‐", "‑":
		return true
	}
	return false
}

func (a *article) quote(i int) bool {
	switch a.words[i] {
	case "“", "”", "\"", "‘", "„", "«", "»", "``", "''", "'":
		return true
	case "*": // "known as *shade*"
		return a.glued(i) != (i+1 < len(a.words) && a.glued(i+1))
	}
	return false
}
