package relation

import (
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
	by      int // the mention that names or describes it, -1 for none
	aside   bool
	act     *action
}

// readEvent enters the event that trigger t at token i speaks of, if it speaks of
// a market and says that it happened.
func (r *reader) readEvent(t *trigger, i int) {
	if c := r.cover[i]; c >= 0 && r.doc.Mentions[c].Form == text.Proper && sites.has(r.kind(int(c))) {
		return // a word of a name: "Cobalt Strike"
	}
	if r.describing(i) {
		return
	}
	r.asVerb = t.verb
	args := append([]argument(nil), r.frame(i, t)...)
	if t.of != "" {
		args = r.objectAfter(args, i, t.of)
		if !t.verb && !r.soonFollows(t.of, i) {
			return // an operation, but against nothing
		}
	}
	e := &event{token: i, trigger: t, args: args, named: -1, by: -1}
	for _, u := range r.lists.rules[closing] {
		if u.edge == ontology.Targeted {
			e.targets = r.end(nil, args, i, &u.to, u.plain)
			break
		}
	}
	if m := r.presented(i); t.verb && m >= 0 {
		e.targets = r.withRun([]filler{{r.doc.Mentions[m].Entity, m, "said of it behind"}}, m, sites, "")
	}
	if t.bare && len(e.targets) == 0 && (t.verb || r.tree.token(i).UPOS == text.NOUN && r.tree.Dep(i, "cop") < 0) && r.mentionAt(i, kindsOf(ontology.Operation)) < 0 {
		if f, how := r.focusAt(i, sites); f >= 0 {
			e.targets = append(e.targets, filler{f, -1, how})
		}
	}
	if len(e.targets) == 0 && len(r.alsoTargets(e)) == 0 || t.next && !r.follows(e) {
		return
	}
	e.stance = r.stance(i)
	if e.stance.denied || e.stance.unreal || e.stance.able || e.stance.future || e.stance.alleged {
		return
	}
	if r.own(e) || t.actor && !e.actor || r.isCharge(i) {
		return
	}
	e.date = r.dateAt(i)
	if e.date.IsZero() && t.value == ontology.TakenOver {
		if since := r.sinceWhen(i); apart(since, r.dates.own) {
			e.date = since
		}
	}
	named := r.operationIn(args, i)
	if named.entity < 0 {
		named = r.christenedBeside(i)
	}
	if m := named.mention; m >= 0 && r.doc.Mentions[m].Form != text.Proper && r.backward(i) && len(e.targets) > 0 && e.targets[0].entity != r.story.site {
		named = filler{-1, -1, ""} // "weeks after the closure of X", which is not what is told of
	}
	e.named, e.by = named.entity, named.mention
	e.aside = r.setApart(i) || r.opensAnother(i) || e.date.IsZero() && r.longAgo(i)
	r.enterEvent(e)
}

// follows lets event e be what the event before it in its sentence is, "X was closed in
// May, and Y followed", and reports whether there is one.
func (r *reader) follows(e *event) bool {
	events := r.story.events
	if len(events) == 0 || r.tree.Dep(e.token, "obj") >= 0 {
		return false
	}
	before := events[len(events)-1]
	if r.tree.Sentence(before.token) != r.tree.Sentence(e.token) || !before.ends() {
		return false
	}
	e.trigger, e.actor = before.trigger, true
	return true
}

// soonFollows reports whether a word follows token i in its clause.
func (r *reader) soonFollows(word string, i int) bool {
	last := r.tree.sentence(i).Last
	for k := i + 1; k < last && k < i+2*closeBy && !r.finite(k); k++ {
		if r.lower[k] == word {
			return true
		}
	}
	return false
}

// describing reports whether token i only says what the noun behind it is for: "hacking
// tools".
func (r *reader) describing(i int) bool {
	tok := r.tree.token(i)
	if tok.XPOS != "VBG" {
		return false
	}
	return tok.Rel == "amod" || isRel(tok.Rel, "compound") ||
		r.tree.Lemma(i) == "hack" && i+1 < r.tree.sentence(i).Last && r.tree.token(i+1).UPOS == text.NOUN
}

// ends reports whether what event e tells is what an operation comes to, not what
// leads up to it.
func (e *event) ends() bool {
	return e.trigger.value != ontology.Investigated && e.trigger.value != ontology.Infiltrated
}

// readOther enters the event of an action that the text sets apart: "AlphaBay
// vanished, the result of a separate operation by the FBI".
func (r *reader) readOther(i int) {
	if r.tree.token(i).UPOS != text.NOUN || !r.lists.is("action", r.tree.Lemma(i)) || !r.setApart(i) {
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
		actor: true, date: r.dateAt(i), named: -1, by: -1, aside: true})
}

