package relation

import (
	"strings"

	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// isSomeone reports whether token i is a noun for a person, folk for one that speaks for
// no body.
func (r *reader) isSomeone(i int, folk bool) bool {
	up := r.tree.token(i).UPOS
	if up == text.VERB {
		return false
	}
	lemma := r.tree.Lemma(i)
	n, ok := lexicon.PersonNouns().Get(lemma)
	if !ok {
		return up == text.NOUN && isTrade(lemma)
	}
	return !folk || !n.Post || r.private(i)
}

// isTrade reports whether a noun ends as those for who has a trade: barman, locksmith,
// taxidermist.
func isTrade(lemma string) bool {
	for _, end := range [...]string{"man", "woman", "smith", "keeper", "logist", "tist", "mist", "rist", "pist", "nist", "grapher", "wright"} {
		if len(lemma) > len(end)+2 && strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// private reports whether noun i for a profession says nothing of a body: a dentist has a
// practice, an inspector serves somebody.
func (r *reader) private(i int) bool {
	lemma := r.tree.Lemma(i)
	n, ok := lexicon.AgencyNouns().Get(lemma)
	return !(ok && n.People) && !r.lists.is("public", lemma)
}

// severalBefore reports whether the words before mention m speak of several people:
// "two brothers from Leeds, X and Y".
func (r *reader) severalBefore(m int) bool {
	first := r.doc.Mentions[m].First
	for i := max(r.tree.sentence(first).First, first-closeBy); i < first; i++ {
		n, ok := lexicon.PersonNouns().Get(r.lower[i])
		d, from := lexicon.Demonyms().Get(r.tree.form(i))
		switch {
		case ok && n.Plural, from && d.People && r.plural(i), r.lower[i] == "couple", r.lower[i] == "pair", r.lower[i] == "duo":
			return true
		}
	}
	return false
}

// namesPeople reports whether mention m of a country is a word for several of its people.
func (r *reader) namesPeople(m int) bool {
	last := r.doc.Mentions[m].Last
	if last < r.tree.sentence(last-1).Last {
		switch r.lower[last] {
		case "nationals", "citizens", "men", "women":
			return true
		}
	}
	return r.plural(last - 1)
}
