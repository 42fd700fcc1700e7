package fact

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// mainOperation returns the operation that the article says most about: its own
// mentions and those of its targets, more for a name and less for an action of
// another year.
func (r *reader) mainOperation() int {
	best, most := -1, 0
	for e := range r.doc.Entities {
		entity := &r.doc.Entities[e]
		if entity.Kind != ontology.Operation {
			continue
		}
		n := 2 * len(entity.Mentions)
		for _, t := range r.edges.targets[e] {
			n += len(r.doc.Entities[t].Mentions)
		}
		if !entity.Unnamed {
			n += worthOfName
		}
		if r.isPast(e) {
			n -= worthOfName
		}
		if m := entity.Mentions; len(m) > 0 && r.near(r.doc.Mentions[m[0]].First).Paragraph <= leadParagraphs {
			n += worthOfName
		}
		r.ops = append(r.ops, e)
		if best < 0 || n > most {
			best, most = e, n
		}
	}
	return best
}

// leadParagraphs is how many paragraphs behind the title say what the news is.
const leadParagraphs = 2

// worthOfName is how many mentions a name outweighs in mainOperation.
const worthOfName = 6

// isPast reports whether operation e is called after a year before the
// article's.
func (r *reader) isPast(e int) bool {
	y := r.yearOf(e)
	return y != 0 && y < r.anchor().Year
}

// operationOf returns the operation that the noun i, which trigger t governs,
// belongs to, and how that was found.
func (r *reader) operationOf(i, t int) (int, string) {
	if r.main < 0 {
		return -1, ""
	}
	s := r.near(i)
	// "Operation X, with 179 arrests"
	if e := r.last(i, max(s.First, i-longestAside), operations); e >= 0 && !r.hasVerbBetween(i-longestAside, i) {
		return e, "just before"
	}
	if e := r.operationIn(t); e >= 0 {
		return e, "in which it was done"
	}
	if r.form(s.First) == "back" && r.form(s.First+1) == "then" {
		return r.earlier(s.First), "told before"
	}
	if m := r.headed[t]; m >= 0 && r.pos(t) == text.VERB {
		if e := r.doc.Mentions[m].Entity; r.doc.Entities[e].Kind == ontology.Operation {
			return e, "of the verb"
		}
	}
	if e := r.operationAt(i); e >= 0 {
		return e, "of the noun"
	}
	for a := range r.up(i) {
		if e := r.climbed(a, i); e >= 0 {
			return e, "of the clause"
		}
	}
	for at := i - 1; at >= s.First && r.form(at) != ";"; at-- {
		if e := r.entityAt(at, operations); e >= 0 {
			return e, "before in the clause"
		}
	}
	for a := range r.up(i) {
		if e := r.operationAt(a); e >= 0 {
			return e, "of the clause"
		}
		for k := range r.of(a) {
			if k != i {
				if e := r.operationAt(k); e >= 0 {
					return e, "of the clause"
				}
			}
		}
	}
	for _, e := range [2]int{r.last(i, s.First, operations), r.next(i, s.Last, operations)} {
		if e >= 0 {
			return e, "of the sentence"
		}
	}
	if e := r.last(i, s.First, targets); e >= 0 {
		if op := r.operationAgainst(e, 0); op >= 0 {
			return op, "of the sentence"
		}
		if e != r.most(sites) && r.closesAnother(&s, e) {
			return -1, ""
		}
	}
	return r.operationAround(i)
}

// operationIn returns the operation in which trigger t is said to have been done, or -1: "were
// arrested in Britain in the agency's Operation X".
func (r *reader) operationIn(t int) int {
	for k := range r.of(t) {
		if p := r.preposition(k); r.isRel(k, "obl") && (p == "in" || p == "during" || p == "under") && r.isProper(k) {
			if e := r.entityAt(k, operations); e >= 0 {
				return e
			}
		}
	}
	return -1
}

// closesAnother reports whether a sentence tells the end of site e, against which no operation
// is known: what else it tells was done then.
func (r *reader) closesAnother(s *text.Sentence, e int) bool {
	for t := s.First; t < s.Last; t++ {
		if r.tells[t]&closing != 0 && r.isVerb(t) && slices.Contains(r.argument(t, sites), e) {
			return true
		}
	}
	return false
}

// operationAround is operationOf for a noun whose sentence has to do with none.
func (r *reader) operationAround(i int) (int, string) {
	if from, to := r.label(i); to > from {
		if e := r.last(to, from, sites); e >= 0 && r.operationAgainst(e, 0) < 0 {
			return -1, "" // "Other news – Genesis Market: 119 held"
		}
	}
	if e := r.spokenOf(i); e >= 0 {
		return e, "of the paragraph"
	}
	if e := r.introduced(i); !r.isAside(e) && !r.isOfOtherTime(e, i) {
		return e, fallback
	}
	return -1, ""
}

// isOfOtherTime reports whether operation e is called after a year long before the article,
// and the last date told before token i is of another.
func (r *reader) isOfOtherTime(e, i int) bool {
	year := r.yearOf(e)
	if year == 0 || year >= r.today.Year-1 {
		return false
	}
	for k := r.firstDate(i) - 1; k >= 0 && r.dates[k].first > i-reach; k-- {
		if y := r.dates[k].Date.Year; y != 0 {
			return y != year
		}
	}
	return false
}

// firstOf returns the token at which entity e is mentioned first.
func (r *reader) firstOf(e int) int {
	m := r.doc.Entities[e].Mentions
	if len(m) == 0 {
		return 0
	}
	return r.doc.Mentions[m[0]].First
}

