package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Where a tree leads from a trigger to nothing, the words around it may still be
// plain: what stands before an active verb does it, what stands behind "by" does
// it in the passive, a person in commas beside "founder" is one. A window ends at
// the next finite verb.

// widest bounds a window, in tokens.
const widest = 30

// nearby appends what fills a slot of trigger i by position.
func (r *reader) nearby(out []filler, i int, p place, want kindSet) []filler {
	verb := r.asVerb
	passive := verb && r.looksPassive(i) && !r.betweenNames(i)
	m := -1
	switch {
	case (p.slot == patient || p.slot == holder) && r.amongThose(i, want) >= 0:
		m = r.amongThose(i, want)
	case verb && (p.slot == agent && !passive || p.slot == patient && passive):
		m = r.subjectBefore(i, want)
	case p.slot == patient && verb:
		if m = r.behind(i, "", want); m < 0 {
			m = r.antecedentBefore(i, want)
		}
	case p.slot == agent:
		m = r.behind(i, "by", want)
	case p.slot == marked && !(verb && p.prep == "of"):
		m = r.behind(i, p.prep, want)
	case p.slot == holder && !verb:
		if m = r.holderBehind(i, want); m < 0 {
			m = r.holderBefore(i, want)
		}
	}
	if m < 0 {
		return out
	}
	out = r.see(out, m, "nearby")
	if p.slot == holder && r.plural(i) {
		return r.wholeRow(out, m, want, "nearby")
	}
	return r.withRun(out, m, want, "nearby")
}

// amongThose returns the mention that a sentence like "among those arrested is X"
// names for participle i, or -1.
func (r *reader) amongThose(i int, want kindSet) int {
	s := r.tree.sentence(i)
	be := i + 1
	for be < min(s.Last, i+4) && r.tree.Lemma(be) != "be" {
		be++
	}
	if be+1 >= s.Last || be >= i+4 {
		return -1
	}
	for k := i - 1; k >= s.First && k >= i-5; k-- {
		if l := r.tree.Lemma(k); l != "among" && l != "amongst" {
			continue
		}
		for n := be + 1; n < s.Last && n < be+5; n++ {
			if m := r.starts[n]; m >= 0 && want.has(r.kind(int(m))) {
				return int(m)
			}
		}
	}
	return -1
}

// looksPassive reports whether the words before verb i make it passive.
func (r *reader) looksPassive(i int) bool {
	if x := r.tree.token(i).XPOS; x != "VBN" && x != "VBD" {
		return false
	}
	if b := r.auxiliary(i); b >= 0 {
		switch r.tree.Lemma(b) {
		case "be", "get", "been":
			return true
		}
		return false
	}
	return r.tree.token(i).XPOS == "VBN"
}

// betweenNames reports whether a body is named right before verb i and something else
// right behind it, so that the verb is active whatever its tag: "the Guardia Civil
// closed X".
func (r *reader) betweenNames(i int) bool {
	s := r.tree.sentence(i)
	if i+1 >= s.Last || r.starts[i+1] < 0 || r.auxiliary(i) >= 0 {
		return false
	}
	return r.ending(i, s.First, kindsOf(ontology.Agency)) >= 0 && !actors.has(r.kind(int(r.starts[i+1])))
}

// auxiliary returns the auxiliary closest before verb i, with only adverbs
// between, or -1.
func (r *reader) auxiliary(i int) int {
	first := r.tree.sentence(i).First
	for k := i - 1; k >= first && k >= i-4; k-- {
		switch r.tree.token(k).UPOS {
		case text.AUX:
			return k
		case text.ADV, text.PART:
		default:
			if l := r.tree.Lemma(k); l == "be" || l == "get" || l == "have" {
				return k
			}
			return -1
		}
	}
	return -1
}

// group returns the first token of the verb group that ends with verb i: "had
// been quietly running".
func (r *reader) group(i int) int {
	first := r.tree.sentence(i).First
	for i > first {
		switch r.tree.token(i - 1).UPOS {
		case text.AUX, text.ADV, text.PART:
			i--
			continue
		}
		break
	}
	return i
}