// own reports whether the operators themselves did it: "X closed of its own
// accord", "the owner shut it down".
func (r *reader) own(e *event) bool {
	var found []filler
	for _, a := range e.args {
		if a.slot == agent && (r.isCulprit(a.token) || r.mentionAt(a.token, kindsOf(ontology.Person)) >= 0) {
			return true
		}
		if a.slot == agent || a.slot == marked && a.prep == "by" {
			found = r.fillFrom(found, a.token, actors, "", 0)
		}
	}
	if e.trigger.value == ontology.TakenOver && len(found) == 0 && r.byCompany(e.args) {
		return true // "a takeover by X"
	}
	for _, f := range found {
		if f.mention < 0 || !r.isOnePerson(f.mention) {
			e.actor = true
			return false
		}
	}
	for _, a := range e.args {
		if a.slot != agent {
			continue
		}
		if r.saidOf(a.token, sites) >= 0 {
			return true // "X, a ransomware operation that broke up"
		}
		if r.lists.is("action", r.tree.Lemma(a.token)) || r.mentionAt(a.token, kindsOf(ontology.Operation)) >= 0 {
			e.actor = true // "a strike that removed X"
			return false
		}
		if r.tree.Lemma(a.token) == "owner" || len(r.fillFrom(nil, a.token, kindsOf(ontology.Person)|sites, "", 0)) > 0 {
			return true
		}
	}
	return false
}

// byCompany reports whether a company does what a verb or a noun with these arguments says.
func (r *reader) byCompany(args []argument) bool {
	for _, a := range args {
		if (a.slot == agent || a.slot == marked && a.prep == "by") && r.mentionAt(a.token, kindsOf(ontology.Organization)) >= 0 {
			return true
		}
	}
	return false
}

// isCharge reports whether what token i tells is what somebody is accused or convicted
// of.
func (r *reader) isCharge(i int) bool {
	h := r.tree.Head(i)
	if h < 0 || !isClause(r.tree.token(i).Rel) || isRel(r.tree.token(i).Rel, "acl") {
		return false
	}
	switch r.tree.Lemma(h) {
	case "convict", "accuse", "charge", "suspect", "indict", "sentence", "jail", "acquit", "plead", "confess":
		return true
	}
	return false
}

// isCulprit reports whether token i calls people by what they are accused of or by
// what they are on a site: "the defendants had shut it down".
func (r *reader) isCulprit(i int) bool {
	switch r.tree.Lemma(i) {
	case "defendant", "accused", "suspect", "operator", "administrator", "admin", "founder", "owner", "moderator", "vendor", "seller", "dealer", "hacker":
		return r.tree.token(i).UPOS == text.NOUN
	}
	return false
}

// operationNamed returns the operation that the clause of token i names, or -1.
func (r *reader) operationNamed(args []argument, i int) int { return r.operationIn(args, i).entity }

// operationIn returns the operation that the clause of token i names or describes,
// and the mention that does so; -1 for each if there is none.
func (r *reader) operationIn(args []argument, i int) filler {
	ops := kindsOf(ontology.Operation)
	if m := r.mentionAt(i, ops); m >= 0 && r.doc.Mentions[m].Last-r.doc.Mentions[m].First > 1 {
		return filler{r.doc.Mentions[m].Entity, m, ""}
	}
	var found []filler
	for _, a := range args {
		if found = r.fillFrom(found, a.token, ops, "", 0); len(found) > 0 {
			return found[0]
		}
	}
	if m := r.heading(i); m >= 0 {
		return filler{r.doc.Mentions[m].Entity, m, ""}
	}
	if m := r.toldOf(i); m >= 0 {
		return filler{r.doc.Mentions[m].Entity, m, ""}
	}
	return filler{-1, -1, ""}
}

// christenedBeside returns the operation whose name the sentence of token i gives to
// what it tells: "X was hit last week, and that was Operation Y".
func (r *reader) christenedBeside(i int) filler {
	s := r.tree.sentence(i)
	if m := r.namedNextAs(s); m >= 0 {
		return filler{r.doc.Mentions[m].Entity, m, ""}
	}
	found := filler{-1, -1, ""}
	for k := s.First; k < s.Last; k++ {
		m := r.heads[k]
		if m < 0 || r.kind(int(m)) != ontology.Operation || r.doc.Mentions[m].Form != text.Proper {
			continue
		}
		mention := &r.doc.Mentions[m]
		thatWas := mention.First >= s.First+2 && r.tree.Lemma(mention.First-1) == "be" && r.lower[mention.First-2] == "that"
		if found.entity >= 0 && found.entity != mention.Entity || !thatWas && !r.christened(int(m)) {
			return filler{-1, -1, ""}
		}
		found = filler{mention.Entity, int(m), ""}
	}
	return found
}

