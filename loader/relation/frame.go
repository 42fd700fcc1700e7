package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// slot is the part that a word plays in what a trigger says, the same for
// "X closed Y", "Y was closed by X", "Y, closed by X", "X, which closed Y" and
// "the closure of Y by X".
type slot uint8

// The slots.
const (
	none      slot = iota
	agent          // who does it
	patient        // whom or what it is done to
	holder         // who is what a noun says: "X, the founder", "X is the founder", "founder X"
	possessor      // "Y's founder"
	compound       // "the Y founder", "the FBI director"
	marked         // after a preposition: "founder of Y", "arrested in Z"
	self           // the trigger itself, when it is a mention

	// Slots that no word of the frame fills.

	operation   // the operation that the sentence is about
	focus       // the market or service that the sentence is about
	closest     // the market or service that stands closest to the trigger
	around      // whatever stands around the trigger
	authorities // the agencies and countries that act around the trigger
)

// argument is a word in a slot of a frame.
type argument struct {
	slot  slot
	prep  string // of slot marked
	token int
	how   string // how the slot was found, "" for the plain way
}

// frame gathers the arguments of trigger t at token i. What it returns is good
// until the next call.
func (r *reader) frame(i int, t *trigger) []argument {
	r.args = r.args[:0]
	switch {
	case t.verb:
		r.verb(i)
	case t.prep:
		r.preposed(i)
	default:
		r.noun(i)
	}
	return r.within(i)
}

// within drops the arguments that a semicolon parts from trigger i.
func (r *reader) within(i int) []argument {
	s := &r.doc.Sentences[r.tree.of[i]]
	first, last := s.First, s.Last
	for k := s.First; k < s.Last; k++ {
		if r.tree.form(k) != ";" {
			continue
		}
		if k < i {
			first = k
		} else {
			last = k
			break
		}
	}
	kept := r.args[:0]
	for _, a := range r.args {
		if a.token >= first && a.token < last {
			kept = append(kept, a)
		}
	}
	return kept
}

// preposed gathers the arguments of a preposition: what follows it is its
// patient, what it is said of its holder.
func (r *reader) preposed(i int) {
	t := r.tree
	h := t.head(i)
	if h < 0 || t.token(i).Rel != "case" {
		return
	}
	r.put(patient, h, "")
	if t.dep(h, "cop") >= 0 {
		if s := t.dep(h, "nsubj"); s >= 0 {
			r.bound(h, holder, s)
		} else if c, _ := r.controller(max(t.head(h), 0), h); c >= 0 {
			r.bound(max(t.head(h), 0), holder, c)
		}
	} else if isRel(t.token(h).Rel, "nmod") {
		r.put(holder, t.head(h), "")
	}
}

func (r *reader) put(s slot, token int, how string) {
	if token >= 0 {
		r.args = append(r.args, argument{slot: s, token: token, how: how})
	}
}

// passive reports whether verb i is in the passive.
func (r *reader) passive(i int) bool {
	t := r.tree
	active := false
	for c := range t.deps(i) {
		switch rel := t.token(c).Rel; rel {
		case "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent", "cop":
			return true
		case "nsubj", "obj":
			active = true
		}
	}
	if headline := r.doc.Sentences[t.of[i]].Kind == text.Heading; headline && r.headlinePassive(i) {
		return true
	}
	if active || t.token(i).XPOS != "VBN" {
		return false
	}
	for c := range t.deps(i) {
		if t.is(c, "aux") {
			return false // "has closed"
		}
	}
	switch rel := t.token(i).Rel; {
	case isRel(rel, "conj"):
		h := t.head(i)
		return h < 0 || t.token(h).XPOS != "VBN" || r.passive(h)
	}
	return true
}

// headlinePassive reports whether verb i is one of those from which headlines
// drop the auxiliary: "Market closed: three arrests".
func (r *reader) headlinePassive(i int) bool {
	t := r.tree
	if x := t.token(i).XPOS; x != "VBN" && x != "VBD" {
		return false
	}
	return t.dep(i, "obj") < 0 && t.dep(i, "aux") < 0
}

