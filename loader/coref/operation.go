package coref

import (
	"slices"
	"strconv"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/internal/deed"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// An operation gathers what the police did in one action. One that the article
// names has a group of mentions, one that it does not name has targets only.
//
//	named    absorbs what its sentences say was done, and what was done at its time
//	main     the one unnamed operation of now, if the article names none
//	earlier  what was done to one target, or to several at a stroke, at another time
type operation struct {
	root    int   // the group of a named operation, -1 for none
	targets []int // groups, in text order
	date    calendar.Date
	tokens  []int // words for it that are no names
	entity  int
}

// An event is one deed against named sites.
type event struct {
	at      int
	targets []int
	date    calendar.Date
	past    bool // at another time than what the article reports
	named   int  // the operation named in the sentence, -1 for none
	direct  bool // and it hangs on the very word
}

// operations finds the operations of the article and which words speak of
// them.
func (r *reader) operations() {
	r.dates = newDates(r.doc)
	main := r.namedOperations()
	events := r.events()
	var later []event
	for _, e := range events {
		switch {
		case e.named >= 0 && (!e.past || e.direct || r.sameTime(r.ops[e.named], e)):
			r.ops[e.named].take(e)
		case e.past:
			r.earlier(e, main).take(e)
		default:
			later = append(later, e)
		}
	}
	for _, e := range later {
		o := r.holder(e, main)
		if o == nil {
			if main == nil {
				main = &operation{root: -1, date: r.dates.own}
				r.ops = append(r.ops, main)
			}
			o = main
		}
		o.take(e)
	}
	if main == nil {
		main = r.described()
	}
	r.spokenOf(main)
}

func (o *operation) take(e event) {
	o.tokens = append(o.tokens, e.at)
	for _, t := range e.targets {
		if !slices.Contains(o.targets, t) {
			o.targets = append(o.targets, t)
		}
	}
	if o.root < 0 && o.date.IsZero() {
		o.date = e.date
	}
}

// namedOperations enters the operations that have names and returns the one
// that is mentioned most, or nil.
func (r *reader) namedOperations() *operation {
	var main *operation
	for i := range r.doc.Mentions {
		if r.kindOf(i) != ontology.Operation || r.root(i) != i || !r.anchored[i] {
			continue
		}
		o := &operation{root: i, entity: -1}
		for _, m := range r.members[i] {
			if d, ok := r.dates.near(r.doc.Mentions[m].First, 10); ok && o.date.IsZero() {
				o.date = d.Date
			}
		}
		r.ops = append(r.ops, o)
		if main == nil || r.times[i] > r.times[main.root] {
			main = o
		}
	}
	return main
}

// events reads the deeds of the police against sites.
func (r *reader) events() []event {
	var out []event
	for _, d := range deed.Find(r.doc, r.trees) {
		if d.Unreal {
			continue
		}
		e := event{at: d.At, named: -1}
		for _, t := range d.Targets {
			if g := r.siteAt(t); g >= 0 && !slices.Contains(e.targets, g) {
				e.targets = append(e.targets, g)
			}
		}
		for _, t := range d.Targets {
			if len(e.targets) > 0 {
				break
			}
			if g := r.meant(t); g >= 0 {
				e.targets = append(e.targets, g)
			}
		}
		if len(e.targets) == 0 || !r.police(d) {
			continue
		}
		r.place(&e)
		out = append(out, e)
	}
	return out
}

// siteAt returns the group of the market or service that token t is the head of,
// named or referred to, or -1.
func (r *reader) siteAt(t int) int {
	for _, i := range r.mentionsAt(t) {
		g := r.group(i)
		if !r.anchored[g] {
			continue
		}
		switch r.kindOf(g) {
		case ontology.Marketplace, ontology.Service:
			return g
		}
	}
	return -1
}

// meant returns the site that a noun without a name stands for: "An internet
// forum was closed" at the head of an article, "the new version" further down. It
// is -1 if there is none.
func (r *reader) meant(t int) int {
	site := func(root int) bool {
		k := r.kindOf(root)
		return k == ontology.Marketplace || k == ontology.Service
	}
	noun := r.trees.Lemma(t)
	h, ok := lexicon.HeadNouns().Get(noun)
	sited := ok && (h.Kind == ontology.Marketplace || h.Kind == ontology.Service)
	if _, lens := lexicon.Lenses().Get(noun); lens && !sited {
		for c := range r.trees.Deps(t) {
			if r.trees.Is(c, "det") && r.trees.Lemma(c) == "the" {
				return r.latest(t, site)
			}
		}
		return -1
	}
	if sited && r.trees.Sentence(t) < 4 && r.doc.Tokens[t].XPOS != "NNS" {
		return r.mainSite(site)
	}
	return -1
}

// latest returns the group that fits and was mentioned last before token t, or
// -1.
func (r *reader) latest(t int, fits func(root int) bool) int {
	best := -1
	for i := range r.doc.Mentions {
		if r.doc.Mentions[i].First >= t {
			break
		}
		if g := r.group(i); r.anchored[g] && fits(g) {
			best = g
		}
	}
	return best
}

// mentionsAt returns the mentions whose head is token t, or that cover it.
func (r *reader) mentionsAt(t int) []int {
	if r.covers == nil {
		r.covers = make([][]int, len(r.doc.Tokens))
		for i := range r.doc.Mentions {
			m := &r.doc.Mentions[i]
			for k := m.First; k < m.Last; k++ {
				r.covers[k] = append(r.covers[k], i)
			}
		}
	}
	return r.covers[t]
}

// police reports whether the deed is the authorities'. Owners close their own
// sites, and thieves hack them.
func (r *reader) police(d deed.Deed) bool {
	official := false
	for _, a := range d.Agents {
		for _, i := range r.mentionsAt(a) {
			switch r.kindOf(r.group(i)) {
			case ontology.Agency, ontology.Place, ontology.Operation:
				official = true
			case ontology.Person, ontology.Marketplace, ontology.Service:
				if !d.Noun && !official {
					return false
				}
			}
		}
		noun := r.trees.Lemma(a)
		if _, ok := lexicon.AgencyNouns().Get(noun); ok {
			official = true
		}
		if p, ok := lexicon.PersonNouns().Get(noun); ok && p.Crime && !d.Noun {
			return false
		}
	}
	if official {
		return true
	}
	switch d.Effect {
	case lexicon.Hit, lexicon.Probe:
		// "hacked", "attacked", "disrupted" without the police say nothing.
		return d.Noun && d.Effect == lexicon.Probe
	}
	switch r.trees.Lemma(d.At) {
	case "close", "closure", "end", "remove", "destroy", "disable", "kill", "action", "effort", "campaign", "search", "strike", "crash", "takeover":
		return r.passive(d.At) || d.Noun
	}
	return true
}

func (r *reader) passive(i int) bool {
	return r.trees.Dep(i, "aux:pass", "nsubj:pass") >= 0 || r.trees.Is(i, "acl")
}

// place says when the event was and which named operation its sentence speaks
// of.
func (r *reader) place(e *event) {
	s := r.trees.Sentence(e.at)
	if s < 0 {
		return
	}
	if d, ok := r.dates.of(e.at, r.trees); ok {
		e.date = d
		e.past = r.dates.past(d)
	}
	sent := &r.doc.Sentences[s]
	for t := max(sent.First, e.at-6); t < min(sent.Last, e.at+8); t++ {
		switch r.trees.Lemma(t) {
		case "earlier", "previous", "previously", "ago", "former":
			e.past = true
		}
	}
	best := 1 << 30
	for n, o := range r.ops {
		for _, i := range r.members[o.root] {
			m := &r.doc.Mentions[i]
			if r.trees.Sentence(m.First) != s {
				continue
			}
			if far := abs(m.First - e.at); far < best {
				best, e.named = far, n
				h, _ := r.trees.Governor(m.Head)
				e.direct = h == e.at
			}
		}
	}
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}

// sameTime reports whether the event may have been in the course of o.
func (r *reader) sameTime(o *operation, e event) bool {
	if o.date.IsZero() || e.date.IsZero() || o.date.Year != e.date.Year {
		return false
	}
	return o.date.Month == 0 || e.date.Month == 0 || abs(o.date.Month-e.date.Month) <= 1
}

// earlier returns the operation that an event of another time belongs to.
func (r *reader) earlier(e event, main *operation) *operation {
	if main != nil && main.root >= 0 && r.sameTime(main, e) {
		return main
	}
	for _, o := range r.ops {
		if o.root >= 0 || !shares(o.targets, e.targets) {
			continue
		}
		if o.date.IsZero() || e.date.IsZero() || o.date.Year == e.date.Year {
			return o
		}
	}
	o := &operation{root: -1, date: e.date}
	r.ops = append(r.ops, o)
	return o
}

// holder returns the operation that an event without a time of its own belongs
// to, nil for the main one.
func (r *reader) holder(e event, main *operation) *operation {
	if main != nil && shares(main.targets, e.targets) {
		return main
	}
	for _, o := range r.ops {
		if shares(o.targets, e.targets) {
			return o
		}
	}
	return main
}

func shares(a, b []int) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// described makes an operation of one that the article describes without
// saying what was done to the site: raids, an investigation with arrests.
func (r *reader) described() *operation {
	if len(r.ops) > 0 {
		return nil
	}
	site := r.mainSite(func(root int) bool {
		k := r.kindOf(root)
		return k == ontology.Marketplace || k == ontology.Service
	})
	if site < 0 || !r.early(site) {
		return nil
	}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Kind == ontology.Operation && m.Form == text.Nominal && r.ofNow(m) {
			o := &operation{root: -1, date: r.dates.own, targets: []int{site}, tokens: []int{m.Head}}
			r.ops = append(r.ops, o)
			return o
		}
	}
	return nil
}

