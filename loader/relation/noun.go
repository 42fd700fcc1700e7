package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// preposed gathers the arguments of a preposition: what follows it is its
// patient, what it is said of its holder.
func (r *reader) preposed(i int) {
	t := r.tree
	h := t.Head(i)
	if h < 0 || t.token(i).Rel != "case" {
		return
	}
	r.argue(patient, h, "")
	if t.Dep(h, "cop") >= 0 {
		if s := t.Dep(h, "nsubj"); s >= 0 {
			r.bound(h, holder, s)
		} else if c, _ := r.controller(max(t.Head(h), 0), h); c >= 0 {
			r.bound(max(t.Head(h), 0), holder, c)
		}
	} else if isRel(t.token(h).Rel, "nmod") {
		r.argue(holder, t.Head(h), "")
	}
}

// noun gathers the arguments of a noun or an adjective.
func (r *reader) noun(i int) {
	t := r.tree
	r.argue(self, i, "")
	copula := t.Dep(i, "cop") >= 0
	for c := range t.Deps(i) {
		switch rel := t.token(c).Rel; {
		case rel == "nmod:poss":
			if h, how := r.antecedent(r.verbAbove(i), c); h >= 0 {
				r.argue(possessor, h, how)
			} else {
				r.argue(possessor, c, "")
			}
		case isRel(rel, "nmod:desc"), isRel(rel, "compound"), rel == "amod":
			r.argue(compound, c, "")
		case isRel(rel, "nmod"), isRel(rel, "obl"):
			r.oblique(c, t.preposition(c))
		case isRel(rel, "nsubj") && copula:
			if h, how := r.antecedent(i, c); h >= 0 {
				r.argue(holder, h, how)
			} else {
				r.argue(holder, c, "predicate")
			}
		case rel == "appos", rel == "flat":
			r.argue(holder, c, "apposition")
		}
	}
	if m := r.calledBehind(i); m >= 0 {
		r.argue(holder, r.doc.Mentions[m].Head, "who goes by it")
	}
	r.holders(i, copula, 0)
	r.light(i)
}

// light gives a noun the arguments of the verb that only carries it: "X gave
// support", "assistance was provided by X", "help came from X".
func (r *reader) light(i int) {
	t := r.tree
	h := t.Head(i)
	if h < 0 || t.token(h).UPOS != text.VERB || !r.lists.is("light", t.Lemma(h)) {
		return
	}
	if rel := t.token(i).Rel; rel != "obj" && !isRel(rel, "nsubj") {
		return
	}
	saved := len(r.args)
	r.verb(h)
	kept := r.args[:saved]
	for _, a := range r.args[saved:] {
		if a.token != i && (a.slot == agent || a.slot == marked) {
			kept = append(kept, a)
		}
	}
	r.args = kept
}

// verbAbove returns the closest word above i that heads a clause.
func (r *reader) verbAbove(i int) int {
	t := r.tree
	for range maxClimb {
		if isClause(t.token(i).Rel) || t.token(i).UPOS == text.VERB {
			return i
		}
		h := t.Head(i)
		if h < 0 {
			return i
		}
		i = h
	}
	return i
}

// holders finds who is what noun i says, above it in the tree.
func (r *reader) holders(i int, copula bool, depth int) {
	t := r.tree
	tok := t.token(i)
	h := t.Head(i)
	if h < 0 || depth > 4 {
		return
	}
	switch rel := tok.Rel; {
	case rel == "nsubj" && t.Dep(h, "cop") >= 0:
		r.argue(holder, h, "predicate") // "its founder was X"
	case rel == "appos":
		r.argue(holder, h, "apposition")
	case rel == "nmod:desc", rel == "compound" && t.token(h).UPOS == text.PROPN:
		r.argue(holder, h, "title")
	case rel == "acl:relcl" && copula:
		r.argue(holder, h, "relative clause")
	case (rel == "xcomp" || rel == "obj") && isNaming(t.Lemma(h)):
		r.calledSo(i, h)
	case rel == "xcomp", copula && isClause(rel), copula && isRel(rel, "obl"):
		// "became the administrator", "is accused of being the owner"
		if c, _ := r.controller(h, i); c >= 0 {
			r.bound(h, holder, c)
		} else if t.token(h).Rel == "acl" {
			r.argue(holder, t.Head(h), "participle") // "a man suspected of being the administrator"
		}
	case (isRel(rel, "obl") || isRel(rel, "advcl")) && (t.preposition(i) == "as" || r.markedAs(i)):
		r.actsAs(i, h)
	case isRel(rel, "nmod") && isCount(t.Lemma(h)):
		// "one of the moderators"
		copula := t.Dep(h, "cop") >= 0
		if s := t.Dep(h, "nsubj"); s >= 0 && copula {
			r.bound(h, holder, s)
		}
		if a := t.Dep(h, "appos"); a >= 0 {
			r.argue(holder, a, "apposition")
		}
		r.holders(h, copula, depth+1)
	case rel == "conj":
		if up := t.token(h).UPOS; up == text.NOUN || up == text.PROPN {
			// "founder and head of Y, X": the conjunct shares the holder.
			r.holders(h, t.Dep(h, "cop") >= 0, depth+1)
			if s := t.Dep(h, "nsubj"); s >= 0 && t.Dep(h, "cop") >= 0 {
				r.bound(h, holder, s)
			}
			if a := t.Dep(h, "appos"); a >= 0 {
				r.argue(holder, a, "apposition")
			}
		}
	}
}