// ending returns the mention of a wanted kind that ends right before token k,
// brackets aside, or -1.
func (r *reader) ending(k, first int, want kindSet) int {
	k--
	if k >= first && r.tree.form(k) == ")" {
		for k >= first && r.tree.form(k) != "(" {
			k--
		}
		k--
	}
	for k >= first {
		switch r.tree.form(k) {
		case "”", "\"", "’", "'":
			k--
			continue
		}
		break
	}
	if k < first {
		return -1
	}
	if m := r.cover[k]; m >= 0 && want.has(r.kind(int(m))) && r.doc.Mentions[m].Last == k+1 {
		return int(m)
	}
	return -1
}

// subjectBefore returns the mention that is the subject of verb i by position:
// right before it, before a relative pronoun, or before an apposition.
func (r *reader) subjectBefore(i int, want kindSet) int {
	first := r.tree.sentence(i).First
	k := r.group(i)
	if k <= first {
		return -1
	}
	if r.isPronoun(k - 1) {
		return r.beforePronoun(k-1, want)
	}
	k = r.beforeOthers(k, first)
	if m := r.ending(k, first, want); m >= 0 {
		return m
	}
	reduced := k == i && r.tree.token(i).XPOS == "VBN"
	for comma := k - 1; comma >= first && comma >= k-widest; comma-- {
		switch r.tree.form(comma) {
		case ";", ":":
			return -1
		case ",", "–", "—", "-":
			if m := r.ending(comma, first, want); m >= 0 && (reduced || comma < k-1) {
				return m
			}
			if reduced {
				return -1
			}
		}
		if r.tree.token(k-1).UPOS != text.PUNCT {
			break // no apposition ends here
		}
	}
	return -1
}

// beforeOthers returns the token behind the list that ends before token k with those
// that it does not name, or k: "X, Y and several others were closed".
func (r *reader) beforeOthers(k, first int) int {
	n := k - 1
	if n <= first || r.lower[n] != "others" && r.lower[n] != "more" {
		return k
	}
	for n--; n > first && n > k-5; n-- {
		switch r.lower[n] {
		case "and", "&":
			if r.tree.form(n-1) == "," {
				n--
			}
			return n
		}
	}
	return k
}

