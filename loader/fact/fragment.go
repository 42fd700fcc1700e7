package fact

import "onymous/loader/text"

// likewise returns the trigger of what was said before that number n joins: "cash was
// seized, as were 37 coins", "The site was seized. So was $283,000 in cash." It is -1 if
// there is none.
func (r *reader) likewise(n *number) int {
	at := n.first - 1
	for at > 0 && r.lemma(at) != "be" && at > n.first-5 {
		at--
	}
	if at < 1 || r.lemma(at) != "be" || r.form(at-1) != "as" && r.form(at-1) != "so" {
		return -1
	}
	for i := at - 2; i >= 0 && i > at-reach && r.sentence[i]+1 >= r.sentence[at]; i-- {
		if r.isVerb(i) && r.tells[i] != 0 {
			if r.tells[i]&n.governing() != 0 && r.isPassive(i) {
				return i
			}
			return -1
		}
	}
	return -1
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
				if r.tells[i]&(seize|find|arrest|closing) != 0 || r.tells[i]&tally != 0 && r.form(lead.Last-1) == ":" {
					return i
				}
			}
			return -1
		case lead.Kind == text.Item, !r.hasVerb(back):
		case r.hasNumber(back) && r.isAnswer(back):
		default:
			return -1
		}
	}
	return -1
}

// tallied returns the word before a colon that says that the list which number n stands in
// tells results: "Results so far: 35 arrests; 333 bottles; five vehicles". It is -1 if
// there is none.
func (r *reader) tallied(n *number) int {
	first := r.near(n.first).First
	for i := n.first - 1; i >= first; i-- {
		if r.form(i) == ":" {
			if t := r.announced(first, i); t >= 0 && r.tells[t]&tally != 0 {
				return t
			}
			return -1
		}
		if r.isFinite(i) && r.pos(i) == text.VERB && r.child(i, "nsubj") >= 0 {
			return -1
		}
	}
	return -1
}

// isAnswer reports whether sentence s stands right behind a question.
func (r *reader) isAnswer(s int) bool {
	q := &r.doc.Sentences[max(s-1, 0)]
	return q.Last > q.First && r.form(q.Last-1) == "?"
}

// longestItems is how many items of a list are looked through for what
// introduces it.
const longestItems = 8

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
	if t := r.labelled(n.first, arrest); t >= 0 {
		return t // "suspects arrested: two"
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

// isFragment reports whether the clause of token i, as far as colons and
// semicolons go, has no finite verb: "Half a million users, 2,400 vendors: that
// is the balance".
func (r *reader) isFragment(i int) bool {
	s := r.near(i)
	first, last := i, i
	for first > s.First && !isBreak(r.form(first-1)) {
		first--
	}
	for last+1 < s.Last && !isBreak(r.form(last+1)) {
		last++
	}
	for k := first; k <= last; k++ {
		switch r.token(k).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		}
	}
	return true
}

func isBreak(w string) bool { return w == ":" || w == ";" || w == "–" || w == "—" }

// longestLabel is how many tokens the label of a row may have.
const longestLabel = 14

// label returns the tokens [from, to) of the label that the value at token i has
// in a list or a box, before a colon: "members: 82,000". It is empty if there is
// none: what stands before the colon must begin the sentence.
func (r *reader) label(i int) (from, to int) {
	s := r.near(i)
	for k := i - 1; k > s.First && k >= i-longestAside; k-- {
		if r.form(k) == ":" {
			if k-s.First > longestLabel {
				return 0, 0
			}
			return s.First, k
		}
		if r.isNoun(k) || r.isVerb(k) {
			return 0, 0
		}
	}
	return 0, 0
}

// labelled returns the token of the label of token i that tells one of the
// classes, or -1.
func (r *reader) labelled(i int, want class) int {
	from, to := r.label(i)
	for k := from; k < to; k++ {
		if r.tells[k]&want != 0 && !weak[r.lemma(k)] {
			return k
		}
	}
	return -1
}