// calledSo puts whom verb h calls noun i: "whom they called the manager", "was
// named the owner".
func (r *reader) calledSo(i, h int) {
	saved := len(r.args)
	r.verb(h)
	kept := r.args[:saved]
	for _, a := range r.args[saved:] {
		if a.slot == patient && a.token != i {
			kept = append(kept, argument{slot: holder, token: a.token, how: "called so"})
		}
	}
	r.args = kept
}

// actsAs puts who verb h says to be noun i: "served as the moderator", "named as
// administrators".
func (r *reader) actsAs(i, h int) {
	saved := len(r.args)
	r.verb(h)
	kept := r.args[:saved]
	for _, a := range r.args[saved:] {
		together := a.slot == marked && (a.prep == "with" || a.prep == "together")
		if (a.slot == agent || a.slot == patient || together) && a.token != i {
			kept = append(kept, argument{slot: holder, token: a.token, how: "as"})
		}
	}
	r.args = kept
}

// isCount reports whether a lemma counts some of what follows it.
func isCount(lemma string) bool {
	switch lemma {
	case "one", "two", "three", "four", "five", "some", "several", "another":
		return true
	}
	return false
}

func (r *reader) markedAs(i int) bool {
	m := r.tree.Dep(i, "mark")
	return m >= 0 && r.tree.Lemma(m) == "as"
}

// saysAgain reports whether token i refers to somebody by what it says of him: that
// "the administrator" is X was said where X was called so, and of what.
func (r *reader) saysAgain(i int, want kindSet) bool {
	if want != kindsOf(ontology.Person) {
		return false
	}
	m := r.mentionAt(i, want)
	return m >= 0 && r.doc.Mentions[m].Form == text.Nominal && r.doc.Mentions[m].Head == i && r.introduced(m)
}

// introduced reports whether running text names whom mention m refers to before it does.
func (r *reader) introduced(m int) bool {
	for _, o := range r.doc.Entities[r.doc.Mentions[m].Entity].Mentions {
		if o >= m {
			break
		}
		if other := &r.doc.Mentions[o]; other.Form == text.Proper && r.tree.sentence(other.First).Kind != text.Heading {
			return true
		}
	}
	return false
}

// ofAnother reports whether what noun i says is said of something that is no site, as
// in "the owner of the flat", or is a trade: "a programmer from Riga".
func (r *reader) ofAnother(args []argument, i int) bool {
	site := false
	for _, a := range args {
		site = site || a.slot != holder && a.slot != self && len(r.fillFrom(nil, a.token, sites, "", 0)) > 0
	}
	if !site && r.lists.is("occupation", r.tree.Lemma(i)) && r.indefinite(i) {
		return true
	}
	for _, a := range args {
		if a.slot != possessor && !(a.slot == marked && a.prep == "of" && !r.commaBetween(i, a.token)) {
			continue
		}
		if up := r.tree.token(a.token).UPOS; up != text.NOUN && up != text.PROPN || r.kindNoun(a.token) || r.mentionAt(a.token, sites|kindsOf(ontology.Person)) >= 0 {
			continue
		}
		if l := r.lists.lenses[r.tree.Lemma(a.token)]; l == nil || l.kinds&sites == 0 {
			return true
		}
	}
	return false
}

// commaBetween reports whether a comma stands between tokens i and k.
func (r *reader) commaBetween(i, k int) bool {
	for x := min(i, k) + 1; x < max(i, k); x++ {
		if r.tree.form(x) == "," {
			return true
		}
	}
	return false
}
