package fact

import "onymous/loader/text"

// phraseWindow is how many tokens may lie between a verb and the words that
// make a phrase of it: "took the two men into custody".
const phraseWindow = 7

// mark finds what each token of the document tells.
func (r *reader) mark() {
	r.tells = make([]class, len(r.doc.Tokens))
	for _, s := range r.doc.Sentences {
		if s.Kind == text.Boiler {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			r.tells[i] = r.tell(i, s.Last)
		}
	}
}

func (r *reader) tell(i, end int) (all class) {
	var key string
	switch r.pos(i) {
	case text.VERB, text.AUX:
		key = "v "
	case text.NOUN, text.PROPN:
		key = "n "
	case text.ADJ, text.ADV, text.ADP:
		key = "a "
	default:
		return 0
	}
	for _, p := range triggers[key+r.lemma(i)] {
		if len(p.follows) == 0 || r.follows(i, end, p.follows) {
			all |= p.tells
		}
	}
	return all
}

// follows reports whether the words stand behind verb i with no other verb
// between.
func (r *reader) follows(i, end int, words []string) bool {
	for at := i + 1; at < end && at <= i+phraseWindow; at++ {
		if at+len(words) <= end && r.match(at, words) {
			return true
		}
		if r.pos(at) == text.VERB && at > i+1 {
			return false
		}
	}
	return false
}

func (r *reader) match(at int, words []string) bool {
	for k, w := range words {
		if r.form(at+k) != w {
			return false
		}
	}
	return true
}

// trigger returns the first token from i up its tree that tells one of the
// classes, and whether the walk stayed among nouns or ended at a verb: a date or
// number says nothing about what lies above another verb.
func (r *reader) trigger(i int, wanted class) (at int, ok bool) {
	for a := range r.up(i) {
		if r.tells[a]&wanted != 0 {
			return a, true
		}
		if r.pos(a) == text.VERB && !r.isLight(a) {
			return a, false
		}
	}
	return -1, false
}

// isLight reports whether verb i says little of its own: "the arrests were made
// on", "the raids took place in".
func (r *reader) isLight(i int) bool {
	switch r.lemma(i) {
	case "be", "make", "come", "have", "do", "happen", "occur", "take", "follow", "lead", "result", "begin":
		return true
	}
	return false
}
