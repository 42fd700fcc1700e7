package fact

import (
	"regexp"
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// term finds what a court may sentence to. Its first group is the sentence in
// short.
var term = regexp.MustCompile(`(?i)\b(` + count + `(?: and a half)?[ -](?:years?|months?)(?:,? (?:and )?` + count + `[ -](?:months?|days?))?` +
	`|life(?: in prison| imprisonment| sentences?| terms?| without parole| behind bars)?|rest of (?:his|her|their) (?:life|lives) (?:in (?:federal |state )?prison|behind bars|in jail))\b`)

// bareTerm finds a number of years that a text which has told of others gives no unit:
// "Keough got five."
var bareTerm = regexp.MustCompile(`(?i)\b(?:to|for|got|gets|given|gave (?:him|her)|serving) ((?:[1-9]\d?|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?` +
	`|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: and a half)?)[.;]`)

// count is a number of years or months.
const count = `(?:\d+½?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen` +
	`|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)`

// sentences reads what persons were sentenced to.
func (r *reader) sentences() {
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler || !r.isCourt(sentence) {
			continue
		}
		body := r.doc.Text[sentence.Start:sentence.End]
		if at := bareTerm.FindStringSubmatchIndex(body); at != nil && len(r.terms) > 0 {
			t := sentence.First
			if first, _, ok := r.tokens(&t, sentence.Start+at[2], sentence.Start+at[3]); ok {
				r.punishment(first, body[at[2]:at[3]]+" years")
			}
		}
		t := sentence.First
		for _, at := range term.FindAllStringSubmatchIndex(body, longestList) {
			first, _, ok := r.tokens(&t, sentence.Start+at[2], sentence.Start+at[3])
			if ok && !isOld(body[at[3]:]) && !isNoTerm(body[:at[2]]) {
				r.punishment(first, body[at[2]:at[3]])
			}
		}
	}
}

// isOld reports whether what follows a number of years makes an age of it.
func isOld(rest string) bool {
	return strings.HasPrefix(rest, "-old") || strings.HasPrefix(rest, " old")
}

// isNoTerm reports whether what stands before a number of years says that it is an age, or
// the most that the law allows.
func isNoTerm(before string) bool {
	before = strings.ToLower(strings.TrimRight(before, " "))
	for _, w := range []string{"aged", "up to", "a maximum of", "at most", "after", "within", "over the past", "for the past", "the past", "the last"} {
		if strings.HasSuffix(before, " "+w) || before == w {
			return true
		}
	}
	return false
}

// longestList is how many terms of one sentence are read.
const longestList = 12

// isCourt reports whether a sentence speaks of a court's sentence at all.
func (r *reader) isCourt(s *text.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		if r.tells[i]&punish != 0 || r.lemma(i) == "bar" {
			return true
		}
		if r.tells[i]&(give|get) != 0 && r.isVerb(i) {
			return true
		}
	}
	return false
}

// punishment claims the term that begins at token i for the person it was given
// to.
func (r *reader) punishment(i int, words string) {
	if p := r.gappedTerm(i); p >= 0 {
		r.add(p, ontology.Sentence, text.Value{Text: short(words)}, i, "sentence", "like the one before")
		return
	}
	t := r.sentencing(i)
	if t < 0 || r.unsaid(t) {
		return
	}
	r.terms = append(r.terms, i)
	for _, p := range r.convicts(t, i) {
		r.add(p, ontology.Sentence, text.Value{Text: short(words)}, i, "sentence", r.form(t))
	}
}

// gappedTerm returns the person named between the term at token i and the one before it
// in its sentence, the verb left out: "A received eight years, and B, 58, a designer,
// three years". It is -1 if there is none.
func (r *reader) gappedTerm(i int) int {
	if len(r.terms) == 0 {
		return -1
	}
	last := r.terms[len(r.terms)-1]
	if r.sentence[last] != r.sentence[i] || r.form(i-1) != "," && r.form(i-1) != "and" {
		return -1
	}
	for at := i - 1; at > last; at-- {
		if r.isVerb(at) && r.isFinite(at) {
			return -1
		}
		if e := r.entityAt(at, persons); e >= 0 && r.isProper(at) {
			r.terms = append(r.terms, i)
			return e
		}
	}
	return -1
}

