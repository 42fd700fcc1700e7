package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A run is mentions in a row that are coordinated: "Canada, France, the FBI and
// police in Thailand". Parsers lose their way in long lists, so runs are read
// off the words: what joins one member to the trigger joins them all. A run has
// a conjunction or at least three members: "Akron, Ohio" is none.
type run struct {
	members []int32
	loose   bool // something else is named between the members: "X of Leeds and Y of Hull"
}

// longestGap is how many words beside commas and conjunctions may stand between
// two members of a run: "the tax investigators of".
const longestGap = 6

// longestAside bounds what may be said of a person between two members of a run,
// in tokens.
const longestAside = 14

// findRuns fills r.runs and r.runOf.
func (r *reader) findRuns() {
	r.runOf = make([]int32, len(r.doc.Mentions))
	for i := range r.runOf {
		r.runOf[i] = -1
	}
	r.firstRun = make([]int, len(r.doc.Sentences)+1)
	for s := range r.doc.Sentences {
		r.firstRun[s] = len(r.runs)
		r.findRunsIn(&r.doc.Sentences[s])
	}
	r.firstRun[len(r.doc.Sentences)] = len(r.runs)
}

// belongsToOther reports whether a mention only says more of the one before or behind it in
// sentence s, given the members of the run so far.
func (r *reader) belongsToOther(m int, members []int32, s *text.Sentence) bool {
	mention, kind := &r.doc.Mentions[m], r.kind(m)
	switch {
	case len(members) == 0:
	case kind == ontology.Commodity && r.kind(int(members[0])) != ontology.Commodity:
		return true // "the narcotics agency DEA"
	case r.tree.token(mention.First).XPOS == "PRP$":
		return true // "X and his wife Y"
	}
	return kind == ontology.Place && mention.Last < s.Last && r.starts[mention.Last] >= 0 // "the US Postal Inspection Service"
}

func (r *reader) findRunsIn(s *text.Sentence) {
	var members []int32
	last, ands, loose, aside := 0, 0, false, false
	end := func() {
		if len(members) >= 3 || len(members) == 2 && ands > 0 {
			for _, m := range members {
				r.runOf[m] = int32(len(r.runs))
			}
			r.runs = append(r.runs, run{members, loose})
			members = nil
		}
		members, ands, loose, aside = members[:0], 0, false, false
	}
	for i := s.First; i < s.Last; i++ {
		m := r.starts[i]
		if m < 0 {
			continue
		}
		mention := &r.doc.Mentions[m]
		if r.belongsToOther(int(m), members, s) {
			continue
		}
		if len(members) > 0 {
			before := members[len(members)-1]
			most := longestGap
			if aside {
				most = longestAside
			}
			switch joint, and := r.joint(last, i, most); {
			case !joint && r.kind(int(m)) == ontology.Place && r.kind(int(before)) != ontology.Place && r.isModifier(last, i):
				// "the IRS in the USA"
				last, i = mention.Last, mention.Last-1
				continue
			case r.doc.Mentions[before].Entity == mention.Entity:
				// An alias in brackets stands with the member before it.
				last, i = mention.Last, mention.Last-1
				continue
			case r.kind(int(before)) == ontology.Person && r.kind(int(m)) != ontology.Person && mention.Last-last < longestAside:
				// "X of Leeds and Y": what is said of X may be in between.
				aside = true
				i = mention.Last - 1
				continue
			case !joint || !r.alike(int(before), int(m), last, i):
				end()
			case and:
				ands++
			}
		}
		members = append(members, m)
		loose, aside = loose || aside, false
		r.runHasAgency = r.kind(int(m)) == ontology.Agency || len(members) > 1 && r.runHasAgency
		last, i = mention.Last, mention.Last-1
	}
	end()
}

