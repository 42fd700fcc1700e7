package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// authorities appends the agencies and the countries whose authorities are spoken
// of in the sentence of trigger i, at most reach tokens away.
func (r *reader) authorities(out []filler, i, reach int, want kindSet) []filler {
	s := r.tree.sentence(i)
	first, last := r.clause(i, s)
	for k := max(first, i-reach); k < last && k <= i+reach; k++ {
		m := r.starts[k]
		if m < 0 || !want.has(r.kind(int(m))) || !r.isAuthority(int(m)) {
			continue
		}
		out = r.see(out, int(m), "spoken of with it")
	}
	return out
}

// clause returns the tokens of sentence s among which token i stands, between the
// semicolons behind which clauses of their own begin.
func (r *reader) clause(i int, s *text.Sentence) (first, last int) {
	first, last = s.First, s.Last
	for k := s.First + 1; k < s.Last; k++ {
		if r.tree.form(k) != ";" || !r.newClause(k) {
			continue
		}
		if k >= i {
			return first, k
		}
		first = k + 1
	}
	return first, last
}

// isAuthority reports whether mention m is an agency, or a country of which the
// text means the police or the courts, and not just where somebody works or who
// said so.
func (r *reader) isAuthority(m int) bool {
	if r.inTitle(m) || r.isSource(m) || r.stayedOut(m) {
		return false
	}
	mention := &r.doc.Mentions[m]
	if r.kind(m) != ontology.Place {
		return true
	}
	if r.officials(m) {
		return true
	}
	if n := r.runOf[m]; n >= 0 {
		for _, other := range r.runs[n].members {
			if r.kind(int(other)) == ontology.Agency {
				return true
			}
			if r.listedCountries(int(r.runs[n].members[0])) {
				return true
			}
			if int(other) != m && r.kind(int(other)) == ontology.Place && r.officials(int(other)) && r.doc.Mentions[other].First < mention.First {
				return true
			}
		}
	}
	return false
}

// stayedOut reports whether mention m is the subject of what is denied: "Europol did not
// take part".
func (r *reader) stayedOut(m int) bool {
	h := r.doc.Mentions[m].Head
	verb := r.tree.Head(h)
	return verb >= 0 && isRel(r.tree.token(h).Rel, "nsubj") && r.tree.token(verb).UPOS == text.VERB && r.near(verb).denied
}

// listedCountries reports whether a run that begins with mention m spells out
// countries whose authorities were spoken of: "police in nine countries, Spain …".
func (r *reader) listedCountries(m int) bool {
	first := r.doc.Mentions[m].First
	s := r.tree.sentence(first).First
	countries := false
	for k := first - 1; k >= s && k >= first-9; k-- {
		switch lemma := r.tree.Lemma(k); {
		case lemma == "country" || lemma == "nation" || lemma == "state":
			countries = k >= first-4
		case countries && r.agencyNoun(k):
			return true
		case r.finite(k):
			return false
		}
	}
	return false
}

// officials reports whether a noun for authorities belongs to the place of
// mention m: "Swiss prosecutors", "police in Spain".
func (r *reader) officials(m int) bool {
	mention := &r.doc.Mentions[m]
	s := r.tree.sentence(mention.First)
	for k := mention.First; k < mention.Last; k++ {
		if r.agencyNoun(k) {
			return true
		}
	}
	for k := mention.Last; k < s.Last && k < mention.Last+4; k++ {
		if r.agencyNoun(k) {
			return true
		}
		if r.tree.Is(k, "punct") && r.tree.form(k) != "-" || r.starts[k] >= 0 || r.tree.Is(k, "case") && r.tree.form(k) != "'s" && r.tree.form(k) != "’s" {
			break
		}
	}
	k := mention.First - 1
	for k >= s.First && r.tree.Lemma(k) == "the" {
		k--
	}
	if k <= s.First {
		return false
	}
	switch r.tree.Lemma(k) {
	case "in", "of", "from":
		return r.agencyNoun(k-1) || r.listedCountries(m)
	}
	return false
}

// agencyNoun reports whether token k is a noun for a body or for several of those
// who act for one: a single prosecutor is quoted, prosecutors act.
func (r *reader) agencyNoun(k int) bool {
	n, ok := lexicon.AgencyNouns().Get(r.tree.Lemma(k))
	x := r.tree.token(k).XPOS
	return ok && (!n.People || x != "NN" && x != "NNP")
}

// inTitle reports whether mention m stands in the title of a person: "FBI
// Director X", "X, head of operations at Europol".
func (r *reader) inTitle(m int) bool {
	for k := r.doc.Mentions[m].First; k < r.doc.Mentions[m].Last; k++ {
		if r.titled[k] {
			return true
		}
	}
	return false
}

// isSource reports whether mention m is only who said it: "according to
// Europol".
func (r *reader) isSource(m int) bool {
	h := r.doc.Mentions[m].Head
	if p := r.tree.preposition(h); p == "accord" || p == "according" || p == "per" {
		return true
	}
	if c := r.tree.Dep(h, "case"); c >= 0 && r.tree.form(c) == "to" {
		if up := r.tree.Head(c); up >= 0 && r.tree.Lemma(up) == "accord" {
			return true
		}
	}
	return false
}

// listedBehind reports whether mention m is in the list that a preposition or a colon
// opens right behind word i, so that it has the part in the operation that the word
// says: "with the help of X, Y and Z", "assisted: X and Y".
func (r *reader) listedBehind(i, m int) bool {
	if m < 0 || r.doc.Mentions[m].First < i+2 {
		return false
	}
	opened := false
	for k := i + 1; k < r.doc.Mentions[m].First; k++ {
		switch form := r.lower[k]; form {
		case "by", "from", "of", ":":
			opened = opened || k <= i+longestOpening
		case ";", "while", "whereas", "under":
			return false
		case "with":
			if l := r.lower[k-1]; l != "together" && l != "along" && l != "jointly" {
				return false
			}
		}
		if r.finite(k) || r.tree.token(k).UPOS == text.AUX && k > i+longestOpening || r.saysPart(k) {
			return false
		}
	}
	return opened
}

// listedBefore reports whether mention m is in the list that stands right before word i and
// so has the part in the operation that the word says: "X, Y and Z supported it", "X and Y
// in support".
func (r *reader) listedBefore(i, m int) bool {
	if m < 0 || r.doc.Mentions[m].Last > i || r.asVerb && r.passive(i) {
		return false
	}
	k := i - 1
	for ; k >= r.doc.Mentions[m].Last; k-- {
		if up := r.tree.token(k).UPOS; up == text.ADV || up == text.AUX || up == text.DET || r.lower[k] == "in" {
			continue
		}
		break
	}
	for ; k >= r.doc.Mentions[m].Last; k-- {
		if c := r.cover[k]; c >= 0 && (actors.has(r.kind(int(c))) || r.doc.Mentions[c].Entity < 0) {
			continue
		}
		switch r.lower[k] {
		case ",", "and", "&", "the", "(", ")", "'s", "'", "as", "well":
		default:
			return false
		}
	}
	return true
}

// longestOpening is how many tokens behind a word its list may open: "support was
// provided by".
const longestOpening = 3

// saysPart reports whether token k is another word for a part in an operation.
func (r *reader) saysPart(k int) bool {
	for _, t := range r.lists.triggers[r.tree.Lemma(k)] {
		if acting[t.class] && r.cover[k] < 0 {
			return true
		}
	}
	return false
}
