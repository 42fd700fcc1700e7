package relation

import (
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// When an operation took place is told beside its name, or where the name is given.

// openingDate returns the date that the sentence of token i begins with if it looks
// back to a time far from that of the article: "Two years ago agents had done this
// and that in what was called Operation X".
func (r *reader) openingDate(i int) calendar.Date {
	s := r.tree.sentence(i)
	back := false
	for k := s.First; k < s.Last; k++ {
		back = back || r.tree.token(k).UPOS == text.AUX && r.tree.form(k) == "had"
	}
	if !back {
		return calendar.Date{}
	}
	for _, e := range r.dates.in(s.Span) {
		if !e.Date.IsZero() && e.Range == calendar.NoRange && r.tokenAt(s, e.Start) <= s.First+1 && apart(e.Date, r.dates.own) {
			return e.Date
		}
	}
	return calendar.Date{}
}

// dateOfName returns when the operation whose name token i heads took place: the date
// beside the name, or that of the verb that the name is the subject of.
func (r *reader) dateOfName(i int) calendar.Date {
	date := r.dateAt(i)
	h := r.tree.Head(i)
	if h >= 0 && isRel(r.tree.token(i).Rel, "appos") {
		i, h = h, r.tree.Head(h) // "the first edition, Operation X, took place in 2017"
	}
	switch {
	case !date.IsZero() || h < 0:
		return date
	case isRel(r.tree.token(i).Rel, "nsubj") && r.finite(h):
		return r.dateAt(h)
	}
	if date := r.dateNamed(i); !date.IsZero() {
		return date
	}
	return r.dateBefore(i)
}

// dateBefore returns the last date that the sentence before gives in the same paragraph
// if what token i is part of had happened by then: "In November the FBI charged X. Seven
// others had been arrested in Operation Y."
func (r *reader) dateBefore(i int) calendar.Date {
	at := r.tree.Sentence(i)
	if at == 0 || r.doc.Sentences[at-1].Paragraph != r.doc.Sentences[at].Paragraph || !r.pluperfect(i) {
		return calendar.Date{}
	}
	found := r.dates.in(r.doc.Sentences[at-1].Span)
	if len(found) == 0 || found[len(found)-1].Range != calendar.NoRange {
		return calendar.Date{}
	}
	return found[len(found)-1].Date
}

// pluperfect reports whether a verb above token i has "had".
func (r *reader) pluperfect(i int) bool {
	for range maxClimb {
		if i = r.tree.Head(i); i < 0 {
			return false
		}
		for c := range r.tree.Deps(i) {
			if r.tree.Is(c, "aux") && r.tree.form(c) == "had" {
				return true
			}
		}
	}
	return false
}

// dateNamed returns the date of what the sentence before tells if the sentence of token
// i gives that its name: "In 2015 six people were arrested. It was named Operation X."
func (r *reader) dateNamed(i int) calendar.Date {
	s := r.tree.sentence(i)
	if s.First == 0 || i >= s.First+closeBy || !isThat(r.lower[s.First]) || r.tree.Lemma(s.First+1) != "be" {
		return calendar.Date{}
	}
	told := s.First - 1
	for range maxClimb {
		if h := r.tree.Head(told); h >= 0 {
			told = h
		}
	}
	return r.dateAt(told)
}

// isThat reports whether a word stands for what the sentence before tells.
func isThat(word string) bool { return word == "that" || word == "this" || word == "it" }

// begun reports whether the verb above token i says that it began, so that the date
// beside it is not that of the action: "began an investigation, code-named X".
func (r *reader) begun(i int) bool {
	for range maxClimb {
		if i = r.tree.Head(i); i < 0 {
			return false
		}
		switch r.tree.Lemma(i) {
		case "begin", "start", "open":
			return r.tree.token(i).UPOS == text.VERB
		case "get", "have":
			if o := r.tree.Dep(i, "obj"); o >= 0 && (r.tree.Lemma(o) == "start" || r.tree.Lemma(o) == "beginning" || r.tree.Lemma(o) == "origin") {
				return true // "got its start in 2017"
			}
		}
		if r.finite(i) {
			return false
		}
	}
	return false
}
