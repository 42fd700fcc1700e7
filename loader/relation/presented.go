package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Headlines, lists and the second sentence of a report put what something was done to
// behind the verb or before a bracket: "also seized were X and Y", "among the sites now
// showing a banner is X", "X (opened in 2019, closed by customs)".

// presented returns the mention of the site that the participle at token i is said of
// in such a sentence, or -1.
func (r *reader) presented(i int) int {
	s := r.tree.sentence(i)
	if !r.participial(i) {
		return -1
	}
	if m := r.beforeBracket(i); m >= 0 {
		return m
	}
	switch r.lower[s.First] {
	case "also", "likewise", "among", "amongst", "other", "gone":
	default:
		return -1
	}
	for k := i + 1; k+1 < s.Last && k < i+widest; k++ {
		if lemma := r.tree.Lemma(k); lemma != "be" && lemma != "include" && r.tree.form(k) != ":" {
			if r.finite(k) {
				return -1
			}
			continue
		}
		for n := k + 1; n < s.Last && n < k+closeBy; n++ {
			if m := r.starts[n]; m >= 0 && sites.has(r.kind(int(m))) && r.doc.Mentions[m].Form == text.Proper {
				return int(m)
			}
		}
		return -1
	}
	return -1
}

// participial reports whether token i is a participle without an auxiliary.
func (r *reader) participial(i int) bool {
	switch r.tree.token(i).XPOS {
	case "VBN", "VBD", "VBG":
		return r.auxiliary(i) < 0
	}
	return false
}

// beforeBracket returns the mention of the site that stands before the bracket that
// token i is in, or -1.
func (r *reader) beforeBracket(i int) int {
	first := r.tree.sentence(i).First
	open := i - 1
	for ; open > first && open > i-widest && r.tree.form(open) != "("; open-- {
		if r.tree.form(open) == ")" || r.finite(open) && !r.reduced(open) {
			return -1
		}
	}
	if open <= first || r.tree.form(open) != "(" {
		return -1
	}
	for k := open - 1; k >= first && k > open-2*closeBy; k-- {
		if r.finite(k) {
			return -1
		}
		if m := r.cover[k]; m >= 0 && r.doc.Mentions[m].Form == text.Proper {
			if sites.has(r.kind(int(m))) {
				return int(m)
			}
			if r.kind(int(m)) != ontology.Technology {
				return -1
			}
		}
	}
	return -1
}

// reduced reports whether token k has the form of a participle and nothing before it
// that could be its subject: "(opened in 2019".
func (r *reader) reduced(k int) bool {
	if x := r.tree.token(k).XPOS; x != "VBN" && x != "VBD" {
		return false
	}
	form := r.tree.form(k - 1)
	return form == "(" || form == ","
}

// besides appends to the targets of action a, of which the document says no more than
// what it is about, the sites that are named in a row with its target at the start:
// "infostealers X and Y shut down".
func (r *reader) besides(a *action) {
	for n := 0; n < r.firstRun[min(newsSentences+1, len(r.doc.Sentences))]; n++ {
		row := r.runs[n].members
		together := false
		for _, m := range row {
			together = together || r.doc.Mentions[m].Entity == a.targets[0]
		}
		if !together {
			continue
		}
		for _, m := range row {
			if e := r.doc.Mentions[m].Entity; sites.has(r.kind(int(m))) && !a.targeted(e) {
				a.targets = append(a.targets, e)
			}
		}
	}
}

// saidOf returns the mention of the site that noun i is said of behind a comma or a
// copula, or -1: "X, a drug forum that the FBI closed", "X was a site shut by the FBI".
func (r *reader) saidOf(i int, want kindSet) int {
	if !r.kindNoun(i) || r.modifies(i) {
		return -1
	}
	first := r.tree.sentence(i).First
	for k := i - 1; k > first && k > i-2*closeBy; k-- {
		switch up := r.tree.token(k).UPOS; {
		case r.tree.form(k) == ",":
			return -1
		case up != text.DET:
		case r.tree.form(k-1) == ",", r.tree.Lemma(k-1) == "be":
			if m := r.ending(k-1, first, want); m >= 0 && r.doc.Mentions[m].Form == text.Proper {
				return m
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}