func (r *reader) isPronoun(k int) bool {
	switch r.tree.Lemma(k) {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}

// beforePronoun returns the mention that relative pronoun k stands for.
func (r *reader) beforePronoun(k int, want kindSet) int {
	first := r.tree.sentence(k).First
	if k > first && r.tree.form(k-1) == "," {
		k--
	}
	return r.ending(k, first, want)
}

// antecedentBefore returns the mention that verb i has as its object by way of a
// relative pronoun before its subject: "X, which the police closed".
func (r *reader) antecedentBefore(i int, want kindSet) int {
	first := r.tree.sentence(i).First
	start := r.group(i)
	for k := start - 1; k >= first && k >= i-12; k-- {
		if r.isPronoun(k) {
			if k == start-1 {
				return -1 // its subject
			}
			return r.beforePronoun(k, want)
		}
		switch r.tree.token(k).UPOS {
		case text.VERB, text.PUNCT, text.SCONJ:
			return -1
		}
	}
	return -1
}

// closeBy is how far behind its preposition or its verb a word may stand, in
// tokens.
const closeBy = 5

// behind returns the mention of a wanted kind that follows a preposition to the
// right of token i, or follows i itself if there is none, or -1.
func (r *reader) behind(i int, prep string, want kindSet) int {
	last := r.tree.sentence(i).Last
	from := -1
	if prep == "" {
		from = i + 1
	}
	for k := i + 1; k < last && k <= i+widest; k++ {
		if (r.finite(k) || r.tree.token(k).UPOS == text.AUX) && !(r.placing(i, prep) && r.lists.is("placing", r.tree.Lemma(k))) &&
			!(prep == "by" && r.tree.token(i).UPOS == text.NOUN && (r.tree.Lemma(k) == "be" || r.lists.is("light", r.tree.Lemma(k)))) {
			return -1
		}
		switch form := r.tree.form(k); {
		case form == "(" && prep != "":
			if k = r.bracketEnd(k, last); k < 0 {
				return -1
			}
			continue
		case form == ";" || form == ":" || form == "(":
			return -1
		case prep == "" && (form == "," || k > from+closeBy || r.tree.token(k).UPOS == text.VERB && r.tree.token(k).XPOS == "VB"):
			return -1
		case prep != "" && form == prep:
			if prep != "by" || !r.othersAgent(i, k) {
				from = k + 1
			}
			continue
		case prep != "" && from >= 0 && (k > from+closeBy || r.tree.token(k).UPOS == text.ADP && r.cover[k] < 0):
			from = -1
		case r.tree.token(k).UPOS == text.CCONJ && r.placing(i, prep):
			return -1
		}
		if m := r.cover[k]; from >= 0 && m >= 0 && want.has(r.kind(int(m))) {
			return int(m)
		}
	}
	return -1
}

// othersAgent reports whether the "by" at token k belongs to another word than verb i:
// "arrested in an action supported by X", "in connection with an inquiry by X".
func (r *reader) othersAgent(i, k int) bool {
	if !r.asVerb || k-1 <= i {
		return false
	}
	before := r.tree.token(k - 1)
	return before.UPOS == text.VERB || before.UPOS == text.NOUN && (r.lists.is("action", r.tree.Lemma(k-1)) || r.lists.is("errand", r.tree.Lemma(k-1)))
}

// bracketEnd returns the token that closes the bracket at token k, -1 if it is not
// close by.
func (r *reader) bracketEnd(k, last int) int {
	for end := k + 1; end < last && end <= k+closeBy; end++ {
		if r.tree.form(end) == ")" {
			return end
		}
	}
	return -1
}

// placing reports whether verbs of standing somewhere may stand between trigger i
// and its preposition: "servers stood in X".
func (r *reader) placing(i int, prep string) bool {
	return prep == "in" && r.tree.token(i).UPOS == text.NOUN
}

// holderBehind returns the mention that noun i is said of when it follows it:
// "its alleged founder, X", "the administrator of Y, the Canadian X".
func (r *reader) holderBehind(i int, want kindSet) int {
	last := r.tree.sentence(i).Last
	for k := i + 1; k < last && k <= i+14; k++ {
		if m := r.starts[k]; m >= 0 {
			if want.has(r.kind(int(m))) {
				return int(m)
			}
			k = r.doc.Mentions[m].Last - 1
			continue
		}
		switch r.tree.token(k).UPOS {
		case text.ADP, text.DET, text.ADJ, text.NUM, text.CCONJ:
		case text.NOUN, text.PROPN:
			// another noun between begins another phrase, after a comma
		case text.PUNCT:
			switch r.tree.form(k) {
			case ",", ":", "–", "—", "-", "“", "”", "\"", "’", "‘":
			default:
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// holderBefore returns the mention that noun i is said of when it stands before
// it: "X, 34, the alleged founder of Y", "X is the founder".
func (r *reader) holderBefore(i int, want kindSet) int {
	first := r.tree.sentence(i).First
	link := false // a comma or a copula on the way
	for k := i - 1; k >= first && k >= i-14; k-- {
		if m := r.cover[k]; m >= 0 {
			mention := &r.doc.Mentions[m]
			if want.has(r.kind(int(m))) && mention.Last == k+1 {
				if link {
					return int(m)
				}
				return -1
			}
			k = mention.First
			continue
		}
		if r.hedges(k, r.tree.Lemma(k)) {
			continue // "the suspected owner"
		}
		switch tok := r.tree.token(k); tok.UPOS {
		case text.DET, text.ADJ, text.NUM, text.NOUN, text.CCONJ, text.PART, text.ADV:
		case text.AUX:
			if r.tree.Lemma(k) != "be" {
				return -1
			}
			link = true
		case text.PUNCT:
			switch r.tree.form(k) {
			case ",", "–", "—", ")", "(":
				link = true
			case "-":
			default:
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}
