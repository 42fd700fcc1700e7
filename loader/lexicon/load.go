package lexicon

import (
	"fmt"
	"iter"
	"strings"

	"onymous/graph/ontology"
)

// Places finds names of places, as they are written in English.
var Places = once(func(t *Table[Place]) {
	for _, list3 := range []struct {
		file string
		typ  PlaceType
	}{{"countries.tsv", Country}, {"regions.tsv", Region}, {"cities.tsv", City}} {
		for c := range rows(list3.file, 2) {
			p := Place{c[0], list3.typ}
			t.Add(c[0], p)
			for _, other := range list(c[1]) {
				t.Add(other, p)
			}
		}
	}
})

// Towns finds names of towns that may be something else as well: of people, of things.
var Towns = once(func(t *Table[Town]) {
	for name := range TownNames() {
		t.Add(name, Town{})
	}
})

// TownNames yields the names of towns, sorted, each once.
func TownNames() iter.Seq[string] {
	return func(yield func(string) bool) {
		for c := range rows("towns.tsv", 1) {
			if !yield(c[0]) {
				return
			}
		}
	}
}

// Demonyms finds adjectives and nouns made from places.
var Demonyms = once(func(t *Table[Demonym]) {
	enter := func(p Place, adjectives, people []string) {
		forms := map[string]Demonym{}
		var order []string
		for _, form := range adjectives {
			forms[form] = Demonym{Place: p, Adjective: true}
			order = append(order, form)
		}
		for _, form := range people {
			d, ok := forms[form]
			if !ok {
				order = append(order, form)
			}
			d.Place, d.People = p, true
			forms[form] = d
		}
		for _, form := range order {
			t.Add(form, forms[form])
		}
	}
	for c := range rows("countries.tsv", 4) {
		enter(Place{c[0], Country}, list(c[2]), list(c[3]))
	}
	for c := range rows("regions.tsv", 3) {
		enter(Place{c[0], Region}, list(c[2]), list(c[2]))
	}
})

// Agencies finds names and short forms of public bodies.
var Agencies = once(func(t *Table[Body]) {
	for c := range rows("agencies.tsv", 2) {
		t.Add(c[0], Body{Name: c[0]})
		for _, other := range list(c[1]) {
			form, weak := strings.CutSuffix(other, "?")
			t.Add(form, Body{c[0], weak})
		}
	}
})

// Organizations finds names of other well-known bodies.
var Organizations = once(func(t *Table[Body]) {
	for c := range rows("organizations.tsv", 2) {
		t.Add(c[0], Body{Name: c[0]})
		for _, other := range list(c[1]) {
			t.Add(other, Body{Name: c[0]})
		}
	}
})

// Technologies finds names of networks, protocols, software and currencies.
var Technologies = once(func(t *Table[Technology]) {
	for c := range rows("technologies.tsv", 3) {
		for _, form := range append([]string{c[0]}, list(c[1])...) {
			t.Add(form, Technology{c[0]})
			if c[2] == "any" {
				t.Add(strings.ToLower(form), Technology{c[0]})
			}
		}
	}
})

// Commodities finds phrases in lower case for what is traded.
var Commodities = once(func(t *Table[Commodity]) {
	for c := range rows("commodities.tsv", 3) {
		v := Commodity{c[1], c[2] == "weak"}
		phrase := strings.ToLower(c[0])
		t.Add(phrase, v)
		t.Add(plural(phrase), v)
	}
})

// Illicit finds nouns in lower case that are commodities when they are counterfeit or
// stolen.
var Illicit = once(func(t *Table[Tainted]) {
	for c := range rows("illicit.tsv", 3) {
		v := Tainted{Counterfeit: c[1], Stolen: c[2]}
		phrase := strings.ToLower(c[0])
		t.Add(phrase, v)
		t.Add(plural(phrase), v)
	}
})

// HeadNouns finds nouns in lower case that say what a name stands for.
var HeadNouns = once(func(t *Table[HeadNoun]) {
	for c := range rows("headnouns.tsv", 3) {
		v := HeadNoun{Kind: kind(c[1])}
		switch c[2] {
		case "crime":
			v.Strength = Crime
		case "plain":
			v.Strength = Plain
		}
		t.Add(c[0], v)
		v.Plural = true
		t.Add(plural(c[0]), v)
	}
})

