package entity

import (
	"regexp"

	"onymous/graph/ontology"
)

// unnamed votes against what is written like a name and is no node: streets, laws, reports.
func (w *witness) unnamed(sp span, b *ballot) {
	if thoroughfare.MatchString(w.words[sp.last-1]) {
		for _, k := range [...]ontology.NodeKind{site, ontology.Person, ontology.Place, ontology.Organization} {
			b.cast(k, -4, "a street")
		}
	}
	if last := w.words[sp.last-1]; sp.last-sp.first > 1 && (last == "Street" || last == "Avenue" || last == "Boulevard" || last == "Highway" || last == "Lane") {
		b.cast(ontology.Person, -4, "a street")
		b.cast(ontology.Organization, -4, "a street")
	}
	if sp.last-sp.first > 1 && paper(w.words[sp.last-1]) {
		for _, k := range [...]ontology.NodeKind{site, ontology.Person, ontology.Place, ontology.Marketplace, ontology.Service} {
			b.cast(k, -4, "a paper or an event")
		}
	}
}

// thoroughfare is the name of a street in German, Dutch or a language of the North.
var thoroughfare = regexp.MustCompile(`(?i)^\p{Lu}.{2,}(?:straat|strasse|straße|laan|gracht|plein|gatan|gade|gata|veien|vägen|allee|damm|ufer|steenweg)$`)

// paper reports whether a word ends the names of papers and events, which are no nodes.
func paper(word string) bool {
	switch word {
	case "Act", "Award", "Awards", "Bill", "Charter", "Code", "Convention", "Cup", "Directive", "Festival", "Guidelines", "Index", "Law", "Order", "Policy", "Prize", "Procedure", "Procedures", "Regulation", "Regulations", "Report", "Review", "Rules", "Strategy", "Summit", "Survey", "Treaty", "Week", "Year":
		return true
	}
	return false
}
