package entity

import (
	"regexp"
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A span is a stretch of tokens that is a name by its letters, by a list, or by
// how it is introduced.
type span struct {
	first, last int
	// kind is set where the stretch itself leaves no doubt: a country's name, a
	// name after "Operation".
	kind ontology.NodeKind
	// person says that a title or a rank stands before it.
	title bool
	// post says that a title or a rank stands behind it: "FBI Director".
	post bool
	// alias says that it was introduced as another name of somebody.
	alias bool
	// second says that it is another name of the span before it.
	second bool
	// weak says that only its place in a sentence gave it a capital.
	weak bool
}

// finder collects the spans of one article.
type finder struct {
	*article
	spans []span
}

// find returns the spans of the article in text order. Spans do not overlap.
func find(a *article) []span {
	f := &finder{article: a}
	for s := range a.doc.Sentences {
		if a.doc.Sentences[s].Kind == text.Boiler || a.titled[s] && a.doc.Sentences[s].Kind != text.Item {
			continue
		}
		for _, sp := range f.joined(f.atoms(s)) {
			f.divide(sp)
		}
		f.handles(s)
		f.offices(s)
		f.domains(s)
	}
	f.spans = settle(f.spans)
	f.recur()
	f.spans = settle(f.spans)
	return f.spans
}

// settle sorts the spans and drops those that lie in a longer or earlier one,
// but for aliases, which win.
func settle(spans []span) []span {
	slices.SortStableFunc(spans, func(x, y span) int {
		if x.first != y.first {
			return x.first - y.first
		}
		return y.last - x.last
	})
	out := spans[:0]
	for _, sp := range spans {
		if n := len(out); n > 0 && sp.first < out[n-1].last {
			if sp.alias && !out[n-1].alias {
				out[n-1] = sp
			}
			continue
		}
		out = append(out, sp)
	}
	return out
}

// atoms returns the runs of capitalised tokens of a sentence.
func (f *finder) atoms(s int) []span {
	sent := f.doc.Sentences[s]
	var atoms []span
	for i := sent.First; i < sent.Last; {
		if n := f.listed(i, sent.Last); n > 1 {
			// A listed name of several words stands whatever its capitals say, and
			// goes on where the words after it are capitals too ("New York Times").
			last := f.extend(i, i+n, sent.Last)
			atoms = append(atoms, span{first: i, last: last})
			i = last
			continue
		}
		if f.language(i, sent.Last) {
			i++
			continue
		}
		if n := f.nonName(i); n > 0 && (i+n >= sent.Last || !f.capital(i+n)) {
			i += n
			continue
		}
		if !f.starts(i) {
			i++
			continue
		}
		last := f.extend(i, i+1, sent.Last)
		if _, n := lexicon.Commodities().Longest(f.lower[i:min(i+5, sent.Last)]); n > last-i {
			i += n // "Social Security numbers"
			continue
		}
		if f.words[i] == "Charge" && i > sent.First && f.lower[i-1] == "in" {
			i++ // "Special Agent in Charge Jane Doe"
			if i == last {
				continue
			}
			atoms = append(atoms, span{first: i, last: last, title: true})
			i = last
			continue
		}
		atoms = append(atoms, span{first: i, last: last, weak: f.opens(i) && last == i+1})
		i = last
	}
	return atoms
}

// listed returns the length of the listed name that begins at token i.
func (f *finder) listed(i, end int) int {
	if !f.capital(i) {
		return 0
	}
	words := f.words[i:min(end, i+10)]
	_, n := lexicon.Agencies().Longest(words)
	_, m := lexicon.Places().Longest(words)
	_, o := lexicon.Organizations().Longest(words)
	_, t := lexicon.Technologies().Longest(words)
	return max(n, m, o, t)
}

// starts reports whether a name may begin at token i.
func (f *finder) starts(i int) bool {
	if !f.capital(i) || f.stopped(i) {
		return false
	}
	if !f.opens(i) {
		return true
	}
	if f.tag(i) == text.PROPN || f.shape[i] == isMixed || f.shape[i] == isUpper || f.listed(i, i+1) > 0 {
		return true
	}
	if _, ok := lexicon.GivenNames().Get(f.words[i]); ok {
		return true
	}
	if _, ok := lexicon.Demonyms().Get(f.words[i]); ok {
		return true
	}
	_, last := f.bounds(i)
	if i+1 < last && f.capital(i+1) && !f.stopped(i+1) {
		switch f.tag(i) {
		case text.ADJ, text.NOUN, text.VERB, text.X, text.NUM:
			return true
		}
	}
	return false
}

// stopped reports whether token i is a word that begins no name.
func (f *finder) stopped(i int) bool {
	if f.words[i] == "US" {
		return false
	}
	if _, ok := lexicon.GivenNames().Get(f.words[i]); ok && !f.opens(i) && !f.calendar(i) {
		if _, end := f.bounds(i); i+1 < end && f.capital(i+1) {
			return false // "Will Smith"
		}
	}
	if w, ok := lexicon.SmallWords().Get(f.lower[i]); ok && (!w.Particle || f.opens(i)) {
		return !w.Particle || f.tag(i) != text.PROPN
	}
	if n := f.nonName(i); n > 0 {
		_, end := f.bounds(i)
		return i+n >= end || !f.capital(i+n)
	}
	_, ok := lexicon.Calendar().Get(f.words[i])
	return ok
}

// language reports whether the word made from a country at token i is a
// language: "an English-language market", "in plain English".
func (f *finder) language(i, end int) bool {
	d, n := lexicon.Demonyms().Longest(f.words[i:min(i+2, end)])
	if n == 0 || !d.Adjective {
		return false
	}
	for at := i + n; at < min(i+n+2, end); at++ {
		switch f.lower[at] {
		case "language", "speaking", "translation", "edition":
			return true
		}
		if !f.hyphen(at) {
			break
		}
	}
	switch f.word(i-1, i) {
	case "plain", "broken", "fluent", "spoke", "speaks", "speak", "speaking", "learned":
		return true
	case "in", "into":
		return i+n >= end || f.shape[i+n] == isOther && !f.hyphen(i+n)
	}
	return false
}

// nonName returns the length of the phrase at token i that names nothing though
// it has capitals.
func (f *finder) nonName(i int) int {
	_, end := f.bounds(i)
	_, n := lexicon.NonNames().Longest(f.words[i:min(end, i+3)])
	return n
}

var (
	version   = regexp.MustCompile(`^\d+\.\d+$`)
	smallRank = regexp.MustCompile(`^\d{1,3}$`)
)

// extend returns the end of the name that begins at token first and goes at
// least to token i.
func (f *finder) extend(first, i, end int) int {
	for i < end {
		switch {
		case f.hyphen(i) && f.glued(i) && i+1 < end && f.glued(i+1):
			if !f.capital(i+1) && f.shape[i+1] != isNumber {
				// "Frankfurt-based" ends before the hyphen; "Sint-jan" is rarer.
				return i
			}
			i += 2
		case f.words[i] == "&" && i+1 < end && f.capital(i+1) && f.capital(i-1):
			i += 2
		case f.capital(i) && !f.calendar(i) && !f.opensQuote(i):
			if f.stopped(i) && !f.inside(i, end) {
				return i
			}
			i++
		case version.MatchString(f.words[i]):
			i++
		case f.words[i] == "," && i+1 < end && (f.words[i+1] == "Jr." || f.words[i+1] == "Sr." || f.words[i+1] == "III"):
			i += 2
		case smallRank.MatchString(f.words[i]) && f.numbered(first, i, end):
			i++
		case f.particles(i, end) > 0:
			i += f.particles(i, end)
		default:
			return i
		}
	}
	return i
}

// inside reports whether a small word with a capital goes on with a name: "Cloud
// Nine", "Have I Been Pwned".
func (f *finder) inside(i, end int) bool {
	switch f.tag(i) {
	case text.NUM, text.PROPN, text.NOUN:
		return true
	}
	return i+1 < end && f.capital(i+1) && !f.stopped(i+1)
}

// numbered reports whether the number at token i ends the name that begins at
// token first: "GSG 9", "Intel 471", but not "FBI 20 agents" or "Spain 1".
func (f *finder) numbered(first, i, end int) bool {
	switch f.shape[i-1] {
	case isUpper:
		return len(f.words[i]) < 3 && !f.countsNext(i, end)
	case isCapital:
		if f.countsNext(i, end) || f.isPlace(span{first: first, last: i}) || f.opens(first) || first != i-1 {
			return false
		}
		return i+1 < end && f.tag(i+1) != text.NUM && f.words[i+1] != "%"
	}
	return false
}

// opensQuote reports whether token i stands behind an opening mark, where
// another name begins.
func (f *finder) opensQuote(i int) bool { return f.opens(i) }

func (f *finder) calendar(i int) bool {
	_, ok := lexicon.Calendar().Get(f.words[i])
	return ok
}

// countsNext reports whether the number at token i counts what follows: "FBI 20
// agents".
func (f *finder) countsNext(i, end int) bool {
	return i+1 < end && (f.nominal(i+1) || f.tag(i+1) == text.ADJ)
}

// particles returns how many particles stand at token i with a capital after
// them: "van de" in "Nan van de Coevering".
func (f *finder) particles(i, end int) int {
	n := 0
	for i+n < end && n < 3 {
		w, ok := lexicon.SmallWords().Get(f.words[i+n])
		if !ok || !w.Particle {
			break
		}
		n++
	}
	if n > 0 && i+n < end && f.capital(i+n) && f.shape[i-1] == isCapital {
		return n
	}
	return 0
}

// joined joins runs that a small word divides: "Bureau" of "Investigation",
// "Competition" and "Markets Authority".
func (f *finder) joined(atoms []span) []span {
	var out []span
	for _, sp := range atoms {
		if n := len(out); n > 0 && f.joins(out[n-1], sp) {
			out[n-1].last = sp.last
			out[n-1].weak = false
			continue
		}
		out = append(out, sp)
	}
	return out
}

// joins reports whether l and r, next to each other but for small words, are
// one name.
func (f *finder) joins(l, r span) bool {
	between := f.lower[l.last:r.first]
	if len(between) == 0 || len(between) > 2 || len(between) == 2 && between[1] != "the" {
		return false
	}
	switch between[0] {
	case "of", "for", "against", "on", "de", "di", "du", "des":
		if between[0] == "of" && f.titleOf(l) {
			return true
		}
		if f.words[l.last-1] == "City" && between[0] == "of" {
			return f.words[r.last-1] == "Police"
		}
		if f.knownBody(l) && !f.knownBody(span{first: l.first, last: r.last}) {
			return false
		}
		return f.opensOf(l, r, between[0])
	case "at":
		return f.lower[l.first] == "university"
	case "and", "&":
		return len(between) == 1 && f.joinsAnd(l, r)
	case "'s", "'":
		return len(between) == 1 && f.joinsPossessive(l, r)
	}
	return false
}

// titleOf reports whether l is a word that has its capital from a name which goes
// on after "of": "Call of Duty", "House of Commons".
func (f *finder) titleOf(l span) bool {
	if l.last-l.first != 1 || f.opens(l.first) || f.shape[l.first] != isCapital || f.isPlace(l) || f.knownBody(l) {
		return false
	}
	if _, ok := lexicon.Titles().Get(f.words[l.first]); ok {
		return false
	}
	if _, ok := lexicon.GivenNames().Get(f.words[l.first]); ok {
		return false
	}
	w, ok := lexicon.NameWords().Get(f.words[l.first])
	return !ok || w.Kind != ontology.Agency
}

// knownBody reports whether the span is a listed agency or organisation as it
// stands.
func (f *finder) knownBody(sp span) bool {
	words := f.words[sp.first:sp.last]
	if _, n := lexicon.Agencies().Longest(words); n == len(words) {
		return true
	}
	_, n := lexicon.Organizations().Longest(words)
	return n == len(words)
}

// opensOf reports whether the name l may go on after "of" or "for".
func (f *finder) opensOf(l, r span, preposition string) bool {
	// The head of the name is its last word before a small word.
	head := l.last - 1
	for i := l.first; i < l.last; i++ {
		if f.shape[i] == isLower && i > l.first {
			head = i - 1
			break
		}
	}
	if f.words[l.last-1] == "District" {
		return l.last-l.first > 2 && preposition == "of" && f.agencyWord(l)
	}
	w, ok := lexicon.NameWords().Get(f.words[head])
	if !ok || w.First {
		return f.lower[l.last-1] == "isle" || f.lower[l.last-1] == "office"
	}
	if l.last-1 != head && !f.agencyWord(span{first: l.last - 1, last: l.last}) {
		// "Department of Justice" does not go on with "of Germany", but "Unit for
		// the Protection" does with "of Privacy".
		return preposition == "for" || preposition == "of" && f.lower[head+1] == "for" && !f.isPlace(r)
	}
	switch w.Kind {
	case ontology.Agency, ontology.Organization:
		return !w.Last || preposition != "for"
	}
	return false
}

// agencyWord reports whether a word of the span is one of agencies' names.
func (f *finder) agencyWord(sp span) bool {
	for i := sp.first; i < sp.last; i++ {
		if w, ok := lexicon.NameWords().Get(f.words[i]); ok && w.Kind == ontology.Agency {
			return true
		}
	}
	return false
}

// joinsAnd reports whether "l and r" is one agency's name.
func (f *finder) joinsAnd(l, r span) bool {
	if acronym := f.bracket(r.last); acronym != "" {
		if naming.Acronym(acronym, f.form(r.first, r.last)) {
			return false
		}
		// "U.S. Immigration and Customs Enforcement (ICE)" leaves the country out.
		return naming.Acronym(acronym, f.form(l.first, r.last)) || l.last-l.first > 1 && naming.Acronym(acronym, f.form(l.first+1, r.last))
	}
	both := span{first: l.first, last: r.last}
	if f.knownBody(both) || f.knownBody(span{first: l.first + 1, last: r.last}) {
		return true
	}
	if f.knownBody(l) || f.knownBody(r) || f.isPlace(l) || f.isPlace(r) {
		return false
	}
	if f.pair(l, r) || f.unitOf(l, r) {
		return true
	}
	if f.agencyWord(l) || l.last-l.first > 4 {
		return false
	}
	w, ok := lexicon.NameWords().Get(f.words[r.last-1])
	if _, isGiven := lexicon.GivenNames().Get(f.words[l.first]); isGiven {
		return false
	}
	return ok && w.Kind == ontology.Agency && r.last-r.first > 1 && f.shape[l.last-1] == isCapital
}

// unitOf reports whether a noun for a unit stands behind "the l and r".
func (f *finder) unitOf(l, r span) bool {
	if r.last >= len(f.words) || l.first == 0 || f.lower[l.first-1] != "the" {
		return false
	}
	switch f.lower[r.last] {
	case "unit", "division", "section", "department", "squad", "directorate", "branch":
		return true
	}
	return false
}

// pair reports whether r ends the second half of what an agency is for: "Ministry
// of Justice" and "Security".
func (f *finder) pair(l, r span) bool {
	if !f.agencyWord(l) || r.last-r.first > 2 || f.agencyWord(r) {
		return false
	}
	for i := r.first; i < r.last; i++ {
		if f.shape[i] != isCapital {
			return false
		}
	}
	if _, given := lexicon.GivenNames().Get(f.words[r.first]); given {
		return false
	}
	for i := l.first + 1; i < l.last-1; i++ {
		if f.lower[i] == "of" || f.lower[i] == "for" || f.lower[i] == "on" {
			return l.last-i <= 5
		}
	}
	return false
}

// joinsPossessive reports whether "l's r" is one name: "U.S. Attorney's Office".
func (f *finder) joinsPossessive(l, r span) bool {
	_, title := lexicon.Titles().Get(f.words[l.last-1])
	last := f.lower[l.last-1]
	if !title && last != "prosecutors" && last != "attorneys" && last != "chiefs" && last != "marshals" {
		return false
	}
	w, ok := lexicon.NameWords().Get(f.words[r.first])
	return ok && (w.Kind == ontology.Agency || w.Kind == ontology.Organization)
}

func (f *finder) isPlace(sp span) bool {
	words := f.words[sp.first:sp.last]
	if _, n := lexicon.Places().Longest(words); n == len(words) {
		return true
	}
	_, n := lexicon.Demonyms().Longest(words)
	return n == len(words)
}

// bracket returns the acronym that stands in brackets at token i, or "".
func (f *finder) bracket(i int) string {
	if i+2 >= len(f.words) || f.words[i] != "(" {
		return ""
	}
	last := i + 1
	for last < len(f.words) && last < i+5 && f.words[last] != ")" {
		last++
	}
	if last >= len(f.words) || f.words[last] != ")" || last == i+1 || !f.capital(i+1) {
		return ""
	}
	return f.form(i+1, last)
}
