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
		if d.Preposition != "since" || !r.hasBeen(d) {
			continue
		}
		if site := r.sinceThen(d); site >= 0 {
			r.dated(site, ontology.Launched, d, d.first, weightPart, "event.since", fmt.Sprintf("so since %q", r.doc.Text[d.Start:d.End]))
			continue
		}
		v := r.verbOver(d.top)
		if d.trigger >= 0 || v < 0 || !dealings[r.lemma(v)] || !r.isPerfect(v) && !r.hadDone(v) || r.unsaid(v) {
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
	if r.form(at) != "since" || r.form(at-1) != "," || at < 2 {
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
	"function": true, "serve": true, "swap": true, "list": true, "connect": true, "cater": true, "rent": true, "facilitate": true, "do": true}

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
	if r.negated(t) || gone[r.form(t)] && !(r.isVerb(t) && r.hadDone(t)) {
		return true // but "trade had gone on since 2013"
	}
	for i := max(r.near(t).First, t-longestReach); i < d.first; i++ {
		if gone[r.form(i)] && i > 0 && r.pos(i-1) == text.AUX && r.lemma(i-1) == "be" {
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

// endsByOperations dates the end of the one site that an operation is said to have shut down or
// seized, and nothing when, by its day.
func (r *reader) endsByOperations() {
	closed := map[int]bool{}
	for i := range r.found {
		if r.found[i].Fact == ontology.Closed {
			closed[r.found[i].From] = true
		}
	}
	for _, op := range r.ops {
		day := r.dayOf(op)
		if day.Day == 0 || len(r.edges.targets[op]) > 1 {
			continue // of several each may have had its own day
		}
		d := &date{Expression: calendar.Expression{Date: day}}
		for _, site := range r.edges.ended[op] {
			if m := r.doc.Entities[site].Mentions; !closed[site] && len(m) > 0 {
				r.dated(site, ontology.Closed, d, r.doc.Mentions[m[0]].First, weightName, "event.operationDay", "the day of the operation")
			}
		}
	}
}

// spans dates the beginning and the end of a site by the time for which it is said to have
// been or done something: "Between 2017 and 2021, X was the biggest shop of its kind",
// "During its life from 2017 until 2021".
func (r *reader) spans() {
	for k := range r.dates {
		d := &r.dates[k]
		if d.trigger >= 0 || d.Range == calendar.NoRange || !r.hasBeen(d) {
			continue
		}
		site, at := r.spanned(d)
		if site < 0 || r.unsaid(at) {
			continue
		}
		key := ontology.Launched
		if d.Range == calendar.RangeEnd {
			key = ontology.Closed
		}
		r.dated(site, key, d, at, weightPart, "event.span", fmt.Sprintf("%q on %q", r.form(at), r.doc.Text[d.Start:d.End]))
	}
}

// spanned returns the site whose time d begins or ends, and the word that says so; -1 if there
// is none.
func (r *reader) spanned(d *date) (site, at int) {
	top := d.top
	if d.Range == calendar.RangeEnd && d.before >= 0 {
		if k := r.firstDate(d.before - 1); k < len(r.dates) && r.dates[k].last == d.before {
			top = r.dates[k].top // the tree ties the two ends to each other
		}
	}
	for a := range r.up(top) {
		switch {
		case r.inDate[a]:
		case lives[r.lemma(a)]:
			if p := r.child(a, "nmod:poss", "nmod"); p >= 0 {
				if e := r.entityOf(p, sites); e >= 0 {
					return e, a
				}
				if r.form(p) == "its" {
					return r.next(a, r.near(a).Last, sites), a
				}
			}
			return -1, a
		case r.child(a, "cop") >= 0:
			if s := r.child(a, "nsubj"); s >= 0 {
				return r.entityAt(s, sites), a
			}
			return -1, a
		case r.pos(a) == text.VERB:
			if s := r.child(a, "nsubj"); s >= 0 && dealings[r.lemma(a)] && d.Range == calendar.RangeStart {
				return r.entityAt(s, sites), a
			}
			return -1, a
		}
	}
	return -1, -1
}

// lives are nouns for the time for which a site was there.
var lives = map[string]bool{"life": true, "lifetime": true, "existence": true, "lifespan": true, "reign": true, "heyday": true}
