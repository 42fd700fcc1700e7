package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// Weights of the dates of an operation, the surest last: when it is said to have begun, what
// is said of an action that only the article ties to it, what was part of it, what is said of
// it outright.
const (
	weightBegun = iota
	weightName
	weightFresh
	weightArrest
	weightTold
	weightMain
	weightPart
	weightSaid
)

const happening = arrest | hold | seize | find | closing | opening | exist | die | strike

// events turns dates into facts: the date of the trigger that governs them.
func (r *reader) events() {
	for k := range r.dates {
		d := &r.dates[k]
		d.trigger = -1
		if r.hasBeen(d) {
			d.trigger = r.happened(d)
		}
	}
	for k := range r.dates {
		d := &r.dates[k]
		if d.trigger >= 0 && over(d) && d.Range == calendar.NoRange && r.isDelayed(d.trigger) {
			onDay := *d
			onDay.Preposition = "on"
			r.event(&onDay, d.trigger)
			continue
		}
		if v := r.verbOver(d.top); d.trigger < 0 && v >= 0 && !reporting[r.lemma(v)] && r.hasBeen(d) {
			r.joined(d, v)
		}
		if d.trigger < 0 || r.unsaid(d.trigger) && !r.isNoMore(d, d.trigger) || r.isApart(d) || r.gappedBefore(d, sites|persons) < 0 && (k > 0 && r.nearer(&r.dates[k-1], d) || k+1 < len(r.dates) && r.nearer(&r.dates[k+1], d)) {
			continue
		}
		r.event(d, d.trigger)
		r.joined(d, d.trigger)
		r.dayAfter(d)
	}
	r.whenClauses()
	r.actions()
	r.scenes()
	r.answers()
	r.entries()
	r.lasting()
	r.spans()
	r.arrestsOfTheDay()
	r.yearsOfNames()
	r.whenTold()
	r.arrestsOfOperations()
	r.endsByOperations()
}

// isDelayed reports whether trigger t is told as what happened late: "was not arrested
// until".
func (r *reader) isDelayed(t int) bool {
	if r.tells[t]&(arrest|closing) == 0 {
		return false
	}
	for k := range r.of(t) {
		if w := r.form(k); w == "not" || w == "n't" || w == "n’t" {
			return true
		}
	}
	return false
}

// isApart reports whether a semicolon parts date d from the trigger before it:
// another sentence, if its writer had made one of it. A date that stands first
// holds beyond it.
func (r *reader) isApart(d *date) bool {
	if r.sentence[d.first] != r.sentence[d.trigger] {
		return false
	}
	for i := max(d.trigger, d.first-farthest); i < d.first; i++ {
		if r.form(i) == ";" {
			return true
		}
	}
	return false
}

// nearer reports whether the date a belongs to the trigger of b and stands
// nearer to it: of two dates the other is of something in between. Dates of one
// range or list both count.
func (r *reader) nearer(a, b *date) bool {
	if a.trigger != b.trigger || a.trigger < 0 || a.Range != calendar.NoRange && b.Range != calendar.NoRange {
		return false
	}
	away := func(d *date) int { return max(d.first-d.trigger, d.trigger-d.last) }
	between := max(a.first, b.first) - min(a.last, b.last)
	return between > 2 && away(a) < away(b)
}

// happened returns the trigger of what happened on a date, or -1.
func (r *reader) happened(d *date) int {
	if s := r.child(d.top, "nsubj"); s >= 0 && r.child(d.top, "cop") >= 0 {
		// "the action day of the operation was 16 May"
		for _, i := range [2]int{s, r.child(s, "nmod")} {
			if i >= 0 && (r.entityAt(i, operations) >= 0 || r.tells[i]&happening != 0) {
				return i
			}
		}
	}
	at := d.first - 2
	if r.form(at) == "at" && r.form(at+1) == "least" {
		at -= 2
	}
	if at >= 0 && (begun(d) || over(d)) && r.tells[at]&exist != 0 && !r.isVerb(at) {
		return at // "up since March"
	}
	if k := r.labelled(d.first, opening|closing); k >= 0 {
		return k
	}
	for a := range r.up(d.top) {
		if h := r.head(a); r.tells[a]&hold != 0 && h >= 0 && r.isVerb(h) && r.tells[h]&arrest != 0 {
			return h // "taken into custody on 5 July"
		}
		if r.tells[a]&(happening&^exist) != 0 || r.entityAt(a, operations) >= 0 {
			return a
		}
		if r.tells[a]&exist != 0 && !r.isVerb(a) && (begun(d) || over(d)) {
			return a
		}
		if !r.isVerb(a) && r.pos(a) != text.AUX && r.head(a) >= 0 {
			continue
		}
		for k := range r.of(a) {
			if (r.isRel(k, "nsubj") || r.isRel(k, "obj")) && r.pos(k) == text.NOUN && r.tells[k]&happening != 0 && !reporting[r.lemma(a)] {
				return k
			}
		}
		if r.tells[a]&exist != 0 && (begun(d) || over(d)) {
			return a
		}
		if !r.isLight(a) && !r.isRel(a, "xcomp") {
			if (r.isRel(a, "acl") || r.isRel(a, "amod")) && !naming[r.lemma(a)] || reporting[r.lemma(a)] {
				return -1
			}
			return r.onlyTrigger(d)
		}
	}
	return r.onlyTrigger(d)
}

