package fact

import "onymous/loader/text"

// isLost reports whether token i is a pronoun of a person of which it is not
// known whom it means.
func (r *reader) isLost(i int) bool {
	if r.headed[i] >= 0 {
		return false
	}
	switch r.form(i) {
	case "he", "him", "she", "her":
		return true
	}
	return false
}

// hero returns the person that the article is about, if it has named them before
// token i: the one mentioned most, who is of no agency and did not write it. It
// returns -1 if there is none or there are two.
func (r *reader) hero(i int) int {
	best, count := -1, 0
	for e := range r.doc.Entities {
		if !persons.has(r.doc.Entities[e].Kind) || r.edges.agents[e] || !r.isNamedBefore(e, i) {
			continue
		}
		switch n := r.mentioned(e); {
		case n > count:
			best, count = e, n
		case n == count:
			best = -1
		}
	}
	return best
}

// mentioned returns how often the text names entity e, bylines left out.
func (r *reader) mentioned(e int) (n int) {
	for _, m := range r.doc.Entities[e].Mentions {
		if first := r.doc.Mentions[m].First; r.doc.Mentions[m].Form == text.Proper && first >= 0 && first < len(r.doc.Tokens) && !r.isByline(first) {
			n++
		}
	}
	return n
}

// isByline reports whether the sentence of token i says who wrote the article.
func (r *reader) isByline(i int) bool {
	s := &r.doc.Sentences[r.sentence[i]]
	if s.Kind == text.Boiler {
		return true
	}
	return r.form(s.First) == "by" && !r.hasVerb(int(r.sentence[i])) && s.Last-s.First < longestNP
}

// longestLead is how many tokens behind an unnamed person the name may stand.
const longestLead = 3 * reach / 2

// introducedAs returns the person whom noun i only describes, as news begin: "A
// Texas man was sentenced …", and in the next paragraph "Jude Orr, 30, used the
// names". It returns -1 if the noun is no such description, or nobody is named.
func (r *reader) introducedAs(i int) int {
	if i < 0 || r.nounKind(i)&person == 0 && r.form(i) != "one" {
		return -1
	}
	return r.describedAs(i)
}

// describedAs is introducedAs for a noun of which it is known that it is a person.
func (r *reader) describedAs(i int) int {
	if i < 0 || r.headed[i] >= 0 || !r.isDescription(i) {
		return -1
	}
	lead := r.near(i).Paragraph <= leadParagraphs
	s := &r.doc.Sentences[r.sentence[i]]
	for at := max(s.First, i-reach); at < min(s.Last, i+reach); at++ {
		if e := r.entityAt(at, persons); e >= 0 && r.isProper(at) && !r.edges.officials[e] {
			return -1
		}
	}
	for at := s.Last; at < min(len(r.doc.Tokens), i+longestLead); at++ {
		e := r.entityAt(at, persons)
		if e < 0 || !r.isProper(at) || r.isByline(at) || r.edges.officials[e] || r.isSpeaker(at) {
			continue
		}
		if first := r.doc.Sentences[r.sentence[at]].First == at; !first && r.isNoun(at-1) {
			continue // "District Judge X announced the sentence"
		}
		if r.isNamedBefore(e, i) || !lead && r.doc.Sentences[r.sentence[at]].First != at && !r.isIntroduced(at) {
			return -1
		}
		return e
	}
	return -1
}

// isDescription reports whether noun i describes one person whom the text has not named: "a
// Texas man", "one of the developers", "the operator of the shop" in the lead.
func (r *reader) isDescription(i int) bool {
	if k := r.child(i, "nmod"); r.form(i) == "one" && k >= 0 && r.nounKind(k)&person != 0 {
		return true
	}
	d := r.child(i, "det")
	if r.pos(i) != text.NOUN || r.token(i).XPOS != "NN" || d < 0 {
		return false
	}
	switch r.form(d) {
	case "a", "an":
		return true
	case "the":
		return r.near(i).Paragraph <= leadParagraphs && r.last(i, i-2*reach, persons) < 0 && !presiding[r.lemma(i)]
	}
	return false
}

// presiding are those at court who are not sentenced.
var presiding = map[string]bool{"judge": true, "prosecutor": true, "attorney": true, "lawyer": true, "magistrate": true, "jury": true, "justice": true,
	"defender": true, "victim": true, "minister": true, "spokesman": true, "spokeswoman": true}

// isSpeaker reports whether the name at token i is of somebody who says something.
func (r *reader) isSpeaker(i int) bool {
	for a := range r.up(i) {
		if r.pos(a) == text.VERB {
			s := r.child(a, "nsubj")
			return saying[r.lemma(a)] && s >= 0 && r.entityAt(s, persons) == r.entityAt(i, persons)
		}
	}
	return false
}

// saying are verbs of those whose words are told.
var saying = map[string]bool{"say": true, "tell": true, "announce": true, "add": true, "describe": true, "write": true, "explain": true, "argue": true,
	"note": true, "warn": true, "comment": true, "call": true, "urge": true}

// isIntroduced reports whether the words before the name at token i make it that of somebody
// described before: "His name was X", "identified as X".
func (r *reader) isIntroduced(i int) bool {
	switch r.form(i - 1) {
	case "as", "named", "called":
		return true
	}
	return r.lemma(i-1) == "be" && r.form(i-2) == "name"
}

// isNamedBefore reports whether entity e is mentioned before token i.
func (r *reader) isNamedBefore(e, i int) bool {
	return len(r.doc.Entities[e].Mentions) > 0 && r.doc.Mentions[r.doc.Entities[e].Mentions[0]].First < i
}
