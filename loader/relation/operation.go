package relation

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// closing is the class of triggers that say what was done to a market.
const closing = "close"

// event is one place where the text says what the authorities did to a market or
// a service.
type event struct {
	token   int
	trigger *trigger
	args    []argument
	targets []filler
	actor   bool // the text says which agency or country did it
	stance  stance
	date    calendar.Date
	named   int // the operation that the clause names, -1 for none
	aside   bool
	act     *action
}

// action is an operation and what the events say of it.
type action struct {
	entity  int // -1 until an operation that the article does not name gets one
	date    calendar.Date
	targets []int // entities, in the order in which they are first said
	events  int

	// An action that nothing is said of but that the authorities acted: where,
	// and the word for it.
	sentence int
	word     string
}

func (a *action) targeted(site int) bool { return slices.Contains(a.targets, site) }

// operations finds what the document says was done to which market and decides
// how many operations that makes. Those that the article does not name become
// entities of their own.
func (r *reader) operations() {
	st := r.story
	for _, e := range st.ops {
		st.actions = append(st.actions, &action{entity: e, date: st.opDates[e]})
	}
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				if t.class == closing {
					r.readEvent(t, i)
				}
			}
			r.readOther(i)
		}
	}
	// What is plain is assigned first: what is said without a date may then join
	// an action that has one.
	for _, dated := range []bool{true, false} {
		for _, e := range st.events {
			if e.act == nil && (e.named >= 0 || !e.date.IsZero()) == dated {
				r.assign(e)
			}
		}
	}
	r.chooseMain()
	for _, e := range st.events {
		r.sayTargets(e)
	}
	for _, a := range st.actions {
		r.sayDescribed(a)
	}
	r.refer()
}

// sayDescribed makes the claims about the targets of an operation of which the
// article says no more than that the authorities acted.
func (r *reader) sayDescribed(a *action) {
	if a.word == "" {
		return
	}
	said := statement{rule: "described", sentence: a.sentence, why: "“" + a.word + "”"}
	said.attributes[ontology.Outcome] = r.likelyOutcome()
	for _, site := range a.targets {
		r.enter(ontology.Targeted, a.entity, site, said)
	}
}

// likelyOutcome returns what the article says was done to something that it does
// not name, such as servers and domains, "" if it says nothing.
func (r *reader) likelyOutcome() string {
	outcome := ""
	attribute := ontology.Targeted.Attribute(ontology.Outcome)
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				if t.class != closing || t.value == "" || t.actor || apart(r.dateAt(i), r.dates.own) {
					continue
				}
				if st := r.stance(i); !st.denied && !st.unreal && !st.able && !st.future && (outcome == "" || attribute.Rank(t.value) < attribute.Rank(outcome)) {
					outcome = t.value
				}
			}
		}
	}
	return outcome
}

// refer lets the words for operations without a name refer to them: the words of
// the events, and descriptions such as "the raids".
func (r *reader) refer() {
	d := r.doc
	described := make([]bool, len(d.Tokens))
	for m := range d.Mentions {
		mention := &d.Mentions[m]
		if mention.Kind != ontology.Operation || mention.Head < 0 || mention.Head >= len(described) {
			continue
		}
		described[mention.Head] = true
		if mention.Entity >= 0 || mention.Form == text.Proper || r.tree.of[mention.Head] < 0 || r.setApart(mention.Head) {
			continue
		}
		op, how := r.operationAt(nil, mention.Head)
		if op < 0 {
			continue
		}
		mention.Entity, mention.Why = op, how
		d.Entities[op].Mentions = append(d.Entities[op].Mentions, m)
	}
	for _, e := range r.story.events {
		if op := &d.Entities[e.act.entity]; op.Unnamed && !described[e.token] {
			op.Mentions = append(op.Mentions, len(d.Mentions))
			d.Mentions = append(d.Mentions, text.Mention{
				Span: d.Tokens[e.token].Span, First: e.token, Last: e.token + 1, Head: e.token,
				Form: text.Nominal, Kind: ontology.Operation, Entity: e.act.entity, Why: "what was done to a site",
			})
		}
	}
	for _, op := range r.story.ops {
		slices.SortFunc(d.Entities[op].Mentions, func(a, b int) int { return d.Mentions[a].Start - d.Mentions[b].Start })
	}
}