// verb gathers the arguments of a verb.
func (r *reader) verb(i int) {
	t := r.tree
	passive := r.passive(i)
	subject := -1
	for c := range t.deps(i) {
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
			if lemma := t.lemma(c); lemma == "there" || lemma == "here" || lemma == "where" {
				r.oblique(c, "at")
			}
		}
	}
	if subject < 0 {
		r.inherit(i, passive)
	}
	if isRel(t.token(i).Rel, "acl:relcl") {
		r.gap(i, passive)
	} else if !passive {
		r.farGap(i)
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
		if at = t.head(at); at < 0 {
			return
		}
		if t.token(at).Rel != "acl:relcl" {
			continue
		}
		for c := range t.deps(at) {
			if isRelative(t.token(c), t.lemma(c)) && !t.is(c, "nsubj") {
				r.put(patient, t.head(at), "relative clause")
			}
		}
		return
	}
}

// bound puts an argument of verb i; a relative pronoun stands for the noun that
// the clause hangs on.
func (r *reader) bound(i int, s slot, c int) {
	if h, how := r.antecedent(i, c); h >= 0 {
		r.put(s, h, how)
		return
	}
	r.put(s, c, "")
}

// antecedent returns the noun that c, a dependent of verb i, stands for if it is
// a relative pronoun.
func (r *reader) antecedent(i, c int) (int, string) {
	t := r.tree
	lemma := t.lemma(c)
	if !isRelative(t.token(c), lemma) {
		return -1, ""
	}
	if m := r.namedBefore(c, lemma); m >= 0 {
		return r.doc.Mentions[m].Head, "relative clause"
	}
	for range maxClimb {
		tok := t.token(i)
		h := t.head(i)
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

// oblique puts what follows a preposition, and what follows a preposition inside
// it: parsers often hang "in Bangkok by the police" together.
func (r *reader) oblique(c int, prep string) {
	t := r.tree
	token, how := c, ""
	if a, h := r.antecedent(t.head(c), c); a >= 0 {
		token, how = a, h
	}
	r.args = append(r.args, argument{slot: marked, prep: prep, token: token, how: how})
	for m := range t.deps(c) {
		if isRel(t.token(m).Rel, "nmod") {
			if p := t.preposition(m); p != "" && p != "of" {
				r.args = append(r.args, argument{slot: marked, prep: p, token: m, how: "nested phrase"})
			}
		}
	}
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
	at := i
	for range maxClimb {
		tok := t.token(at)
		h := t.head(at)
		if h < 0 {
			return
		}
		switch rel := tok.Rel; {
		case isRel(rel, "conj") || isRel(rel, "xcomp") || isRel(rel, "advcl") || isRel(rel, "parataxis") && !r.hasSubject(at):
			if up := t.token(h).UPOS; up != text.VERB && up != text.AUX && up != text.ADJ && up != text.NOUN {
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
			r.put(own, h, "participle") // "the seized platform"
			return
		case isRel(rel, "acl"):
			// "the man accused of running Y", "agents working for Z"; the
			// infinitive in "a plan to close Y" has nobody to do it.
			if m := t.dep(at, "mark"); m >= 0 && rel != "acl:relcl" && at == i {
				return
			}
			if rel == "acl:relcl" && r.hasRelative(at) {
				return
			}
			if rel == "acl:relcl" && at == i {
				return // the gap is found by the caller
			}
			r.put(own, h, "participle")
			return
		default:
			return
		}
		at = h
	}
}

func (r *reader) hasSubject(i int) bool { return r.tree.dep(i, "nsubj") >= 0 }

func (r *reader) hasRelative(i int) bool {
	for c := range r.tree.deps(i) {
		if isRelative(r.tree.token(c), r.tree.lemma(c)) {
			return true
		}
	}
	return false
}

// controller returns who does what the clause at says, in which h governs it.
func (r *reader) controller(h, at int) (int, string) {
	t := r.tree
	subject, object := -1, -1
	for c := range t.deps(h) {
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
		if m := t.dep(at, "mark"); m >= 0 {
			mark = t.lemma(m)
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
	h := t.head(i)
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
	for c := range t.deps(i) {
		switch lemma := t.lemma(c); {
		case lemma == "whose":
			return
		case lemma == "where":
			r.args = append(r.args, argument{slot: marked, prep: "at", token: h, how: "relative clause"})
			return
		case t.is(c, "nsubj"), t.is(c, "obj"):
			if p := t.dep(c, "nmod:poss"); p >= 0 && t.lemma(p) == "whose" {
				return
			}
		}
	}
	switch {
	case passive && !hasPatient, !passive && hasAgent && !hasPatient:
		r.put(patient, h, "relative clause")
	case !passive && !hasAgent:
		r.put(agent, h, "relative clause")
	}
}

// noun gathers the arguments of a noun or an adjective.
func (r *reader) noun(i int) {
	t := r.tree
	r.put(self, i, "")
	copula := t.dep(i, "cop") >= 0
	for c := range t.deps(i) {
		switch rel := t.token(c).Rel; {
		case rel == "nmod:poss":
			if h, how := r.antecedent(r.verbAbove(i), c); h >= 0 {
				r.put(possessor, h, how)
			} else {
				r.put(possessor, c, "")
			}
		case isRel(rel, "nmod:desc"), isRel(rel, "compound"), rel == "amod":
			r.put(compound, c, "")
		case isRel(rel, "nmod"), isRel(rel, "obl"):
			r.oblique(c, t.preposition(c))
		case isRel(rel, "nsubj") && copula:
			if h, how := r.antecedent(i, c); h >= 0 {
				r.put(holder, h, how)
			} else {
				r.put(holder, c, "predicate")
			}
		case rel == "appos", rel == "flat":
			r.put(holder, c, "apposition")
		}
	}
	r.holders(i, copula, 0)
	r.light(i)
}

// light gives a noun the arguments of the verb that only carries it: "X gave
// support", "assistance was provided by X", "help came from X".
func (r *reader) light(i int) {
	t := r.tree
	h := t.head(i)
	if h < 0 || t.token(h).UPOS != text.VERB || !r.lists.light[t.lemma(h)] {
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
		h := t.head(i)
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
	h := t.head(i)
	if h < 0 || depth > 4 {
		return
	}
	switch rel := tok.Rel; {
	case rel == "appos":
		r.put(holder, h, "apposition")
	case rel == "nmod:desc", rel == "compound" && t.token(h).UPOS == text.PROPN:
		r.put(holder, h, "title")
	case rel == "acl:relcl" && copula:
		r.put(holder, h, "relative clause")
	case (rel == "xcomp" || rel == "obj") && isNaming(t.lemma(h)):
		// "whom they called the manager", "was named the owner"
		saved := len(r.args)
		r.verb(h)
		kept := r.args[:saved]
		for _, a := range r.args[saved:] {
			if a.slot == patient && a.token != i {
				kept = append(kept, argument{slot: holder, token: a.token, how: "called so"})
			}
		}
		r.args = kept
	case rel == "xcomp", copula && isClause(rel), copula && isRel(rel, "obl"):
		// "became the administrator", "is accused of being the owner"
		if c, _ := r.controller(h, i); c >= 0 {
			r.bound(h, holder, c)
		}
	case isRel(rel, "obl"), isRel(rel, "advcl"):
		// "served as the moderator", "named as administrators"
		if t.preposition(i) == "as" || r.markedAs(i) {
			saved := len(r.args)
			r.verb(h)
			for k := saved; k < len(r.args); k++ {
				if a := &r.args[k]; (a.slot == agent || a.slot == patient) && a.token != i {
					a.slot, a.how = holder, "as"
				} else {
					a.slot = none
				}
			}
		}
	case isRel(rel, "nmod") && isCount(t.lemma(h)):
		// "one of the moderators"
		copula := t.dep(h, "cop") >= 0
		if s := t.dep(h, "nsubj"); s >= 0 && copula {
			r.bound(h, holder, s)
		}
		if a := t.dep(h, "appos"); a >= 0 {
			r.put(holder, a, "apposition")
		}
		r.holders(h, copula, depth+1)
	case rel == "conj":
		if up := t.token(h).UPOS; up == text.NOUN || up == text.PROPN {
			// "founder and head of Y, X": the conjunct shares the holder.
			r.holders(h, t.dep(h, "cop") >= 0, depth+1)
			if s := t.dep(h, "nsubj"); s >= 0 && t.dep(h, "cop") >= 0 {
				r.bound(h, holder, s)
			}
			if a := t.dep(h, "appos"); a >= 0 {
				r.put(holder, a, "apposition")
			}
		}
	}
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
	m := r.tree.dep(i, "mark")
	return m >= 0 && r.tree.lemma(m) == "as"
}