// naming are verbs of asides about names, which dates behind them have nothing to do
// with: "founded by X, known as Y, in March 2022".
var naming = map[string]bool{"know": true, "call": true, "name": true, "dub": true, "nickname": true}

// onlyTrigger returns the verb that tells an event, if the sentence has only one
// and only one date: what a tree that went astray most likely meant.
func (r *reader) onlyTrigger(d *date) int {
	s := r.near(d.first)
	if d.before >= s.First || d.after < s.Last {
		return -1
	}
	found := -1
	for i := max(s.First, d.first-farthest); i < min(s.Last, d.last+farthest); i++ {
		if r.isVerb(i) && r.tells[i]&(arrest|closing|opening|die|seize|strike) != 0 {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	if at := d.first - 2; found < 0 && at >= s.First && r.pos(at) == text.NOUN && r.tells[at]&happening != 0 {
		return at // "a week of action in September"
	}
	return found
}

// farthest is how many tokens may lie between a date and the only verb that it
// can belong to.
const farthest = 60

// reporting are verbs whose date is that of the news or of a step in court, not
// of what is told.
var reporting = map[string]bool{"say": true, "announce": true, "tell": true, "report": true, "charge": true, "indict": true, "plead": true, "convict": true,
	"unseal": true, "reveal": true, "confirm": true, "publish": true, "appear": true, "accuse": true, "file": true, "release": true, "disclose": true,
	"write": true, "claim": true, "describe": true, "address": true, "speak": true, "brief": true, "extradite": true, "sentence": true, "warn": true, "add": true, "note": true, "show": true}

// event claims what trigger t tells to have happened on date d.
func (r *reader) event(d *date, t int) {
	tells := r.tells[t]
	why := fmt.Sprintf("%q on %q", r.form(t), r.doc.Text[d.Start:d.End])
	site := r.siteOn(d, t)
	ops := r.argument(t, operations)
	if s := r.subject(t); len(ops) == 0 && len(r.ops) == 1 && s >= 0 && r.isVerb(t) && r.tells[s]&strike != 0 && r.isDefinite(s) {
		ops = r.ops // "the operation began on Saturday"
	}
	if s := r.subject(t); site >= 0 && s >= 0 && r.child(s, "cop") >= 0 {
		ops = nil // "Nightowl is an operation that emerged in 2018"
	}
	if tells&opening != 0 && tells&strike == 0 && d.Date.Day == 0 && len(ops) > 0 {
		r.dated(ops[0], ontology.Date, d, t, weightBegun, "event.begun", why)
		return // when it began is not when it struck
	}
	if op := r.entityAt(t, operations); op >= 0 && (site < 0 || r.isProper(t) || r.operationAgainst(site, d.Date.Year) == op) {
		r.dated(op, ontology.Date, d, t, weightSaid, "event.operation", why)
	}
	if tells&die != 0 {
		for _, p := range r.dead(t) {
			r.dated(p, ontology.DiedOn, d, t, weightSaid, "event.died", why)
		}
	}
	if r.lemma(t) == "remand" {
		return // by a court, days after the arrest
	}
	if tells&(arrest|hold) != 0 {
		r.arrestsOn(d, t, why)
	}
	if tells&(opening|strike|closing) != 0 && ends(d) {
		if len(ops) > 0 && (tells&strike != 0 || r.isVerb(t)) && !r.isInquiry(t) {
			weight := weightPart
			if tells&closing != 0 {
				weight = weightMain // an end is a date where there is no better one
			}
			r.dated(ops[0], ontology.Date, d, t, weight, "event.operation", why)
			return
		}
	}
	switch {
	case site >= 0:
		r.history(d, t, site, why)
		for _, other := range r.argument(t, sites) {
			if other != site && r.tells[t]&(opening|closing) != 0 && r.gapped(d) < 0 {
				r.history(d, t, other, why)
			}
		}
	case tells&ending != 0 && tells&strike == 0: // nobody's deed
	case (tells&(strike|closing|seize|arrest) != 0 || tells&find != 0 && r.isVerb(t) && !r.isPassive(t) && r.isHaul(t)) && ends(d) && r.isOfPolice(t):
		r.action(d, t, why)
	}
}

// arrestsOn dates the arrests that trigger t tells, and what they were made in.
func (r *reader) arrestsOn(d *date, t int, why string) {
	held := r.arrestees(t)
	if p := r.gappedBefore(d, persons); p >= 0 && d.first > t {
		held = []int{p} // "A was arrested at home, B on the following day"
	}
	for _, p := range held {
		r.dated(p, ontology.ArrestedOn, d, t, weightSaid, "event.arrested", why)
		if op := r.operationOn(p, d.Date.Year); op >= 0 && r.doc.Entities[op].Unnamed {
			r.dated(op, ontology.Date, d, t, weightArrest, "event.arrest", why)
		} else if op, _ := r.operationBy(t, d.first); op >= 0 && r.isFresh(d) && !r.isPast(op) && r.firstOf(op) < t+reach {
			r.dated(op, ontology.Date, d, t, weightFresh, "event.arrest", why)
		}
	}
}

// isInquiry reports whether the subject of verb t is an inquiry, which begins
// long before the deed that dates an operation.
func (r *reader) isInquiry(t int) bool {
	if !r.isVerb(t) {
		return false
	}
	switch s := r.subject(t); r.lemma(s) {
	case "inquiry", "investigation", "probe", "enquiry":
		return true
	}
	return false
}

// arrestees returns the persons whose arrest trigger t tells. What may be said
// of things as well needs them for an object.
func (r *reader) arrestees(t int) []int {
	var held []int
	if r.tells[t]&arrest != 0 || r.isVerb(t) && r.isPassive(t) {
		held = r.argument(t, persons)
	} else {
		for _, p := range r.patients(t) {
			held = r.entitiesOf(held, p, persons)
		}
	}
	if len(held) == 0 {
		held = r.listed(t, persons)
	}
	for _, p := range r.patients(t) {
		if e := r.describedAs(p); len(held) == 0 && e >= 0 {
			held = []int{e} // "A man was arrested on Monday", whose name comes later
		}
	}
	if who := r.child(t, "nsubj"); len(held) == 0 && who >= 0 && r.form(who) == "who" {
		// The clause hangs on a noun in between: "X, alleged to have written the program, who".
		if e := r.last(who, max(r.near(who).First, who-longestNP), persons); e >= 0 {
			held = []int{e}
		}
	}
	return held
}

// hasBeen reports whether a date is known and not after the article.
func (r *reader) hasBeen(d *date) bool {
	return !d.Date.IsZero() && (r.today.IsZero() || d.Date.Compare(r.today) <= 0)
}

// begins reports whether a date may be that of a beginning.
func begins(d *date) bool {
	switch d.Preposition {
	case "until", "till", "before", "by", "after", "through":
		return false
	}
	return d.Range != calendar.RangeEnd
}

// begun reports whether a date is the beginning of a stretch of time.
func begun(d *date) bool {
	return d.Preposition == "since" || d.Preposition == "from" || d.Preposition == "between" || d.Range == calendar.RangeStart
}

// over reports whether a date is the end of a stretch of time.
func over(d *date) bool {
	return d.Preposition == "until" || d.Preposition == "till" || d.Range == calendar.RangeEnd
}

// ends reports whether a date may be that of an end or of a deed.
func ends(d *date) bool {
	switch d.Preposition {
	case "until", "till", "before", "by", "since", "from", "through", "to", "throughout", "after":
		return false
	}
	return true
}

func (r *reader) dated(e int, key ontology.FactKey, d *date, at, weight int, rule, why string) {
	n := len(r.found)
	r.add(e, key, text.Value{Text: d.Date.String()}, at, rule, why)
	if len(r.found) > n {
		r.found[n].weight = weight
	}
}
