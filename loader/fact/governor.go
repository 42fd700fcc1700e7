package fact

import "onymous/loader/text"

// What a number may be governed by.
const governing = arrest | hold | seize | find | closing

// governing returns what the number may be governed by: people are arrested, sums
// are seized.
func (n *number) governing() class {
	switch {
	case n.Currency != "":
		return seize | find
	case n.kind == person:
		return arrest | hold
	case n.noun >= 0 && n.kind&person == 0:
		return seize | find | closing
	default:
		return governing
	}
}

// govern finds the trigger of each number: by the tree, else by the words beside
// it, else from the number before or after it in a series, else from what
// introduces the list that it stands in.
func (r *reader) govern() {
	for k := range r.numbers {
		n := &r.numbers[k]
		i := n.noun
		if i < 0 || n.Currency != "" {
			i = n.top
		}
		want := n.governing()
		n.governor = r.treeGovernor(i, want)
		n.bare = n.noun < 0 && n.governor >= 0 && (r.head(n.governor) == n.top || r.labelled(n.first, arrest) == n.governor) // "61 nicked"
		if n.governor < 0 && n.noun < 0 && n.Currency == "" {
			n.governor = r.bareGovernor(n)
			n.bare = n.governor >= 0
		} else if n.governor < 0 {
			n.governor = r.lineGovernor(n, want)
		}
		if n.governor < 0 && k > 0 && r.isWorth(n, &r.numbers[k-1]) {
			n.governor = r.numbers[k-1].governor
		}
	}
	for k := 1; k < len(r.numbers); k++ {
		if n, before := &r.numbers[k], &r.numbers[k-1]; n.governor < 0 && before.governor >= 0 && r.tells[before.governor]&(n.governing()|tally) != 0 && r.isSeries(before, n) {
			n.governor = before.governor
		}
	}
	for k := len(r.numbers) - 2; k >= 0; k-- {
		if n, after := &r.numbers[k], &r.numbers[k+1]; n.governor < 0 && after.governor >= 0 && r.tells[after.governor]&n.governing() != 0 && r.isSeries(n, after) && !(n.noun >= 0 && r.preposition(n.noun) == "of") {
			n.governor = after.governor
		}
	}
	for k := range r.numbers {
		n := &r.numbers[k]
		if n.governor < 0 {
			n.governor = r.likewise(n)
		}
		if n.governor < 0 {
			n.governor = r.tallied(n)
		}
		if n.governor < 0 {
			n.governor = r.leadIn(n)
		}
	}
}

// treeGovernor returns the trigger that noun i is an argument of, or -1. A verb
// counts if the noun is what it is done to; a noun counts if what is counted
// follows it.
func (r *reader) treeGovernor(i int, want class) int {
	for k := range r.of(i) {
		// "208 suspects arrested", "accounts, frozen", "people who were held"
		if r.isRel(k, "acl") && r.tells[k]&want != 0 && r.isPassive(k) {
			return k
		}
	}
	for k := range r.of(i) {
		if r.isRel(k, "nmod") && r.tells[k]&want&(arrest|hold) != 0 && r.isFragment(i) && (r.preposition(k) == "in" || r.preposition(k) == "under") {
			return k // "three Germans in custody"
		}
	}
	if k := r.attribute(i, want); k >= 0 {
		return k
	}
	child := i
	for a := range r.up(i) {
		tells := r.tells[a] & want
		if r.isOfSite(child) {
			return -1
		}
		switch {
		case r.isRel(child, "obj") && want&seize != 0 && holding[r.lemma(a)] && r.told(a, want) >= 0:
			return r.told(a, want)
		case r.isRel(child, "acl") && r.attribute(a, want) >= 0:
			return r.attribute(a, want) // "restrained assets valued at"
		case r.isRel(child, "nsubj") && r.stated(a, want) >= 0:
			return r.stated(a, want) // "were behind bars"
		case r.isRel(child, "nsubj") && r.reduced(a, want) >= 0:
			return r.reduced(a, want)
		case tells == 0:
		case tells&(arrest|hold) != 0 && r.child(a, "cop") >= 0 && r.isRel(child, "nsubj"):
			return a // "two of them are under arrest"
		case r.isVerb(a) || r.pos(a) == text.AUX:
			if r.isPatient(a, child) {
				return a
			}
		case r.isRel(child, "nmod") || r.isRel(child, "compound") || r.isRel(child, "conj") || r.isRel(child, "appos"):
			return a
		}
		if r.isVerb(a) && !r.isLight(a) && !r.isRel(child, "conj") && !(r.isRel(a, "acl") && holding[r.lemma(a)] && (want&closing == 0 || r.child(a, "nsubj") < 0)) {
			return r.seen(a, child, want)
		}
		child = a
	}
	return -1
}

