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
	covered, homes := make([]bool, len(a.words)), map[int]int{}
	for _, sp := range spans {
		for i := sp.first; i < sp.last; i++ {
			covered[i] = true
		}
	}
	for k := range a.doc.Mentions {
		if m := &a.doc.Mentions[k]; m.Kind == ontology.Place {
			homes[m.First] = m.Last - m.First
		}
	}
	var out []text.Mention
	for i := range a.words {
		if a.doc.Sentences[a.sentence[i]].Kind == text.Boiler {
			continue
		}
		if kind, ok := pronoun(a.lower[i]); ok && !covered[i] && a.shape[i] != isUpper {
			out = append(out, mention(a, i, i+1, text.Pronoun, kind, ""))
		}
		if first, last, kind, ok := a.described(i, covered, homes); ok {
			out = append(out, mention(a, first, last, text.Nominal, kind, ""))
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

// An opening is the word before a description, and what may follow it.
type opening struct {
	brings bool // "a joint operation", "a Leeds man": operations and people
	owned  bool // "its founder": people; the description begins behind it
}

// openingOf reads the word before a description.
func openingOf(word string) (o opening, ok bool) {
	switch word {
	case "the", "this", "that", "these", "those":
		return opening{}, true
	case "a", "an":
		return opening{brings: true}, true
	case "its", "his", "her", "their", "'s":
		return opening{owned: true}, true
	}
	return opening{}, false
}

// may reports whether a description may be of a kind. At home says that a place before its
// noun fits people alone.
func (o opening) may(kind ontology.NodeKind, atHome bool) bool {
	switch kind {
	case ontology.Person:
		return true
	case ontology.Operation:
		return !o.owned && !atHome
	}
	return !o.brings && !o.owned && !atHome
}

// described reads a description that begins at token i, and returns where it begins, its
// end and kind.
func (a *article) described(i int, covered []bool, homes map[int]int) (first, last int, kind ontology.NodeKind, ok bool) {
	_, end := a.bounds(i)
	if last, ok := a.oneOf(i, end); ok {
		return i, last, ontology.Person, true
	}
	o, ok := openingOf(a.lower[i])
	if !ok {
		return 0, 0, 0, false
	}
	if first = i; o.owned {
		first++
	}
	atHome := false
	for at := i + 1; at < min(i+6, end); at++ {
		if n := a.homeAt(at, end, homes); n > 0 {
			if at, atHome = at+n-1, true; o.owned {
				first = at + 1
			}
			continue
		}
		if covered[at] {
			break
		}
		if n := a.aged(at, end); n > 0 {
			return first, a.behindAge(at+n, end, covered, homes), ontology.Person, true
		}
		if last, kind, ok := a.headNoun(at, end); ok {
			switch {
			case last == end || !covered[last] && !a.nominal(last):
			case covered[last]:
				return 0, 0, 0, false
			case kind != ontology.Person && a.tag(last) == text.NOUN || kind == ontology.Person && o != (opening{}):
				continue // "the site administrator", "a criminal complaint": the head comes later
			}
			return first, last, kind, o.may(kind, atHome)
		}
		switch a.tag(at) {
		case text.ADJ, text.NOUN, text.NUM, text.PROPN, text.ADV, text.VERB:
		default:
			if !a.hyphen(at) && !a.quote(at) {
				return 0, 0, 0, false
			}
		}
	}
	// "the Canadian", "a Pole", with nothing that it describes.
	if at := i + 1; at < end && !o.owned && covered[at] && a.compatriot(at, end) && (at+1 >= end || !covered[at+1]) {
		return first, at + 1, ontology.Person, true
	}
	return 0, 0, 0, false
}

// oneOf returns the end of "one of the developers" at token i.
func (a *article) oneOf(i, end int) (last int, ok bool) {
	if i+3 >= end || a.lower[i] != "one" || a.lower[i+1] != "of" || a.tag(i+2) != text.DET && a.tag(i+2) != text.PRON {
		return 0, false
	}
	for at := i + 3; at < min(i+7, end); at++ {
		if p, n := lexicon.PersonNouns().Longest(a.lower[at:min(at+4, end)]); n > 0 {
			return at + n, p.Plural
		}
		if a.tag(at) != text.ADJ && a.tag(at) != text.NOUN && a.tag(at) != text.NUM {
			break
		}
	}
	return 0, false
}

// compatriot reports whether token i is a word for somebody of a country and describes
// nothing else.
func (a *article) compatriot(i, end int) bool {
	d, n := lexicon.Demonyms().Longest(a.words[i:end])
	return n == 1 && d.People && (i+1 >= end || !a.nominal(i+1) && a.tag(i+1) != text.ADJ && !a.hyphen(i+1))
}

// homeAt returns the length of a place or a demonym at token i before the noun that it
// belongs to: "a Leeds man", "the Dutch dealer".
func (a *article) homeAt(i, end int, homes map[int]int) int {
	n := homes[i]
	if n == 0 || i+n >= end || !a.nominal(i+n) && a.tag(i+n) != text.ADJ && !a.hyphen(i+n) {
		return 0
	}
	return n
}

// behindAge returns the end of the nouns that follow the age of somebody: "the
// 71-year-old bingo fanatic", "a 30-year-old Polish national".
func (a *article) behindAge(i, end int, covered []bool, homes map[int]int) int {
	last := i
	for at := i; at < min(i+4, end); at++ {
		if n := a.homeAt(at, end, homes); n > 0 {
			at += n - 1
			continue
		}
		switch {
		case covered[at] && at == i && a.compatriot(at, end):
			return at + 1
		case covered[at]:
			return last
		case a.tag(at) == text.NOUN:
			last = at + 1
		case a.tag(at) != text.ADJ && a.tag(at) != text.PROPN:
			return last
		}
	}
	return last
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
