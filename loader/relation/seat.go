package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// isSeat reports whether town t, named behind the body of mention m, may be where the
// body sits: no country or airport, of an agency
// no state, and not where it arrested somebody.
func (r *reader) isSeat(m int, t filler) bool {
	name := r.doc.Entities[t.entity].Name
	agency := r.kind(m) == ontology.Agency
	if p, ok := lexicon.Places().Get(name); ok && (p.Type == lexicon.Country || agency && p.Type == lexicon.Region) || strings.HasSuffix(name, "Airport") {
		return false
	}
	first := r.doc.Mentions[m].First
	s := r.tree.sentence(first)
	for k := max(s.First, first-widest); k < first; k++ {
		for _, t := range r.lists.triggers[r.tree.Lemma(k)] {
			if t.class == arresting && t.verb && (len(t.needs) == 0 || r.tree.Lemma(k) == "turn") {
				return false
			}
		}
	}
	return true
}

// lastOfRow reports whether a participle behind a comma is said of mention m and not of
// those in a row before it: "X and Y, based in Brighton".
func (r *reader) lastOfRow(i int, m int) bool {
	s := r.tree.sentence(i)
	if i-1 < s.First || r.tree.form(i-1) != "," {
		return true
	}
	before := r.ending(i-1, s.First, bodies|sites|kindsOf(ontology.Person))
	return before < 0 || r.doc.Mentions[before].Entity == r.doc.Mentions[m].Entity
}

// seats makes the claims of agencies that are named after the town where they sit: "the
// Leipzig public prosecutor's office", "the FBI's Chicago Field Office".
func (r *reader) seats() {
	towns := map[string]int{}
	for e := range r.doc.Entities {
		if name := r.doc.Entities[e].Name; r.doc.Entities[e].Kind == ontology.Place {
			if p, ok := lexicon.Places().Get(name); !ok || p.Type != lexicon.Country && p.Type != lexicon.Region {
				towns[name] = e
			}
		}
	}
	for e := range r.doc.Entities {
		entity := &r.doc.Entities[e]
		if entity.Kind != ontology.Agency || len(entity.Mentions) == 0 || len(towns) == 0 {
			continue
		}
		town := townIn(entity.Name, towns)
		if town < 0 {
			continue
		}
		s := r.tree.Sentence(r.doc.Mentions[entity.Mentions[0]].First)
		if s >= 0 && r.doc.Sentences[s].Kind != text.Boiler {
			r.enter(ontology.LocatedIn, e, town, statement{rule: "seat", sentence: s, why: "“" + entity.Name + "”"})
		}
	}
}

// townIn returns the one of some towns that the name of a court or of an office has in
// it, -1 for none. Districts are wider than the towns that they are called after.
func townIn(name string, towns map[string]int) int {
	words := strings.Fields(name)
	local := false
	for _, w := range words {
		switch strings.ToLower(w) {
		case "court", "office", "prosecutor", "prosecutor's", "prosecutors", "prosecution":
			local = true
		case "attorney", "attorney's", "u.s.", "us":
			return -1
		}
	}
	for from := range words {
		for to := from + 1; local && to <= min(len(words), from+longestTown); to++ {
			if town, ok := towns[strings.Join(words[from:to], " ")]; ok && (from < 2 || words[from-1] != "of" || words[from-2] != "District") {
				return town
			}
		}
	}
	return -1
}

// longestTown bounds the name of a town, in words.
const longestTown = 3