// convicts returns the persons that trigger t sentences: both in "X and Y were
// each given 20 years".
func (r *reader) convicts(t, i int) []int {
	if v := r.verbAt(t); v >= 0 && (r.isPassive(v) || r.tells[v]&get != 0) {
		if s := r.subject(v); s >= 0 {
			if both := r.together(s); both != nil {
				return both
			}
		}
	}
	p := r.convict(t, i)
	if p < 0 {
		return nil
	}
	out := []int{p}
	if v := r.verbAt(t); v >= 0 {
		for k := range r.of(v) {
			if to := r.preposition(k); r.isRel(k, "obl") && (to == "to" || to == "on") && r.entityOf(k, persons) == p {
				out = r.entitiesOf(out, k, persons) // "17 years were given to A and B"
			}
		}
	}
	if s := r.subject(t); s >= 0 && r.isVerb(t) && (r.isPassive(t) || r.tells[t]&get != 0) {
		for at := s; at < t; at++ {
			if e := r.entityAt(at, persons); e >= 0 && r.isProper(at) && !slices.Contains(out, e) && r.isPlural(s) {
				out = append(out, e)
			}
		}
	}
	return out
}

// verbAt returns token t if it is a verb, or the one over it; -1 if there is none.
func (r *reader) verbAt(t int) int {
	if r.isVerb(t) {
		return t
	}
	return r.verbOver(t)
}

// isPlural reports whether noun i is a plural or one of several.
func (r *reader) isPlural(i int) bool {
	if x := r.token(i).XPOS; x == "NNS" || x == "NNPS" {
		return true
	}
	return r.child(i, "conj") >= 0
}

// short brings a sentence into the form that the ontology wants.
func short(words string) string {
	words = strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "-", " ")
	lower := strings.ToLower(words)
	if strings.HasPrefix(lower, "life") || strings.HasPrefix(lower, "rest of") {
		return "life imprisonment"
	}
	fields := strings.Fields(words)
	for k, f := range fields {
		if (f == "year" || f == "month") && k > 0 && fields[k-1] != "a" && fields[k-1] != "one" && fields[k-1] != "1" {
			fields[k] = f + "s"
		}
	}
	return strings.Join(fields, " ")
}

// sentencing returns the verb or noun that makes a sentence of the term at token
// i, or -1.
func (r *reader) sentencing(i int) int {
	if s := r.child(i, "nsubj"); s >= 0 && r.tells[s]&punish != 0 && r.child(i, "cop") >= 0 {
		return s // "the sentence was nine years"
	}
	if h := r.head(i); h >= 0 {
		if s := r.child(h, "nsubj"); s >= 0 && r.tells[s]&punish != 0 && r.child(h, "cop") >= 0 {
			return s
		}
	}
	for a := range r.up(i) {
		tells := r.tells[a]
		switch {
		case tells&punish != 0:
			return a
		case tells&(give|get) != 0 && r.isVerb(a):
			if outright[r.lemma(a)] || r.inPrison(i) {
				return a
			}
			return -1
		case r.isVerb(a) && r.lemma(a) != "be" && !r.isRel(a, "amod"):
			return r.sentencedBefore(i)
		}
	}
	return r.sentencedBefore(i)
}

// outright are verbs that make a sentence of a number of years without a word of prison.
var outright = map[string]bool{"get": true, "give": true, "receive": true, "serve": true, "hand": true, "impose": true, "go": true}

// sentencedBefore returns the verb that makes a sentence of a term behind "to" which the
// writer, or the parser, gave none: "A was sentenced to ten years, and B to six". It is
// -1 if there is none.
func (r *reader) sentencedBefore(i int) int {
	if r.form(i-1) != "to" {
		return -1
	}
	first := r.near(i).First
	for at := i - 2; at >= first; at-- {
		if r.tells[at]&punish != 0 && r.isVerb(at) {
			return at
		}
	}
	return -1
}

// inPrison reports whether the words behind token i say that the time is spent
// in prison.
func (r *reader) inPrison(i int) bool {
	end := r.near(i).Last
	for at := i; at < end && at < i+10; at++ {
		switch r.lemma(at) {
		case "prison", "jail", "imprisonment", "bar", "custody", "sentence", "term", "detention", "life":
			return true
		}
	}
	return false
}

