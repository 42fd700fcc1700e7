package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// operations lets descriptions like "the operation" and "the raids" refer to an
// operation that the article names: the one that their sentence names, else the
// one that is named most. What the police did and nobody gave a name is left to
// the rules for relations, which know what it was done to.
func (r *reader) operations() {
	var main int = -1
	inSentence := map[int]int{} // sentence -> group
	own := r.date()
	for i := range r.doc.Mentions {
		if r.doc.Mentions[i].Form == text.Pronoun && r.refers[i] >= 0 && r.kindOf(r.group(i)) == ontology.Operation {
			inSentence[r.trees.Sentence(r.doc.Mentions[i].First)] = r.group(i) // "It led to the closure of"
		}
		g := r.root(i)
		if r.kindOf(g) != ontology.Operation || !r.anchored[g] || r.doc.Mentions[i].Form != text.Proper {
			continue
		}
		inSentence[r.trees.Sentence(r.doc.Mentions[i].First)] = g
		if len(r.members[g]) == 1 && (!r.ofNow(&r.doc.Mentions[i], own) || r.compared(&r.doc.Mentions[i])) {
			continue // another that the text recalls
		}
		if main < 0 || r.times[g] > r.times[main] {
			main = g
		}
	}
	if main < 0 {
		return
	}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Kind != ontology.Operation || m.Form != text.Nominal || !r.ofNow(m, own) {
			continue
		}
		if g, ok := inSentence[r.trees.Sentence(m.First)]; ok {
			r.refer(i, g, "the operation named in the sentence")
			continue
		}
		r.refer(i, main, "the operation that the article is about")
	}
}

// compared reports whether the name of an operation stands where a text tells its own
// from others: "seven months after Operation Tern", "follows Operation Tern".
func (r *reader) compared(m *text.Mention) bool {
	switch strings.ToLower(r.word(m.First - 1)) {
	case "after", "following", "since", "before", "like", "unlike", "than", "follow", "follows", "followed":
		return true
	}
	return r.late(m) && !r.baptised(m)
}

// late reports whether a mention stands behind the first third of the text.
func (r *reader) late(m *text.Mention) bool { return 3*m.First > len(r.doc.Tokens) }

// baptised reports whether the text says that what it tells is called so: "the operation,
// called Tern", "in what was dubbed Operation Tern", "Project Tern, led by".
func (r *reader) baptised(m *text.Mention) bool {
	switch before := r.trees.Lemma(max(m.First-1, 0)); before {
	case "in", "under", "during", "with", "be", "become", ".", "!", "?":
		return true
	case "of":
		switch r.trees.Lemma(max(m.First-2, 0)) {
		case "name", "result", "target", "part", "course":
			return true
		}
	}
	for t := m.First - 1; t >= max(0, m.First-5); t-- {
		switch r.trees.Lemma(t) {
		case "call", "name", "dub", "codename", "code-name", "codenamed", "code-named", "know", "baptise", "designate", "refer", "cryptonym", ",", ":", "-", "–", "—", "(", "“", "\"", "‘", "'":
			return true
		}
	}
	return false
}

// date returns the date of the article, the zero Date if it says none.
func (r *reader) date() calendar.Date {
	d, _ := calendar.Parse(r.doc.Date)
	return d
}

// ofNow reports whether a description of an operation speaks of the one that
// the article reports: nothing sets it apart, and its sentence gives no date of
// long before.
func (r *reader) ofNow(m *text.Mention, own calendar.Date) bool {
	for i := m.First; i < m.Last; i++ {
		switch r.trees.Lemma(i) {
		case "another", "separate", "previous", "earlier", "last", "similar", "other", "military", "rescue", "whole", "day":
			return false
		}
	}
	s := r.trees.Sentence(m.Head)
	if s < 0 || own.IsZero() {
		return true
	}
	sent := &r.doc.Sentences[s]
	for _, e := range calendar.Find(r.doc.Form(sent.Span), own) {
		d := e.Date
		if d.IsZero() || abs(sent.Start+e.Start-m.End) > 60 {
			continue
		}
		if d.Month == 0 || own.Month == 0 {
			if d.Year < own.Year {
				return false
			}
			continue
		}
		if d.Year*12+d.Month < own.Year*12+own.Month-1 {
			return false
		}
	}
	return true
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
