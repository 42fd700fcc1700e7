package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// longestBracket bounds the brackets with an age in them, in tokens.
const longestBracket = 6

// asideEnd returns the token behind what may stand from token i on after a name
// without a meaning of its own: quotation marks, commas and an age.
func (r *reader) asideEnd(i, last int) int {
	for i < last {
		switch form := r.lower[i]; form {
		case ",", "'", "\"", "”":
			i++
		case "(":
			end := r.bracketEnd(i, last)
			if end < 0 || end > i+longestBracket || r.ageEnd(i+1, last) < 0 {
				return i
			}
			i = end + 1
		default:
			end := r.ageEnd(i, last)
			if end < 0 {
				return i
			}
			i = end
		}
	}
	return i
}

// ageEnd returns the token behind the age that begins at token i, -1 if none does:
// "31", "aged 31", "then 31".
func (r *reader) ageEnd(i, last int) int {
	switch r.lower[i] {
	case "aged", "age", "now", "then", "only", "just":
		i++
	}
	if i >= last || r.tree.token(i).UPOS != text.NUM {
		return -1
	}
	if i+2 < last && r.lower[i+1] == "years" && r.lower[i+2] == "old" {
		return i + 3
	}
	return i + 1
}

// roleAt returns the trigger at token i that says what somebody is, or with running
// does, at a site, and how many tokens it has; nil if there is none.
func (r *reader) roleAt(i, last int, running bool) (*trigger, int) {
	for _, t := range r.lists.triggers[r.tree.Lemma(i)] {
		ruler := t.class == "post" || t.class == "chief" && t.value == ontology.Administrator
		if t.verb != running || running && t.class != "run" || !running && !ruler || t.of != "" {
			continue
		}
		if n := 1 + len(t.needs); i+n <= last && r.spells(t.needs, i+1) {
			return t, n
		}
	}
	return nil, 0
}

// spells reports whether these lemmas follow each other from token i on.
func (r *reader) spells(lemmas []string, i int) bool {
	for k, lemma := range lemmas {
		if r.tree.Lemma(i+k) != lemma {
			return false
		}
	}
	return true
}
