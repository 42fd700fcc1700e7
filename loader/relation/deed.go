package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// anyVerb is the first word of the trigger that stands for all verbs.
const anyVerb = "*"

// does lets those who do what verb i says have taken part in the operation that the
// text speaks of, if it is a deed at all: what the authorities do in its course is
// told by too many verbs to list them, so those are listed that tell no deed.
func (r *reader) does(i int) {
	if tok := r.tree.token(i); r.story.main == nil || tok.UPOS != text.VERB || tok.XPOS == "VB" || r.lists.is("talk", r.tree.Lemma(i)) || r.attitudeOf(i) != neutral {
		return
	}
	for _, t := range r.lists.triggers[anyVerb] {
		r.apply(t, i)
	}
}

// isDoer reports whether f is named as who does something: countries by their police.
func (r *reader) isDoer(f filler) bool {
	if f.mention < 0 || r.doc.Mentions[f.mention].Form == text.Pronoun {
		return false
	}
	return r.doc.Entities[f.entity].Kind != ontology.Place || r.isAuthority(f.mention)
}

// policeThere appends the country that the sentence of token i opens with if the token
// is a noun for its authorities and says of no others: "In Sweden, police searched".
func (r *reader) policeThere(out []filler, i int, how string) []filler {
	s := r.tree.sentence(i)
	if !r.agencyNoun(i) || r.cover[i] >= 0 || s.First+2 >= s.Last || r.lower[s.First] != "in" {
		return out
	}
	for c := range r.tree.Deps(i) {
		switch rel := r.tree.token(c).Rel; {
		case isRel(rel, "nmod"), isRel(rel, "amod"), isRel(rel, "compound"):
			return out // of somewhere else
		}
	}
	m := r.starts[s.First+1]
	if m < 0 || r.kind(int(m)) != ontology.Place || !r.isCountry(r.doc.Mentions[m].Entity) || r.doc.Mentions[m].Last >= i {
		return out
	}
	return r.see(out, int(m), because(how, r.tree.form(i)+" there"))
}
