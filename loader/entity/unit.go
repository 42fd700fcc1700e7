package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// branch reports whether a span is an agency's short name with the place of one of its
// branches: "FBI Cleveland".
func (a *article) branch(sp span) bool {
	if sp.last-sp.first < 2 || a.shape[sp.first] != isUpper {
		return false
	}
	if b, n := lexicon.Agencies().Longest(a.words[sp.first:sp.last]); n != 1 || b.Weak {
		return false
	}
	p, n := lexicon.Places().Longest(a.words[sp.first+1 : sp.last])
	return n == sp.last-sp.first-1 && p.Type != lexicon.Country
}

// unit enters a division that a possessive says is an agency's; the possessive
// is token i.
func (f *finder) unit(i, first, last int) {
	if i == first {
		return
	}
	if f.lower[i-1] != "police" && !f.capital(i-1) {
		return
	}
	b, n := lexicon.Agencies().Longest(f.words[i-1 : i])
	_, word := lexicon.NameWords().Get(f.words[i-1])
	if f.lower[i-1] != "police" && (n == 0 || b.Weak) && !(word && f.agencyWord(span{first: i - 1, last: i})) && (f.shape[i-1] != isUpper || len(f.words[i-1]) < 3) {
		return
	}
	if at := f.unitBehind(i+1, last); at > 0 {
		f.spans = append(f.spans, span{first: i + 1, last: at, kind: ontology.Agency})
	}
}

// plainUnit enters a division in lower case that its work tells from others and that the
// words behind it say is an agency's: "the cybercrime bureau of the National Police"; "the"
// is token i.
func (f *finder) plainUnit(i, last int) {
	at := f.unitBehind(i+1, last)
	if at == 0 || at+2 >= last || f.capital(i+1) {
		return
	}
	switch f.lower[at] {
	case "of", "at", "in":
	default:
		return
	}
	next := at + 1
	if f.lower[next] == "the" {
		next++
	}
	if _, n := lexicon.Agencies().Longest(f.words[next:min(next+8, last)]); n > 0 || f.capital(next) && f.endsBody(span{first: next, last: f.extend(next, next+1, last)}, last) {
		f.spans = append(f.spans, span{first: i + 1, last: at, kind: ontology.Agency})
	}
}

// unitBehind returns the end of the words for a division that begin at token i, if they
// tell it from others, or 0.
func (f *finder) unitBehind(i, last int) int {
	for at := i + 1; at < min(i+5, last); at++ {
		switch f.lower[at] {
		case "division", "unit", "section", "department", "centre", "center", "branch", "team", "bureau", "squad", "taskforce", "wing", "cell", "group", "directorate", "office":
			if f.tells(i, at) {
				return at + 1
			}
			return 0
		}
		if f.tag(at) != text.NOUN && f.tag(at) != text.PROPN && f.tag(at) != text.ADJ && !f.hyphen(at) {
			return 0
		}
	}
	return 0
}

// field enters a branch of an agency that its seat tells from others: "the Detroit field
// office"; its last word is token i.
func (f *finder) field(i, first int) {
	switch f.lower[i-1] {
	case "field", "zonal", "regional", "branch", "resident":
	default:
		return
	}
	from := i - 1
	for from > first && f.capital(from-1) && !f.stopped(from-1) {
		from--
	}
	if from < i-1 {
		f.spans = append(f.spans, span{first: from, last: i + 1, kind: ontology.Agency})
	}
}

// local enters the office of an agency in a city, "the FBI Anchorage office"; its last word is
// token i.
func (f *finder) local(i, first int) {
	for from := i - 2; from >= max(first, i-4); from-- {
		if f.shape[from] == isUpper && f.branch(span{first: from, last: i}) {
			f.spans = append(f.spans, span{first: from, last: i + 1, kind: ontology.Agency})
			return
		}
	}
}

// tells reports whether the words [from, to) say which unit it is.
func (f *finder) tells(from, to int) bool {
	for i := from; i < to; i++ {
		if f.capital(i) || strings.HasPrefix(f.lower[i], "cybercrime") {
			return true
		}
		switch f.lower[i] {
		case "cyber", "crime", "fraud", "narcotics", "ballistics", "forensics", "anti-drug", "anti-narcotics", "anti-corruption", "anti-fraud":
			return true
		}
	}
	return false
}