// isOfSite reports whether noun i is what a site has: "busts a site with 400,000
// members".
func (r *reader) isOfSite(i int) bool {
	h := r.head(i)
	return h >= 0 && r.isRel(i, "nmod") && r.preposition(i) == "with" && (r.nounIsSite(h) || r.entityAt(h, sites) >= 0)
}

// attribute returns the participle before noun i that is a trigger, or -1:
// "restrained assets".
func (r *reader) attribute(i int, want class) int {
	for k := range r.of(i) {
		if r.isRel(k, "amod") && r.tells[k]&want != 0 && r.isPassive(k) {
			return k
		}
	}
	return -1
}

// stated returns the copula of the predicate a if it makes a trigger together
// with it, or -1.
func (r *reader) stated(a int, want class) int {
	if c := r.child(a, "cop"); c >= 0 && r.tells[c]&want != 0 {
		return c
	}
	return -1
}

// told returns the trigger that is the subject of verb a or stands with it: "the seizures
// included", "items seized include". It is -1 if there is none.
func (r *reader) told(a int, want class) int {
	s := r.child(a, "nsubj")
	if s < 0 {
		return -1
	}
	if r.tells[s]&want != 0 {
		return s
	}
	for k := range r.of(s) {
		if (r.isRel(k, "acl") || r.isRel(k, "amod")) && r.tells[k]&want != 0 && r.isPassive(k) {
			return k
		}
	}
	return -1
}

// reduced returns the passive trigger whose subject the parser gave to verb a, a
// participle that it took for a clause of its own, or -1: "servers linked to the
// network had been taken down".
func (r *reader) reduced(a int, want class) int {
	h := r.head(a)
	if h <= a || !r.isRel(a, "advcl") || r.child(a, "mark", "aux") >= 0 || r.tells[h]&want == 0 {
		return -1
	}
	if !r.isPassive(h) || r.child(h, "nsubj") >= 0 {
		return -1
	}
	return h
}

// holding are verbs whose object is as good as their subject: "wallets containing
// $25 million were seized".
var holding = map[string]bool{"contain": true, "hold": true, "total": true, "include": true, "comprise": true, "add": true, "amount": true}

// seen returns the trigger that verb a says was done to its object, or -1: "the
// operation saw 61 people put in handcuffs", "had 12 men arrested".
func (r *reader) seen(a, object int, want class) int {
	if !r.isRel(object, "obj") {
		return -1
	}
	for k := range r.of(a) {
		if (r.isRel(k, "xcomp") || r.isRel(k, "ccomp")) && k > object && r.tells[k]&want != 0 && r.child(k, "nsubj") < 0 {
			return k
		}
	}
	return -1
}

// lineGovernor returns the trigger that stands beside the number where the tree
// leads nowhere: a passive behind the noun ("45 firearms were also seized") or
// an active verb before the number, with no other verb between.
func (r *reader) lineGovernor(n *number, want class) int {
	s := r.near(n.first)
	end := max(n.noun+1, n.last)
	if i := r.ofWhat(n, s.First); i >= 0 {
		return i
	}
	if n.noun >= 0 && (!n.part && aside[r.preposition(n.noun)] || r.isOfSite(n.noun)) {
		return -1 // "frozen with the help of two exchanges"
	}
	if end < s.Last && r.tells[end]&want != 0 && !r.isVerb(end) && r.pos(end) == text.ADV {
		return end // "nine servers down"
	}
	for i := end; i < s.Last && !r.isObject(n, s.First); i++ {
		if r.isStop(i) {
			break
		}
		if r.isVerb(i) {
			if r.tells[i]&want != 0 && r.isPassive(i) {
				return i
			}
			break
		}
	}
	for i := n.first - 1; i >= s.First && i >= n.first-longestReach; i-- {
		if r.form(i) == ":" {
			return r.announced(s.First, i)
		}
		if r.isStop(i) {
			break
		}
		if r.isVerb(i) && r.token(i).XPOS != "VBG" {
			if r.tells[i]&want != 0 && (!r.hasBe(i) || i == s.First) {
				return i
			}
			break
		}
	}
	return -1
}

