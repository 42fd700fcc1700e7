package fact

import (
	"slices"
	"strconv"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// action dates the operation by what was done in its course.
func (r *reader) action(d *date, t int, why string) {
	if r.main < 0 {
		return
	}
	op, how := r.operationBy(t, d.first)
	if r.isPast(op) && r.yearOf(op) != d.Date.Year || how != "of the clause" && r.isLongAgo(d) && r.isBefore(t) {
		return
	}
	if r.isLongAgo(d) && (r.tells[t]&arrest != 0 && !r.countsPeople(t) && r.yearOf(op) != d.Date.Year || how == fallback && r.isAtHome(t)) {
		return // somebody's arrest, perhaps in another affair
	}
	weight := weightMain
	switch {
	case how == "of the clause", how == "of the sentence" && r.tells[t]&(strike|arrest) != 0:
		weight = weightPart
	case r.tells[t]&strike != 0, r.isVerb(t) && r.subject(t) >= 0 && r.tells[r.subject(t)]&(strike|closing) != 0:
		weight = weightMain
	case len(r.ops) == 1 && r.tells[t]&(seize|find|closing|strike) != 0 && r.isFresh(d) && len(r.arrestees(t)) == 0,
		len(r.ops) == 1 && r.tells[t]&arrest != 0 && r.isFresh(d) && (r.countsPeople(t) || r.pos(t) == text.NOUN && r.isPlural(t)):
		weight = weightFresh
	default:
		return
	}
	r.dated(op, ontology.Date, d, t, weight, "event.action", why+", operation "+how)
}

// countsPeople reports whether trigger t is done to several people.
func (r *reader) countsPeople(t int) bool {
	for _, p := range r.patients(t) {
		if r.child(p, "nummod") >= 0 || r.pos(p) == text.NUM || r.nounKind(p)&person != 0 && r.isPlural(p) || groups[r.lemma(p)] != 0 {
			return true
		}
	}
	return false
}

// isAtHome reports whether trigger t is done to somebody's home.
func (r *reader) isAtHome(t int) bool {
	for k := range r.of(t) {
		if homes[r.lemma(k)] && r.child(k, "nmod:poss") >= 0 && r.child(k, "nummod") < 0 {
			return true
		}
	}
	return false
}

// isBefore reports whether trigger t is told as what had been before: "which the
// police had raided in 2019".
func (r *reader) isBefore(t int) bool {
	for k := range r.of(t) {
		if r.isRel(k, "aux") && r.form(k) == "had" {
			return true
		}
	}
	return r.isRel(t, "acl") && r.token(t).Rel == "acl:relcl"
}

// isFresh reports whether a date lies in the weeks before the article: what the
// police did then is most likely what the article is about.
func (r *reader) isFresh(d *date) bool {
	const weeks = 45 // days
	return r.today.Day != 0 && d.Date.Day != 0 && d.Date.Compare(r.today.AddDays(-weeks)) > 0
}

// isLongAgo reports whether a date lies months before the article.
func (r *reader) isLongAgo(d *date) bool {
	const months = 4
	if r.today.Month == 0 || d.Date.Month == 0 {
		return false
	}
	return 12*(r.today.Year-d.Date.Year)+r.today.Month-d.Date.Month > months
}

// operationOn returns the operation, of that year or the main one, against a site
// that person p is said to have run; -1 if there is none.
func (r *reader) operationOn(p, year int) int {
	for _, site := range r.edges.ran[p] {
		if op := r.operationAgainst(site, year); op >= 0 && (r.yearOf(op) == year || op == r.main && r.yearOf(op) == 0) {
			return op
		}
	}
	return -1
}

// isOfPolice reports whether trigger t may be a deed of the police: it is no verb
// with somebody else for a subject.
func (r *reader) isOfPolice(t int) bool {
	if !r.isVerb(t) {
		return true
	}
	if r.isPassive(t) {
		by := r.child(t, "obl:agent")
		return by < 0 || r.isPolice(by) || !r.isNamed(by) && r.nounKind(by)&person == 0 || r.entityAt(by, kindsOf(ontology.Place, ontology.Agency)) >= 0
	}
	s := r.subject(t)
	return s < 0 || r.isPolice(s) || r.nounKind(s)&person == 0 && r.entityAt(s, persons) < 0
}

// yearsOfNames dates the operations without a name by the year that they are
// called after.
func (r *reader) yearsOfNames() {
	for e := range r.doc.Entities {
		entity := &r.doc.Entities[e]
		if entity.Kind != ontology.Operation || !entity.Unnamed || len(entity.Mentions) == 0 {
			continue
		}
		year := r.yearOf(e)
		if year == 0 || year == r.anchor().Year {
			continue // the article's own year may be no more than a guess
		}
		at := r.doc.Mentions[entity.Mentions[0]].First
		k := len(r.found)
		r.add(e, ontology.Date, text.Value{Text: strconv.Itoa(year)}, at, "event.name", "the year in its name")
		if len(r.found) > k {
			r.found[k].weight = weightName
		}
	}
}

// whenTold dates operations by what was done to their targets, as the relations have
// it, or else by the day on which somebody was arrested in their course.
func (r *reader) whenTold() {
	arrested := map[int]int{} // of each person: the first finding that gives the day
	for k := range r.found {
		f := &r.found[k]
		if _, known := arrested[f.From]; f.Fact == ontology.ArrestedOn && len(f.Value.Text) == len("2006-01-02") && !known {
			arrested[f.From] = k
		}
	}
	for e := range r.doc.Entities {
		entity := &r.doc.Entities[e]
		if entity.Kind != ontology.Operation || len(entity.Mentions) == 0 {
			continue
		}
		n, weight := len(r.found), weightTold
		if entity.When != "" {
			r.add(e, ontology.Date, text.Value{Text: entity.When}, r.mentionOn(e, entity.When), "event.told", "when it was done to its target")
		} else if k := r.firstArrest(e, arrested); k >= 0 {
			f := r.found[k]
			weight = weightName
			s := slices.IndexFunc(r.doc.Sentences, func(s text.Sentence) bool { return s.Span == f.Evidence[0] })
			r.add(e, ontology.Date, f.Value, r.doc.Sentences[s].First, "event.arrests", "when "+r.doc.Entities[f.From].Name+" was arrested")
		}
		if len(r.found) > n {
			r.found[n].weight = weight
		}
	}
}

// mentionOn returns the first token of a mention of entity e whose sentence has the
// date, of the first mention if there is none.
func (r *reader) mentionOn(e int, when string) int {
	mentions := r.doc.Entities[e].Mentions
	for _, m := range mentions {
		s := r.near(r.doc.Mentions[m].First)
		for k := r.firstDate(s.First); k < len(r.dates) && r.dates[k].first < s.Last; k++ {
			if r.dates[k].Date.String() == when {
				return r.doc.Mentions[m].First
			}
		}
	}
	return r.doc.Mentions[mentions[0]].First
}

// firstArrest returns the first finding that gives the day on which somebody was
// arrested in the course of operation op, of those of each person; -1 if none does.
func (r *reader) firstArrest(op int, arrested map[int]int) int {
	first := -1
	for _, p := range r.edges.arrested[op] {
		if k, ok := arrested[p]; ok && (first < 0 || k < first) {
			first = k
		}
	}
	return first
}

// yearOf returns the year that operation e is called after, or 0: "AlphaBay
// takedown (2017)".
func (r *reader) yearOf(e int) int {
	name := r.doc.Entities[e].Name
	n := len(name)
	if !r.doc.Entities[e].Unnamed || n < 7 || name[n-1] != ')' || name[n-6] != '(' {
		return 0
	}
	year, err := strconv.Atoi(name[n-5 : n-1])
	if err != nil {
		return 0
	}
	return year
}
