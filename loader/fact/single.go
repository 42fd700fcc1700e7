package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// loot is a number that was claimed as seized, and by which operation.
type loot struct {
	first, last int // tokens
	op          int
}

// singles reads the single things of value in a list of what was seized: "€412,000 in
// notes, two jet skis and a Range Rover". One thing that was seized alone is no count.
func (r *reader) singles() {
	done := map[int]bool{}
	for k := range r.loots {
		l := &r.loots[k]
		s := r.near(l.first)
		for i := max(s.First, l.first-longestReach); i < min(s.Last, l.last+longestNP); i++ {
			if w := r.form(i); w != "a" && w != "an" || done[i] || !r.isListed(i) || r.hasFiniteVerb(min(i, l.first), max(i, l.last)) {
				continue
			}
			done[i] = true
			noun := r.phraseNoun(i+1, s.Last)
			if noun < 0 || r.isPlural(noun) || r.form(noun+1) == "of" || r.pos(noun) != text.PROPN && !valuables[r.lemma(noun)] {
				continue
			}
			v := text.Value{Number: 1, What: r.named(i+1, noun)}
			r.add(l.op, ontology.Seized, v, i, "count.single", fmt.Sprintf("%q, in a list of what was seized", r.form(noun)))
		}
	}
}

// valuables are things of which a text tells that one was seized for what it is worth, or
// for what it does.
var valuables = map[string]bool{"car": true, "van": true, "lorry": true, "truck": true, "vehicle": true, "motorcycle": true, "motorbike": true,
	"boat": true, "yacht": true, "sailboat": true, "plane": true, "helicopter": true, "villa": true, "house": true, "flat": true, "apartment": true,
	"farm": true, "hotel": true, "gun": true, "pistol": true, "handgun": true, "revolver": true, "rifle": true, "shotgun": true, "firearm": true,
	"press": true, "laboratory": true, "lab": true}

// isListed reports whether token i begins a part of a list.
func (r *reader) isListed(i int) bool {
	switch r.form(i - 1) {
	case ",", "and", "plus", "besides":
		return true
	}
	return r.form(i-1) == "seized" || r.form(i-1) == ":"
}

// hasFiniteVerb reports whether a verb with a tense stands among tokens [from, to).
func (r *reader) hasFiniteVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if r.pos(i) == text.VERB && r.isFinite(i) {
			return true
		}
	}
	return false
}