// readEvent enters the event that trigger t at token i speaks of, if it speaks of
// a market and says that it happened.
func (r *reader) readEvent(t *trigger, i int) {
	r.asVerb = t.verb
	args := append([]argument(nil), r.frame(i, t)...)
	if t.of != "" {
		args = r.objectAfter(args, i, t.of)
	}
	e := &event{token: i, trigger: t, args: args, named: -1}
	for _, u := range r.lists.rules[closing] {
		if u.edge == ontology.Targeted {
			e.targets = r.end(nil, args, i, &u.to, u.plain)
			break
		}
	}
	if t.bare && len(e.targets) == 0 && r.mentionAt(i, kindsOf(ontology.Operation)) < 0 {
		if f, how := r.focusAt(i, sites); f >= 0 {
			e.targets = append(e.targets, filler{f, -1, how})
		}
	}
	if len(e.targets) == 0 {
		return
	}
	e.stance = r.stance(i)
	if e.stance.denied || e.stance.unreal || e.stance.able || e.stance.future || e.stance.alleged {
		return
	}
	if r.own(e) || t.actor && !e.actor {
		return
	}
	e.date = r.dateAt(i)
	e.named = r.operationNamed(args, i)
	e.aside = r.setApart(i) || e.date.IsZero() && r.longAgo(i)
	r.story.events = append(r.story.events, e)
}

// readOther enters the event of an action that the text sets apart: "AlphaBay
// vanished, the result of a separate operation by the FBI".
func (r *reader) readOther(i int) {
	if r.tree.token(i).UPOS != text.NOUN || !r.lists.actions[r.tree.lemma(i)] || !r.setApart(i) {
		return
	}
	if m := r.mentionAt(i, kindsOf(ontology.Operation)); m >= 0 && !r.doc.Entities[r.doc.Mentions[m].Entity].Unnamed {
		return
	}
	targets := r.closest(nil, i, sites)
	if len(targets) == 0 || targets[0].mention < 0 || r.doc.Mentions[targets[0].mention].First > i {
		return
	}
	if s := r.stance(i); s.denied || s.unreal || s.able || s.future {
		return
	}
	r.story.events = append(r.story.events, &event{token: i, trigger: &trigger{class: closing}, targets: targets,
		actor: true, date: r.dateAt(i), named: -1, aside: true})
}

// own reports whether the operators themselves did it: "X closed of its own
// accord", "the owner shut it down".
func (r *reader) own(e *event) bool {
	var found []filler
	for _, a := range e.args {
		if a.slot == agent || a.slot == marked && a.prep == "by" {
			found = r.fillFrom(found, a.token, actors, "", 0)
		}
	}
	if len(found) > 0 {
		e.actor = true
		return false
	}
	for _, a := range e.args {
		if a.slot != agent {
			continue
		}
		if r.tree.lemma(a.token) == "owner" || len(r.fillFrom(nil, a.token, kindsOf(ontology.Person)|sites, "", 0)) > 0 {
			return true
		}
	}
	return false
}

// operationNamed returns the operation that the clause of token i names, or -1.
func (r *reader) operationNamed(args []argument, i int) int {
	ops := kindsOf(ontology.Operation)
	if m := r.mentionAt(i, ops); m >= 0 && r.doc.Mentions[m].Last-r.doc.Mentions[m].First > 1 {
		return r.doc.Mentions[m].Entity
	}
	var found []filler
	for _, a := range args {
		if found = r.fillFrom(found, a.token, ops, "", 0); len(found) > 0 {
			return found[0].entity
		}
	}
	return -1
}

// setApart reports whether a word sets the action of token i apart from the one
// that the article is about: "a separate operation".
func (r *reader) setApart(i int) bool {
	for c := range r.tree.deps(i) {
		switch r.tree.lemma(c) {
		case "separate", "earlier", "previous", "unrelated", "another":
			return true
		}
	}
	return false
}

