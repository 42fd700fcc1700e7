package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/calendar"
	"onymous/loader/internal/quantity"
	"onymous/loader/text"
)

// number is a quantity of the text with the tokens that it takes.
type number struct {
	quantity.Quantity
	first, last int     // tokens
	top         int     // the token of them whose head lies outside
	noun        int     // what is counted, -1 for none
	kind        counted // what the noun is
	governor    int     // the trigger that it is an argument of, -1 for none
	bare        bool    // it counts no noun, and its governor takes it all the same
	loot        bool    // it was seized
	had         bool    // a site is said to have had so many
	part        bool    // "two of the sites": a part of something counted elsewhere
	share       bool    // it adds up with others to a number before
}

// date is a date of the text with the tokens that it takes.
type date struct {
	calendar.Expression
	first, last int // tokens
	top         int
	before      int // the token at which the date before ends
	after       int // the token at which the next date begins
	trigger     int // what happened then, -1 for nothing that tells a fact
}

// findDates finds the dates of the text.
func (r *reader) findDates() {
	r.inDate = make([]bool, len(r.doc.Tokens))
	t := 0
	for _, e := range calendar.Find(r.doc.Text, r.anchor()) {
		first, last, ok := r.tokens(&t, e.Start, e.End)
		if ok {
			d := date{Expression: e, first: first, last: last, top: r.top(first, last), before: -1, after: len(r.doc.Tokens), trigger: -1}
			if k := len(r.dates); k > 0 {
				d.before, r.dates[k-1].after = r.dates[k-1].last, first
			}
			r.dates = append(r.dates, d)
			for i := first; i < last; i++ {
				r.inDate[i] = true
			}
		}
	}
}

// findNumbers finds the quantities of the text, dates left out.
func (r *reader) findNumbers() {
	t, k := 0, 0
	for _, q := range quantity.Find(r.doc.Text) {
		for k < len(r.dates) && r.dates[k].End <= q.Start {
			k++
		}
		if k < len(r.dates) && r.dates[k].Start < q.End {
			continue
		}
		first, last, ok := r.tokens(&t, q.Start, q.End)
		if !ok || r.isCompound(q) || r.covered[first] >= 0 && q.Currency == "" {
			continue // "Silk Road 2.0" counts nothing
		}
		n := number{Quantity: q, first: first, last: last, top: r.top(first, last)}
		r.countedBy(&n)
		if k := len(r.numbers) - 1; k >= 0 && n.Currency != "" && r.numbers[k].Currency == "" && r.numbers[k].last+1 == n.first && r.form(n.first-1) == "and" && r.form(r.numbers[k].first-1) == "between" {
			r.numbers[k].Currency, r.numbers[k].noun = n.Currency, -1 // "between 400,000 and 600,000 euros"
		}
		if k := len(r.numbers) - 1; k >= 0 && r.numbers[k].part && r.isWhole(&r.numbers[k], &n) {
			// "two of the six defendants": the six are not what is told.
			r.numbers[k].part = false
			continue
		}
		r.numbers = append(r.numbers, n)
	}
}

// tokens returns the tokens that [start, end) touches, all in one sentence of
// running text. It goes on from token *at, so that all calls together are
// linear.
func (r *reader) tokens(at *int, start, end int) (first, last int, ok bool) {
	d := r.doc
	for *at < len(d.Tokens) && d.Tokens[*at].End <= start {
		*at++
	}
	first = *at
	for last = first; last < len(d.Tokens) && d.Tokens[last].Start < end; last++ {
	}
	if first == last || r.sentence[first] != r.sentence[last-1] {
		return 0, 0, false
	}
	return first, last, d.Sentences[r.sentence[first]].Kind != text.Boiler
}

