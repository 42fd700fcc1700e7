package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// population reads how many users, vendors or listings a site had. The governor
// t tells what it tells; -1 if there is none.
func (r *reader) population(n *number, t int, tells class) {
	key := ontology.Users
	switch {
	case n.kind&vendor != 0:
		key = ontology.Vendors
	case n.kind&listing != 0:
		key = ontology.Listings
	}
	if tells&(arrest|hold|seize|closing) != 0 {
		return
	}
	v, how := r.possession(n.noun)
	if how == "" || v >= 0 && r.unsaid(v) {
		return
	}
	e, found := r.siteOf(n.noun)
	r.add(e, key, text.Value{Number: n.Number, Bound: n.Bound}, n.first, "count."+key.String(), fmt.Sprintf("%s, site %s", how, found))
}

// possession says how noun i is something that a site has, "" if it is not, and
// the verb that says so, -1 for none.
func (r *reader) possession(i int) (verb int, how string) {
	owned := false
	for k := range r.of(i) {
		if (r.isRel(k, "nmod") || r.isRel(k, "compound")) && r.entityOf(k, sites) >= 0 {
			owned = true
		}
		if r.isRel(k, "nsubj") && r.isRel(i, "root") && r.child(i, "cop") < 0 && r.entityOf(k, sites) >= 0 {
			owned = true
		}
	}
	child := i
	for a := range r.up(i) {
		if r.isRel(child, "conj") && r.isNoun(a) {
			child = a
			continue
		}
		if r.isVerb(a) || r.pos(a) == text.AUX {
			return a, r.having(a, child, i, owned)
		}
		switch p := r.preposition(child); {
		case (p == "with" || p == "than" || p == "boasting") && (r.entityOf(a, sites) >= 0 || through[r.lemma(a)] || r.nounIsSite(a)):
			return -1, "with"
		case r.lemma(a) == "home" && p == "to":
			return -1, "home to"
		case r.isRel(child, "appos"), r.isRel(child, "list"), r.isRel(child, "parataxis"), r.isRel(child, "dep"), r.isRel(child, "nummod"):
		case r.isRel(child, "nmod") && p == "of" && isTotal(r.lemma(a)):
		case r.isRel(child, "nsubj"), r.isRel(child, "compound"):
			return -1, ""
		default:
			return -1, ""
		}
		child = a
	}
	if owned || !r.hasVerb(int(r.sentence[i])) {
		return -1, "without a verb"
	}
	return -1, ""
}

func (r *reader) nounIsSite(i int) bool { return r.nounKind(i)&site != 0 }

func isTotal(lemma string) bool {
	switch lemma {
	case "total", "base", "number", "community", "membership", "catalogue", "catalog", "range", "array", "network":
		return true
	}
	return false
}

// having says how verb v says that a site has noun i, whose topmost phrase child
// depends on v.
func (r *reader) having(v, child, i int, owned bool) string {
	switch {
	case r.child(v, "expl") >= 0:
		return "there were"
	case r.tells[v]&have != 0 && (r.isRel(child, "obj") || r.isRel(child, "obl") && r.preposition(child) == "to" || r.isRel(child, "xcomp")):
		return r.form(v)
	case r.isRel(child, "obl") && r.preposition(child) == "with":
		return "with"
	case r.isRel(child, "nsubj") && (r.uses(v) || owned && !r.isRel(child, "nsubj:pass")):
		return r.form(v)
	case r.isRel(child, "nsubj:pass") && (r.joins(v) || r.uses(v)):
		return r.form(v)
	case r.isRel(child, "obl:agent") && (r.lemma(v) == "use" || r.lemma(v) == "visit"):
		return r.form(v)
	}
	return ""
}

// uses reports whether the subject of verb v is said to use, or to be offered
// on, a site: "100,000 people used", "170,000 are thought to use".
func (r *reader) uses(v int) bool {
	switch r.lemma(v) {
	case "use", "join", "register", "sign", "trade", "frequent", "subscribe", "populate":
		return true
	}
	if x := r.child(v, "xcomp"); x >= 0 && r.lemma(x) != r.lemma(v) {
		switch r.lemma(x) {
		case "use", "join", "register", "trade":
			return true
		}
	}
	return false
}

func (r *reader) joins(v int) bool {
	switch r.lemma(v) {
	case "register", "list", "offer", "advertise", "sell", "find", "count", "sign", "post", "trade", "host":
		return true
	}
	return false
}
