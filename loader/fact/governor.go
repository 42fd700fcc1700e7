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
		if n, before := &r.numbers[k], &r.numbers[k-1]; r.isSeries(before, n) && n.governor < 0 && before.governor >= 0 {
			n.governor = before.governor
		}
	}
	for k := len(r.numbers) - 2; k >= 0; k-- {
		if n, after := &r.numbers[k], &r.numbers[k+1]; n.governor < 0 && after.governor >= 0 && r.isSeries(n, after) {
			n.governor = after.governor
		}
	}
	for k := range r.numbers {
		if n := &r.numbers[k]; n.governor < 0 {
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
	for k := range r.of(i) {
		if r.isRel(k, "amod") && r.tells[k]&want != 0 && r.tells[k]&participle != 0 {
			return k // "restrained assets"
		}
	}
	child := i
	for a := range r.up(i) {
		tells := r.tells[a] & governing
		switch {
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
		if r.isVerb(a) && !r.isLight(a) && !r.isRel(child, "conj") {
			return r.seen(a, child, want)
		}
		child = a
	}
	return -1
}

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
	if i := r.ofWhat(n, s.First); i >= 0 {
		return i
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

// bareGovernor is lineGovernor for a number that counts no noun: "150 held in
// raids", "which brings the total of arrests to eight".
func (r *reader) bareGovernor(n *number) int {
	s := r.near(n.first)
	if t := r.asked(n); t >= 0 {
		return t
	}
	if n.last < s.Last && n.first == s.First && r.tells[n.last]&(arrest|hold) != 0 && r.isVerb(n.last) {
		return n.last
	}
	total := false
	for i := n.first - 1; i >= s.First && i >= n.first-longestReach; i-- {
		switch r.lemma(i) {
		case "total", "number", "tally", "count", "toll":
			total = true
		}
		if total {
			break
		}
	}
	for i := n.first - 1; total && i >= s.First && i >= n.first-longestReach; i-- {
		if r.tells[i]&arrest != 0 && (r.pos(i) == text.NOUN || r.token(i).XPOS == "VBN") {
			return i
		}
	}
	return -1
}

// asked returns the noun in the question before that a number without a noun
// answers, or -1: "And have there been arrests? – Three." The speaker's name may
// stand before the number.
func (r *reader) asked(n *number) int {
	s := int(r.sentence[n.first])
	if r.hasVerb(s) || n.first-r.doc.Sentences[s].First > 3 {
		return -1
	}
	for back := s - 1; back >= 0 && back >= s-2; back-- {
		q := &r.doc.Sentences[back]
		if q.Last == q.First || q.Last-q.First > reach || r.form(q.Last-1) != "?" {
			continue
		}
		for i := q.First; i < q.Last; i++ {
			if r.tells[i]&arrest != 0 {
				return i
			}
		}
	}
	return -1
}

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
		if r.tells[i]&governing != 0 {
			return i
		}
	}
	return -1
}

// isWorth reports whether sum n says what the things that number before counts
// are worth: "1,000 bitcoins confiscated, worth about EUR 2 million".
func (r *reader) isWorth(n, before *number) bool {
	if r.sentence[n.first] != r.sentence[before.first] || n.Currency == "" || n.first-before.last > longestReach {
		return false
	}
	for i := n.first - 1; i >= before.last && i >= n.first-4; i-- {
		switch r.lemma(i) {
		case "worth", "value", "valued", "equivalent":
			return true
		}
	}
	return false
}

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

// isSeries reports whether two numbers stand in one series: "8 cars, 15 weapons
// and, besides, 3 machines". Nothing but more of the first may lie between.
func (r *reader) isSeries(a, b *number) bool {
	end := max(a.noun+1, a.last)
	if r.sentence[a.first] != r.sentence[b.first] || b.first-end > longestReach || r.hasPredicate(b) {
		return false
	}
	joined := false
	if a.governor > end && a.governor < b.first && r.pos(a.governor) == text.VERB {
		end = a.governor + 1 // "cash was confiscated, besides 15 weapons"
	}
	for i := end; i < b.first; i++ {
		switch w := r.form(i); {
		case w == "," || w == "and" || w == "plus" || w == "besides" || w == "with" || w == "including" || w == "well" || w == "&" || w == "or":
			joined = true
		case r.isStop(i), w == ".", r.pos(i) == text.PRON:
			return false
		case r.isVerb(i) || r.pos(i) == text.AUX:
			return false
		}
	}
	return joined
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
func (r *reader) leadIn(n *number) int {
	s := int(r.sentence[n.first])
	if r.hasVerb(s) {
		return -1
	}
	for back := s - 1; back >= 0 && back >= s-longestItems; back-- {
		lead := &r.doc.Sentences[back]
		if lead.Last == lead.First {
			continue
		}
		if lead.Last-lead.First > reach {
			return -1
		}
		switch last := r.form(lead.Last - 1); {
		case lead.Kind == text.Heading || last == ":" || last == "?" || lead.Kind == text.Item && !r.hasNumber(back):
			for i := lead.First; i < lead.Last; i++ {
				if r.tells[i]&(seize|find|arrest|closing) != 0 {
					return i
				}
			}
			return -1
		case lead.Kind == text.Item, !r.hasVerb(back):
		default:
			return -1
		}
	}
	return -1
}

// hasNumber reports whether sentence s has a figure or a numeral.
func (r *reader) hasNumber(s int) bool {
	sentence := &r.doc.Sentences[s]
	for i := sentence.First; i < sentence.Last; i++ {
		if r.pos(i) == text.NUM {
			return true
		}
	}
	return false
}

// longestItems is how many items of a list are looked through for what
// introduces it.
const longestItems = 8

// hasVerb reports whether sentence s has a finite verb.
func (r *reader) hasVerb(s int) bool { return r.verbal[s] }

// findVerb reports whether a sentence has a finite verb: an auxiliary, or a verb
// with a subject. Taggers take "watches" in a list of loot for one.
func (r *reader) findVerb(s int) bool {
	sentence := &r.doc.Sentences[s]
	for i := sentence.First; i < sentence.Last; i++ {
		switch r.token(i).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if r.pos(i) == text.AUX || r.child(i, "nsubj") >= 0 {
				return true
			}
		}
	}
	return false
}

// hasPredicate reports whether what the number counts is followed by a participle
// of its own: "two in custody, one developer charged".
func (r *reader) hasPredicate(n *number) bool {
	at := n.noun + 1
	return n.noun >= 0 && at < len(r.doc.Tokens) && r.sentence[at] == r.sentence[n.first] && r.pos(at) == text.VERB &&
		r.token(at).XPOS == "VBN" && r.tells[at]&governing == 0
}
