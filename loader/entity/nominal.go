package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// nominals finds descriptions that may refer to something named elsewhere ("the
// site", "the agency", "the 26-year-old", "the raids"), and pronouns.
//
// A description has the kind that its noun says, or none where the noun fits
// several ("the network").
func nominals(a *article, spans []span) []text.Mention {
	covered := make([]bool, len(a.words))
	for _, sp := range spans {
		for i := sp.first; i < sp.last; i++ {
			covered[i] = true
		}
	}
	var out []text.Mention
	for i := range a.words {
		if a.doc.Sentences[a.sentence[i]].Kind == text.Boiler {
			continue
		}
		if kind, ok := pronoun(a.lower[i]); ok && !covered[i] && a.shape[i] != isUpper {
			out = append(out, mention(a, i, i+1, text.Pronoun, kind, ""))
			continue
		}
		if last, kind, ok := a.described(i, covered); ok {
			out = append(out, mention(a, i, last, text.Nominal, kind, ""))
		}
	}
	return out
}

// pronoun reports whether a word in lower case is a pronoun of the third person,
// and what it can stand for.
func pronoun(w string) (ontology.NodeKind, bool) {
	switch w {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		return ontology.Person, true
	case "it", "its", "itself", "they", "them", "their":
		return 0, true
	}
	return 0, false
}

// described reads a definite phrase that begins at token i and returns its end
// and kind.
func (a *article) described(i int, covered []bool) (last int, kind ontology.NodeKind, ok bool) {
	action := false
	switch a.lower[i] {
	case "the", "this", "that", "these", "those":
	case "a", "an":
		action = true // "a joint operation between …": the article tells of it first
	default:
		return 0, 0, false
	}
	_, end := a.bounds(i)
	for at := i + 1; at < min(i+6, end) && !covered[at]; at++ {
		if n := a.aged(at, end); n > 0 {
			return at + n, ontology.Person, !action
		}
		if last, kind, ok := a.headNoun(at, end); ok {
			if last < end && (covered[last] || a.nominal(last) && a.tag(last) == text.NOUN && kind != ontology.Person) {
				if !covered[last] {
					continue // "the site administrator": the head comes later
				}
				return 0, 0, false
			}
			return last, kind, !action || kind == ontology.Operation
		}
		switch a.tag(at) {
		case text.ADJ, text.NOUN, text.NUM, text.PROPN, text.ADV, text.VERB:
		default:
			if !a.hyphen(at) && !a.quote(at) {
				return 0, 0, false
			}
		}
	}
	// "the Canadian", with nothing that it describes.
	if at := i + 1; at < end && !action && covered[at] {
		if d, n := lexicon.Demonyms().Longest(a.words[at:end]); n == 1 && d.People && (at+1 >= end || !a.nominal(at+1) && a.tag(at+1) != text.ADJ && !covered[at+1] && !a.hyphen(at+1)) {
			return at + 1, ontology.Person, true
		}
	}
	return 0, 0, false
}

// aged returns the length of "26-year-old" at token i if nothing but it is said
// of the person.
func (a *article) aged(i, end int) int {
	if a.shape[i] != isNumber {
		return 0
	}
	at := i + 1
	for at < end && at < i+5 && (a.hyphen(at) || a.lower[at] == "year") {
		at++
	}
	if at >= end || a.lower[at] != "old" || at == i+1 {
		return 0
	}
	return at + 1 - i
}

// headNoun reads a noun that can refer, of one or more words, at token i.
func (a *article) headNoun(i, end int) (last int, kind ontology.NodeKind, ok bool) {
	words := a.lower[i:min(i+4, end)]
	if h, n := lexicon.HeadNouns().Longest(words); n > 0 && !h.Plural {
		kind = h.Kind
		if h.Strength == lexicon.Vague {
			kind = 0
		}
		return i + n, kind, true
	}
	if p, n := lexicon.PersonNouns().Longest(words); n > 0 && !p.Plural {
		return i + n, ontology.Person, true
	}
	if t, n := lexicon.Triggers().Longest(words); n > 0 && t.Noun && a.tag(i) == text.NOUN {
		return i + n, ontology.Operation, true
	}
	if t, ok := lexicon.Triggers().Get(a.doc.Tokens[i].Lemma); ok && t.Noun && a.tag(i) == text.NOUN {
		return i + 1, ontology.Operation, true
	}
	if g, n := lexicon.AgencyNouns().Longest(words); n > 0 && !g.People && !g.Plural {
		return i + n, ontology.Agency, true
	}
	return 0, 0, false
}
