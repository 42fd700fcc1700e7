package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// passive reports whether verb i is in the passive.
func (r *reader) passive(i int) bool {
	t := r.tree
	if r.byFollows(i) {
		return true
	}
	active := false
	for c := range t.Deps(i) {
		switch rel := t.token(c).Rel; rel {
		case "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent", "cop":
			return true
		case "nsubj", "obj":
			active = true
		}
	}
	if headline := t.sentence(i).Kind == text.Heading; headline && r.headlinePassive(i) {
		return true
	}
	if active || t.token(i).XPOS != "VBN" {
		return false
	}
	for c := range t.Deps(i) {
		if t.Is(c, "aux") {
			return false // "has closed"
		}
	}
	switch rel := t.token(i).Rel; {
	case isRel(rel, "conj"):
		h := t.Head(i)
		return h < 0 || t.token(h).XPOS != "VBN" || r.passive(h)
	}
	return true
}

// byFollows reports whether "by" and the name of a body, a country or a person follow
// participle i, so that it is passive whatever the tree says: "X, the market shut down
// by the FBI, had …".
func (r *reader) byFollows(i int) bool {
	t := r.tree
	if x := t.token(i).XPOS; x != "VBN" && x != "VBD" && !isShut(t.form(i)) {
		return false
	}
	last := t.sentence(i).Last
	k := i + 1
	if k < last && t.token(k).Rel == "compound:prt" {
		k++
	}
	if k+1 >= last || t.form(k) != "by" || t.Dep(i, "obj") >= 0 {
		return false
	}
	for k++; k < last && t.token(k).UPOS == text.DET; k++ {
	}
	return k < last && r.starts[k] >= 0 && (actors | kindsOf(ontology.Person)).has(r.kind(int(r.starts[k])))
}

// headlinePassive reports whether verb i is one of those from which headlines
// drop the auxiliary: "Market closed: three arrests".
func (r *reader) headlinePassive(i int) bool {
	t := r.tree
	if x := t.token(i).XPOS; x != "VBN" && x != "VBD" {
		return false
	}
	return t.Dep(i, "obj") < 0 && t.Dep(i, "aux") < 0
}

// verb gathers the arguments of a verb.
func (r *reader) verb(i int) {
	t := r.tree
	passive := r.passive(i)
	subject := -1
	for c := range t.Deps(i) {
		switch rel := t.token(c).Rel; {
		case rel == "nsubj:pass":
			subject = c
			r.bound(i, patient, c)
		case rel == "nsubj" || rel == "nsubj:outer":
			subject = c
			if passive {
				r.bound(i, patient, c)
			} else {
				r.bound(i, agent, c)
			}
		case rel == "obj":
			r.bound(i, patient, c)
		case rel == "obl:agent":
			r.bound(i, agent, c)
		case isRel(rel, "obl"), isRel(rel, "nmod"):
			prep := t.preposition(c)
			if prep == "by" && passive {
				r.bound(i, agent, c)
			}
			r.oblique(c, prep)
		case rel == "advmod", isRel(rel, "advcl:relcl"):
			if lemma := t.Lemma(c); lemma == "there" || lemma == "here" || lemma == "where" {
				r.oblique(c, "at")
			}
		}
	}
	r.scene(i)
	if subject < 0 {
		r.inherit(i, passive)
	}
	if isRel(t.token(i).Rel, "acl:relcl") {
		r.gap(i, passive)
	} else if !passive {
		r.farGap(i)
	}
}

// scene gives verb i, if it says no place, that of the verb before it which leads to
// the place: "found him in Madrid and arrested him", "stormed a flat in Ghent and …".
func (r *reader) scene(i int) {
	t := r.tree
	h := t.Head(i)
	if !isRel(t.token(i).Rel, "conj") || h < 0 || !r.lists.is("scene", t.Lemma(h)) {
		return
	}
	for _, a := range r.args {
		if a.slot == marked && isWhere(a.prep) {
			return
		}
	}
	for c := range t.Deps(h) {
		if rel := t.token(c).Rel; isRel(rel, "obl") && isWhere(t.preposition(c)) {
			r.args = append(r.args, argument{slot: marked, prep: t.preposition(c), token: c, how: "the scene"})
		} else if rel == "obj" {
			r.args = append(r.args, argument{slot: marked, prep: "in", token: c, how: "the scene"})
		}
	}
}

