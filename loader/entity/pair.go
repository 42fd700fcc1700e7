package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
)

// joinsAnd reports whether "l and r" is one agency's name.
func (f *finder) joinsAnd(l, r span) bool {
	if acronym := f.bracket(r.last); acronym != "" {
		if naming.Acronym(acronym, f.form(r.first, r.last)) {
			return false
		}
		// "U.S. Immigration and Customs Enforcement (ICE)" leaves the country out.
		if naming.Acronym(acronym, f.form(l.first, r.last)) || l.last-l.first > 1 && naming.Acronym(acronym, f.form(l.first+1, r.last)) {
			return true
		}
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
	if last := f.words[r.last-1]; r.last-r.first > 1 && l.last-l.first < 4 && (last == "Law" || last == "Act" || last == "Code") {
		return true // "the Electronic Information and Transactions Law"
	}
	if f.agencyWord(l) || l.last-l.first > 4 {
		return false
	}
	w, ok := lexicon.NameWords().Get(f.words[r.last-1])
	if _, isGiven := lexicon.GivenNames().Get(f.words[l.first]); isGiven {
		return false
	}
	return ok && w.Kind == ontology.Agency && r.last-r.first > 1 && (f.shape[l.last-1] == isCapital || strings.Contains(f.words[l.last-1], "-"))
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
	if !title && last != "prosecutors" && last != "attorneys" && last != "chiefs" && last != "marshals" && last != "coroner" && last != "magistrates" && last != "queen" && last != "king" && last != "people" {
		return false
	}
	w, ok := lexicon.NameWords().Get(f.words[r.first])
	return ok && (w.Kind == ontology.Agency || w.Kind == ontology.Organization)
}
