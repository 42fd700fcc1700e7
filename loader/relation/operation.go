package relation

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// action is an operation and what the events say of it.
type action struct {
	entity  int // -1 until an operation that the article does not name gets one
	date    calendar.Date
	targets []int // entities, in the order in which they are first said
	events  int
	said    calendar.Date // the date of one of the events, as exact as any has it
	part    bool          // the text says that it is a part of the whole

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
		st.actions = append(st.actions, &action{entity: e, date: st.opDates[e], part: r.isPart(e)})
	}
	r.aimAsSaid()
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				switch t.class {
				case closing:
					r.readEvent(t, i)
				case arresting:
					r.readRoundUp(t, i)
				}
			}
			r.readOther(i)
		}
	}
	st.hit = r.isHit(st.site)
	// What is plain is assigned first: what is said without a date may then join
	// an action that has one.
	for _, dated := range []bool{true, false} {
		for _, e := range st.events {
			if e.act == nil && (e.named >= 0 || !e.date.IsZero()) == dated {
				r.assign(e)
			}
		}
	}
	r.christen()
	r.chooseMain()
	st.events = slices.DeleteFunc(st.events, func(e *event) bool { return e.act == nil })
	for _, e := range st.events {
		r.sayTargets(e)
	}
	for _, a := range st.actions {
		r.sayDescribed(a)
	}
	for _, a := range st.actions {
		r.doc.Entities[a.entity].When = a.said.String()
	}
	r.refer()
}

// aimAsSaid gives the named operations the targets that patterns find, so that what
// is told of those targets later is told of the operation.
func (r *reader) aimAsSaid() {
	for k := range r.matched {
		found := &r.matched[k]
		if found.pattern.edge != ontology.Targeted || r.negated(found) {
			continue
		}
		op := r.doc.Mentions[found.match.mention[found.pattern.from-'A']].Entity
		site := r.doc.Mentions[found.match.mention[found.pattern.to-'A']].Entity
		for _, a := range r.story.actions {
			if a.entity == op && !a.targeted(site) {
				a.targets = append(a.targets, site)
			}
		}
	}
}

// sayDescribed makes the claims about the targets of an operation of which the
// article says no more than that the authorities acted.
func (r *reader) sayDescribed(a *action) {
	if a.word == "" {
		return
	}
	said := statement{rule: "described", sentence: a.sentence, why: "“" + a.word + "”"}
	r.besides(a)
	for _, site := range a.targets {
		r.enter(ontology.Targeted, a.entity, site, said)
	}
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
		if mention.Entity >= 0 || mention.Form == text.Proper || r.tree.Sentence(mention.Head) < 0 || r.setApart(mention.Head) {
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
		if e.named >= 0 && e.named != e.act.entity && e.by >= 0 {
			r.moveMention(e.by, e.act.entity)
		}
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

// moveMention lets mention m refer to entity e instead of the one it was thought to.
func (r *reader) moveMention(m, e int) {
	d := r.doc
	old := &d.Entities[d.Mentions[m].Entity]
	old.Mentions = slices.DeleteFunc(slices.Clone(old.Mentions), func(k int) bool { return k == m })
	d.Mentions[m].Entity, d.Mentions[m].Why = e, "what was done then"
	d.Entities[e].Mentions = append(d.Entities[e].Mentions, m)
}

// mostActions bounds the operations of a document: each event is held against
// all of them.
const mostActions = 200

// take makes event e part of action a, which may have taken place at another time.
func (a *action) take(e *event) {
	e.act = a
	a.events++
	for _, f := range e.targets {
		if !a.targeted(f.entity) {
			a.targets = append(a.targets, f.entity)
		}
	}
}

// join makes event e part of action a.
func (a *action) join(e *event) {
	a.take(e)
	if a.date.IsZero() {
		a.date = e.date
	}
	if e.ends() && (a.said.IsZero() || a.said.Day == 0 && a.said.Includes(e.date)) {
		a.said = e.date
	}
}

// assign finds the action that an event is part of, or begins a new one.
func (r *reader) assign(e *event) {
	st := r.story
	if e.named >= 0 {
		for _, a := range st.actions {
			if a.entity != e.named {
				continue
			}
			if e.by >= 0 && r.doc.Mentions[e.by].Form != text.Proper && apart(a.date, e.date) {
				break // "a joint action" of another time
			}
			if r.earlierPhase(a, e) {
				a.take(e)
				return
			}
			if !e.date.IsZero() && apart(a.date, e.date) {
				a.date = e.date // what is told of it outright
			}
			a.join(e)
			return
		}
	}
	told := e.date
	if told.IsZero() && r.dates.own.Month != 0 && r.isNews(e.token) {
		told = r.dates.own
	}
	// The same target at about the same time is the same action.
	for _, a := range st.actions {
		if a.part {
			continue // a part does not stand for the whole
		}
		if slices.ContainsFunc(e.targets, func(f filler) bool { return a.targeted(f.entity) }) && !apart(a.date, told) && !e.aside {
			a.join(e)
			return
		}
	}
	when := e.date
	if when.IsZero() {
		when = r.dates.own
	}
	if e.trigger.value == ontology.Investigated && !e.trigger.verb && len(e.targets) == 1 && e.targets[0].entity != st.site && r.current() != nil {
		return // an inquiry into something else that is told in passing
	}
	if main := r.current(); main != nil && !e.aside && r.reaches(main, e) && (!apart(r.now(main), when) && r.fits(e, main) || r.looksBack(e, main)) {
		main.join(e)
		return
	}
	if len(st.actions) >= mostActions {
		return
	}
	a := &action{entity: -1, date: e.date}
	st.actions = append(st.actions, a)
	a.join(e)
}

// current returns the action that the article is about so far.
func (r *reader) current() *action {
	for _, a := range r.story.actions {
		if a.entity >= 0 && a.entity == r.story.op && !r.againstOther(a.entity) {
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
	if a.entity < 0 && daysApart(a.date, e.date) {
		return false // "the second blow in a week"
	}
	return !r.backward(e.token) || e.date.Month != 0
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
		if first := r.story.actOf[e.token]; first == nil {
			r.story.actOf[e.token] = e.act
		} else if first != e.act {
			r.story.alsoOf[e.token] = append(r.story.alsoOf[e.token], e.act)
		}
		return
	}
}