// aside are prepositions before what nothing is done to.
var aside = map[string]bool{"of": true, "in": true, "from": true, "at": true, "by": true, "for": true, "to": true, "through": true, "after": true,
	"into": true, "against": true, "among": true, "between": true}

// isObject reports whether an active verb stands right before the number, which
// is then its object: "that fleeced 70,000 Britons is shut".
func (r *reader) isObject(n *number, first int) bool {
	for i := n.first - 1; i >= first && i >= n.first-4; i-- {
		switch {
		case r.pos(i) == text.VERB:
			return !r.isPassive(i)
		case r.isNoun(i), r.pos(i) == text.PUNCT, r.form(i) == "worth", r.pos(i) == text.ADP && !isExtent(r.form(i)):
			return false
		}
	}
	return false
}

// hasBe reports whether verb i is a passive with an auxiliary: a participle
// without one may be a past tense that the tagger mistook.
func (r *reader) hasBe(i int) bool {
	for k := range r.of(i) {
		if r.isRel(k, "aux:pass") || r.isRel(k, "cop") || r.isRel(k, "aux") && r.lemma(k) == "be" {
			return true
		}
	}
	return false
}

// ofWhat returns the noun before the number, if it is a trigger with "of" and no
// more than a bound between: "the seizure of more than $6.5 million".
func (r *reader) ofWhat(n *number, first int) int {
	for i := n.first - 1; i > first && i >= n.first-5; i-- {
		if r.form(i) == "of" {
			if r.tells[i-1]&governing != 0 {
				return i - 1
			}
			if i-3 >= first && (r.form(i-2) == "or" || r.form(i-2) == "and") && r.tells[i-3]&governing != 0 {
				return i - 3 // "the arrest or conviction of"
			}
			return -1
		}
		if p := r.pos(i); p == text.NOUN || p == text.PROPN || p == text.PUNCT || r.isVerb(i) {
			return -1
		}
	}
	return -1
}

// announced returns the trigger in tokens [from, to), which stand before a colon:
// "Confiscated along with them: 543 bitcoins".
func (r *reader) announced(from, to int) int {
	for i := max(from, to-longestReach); i < to; i++ {
		if r.tells[i]&(governing|tally) != 0 {
			return i
		}
	}
	return -1
}

// helping are nouns of what is done, not of what it is done to.
var helping = map[string]bool{"help": true, "support": true, "assistance": true, "aid": true, "cooperation": true}

// states are verbs of phrases that say where the subject is: "ended up in
// custody".
var states = map[string]bool{"be": true, "end": true, "land": true, "remain": true, "sit": true, "wind": true}

// longestReach is how many tokens an object may stand behind its verb.
const longestReach = 12

// isStop reports whether token i ends a clause.
func (r *reader) isStop(i int) bool {
	switch r.form(i) {
	case ";", ":", "–", "—", "who", "which", "that", "whose", "where", "when", "while", "but", "because", "although":
		return true
	}
	return false
}

// isPatient reports whether verb a is done to its dependant child.
func (r *reader) isPatient(a, child int) bool {
	switch rel := r.token(child).Rel; {
	case rel == "obj", rel == "nsubj:pass", rel == "iobj":
		return true
	case rel == "nsubj":
		if o := r.child(a, "obj"); o >= 0 && r.form(o) == "themselves" {
			return true // "38 people found themselves in handcuffs"
		}
		return r.isPassive(a) || states[r.lemma(a)] || r.tells[a]&ending != 0 && r.child(a, "obj") < 0
	case r.isRel(child, "obl"), r.isRel(child, "nmod"):
		if r.preposes(child) == a+1 && r.form(a+1) == "in" && r.lemma(a) == "bring" {
			return true // a parser's view of "brought in nine people"
		}
		switch r.preposition(child) {
		case "with", "alongside", "including", "plus", "besides", "as", "of", "along", "on", "from":
			if helping[r.lemma(child)] {
				return false // "with the help of two companies"
			}
			if s := r.child(a, "nsubj"); r.preposition(child) == "of" && s > child {
				return false // "Of the 60 suspects, 38 were arrested"
			}
			return r.preposition(child) != "from" && r.preposition(child) != "on" || r.hasPhrase(a)
		}
		return false
	case r.isRel(child, "parataxis"), r.isRel(child, "dep"), r.isRel(child, "list"), r.isRel(child, "conj"), r.isRel(child, "appos"):
		return r.isNoun(child)
	}
	return false
}