// farGap finds the object of a verb below the verb of a relative clause: "X,
// which he is accused of having founded".
func (r *reader) farGap(i int) {
	t := r.tree
	for _, a := range r.args {
		if a.slot == patient {
			return
		}
	}
	at := i
	for range 3 {
		if rel := t.token(at).Rel; !isRel(rel, "xcomp") && !isRel(rel, "ccomp") && !isRel(rel, "advcl") {
			return
		}
		if at = t.Head(at); at < 0 {
			return
		}
		if t.token(at).Rel != "acl:relcl" {
			continue
		}
		for c := range t.Deps(at) {
			if isRelative(t.token(c), t.Lemma(c)) && !t.Is(c, "nsubj") {
				r.argue(patient, t.Head(at), "relative clause")
			}
		}
		return
	}
}

// bound puts an argument of verb i; a relative pronoun stands for the noun that
// the clause hangs on.
func (r *reader) bound(i int, s slot, c int) {
	if h, how := r.antecedent(i, c); h >= 0 {
		r.argue(s, h, how)
		return
	}
	r.argue(s, c, "")
}

// antecedent returns the noun that c, a dependent of verb i, stands for if it is
// a relative pronoun.
func (r *reader) antecedent(i, c int) (int, string) {
	t := r.tree
	lemma := t.Lemma(c)
	if !isRelative(t.token(c), lemma) {
		return -1, ""
	}
	if m := r.namedBefore(c, lemma); m >= 0 {
		return r.doc.Mentions[m].Head, "relative clause"
	}
	for range maxClimb {
		tok := t.token(i)
		h := t.Head(i)
		if h < 0 {
			return -1, ""
		}
		if isRel(tok.Rel, "acl") {
			if h < c {
				return h, "relative clause"
			}
			return -1, ""
		}
		if !isRel(tok.Rel, "conj") && !isRel(tok.Rel, "ccomp") && !isRel(tok.Rel, "xcomp") && !isRel(tok.Rel, "parataxis") {
			return -1, ""
		}
		i = h
	}
	return -1, ""
}

// namedBefore returns the mention that ends right before relative pronoun c if
// the pronoun can stand for it, or -1. Where the tree hangs the clause on
// something farther away, the name is the better guess.
func (r *reader) namedBefore(c int, lemma string) int {
	var want kindSet
	switch lemma {
	case "who", "whom":
		want = kindsOf(ontology.Person)
	case "which":
		want = sites | bodies | kindsOf(ontology.Operation)
	default:
		return -1
	}
	if m := r.beforePronoun(c, want); m >= 0 && r.doc.Mentions[m].Form == text.Proper {
		return m
	}
	return -1
}

func isRelative(tok *text.Token, lemma string) bool {
	if tok.UPOS != text.PRON && tok.UPOS != text.DET {
		return false
	}
	switch lemma {
	case "who", "which", "whom", "that", "whose":
		return true
	}
	return false
}

