package relation

import (
	"slices"

	"onymous/loader/text"
)

// christen lets the action against the site that the document is about be the
// operation that it names close by and of which it says nothing else: "the police
// closed X. … The code name: Operation Y."
func (r *reader) christen() {
	st := r.story
	name, deed := -1, -1
	for k, a := range st.actions {
		switch {
		case a.entity >= 0:
			if a.events > 0 || len(a.targets) > 0 || a.part || apart(a.date, r.dates.own) {
				continue
			}
			if name >= 0 {
				return
			}
			name = k
		case st.site >= 0 && a.targeted(st.site) && !apart(a.date, r.dates.own):
			if deed >= 0 {
				return
			}
			deed = k
		}
	}
	if name < 0 || deed < 0 {
		return
	}
	a, b := st.actions[name], st.actions[deed]
	if apart(a.date, b.date) || !r.toldTogether(a.entity) {
		return
	}
	if slices.ContainsFunc(st.events, func(e *event) bool { return e.act == b && e.aside }) {
		return
	}
	for _, e := range st.events {
		if e.act == b {
			e.act = a
		}
	}
	a.targets, a.events, a.said = b.targets, b.events, b.said
	if a.date.IsZero() {
		a.date = b.date
	}
	st.actions = slices.Delete(st.actions, deed, deed+1)
}

// toldTogether reports whether the document names operation op closer to the site that
// it is about than to any other site.
func (r *reader) toldTogether(op int) bool {
	alone := r.dominates(r.story.site)
	for _, m := range r.doc.Entities[op].Mentions {
		if r.doc.Mentions[m].Form != text.Proper {
			continue
		}
		at := r.tree.Sentence(r.doc.Mentions[m].First)
		if r.speaksFirst(at, 1, alone) || r.speaksFirst(at, -1, alone) {
			return true
		}
	}
	return false
}

// speaksFirst reports whether the sentences from one on, in a direction, soon speak of
// the site that the document is about, and of no other before, if it is not alone.
func (r *reader) speaksFirst(from, step int, alone bool) bool {
	for s := from; s >= 0 && s < len(r.story.sites) && s != from+step*closeSentences; s += step {
		if spoken := r.story.sites[s]; len(spoken) > 0 {
			if slices.Contains(spoken, r.story.site) {
				return true
			} else if !alone {
				return false
			}
		}
	}
	return false
}

// closeSentences is how many sentences may lie between what was done and the name of
// it.
const closeSentences = 7
