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
		if !r.hasBeen(d) {
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

// joined dates what a sentence that begins with date d goes on to tell, or the same doer
// behind it: "On 12 June officers knocked at the door, and the site was switched off",
// "officers raided the house on 12 June and arrested X".
func (r *reader) joined(d *date, v int) {
	s := r.near(d.first)
	if d.after < s.Last || !r.isVerb(v) {
		return
	}
	for k := range r.of(v) {
		if r.isRel(k, "conj") && r.isVerb(k) && r.tells[k]&(happening&^exist) != 0 && !r.unsaid(k) && !r.isBackground(k) &&
			(d.first <= s.First+2 || d.last <= k && r.child(k, "nsubj") < 0) {
			r.event(d, k)
		}
	}
}

// dayAfter adds to the dates that of what is told behind d in "on 6 November, the
// day after the FBI had arrested him".
func (r *reader) dayAfter(d *date) {
	i := d.last
	if r.form(i) == "," {
		i++
	}
	if w := r.form(i); w != "the" && w != "a" && w != "one" || r.form(i+1) != "day" {
		return
	}
	other := *d
	switch r.form(i + 2) {
	case "after":
		other.Date = d.Date.AddDays(-1)
	case "before":
		other.Date = d.Date.AddDays(1)
	default:
		return
	}
	end := r.near(i).Last
	for k := i + 3; k < end && k < i+3+longestReach; k++ {
		if r.isVerb(k) {
			if r.tells[k]&happening != 0 && !r.unsaid(k) {
				r.event(&other, k)
			}
			return
		}
	}
}
