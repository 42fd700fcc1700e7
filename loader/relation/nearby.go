package relation

import (
	"onymous/loader/text"
)

// Where a tree leads from a trigger to nothing, the words around it may still be
// plain: what stands before an active verb does it, what stands behind "by" does
// it in the passive. A window ends at the next finite verb.

// widest bounds a window, in tokens.
const widest = 30

// nearby appends what fills a slot of trigger i by position.
func (r *reader) nearby(out []filler, i int, p place, want kindSet) []filler {
	tok := r.tree.token(i)
	verb := tok.UPOS == text.VERB
	passive := verb && r.looksPassive(i)
	switch {
	case p.slot == agent && verb && !passive, p.slot == patient && passive:
		return r.before(out, i, want)
	case p.slot == patient && verb:
		return r.behind(out, i, "", want)
	case p.slot == agent && passive, p.slot == agent && !verb:
		return r.behind(out, i, "by", want)
	case p.slot == marked:
		return r.behind(out, i, p.prep, want)
	case p.slot == patient && !verb:
		return r.behind(out, i, "of", want)
	}
	return out
}

// looksPassive reports whether the words before verb i make it passive.
func (r *reader) looksPassive(i int) bool {
	if x := r.tree.token(i).XPOS; x != "VBN" && x != "VBD" {
		return false
	}
	first := r.doc.Sentences[r.tree.of[i]].First
	for k := i - 1; k >= first && k >= i-4; k-- {
		switch r.tree.lemma(k) {
		case "be", "get", "been":
			return true
		case "have":
			return false
		}
		if up := r.tree.token(k).UPOS; up != text.ADV && up != text.AUX && up != text.PART {
			break
		}
	}
	return r.tree.token(i).XPOS == "VBN"
}

// before looks for the closest mention of a wanted kind to the left.
func (r *reader) before(out []filler, i int, want kindSet) []filler {
	first := r.doc.Sentences[r.tree.of[i]].First
	commas := 0
	for k := i - 1; k >= first && k >= i-widest; k-- {
		tok := r.tree.token(k)
		if tok.UPOS == text.VERB && (tok.XPOS == "VBD" || tok.XPOS == "VBZ" || tok.XPOS == "VBP") {
			return out
		}
		switch r.tree.form(k) {
		case ",", "–", "—", ")":
			commas++
		case ";", ":":
			return out
		}
		m := r.cover[k]
		if m < 0 || !want.has(r.kind(int(m))) {
			continue
		}
		if commas == 1 {
			// Inside "X, the largest of the Ys, was": go on to X. A comma alone
			// ends the clause: "in Spain, police closed".
			continue
		}
		if prep := r.tree.preposition(k); prep != "" && r.doc.Mentions[m].Head == k {
			continue
		}
		out = append(out, filler{r.doc.Mentions[m].Entity, int(m), "nearby"})
		return r.withRun(out, int(m), want, "nearby")
	}
	return out
}

// reach is how far behind its preposition or its verb a word may stand, in tokens.
const reach = 5

// behind looks for the mention of a wanted kind that follows a preposition to
// the right of token i, or follows i itself if there is none.
func (r *reader) behind(out []filler, i int, prep string, want kindSet) []filler {
	last := r.doc.Sentences[r.tree.of[i]].Last
	from := i + 1
	if prep != "" {
		from = -1
	}
	for k := i + 1; k < last && k <= i+widest; k++ {
		tok := r.tree.token(k)
		if tok.UPOS == text.VERB && (tok.XPOS == "VBD" || tok.XPOS == "VBZ" || tok.XPOS == "VBP") || tok.UPOS == text.AUX {
			return out
		}
		switch form := r.tree.form(k); {
		case form == ";" || form == ":" || form == "(":
			return out
		case from >= 0 && k > from+reach, from >= 0 && prep == "" && form == ",":
			if prep == "" {
				return out
			}
			from = -1
		case prep != "" && form == prep:
			from = k + 1
			continue
		}
		if m := r.cover[k]; from >= 0 && m >= 0 && want.has(r.kind(int(m))) {
			out = append(out, filler{r.doc.Mentions[m].Entity, int(m), "nearby"})
			return r.withRun(out, int(m), want, "nearby")
		}
	}
	return out
}
