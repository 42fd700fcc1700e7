package fact

import (
	"fmt"
	"strconv"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// Weights of the dates of an operation: what is said of it outright, what is
// said of an action that only the article ties to it, what was part of it.
const (
	weightName = iota + 1
	weightArrest
	weightMain
	weightPart
	weightSaid
)

const happening = arrest | hold | seize | closing | opening | exist | die | strike

// events turns dates into facts: the date of the trigger that governs them.
func (r *reader) events() {
	now := r.anchor()
	for k := range r.dates {
		d := &r.dates[k]
		d.trigger = -1
		if !d.Date.IsZero() && (now.IsZero() || d.Date.Compare(now) <= 0) {
			d.trigger = r.happened(d)
		}
	}
	for k := range r.dates {
		d := &r.dates[k]
		if d.trigger < 0 || r.unsaid(d.trigger) || r.gapped(d) < 0 && (k > 0 && r.nearer(&r.dates[k-1], d) || k+1 < len(r.dates) && r.nearer(&r.dates[k+1], d)) {
			continue
		}
		r.event(d, d.trigger)
		r.dayAfter(d)
	}
	r.yearsOfNames()
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
	if at := d.first - 2; at >= 0 && (begun(d) || over(d)) && r.tells[at]&exist != 0 && !r.isVerb(at) {
		return at // "up since March"
	}
	for a := range r.up(d.top) {
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
			if r.isRel(a, "acl") || r.isRel(a, "amod") || reporting[r.lemma(a)] {
				return -1
			}
			return r.onlyTrigger(d)
		}
	}
	return r.onlyTrigger(d)
}

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
	return found
}

// farthest is how many tokens may lie between a date and the only verb that it
// can belong to.
const farthest = 60

// reporting are verbs whose date is that of the news or of a step in court, not
// of what is told.
var reporting = map[string]bool{"say": true, "announce": true, "tell": true, "report": true, "charge": true, "indict": true, "plead": true, "convict": true,
	"unseal": true, "reveal": true, "confirm": true, "publish": true, "appear": true, "accuse": true, "file": true, "release": true, "disclose": true,
	"write": true, "claim": true, "describe": true, "extradite": true, "sentence": true, "warn": true, "add": true, "note": true, "show": true}

func (r *reader) event(d *date, t int) {
	tells := r.tells[t]
	why := fmt.Sprintf("%q on %q", r.form(t), r.doc.Text[d.Start:d.End])
	if op := r.entityAt(t, operations); op >= 0 && !r.isVerb(t) {
		r.dated(op, ontology.Date, d, t, weightSaid, "event.operation", why)
		return
	}
	if tells&die != 0 {
		for _, p := range r.argument(t, persons) {
			r.dated(p, ontology.DiedOn, d, t, weightSaid, "event.died", why)
		}
		if tells&closing == 0 {
			return
		}
	}
	if tells&(arrest|hold) != 0 {
		var held []int
		if tells&arrest != 0 || r.isVerb(t) && r.isPassive(t) {
			held = r.argument(t, persons)
		} else {
			for _, p := range r.patients(t) {
				held = r.entitiesOf(held, p, persons)
			}
		}
		if len(held) == 0 {
			held = r.listed(t, persons)
		}
		for _, p := range held {
			r.dated(p, ontology.ArrestedOn, d, t, weightSaid, "event.arrested", why)
			if op := r.operationOn(p, d.Date.Year); op >= 0 {
				r.dated(op, ontology.Date, d, t, weightArrest, "event.arrest", why)
			}
		}
	}
	if tells&(opening|strike) != 0 && ends(d) {
		if ops := r.argument(t, operations); len(ops) > 0 && (tells&opening == 0 || r.isVerb(t)) {
			r.dated(ops[0], ontology.Date, d, t, weightPart, "event.operation", why)
			return
		}
	}
	site := r.siteAt(t)
	if tells&seize != 0 && site >= 0 && r.takesSite(t) {
		tells |= closing
	}
	if site < 0 && tells&exist != 0 && !r.isVerb(t) && r.isFragment(t) {
		site = r.topic(t, sites) // "Active since December 2019."
	}
	if e := r.gapped(d); e >= 0 && tells&(exist|opening|closing) != 0 {
		site = e
	}
	if site < 0 && tells&closing != 0 && (r.isDeed(t) || r.isLead(t)) {
		site = r.most(sites)
	}
	if site < 0 && tells&exist != 0 && r.saysThere(t) {
		site, _ = r.nearest(t, sites)
	}
	switch {
	case tells&opening != 0 && site >= 0 && begins(d) && r.isBeginning(t):
		r.dated(site, ontology.Launched, d, t, weightSaid, "event.launched", why)
	case tells&exist != 0 && tells&(closing|strike) == 0 && site >= 0 && begun(d):
		r.dated(site, ontology.Launched, d, t, weightPart, "event.active", why)
	case tells&exist != 0 && tells&(closing|strike) == 0 && site >= 0 && over(d):
		r.dated(site, ontology.Closed, d, t, weightPart, "event.until", why)
	case tells&closing != 0 && site >= 0 && ends(d):
		r.dated(site, ontology.Closed, d, t, weightSaid, "event.closed", why)
		if op := r.operationAgainst(site, d.Date.Year); op >= 0 && tells&ending == 0 && r.isDone(t, site) {
			r.dated(op, ontology.Date, d, t, weightSaid, "event.target", why)
		}
	case tells&strike != 0 && site >= 0 && ends(d) && r.operationAgainst(site, d.Date.Year) >= 0:
		r.dated(r.operationAgainst(site, d.Date.Year), ontology.Date, d, t, weightPart, "event.target", why)
	case tells&(strike|closing|seize|arrest) != 0 && site < 0 && ends(d) && r.isOfPolice(t):
		r.action(d, t, why)
	}
}

