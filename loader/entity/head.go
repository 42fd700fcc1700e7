package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// castHead votes for what the head noun of the tokens [from, to) says.
func (w *witness) castHead(h lexicon.HeadNoun, from, to int, why string, b *ballot) {
	noun := strings.Join(w.lower[from:to], " ")
	if h.Kind == ontology.Marketplace && w.topic.abuse {
		h.Kind = ontology.Service
	}
	last := w.lower[to-1]
	p, person := lexicon.PersonNouns().Get(noun)
	switch {
	case person && !p.Plural && h.Strength == lexicon.Vague: // an operator may be a company
		b.cast(ontology.Person, 2.5, why+noun)
		b.cast(h.Kind, 2, why+noun)
	case h.Strength == lexicon.Crime:
		b.cast(h.Kind, 6, why+noun)
	case h.Strength == lexicon.Plain:
		b.cast(h.Kind, 4.5, why+noun)
	case online(h.Kind):
		weight := 3.5
		if last == "service" || last == "services" || last == "exchange" || last == "exchanges" || last == "network" {
			b.cast(ontology.Service, 1.6, why+noun)
		}
		if k := w.flavour(from, to); k != 0 {
			b.cast(k, 1.5, "what the "+noun+" is for")
		}
		b.cast(site, weight, why+noun)
	default:
		b.cast(h.Kind, 2.5, why+noun)
	}
}

// flavour returns what the words around the noun of tokens [from, to) say that it is for:
// a market where they speak of goods and a trade ("the site, on which heroin was sold"), a
// service where they speak of what is done for its customers ("a tool for laundering"),
// and 0 where they say nothing, or both.
func (w *witness) flavour(from, to int) ontology.NodeKind {
	first, end := w.bounds(from)
	services, markets := 0, 0
	for i := max(first, from-9); i < from-1; i++ {
		if c, n := lexicon.Commodities().Longest(w.lower[i:min(i+4, from)]); n > 0 && c.Name != "fraud services" && c.Name != "malware" {
			markets++ // "sold hacked accounts in a group called X"
			break
		}
	}
	for i := from - 1; i >= max(first, from-5); i-- {
		if t := w.tag(i); t != text.NOUN && t != text.ADJ && t != text.PROPN && !w.hyphen(i) {
			break
		}
		w.tastes(i, end, &services, &markets)
	}
	for i := to; i < min(end, to+14); i++ {
		switch w.lower[i] {
		case ".", ";", ":", "after", "when", "before", "until":
			i = end
			continue
		}
		w.tastes(i, end, &services, &markets)
	}
	switch {
	case services > markets:
		return ontology.Service
	case markets > services:
		return ontology.Marketplace
	}
	return 0
}

// tastes counts what token i says for a service or for a market.
func (w *witness) tastes(i, end int, services, markets *int) {
	if c, n := lexicon.Commodities().Longest(w.lower[i:min(i+4, end)]); n > 0 {
		switch c.Name {
		case "fraud services", "child sexual abuse material":
			*services++
		case "malware", "hacking tools":
		default:
			*markets++
		}
		return
	}
	if _, t, ok := w.topical(i); ok && t.Service {
		*services++
	} else if ok && t.Market {
		*markets++
	}
	switch w.doc.Tokens[i].Lemma {
	case "launder", "encrypt", "hide", "infect", "rent", "anonymise", "anonymize", "mix", "intercept", "spoof", "attack", "host", "message":
		*services++
	}
}
