package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// actions dates operations by what was done in their course, whatever it was:
// "agents redirected the machines on Friday, in what was called Operation Tern".
func (r *reader) actions() {
	for k := range r.dates {
		d := &r.dates[k]
		if !r.hasBeen(d) || !ends(d) && !begun(d) {
			continue
		}
		v := r.verbOver(d.top)
		if v < 0 || reporting[r.lemma(v)] || r.isAnnounced(v) || r.unsaid(v) || r.tells[v]&opening != 0 && !r.opensClause(v) {
			continue
		}
		op := r.actedIn(d)
		if op < 0 {
			op = r.acting(v, d)
		}
		if op < 0 && !naming[r.lemma(v)] {
			op = r.describedBy(v)
		}
		if op < 0 {
			op = r.listedWith(d)
		}
		if op >= 0 {
			r.dated(op, ontology.Date, d, d.first, weightPart, "event.acted", fmt.Sprintf("%q on %q", r.form(v), r.doc.Text[d.Start:d.End]))
		}
	}
}

// verbOver returns the verb that token i hangs on, or -1.
func (r *reader) verbOver(i int) int {
	for a := range r.up(i) {
		if r.pos(a) == text.VERB {
			return a
		}
	}
	return -1
}

// isAnnounced reports whether verb v says that something was made known, or when an
// inquiry was begun.
func (r *reader) isAnnounced(v int) bool {
	switch r.lemma(v) {
	case "make", "begin", "start", "open", "set", "launch", "join", "hand", "give":
		return !r.opensClause(v)
	}
	return false
}

// opensClause reports whether verb v is the first word of its sentence: "Beginning on
// Friday, agents …".
func (r *reader) opensClause(v int) bool {
	return v == r.doc.Sentences[r.sentence[v]].First && r.token(v).XPOS == "VBG"
}

// actedIn returns the operation that the clause of date d says to have been acted in,
// by its name behind a preposition; -1 if there is none.
func (r *reader) actedIn(d *date) int {
	s := r.near(d.first)
	first, last := max(s.First, d.before), min(s.Last, d.after)
	for i := first; i < last; i++ {
		op := r.entityAt(i, operations)
		if op < 0 || !r.isProper(i) || i > first && r.entityAt(i-1, operations) == op {
			continue
		}
		at := i - 1
		for at >= first && at > i-longestReach && (leads[r.form(at)] || r.inDate[at]) {
			at--
		}
		if at >= first && what(r, first, at) >= first {
			at = what(r, first, at) - 1 // "in what the Secret Service called"
		}
		if at < first {
			continue
		}
		switch r.form(at) {
		case "in", "during", "under", "within", "by", "through":
			return op
		case "of":
			switch r.form(at - 1) {
			case "part", "course", "framework", "frame", "context", "scope", "result":
				return op
			}
		}
	}
	return -1
}

// acting returns the operation whose deed or course verb v tells, or -1: "X hit nine towns
// on Monday", "X ran from 4 to 9 March". When an inquiry began is no such thing.
func (r *reader) acting(v int, d *date) int {
	h := r.head(d.top)
	for h >= 0 && h != v && r.inDate[h] {
		h = r.head(h)
	}
	if h != v || courses[r.lemma(v)] || begun(d) && d.Date.Day == 0 {
		return -1 // "led to her arrest in May"
	}
	if s := r.child(v, "nsubj"); s >= 0 {
		return r.entityAt(s, operations)
	}
	return -1
}

// courses are verbs of what goes before or after the day of an operation.
var courses = map[string]bool{"plan": true, "prepare": true, "approve": true, "authorise": true, "authorize": true, "design": true, "continue": true,
	"expand": true, "grow": true, "become": true, "remain": true, "call": true, "name": true, "dub": true, "codename": true, "begin": true, "start": true,
	"open": true, "know": true, "announce": true, "reveal": true, "make": true, "join": true, "emerge": true, "evolve": true, "take": true}

// describedBy returns the operation that the relative clause of verb v describes, or -1:
// "Operation Tern, in which 288 people were held in 2023".
func (r *reader) describedBy(v int) int {
	for a := v; a >= 0 && (a == v || r.pos(a) == text.VERB); a = r.head(a) {
		if r.token(a).Rel == "acl:relcl" {
			if h := r.head(a); h >= 0 && r.isProper(h) {
				return r.entityAt(h, operations)
			}
			return -1
		}
		if !r.isRel(a, "conj") {
			return -1
		}
	}
	return -1
}

// listedWith returns the operation that stands before the comma and the preposition which
// lead to date d, or -1: "Tern, in which 150 were held in 2021, and Heron, with 179 in 2020".
func (r *reader) listedWith(d *date) int {
	first := max(r.near(d.first).First, d.before, d.first-longestNP)
	for at := d.first - 2; at > first; at-- {
		if r.entityAt(at, operations) >= 0 && r.isProper(at) && r.form(at+1) != "," {
			return -1
		}
		if r.form(at) != "," || !r.isProper(at-1) {
			continue
		}
		switch r.form(at + 1) {
		case "in", "with", "where", "when":
			return r.entityAt(at-1, operations)
		}
	}
	return -1
}

// what returns the token of the "what" before token at that makes a name of what stands
// behind it, or -1.
func what(r *reader, first, at int) int {
	for k := at; k >= first && k > at-longestAside; k-- {
		if r.form(k) == "what" {
			return k
		}
		if r.pos(k) == text.PUNCT {
			return -1
		}
	}
	return -1
}

// leads are words that lead to the name of an operation behind a preposition.
var leads = map[string]bool{"what": true, "was": true, "is": true, "has": true, "been": true, "they": true, "police": true, "called": true, "call": true,
	"dubbed": true, "codenamed": true, "code-named": true, "known": true, "as": true, "named": true, "the": true, "an": true, "a": true, "operation": true,
	"joint": true, "international": true, "global": true, "action": true, "sting": true, "raid": true, "sweep": true, "\"": true, "“": true, "‘": true, "'": true, ",": true,
	"day": true, "week": true, "on": true, "code-name": true, "codename": true}
