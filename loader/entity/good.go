package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A good is a phrase in the article's running text that names a commodity, or
// a technology in lower case ("bitcoins").
type good struct {
	first, last int
	kind        ontology.NodeKind
	name        string
}

// goods finds commodities and technologies that the spans do not cover.
func goods(a *article, spans []span) []good {
	var out []good
	next := 0
	for i := 0; i < len(a.words); {
		for next < len(spans) && spans[next].last <= i {
			next++
		}
		if next < len(spans) && spans[next].first <= i {
			i = spans[next].last
			continue
		}
		s := &a.doc.Sentences[a.sentence[i]]
		if s.Kind == text.Boiler {
			i = s.Last
			continue
		}
		end := min(i+8, s.Last)
		if next < len(spans) {
			end = min(end, spans[next].first)
		}
		g, ok := a.good(i, end)
		if !ok {
			g, ok = a.tainted(i, s.Last)
		}
		if !ok {
			i++
			continue
		}
		out = append(out, g)
		i = g.last
	}
	return out
}

func (a *article) good(i, end int) (good, bool) {
	if t, n := lexicon.Technologies().Longest(a.words[i:end]); n > 0 {
		return good{i, i + n, ontology.Technology, t.Name}, true
	}
	c, n := lexicon.Commodities().Longest(a.lower[i:end])
	if n == 0 {
		return good{}, false
	}
	if n == 1 && (a.tag(i) == text.VERB && !strings.HasSuffix(a.lower[i], "s")) {
		return good{}, false
	}
	if c.Weak && !a.trade(i) || c.Name == "weapons" && a.found(i) && !a.trade(i) {
		return good{}, false
	}
	return good{i, i + n, ontology.Commodity, c.Name}, true
}

// tainted reads a noun that a word at token i makes a commodity of, over what may stand
// between: "forged Ontario driver's licences", "stolen Netflix log-ins".
func (a *article) tainted(i, end int) (good, bool) {
	for at := i + 1; at < min(i+7, end); at++ {
		if at+1 == end || a.tag(at+1) != text.NOUN && !a.hyphen(at+1) {
			if name := lexicon.Taint(a.lower[i : at+1]); name != "" {
				return good{i, at + 1, ontology.Commodity, name}, true
			}
		}
		switch a.tag(at) {
		case text.ADP, text.CCONJ, text.PUNCT, text.AUX, text.DET, text.PRON:
			if !a.hyphen(at) {
				return good{}, false
			}
		}
	}
	return good{}, false
}

// found reports whether the sentence of token i says that things were found or seized.
func (a *article) found(i int) bool {
	first, last := a.bounds(i)
	for j := max(first, i-40); j < min(last, i+40); j++ {
		switch a.doc.Tokens[j].Lemma {
		case "seize", "recover", "confiscate", "find", "uncover":
			return a.tag(j) == text.VERB
		}
	}
	return false
}

// trade reports whether the sentence of token i is about a trade and not about
// charges.
func (a *article) trade(i int) bool {
	first, last := a.bounds(i)
	trade, charge := false, false
	for j := first; j < last; j++ {
		switch a.doc.Tokens[j].Lemma {
		case "sell", "trade", "offer", "buy", "advertise", "deal", "listing", "vendor", "seller", "sale", "advertisement", "purchase", "marketplace", "available", "specialise", "specialize", "peddle":
			trade = true
		case "charge", "convict", "indict", "sentence", "count", "guilty", "accuse", "conspiracy", "plead":
			charge = true
		}
	}
	return trade && !charge
}
