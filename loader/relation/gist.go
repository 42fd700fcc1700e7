package relation

import (
	"slices"
	"strings"

	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

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
	if (st.main == nil || r.weight(st.main) <= 0 || st.main.part) && st.site >= 0 && st.early {
		if s, word := r.newsOfArrests(); s >= 0 {
			st.main = &action{entity: -1, targets: []int{st.site}, sentence: s, word: word}
			st.actions = append(st.actions, st.main)
		} else if old := r.against(st.site); old != nil {
			st.main = old // an article that looks back
		} else if m := st.main; m != nil && m.entity >= 0 && !m.part && r.named(m.entity) > 1 {
			// one that looks back at what it names
		} else if s, word := r.authoritiesAct(); s >= 0 {
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
	st.central = r.isCentral(st.main)
}

// isCentral reports whether an article comes back to what it says of action a: one
// that is named once in passing, or that is an old story told in passing, is not what
// "the case" is.
func (r *reader) isCentral(a *action) bool {
	st := r.story
	if !r.doc.Entities[a.entity].Unnamed {
		return st.site < 0 || a.targeted(st.site) || len(a.targets) > 0 && !apart(a.date, r.dates.own) || !r.inPassing(a.entity)
	}
	if apart(a.date, r.dates.own) {
		return a.targeted(st.site) && st.weight[st.site] >= often
	}
	for _, site := range a.targets {
		if st.site >= 0 && strings.HasPrefix(r.doc.Entities[site].Name, r.doc.Entities[st.site].Name) {
			return true
		}
		for _, m := range r.doc.Entities[site].Mentions {
			if st.weight[site] >= often || r.tree.Sentence(r.doc.Mentions[m].First) < earlySentences {
				return true
			}
		}
	}
	return false
}

// inPassing reports whether an article names an operation only once, not at its start
// and not as the name of what it is about.
func (r *reader) inPassing(op int) bool {
	if r.named(op) > 1 || r.story.weight[op] > 2 {
		return false
	}
	for _, m := range r.doc.Entities[op].Mentions {
		if r.doc.Mentions[m].Form == text.Proper && (r.tree.Sentence(r.doc.Mentions[m].First) < earlySentences || r.christened(m)) {
			return false
		}
	}
	return true
}

// againstOther reports whether an article names an operation only where it speaks of
// other sites than the one that it is about: "the biggest market after Operation X, in
// which Y was closed".
func (r *reader) againstOther(op int) bool {
	st := r.story
	if st.site < 0 || !r.inPassing(op) || !apart(st.opDates[op], r.dates.own) && !st.hit {
		return false
	}
	other := false
	for _, m := range r.doc.Entities[op].Mentions {
		if r.doc.Mentions[m].Form != text.Proper {
			continue
		}
		s := r.tree.Sentence(r.doc.Mentions[m].First)
		if s < 0 || slices.Contains(st.sites[s], st.site) {
			return false
		}
		other = other || len(st.sites[s]) > 0
	}
	return other
}

// isHit reports whether the text says of a site that something was done to it.
func (r *reader) isHit(site int) bool {
	for _, e := range r.story.events {
		if slices.ContainsFunc(e.targets, func(f filler) bool { return f.entity == site }) {
			return true
		}
	}
	return false
}

// christened reports whether the text tells that mention m is the name of what it
// speaks of: "the whole affair is called Operation X", "Operation X, we called it".
func (r *reader) christened(m int) bool {
	mention := &r.doc.Mentions[m]
	s := r.tree.sentence(mention.First)
	for k := max(s.First, mention.First-6); k < min(s.Last, mention.Last+5); k++ {
		switch lemma := r.tree.Lemma(k); {
		case k >= mention.First && k < mention.Last:
		case isNaming(lemma), isName(lemma), lemma == "become", lemma == "codename", lemma == "codenamed", lemma == "code-named":
			return true
		}
	}
	return false
}

// isChristened reports whether the text tells that one of its names is that of
// operation op.
func (r *reader) isChristened(op int) bool {
	for _, m := range r.doc.Entities[op].Mentions {
		if r.doc.Mentions[m].Form == text.Proper && r.christened(m) {
			return true
		}
	}
	return false
}

// against returns the last action against a site, nil for none.
func (r *reader) against(site int) *action {
	var found *action
	for _, a := range r.story.actions {
		if a.targeted(site) && (found == nil || found.date.Compare(a.date) < 0) {
			found = a
		}
	}
	return found
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
	least, alone := often, r.dominates(st.site)
	if alone {
		least = 2
	}
	if len(st.main.targets) > 0 || st.site < 0 || r.againstOther(st.main.entity) || !st.early || st.weight[st.site] < least {
		return
	}
	for _, a := range st.actions {
		if a.targeted(st.site) {
			return
		}
	}
	for _, m := range r.doc.Entities[st.main.entity].Mentions {
		s := r.tree.Sentence(r.doc.Mentions[m].First)
		for near := max(s-1, 0); near <= s+1 && near < len(st.sites); near++ {
			if s >= 0 && (alone || slices.Contains(st.sites[near], st.site)) {
				st.main.targets = append(st.main.targets, st.site)
				st.main.sentence, st.main.word = s, r.doc.Form(r.doc.Mentions[m].Span)
				return
			}
		}
	}
	if m := r.firstName(st.main.entity); m >= 0 && r.toldTogether(st.main.entity) {
		st.main.targets = append(st.main.targets, st.site)
		st.main.sentence, st.main.word = r.tree.Sentence(r.doc.Mentions[m].First), r.doc.Form(r.doc.Mentions[m].Span)
	}
}

// firstName returns the first mention that names entity e, or -1.
func (r *reader) firstName(e int) int {
	for _, m := range r.doc.Entities[e].Mentions {
		if r.doc.Mentions[m].Form == text.Proper {
			return m
		}
	}
	return -1
}

// dominates reports whether a document speaks of a site more than of all others
// together.
func (r *reader) dominates(site int) bool {
	if site < 0 {
		return false
	}
	all := 0
	for e := range r.doc.Entities {
		if sites.has(r.doc.Entities[e].Kind) {
			all += r.story.weight[e]
		}
	}
	return r.story.weight[site]*2 > all
}

// weight says how much an article is about an action. Old stories weigh less
// than nothing.
func (r *reader) weight(a *action) int {
	w := a.events
	if a.entity >= 0 {
		w += r.story.weight[a.entity]
		if !r.doc.Entities[a.entity].Unnamed && !r.againstOther(a.entity) {
			w += worthOfName
		}
		if a.part {
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