// inherit finds the subject of a verb that has none of its own: from the verb
// that it is coordinated with, from the one that governs it, or from the noun
// that it modifies.
func (r *reader) inherit(i int, passive bool) {
	own := agent
	if passive {
		own = patient
	}
	t := r.tree
	if k := r.ownSubject(i); k >= 0 {
		r.bound(i, own, k)
		return
	}
	at := i
	for range maxClimb {
		tok := t.token(at)
		h := t.Head(at)
		if h < 0 {
			return
		}
		switch rel := tok.Rel; {
		case isRel(rel, "conj") || isRel(rel, "xcomp") || isRel(rel, "advcl") || isRel(rel, "parataxis") && !r.hasSubject(at):
			if up := t.token(h).UPOS; up != text.VERB && up != text.AUX && up != text.ADJ && up != text.NOUN && up != text.NUM {
				return
			}
			if c, how := r.controller(h, at); c >= 0 {
				r.bound(h, own, c)
				if n := len(r.args); n > 0 && r.args[n-1].how == "" {
					r.args[n-1].how = how
				}
				return
			}
		case rel == "amod" && own == patient:
			r.argue(own, h, "participle") // "the seized platform"
			return
		case isRel(rel, "acl"):
			// "the man accused of running Y", "agents working for Z"; the
			// infinitive in "a plan to close Y" has nobody to do it.
			if m := t.Dep(at, "mark"); m >= 0 && rel != "acl:relcl" && at == i {
				return
			}
			if rel == "acl:relcl" && r.hasRelative(at) {
				return
			}
			if rel == "acl:relcl" && at == i {
				return // the gap is found by the caller
			}
			r.argue(own, h, "participle")
			return
		default:
			return
		}
		at = h
	}
}

// ownSubject returns the noun right before the auxiliaries of verb i, which is its
// subject whatever the tree says, or -1: "X closed and Y was taken over".
func (r *reader) ownSubject(i int) int {
	k := r.group(i)
	if k == i || k <= r.tree.sentence(i).First || r.tree.Dep(i, "aux") < 0 {
		return -1
	}
	switch r.tree.token(k - 1).UPOS {
	case text.NOUN, text.PROPN:
	default:
		return -1
	}
	if m := r.cover[k-1]; m >= 0 && r.doc.Mentions[m].Last == k {
		return r.doc.Mentions[m].Head
	}
	return -1
}

func (r *reader) hasSubject(i int) bool { return r.tree.Dep(i, "nsubj") >= 0 }

func (r *reader) hasRelative(i int) bool {
	for c := range r.tree.Deps(i) {
		if isRelative(r.tree.token(c), r.tree.Lemma(c)) {
			return true
		}
	}
	return false
}

// controller returns who does what the clause at says, in which h governs it.
func (r *reader) controller(h, at int) (int, string) {
	t := r.tree
	subject, object := -1, -1
	for c := range t.Deps(h) {
		switch rel := t.token(c).Rel; {
		case isRel(rel, "nsubj"):
			subject = c
		case rel == "obj" || rel == "iobj":
			object = c
		}
	}
	rel := t.token(at).Rel
	if isRel(rel, "conj") {
		if t.token(h).UPOS == text.NOUN && subject < 0 {
			return -1, ""
		}
		return subject, "shared subject"
	}
	if object >= 0 && object < at {
		mark := ""
		if m := t.Dep(at, "mark"); m >= 0 {
			mark = t.Lemma(m)
		}
		if isRel(rel, "xcomp") || mark == "of" || mark == "with" || mark == "for" {
			return object, "object of the governing verb"
		}
	}
	return subject, "subject of the governing verb"
}

// gap gives a relative clause the noun that it hangs on as the argument it lacks.
func (r *reader) gap(i int, passive bool) {
	t := r.tree
	h := t.Head(i)
	if h < 0 || h > i {
		return
	}
	hasAgent, hasPatient := false, false
	for _, a := range r.args {
		if a.token == h {
			return
		}
		hasAgent = hasAgent || a.slot == agent
		hasPatient = hasPatient || a.slot == patient
	}
	for c := range t.Deps(i) {
		switch lemma := t.Lemma(c); {
		case lemma == "whose":
			return
		case lemma == "where":
			r.args = append(r.args, argument{slot: marked, prep: "at", token: h, how: "relative clause"})
			return
		case t.Is(c, "nsubj"), t.Is(c, "obj"):
			if p := t.Dep(c, "nmod:poss"); p >= 0 && t.Lemma(p) == "whose" {
				return
			}
		}
	}
	switch {
	case passive && !hasPatient, !passive && hasAgent && !hasPatient:
		r.argue(patient, h, "relative clause")
	case !passive && !hasAgent:
		r.argue(agent, h, "relative clause")
	}
}