// early reports whether a group is named in the first sentences.
func (r *reader) early(root int) bool {
	s := r.trees.Sentence(r.doc.Mentions[root].First)
	return s >= 0 && s < 6
}

// ofNow reports whether a description of an operation speaks of the one that
// the article reports.
func (r *reader) ofNow(m *text.Mention) bool {
	for i := m.First; i < m.Last; i++ {
		switch r.trees.Lemma(i) {
		case "another", "separate", "previous", "earlier", "last", "similar", "other", "military", "rescue", "whole", "day":
			return false
		}
	}
	if d, ok := r.dates.near(m.Head, 8); ok && r.dates.past(d.Date) {
		return false
	}
	return true
}

// spokenOf lets words like "the operation" and "the raids" refer to an operation:
// the named one of the sentence, or the main one.
func (r *reader) spokenOf(main *operation) {
	taken := map[int]bool{}
	for _, o := range r.ops {
		for _, t := range o.tokens {
			taken[t] = true
		}
	}
	if main == nil && len(r.ops) == 1 {
		main = r.ops[0]
	}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Kind != ontology.Operation || m.Form != text.Nominal || taken[m.Head] {
			continue
		}
		o := main
		for _, named := range r.ops {
			if named.root < 0 {
				continue
			}
			for _, j := range r.members[named.root] {
				if r.trees.Sentence(r.doc.Mentions[j].First) == r.trees.Sentence(m.First) {
					o = named
				}
			}
		}
		if o != nil && r.ofNow(m) {
			o.tokens = append(o.tokens, m.Head)
		}
	}
}

