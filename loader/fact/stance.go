package fact

import "onymous/loader/text"

// unsaid reports whether what trigger i tells is not said to have happened: it
// is denied, asked, planned, feared or only possible.
func (r *reader) unsaid(i int) bool {
	s := &r.doc.Sentences[r.sentence[i]]
	if s.Last > s.First && r.form(s.Last-1) == "?" && s.Kind == text.Prose {
		return true
	}
	at := i
	for range longestChain {
		if r.negated(at) {
			return true
		}
		h := r.head(at)
		if h < 0 {
			return false
		}
		switch {
		case r.isRel(at, "advcl") && r.marked(at, "if", "unless", "whether"):
			return true
		case r.isRel(at, "ccomp") && r.marked(at, "whether", "if"):
			return true
		case r.isRel(at, "xcomp") || r.isRel(at, "ccomp") || r.isRel(at, "acl") && r.hasTo(at) || r.isRel(at, "advcl") && r.hasTo(at):
			if planning[r.lemma(h)] {
				return true
			}
			if (r.isRel(at, "acl") || r.isRel(at, "advcl")) && r.hasTo(at) && !r.isPerfect(at) {
				return true // a purpose
			}
		case r.isRel(at, "conj") && r.isClause(at) && !r.isFinite(h):
			return false // "could be reached and existed since"
		case r.isRel(at, "nsubj") && r.isNoun(at) && !r.isLight(h):
			return false // "his arrest was no surprise": there was one
		case r.isRel(at, "conj"), r.isRel(at, "cop"):
		case r.isRel(at, "parataxis"), r.token(at).Rel == "acl:relcl":
			return false // another clause
		case r.pos(at) == text.VERB || r.pos(at) == text.AUX:
			return false // the clause is whole
		}
		at = h
	}
	return false
}

// isFinite reports whether verb i has a tense of its own.
func (r *reader) isFinite(i int) bool {
	switch r.token(i).XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
}

// isClause reports whether verb i or an auxiliary of it has a tense.
func (r *reader) isClause(i int) bool {
	if r.isFinite(i) {
		return true
	}
	for k := range r.of(i) {
		if r.isRel(k, "aux") && r.isFinite(k) {
			return true
		}
	}
	return false
}

// denies reports whether trigger t, in the sentence of token i or introducing
// it, is not said to have happened: a question that introduces is no doubt.
func (r *reader) denies(t, i int) bool { return r.sentence[t] == r.sentence[i] && r.unsaid(t) }

// negated reports whether token i itself is denied or put in a mood of what is
// not so.
func (r *reader) negated(i int) bool {
	for k := range r.of(i) {
		switch r.form(k) {
		case "not", "n't", "n’t", "never", "neither", "nor", "no", "without", "nobody", "none":
			if w := r.form(k + 1); w == "fewer" || w == "less" || w == "more" || w == "longer" || w == "only" {
				continue // "no fewer than"
			}
			return r.isRel(k, "advmod") || r.isRel(k, "det") || r.isRel(k, "nsubj") || r.isRel(k, "obj") || r.isRel(k, "case") || r.isRel(k, "cc")
		case "could", "may", "might", "would", "should", "shall", "can":
			if r.isRel(k, "aux") {
				return true
			}
		case "must", "will":
			// Who will spend ten years in prison has been sentenced.
			if r.isRel(k, "aux") && r.tells[i]&get == 0 {
				return true
			}
		case "had":
			// "Had Ulbricht accepted": the auxiliary stands before the subject.
			if r.isRel(k, "aux") && r.inverted(i, k) {
				return true
			}
		}
	}
	return false
}

func (r *reader) inverted(verb, aux int) bool {
	s := r.child(verb, "nsubj")
	return s > aux
}

func (r *reader) marked(i int, words ...string) bool {
	m := r.child(i, "mark")
	if m < 0 {
		return false
	}
	for _, w := range words {
		if r.form(m) == w {
			return true
		}
	}
	return false
}

// hasTo reports whether verb i is an infinitive with "to".
func (r *reader) hasTo(i int) bool {
	return (r.isVerb(i) || r.pos(i) == text.AUX) && r.marked(i, "to")
}

// isPerfect reports whether infinitive i is about the past: "to have been".
func (r *reader) isPerfect(i int) bool {
	for k := range r.of(i) {
		if r.isRel(k, "aux") && r.form(k) == "have" {
			return true
		}
	}
	return false
}

// planning are verbs and nouns after which an infinitive or a clause has not
// come true.
var planning = map[string]bool{"plan": true, "want": true, "try": true, "hope": true, "fail": true, "refuse": true, "attempt": true, "ask": true,
	"seek": true, "threaten": true, "intend": true, "deny": true, "doubt": true, "expect": true, "aim": true, "vow": true, "promise": true, "wish": true,
	"need": true, "demand": true, "urge": true, "offer": true, "propose": true, "recommend": true, "request": true, "be": true, "have": true, "face": true}

// alleged reports whether what trigger i tells is only alleged.
func (r *reader) alleged(i int) bool {
	at := i
	for range longestChain {
		for k := range r.of(at) {
			switch r.form(k) {
			case "allegedly", "reportedly", "apparently", "supposedly", "reputedly":
				return true
			}
		}
		h := r.head(at)
		if h < 0 {
			return false
		}
		switch r.lemma(h) {
		case "allege", "accuse", "suspect", "believe", "think", "charge", "claim", "estimate", "rumour", "rumor":
			return true
		case "say":
			if r.isPassive(h) && r.isRel(at, "xcomp") {
				return true
			}
		}
		if !r.isRel(at, "conj") && !r.isRel(at, "xcomp") && !r.isRel(at, "ccomp") && !r.isRel(at, "advcl") {
			return false
		}
		at = h
	}
	return false
}
