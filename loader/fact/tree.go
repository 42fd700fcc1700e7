package fact

import (
	"iter"
	"strings"

	"onymous/loader/text"
)

// tree finds the dependants of tokens.
type tree struct {
	doc  *text.Doc
	kids []int32 // the dependants of all tokens, in text order
	from []int32 // kids[from[i]:from[i+1]] are those of token i
}

func newTree(d *text.Doc) tree {
	n := len(d.Tokens)
	t := tree{doc: d, kids: make([]int32, n), from: make([]int32, n+2)}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.from[h+2]++
		}
	}
	for i := 2; i < len(t.from); i++ {
		t.from[i] += t.from[i-1]
	}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.kids[t.from[h+1]] = int32(i)
			t.from[h+1]++
		}
	}
	return t
}

// mostKids is how many dependants of a token are looked at: a sentence without
// an end hangs all on one.
const mostKids = 200

// of yields the dependants of token i in text order, mostKids of them.
func (t *tree) of(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		from, to := t.from[i], t.from[i+1]
		for _, k := range t.kids[from:min(to, from+mostKids)] {
			if !yield(int(k)) {
				return
			}
		}
	}
}

func (t *tree) token(i int) *text.Token { return &t.doc.Tokens[i] }
func (t *tree) pos(i int) text.UPOS     { return t.doc.Tokens[i].UPOS }
func (t *tree) head(i int) int          { return t.doc.Tokens[i].Head }

// lemma returns the lemma of token i, or "" past either end.
func (t *tree) lemma(i int) string {
	if i < 0 || i >= len(t.doc.Tokens) {
		return ""
	}
	return t.doc.Tokens[i].Lemma
}

// form returns token i in lower case, or "" past either end.
func (t *tree) form(i int) string {
	if i < 0 || i >= len(t.doc.Tokens) {
		return ""
	}
	return strings.ToLower(t.doc.Form(t.doc.Tokens[i].Span))
}

// isRel reports whether token i depends by rel, whatever the subtype: "nmod" is
// "nmod:poss" too.
func (t *tree) isRel(i int, rel string) bool {
	r, ok := strings.CutPrefix(t.doc.Tokens[i].Rel, rel)
	return ok && (r == "" || r[0] == ':')
}

// child returns the first dependant of token i by one of the relations, or -1.
func (t *tree) child(i int, rels ...string) int {
	for k := range t.of(i) {
		for _, rel := range rels {
			if t.isRel(k, rel) {
				return k
			}
		}
	}
	return -1
}

// preposition returns the preposition of the noun i: the lemma of its case
// marker, or "".
func (t *tree) preposition(i int) string {
	if k := t.child(i, "case"); k >= 0 {
		return t.form(k)
	}
	return ""
}

// isNoun reports whether token i can be a noun phrase.
func (t *tree) isNoun(i int) bool {
	switch t.pos(i) {
	case text.NOUN, text.PROPN, text.PRON, text.NUM, text.SYM, text.X:
		return true
	}
	return false
}

// isPassive reports whether verb i says what was done to its subject or to the
// noun that it modifies.
func (t *tree) isPassive(i int) bool {
	for k := range t.of(i) {
		rel := t.token(k).Rel
		if rel == "nsubj:pass" || rel == "aux:pass" || rel == "aux" && t.lemma(k) == "be" && t.token(i).XPOS == "VBN" {
			return true
		}
	}
	o := t.child(i, "obj")
	if o >= 0 && t.preposition(o) != "by" && !timeNouns[t.lemma(o)] || t.child(i, "aux") >= 0 {
		return false
	}
	if s := t.child(i, "nsubj"); s >= 0 && t.token(i).Rel == "acl:relcl" && t.token(s).Rel == "nsubj" && t.antecedent(i, s) == s {
		return false // "whom police arrested"
	}
	return t.token(i).XPOS == "VBN" || t.sharesPassive(i)
}

// sharesPassive reports whether verb i, which looks like a past tense, goes on a
// passive: "he was extradited and sentenced to 78 months".
func (t *tree) sharesPassive(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.token(i).XPOS != "VBD" || !t.isRel(i, "conj") || t.token(h).XPOS != "VBN" {
		return false
	}
	return t.child(h, "aux:pass") >= 0 && t.child(i, "nsubj", "csubj") < 0
}

// timeNouns are objects that say when: "sentenced last year to eight years".
var timeNouns = map[string]bool{"day": true, "week": true, "month": true, "year": true, "morning": true, "night": true}

// longestChain bounds every walk up a tree: the tenth ancestor of a number has
// nothing to say about it, and a chain of a million must not cost a square.
const longestChain = 10

// up yields the ancestors of token i from its head on, longestChain at most.
func (t *tree) up(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for range longestChain {
			if i = t.head(i); i < 0 || !yield(i) {
				return
			}
		}
	}
}