// unnamed makes entities of the operations without names and mentions of the
// words that speak of operations.
func (r *reader) unnamed(index map[int]int) {
	d := r.doc
	for _, o := range r.ops {
		if o.root >= 0 {
			o.entity = index[o.root]
		} else {
			o.entity = len(d.Entities)
			d.Entities = append(d.Entities, text.Entity{Kind: ontology.Operation, Unnamed: true})
		}
		for _, t := range o.tokens {
			r.speak(t, o)
		}
	}
}

// speak makes token t, or the description that it is the head of, a mention of
// an operation.
func (r *reader) speak(t int, o *operation) {
	d := r.doc
	why := "what was done to a site"
	if o.root >= 0 {
		why = "part of the operation that the article names"
	}
	for _, i := range r.mentionsAt(t) {
		if m := &d.Mentions[i]; m.Head == t && m.Kind == ontology.Operation && m.Form == text.Nominal {
			m.Entity, m.Why = o.entity, why
			return
		}
	}
	d.Mentions = append(d.Mentions, text.Mention{
		Span: d.Tokens[t].Span, First: t, Last: t + 1, Head: t,
		Form: text.Nominal, Kind: ontology.Operation, Entity: o.entity, Why: why,
	})
}

// call names the operations that the article does not name, after their targets
// and year.
func (r *reader) call(index map[int]int) {
	d := r.doc
	for _, o := range r.ops {
		if o.root >= 0 {
			continue
		}
		var names []string
		for _, t := range o.targets {
			if e, ok := index[t]; ok {
				names = append(names, d.Entities[e].Name)
			}
		}
		if len(names) == 0 {
			continue
		}
		name := names[0]
		switch {
		case len(names) == 2:
			name += " and " + names[1]
		case len(names) > 2:
			name += ", " + names[1] + " and others"
		}
		name += " takedown"
		year := o.date.Year
		if year == 0 {
			year = r.dates.own.Year
		}
		if year != 0 {
			name += " (" + strconv.Itoa(year) + ")"
		}
		d.Entities[o.entity].Name = name
	}
}