// isCompound reports whether the quantity is part of a time or the first part of a word,
// "five-storey", "the 26-year-old"; or the last: "AK-47".
func (r *reader) isCompound(q quantity.Quantity) bool {
	if before := r.doc.Text[:q.Start]; strings.HasSuffix(before, "-") && len(before) > 1 && unicode.IsLetter(rune(before[len(before)-2])) {
		return true
	}
	if before, _ := utf8.DecodeLastRuneInString(r.doc.Text[:q.Start]); unicode.IsLetter(before) {
		return true // "PM2BTC"
	}
	rest := r.doc.Text[q.End:]
	if before := r.doc.Text[:q.Start]; len(rest) > 1 && rest[0] == ':' && isDigit(rest[1]) ||
		len(before) > 1 && before[len(before)-1] == ':' && isDigit(before[len(before)-2]) {
		return true // the time of day
	}
	return strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "-odd") || strings.HasPrefix(rest, "‑") ||
		strings.HasPrefix(rest, " year-old") || strings.HasPrefix(rest, " years old") || strings.HasPrefix(rest, " year old")
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// top returns the first of the tokens whose head is none of them.
func (r *reader) top(first, last int) int {
	for i := first; i < last; i++ {
		if h := r.head(i); h < first || h >= last {
			return i
		}
	}
	return last - 1
}

// longestPhrase is how many tokens a counted noun may have before it.
const longestPhrase = 6

// countedBy finds what a number counts: the noun that it depends on, or else the
// noun at the end of the words that follow.
func (r *reader) countedBy(n *number) {
	at := n.last
	if r.form(at) == "-" && r.form(at+1) == "odd" {
		at += 2
	} else if r.form(at) == "odd" || r.form(at) == "-odd" {
		at++
	}
	if r.form(at) == "of" {
		switch r.form(at + 1) {
		case "the", "them", "these", "those", "whom", "which", "its", "their", "his", "her":
			n.part = true
			at++
		}
		if n.part || n.Vague || n.Words {
			at++
		}
	}
	n.noun = r.phraseNoun(at, r.near(n.first).Last)
	if n.part && n.noun < 0 {
		n.noun = r.ofThem(n)
		n.part = n.noun < 0
	}
	if n.noun < 0 && r.isRel(n.top, "nummod") {
		if h := r.head(n.top); h > n.top && h < n.top+longestPhrase && !r.hasMark(n.last, h) {
			n.noun = h
		}
	}
	if n.noun >= 0 {
		n.kind = r.nounKind(n.noun)
		if h := r.head(n.noun); n.kind == person && h >= 0 && h < n.first && r.isRel(n.noun, "nmod") && r.preposition(n.noun) == "of" && isTotal(r.lemma(h)) && r.totalled(h) >= 0 {
			n.kind = r.nounKind(r.totalled(h)) // "a customer base of 60,000 people"
		}
		if r.isForSale(n.noun) {
			n.kind = listing
		}
		return
	}
	if i := r.grown(n.top); i >= 0 {
		n.noun, n.kind = i, r.nounKind(i)
		return
	}
	if i := r.countedBefore(n); i >= 0 {
		n.noun, n.kind = i, r.nounKind(i)
		return
	}
	from, to := r.label(n.first)
	for i := from; i < to; i++ {
		if k := r.nounKind(i); r.pos(i) == text.NOUN && k&(user|vendor|listing|arrested) != 0 {
			n.noun, n.kind = i, k
			return
		}
	}
}

// isForSale reports whether noun i is said to be goods: "700,000 hacked machines
// for sale".
func (r *reader) isForSale(i int) bool {
	if p := r.form(i + 1); p != "for" && p != "on" && p != "up" {
		return false
	}
	for at := i + 2; at < i+4; at++ {
		if w := r.form(at); w == "sale" || w == "offer" {
			return true
		}
	}
	return false
}

// phraseNoun returns the noun at the end of the phrase that begins at token at
// and ends before token end, or -1.
func (r *reader) phraseNoun(at, end int) int {
	noun := -1
	for i := at; i < end && i < at+longestPhrase && !r.inDate[i]; i++ {
		switch r.pos(i) {
		case text.NOUN, text.PROPN:
			if w := r.form(i); noun >= 0 && (w == "offline" || w == "online") {
				return noun // "took 100 servers offline"
			}
			noun = i
			continue
		case text.ADJ:
			continue
		case text.CCONJ:
			if noun >= 0 && r.token(noun).XPOS == "NN" && r.joinsKinds(i, end) {
				continue // "145 darknet and internet domains"
			}
		case text.VERB:
			if noun < 0 && r.token(i).XPOS == "VBZ" && nouns[r.lemma(i)] != 0 {
				noun = i // "26,000-odd offers", which looks like a verb
				continue
			}
			if noun < 0 && (r.token(i).XPOS == "VBN" || r.token(i).XPOS == "VBG") && i+1 < end && r.isWord(i+1) {
				continue
			}
		case text.PUNCT:
			if noun < 0 && (r.form(i) == "-" || r.form(i) == "\"" || r.form(i) == "“") || r.form(i) == "-" {
				continue
			}
		}
		break
	}
	return noun
}

