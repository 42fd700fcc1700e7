package fact

import (
	"fmt"
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// longestScene is how many sentences a scene goes on after the one that gives its
// day.
const longestScene = 3

// scenes dates the arrests that are told of in the sentences after the one that
// gives the day of a raid: "Before dawn on 9 November officers searched the house.
// Mather was detained in the kitchen."
func (r *reader) scenes() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.Date.Day == 0 || d.trigger < 0 || d.after < r.near(d.first).Last || r.tells[d.trigger]&(strike|arrest|hold|seize|find) == 0 ||
			!ends(d) || !r.isOfPolice(d.trigger) || r.unsaid(d.trigger) {
			continue
		}
		day := int(r.sentence[d.first])
		for s := day + 1; s < len(r.doc.Sentences) && s <= day+longestScene; s++ {
			sentence := &r.doc.Sentences[s]
			if sentence.Paragraph > r.doc.Sentences[day].Paragraph+1 || sentence.Kind != text.Prose || d.after < sentence.Last && !r.datesGapped(s) || sentence.Last-sentence.First > reach {
				break
			}
			r.scene(d, s)
		}
	}
}

// datesGapped reports whether the first date of sentence s is that of one person of
// several: "A was arrested at home, B on the following day".
func (r *reader) datesGapped(s int) bool {
	k := r.firstDate(r.doc.Sentences[s].First)
	return k < len(r.dates) && int(r.sentence[r.dates[k].first]) == s && r.gappedBefore(&r.dates[k], persons) >= 0
}

// firstDate returns the first of the dates from token i on.
func (r *reader) firstDate(i int) int {
	k, _ := slices.BinarySearchFunc(r.dates, i, func(d date, first int) int { return d.first - first })
	return k
}

// answers dates what is told behind a heading or a question that asks what happened on
// a day.
func (r *reader) answers() {
	for k := range r.dates {
		d := &r.dates[k]
		asked := int(r.sentence[d.first])
		q := &r.doc.Sentences[asked]
		if d.Date.Day == 0 || d.trigger >= 0 || !r.isFresh(d) || q.Kind != text.Heading && r.form(q.Last-1) != "?" || !r.asksWhat(q) {
			continue
		}
		for s := asked + 1; s < len(r.doc.Sentences) && s <= asked+longestScene; s++ {
			if sentence := &r.doc.Sentences[s]; sentence.Kind != text.Prose || sentence.Last-sentence.First > reach {
				break
			}
			r.answer(d, s)
		}
	}
}

// asksWhat reports whether a sentence asks what happened.
func (r *reader) asksWhat(s *text.Sentence) bool {
	for i := s.First; i < min(s.Last, s.First+longestReach); i++ {
		if r.lemma(i) == "happen" {
			return true
		}
	}
	return false
}

// answer dates what sentence s tells as simply past.
func (r *reader) answer(d *date, s int) {
	for i := r.doc.Sentences[s].First; i < r.doc.Sentences[s].Last; i++ {
		if r.tells[i]&(strike|closing|seize) == 0 || r.isDated(i) || r.unsaid(i) {
			continue
		}
		if r.isVerb(i) && !r.isBackground(i) || r.isRel(i, "nsubj") && r.entityAt(i, operations) >= 0 {
			r.event(d, i)
		}
	}
}

// isDated reports whether trigger i has a date of its own.
func (r *reader) isDated(i int) bool {
	s := r.near(i)
	for k := r.firstDate(s.First); k < len(r.dates) && r.dates[k].first < s.Last; k++ {
		if r.dates[k].trigger == i {
			return true
		}
	}
	return false
}

// arrestsOfTheDay dates arrests that are told without a date by the day of the operation
// that is the news.
func (r *reader) arrestsOfTheDay() {
	d := &date{Expression: calendar.Expression{Date: r.dayOf(r.main)}}
	if !r.isFresh(d) {
		return
	}
	dated := map[int]bool{}
	for i := range r.found {
		if r.found[i].Fact == ontology.ArrestedOn {
			dated[r.found[i].From] = true
		}
	}
	for i := range r.doc.Tokens {
		if r.tells[i]&(arrest|hold) == 0 || !r.isVerb(i) || r.lemma(i) == "remand" || r.isDatedNear(i) || r.unsaid(i) || r.isBackground(i) {
			continue
		}
		for _, p := range r.arrestees(i) {
			if !dated[p] && !r.edges.officials[p] {
				r.dated(p, ontology.ArrestedOn, d, i, weightArrest, "event.day", fmt.Sprintf("%q, the day of the operation", r.form(i)))
			}
		}
	}
}

