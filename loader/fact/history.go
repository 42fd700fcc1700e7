package fact

import (
	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
)

// siteOn returns the site whose history trigger t tells on date d, or -1.
func (r *reader) siteOn(d *date, t int) int {
	tells := r.tells[t]
	if e := r.gapped(d); e >= 0 && tells&(exist|opening|closing) != 0 {
		return e
	}
	if e := r.siteAt(t); e >= 0 {
		return e
	}
	if o := r.child(t, "obj"); tells&exist != 0 && tells&opening == 0 && r.isVerb(t) && o >= 0 && (begun(d) || d.Range == calendar.RangeEnd) {
		return r.entityOf(o, sites) // "from 2015 he owned and administered X"
	}
	switch {
	case tells&(opening|closing) != 0 && r.labelled(d.first, opening|closing) == t:
		return r.topic(t, sites) // "opened: June 2007"
	case tells&closing != 0 && r.isOnIt(t):
		return r.topic(t, sites)
	case tells&closing != 0 && (r.isDeed(t) && !r.isOfOthers(t) || r.isLead(t)):
		return r.most(sites)
	case tells&(opening|closing) != 0 && r.isVerb(t) && r.lemma(t) != "end" && t == r.doc.Sentences[r.sentence[t]].First && r.subject(t) < 0:
		return r.topic(t, sites) // "Opened in October 2014."
	case tells&(opening|closing) != 0 && r.isOfPart(t):
		return r.topic(t, sites)
	case tells&exist != 0 && !r.isVerb(t) && r.form(t-1) == "," && r.entityAt(t-2, sites) >= 0:
		return r.entityAt(t-2, sites) // "X, live since 2017, sold"
	case tells&exist != 0 && !r.isVerb(t) && r.isFragment(t):
		return r.topic(t, sites) // "Active since December 2019."
	case tells&exist != 0 && r.saysThere(t):
		e, _ := r.nearest(t, sites)
		return e
	}
	return -1
}

// isOfOthers reports whether trigger t is done to sites that the text does not name: "had shut
// down other shops of this kind".
func (r *reader) isOfOthers(t int) bool {
	for _, p := range r.patients(t) {
		for k := range r.of(p) {
			switch r.form(k) {
			case "other", "another", "similar", "several", "many":
				return r.nounIsSite(p) || through[r.lemma(p)]
			}
		}
	}
	return false
}

// isOfPart reports whether verb t is said of what a site runs on, or of a site
// that is called by no name: "the infrastructure went dark", "its server was
// seized". It belongs to the site that is being told of.
func (r *reader) isOfPart(t int) bool {
	if !r.isVerb(t) {
		return false
	}
	of := r.patients(t)
	if s := r.subject(t); len(of) == 0 && s >= 0 && r.child(t, "obj") < 0 {
		of = []int{s}
	}
	for _, p := range of {
		det := r.child(p, "det", "nmod:poss")
		if !parts[r.lemma(p)] || r.headed[p] >= 0 || det < 0 || r.child(p, "nmod") >= 0 && r.child(p, "nmod") != det {
			continue
		}
		switch r.form(det) {
		case "the", "its", "this", "their":
			return true
		}
	}
	return false
}

// parts are nouns for a site or for what it cannot do without.
var parts = map[string]bool{"server": true, "site": true, "website": true, "infrastructure": true, "platform": true, "market": true, "marketplace": true,
	"forum": true, "service": true, "shop": true, "store": true, "board": true, "mixer": true, "botnet": true, "bazaar": true, "homepage": true, "thing": true, "business": true, "venture": true, "enterprise": true, "project": true}

// history claims when a site was opened or closed, as trigger t says on date d,
// and with that the date of the operation that closed it.
func (r *reader) history(d *date, t, site int, why string) {
	tells := r.tells[t]
	if tells&seize != 0 && r.takesSite(t) {
		tells |= closing
	}
	op := r.operationAgainst(site, d.Date.Year)
	switch lasting := tells&exist != 0 && tells&(closing|strike) == 0; {
	case tells&opening != 0 && begins(d) && (r.isOfNews(d) || writing[r.lemma(t)] && !r.isDoneTo(t, site)):
		// somebody wrote something, or came up with it, when the news were made
	case tells&opening != 0 && begins(d) && r.isBeginning(t):
		r.dated(site, ontology.Launched, d, t, weightSaid, "event.launched", why)
	case lasting && begun(d) && r.isGone(t, d):
		r.dated(site, ontology.Closed, d, t, weightPart, "event.gone", why)
	case lasting && begun(d):
		r.dated(site, ontology.Launched, d, t, weightPart, "event.active", why)
	case lasting && over(d):
		r.dated(site, ontology.Closed, d, t, weightPart, "event.until", why)
	case tells&closing != 0 && ends(d) && (r.isBrief(t) || r.isOfFormer(t)):
	case tells&closing != 0 && ends(d):
		r.dated(site, ontology.Closed, d, t, weightSaid, "event.closed", why)
		if op >= 0 && tells&ending == 0 && r.isDone(t, site) {
			r.dated(op, ontology.Date, d, t, weightSaid, "event.target", why)
		}
	case tells&strike != 0 && ends(d) && op >= 0:
		r.dated(op, ontology.Date, d, t, weightPart, "event.target", why)
	}
}

// isOfNews reports whether a date is of the days of the article: the beginnings of the sites
// that the police close are older.
func (r *reader) isOfNews(d *date) bool {
	const days = 3
	return r.today.Day != 0 && d.Date.Day != 0 && d.Date.Compare(r.today.AddDays(-days)) > 0
}