// action dates the operation by what was done in its course.
func (r *reader) action(d *date, t int, why string) {
	if r.main < 0 {
		return
	}
	op, how := r.operationBy(t, d.first)
	if r.isPast(op) && r.yearOf(op) != d.Date.Year {
		return
	}
	weight := weightMain
	switch {
	case how == "of the clause", how == "of the sentence" && r.tells[t]&(strike|arrest) != 0:
		weight = weightPart
	case r.tells[t]&strike != 0, r.isVerb(t) && r.subject(t) >= 0 && r.tells[r.subject(t)]&(strike|closing) != 0:
		weight = weightMain
	default:
		return
	}
	r.dated(op, ontology.Date, d, t, weight, "event.action", why+", operation "+how)
}

// gapped returns the site that stands right before the preposition of a date,
// behind a comma, its verb left out: "RedLine has been around since 2020, META
// since 2022". It returns -1 if there is none.
func (r *reader) gapped(d *date) int {
	at := d.first - 2
	if d.Preposition == "" || at < 1 || r.form(d.first-1) != d.Preposition {
		return -1
	}
	e := r.entityAt(at, sites)
	for e >= 0 && at > 0 && r.entityAt(at, sites) == e {
		at--
	}
	if e < 0 || r.form(at) != "," && r.form(at) != "and" {
		return -1
	}
	return e
}

// takesSite reports whether what trigger t seizes is a site or what it runs on.
func (r *reader) takesSite(t int) bool {
	for _, p := range r.patients(t) {
		if through[r.lemma(p)] || r.entityAt(p, sites) >= 0 {
			return true
		}
	}
	return false
}

// isDone reports whether trigger t was done to the site rather than by it: "the
// market closed in 2019" was nobody's operation.
func (r *reader) isDone(t, site int) bool {
	if !r.isVerb(t) || r.isPassive(t) {
		return true
	}
	s := r.subject(t)
	return s < 0 || r.entityOf(s, sites) != site
}

// isBeginning reports whether verb t tells the beginning of a site: not that of
// something done there, nor a visitor's opening it.
func (r *reader) isBeginning(t int) bool {
	if x := r.child(t, "xcomp"); x >= 0 && r.isVerb(x) {
		return false
	}
	if o := r.child(t, "obj"); o >= 0 && r.form(o) == "it" && r.form(o+1) == "all" {
		return false
	}
	if s := r.subject(t); s >= 0 && !r.isPassive(t) {
		switch r.lemma(s) {
		case "anyone", "whoever", "visitor", "user", "customer", "everyone", "anybody", "you", "who":
			return r.child(t, "obj") < 0
		}
	}
	return true
}

// isLead reports whether trigger t is done to a site that its sentence does not
// name: "a forum for stolen cards was closed this month", as news begin.
func (r *reader) isLead(t int) bool {
	s := r.near(t)
	if s.Paragraph > 1 || !r.isPassive(t) {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if r.entityAt(i, sites) >= 0 {
			return false
		}
	}
	for _, p := range r.patients(t) {
		if r.nounIsSite(p) && r.token(p).XPOS == "NN" {
			return true
		}
	}
	return false
}

// isDeed reports whether verb t is said of the police and of nothing that they
// did it to: "agents pulled the plug in May".
func (r *reader) isDeed(t int) bool {
	if !r.isVerb(t) || r.isPassive(t) {
		return false
	}
	s := r.subject(t)
	if s < 0 || !r.isPolice(s) {
		return false
	}
	o := r.child(t, "obj")
	return o < 0 || r.hasPhrase(t)
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
	if !r.isVerb(t) || r.isPassive(t) {
		return true
	}
	s := r.subject(t)
	return s < 0 || r.isPolice(s) || r.nounKind(s)&person == 0 && r.entityAt(s, persons) < 0
}

// saysThere reports whether the sentence of token t points to a place with
// "there".
func (r *reader) saysThere(t int) bool {
	s := r.near(t)
	for i := s.First; i < s.Last; i++ {
		if r.form(i) == "there" && r.isRel(i, "advmod") {
			return true
		}
	}
	return false
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
	return d.Preposition == "since" || d.Preposition == "from" || d.Range == calendar.RangeStart
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

// siteAt returns the site that trigger t is said of, or -1.
func (r *reader) siteAt(t int) int {
	if found := r.argument(t, sites); len(found) > 0 {
		return found[0]
	}
	return -1
}

func (r *reader) dated(e int, key ontology.FactKey, d *date, at, weight int, rule, why string) {
	n := len(r.found)
	r.add(e, key, text.Value{Text: d.Date.String()}, at, rule, why)
	if len(r.found) > n {
		r.found[n].weight = weight
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
