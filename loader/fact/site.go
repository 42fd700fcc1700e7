package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// population reads how many users, vendors or listings a site had. The governor
// t tells what it tells; -1 if there is none.
func (r *reader) population(k int) {
	n := &r.numbers[k]
	if r.hasPredicate(n) || n.Number < 2 || n.kind&listing != 0 && n.Number < fewestListings {
		return // "300 users identified"
	}
	how := "used"
	if n.kind&(user|vendor|listing) != 0 || !r.isUse(n.noun) {
		how = r.possession(n)
	}
	if how == "" && k > 0 && r.numbers[k-1].had && r.isSeries(&r.numbers[k-1], n) {
		how = "series"
	}
	if how == "" {
		return
	}
	n.had = true
	key := ontology.Users
	switch {
	case n.kind&vendor != 0:
		key = ontology.Vendors
	case n.kind&listing != 0:
		key = ontology.Listings
	}
	e, found := r.siteOf(n.noun)
	r.add(e, key, text.Value{Number: n.Number, Bound: n.Bound}, n.first, "count."+key.String(), fmt.Sprintf("%s, site %s", how, found))
}

// fewestListings is how many offers a site has at least: "four items" are the writer's.
const fewestListings = 100

// possession says how the noun of n is something that a site has, "" if it is
// not said to be.
func (r *reader) possession(n *number) string {
	owned := r.isOwned(n.noun)
	if n.noun < n.first {
		return "told of before"
	}
	if r.isFragment(n.noun) {
		return "without a verb"
	}
	if p := r.child(n.noun, "nmod:poss"); p >= 0 && n.kind&populace != 0 && (r.entityOf(p, sites) >= 0 || r.nounIsSite(p) || r.form(p) == "whose" && r.before(p+1, sites) < 0 && r.entityAt(p-2, sites) >= 0) {
		return "of the site" // "the market's 28,000 members"
	}
	if k := r.child(n.noun, "amod"); k >= 0 && n.kind&(user|vendor) != 0 && r.form(k) == "registered" {
		return "registered"
	}
	child := n.noun
	for a := range r.up(n.noun) {
		if r.isRel(child, "conj") && r.isNoun(a) {
			child = a
			continue
		}
		if owned && (r.preposition(child) == "of" || r.preposition(child) == "among") {
			if known[r.lemma(a)] {
				return "" // "the names of 300 vendors"
			}
			return "of the site"
		}
		if r.isRel(child, "nsubj") && r.child(a, "cop") >= 0 && present[r.lemma(a)] && !r.unsaid(a) {
			return r.form(a)
		}
		if r.isRel(child, "nsubj") && r.isRel(a, "acl:relcl") && r.head(a) >= 0 && n.kind&(user|vendor) != 0 &&
			(r.nounIsSite(r.head(a)) || r.entityOf(r.head(a), sites) >= 0) {
			return "there" // "a forum on which 110,000 members swapped"
		}
		if r.isVerb(a) || r.pos(a) == text.AUX {
			how := r.having(a, child, n, owned)
			if how == "" || r.unsaid(a) && !owned && !r.isOffered(a, n) {
				break
			}
			return how
		}
		switch p := r.preposition(child); {
		case p == "of" && r.nounIsSite(a) && n.kind&populace != 0:
			return "of" // "a bazaar of 60,000 members"
		case (p == "with" || p == "than" || p == "boasting") && (r.entityOf(a, sites) >= 0 || through[r.lemma(a)] || r.nounIsSite(a)):
			return "with"
		case r.lemma(a) == "sale" && p == "to" && n.kind&user != 0:
			return "for sale to"
		case r.lemma(a) == "home" && p == "to":
			return "home to"
		case r.isRel(child, "appos"), r.isRel(child, "list"), r.isRel(child, "parataxis"), r.isRel(child, "dep"), r.isRel(child, "nummod"):
		case r.isRel(child, "nmod") && p == "of" && isTotal(r.lemma(a)):
		default:
			return r.possessionBeside(n)
		}
		child = a
	}
	return r.possessionBeside(n)
}

// known are nouns of what the police have of some of those on a site.
var known = map[string]bool{"name": true, "identity": true, "list": true, "address": true, "detail": true, "datum": true, "data": true, "arrest": true,
	"conviction": true, "home": true, "computer": true}

// isOffered reports whether what n counts could be had on a site by verb v: "22,000 listings
// could be found on X".
func (r *reader) isOffered(v int, n *number) bool {
	k := r.child(v, "aux")
	return k >= 0 && r.form(k) == "could" && n.kind&listing != 0 && (r.argues(v) || r.names(v, sites))
}

// present are words that say that somebody or something was on a site.
var present = map[string]bool{"active": true, "registered": true, "present": true, "available": true, "online": true, "offer": true,
	"sale": true}

// isOwned reports whether noun i is said to belong to a site: "AlphaBay's 40,000
// vendors", "listings on the market".
func (r *reader) isOwned(i int) bool {
	for k := range r.of(i) {
		if (r.isRel(k, "nmod") || r.isRel(k, "compound")) && r.entityOf(k, sites) >= 0 {
			return true
		}
		if r.isRel(k, "nsubj") && r.isRel(i, "root") && r.child(i, "cop") < 0 && r.entityOf(k, sites) >= 0 {
			return true // the parser took "counted" for a noun
		}
	}
	return false
}