// phrase yields token i and the nouns coordinated with it.
func (t *tree) phrase(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if !yield(i) {
			return
		}
		for k := range t.of(i) {
			if t.isRel(k, "conj") && t.isNoun(k) && !yield(k) {
				return
			}
		}
	}
}

// patients returns what the trigger i is said to act on: the object of a verb,
// the subject of a passive, the noun that a participle modifies, what follows
// "of" after a noun.
func (t *tree) patients(i int) []int {
	if t.pos(i) == text.VERB || t.pos(i) == text.AUX {
		return t.verbPatients(i)
	}
	var out []int
	for k := range t.of(i) {
		switch {
		case t.isRel(k, "nmod:poss"), t.isRel(k, "compound"), t.isRel(k, "nmod") && t.preposition(k) == "of":
			out = append(out, k)
		}
	}
	return out
}

func (t *tree) verbPatients(i int) []int {
	var out []int
	for k := range t.of(i) {
		switch rel := t.token(k).Rel; {
		case rel == "nsubj:pass", rel == "obj" && !phraseObjects[t.lemma(k)] && !timeNouns[t.lemma(k)]:
			out = append(out, t.antecedent(i, k))
		case t.isRel(k, "obl") || t.isRel(k, "nmod"):
			if p := t.preposition(k); p == "of" || p != "" && p == t.phrasePreposition(i) {
				out = append(out, k)
			}
		}
	}
	if len(out) == 0 && t.isPassive(i) {
		if o := t.caused(i); o >= 0 {
			return append(out, o)
		}
		if s := t.subject(i); s >= 0 {
			out = append(out, s)
		}
	}
	return out
}

// caused returns the object of the verb that participle i completes, or -1: the
// man in "they had the man arrested", the servers in "it had its servers
// seized".
func (t *tree) caused(i int) int {
	h := t.head(i)
	if h < 0 || !t.isRel(i, "xcomp") && !t.isRel(i, "ccomp") {
		return -1
	}
	switch t.lemma(h) {
	case "have", "get", "see", "find":
		return t.child(h, "obj")
	}
	return -1
}

// hasPhrase reports whether verb i has an object that only makes a phrase of it:
// "pull the plug on", "put an end to", "open its doors".
func (t *tree) hasPhrase(i int) bool {
	o := t.child(i, "obj")
	return o >= 0 && phraseObjects[t.lemma(o)]
}

// phrasePreposition returns the preposition that leads to what a phrase is done
// to: "pull the plug on", "catch up with".
func (t *tree) phrasePreposition(i int) string {
	if t.lemma(i) == "catch" {
		return "with"
	}
	o := t.child(i, "obj")
	if o < 0 {
		return ""
	}
	switch t.lemma(o) {
	case "plug", "hand":
		return "on"
	case "end":
		return "to"
	}
	return ""
}

var phraseObjects = map[string]bool{"plug": true, "end": true, "hand": true, "control": true, "door": true, "gate": true, "shutter": true, "life": true, "business": true, "shop": true,
	"trading": true, "hold": true, "operation": true, "suicide": true, "scene": true, "light": true, "halt": true, "possession": true, "hands": true,
	"scam": true, "himself": true, "herself": true, "themselves": true, "itself": true}

// antecedent returns the noun that k stands for as a relative pronoun of verb i,
// or k.
func (t *tree) antecedent(i, k int) int {
	switch t.form(k) {
	case "which", "who", "that", "whom":
	default:
		return k
	}
	for range longestChain {
		if t.isRel(i, "acl") {
			return t.head(i)
		}
		if !t.isRel(i, "conj") && !t.isRel(i, "xcomp") && !t.isRel(i, "ccomp") || t.head(i) < 0 {
			return k
		}
		i = t.head(i)
	}
	return k
}

// subject returns the subject of verb i: its own, that of the verb it depends
// on, or the noun that it modifies; -1 if there is none.
func (t *tree) subject(i int) int {
	for range longestChain {
		if s := t.child(i, "nsubj", "csubj"); s >= 0 {
			return t.antecedent(i, s)
		}
		h := t.head(i)
		switch {
		case h < 0:
			return -1
		case t.isRel(i, "conj") && t.isNoun(h) && t.child(h, "cop") >= 0:
			i = h // "the site was his brainchild and started in 2021"
		case t.isRel(i, "acl"), (t.isRel(i, "appos") || t.isRel(i, "conj")) && t.isNoun(h), t.isRel(i, "amod"):
			return h
		case t.isRel(i, "conj"), t.isRel(i, "xcomp"), t.isRel(i, "advcl"), t.isRel(i, "ccomp") && t.child(i, "nsubj") < 0, t.isRel(i, "parataxis"):
			i = h
		default:
			return -1
		}
	}
	return -1
}
