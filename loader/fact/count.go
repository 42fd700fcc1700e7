package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// counts turns numbers into facts.
func (r *reader) counts() {
	for k := range r.numbers {
		n := &r.numbers[k]
		if n.Number == 1 && n.Words && n.noun < 0 {
			continue // "one" is a pronoun
		}
		if n.Currency != "" {
			r.money(n)
			continue
		}
		r.count(n)
	}
}

// count reads a number of people or things: through the trigger that governs
// it, or as what a site has.
func (r *reader) count(n *number) {
	i := n.noun
	if i < 0 {
		i = n.top
	}
	if n.kind&arrested != 0 {
		r.arrestCount(n, i)
		return
	}
	t, ok := r.governor(n, i)
	tells := class(0)
	if ok {
		tells = r.tells[t]
	}
	people := n.kind&person != 0 || n.noun < 0
	switch {
	case ok && r.unsaid(t):
	case people && (tells&arrest != 0 || tells&hold != 0 && (n.kind&person != 0 || r.isPassive(t))):
		r.claimCount(n, ontology.Arrests, t)
	case n.kind&server != 0 && tells&(seize|closing|find) != 0:
		r.claimCount(n, ontology.ServersSeized, t)
	case n.kind&site != 0 && tells&(closing|seize) != 0 && !n.part:
		r.claimCount(n, ontology.SitesTakenDown, t)
	case n.noun >= 0 && n.kind&^weight == 0 && !n.part && (tells&seize != 0 || tells&find != 0 && r.isHaul(t)):
		r.claimSeized(n, t)
	case n.kind&(user|vendor|listing) != 0 && !n.part:
		r.population(n, t, tells)
	}
}

// governor returns the trigger that a counted noun is an argument of. A verb
// counts if the noun is what it is done to; a noun counts if what is counted
// follows it.
func (r *reader) governor(n *number, i int) (int, bool) {
	const wanted = arrest | hold | seize | find | closing
	for k := range r.of(i) {
		// "208 suspects arrested", "accounts, frozen", "people who were held"
		if r.isRel(k, "acl") && r.tells[k]&wanted != 0 && r.isPassive(k) {
			return k, true
		}
	}
	child := i
	for a := range r.up(i) {
		tells := r.tells[a] & wanted
		switch {
		case tells == 0:
		case r.pos(a) == text.VERB || r.pos(a) == text.AUX:
			if r.isPatient(a, child) {
				return a, true
			}
		case r.isRel(child, "nmod") || r.isRel(child, "compound") || r.isRel(child, "conj") || r.isRel(child, "appos"):
			return a, true
		}
		if r.pos(a) == text.VERB && !r.isLight(a) && !r.isRel(child, "conj") {
			break
		}
		child = a
	}
	return r.leadIn(n)
}

// isPatient reports whether verb a is done to its dependant child.
func (r *reader) isPatient(a, child int) bool {
	switch rel := r.token(child).Rel; {
	case rel == "obj", rel == "nsubj:pass", rel == "iobj":
		return true
	case rel == "nsubj":
		return r.isPassive(a)
	case r.isRel(child, "obl"), r.isRel(child, "nmod"):
		switch r.preposition(child) {
		case "with", "including", "plus", "besides", "as", "of", "along", "on", "from":
			return r.preposition(child) != "from" && r.preposition(child) != "on" || r.hasPhrase(a)
		}
		return false
	case r.isRel(child, "parataxis"), r.isRel(child, "dep"), r.isRel(child, "list"), r.isRel(child, "conj"), r.isRel(child, "appos"):
		return r.isNoun(child)
	}
	return false
}

// leadIn returns the trigger of the words that introduce a list or a fragment:
// "Confiscated:", "WHAT WAS TAKEN", "What did they find?".
func (r *reader) leadIn(n *number) (int, bool) {
	s := int(r.sentence[n.first])
	if r.hasVerb(s) {
		return -1, false
	}
	for back := s - 1; back >= 0 && back >= s-longestItems; back-- {
		lead := &r.doc.Sentences[back]
		if lead.Last == lead.First {
			continue
		}
		switch last := r.form(lead.Last - 1); {
		case lead.Kind == text.Heading || last == ":" || last == "?":
			for i := lead.First; i < lead.Last; i++ {
				if r.tells[i]&(seize|find|arrest|closing) != 0 {
					return i, true
				}
			}
			return -1, false
		case lead.Kind == text.Item, !r.hasVerb(back):
		default:
			return -1, false
		}
	}
	return -1, false
}

// longestItems is how many items of a list are looked through for what
// introduces it.
const longestItems = 8

// hasVerb reports whether a sentence has a finite verb.
func (r *reader) hasVerb(s int) bool {
	sentence := &r.doc.Sentences[s]
	for i := sentence.First; i < sentence.Last; i++ {
		switch r.token(i).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// isHaul reports whether a verb that may mean no more than to come upon
// something is said of a search: its subject or its sentence is about police.
func (r *reader) isHaul(t int) bool {
	if r.pos(t) != text.VERB {
		return true
	}
	if r.isPassive(t) {
		return true
	}
	s := r.subject(t)
	if s < 0 {
		return true
	}
	return r.isPolice(s)
}

// isPolice reports whether noun i stands for those who act for the state.
func (r *reader) isPolice(i int) bool {
	if r.entityAt(i, kindsOf(ontology.Agency, ontology.Operation)) >= 0 {
		return true
	}
	switch r.lemma(i) {
	case "police", "officer", "agent", "investigator", "authority", "detective", "prosecutor", "gendarme", "official", "they", "cop", "we", "customs",
		"force", "court", "raid", "search", "operation", "constable", "gardai", "bureau", "agency", "marshal", "action":
		return true
	}
	return false
}

// arrestCount reads "179 arrests": the number of a noun that tells an arrest.
func (r *reader) arrestCount(n *number, i int) {
	for a := range r.up(i) {
		if r.pos(a) == text.VERB {
			if r.unsaid(a) {
				return
			}
			break
		}
	}
	if r.negated(i) || n.part {
		return
	}
	r.claimCount(n, ontology.Arrests, i)
}

func (r *reader) claimCount(n *number, key ontology.FactKey, t int) {
	at := n.noun
	if at < 0 {
		at = n.top
	}
	op, how := r.operationOf(at)
	rule := "count." + key.String()
	if n.part {
		rule += ".part"
	}
	r.add(op, key, text.Value{Number: n.Number, Bound: n.Bound}, n.first, rule, fmt.Sprintf("%q, operation %s", r.form(t), how))
}

func (r *reader) claimSeized(n *number, t int) {
	op, how := r.operationOf(n.noun)
	if r.isClock(n) {
		return
	}
	v := text.Value{Number: n.Number, Bound: n.Bound, What: r.named(n.last, n.noun)}
	r.add(op, ontology.Seized, v, n.first, "count.seized", fmt.Sprintf("%q, operation %s", r.form(t), how))
}

// isClock reports whether a number is a vague or small one that counts nothing.
func (r *reader) isClock(n *number) bool { return n.last > n.noun }
