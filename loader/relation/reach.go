package relation

import "slices"

// How far an action reaches: which of the things that are told without naming it are a
// part of it, and which are of another time or another item of a digest.

// earlierPhase reports whether event e is of a time far from that of the article, though
// the article opens with what action a has done now: "the latest phase of Operation X hit
// Y. … In its first phase, in 2020, Z was closed."
func (r *reader) earlierPhase(a *action, e *event) bool {
	if !apart(e.date, r.dates.own) || r.tree.Sentence(e.token) < earlySentences {
		return false
	}
	m := r.firstName(a.entity)
	if m < 0 || r.tree.Sentence(r.doc.Mentions[m].First) > newsSentences {
		return false
	}
	for k, news := range r.story.events {
		if k == mostActions || r.tree.Sentence(news.token) > newsSentences+1 {
			return false // the events are in the order of the text
		}
		if news.ends() && news.trigger.verb && !apart(news.date, r.dates.own) && !r.backward(news.token) {
			return true
		}
	}
	return false
}

// reaches reports whether event e is not far from all that is said of action a: a
// digest of the week's news may name an operation once.
func (r *reader) reaches(a *action, e *event) bool {
	if a.entity < 0 {
		return true
	}
	if r.isNamedLater(a.entity, e) {
		return false
	}
	if r.story.weight[a.entity] > 2 {
		return true
	}
	if r.single() && len(e.targets) == 1 && e.targets[0].entity == r.story.site {
		return true
	}
	s := r.tree.Sentence(e.token)
	for _, m := range r.doc.Entities[a.entity].Mentions {
		if at := r.tree.Sentence(r.doc.Mentions[m].First); at >= 0 && at < s+farOff && s < at+farOff {
			return true
		}
	}
	return false
}

// isNamedLater reports whether operation op is named once, in a paragraph behind the one
// that tells of event e, whose targets the document is not about: another item of a
// digest.
func (r *reader) isNamedLater(op int, e *event) bool {
	m := r.firstName(op)
	if m < 0 || r.named(op) > 1 || slices.ContainsFunc(e.targets, func(f filler) bool { return f.entity == r.story.site }) {
		return false
	}
	name, told := r.tree.Sentence(r.doc.Mentions[m].First), r.tree.Sentence(e.token)
	return name > told && r.doc.Sentences[name].Paragraph != r.doc.Sentences[told].Paragraph
}

// single reports whether the document is about one site from start to end, and names
// one operation.
func (r *reader) single() bool {
	st := r.story
	if st.site < 0 || len(st.ops) != 1 || !st.early {
		return false
	}
	all := 0
	for e := range r.doc.Entities {
		if sites.has(r.doc.Entities[e].Kind) {
			all += st.weight[e]
		}
	}
	return st.weight[st.site] >= 2*often && st.weight[st.site]*2 > all
}

// farOff is how many sentences part the items of a digest.
const farOff = 14

// looksBack reports whether an event of some time ago is that of the named action
// a: the text is about what was done to that site, and dates the action nowhere
// else.
func (r *reader) looksBack(e *event, a *action) bool {
	st := r.story
	return a.entity >= 0 && a.date.IsZero() && a.events == 0 && len(st.ops) == 1 && st.early && st.weight[st.site] >= often &&
		slices.ContainsFunc(e.targets, func(f filler) bool { return f.entity == st.site })
}
