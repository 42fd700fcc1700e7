package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// A roll is a list of those who took part: behind a colon ("the following
// countries took part: …") or in lines of its own below such a heading.

// rolls makes the claims of the rolls of the document.
func (r *reader) rolls() {
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		r.crowd(sentence)
		i := r.callsRoll(sentence)
		if i < 0 {
			continue
		}
		op, how := r.operationAt(nil, i)
		if op < 0 {
			continue
		}
		if colon := r.colon(sentence); colon >= 0 && colon < sentence.Last-1 {
			r.roll(i, op, how, colon+1, sentence.Last)
			continue
		}
		for n := s + 1; n < len(r.doc.Sentences) && r.isRow(&r.doc.Sentences[n]); n++ {
			r.roll(i, op, how, r.doc.Sentences[n].First, r.doc.Sentences[n].Last)
		}
	}
}

// fewestTogether is how many agencies and countries in one sentence of a story
// about an operation took part in it, whatever the sentence says of them.
const fewestTogether = 4

// crowd makes the claims of a sentence that speaks of many authorities: "police
// from Spain and Italy were in it, the FBI too, …".
func (r *reader) crowd(s *text.Sentence) {
	if s.Kind != text.Prose && s.Kind != text.Item {
		return
	}
	found := r.authorities(nil, s.First, s.Last-s.First, actors)
	fewest := fewestTogether
	if r.namesMembers(s) || r.spellsOut(s) {
		fewest = 2
		found = r.rowsOfCountries(found, s)
	}
	n := 0
	for _, f := range found {
		if r.mayTakePart(f) {
			found[n] = f
			n++
		}
	}
	if found = found[:n]; n < fewest {
		return
	}
	op, how := r.operationAt(nil, r.doc.Mentions[found[0].mention].Head)
	if op < 0 {
		return
	}
	for _, f := range found {
		st := statement{rule: "crowd", sentence: r.tree.Sentence(s.First), why: "many authorities; " + r.doc.Entities[op].Name + " (" + how + ")"}
		st.attributes[ontology.Role] = ontology.Participated
		r.enter(ontology.ParticipatedIn, f.entity, op, st)
	}
}

// namesMembers reports whether a sentence says that countries or bodies took part:
// "seven countries helped, among them Spain and Italy".
func (r *reader) namesMembers(s *text.Sentence) bool {
	who, what := false, false
	for i := s.First; i < s.Last; i++ {
		who = who || r.plural(i) && r.lists.is("member", r.tree.Lemma(i))
		for _, t := range r.triggersAt(i) {
			if t.verb && (t.class == "support" || t.class == "involve" || t.class == "join" && r.lists.is("taking", t.lemma) && (t.lemma != "take" || len(t.needs) > 0)) {
				if st := r.stance(i); !st.denied && !st.unreal && !st.future {
					what = true
				}
			}
		}
	}
	return who && what
}

// spellsOut reports whether a sentence says which the countries or bodies are that took
// part, or that the one before speaks of: "The countries are Spain, Italy and Peru", "The
// other participating states were Iceland and Spain".
func (r *reader) spellsOut(s *text.Sentence) bool {
	last := min(s.Last-2, s.First+2*closeBy)
	for i := s.First + 1; i < last; i++ {
		switch {
		case r.finite(i) && r.tree.Lemma(i) != "be":
			return false
		case !r.plural(i) || !r.lists.is("member", r.tree.Lemma(i)) || r.tree.Lemma(i+1) != "be":
			continue
		}
		for k := s.First; k < i; k++ {
			if r.lists.is("taking", r.tree.Lemma(k)) || r.lower[k] == "participating" || r.lower[k] == "involved" {
				return true
			}
		}
		return i == s.First+1 && r.actsBefore(s)
	}
	return false
}

// actsBefore reports whether the sentence before s says that somebody had a part in
// something.
func (r *reader) actsBefore(s *text.Sentence) bool {
	at := r.tree.Sentence(s.First)
	if at == 0 {
		return false
	}
	before := &r.doc.Sentences[at-1]
	for i := before.First; i < before.Last; i++ {
		for _, t := range r.triggersAt(i) {
			if acting[t.class] && t.class != arresting {
				return true
			}
		}
	}
	return false
}

// rowsOfCountries appends the countries that stand in a row in sentence s.
func (r *reader) rowsOfCountries(out []filler, s *text.Sentence) []filler {
	at := r.tree.Sentence(s.First)
	for n := r.firstRun[at]; n < r.firstRun[at+1]; n++ {
		for _, m := range r.runs[n].members {
			if r.kind(int(m)) == ontology.Place && r.isCountry(r.doc.Mentions[m].Entity) {
				out = r.see(out, int(m), "in a row with others")
			}
		}
	}
	return out
}

// callsRoll returns the word by which a sentence announces a list of those who
// took part, -1 if it does not: it is a heading or ends with or has a colon, and
// speaks of taking part and of countries or authorities.
func (r *reader) callsRoll(s *text.Sentence) int {
	if s.Kind == text.Item || s.Kind != text.Heading && r.colon(s) < 0 {
		return -1
	}
	word, who := -1, false
	for i := s.First; i < s.Last; i++ {
		if r.tree.form(i) == ":" {
			break
		}
		who = who || strings.EqualFold(r.tree.form(i), "following") || r.agencyNoun(i) || r.lists.is("member", r.tree.Lemma(i))
		for _, t := range r.triggersAt(i) {
			if acting[t.class] && t.class != arresting && !r.leadsElse(t, r.frame(i, t)) {
				word = i
			}
		}
		if r.lists.is("taking", r.tree.Lemma(i)) {
			word = i
		}
	}
	if n := r.tree.Sentence(s.First) + 1; !who && r.colon(s) == s.Last-1 && n < len(r.doc.Sentences) {
		who = r.isRow(&r.doc.Sentences[n]) // "taking part were:"
	}
	if !who || word < 0 {
		return -1
	}
	if st := r.stance(word); st.denied || st.unreal {
		return -1
	}
	return word
}

// isRow reports whether a sentence is a row of a roll: it begins with a country
// or an agency and has no verb.
func (r *reader) isRow(s *text.Sentence) bool {
	if s.Kind == text.Boiler || s.First >= s.Last {
		return false
	}
	first := s.First
	for first < s.Last-1 && (r.tree.token(first).UPOS == text.PUNCT || r.tree.token(first).UPOS == text.DET) {
		first++
	}
	if m := r.starts[first]; m < 0 || !actors.has(r.kind(int(m))) {
		return s.Kind == text.Item
	}
	for i := s.First; i < s.Last; i++ {
		if r.finite(i) {
			return false
		}
	}
	return true
}

func (r *reader) colon(s *text.Sentence) int {
	for i := s.First; i < s.Last; i++ {
		if r.tree.form(i) == ":" {
			return i
		}
	}
	return -1
}

// roll lets the agencies and the countries of tokens [first, last) take part.
func (r *reader) roll(i, op int, how string, first, last int) {
	for k := first; k < last; k++ {
		m := r.starts[k]
		if m < 0 || !actors.has(r.kind(int(m))) || r.inTitle(int(m)) {
			continue
		}
		e := r.doc.Mentions[m].Entity
		if r.kind(int(m)) == ontology.Place && !r.isCountry(e) {
			continue
		}
		s := statement{rule: "roll", sentence: r.tree.Sentence(k),
			why: "“" + r.tree.form(i) + "”; " + r.doc.Entities[op].Name + " (" + how + ")"}
		s.attributes[ontology.Role] = ontology.Participated
		r.enter(ontology.ParticipatedIn, e, op, s)
	}
}
