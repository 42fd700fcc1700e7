package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Weights of the dates of an operation: what is said of it outright, what is
// said of an action that only the article ties to it, what was part of it.
const (
	weightMain = 2
	weightPart = 3
	weightSaid = 4
)

const happening = arrest | hold | seize | closing | opening | exist | die | strike

// events turns dates into facts: the date of the trigger that governs them.
func (r *reader) events() {
	now := r.anchor()
	for k := range r.dates {
		d := &r.dates[k]
		if d.Date.IsZero() || !now.IsZero() && d.Date.Compare(now) > 0 {
			continue
		}
		t := r.happened(d)
		if t < 0 || r.unsaid(t) {
			continue
		}
		r.event(d, t)
	}
	r.yearsOfNames()
}

// happened returns the trigger of what happened on a date, or -1.
func (r *reader) happened(d *date) int {
	for a := range r.up(d.top) {
		if r.tells[a]&(happening&^exist) != 0 {
			return a
		}
		if op := r.entityAt(a, operations); op >= 0 {
			return a
		}
		if !r.isVerb(a) && r.pos(a) != text.AUX && !r.isRel(a, "root") {
			continue
		}
		for k := range r.of(a) {
			if (r.isRel(k, "nsubj") || r.isRel(k, "obj")) && r.pos(k) == text.NOUN && r.tells[k]&happening != 0 {
				return k
			}
		}
		if r.tells[a]&exist != 0 {
			return a
		}
		if !r.isLight(a) {
			return -1
		}
	}
	return -1
}

func (r *reader) event(d *date, t int) {
	tells := r.tells[t]
	why := fmt.Sprintf("%q on %q", r.form(t), r.doc.Text[d.Start:d.End])
	if op := r.entityAt(t, operations); op >= 0 && !r.isVerb(t) {
		r.dated(op, ontology.Date, d, t, weightSaid, "event.operation", why)
		return
	}
	if tells&die != 0 {
		for _, p := range r.mortals(t) {
			r.dated(p, ontology.DiedOn, d, t, weightSaid, "event.died", why)
		}
		if tells&closing == 0 {
			return
		}
	}
	if tells&(arrest|hold) != 0 {
		for _, p := range r.arrestees(t) {
			r.dated(p, ontology.ArrestedOn, d, t, weightSaid, "event.arrested", why)
		}
	}
	site := r.siteAt(t)
	switch {
	case tells&opening != 0 && site >= 0 && begins(d):
		r.dated(site, ontology.Launched, d, t, weightSaid, "event.launched", why)
	case tells&exist != 0 && tells&(closing|strike) == 0 && site >= 0 && (d.Preposition == "since" || d.Preposition == "from"):
		r.dated(site, ontology.Launched, d, t, weightPart, "event.active", why)
	case tells&closing != 0 && site >= 0 && ends(d):
		r.dated(site, ontology.Closed, d, t, weightSaid, "event.closed", why)
		if op := r.operationAgainstAny(site); op >= 0 {
			r.dated(op, ontology.Date, d, t, weightSaid, "event.target", why)
		}
	case tells&(strike|closing|seize|arrest) != 0 && ends(d):
		r.action(d, t, why)
	}
}

// action dates the operation by what was done in its course.
func (r *reader) action(d *date, t int, why string) {
	if r.main < 0 {
		return
	}
	op, how := r.operationOf(t)
	weight := weightMain
	switch {
	case how != "of the article":
		weight = weightPart
	case r.tells[t]&strike != 0:
		weight = weightMain
	default:
		return
	}
	r.dated(op, ontology.Date, d, t, weight, "event.action", why+", operation "+how)
}

// operationAgainstAny is operationAgainst where there may be no operation.
func (r *reader) operationAgainstAny(site int) int {
	if r.main < 0 {
		return -1
	}
	return r.operationAgainst(site)
}

// begins reports whether a date may be that of a beginning.
func begins(d *date) bool {
	switch d.Preposition {
	case "until", "till", "before", "by", "after", "to", "through":
		return false
	}
	return true
}

// ends reports whether a date may be that of an end or of a deed.
func ends(d *date) bool {
	switch d.Preposition {
	case "until", "till", "before", "by", "since", "from", "through", "to", "throughout", "after":
		return false
	}
	return true
}

// siteAt returns the site that trigger t is said of, or -1.
func (r *reader) siteAt(t int) int {
	for _, p := range r.patients(t) {
		if e := r.entityOf(p, sites); e >= 0 {
			return e
		}
	}
	if r.pos(t) == text.NOUN {
		if e := r.entityAt(t, sites); e >= 0 {
			return e
		}
		return -1
	}
	if r.child(t, "obj") < 0 {
		if s := r.subject(t); s >= 0 {
			if e := r.entityOf(s, sites); e >= 0 {
				return e
			}
		}
	}
	// "RAMP, which the ministry says it closed": the object was moved away.
	for range longestChain {
		h := r.head(t)
		if h < 0 {
			break
		}
		if r.isRel(t, "acl:relcl") {
			return r.entityOf(h, sites)
		}
		t = h
	}
	return -1
}

// arrestees returns the persons whose arrest trigger t tells.
func (r *reader) arrestees(t int) []int {
	var out []int
	for _, p := range r.patients(t) {
		out = r.entitiesOf(out, p, persons)
	}
	if len(out) == 0 && (r.pos(t) == text.AUX || r.isPassive(t) || r.lemma(t) == "be") {
		if s := r.subject(t); s >= 0 {
			out = r.entitiesOf(out, s, persons)
		}
	}
	return out
}

// mortals returns the persons whose death trigger t tells.
func (r *reader) mortals(t int) []int {
	out := r.arrestees(t)
	if len(out) == 0 {
		if s := r.subject(t); s >= 0 {
			out = r.entitiesOf(out, s, persons)
		}
	}
	return out
}

func (r *reader) dated(e int, key ontology.FactKey, d *date, at, weight int, rule, why string) {
	n := len(r.found)
	r.add(e, key, text.Value{Text: d.Date.String()}, at, rule, why)
	if len(r.found) > n {
		r.found[n].weight = weight
	}
}

// yearsOfNames dates the operations without a name by the year that they are
// called after.
func (r *reader) yearsOfNames() {
	for e := range r.doc.Entities {
		entity := &r.doc.Entities[e]
		if entity.Kind != ontology.Operation || !entity.Unnamed || len(entity.Mentions) == 0 {
			continue
		}
		n := len(entity.Name)
		if n < 7 || entity.Name[n-1] != ')' || entity.Name[n-6] != '(' {
			continue
		}
		at := r.doc.Mentions[entity.Mentions[0]].First
		k := len(r.found)
		r.add(e, ontology.Date, text.Value{Text: entity.Name[n-5 : n-1]}, at, "event.name", "the year in its name")
		if len(r.found) > k {
			r.found[k].weight = 1
		}
	}
}
