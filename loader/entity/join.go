package entity

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

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
	if f.always(l, r) || f.ownTongue(l, between) {
		return true
	}
	for i := max(l.first, l.last-4); i < l.last; i++ {
		if _, n := lexicon.Titles().Longest(f.words[i:r.last]); n > r.first-i {
			return true // "Commissioner of Police Jane Doe"
		}
	}
	if between[0] == "of" && (f.ofAnother(l, r, len(between) == 2) || f.named(l)) {
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
	case "in":
		return len(between) == 1 && f.words[l.last-1] == "Office" && f.prosecutes(l) && f.isPlace(r)
	case "at":
		return f.lower[l.first] == "university"
	case "and", "&":
		return len(between) == 1 && f.joinsAnd(l, r)
	case "'s", "'":
		return len(between) == 1 && (f.joinsPossessive(l, r) || f.shopOf(l, r))
	}
	return false
}

// ownTongue reports whether l is the beginning of a body's name in its own language, with
// small words of it behind: "Delegacia de Repressão" "a" "Crimes".
func (f *finder) ownTongue(l span, between []string) bool {
	if w, ok := lexicon.NameWords().Get(f.words[l.first]); !ok || !w.Foreign {
		return false
	}
	for _, word := range between {
		switch word {
		case "a", "al", "contra", "contre", "contro", "d", "da", "de", "dei", "del", "della", "delle", "des", "di", "do", "dos", "das", "du", "e", "el", "en", "et", "für", "i", "il", "la", "le", "na", "per", "para", "pour", "und", "van", "voor", "w", "y", "zur", "à":
		default:
			return false
		}
	}
	return true
}

// titular returns the end of the name of tokens [i, last) that somebody introduces as
// one: over small words, and whatever its words mean elsewhere ("called Welcome to
// Video").
func (f *finder) titular(i, last int, sent text.Sentence) int {
	if lexicon.LeadBefore(f.lower[max(sent.First, i-5):i], false) == 0 {
		return last
	}
	for last+1 < sent.Last && f.capital(last+1) && !f.calendar(last+1) && !f.isPlace(span{first: last + 1, last: last + 2}) {
		switch f.lower[last] {
		case "to", "of", "the", "for":
			last = f.extend(i, last+2, sent.Last)
			continue
		}
		break
	}
	return last
}

// shopOf reports whether "l's r" is what a market or a shop is called, by what is
// said behind it or by its last word: "Brian's Club, the shop that …".
func (f *finder) shopOf(l, r span) bool {
	if l.last-l.first != 1 || r.last-r.first != 1 || f.shape[l.first] != isCapital || f.shape[r.first] != isCapital || f.isPlace(r) || f.knownBody(l) || f.knownBody(r) || f.agencyWord(l) {
		return false
	}
	if w, ok := lexicon.NameWords().Get(f.words[r.first]); ok && w.Kind == ontology.Marketplace && !f.isPlace(l) {
		return true
	}
	_, end := f.bounds(r.first)
	at := r.last
	if f.word(l.first-1, l.first) == "on" && !f.isPlace(l) && f.once(l) && f.once(r) && f.tag(r.first) != text.VERB {
		return true // "sold on Joker's Nest"
	}
	if at < end && f.tag(at) == text.VERB && !f.isPlace(l) && f.once(r) {
		if c, ok := cues()["does "+f.doc.Tokens[at].Lemma]; ok && c.kinds[0] == site {
			return true // "since Joker's Stash closed its doors"
		}
	}
	if f.word(l.first-1, l.first) == "the" && f.word(l.first-2, l.first) == "," && f.once(l) && f.once(r) {
		first, _ := f.bounds(l.first)
		for i := max(first, l.first-7); i < l.first-2; i++ {
			if f.introduces(i) {
				return true // "a shop of her own, the Joker's Nest"
			}
		}
	}
	if at+1 >= end || f.words[at] != "," || f.lower[at+1] != "the" && f.lower[at+1] != "a" && f.lower[at+1] != "an" {
		return false
	}
	for i := at + 2; i < min(at+6, end) && (f.nominal(i) || f.tag(i) == text.ADJ); i++ {
		if h, ok := lexicon.HeadNouns().Get(f.lower[i]); ok && online(h.Kind) && !h.Plural {
			return true
		}
	}
	return false
}

// always reports whether l and r stand together with the same small word between
// them again and again, and never apart, or are introduced so: "Welcome to Video",
// "Joker's Stash", "a site called Road to Nowhere".
func (f *finder) always(l, r span) bool {
	switch f.lower[l.last] {
	case "'s", "to", "of", "for", "on", "in", "the", "with":
	default:
		return false
	}
	if l.last-l.first > 2 || r.last-r.first > 2 || f.isPlace(l) || f.isPlace(r) || f.knownBody(l) || f.knownBody(r) || f.agencyWord(l) || f.agencyWord(r) {
		return false
	}
	first, _ := f.bounds(l.first)
	if p := f.lower[l.last]; p == "to" || p == "of" || p == "the" {
		if lexicon.LeadBefore(f.lower[max(first, l.first-5):l.first], false) > 0 {
			return true
		}
	}
	left, right, together := f.words[l.last-1], f.words[r.first], 0
	for i := 0; i+r.first-l.last < len(f.words); i++ {
		if f.words[i] == left && slices.Equal(f.words[i:i+r.first-l.last+2], f.words[l.last-1:r.first+1]) {
			together++
		}
	}
	return together >= 2 && f.times(left) == together && f.times(right) == together
}