// convict returns the person that trigger t sentences: whom it is done to, who
// gets it, or who was named last.
func (r *reader) convict(t, i int) int {
	want := persons
	if e := r.gappedConvict(i); e >= 0 {
		return e
	}
	if e := r.convictOfNoun(t); e >= 0 {
		return e
	}
	if v := r.verbAt(t); v >= 0 {
		t = v
	}
	judge := -1 // who holds a post is not sentenced either
	if s := r.subject(t); s >= 0 && !r.isPassive(t) && r.tells[t]&get == 0 && !r.isHeadline(t) {
		judge = r.entityOf(s, want)
	} else if by := r.child(t, "obl:agent"); by >= 0 {
		judge = r.entityOf(by, want)
	}
	for _, p := range r.patients(t) {
		if e := r.entityOf(p, want); e >= 0 && e != judge {
			return e
		}
		if e := r.describedAs(p); e >= 0 {
			return e
		}
	}
	for k := range r.of(t) {
		if r.isRel(k, "iobj") || r.isRel(k, "obl") && (r.preposition(k) == "on" || r.preposition(k) == "for" || r.preposition(k) == "to") {
			if e := r.entityOf(k, want); e >= 0 {
				return e
			}
		}
	}
	if s := r.subject(t); s >= 0 && (r.isPassive(t) || r.tells[t]&get != 0 || r.isHeadline(t)) {
		if e := r.entityOf(s, want); e >= 0 {
			return e
		}
		if e := r.describedAs(s); e >= 0 {
			return e
		}
	}
	if s := r.subject(t); s >= 0 && r.isVerb(t) && (r.isPassive(t) || r.tells[t]&get != 0) && r.isSomebodyElse(s) && r.last(t, s, want) < 0 {
		return -1
	}
	s := r.near(i)
	for at := i - 1; at >= s.First-reach && at >= 0; at-- {
		if e := r.entityAt(at, want); e >= 0 && e != judge && !r.edges.officials[e] && !r.isByline(at) {
			return e
		}
	}
	if r.pos(t) == text.NOUN && judge < 0 {
		return r.hero(i) // "The sentence was nine years"
	}
	return -1
}

// isHeadline reports whether verb t is a passive whose auxiliary a headline left out: "X jailed
// for nine years".
func (r *reader) isHeadline(t int) bool {
	return r.isVerb(t) && r.tells[t]&punish != 0 && r.child(t, "obj", "iobj") < 0 && (r.token(t).XPOS == "VBD" || r.token(t).XPOS == "VBN")
}

// isSomebodyElse reports whether noun i is a person whom the text does not name: "her
// nephew", "a courier", "another man".
func (r *reader) isSomebodyElse(i int) bool {
	if r.pos(i) != text.NOUN || r.nounKind(i)&person == 0 || r.isNamed(i) {
		return false
	}
	for k := range r.of(i) {
		switch r.form(k) {
		case "a", "an", "another", "one", "her", "his", "their", "fellow", "second", "third":
			return true
		}
		if r.isRel(k, "appos") && r.isSomebodyElse(k) {
			return true
		}
	}
	return false
}

// convictOfNoun returns the person whose sentence noun t tells: "his sentence", "a
// six-year sentence and a fine for X". It is -1 if there is none.
func (r *reader) convictOfNoun(t int) int {
	if r.pos(t) != text.NOUN {
		return -1
	}
	for k := range r.of(t) {
		if r.token(k).Rel == "nmod:poss" {
			if e := r.entityOf(k, persons); e >= 0 {
				return e
			}
		}
	}
	end := min(r.near(t).Last, t+longestReach)
	for i := t + 1; i+1 < end && !r.isVerb(i) && r.form(i) != ","; i++ {
		if r.form(i) == "for" && r.isProper(i+1) {
			return r.entityAt(i+1, persons)
		}
	}
	return -1
}

// gappedConvict returns the person right before "to" and the term, the verb left
// out: "sentenced A to four years, B to three". It is -1 if there is none.
func (r *reader) gappedConvict(i int) int {
	at := i - 1
	if r.form(at) != "to" && r.form(at) != "for" {
		return -1
	}
	if r.form(at-1) == "," || r.isQuote(at-1) {
		return r.gappedAside(at, i)
	}
	e := r.entityAt(at-1, persons)
	for at--; e >= 0 && at > 0 && r.entityAt(at, persons) == e; at-- {
	}
	if e >= 0 && (r.form(at) == "," || r.form(at) == "and" || r.form(at) == ";") {
		return e
	}
	return -1
}

// gappedAside returns the person whom an aside parts from "to" at token to: "and X of
// Wicklow, who was known as Y, to six years". It is -1 if there is none.
func (r *reader) gappedAside(to, i int) int {
	first := max(r.near(i).First, to-longestNP)
	for at := to - 1; at > first; at-- {
		if r.form(at) != "and" && r.form(at) != ";" {
			continue
		}
		if e := r.entityAt(at+1, persons); e >= 0 && r.isProper(at+1) {
			return e
		}
	}
	return -1
}

func (r *reader) isQuote(i int) bool {
	switch r.form(i) {
	case "\"", "”", "’", "'":
		return true
	}
	return false
}
