package fact

import (
	"slices"

	"onymous/loader/text"
)

// argument returns the entities of the wanted kinds that trigger t is said of:
// whom or what it is done to, or who does it if nothing is done to anybody. Where
// the tree shows neither, it is the nearest on the side where it belongs.
func (r *reader) argument(t int, want kindSet) []int {
	if g := r.moved(t); g >= 0 {
		return r.entitiesOf(nil, g, want)
	}
	if r.isVerb(t) && (r.isPassive(t) || r.child(t, "obj") < 0) {
		if e := r.before(t, want); e >= 0 {
			return []int{e}
		}
	}
	var out []int
	var patients []int
	if r.tells[t]&exist == 0 || r.tells[t]&(opening|closing) != 0 {
		patients = r.patients(t)
	}
	for _, p := range patients {
		out = r.entitiesOf(out, p, want)
	}
	if o := r.sharedObject(t); len(patients) == 0 && o >= 0 {
		out = r.entitiesOf(out, o, want)
	}
	if len(out) > 0 {
		return out
	}
	if !r.isVerb(t) && r.pos(t) != text.AUX && r.tells[t]&exist == 0 {
		return r.nominal(t, want)
	}
	for _, p := range patients {
		// The name may hang elsewhere in the phrase: "its founder, the Canadian
		// Alexandre Cazes, 25, was arrested".
		if e := r.within(p, t, want); e >= 0 {
			return []int{e}
		}
	}
	s := r.subject(t)
	if o := r.caused(t); o >= 0 && through[r.lemma(o)] && s >= 0 {
		return r.entitiesOf(nil, s, want) // "the site had its servers seized"
	}
	if len(patients) > 0 {
		return nil
	}
	if s >= 0 {
		if out = r.entitiesOf(out, s, want); len(out) > 0 {
			return out
		}
		if e := r.within(s, t, want); e >= 0 && s < t {
			return []int{e}
		}
	}
	if s >= 0 && (r.isNamed(s) || r.isLost(s) || r.pos(s) == text.NOUN && !r.nounIsSite(s)) {
		return nil
	}
	if r.tells[t]&exist != 0 && r.tells[t]&(opening|closing) == 0 && r.isVerb(t) {
		return nil
	}
	if e := r.beside(t, want); e >= 0 {
		return []int{e}
	}
	return nil
}

// sharedObject returns the object that verb t, the beginning of something, leaves to the verb
// that goes on from it, or -1: "created, in 2018, and ran X".
func (r *reader) sharedObject(t int) int {
	if r.tells[t]&opening == 0 || !r.isVerb(t) || r.isPassive(t) {
		return -1
	}
	for k := range r.of(t) {
		if r.isRel(k, "conj") && r.isVerb(k) && r.child(k, "nsubj") < 0 {
			return r.child(k, "obj")
		}
	}
	return -1
}

// before returns the entity named right before the auxiliaries of verb t, or -1:
// a subject that needs no tree, "and Hansa was taken over", unless it belongs to
// a phrase or is one of several.
func (r *reader) before(t int, want kindSet) int {
	i, first := t-1, r.near(t).First
	aux := false
	for i > first && (r.pos(i) == text.AUX || r.pos(i) == text.ADV) {
		aux = aux || r.pos(i) == text.AUX
		i--
	}
	e := -1
	if i >= first && aux {
		e = r.entityAt(i, want)
	}
	for e >= 0 && i >= first && r.entityAt(i, want) == e {
		i--
	}
	if e < 0 && t == r.near(t).First+1 || e < 0 && i == t-1 && !aux && r.child(t, "nsubj") < 0 {
		// "Nightowl surfaced in 2019", where the parser found no subject.
		if e = r.entityAt(t-1, want); e >= 0 && r.startsSentence(t-1, e, want) {
			return e
		}
		return -1
	}
	if e < 0 || i >= first && r.form(i) != "," && r.form(i) != "and" && r.form(i) != "when" && r.form(i) != "while" && r.pos(i) != text.NUM {
		return -1
	}
	if i > first && r.form(i) == "and" && r.entityAt(i-1, want) >= 0 {
		return -1
	}
	return e
}

// startsSentence reports whether the name of entity e that ends at token i
// begins its sentence.
func (r *reader) startsSentence(i, e int, want kindSet) bool {
	first := r.doc.Sentences[r.sentence[i]].First
	for i > first && r.entityAt(i-1, want) == e {
		i--
	}
	return i == first && r.isProper(i)
}