// once reports whether the article has the word r nowhere else with a capital.
func (f *finder) once(r span) bool { return f.times(f.words[r.first]) == 1 }

// times returns how often the article has a word with a capital.
func (f *finder) times(word string) int {
	if f.counts == nil {
		f.counts = map[string]int{}
		for i, w := range f.words {
			if f.capital(i) {
				f.counts[w]++
			}
		}
	}
	return f.counts[word]
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

// ofAnother reports whether what follows "of" behind l is another body, or a country,
// and no part of l's name: "the Cyber Crime Division of the Norwegian Police Service",
// "the Cyber Directorate of the Moldovan police".
func (f *finder) ofAnother(l, r span, the bool) bool {
	if the && f.bodyBehind(r) {
		return true
	}
	_, end := f.bounds(r.first)
	if _, n := lexicon.Agencies().Longest(f.words[r.first:min(end, r.first+8)]); the && n > 2 {
		return true
	}
	if _, n := lexicon.Demonyms().Longest(f.words[r.first:r.last]); n == r.last-r.first && r.last < end && f.shape[r.last] == isLower && f.nominal(r.last) {
		return true
	}
	if the && r.last < end && f.isPlace(r) && (f.lower[r.last] == "police" || f.lower[r.last] == "prosecutor" || f.lower[r.last] == "court") {
		return true // "the Cybercrime Team of the Rotterdam police"
	}
	if the && l.last-l.first > 1 && f.words[l.last-1] == "Department" && f.endsBody(r, end) && f.words[r.last-1] == "Police" {
		return true
	}
	if r.last+1 < end && f.lower[r.last] == "'s" && f.capital(r.last+1) && f.isPlace(r) {
		return true // "the Criminal Police of Estonia's Police Board"
	}
	return the && f.unitWord(l.last-1) && (f.endsBody(r, end) || f.knownBody(r))
}

// named reports whether a span is somebody's name though it ends in a word of bodies'
// names: "Carl Force of the …".
func (f *finder) named(sp span) bool {
	_, ok := lexicon.GivenNames().Get(f.words[sp.first])
	return ok && sp.last-sp.first == 2 && f.words[sp.last-1] == "Force"
}

// prosecutes reports whether a word of the span is one for prosecutors.
func (f *finder) prosecutes(sp span) bool {
	for i := sp.first; i < sp.last; i++ {
		if strings.HasPrefix(f.lower[i], "prosecut") {
			return true
		}
	}
	return false
}

// unitWord reports whether token i is a word for a part of a body.
func (f *finder) unitWord(i int) bool {
	switch f.lower[i] {
	case "bureau", "wing", "centre", "center", "unit", "division", "team", "command", "section", "branch", "squad", "cell", "brigade", "group", "desk":
		return true
	}
	return false
}

// endsBody reports whether the name that begins with r ends as agencies' do, over "and"
// and possessives: "Economic and Financial Crimes Commission".
func (f *finder) endsBody(r span, end int) bool {
	last := r.last
	for last+1 < end && f.capital(last+1) && !(last-r.first > 1 && f.agencyWord(span{first: last - 1, last: last})) && (f.lower[last] == "and" || f.lower[last] == "'s" || f.lower[last] == "'") {
		last = f.extend(last+1, last+2, end)
	}
	return last-r.first > 1 && f.agencyWord(span{first: last - 1, last: last})
}

// bodyBehind reports whether a listed body begins with the span, behind the country
// whose it is.
func (f *finder) bodyBehind(sp span) bool {
	_, n := lexicon.Demonyms().Longest(f.words[sp.first:sp.last])
	if n == 0 || n == sp.last-sp.first {
		return false
	}
	_, end := f.bounds(sp.first)
	_, m := lexicon.Agencies().Longest(f.words[sp.first+n : min(end, sp.first+n+8)])
	return m > 0 && sp.first+n+m >= sp.last
}

// opensOf reports whether the name l may go on after "of" or "for".
func (f *finder) opensOf(l, r span, preposition string) bool {
	// The head of the name is its last word before a small word.
	head := l.last - 1
	for i := l.first; i < l.last; i++ {
		if f.shape[i] == isLower && i > l.first && f.lower[i] != "'s" {
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
	case ontology.Organization:
		if preposition == "of" && f.isPlace(r) && l.last-l.first > 1 && w.Kind == ontology.Organization && f.sufficient(l) {
			return false // "Caixa Bank of Spain"
		}
		return !w.Last || preposition != "for"
	case ontology.Agency:
		return !w.Last || preposition != "for"
	}
	return false
}

// sufficient reports whether the name of a bank or an institute tells it from others without
// its country, unlike "National Bank".
func (f *finder) sufficient(l span) bool {
	switch f.words[l.last-1] {
	case "Bank", "Institute":
	default:
		return false
	}
	switch f.words[l.first] {
	case "National", "Central", "Royal", "Federal", "State", "Commercial", "People's", "Reserve", "Development", "International", "European", "Investment", "Industrial", "Export":
		return false
	}
	return true
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

func (a *article) isPlace(sp span) bool {
	words := a.words[sp.first:sp.last]
	if _, n := lexicon.Places().Longest(words); n == len(words) {
		return true
	}
	_, n := lexicon.Demonyms().Longest(words)
	return n == len(words)
}