// writing are verbs of how a program comes to be, which are said of other things as well.
var writing = map[string]bool{"write": true, "code": true, "program": true, "design": true, "author": true, "invent": true}

// isDoneTo reports whether what verb t is done to is the entity e.
func (r *reader) isDoneTo(t, e int) bool {
	for _, p := range r.patients(t) {
		if r.entityOf(p, sites) == e {
			return true
		}
	}
	return false
}

// isBrief reports whether trigger t tells an end that did not last: "went dark for a
// while", "was briefly shut".
func (r *reader) isBrief(t int) bool {
	for k := range r.of(t) {
		switch r.form(k) {
		case "briefly", "temporarily":
			return true
		case "while", "time", "days", "hours", "weeks":
			if r.preposition(k) == "for" {
				return true
			}
		}
	}
	return false
}

// isOfFormer reports whether trigger t is said of what a site was before: "earlier
// versions of X had been taken down".
func (r *reader) isOfFormer(t int) bool {
	for _, p := range r.patients(t) {
		if k := r.child(p, "amod"); k >= 0 {
			switch r.form(k) {
			case "earlier", "previous", "former", "first", "old", "older":
				return r.lemma(p) == "version" || r.lemma(p) == "incarnation" || r.lemma(p) == "generation"
			}
		}
	}
	return false
}

// siteAt returns the site that trigger t is said of, or -1.
func (r *reader) siteAt(t int) int {
	if found := r.argument(t, sites); len(found) > 0 {
		return found[0]
	}
	switch {
	case r.tells[t]&(opening|closing|exist) == 0:
		return -1
	case r.isVerb(t):
		return r.itself(t)
	}
	// "Since its launch in 2018, Nightowl has …"
	if p := r.child(t, "nmod:poss"); p >= 0 && r.form(p) == "its" && r.headed[p] < 0 {
		return r.next(t, r.near(t).Last, sites)
	}
	return -1
}

// itself returns the site of the same paragraph that verb t is said of as "it",
// where the pronoun was taken for something else that is neither opened nor
// closed: "The site's server was seized by customs. It had existed since 2013."
// It returns -1 if there is none.
func (r *reader) itself(t int) int {
	s := r.subject(t)
	if o := r.child(t, "obj"); o >= 0 {
		s = o
	} else if r.isPassive(t) {
		if p := r.patients(t); len(p) > 0 {
			s = p[0]
		}
	}
	if s < 0 || r.form(s) != "it" || r.isRel(s, "expl") || r.entityAt(s, operations) >= 0 {
		return -1
	}
	p := r.near(s).Paragraph
	for at := s - 1; at >= 0 && at > s-reach && r.near(at).Paragraph == p; at-- {
		if e := r.entityAt(at, sites); e >= 0 {
			return e
		}
	}
	return -1
}

// gapped returns the site that stands right before the preposition of a date,
// behind a comma, its verb left out: "RedLine has been around since 2020, META
// since 2022". It returns -1 if there is none.
func (r *reader) gapped(d *date) int { return r.gappedBefore(d, sites) }

// gappedBefore is gapped for the wanted kinds.
func (r *reader) gappedBefore(d *date, want kindSet) int {
	at := d.first - 1
	for at > d.first-4 && r.form(at) == "the" || r.form(at) == "following" || r.form(at) == "same" {
		at--
	}
	if at < 2 || d.Preposition != "" && r.form(at) != d.Preposition {
		return -1
	}
	if d.Preposition != "" {
		at--
	}
	e := r.entityAt(at, want)
	for e >= 0 && at > 0 && r.entityAt(at, want) == e {
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
	if x := r.child(t, "xcomp"); x >= 0 && r.isVerb(x) && !dealings[r.lemma(x)] {
		return false
	}
	if o := r.child(t, "obj"); o >= 0 && r.isVerb(t) {
		if r.form(o) == "it" && r.form(o+1) == "all" || r.nounKind(o)&(user|vendor|account|listing|uncounted) != 0 && !phraseObjects[r.lemma(o)] || r.isOther(o) {
			return false
		}
	}
	if s := r.subject(t); s >= 0 && !r.isPassive(t) {
		switch r.lemma(s) {
		case "anyone", "whoever", "visitor", "user", "customer", "everyone", "anybody", "you", "who":
			return r.child(t, "obj") < 0
		}
	}
	return true
}

// isOther reports whether noun i is one besides those told of: "a second shop".
func (r *reader) isOther(i int) bool {
	for k := range r.of(i) {
		switch r.form(k) {
		case "second", "third", "another", "other", "new", "further":
			return r.isRel(k, "amod") || r.isRel(k, "det")
		}
	}
	return false
}

// isLead reports whether trigger t is done to a site that its sentence does not
// name: "a forum for stolen cards was closed this month", as news begin.
func (r *reader) isLead(t int) bool {
	s := r.near(t)
	if s.Paragraph > 1 || !r.isPassive(t) {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if r.entityAt(i, sites) >= 0 && r.isProper(i) {
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

// isOnIt reports whether the police did trigger t to an "it": "detectives took it
// offline" takes no agency offline.
func (r *reader) isOnIt(t int) bool {
	if !r.isVerb(t) || r.isPassive(t) {
		return false
	}
	s := r.subject(t)
	return r.form(t+1) == "it" && s >= 0 && r.isPolice(s)
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

// saysThere reports whether the sentence of token t points to a place with
// "there".
func (r *reader) saysThere(t int) bool {
	s := r.near(t)
	for i := s.First; i < s.Last; i++ {
		if r.form(i) == "there" && !r.isRel(i, "expl") {
			return true
		}
	}
	return false
}