// isAside reports whether operation e is of another year and against no site that the
// article is about.
func (r *reader) isAside(e int) bool {
	return (r.isPast(e) || r.isOfOld(e)) && !slices.Contains(r.edges.targets[e], r.most(sites))
}

// isOfOld reports whether every sentence that names operation e says that it was long
// ago.
func (r *reader) isOfOld(e int) bool {
	if old, ok := r.ofOld[e]; ok {
		return old
	}
	entity := &r.doc.Entities[e]
	r.ofOld[e] = !entity.Unnamed && !slices.ContainsFunc(entity.Mentions, func(m int) bool {
		return r.doc.Mentions[m].Form == text.Proper && !r.tellsOfOld(r.doc.Mentions[m].First)
	})
	return r.ofOld[e]
}

// tellsOfOld reports whether the sentence of token i has a date of long ago.
func (r *reader) tellsOfOld(i int) bool {
	s := r.near(i)
	for k := r.firstDate(s.First); k < len(r.dates) && r.dates[k].first < s.Last; k++ {
		d := &r.dates[k]
		if d.Date.Year != 0 && (d.Date.Year < r.today.Year-1 || r.isLongAgo(d)) {
			return true
		}
	}
	return false
}

// spokenOf returns the only operation that the paragraph of token i names before it; -1
// if there is none, or it is one of the past.
func (r *reader) spokenOf(i int) int {
	found := -1
	p := r.near(i).Paragraph
	for at := i - 1; at >= 0 && at > i-reach && r.doc.Sentences[r.sentence[at]].Paragraph == p; at-- {
		if e := r.entityAt(at, operations); e >= 0 && e != found {
			if found >= 0 || r.isPast(e) || !r.isProper(at) {
				return -1
			}
			found = e
		}
	}
	return found
}

// earlier returns the operation told of last before token i that is not the main
// one, itself or by its target; -1 if there is none.
func (r *reader) earlier(i int) int {
	for at := i - 1; at >= max(i-reach, 0); at-- {
		if e := r.operationAt(at); e >= 0 && e != r.main {
			return e
		}
	}
	return -1
}

// introduced returns the main operation, or if it comes up only behind token i
// the one that the article says most about of those before.
func (r *reader) introduced(i int) int {
	at := r.firstOf(r.main)
	if at <= i || at <= i+reach && r.near(at).Paragraph <= r.near(i).Paragraph+1 {
		return r.main // perhaps it is about to be named
	}
	best := r.main
	for _, e := range r.ops {
		if r.firstOf(e) <= i && !r.isPast(e) && (best == r.main || len(r.doc.Entities[e].Mentions) > len(r.doc.Entities[best].Mentions)) {
			best = e
		}
	}
	return best
}

// climbed returns the operation that token a, above token i, names itself or has
// beside i; -1 if there is none.
func (r *reader) climbed(a, i int) int {
	if e := r.entityOf(a, operations); e >= 0 {
		return e
	}
	for k := range r.of(a) {
		if k != i {
			if e := r.entityOf(k, operations); e >= 0 {
				return e
			}
		}
	}
	return -1
}

// longestAside is how many tokens lie between an operation and what is said of
// it in passing.
const longestAside = 6

func (r *reader) hasVerbBetween(from, to int) bool {
	for i := max(from, 0); i < to; i++ {
		if r.isVerb(i) && !r.isLight(i) && r.lemma(i) != "see" && r.token(i).XPOS != "VBN" && r.token(i).XPOS != "VBG" {
			return true
		}
	}
	return false
}

// fallback is how an operation was found that nothing in the sentence names.
const fallback = "of the article"

// operationBy returns the operation that trigger t, on the date at token at, is a
// deed of: one right before the date, one among the trigger's arguments, one that its sentence names, else the main one.
func (r *reader) operationBy(t, at int) (int, string) {
	// "Operation X, with 179 arrests in 2020"
	if e := r.last(at, max(r.near(at).First, at-longestAside), operations); e >= 0 && !r.hasVerbBetween(at-longestAside, at) {
		return e, "of the clause"
	}
	if e := r.operationAt(t); e >= 0 {
		return e, "of the clause"
	}
	for k := range r.of(t) {
		if e := r.operationAt(k); e >= 0 {
			return e, "of the clause"
		}
	}
	s := r.near(t)
	if e := r.last(s.Last, s.First, operations); e >= 0 {
		return e, "of the sentence"
	}
	for i := s.First; i < s.Last; i++ {
		if e := r.entityAt(i, targets); e >= 0 {
			if op := r.operationAgainst(e, 0); op >= 0 {
				return op, "of the sentence"
			}
		}
	}
	return r.main, fallback
}

// operationAt returns the operation that the phrase at token i names, or whose
// target it names.
func (r *reader) operationAt(i int) int {
	if e := r.entityOf(i, operations); e >= 0 {
		return e
	}
	if e := r.entityOf(i, targets); e >= 0 {
		return r.operationAgainst(e, 0)
	}
	return -1
}

// operationAgainst returns the operation that was aimed at a site, -1 if there
// is none: of several the one that is called after the year, if it is given,
// else the main one.
func (r *reader) operationAgainst(site, year int) int {
	found := -1
	for _, e := range r.edges.against[site] {
		y := r.yearOf(e)
		switch {
		case year != 0 && r.isPast(e) && y != year:
		case year != 0 && y == year:
			return e
		case found < 0 || e == r.main:
			found = e
		}
	}
	return found
}