// arrestsOfOperations dates the arrests that only the relations date, and those of persons who
// are told to have been held in an operation, and nowhere when, by its day.
func (r *reader) arrestsOfOperations() {
	dated := map[int]bool{}
	for i := range r.found {
		if r.found[i].Fact == ontology.ArrestedOn {
			dated[r.found[i].From] = true
		}
	}
	for p := range r.doc.Entities {
		on := r.edges.heldOn[p]
		if s := r.sentenceAt(on.said); on.date != "" && !dated[p] && s >= 0 {
			day, _ := calendar.Parse(on.date)
			r.dated(p, ontology.ArrestedOn, &date{Expression: calendar.Expression{Date: day}}, r.doc.Sentences[s].First, weightTold, "event.held", "when the arrest is told")
			dated[p] = true
		}
	}
	for _, op := range r.ops {
		day := r.dayOf(op)
		if day.Day == 0 {
			continue
		}
		for _, p := range r.edges.arrested[op] {
			s := r.sentenceAt(r.edges.said[p])
			if dated[p] || r.edges.officials[p] || s < 0 || !r.isOfDay(s, day) {
				continue
			}
			d := &date{Expression: calendar.Expression{Date: day}}
			r.dated(p, ontology.ArrestedOn, d, r.doc.Sentences[s].First, weightName, "event.operationDay", "the day of the operation")
		}
	}
}

// sentenceAt returns the sentence that begins at a byte, or -1.
func (r *reader) sentenceAt(start int) int {
	s, ok := slices.BinarySearchFunc(r.doc.Sentences, start, func(s text.Sentence, at int) int { return s.Start - at })
	if !ok || r.doc.Sentences[s].First >= r.doc.Sentences[s].Last {
		return -1
	}
	return s
}

// isOfDay reports whether what sentence s tells as simply past was on a day: neither it nor
// the one before in its paragraph has another date.
func (r *reader) isOfDay(s int, day calendar.Date) bool {
	sentence := &r.doc.Sentences[s]
	if sentence.Kind != text.Prose {
		return false
	}
	first := sentence.First
	if s > 0 && r.doc.Sentences[s-1].Paragraph == sentence.Paragraph {
		first = r.doc.Sentences[s-1].First
	}
	for k := r.firstDate(first); k < len(r.dates) && r.dates[k].first < sentence.Last; k++ {
		if d := r.dates[k].Date; d != day && !d.IsZero() && r.tells[max(r.dates[k].trigger, 0)]&(arrest|hold|strike|seize|find|closing) != 0 {
			return false
		}
	}
	for i := sentence.First; i < sentence.Last; i++ {
		if r.tells[i]&(arrest|hold) != 0 && r.isVerb(i) {
			return !r.isBackground(i) && !r.isBefore(i)
		}
	}
	return true
}

// dayOf returns the day of operation e as far as it is said outright, the zero Date if it
// is not.
func (r *reader) dayOf(e int) (day calendar.Date) {
	most := weightMain - 1
	for i := range r.found {
		if f := &r.found[i]; f.From == e && f.Fact == ontology.Date && f.weight > most && f.Rule != "event.arrest" {
			most = f.weight
			day, _ = calendar.Parse(f.Value.Text)
		}
	}
	return day
}

// isDatedNear reports whether the sentence of token i has a date.
func (r *reader) isDatedNear(i int) bool {
	s := r.near(i)
	k := r.firstDate(s.First)
	return k < len(r.dates) && r.dates[k].first < s.Last
}

// scene dates the arrests in sentence s, which tells them as simply past.
func (r *reader) scene(d *date, s int) {
	for i := r.doc.Sentences[s].First; i < r.doc.Sentences[s].Last; i++ {
		if r.tells[i]&(arrest|hold) == 0 || !r.isVerb(i) || r.unsaid(i) || r.isBackground(i) {
			continue
		}
		for _, p := range r.arrestees(i) {
			why := fmt.Sprintf("%q on %q, the day of the scene", r.form(i), r.doc.Text[d.Start:d.End])
			r.dated(p, ontology.ArrestedOn, d, i, weightArrest, "event.scene", why)
		}
	}
}

// isBackground reports whether verb i tells of what had happened before, or in
// passing of somebody: "Diol, who was arrested in another case".
func (r *reader) isBackground(i int) bool {
	if r.isRel(i, "acl") {
		return true
	}
	for k := range r.of(i) {
		if r.isRel(k, "aux") && r.lemma(k) == "have" {
			return true
		}
		switch r.form(k) {
		case "later", "earlier", "previously", "since", "eventually", "already", "once":
			return true
		}
	}
	return false
}
