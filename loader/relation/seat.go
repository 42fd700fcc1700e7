package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
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