// assign finds the action that an event is part of, or begins a new one.
func (r *reader) assign(e *event) {
	st := r.story
	join := func(a *action) {
		e.act = a
		a.events++
		for _, f := range e.targets {
			if !a.targeted(f.entity) {
				a.targets = append(a.targets, f.entity)
			}
		}
		if a.date.IsZero() {
			a.date = e.date
		}
	}
	if e.named >= 0 {
		for _, a := range st.actions {
			if a.entity == e.named {
				join(a)
				return
			}
		}
	}
	// The same target at about the same time is the same action.
	for _, a := range st.actions {
		if slices.ContainsFunc(e.targets, func(f filler) bool { return a.targeted(f.entity) }) && !apart(a.date, e.date) && !e.aside {
			join(a)
			return
		}
	}
	when := e.date
	if when.IsZero() {
		when = r.dates.own
	}
	if main := r.current(); main != nil && !e.aside && !apart(r.now(main), when) && r.fits(e, main) {
		join(main)
		return
	}
	a := &action{entity: -1, date: e.date}
	st.actions = append(st.actions, a)
	join(a)
}

// current returns the action that the article is about so far.
func (r *reader) current() *action {
	for _, a := range r.story.actions {
		if a.entity >= 0 && a.entity == r.story.op {
			return a
		}
	}
	for _, a := range r.story.actions {
		if a.entity < 0 && a.targeted(r.story.site) {
			return a
		}
	}
	return nil
}

// now returns when action a took place, or when the article was written.
func (r *reader) now(a *action) calendar.Date {
	if a.date.IsZero() {
		return r.dates.own
	}
	return a.date
}

// fits reports whether an event against another target can be part of action a:
// if the text speaks of it as news, not as something that had been before.
func (r *reader) fits(e *event, a *action) bool {
	if a.entity < 0 && e.date.IsZero() && !a.date.IsZero() && r.backward(e.token) {
		return false
	}
	return !r.backward(e.token) || !e.date.IsZero()
}

// backward reports whether the verb at token i looks back: "which the BKA had
// closed".
func (r *reader) backward(i int) bool {
	for c := range r.tree.deps(i) {
		if r.tree.is(c, "aux") && r.tree.form(c) == "had" {
			return true
		}
	}
	return r.tree.token(i).Rel == "acl:relcl"
}

// chooseMain decides which action the article is about and gives those without
// an entity one. If what it found is an old story, or nothing, but the
// authorities acted, they did so against the site that the article is about.
func (r *reader) chooseMain() {
	st := r.story
	for _, a := range st.actions {
		if st.main == nil || r.weight(a) > r.weight(st.main) {
			st.main = a
		}
	}
	if (st.main == nil || r.weight(st.main) <= 0 || st.main.entity >= 0 && r.isPart(st.main.entity)) && st.site >= 0 && st.early {
		if s, word := r.authoritiesAct(); s >= 0 {
			st.main = &action{entity: -1, targets: []int{st.site}, sentence: s, word: word}
			st.actions = append(st.actions, st.main)
		}
	}
	for _, a := range st.actions {
		if a.entity < 0 {
			a.entity = r.baptise(a)
		}
	}
	if st.main == nil {
		return
	}
	st.op = st.main.entity
	if st.main.date.IsZero() {
		st.main.date = r.lastAct()
	}
	r.implyTarget()
}

// lastAct returns the last date on which authorities are said to have acted
// together, if it is far from that of the article: an article may look back.
func (r *reader) lastAct() calendar.Date {
	var last calendar.Date
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				if !acting[t.class] || t.class == arresting {
					continue
				}
				if date := r.dateAt(i); !date.IsZero() && (last.IsZero() || last.Compare(date) < 0) && r.authorityActs(t, i, false) {
					last = date
				}
			}
		}
	}
	if apart(last, r.dates.own) {
		return last
	}
	return calendar.Date{}
}

