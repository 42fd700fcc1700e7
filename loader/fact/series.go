package fact

import "onymous/loader/text"

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

// hasPredicate reports whether what the number counts is followed by a participle
// of its own: "two in custody, one developer charged".
func (r *reader) hasPredicate(n *number) bool {
	at := n.noun + 1
	if n.noun >= 0 && r.head(n.noun) == at && r.token(n.noun).Rel == "nsubj" && r.child(at, "obj") >= 0 {
		return false // "100,000 people used the site" is a sentence, whatever the verb's tag
	}
	return n.noun >= 0 && at < len(r.doc.Tokens) && r.sentence[at] == r.sentence[n.first] && r.pos(at) == text.VERB &&
		(r.token(at).XPOS == "VBN" || r.token(at).XPOS == "VBD" && r.isFragment(at+1)) && r.tells[at]&(governing|have) == 0 && !r.joins(at)
}