// moved returns the noun that the object of verb t was moved away to, or -1:
// "RAMP, which the ministry says it closed".
func (r *reader) moved(t int) int {
	if !r.isVerb(t) || r.child(t, "obj") >= 0 || r.isPassive(t) {
		return -1
	}
	h := r.head(t)
	if (r.isRel(t, "ccomp") || r.isRel(t, "xcomp")) && h >= 0 && r.isRel(h, "acl:relcl") {
		return r.head(h)
	}
	// "the company he founded in 2008"
	if s := r.child(t, "nsubj"); r.isRel(t, "acl:relcl") && s >= 0 && r.antecedent(t, s) == s {
		return h
	}
	return -1
}

// nominal is argument for a trigger that is a noun and names nothing after "of".
func (r *reader) nominal(t int, want kindSet) []int {
	if e := r.entityAt(t, want); e >= 0 {
		return []int{e}
	}
	if h := r.head(t); h >= 0 && r.isVerb(h) && r.isLight(h) && r.isRel(t, "obj") {
		if s := r.subject(h); s >= 0 {
			return r.entitiesOf(nil, s, want) // "the site made its debut"
		}
	}
	return nil
}

// isNamed reports whether token i names an entity of any kind.
func (r *reader) isNamed(i int) bool { return r.headed[i] >= 0 || r.covered[i] >= 0 }

// longestNP is how many tokens a noun phrase with its appositions may have.
const longestNP = 20

// within returns the entity named last between the noun p and the trigger t, or
// in the words behind p if it follows t; -1 if there is none.
func (r *reader) within(p, t int, want kindSet) int {
	if want == sites && p < t && !r.nounIsSite(p) && !through[r.lemma(p)] {
		return -1 // the trial over the site ended, not the site
	}
	if p < t {
		for i := t - 1; i > p && i > t-longestNP; i-- {
			if e := r.entityAt(i, want); e >= 0 && r.isProper(i) && !r.isOwner(i) {
				return e
			}
		}
		return -1
	}
	end := r.near(t).Last
	for i := t + 1; i < end && i < p+longestReach && !r.isVerb(i); i++ {
		if e := r.entityAt(i, want); e >= 0 && r.isProper(i) {
			return e
		}
	}
	return -1
}

// isOwner reports whether the name at token i is that of a person to whom another belongs:
// "two of X's cousins were arrested".
func (r *reader) isOwner(i int) bool {
	for m := r.covered[i]; i < len(r.doc.Tokens) && r.covered[i] == m; i++ {
		if r.form(i) == "'s" || r.form(i) == "’s" {
			return true
		}
	}
	switch r.form(i) {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// isProper reports whether token i belongs to a name.
func (r *reader) isProper(i int) bool {
	m := r.covered[i]
	return m >= 0 && r.doc.Mentions[m].Form == text.Proper
}

// beside returns the entity nearest to verb t where its argument should stand:
// before a passive or an intransitive, behind a participle that opens the
// sentence, behind an active verb.
func (r *reader) beside(t int, want kindSet) int {
	s := r.near(t)
	if t <= s.First+1 {
		for i := t + 1; i < s.Last && i < t+longestNP; i++ {
			if e := r.entityAt(i, want); e >= 0 {
				return e
			}
		}
		return -1
	}
	for i := t - 1; i >= s.First && i > t-longestNP; i-- {
		if r.form(i) == ";" || r.form(i) == ":" {
			break
		}
		if e := r.entityAt(i, want); e >= 0 {
			return e
		}
	}
	for i := t + 1; i < s.Last && i < t+longestAside; i++ {
		if e := r.entityAt(i, want); e >= 0 {
			return e
		}
	}
	return -1
}

// listed returns the entities that a colon behind trigger t announces: "Five
// people were arrested that day: Kats in Brooklyn, Marmilev …".
func (r *reader) listed(t int, want kindSet) []int {
	var out []int
	if !r.isVerb(t) {
		return nil
	}
	end := r.near(t).Last
	colon := false
	for i := t + 1; i < end; i++ {
		if r.form(i) == ":" {
			colon = true
		}
		if !colon {
			continue
		}
		if e := r.entityAt(i, want); e >= 0 && r.isProper(i) && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}