// joinsKinds reports whether behind the "and" at token i a plural ends the phrase, with nothing
// but words before a noun between.
func (r *reader) joinsKinds(i, end int) bool {
	for at := i + 1; at < end && at < i+longestPhrase; at++ {
		switch r.token(at).XPOS {
		case "NNS":
			return true
		case "NN", "JJ", "NNP":
		default:
			return false
		}
	}
	return false
}

// grown returns the noun whose number has become what stands at token i, or -1:
// "the number of users had grown to 150,000", "membership stood at 150,000", "arrests
// total 38".
func (r *reader) grown(i int) int {
	if s := r.child(i, "nsubj"); s >= 0 && r.child(i, "cop") >= 0 && isTotal(r.lemma(s)) {
		return r.totalled(s) // "the number of vendors was 2,000"
	}
	v := r.head(i)
	if v < 0 {
		return -1
	}
	if r.isRel(i, "nmod") && isTotal(r.lemma(v)) && r.preposition(i) == "of" {
		return r.totalled(v) // "a user base of 80,000"
	}
	if !r.isRel(i, "obl") && !r.isRel(i, "obj") && !r.isRel(i, "nsubj") || !growing[r.lemma(v)] {
		return -1
	}
	s := r.child(v, "nsubj")
	if s < 0 || s == i {
		return -1
	}
	if r.nounKind(s)&(populace|arrested) != 0 {
		return s
	}
	if isTotal(r.lemma(s)) {
		return r.totalled(s)
	}
	return -1
}

// populace are the kinds of what a site has a number of.
const populace = user | vendor | listing

// totalled returns the noun that noun i is a total of, by what stands before it or behind
// "of", or itself if it says so alone: "user base", "number of users", "membership". It is -1
// if it says nothing.
func (r *reader) totalled(i int) int {
	for k := range r.of(i) {
		if (r.isRel(k, "nmod") || r.isRel(k, "compound")) && r.nounKind(k)&(populace|arrested) != 0 {
			return k
		}
	}
	if r.nounKind(i)&populace != 0 {
		return i
	}
	return -1
}

var growing = map[string]bool{"grow": true, "rise": true, "stand": true, "swell": true, "reach": true, "climb": true, "jump": true, "increase": true,
	"exceed": true, "peak": true, "total": true, "amount": true, "number": true, "top": true, "pass": true, "come": true, "run": true, "bring": true}

func (r *reader) isWord(i int) bool {
	p := r.pos(i)
	return p == text.NOUN || p == text.PROPN || p == text.ADJ || p == text.VERB
}

// hasMark reports whether a punctuation mark stands among tokens [from, to).
func (r *reader) hasMark(from, to int) bool {
	for i := from; i < to; i++ {
		if r.pos(i) == text.PUNCT {
			return true
		}
	}
	return false
}

// ofThem returns the noun that "more than 20 of them", set between marks, counts:
// the servers, or those on a site, right before. It is -1 if there are none.
func (r *reader) ofThem(n *number) int {
	if r.form(n.last+1) != "them" {
		return -1
	}
	first := r.near(n.first).First
	mark := false
	for i := n.first - 1; i >= first && i >= n.first-longestReach; i-- {
		switch {
		case r.pos(i) == text.PUNCT:
			mark = true
		case r.isVerb(i):
			return -1
		case mark && r.isNoun(i):
			if r.nounKind(i)&(server|user|vendor|listing|arrested) != 0 {
				return i
			}
			return -1
		}
	}
	return -1
}

// countedBefore returns the plural right before a number between marks that says how
// many there are, or -1: "its vendors, 140 at the last count, called it".
func (r *reader) countedBefore(n *number) int {
	i := n.first - 2
	if i < 0 || r.form(n.first-1) != "," || n.Currency != "" || r.nounKind(i)&(user|vendor|listing) == 0 || !r.isPlural(i) || r.sentence[i] != r.sentence[n.first] {
		return -1
	}
	switch r.form(n.last) {
	case ",", "at", "in":
		return i
	}
	return -1
}