// possessionBeside is possession by the words beside the number, where the tree
// leads nowhere: a verb of having before it, or "with" behind a site.
func (r *reader) possessionBeside(n *number) string {
	s := r.near(n.first)
	if at := n.noun + 1; at+1 < s.Last && r.lemma(at) == "be" && present[r.lemma(at+1)] {
		return r.form(at + 1)
	}
	if r.form(n.first-1) == "(" && r.entityAt(n.first-2, sites) >= 0 {
		return "in brackets"
	}
	for i := n.first - 1; i >= s.First && i >= n.first-longestReach && !r.isStop(i); i-- {
		if r.form(i) == "with" && i == s.First {
			return "with"
		}
		if r.form(i) == "with" && (r.entityAt(i-1, sites) >= 0 || r.nounIsSite(i-1) || through[r.lemma(i-1)]) {
			return "with"
		}
		if r.form(i) == "," && reporting[r.lemma(i-1)] {
			i = r.aside(i-1, s.First) // "and had, the DOJ says, four million users"
			continue
		}
		if r.isVerb(i) || r.pos(i) == text.AUX && r.lemma(i) == "have" {
			if n.kind&listing != 0 && r.isOfPerson(i) {
				return ""
			}
			if r.tells[i]&have != 0 && !r.hasBe(i) && !r.unsaid(i) && i+1+longestGap >= n.first {
				return r.form(i)
			}
			return ""
		}
	}
	return ""
}

// aside returns the comma that opens the aside which ends with the verb at token
// i, or i.
func (r *reader) aside(i, first int) int {
	for k := i - 1; k > first && k > i-longestAside; k-- {
		if r.form(k) == "," {
			return k
		}
	}
	return i
}

// longestGap is how many tokens may stand between a verb of having and the
// number, when no tree ties them: bounds, or another number of a list.
const longestGap = 8

func (r *reader) nounIsSite(i int) bool { return r.nounKind(i)&site != 0 }

func isTotal(lemma string) bool {
	switch lemma {
	case "total", "base", "number", "community", "membership", "following", "clientele", "audience", "userbase", "readership", "catalogue", "catalog", "range", "array", "network":
		return true
	}
	return false
}

// having says how verb v says that a site has what n counts; the topmost phrase
// of it is child, which depends on v. It returns "" if v does not say so.
func (r *reader) having(v, child int, n *number, owned bool) string {
	switch {
	case r.child(v, "expl") >= 0:
		return "there were"
	case n.kind&(listing|user) != 0 && r.isRel(child, "obj") && r.isOfPerson(v), supplying[r.lemma(v)] && !r.argues(v):
		return "" // what one vendor had
	case r.tells[v]&have != 0 && (r.isRel(child, "obj") || r.isRel(child, "obl") && (r.preposition(child) == "to" || r.preposition(child) == "into") || r.isRel(child, "xcomp")):
		return r.form(v)
	case n.kind&listing != 0 && (r.isRel(child, "obj") || r.isRel(child, "ccomp") || r.isRel(child, "xcomp")) && (r.lemma(v) == "find" || r.lemma(v) == "see") && (owned || r.saysThere(v)):
		return r.form(v)
	case r.isRel(child, "obl") && (r.preposition(child) == "with" || r.preposition(child) == "from" && (r.lemma(v) == "choose" || r.lemma(v) == "select" || r.lemma(v) == "pick")):
		return "with"
	case r.isRel(child, "nsubj") && (r.uses(v) || owned && !dealing[r.lemma(v)] || n.kind&vendor != 0 && r.joins(v) && r.argues(v)):
		return r.form(v)
	case r.isRel(child, "nsubj") && n.kind&user != 0 && n.kind&vendor == 0 && r.lemma(v) == "pay":
		return r.form(v) // "1,150 subscribers paid $90 a month"
	case r.isRel(child, "nsubj:pass") && (r.joins(v) || r.uses(v)):
		return r.form(v)
	case (r.isRel(child, "obl:agent") || r.isRel(child, "obl") && r.preposition(child) == "by") && (r.lemma(v) == "use" || r.lemma(v) == "visit"):
		return r.form(v)
	}
	return ""
}

// isOfPerson reports whether the subject of verb v is somebody.
func (r *reader) isOfPerson(v int) bool {
	s := r.subject(v)
	return s >= 0 && (r.entityOf(s, persons) >= 0 || r.isLost(s))
}

// supplying are verbs of what vendors do to customers of their own.
var supplying = map[string]bool{"sell": true, "ship": true, "supply": true, "send": true, "post": true, "mail": true}

// dealing are verbs of what the law does to some of those on a site.
var dealing = map[string]bool{"arrest": true, "charge": true, "convict": true, "detain": true, "extradite": true, "identify": true, "indict": true,
	"jail": true, "plead": true, "sentence": true, "face": true, "warn": true}

// uses reports whether the subject of verb v is said to use, or to be offered
// on, a site: "100,000 people used", "170,000 are thought to use".
func (r *reader) uses(v int) bool {
	switch r.lemma(v) {
	case "trade", "deal", "ply", "operate":
		return true
	case "do":
		o := r.child(v, "obj")
		return o >= 0 && r.lemma(o) == "business"
	}
	if using[r.lemma(v)] {
		return true
	}
	if o := r.child(v, "obj"); o >= 0 && r.lemma(v) == "have" && r.nounKind(o)&user != 0 {
		return r.names(v, sites) // "had accounts on the site"
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