// NameWords finds words that tell the kind of the name they are in.
var NameWords = once(func(t *Table[NameWord]) {
	for c := range rows("namewords.tsv", 3) {
		t.Add(c[0], NameWord{kind(c[1]), c[2] == "first", c[2] == "last", c[2] == "foreign"})
	}
})

// AgencyNouns finds nouns in lower case for public bodies and their people.
var AgencyNouns = once(func(t *Table[AgencyNoun]) {
	for c := range rows("agencynouns.tsv", 2) {
		v := AgencyNoun{People: c[1] == "people"}
		t.Add(c[0], v)
		v.Plural = true
		t.Add(plural(c[0]), v)
	}
})

// PersonNouns finds nouns in lower case for people.
var PersonNouns = once(func(t *Table[PersonNoun]) {
	for c := range rows("people.tsv", 3) {
		v := PersonNoun{Female: c[1] == "f", Male: c[1] == "m", Crime: c[2] == "crime", Post: c[2] == "post"}
		t.Add(c[0], v)
		v.Plural = true
		t.Add(plural(c[0]), v)
	}
})

// Titles finds titles, ranks and posts as they stand before a name.
var Titles = once(func(t *Table[Title]) {
	for c := range rows("titles.tsv", 2) {
		t.Add(c[0], Title{c[1] == "post"})
	}
})

// GivenNames finds given names.
var GivenNames = once(func(t *Table[GivenName]) {
	for c := range rows("givennames.tsv", 2) {
		t.Add(c[0], GivenName{c[1] == "f", c[1] == "m"})
	}
})

// Triggers finds verbs, by lemma and particles, and nouns for what the police
// do to a target.
var Triggers = once(func(t *Table[Trigger]) {
	effects := map[string]Effect{"close": Close, "seize": Seize, "take over": Take, "hit": Hit, "probe": Probe, "action": Action}
	seen := map[string]Trigger{}
	for c := range rows("operations.tsv", 3) {
		v := seen[c[0]]
		if v.Effect == 0 {
			v.Effect = effects[c[2]]
		}
		v.Verb, v.Noun = v.Verb || c[1] == "verb", v.Noun || c[1] == "noun"
		seen[c[0]] = v
	}
	for c := range rows("operations.tsv", 3) {
		t.Add(c[0], seen[c[0]])
	}
})

func kind(name string) ontology.NodeKind {
	k, ok := ontology.ParseNodeKind(name)
	if !ok {
		panic(fmt.Sprintf("internal error: lexicon: %q is no kind of node", name))
	}
	return k
}

// Calendar finds months, days and feasts.
var Calendar = once(func(t *Table[struct{}]) {
	for c := range rows("calendar.tsv", 1) {
		t.Add(c[0], struct{}{})
	}
})

// SmallWords finds, in lower case, words that begin no name and particles that
// may stand inside one.
var SmallWords = once(func(t *Table[SmallWord]) {
	for c := range rows("small.tsv", 2) {
		t.Add(c[0], SmallWord{c[1] == "particle"})
	}
})

// Lenses finds lemmas of nouns that stand for the site that they belong to.
var Lenses = once(func(t *Table[struct{}]) {
	for c := range rows("lenses.tsv", 1) {
		t.Add(c[0], struct{}{})
	}
})

// NonNames finds words and abbreviations with a capital that name nothing in the
// graph, and their plurals.
var NonNames = once(func(t *Table[struct{}]) {
	for c := range rows("nonnames.tsv", 1) {
		t.Add(c[0], struct{}{})
		t.Add(c[0]+"s", struct{}{})
	}
})

// TopicWords finds words in lower case that tell what an article is about.
var TopicWords = once(func(t *Table[TopicWord]) {
	topics := map[string]Topic{"": 0, "cybercrime": Cybercrime, "crime": Crimes, "online": Online, "police": Police, "war": War}
	for c := range rows("topics.tsv", 3) {
		t.Add(c[0], TopicWord{topics[c[1]], c[2] == "service", c[2] == "market"})
	}
})

// Suffix returns the kind that the ending of a one-word name tells, 0 for none.
func Suffix(word string) ontology.NodeKind {
	word = strings.ToLower(word)
	for n := min(len(word)-3, longestSuffix); n >= 3; n-- {
		if k, ok := suffixes().Get(word[len(word)-n:]); ok {
			return k
		}
	}
	return 0
}

const longestSuffix = 12

var suffixes = once(func(t *Table[ontology.NodeKind]) {
	for c := range rows("suffixes.tsv", 2) {
		t.Add(c[0], kind(c[1]))
	}
})