// heading returns the mention of the operation that stands before the sentence of token
// i like a heading, or -1: "Operation X: Y is seized".
func (r *reader) heading(i int) int {
	s := r.tree.sentence(i)
	m := r.starts[s.First]
	if m < 0 || r.kind(int(m)) != ontology.Operation || r.doc.Mentions[m].Form != text.Proper {
		return -1
	}
	switch last := r.doc.Mentions[m].Last; {
	case last >= i:
		return -1
	case r.tree.form(last) == ":", r.tree.form(last) == "–", r.tree.form(last) == "—":
		return int(m)
	}
	return -1
}

// toldOf returns the mention of the operation that the clause of token i tells more
// of, or -1: "Operation X, when the police closed Y", "Operation X, in which".
func (r *reader) toldOf(i int) int {
	first := r.tree.sentence(i).First
	for k := i - 1; k > first && k >= i-widest && !r.finite(k); k-- {
		form := r.tree.form(k)
		switch form {
		case ";", ":":
			return -1
		case "when", "which", "where":
		default:
			continue
		}
		if form == "which" && r.tree.token(k-1).UPOS != text.ADP {
			return -1
		}
		if form == "which" {
			k--
		}
		if k > first && r.tree.form(k-1) == "," {
			k--
		}
		if m := r.ending(k, first, kindsOf(ontology.Operation)); m >= 0 && r.doc.Mentions[m].Form == text.Proper {
			return m
		}
		return -1
	}
	return -1
}

// namedNextAs returns the mention of the operation whose name the sentence behind s gives
// to what s tells, or -1: "X was taken down in April. That was Operation Y."
func (r *reader) namedNextAs(s *text.Sentence) int {
	n := r.tree.Sentence(s.First) + 1
	if n >= len(r.doc.Sentences) {
		return -1
	}
	next := &r.doc.Sentences[n]
	if next.Last-next.First < 3 {
		return -1
	}
	if !isThat(r.lower[next.First]) || r.tree.Lemma(next.First+1) != "be" {
		return -1
	}
	for k := next.First + 2; k < next.Last && k < next.First+closeBy; k++ {
		if m := r.starts[k]; m >= 0 && r.kind(int(m)) == ontology.Operation && r.doc.Mentions[m].Form == text.Proper {
			return int(m)
		}
	}
	return -1
}

// setApart reports whether a word sets the action of token i apart from the one
// that the article is about: "a separate operation".
func (r *reader) setApart(i int) bool {
	for c := range r.tree.Deps(i) {
		switch r.tree.Lemma(c) {
		case "separate", "earlier", "previous", "unrelated", "another":
			return true
		}
	}
	return false
}

// opensAnother reports whether the sentence of token i says that what it tells is
// another matter: "separately, X was closed", "the closure of X, which is not connected
// with it".
func (r *reader) opensAnother(i int) bool {
	s := r.tree.sentence(i)
	for k := s.First; k < s.Last; k++ {
		switch r.lower[k] {
		case "separately", "unrelated", "unconnected":
			if k < i {
				return true
			}
		case "connected", "related", "linked":
			if k > s.First && r.tree.Lemma(k-1) == "not" {
				return true
			}
		}
	}
	return false
}

// backward reports whether the word at token i looks back: "which the BKA had
// closed", "within weeks of the closure of X".
func (r *reader) backward(i int) bool {
	for c := range r.tree.Deps(i) {
		if r.tree.Is(c, "aux") && r.tree.form(c) == "had" {
			return true
		}
	}
	if r.tree.token(i).UPOS == text.NOUN {
		switch r.tree.preposition(i) {
		case "after", "since", "following":
			return true
		case "of":
			h := r.tree.Head(i)
			return h >= 0 && (r.tree.Lemma(h) == "week" || r.tree.Lemma(h) == "month") // "within weeks of the closure"
		}
	}
	if r.tree.token(i).Rel != "acl:relcl" {
		return false
	}
	h := r.tree.Head(i) // "a joint strike that also removed X"
	return h < 0 || !r.lists.is("action", r.tree.Lemma(h)) || r.setApart(h)
}
