package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// fillThrough looks through noun i, which stands between the trigger and the
// entity: "officers of the NCA", "police in Spain", "its servers", "a library in
// San Francisco".
func (r *reader) fillThrough(out []filler, i int, want kindSet, how string, depth int) []filler {
	t := r.tree
	lens, want := r.lensAt(i, want)
	if want == 0 || r.lists.is("errand", t.Lemma(i)) {
		return out
	}
	if n := t.Dep(i, "nmod"); n >= 0 && isName(t.Lemma(n)) {
		out = r.fillFrom(out, n, want, how, depth+1) // "a dealer by the name of X"
	}
	before := len(out)
	seen := want & lens.kinds
	place := want&kindsOf(ontology.Place) != 0 && !want.has(ontology.Agency)
	how = because(how, t.form(i))
	for c := range t.Deps(i) {
		switch rel := t.token(c).Rel; {
		case rel == "nmod:poss" && r.heads[c] < 0 && r.lower[c] == "their" && want.has(ontology.Agency) && r.agencyNoun(i):
			out = r.agentsBefore(out, i, want, how)
		case rel == "nmod:poss" && t.Lemma(c) == "whose":
			out = r.fillWhose(out, i, c, want, how, depth)
		case rel == "nmod:poss", isRel(rel, "compound"), rel == "amod", rel == "nmod:desc":
			if seen != 0 {
				out = r.fillFrom(out, c, seen, how, depth+1)
			} else if place && rel != "amod" {
				out = r.fillFrom(out, c, kindsOf(ontology.Place), how, depth+1)
			}
		case isRel(rel, "nmod"), isRel(rel, "obl"):
			if prep := t.preposition(c); seen != 0 && lens.through(prep) {
				out = r.fillFrom(out, c, seen, how, depth+1)
			} else if place && isWhere(prep) {
				out = r.fillFrom(out, c, kindsOf(ontology.Place), how, depth+1)
			}
		case isRel(rel, "acl") && isNaming(t.Lemma(c)):
			// "a person calling himself X", "a site named X"
			for o := range t.Deps(c) {
				if t.Is(o, "xcomp") || t.Is(o, "obl") || t.Is(o, "obj") {
					out = r.fillFrom(out, o, want, how, depth+1)
				}
			}
		}
	}
	if len(out) == before && lens.bare && sites&want != 0 && !r.hasOf(i) {
		if site, why := r.focusAt(i, want&sites); site >= 0 {
			out = put(out, filler{site, -1, because(t.form(i), why)})
		}
	}
	return out
}

// hasOf reports whether "of" and something else follows noun i in the tree: "the
// domains of four shops" are not those of the site that the text is about.
func (r *reader) hasOf(i int) bool {
	for c := range r.tree.Deps(i) {
		if isRel(r.tree.token(c).Rel, "nmod") && r.tree.preposition(c) == "of" {
			return true
		}
	}
	return false
}

// opaque is a noun that nothing is seen through but the place that it is in.
var opaque lens

// lensAt returns what can be seen through token i, and which of the wanted kinds
// may be looked for; none if it is no noun.
func (r *reader) lensAt(i int, want kindSet) (*lens, kindSet) {
	tok, lemma := r.tree.token(i), r.tree.Lemma(i)
	switch tok.UPOS {
	case text.NUM, text.DET, text.PRON:
		return &lensOf, want // "two of the sites", "some of them"
	case text.NOUN, text.PROPN, text.ADJ:
	default:
		return &opaque, 0
	}
	if isName(lemma) {
		return &lensOf, want
	}
	if n, ok := lexicon.AgencyNouns().Get(lemma); ok && n.People && (tok.XPOS == "NN" || tok.XPOS == "NNP") && want.has(ontology.Agency) {
		want &^= kindsOf(ontology.Place) // one prosecutor is not his country
	}
	if l := r.lists.lenses[lemma]; l != nil {
		return l, want
	}
	return &opaque, want
}

// fillWhose fills the "whose" at token c of noun i: "the shop whose servers were
// seized".
func (r *reader) fillWhose(out []filler, i, c int, want kindSet, how string, depth int) []filler {
	if m := r.beforePronoun(c, want); m >= 0 {
		return r.see(out, m, how)
	}
	if h, _ := r.antecedent(r.verbAbove(i), c); h >= 0 {
		return r.fillFrom(out, h, want, how, depth+1)
	}
	return out
}

// isWhere reports whether a preposition says where something is.
func isWhere(prep string) bool {
	switch prep {
	case "in", "at", "of", "near", "on", "around":
		return true
	}
	return false
}

// isName reports whether a lemma is a noun for a name.
func isName(lemma string) bool {
	return lemma == "name" || lemma == "handle" || lemma == "alias" || lemma == "nickname" || lemma == "pseudonym"
}

// isNaming reports whether a lemma is a verb for giving a name.
func isNaming(lemma string) bool {
	switch lemma {
	case "call", "name", "know", "dub", "nickname", "christen", "term":
		return true
	}
	return false
}
