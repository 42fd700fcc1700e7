package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// lasting dates the beginnings of sites by how long they are said to have done what a
// site does: "X has offered forged papers since 2014".
func (r *reader) lasting() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.trigger >= 0 || d.Preposition != "since" || d.Date.IsZero() || !r.today.IsZero() && d.Date.Compare(r.today) > 0 {
			continue
		}
		if site := r.sinceThen(d); site >= 0 {
			r.dated(site, ontology.Launched, d, d.first, weightPart, "event.since", fmt.Sprintf("so since %q", r.doc.Text[d.Start:d.End]))
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

// sinceThen returns the site that is said, behind its name, to have been something since date d:
// "X, since 2012 the largest market of its kind". It is -1 if there is none.
func (r *reader) sinceThen(d *date) int {
	at := d.first - 1
	for at > d.first-4 && r.form(at) != "since" {
		at--
	}
	if r.form(at) != "since" || r.form(at-1) != "," {
		return -1
	}
	if w := r.form(d.last); w != "the" && w != "a" && w != "one" {
		return -1
	}
	return r.entityAt(at-2, sites)
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

// isGone reports whether what has been so since date d is the end of a site: "X is
// closed, and has been since that day", "X, offline since May".
func (r *reader) isGone(t int, d *date) bool {
	if r.negated(t) || gone[r.form(t)] {
		return true
	}
	for i := max(r.near(t).First, t-longestReach); i < d.first; i++ {
		if gone[r.form(i)] && i > 0 && r.pos(i-1) == text.AUX {
			return true
		}
	}
	return false
}

// gone are words for what a site is when it is no more.
var gone = map[string]bool{"closed": true, "offline": true, "gone": true, "down": true, "dead": true, "inaccessible": true, "unavailable": true,
	"unreachable": true, "dark": true, "shut": true, "defunct": true}

// isNoMore reports whether trigger t, which is denied, says that a site ended on date d:
// "has not been reachable since May".
func (r *reader) isNoMore(d *date, t int) bool {
	return r.tells[t]&exist != 0 && begun(d) && d.Range == calendar.NoRange && r.negated(t)
}

// spans dates the beginning and the end of a site by the time for which it is said to have
// been something: "Between 2017 and 2021, X was the biggest shop of its kind".
func (r *reader) spans() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.trigger >= 0 || d.Range == calendar.NoRange || d.Date.IsZero() {
			continue
		}
		h := r.head(d.top)
		for h >= 0 && r.inDate[h] {
			h = r.head(h)
		}
		if h < 0 || r.child(h, "cop") < 0 || r.unsaid(h) {
			continue
		}
		s := r.child(h, "nsubj")
		if s < 0 {
			continue
		}
		if site := r.entityAt(s, sites); site >= 0 {
			key := ontology.Launched
			if d.Range == calendar.RangeEnd {
				key = ontology.Closed
			}
			r.dated(site, key, d, h, weightPart, "event.span", fmt.Sprintf("%q on %q", r.form(h), r.doc.Text[d.Start:d.End]))
		}
	}
}
