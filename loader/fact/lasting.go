package fact

import (
	"fmt"

	"onymous/graph/ontology"
)

// lasting dates the beginnings of sites by how long they are said to have done what a
// site does: "X has offered forged papers since 2014".
func (r *reader) lasting() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.trigger >= 0 || d.Preposition != "since" || d.Date.IsZero() || !r.today.IsZero() && d.Date.Compare(r.today) > 0 {
			continue
		}
		v := r.verbOver(d.top)
		if v < 0 || !dealings[r.lemma(v)] || !r.isPerfect(v) && !r.hadDone(v) || r.unsaid(v) {
			continue
		}
		if site := r.siteOfDealing(v); site >= 0 {
			r.dated(site, ontology.Launched, d, v, weightPart, "event.since", fmt.Sprintf("%q since %q", r.form(v), r.doc.Text[d.Start:d.End]))
		}
	}
}

// dealings are verbs of what sites do, or others with them.
var dealings = map[string]bool{"offer": true, "sell": true, "provide": true, "host": true, "run": true, "operate": true, "supply": true, "trade": true,
	"process": true, "handle": true, "launder": true, "advertise": true, "evolve": true, "distribute": true, "infect": true, "mix": true, "work": true,
	"function": true, "serve": true, "rent": true, "facilitate": true, "do": true}

// hadDone reports whether verb v is told as going on up to a time.
func (r *reader) hadDone(v int) bool {
	for k := range r.of(v) {
		if r.isRel(k, "aux") && r.lemma(k) == "have" {
			return true
		}
	}
	return false
}

// siteOfDealing returns the site that verb v is said of: its subject, or the object of
// somebody; -1 if there is none.
func (r *reader) siteOfDealing(v int) int {
	if s := r.subject(v); s >= 0 {
		if e := r.entityOf(s, sites); e >= 0 {
			return e
		}
	}
	if o := r.child(v, "obj"); o >= 0 {
		return r.entityOf(o, sites)
	}
	return -1
}