// joint reports whether tokens [first, last) may stand between two members of a
// run, at most that many words beside commas and conjunctions, and whether a
// conjunction is among them.
func (r *reader) joint(first, last, most int) (joint, and bool) {
	words, inside := 0, false
	for i := first; i < last; i++ {
		form := r.tree.form(i)
		switch {
		case form == "(" || form == "[":
			inside = true
			continue
		case form == ")" || form == "]":
			inside = false
			continue
		case inside:
			continue
		}
		switch form {
		case ";":
			if r.newClause(i) {
				return false, false
			}
			joint = true
			continue
		case ",":
			joint = true
			continue
		case "and", "&", "or", "plus":
			joint, and = true, true
			continue
		case "the", "a", "an", "also", "both", "“", "”", "\"", "‘", "’", "'", "'s", "’s", "as", "well", "his", "her":
			and = and || form == "well"
			joint = joint || form == "well"
			continue
		}
		switch r.tree.token(i).UPOS {
		case text.NOUN, text.ADJ, text.PROPN, text.NUM:
			words++
		case text.ADP:
			switch form {
			case "of", "for", "in", "at", "from", "near":
				words++
			default:
				return false, false // "led by the FBI, with the NCA"
			}
		default:
			return false, false
		}
		if words > most {
			return false, false
		}
	}
	return joint, and
}

// newClause reports whether a clause of its own follows the semicolon at token
// i: "led by the FBI; Spain and Italy helped".
func (r *reader) newClause(i int) bool {
	last := r.tree.sentence(i).Last
	if i+2 < last && r.tree.form(i+1) == "and" && r.personNamed(i+2) >= 0 {
		return false // the last one of a row: "X, 22, of Leeds; Y, 24, of Hull; and Z ran it"
	}
	for k := i + 1; k < min(last, i+widest); k++ {
		if r.tree.form(k) == ";" {
			return false
		}
		if r.finite(k) {
			return true
		}
	}
	return false
}

// isModifier reports whether tokens [first, last) are a preposition that hangs
// what follows on what stands before.
func (r *reader) isModifier(first, last int) bool {
	return last > first && last-first <= 2 && r.tree.token(first).UPOS == text.ADP
}

// alike reports whether mentions a and b, with tokens [first, last) between them,
// can be members of one run.
func (r *reader) alike(a, b, first, last int) bool {
	x, y := r.kind(a), r.kind(b)
	if x == y || sites.has(x) && sites.has(y) {
		return true
	}
	if x == ontology.Technology && sites.has(y) || bodies.has(x) && bodies.has(y) {
		return true
	}
	if x == ontology.Agency && y == ontology.Place {
		if r.onlyCommas(first, last) && r.isCountry(r.doc.Mentions[b].Entity) {
			return true // "the FBI, Spain, Italy and Europol"
		}
		// "the FBI and police in Canada", "the FBI and Canadian police"
		if r.doc.Mentions[b].Form == text.Nominal {
			return true
		}
		for i := first; i < last; i++ {
			if _, ok := lexicon.AgencyNouns().Get(r.tree.Lemma(i)); ok {
				return true
			}
		}
		return false
	}
	if x == ontology.Place && y == ontology.Agency && r.onlyCommas(first, last) && r.isCountry(r.doc.Mentions[a].Entity) {
		return r.runHasAgency
	}
	return x == ontology.Place && y == ontology.Agency && r.doc.Mentions[a].Form == text.Nominal
}

// onlyCommas reports whether tokens [first, last) are commas, conjunctions and
// articles.
func (r *reader) onlyCommas(first, last int) bool {
	for i := first; i < last; i++ {
		switch r.tree.form(i) {
		case ",", "and", "the", "&":
		default:
			return false
		}
	}
	return true
}

// withRun appends the members of the run that mention m is in, of wanted kinds.
func (r *reader) withRun(out []filler, m int, want kindSet, how string) []filler {
	if r.runOf[m] < 0 || r.runs[r.runOf[m]].loose {
		return out
	}
	for _, other := range r.runs[r.runOf[m]].members {
		if int(other) != m && want.has(r.kind(int(other))) {
			out = r.see(out, int(other), because(how, "in a row with it"))
		}
	}
	return out
}
