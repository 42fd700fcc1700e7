package fact

import (
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// whenClauses dates what a clause says to have been on a date: "in 2017, when X was
// launched", "It was on 12 March that the police struck", "until 3 May, on which day it was
// seized".
func (r *reader) whenClauses() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.Date.IsZero() || !r.today.IsZero() && d.Date.Compare(r.today) > 0 {
			continue
		}
		if t := r.whenClause(d); t >= 0 && t != d.trigger && !r.unsaid(t) {
			on := *d
			on.Preposition, on.Range = "on", calendar.NoRange
			r.event(&on, t)
		}
	}
}

// whenClause returns the trigger of the clause that says what was on date d, or -1.
func (r *reader) whenClause(d *date) int {
	at := d.last
	if r.form(at) == "," {
		at++
	}
	cleft := r.child(d.top, "cop") >= 0 || r.lemma(d.first-1) == "be" || r.lemma(d.first-2) == "be"
	if w := r.form(at); w != "when" && !(w == "that" && cleft) && !(w == "on" && r.form(at+1) == "which") {
		return -1
	}
	end := min(r.near(d.first).Last, at+longestNP)
	for i := at + 1; i < end && i < d.after; i++ {
		switch {
		case r.isVerb(i) && r.tells[i]&(happening&^exist) != 0:
			return i
		case r.pos(i) == text.VERB, r.form(i) == ",", r.form(i) == ";":
			return -1
		}
	}
	return -1
}
