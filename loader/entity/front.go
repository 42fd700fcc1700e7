package entity

import (
	"strings"

	"onymous/graph/ontology"
)

// ofFounder is why a company is a service.
const ofFounder = "a company that somebody in the story founded"

// fronts makes services of the companies that a story of crime is about: the one
// that somebody founded or calls his own, where no market or service is spoken of
// as often.
func (w *witness) fronts() {
	most := 1
	for _, it := range w.all {
		if online(it.kind) {
			most = max(most, len(it.spans))
		}
	}
	for _, it := range w.all {
		if it.kind != ontology.Organization || len(it.spans) <= most || !w.isFirm(it) {
			continue
		}
		for _, i := range it.spans {
			if w.founded(w.spans[i]) {
				it.kind, it.why = ontology.Service, ofFounder
				break
			}
		}
	}
}

// isFirm reports whether the article calls a name a company.
func (w *witness) isFirm(it *name) bool {
	for _, v := range it.ballot.votes {
		if v.kind == ontology.Organization && (strings.HasSuffix(v.why, " company") || strings.HasSuffix(v.why, " firm") || strings.HasSuffix(v.why, " supplier")) {
			return true
		}
	}
	return false
}

// founded reports whether the words close to a span say that somebody made the
// body his own: "his company, X", "X, the company he founded".
func (w *witness) founded(sp span) bool {
	first, end := w.bounds(sp.first)
	for i := max(first, sp.first-4); i < sp.first; i++ {
		switch w.lower[i] {
		case "incorporated", "founded", "created":
			return true
		case "his", "her", "their":
			if noun := w.word(i+1, i); noun == "company" || noun == "firm" || noun == "business" {
				return true
			}
		}
	}
	for i := sp.last; i+1 < min(sp.last+6, end); i++ {
		if w.lower[i+1] == "founded" && (w.lower[i] == "he" || w.lower[i] == "she" || w.lower[i] == "they") {
			return true
		}
	}
	return false
}