// implyTarget aims the operation that the article is about at the site that it is
// about if nothing else says what it was aimed at and they are named close to
// each other.
func (r *reader) implyTarget() {
	st := r.story
	if len(st.main.targets) > 0 || st.site < 0 || !st.early || st.weight[st.site] < often {
		return
	}
	for _, a := range st.actions {
		if a.targeted(st.site) {
			return
		}
	}
	for _, m := range r.doc.Entities[st.main.entity].Mentions {
		s := int(r.tree.of[r.doc.Mentions[m].First])
		for near := max(s-1, 0); near <= s+1 && near < len(st.sites); near++ {
			if s >= 0 && slices.Contains(st.sites[near], st.site) {
				st.main.targets = append(st.main.targets, st.site)
				st.main.sentence, st.main.word = s, r.doc.Form(r.doc.Mentions[m].Span)
				return
			}
		}
	}
}

// weight says how much an article is about an action. Old stories weigh less
// than nothing.
func (r *reader) weight(a *action) int {
	w := a.events
	if a.entity >= 0 {
		w += r.story.weight[a.entity]
		if !r.doc.Entities[a.entity].Unnamed {
			w += worthOfName
		}
		if r.isPart(a.entity) {
			w -= 2 * worthOfName
		}
	}
	if a.targeted(r.story.site) {
		w += 8
	}
	if apart(a.date, r.dates.own) {
		w -= 20
	}
	return w
}

// worthOfName is how many mentions the name of an operation outweighs.
const worthOfName = 6

// acting are the classes of triggers by which authorities are said to act.
var acting = map[string]bool{"lead": true, "coordinate": true, "support": true, "join": true, "arrest": true}

// authoritiesAct returns the first sentence in which an agency or a country is
// said to lead, help or arrest somebody, and the word for it; -1 for none.
func (r *reader) authoritiesAct() (int, string) {
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				if acting[t.class] && r.authorityActs(t, i, true) {
					return s, r.tree.form(i)
				}
			}
		}
	}
	return -1, ""
}

// authorityActs reports whether trigger t at token i has an agency or a country
// as its agent and, if now is set, happened at the time of the article.
func (r *reader) authorityActs(t *trigger, i int, now bool) bool {
	r.asVerb = t.verb
	args := append([]argument(nil), r.frame(i, t)...)
	for _, u := range r.lists.rules[t.class] {
		if u.edge != ontology.ParticipatedIn {
			continue
		}
		found := r.end(nil, args, i, &u.from, u.plain)
		if len(found) == 0 {
			continue
		}
		if s := r.stance(i); !s.denied && !s.unreal && !s.able && !s.future && !(now && apart(r.dateAt(i), r.dates.own)) {
			return true
		}
	}
	return false
}

// baptise makes the entity of an operation that the article does not name.
func (r *reader) baptise(a *action) int {
	name := ""
	for k, site := range a.targets {
		switch {
		case k == 0:
			name = r.doc.Entities[site].Name
		case k == 1 && len(a.targets) == 2:
			name += " and " + r.doc.Entities[site].Name
		case k == 1:
			name += ", " + r.doc.Entities[site].Name + " and others"
		}
	}
	name += " takedown"
	date := a.date
	if date.IsZero() {
		date = r.dates.own
	}
	if !date.IsZero() {
		name += " (" + calendar.Date{Year: date.Year}.String() + ")"
	}
	r.doc.Entities = append(r.doc.Entities, text.Entity{Kind: ontology.Operation, Name: name, Unnamed: true})
	r.story.ops = append(r.story.ops, len(r.doc.Entities)-1)
	return len(r.doc.Entities) - 1
}

// sayTargets makes the claims of an event about its targets.
func (r *reader) sayTargets(e *event) {
	for _, u := range r.lists.rules[closing] {
		if u.edge != ontology.Targeted {
			continue
		}
		for _, f := range e.targets {
			r.claim(u, e.trigger, e.token, filler{e.act.entity, -1, ""}, f, e.stance)
		}
		r.story.actOf[e.token] = e.act
		return
	}
}
