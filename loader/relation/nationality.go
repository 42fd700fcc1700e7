package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// nationality makes the claims of a demonym at token i: "the Canadian Alexandre
// Cazes", "X, a Turk", "a Ukrainian, X", "its Portuguese founder, X". It says where
// someone is from, or, where it is made from a state or a city, where he lives.
func (r *reader) nationality(i int) {
	m := r.starts[i]
	if m < 0 || r.kind(int(m)) != ontology.Place || r.doc.Mentions[m].Last != i+1 {
		return
	}
	d, ok := lexicon.Demonyms().Get(strings.ReplaceAll(r.tree.form(i), "’", "'"))
	if !ok {
		return
	}
	if r.tree.token(i).Rel == "nmod:poss" {
		return // "at the Americans' request"
	}
	noun := i
	if !d.People || r.modifies(i) {
		if noun = r.personBehind(i); noun < 0 {
			return
		}
	}
	people := kindsOf(ontology.Person)
	var found []filler
	if m := r.mentionAt(noun, people); m >= 0 {
		found = append(found, filler{r.doc.Mentions[m].Entity, m, ""})
	} else {
		for _, a := range r.frame(noun, &nounTrigger) {
			if a.slot == holder {
				found = r.fillFrom(found, a.token, people, a.how, 0)
			}
		}
		if r.asVerb = false; len(found) == 0 && r.isFolk(noun) {
			found = r.nearby(found, noun, place{slot: holder}, people)
			if len(found) == 1 && r.doc.Mentions[found[0].mention].Form != text.Proper {
				found = found[:0] // "by a very polite German", he said
			}
		}
		if n := r.rowBehindComma(noun, r.groupAt(noun)); len(found) == 0 && n >= 0 {
			found = r.see(found, int(r.runs[n].members[0]), "who are named")
		}
	}
	if !r.plural(noun) && len(found) > 1 {
		found = r.nearestBefore(found, noun)
	}
	if r.plural(noun) && len(found) == 1 && found[0].mention >= 0 {
		found = r.wholeRow(found, found[0].mention, people, "")
	}
	edge, name := ontology.CitizenOf, "nationality"
	if d.Place.Type != lexicon.Country {
		edge, name = ontology.LivedIn, "residence"
	}
	place := filler{r.doc.Mentions[m].Entity, int(m), ""}
	for _, f := range found {
		if s := r.stance(noun); !s.denied && !s.unreal {
			r.claim(&rule{name: name, edge: edge}, nil, i, f, place, stance{})
		}
	}
}

// origin makes the claim of a town or a region at token i from which somebody comes who is
// named elsewhere: "A Texas man was jailed on Monday. X, 30, …", "an electrician from Leeds".
func (r *reader) origin(i int) {
	m := r.starts[i]
	if m < 0 || r.kind(int(m)) != ontology.Place || r.doc.Mentions[m].Form != text.Proper {
		return
	}
	place := filler{r.doc.Mentions[m].Entity, int(m), ""}
	noun := r.doc.Mentions[m].Last
	if s := r.tree.sentence(i); i > s.First+1 && (r.lower[i-1] == "from" || r.lower[i-1] == "of") {
		noun = i - 2
	} else if noun >= s.Last || r.isAdjective(place) {
		return
	}
	if n, ok := lexicon.PersonNouns().Get(r.tree.Lemma(noun)); !ok || n.Post && !r.indefinite(noun) || r.isCountry(place.entity) {
		return
	}
	people := kindsOf(ontology.Person)
	var found []filler
	if m := r.mentionAt(noun, people); m >= 0 && r.doc.Mentions[m].Form == text.Nominal {
		found = r.see(found, m, "")
	} else if m < 0 {
		found = r.together(found, noun, "")
	}
	if s := r.stance(noun); !s.denied && !s.unreal {
		for _, f := range found {
			r.claim(&rule{name: "origin", edge: ontology.LivedIn}, nil, i, f, place, stance{})
		}
	}
}

// nearestBefore returns the one of several people who is named closest before noun i:
// "X and Y, a Russian citizen". All of them stay where none is.
func (r *reader) nearestBefore(found []filler, i int) []filler {
	best := -1
	for k, f := range found {
		if f.mention < 0 || r.doc.Mentions[f.mention].First > i {
			return found
		}
		if best < 0 || r.doc.Mentions[f.mention].First > r.doc.Mentions[found[best].mention].First {
			best = k
		}
	}
	return found[best : best+1]
}

// isFolk reports whether token i is a noun for people or a word for those of a
// place.
func (r *reader) isFolk(i int) bool {
	if _, ok := lexicon.PersonNouns().Get(r.tree.Lemma(i)); ok {
		return true
	}
	d, ok := lexicon.Demonyms().Get(r.tree.form(i))
	return ok && d.People
}

// modifies reports whether token i stands before the noun or the name that it
// belongs to.
func (r *reader) modifies(i int) bool {
	last := r.tree.sentence(i).Last
	if i+1 >= last {
		return false
	}
	switch r.tree.token(i + 1).UPOS {
	case text.NOUN, text.PROPN, text.ADJ:
		return true
	}
	return false
}

// personBehind returns the noun for a person, or the name of one, that the
// adjective at token i stands before, or -1. A post is none: the Dutch prosecutor
// works for the Dutch, whoever he is.
func (r *reader) personBehind(i int) int {
	last := r.tree.sentence(i).Last
	for k := i + 1; k < last && k <= i+4; k++ {
		if m := r.starts[k]; m >= 0 {
			if r.kind(int(m)) == ontology.Person {
				return r.doc.Mentions[m].Head
			}
			if r.kind(int(m)) == ontology.Place && r.tree.form(k-1) == "-" && r.tree.form(k) != "American" {
				continue // "British-Israeli"; the Cuban-American is no Cuban
			}
			return -1
		}
		if n, ok := lexicon.PersonNouns().Get(r.tree.Lemma(k)); ok {
			if n.Post && !r.private(k) {
				return -1
			}
			return k
		}
		if r.tree.token(k).UPOS == text.NOUN && !r.agencyNoun(k) && !r.kindNoun(k) && r.heads[k] < 0 && (k+1 >= last || r.tree.token(k+1).UPOS != text.NOUN) {
			return k // "the American referee": who he is, an apposition has to say
		}
		switch r.tree.token(k).UPOS {
		case text.ADJ, text.NUM, text.NOUN, text.PROPN:
		case text.PUNCT:
			if r.tree.form(k) != "-" {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// nounTrigger stands for any noun.
var nounTrigger trigger

// based makes the claim of "the Redmond-based company" at the token "based".
func (r *reader) based(i int) {
	s := r.tree.sentence(i)
	if i < s.First+2 || i+1 >= s.Last || r.tree.form(i) != "based" || r.tree.form(i-1) != "-" {
		return
	}
	m := r.cover[i-2]
	if m < 0 || r.kind(int(m)) != ontology.Place {
		return
	}
	for k := i; k < s.Last && k < i+5; k++ {
		for h := r.heads[k]; h >= 0; h = r.nextHead[h] {
			if f := (filler{r.doc.Mentions[h].Entity, int(h), ""}); (sites | bodies).has(r.kind(int(h))) {
				r.claim(&rule{name: "based", edge: ontology.LocatedIn}, nil, i, f, filler{r.doc.Mentions[m].Entity, int(m), ""}, stance{})
				return
			}
		}
	}
}
