package relation

import (
	"slices"

	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// A series is what one verb says of several sites, each at a time of its own: "X and
// Y were closed in 2020 and 2021 respectively", "they closed X in 2019 and Y a year
// later". Each is an event of its own.

// enterEvent enters event e, or the events of the series that it tells.
func (r *reader) enterEvent(e *event) {
	own := r.ownDates(e)
	if len(own) == 0 {
		if len(e.targets) > 0 {
			r.story.events = append(r.story.events, e)
		}
		for _, m := range r.alsoTargets(e) {
			next := *e
			next.targets = []filler{{r.doc.Mentions[m].Entity, m, "of the same verb"}}
			next.date = r.ownDate(m)
			next.named, next.by = -1, -1
			r.story.events = append(r.story.events, &next)
		}
		return
	}
	for k := range e.targets {
		one := *e
		one.targets, one.date = e.targets[k:k+1:k+1], own[k]
		r.story.events = append(r.story.events, &one)
	}
}

// ownDates returns the date of each target of event e, nil unless all have one and
// they differ.
func (r *reader) ownDates(e *event) []calendar.Date {
	if len(e.targets) < 2 {
		return nil
	}
	own := r.respectively(e)
	if own == nil {
		for _, f := range e.targets {
			if f.mention < 0 {
				return nil
			}
			date := r.dateBehind(r.doc.Mentions[f.mention].Last)
			if date.IsZero() {
				return nil
			}
			own = append(own, date)
		}
	}
	for _, d := range own[1:] {
		if apart(d, own[0]) {
			return own
		}
	}
	return nil
}

// respectively returns the dates that "respectively" gives to the targets of event e
// in their order, nil for none.
func (r *reader) respectively(e *event) []calendar.Date {
	s := r.tree.sentence(e.token)
	at := slices.IndexFunc(r.lower[s.First:s.Last], func(w string) bool { return w == "respectively" })
	if at < 0 {
		return nil
	}
	var own []calendar.Date
	for _, d := range r.dates.in(text.Span{Start: s.Start, End: r.tree.token(s.First + at).Start}) {
		if !d.Date.IsZero() {
			own = append(own, d.Date)
		}
	}
	if len(own) < len(e.targets) {
		return nil
	}
	return own[len(own)-len(e.targets):]
}

// dateBehind returns the date that begins at token i or right behind the preposition
// or bracket there.
func (r *reader) dateBehind(i int) calendar.Date {
	s := r.tree.sentence(i - 1)
	for k := i; k < s.Last && k < i+3; k++ {
		for _, d := range r.dates.in(r.tree.token(k).Span) {
			if d.Range == calendar.NoRange {
				return d.Date
			}
		}
		if up := r.tree.token(k).UPOS; up != text.ADP && up != text.DET && r.tree.form(k) != "(" && r.tree.form(k) != "," {
			break
		}
	}
	return calendar.Date{}
}

// alsoTargets returns the mentions of the sites that follow with a date of their own
// and no verb: "closed X in 2019 and Y in 2021", "X was closed in 2019; Y last April".
func (r *reader) alsoTargets(e *event) []int {
	if !e.trigger.verb || len(e.targets) > 1 || len(e.targets) == 1 && e.targets[0].mention < 0 {
		return nil
	}
	var out []int
	last := r.tree.sentence(e.token).Last
	from := e.token + 1
	if len(e.targets) == 1 {
		from = max(from, r.doc.Mentions[e.targets[0].mention].Last)
	}
	for k := from; k < last && k < e.token+2*widest; k++ {
		if r.finite(k) || r.tree.token(k).UPOS == text.AUX {
			break
		}
		m := r.starts[k]
		if m < 0 || !sites.has(r.kind(int(m))) || r.doc.Mentions[m].Form != text.Proper || r.ownDate(int(m)).IsZero() {
			if r.tree.form(k) == ";" && (k+1 >= last || r.starts[k+1] < 0) {
				break
			}
			continue
		}
		out = append(out, int(m))
	}
	return out
}

// ownDate returns the date that stands with mention m of a series: right behind it, "and Y
// in 2021", or before it, "and the following year those of Y".
func (r *reader) ownDate(m int) calendar.Date {
	mention := &r.doc.Mentions[m]
	if r.afterAnd(mention.First) {
		if date := r.dateBehind(mention.Last); !date.IsZero() {
			return date
		}
	}
	s := r.tree.sentence(mention.First)
	for k := mention.First - 1; k > s.First && k > mention.First-2*closeBy; k-- {
		if form := r.tree.form(k); form != "and" && form != "then" && form != ";" {
			continue
		}
		found := r.dates.in(text.Span{Start: r.tree.token(k + 1).Start, End: mention.Start})
		if len(found) == 1 && found[0].Range == calendar.NoRange && r.tokenAt(s, found[0].Start) <= k+4 {
			return found[0].Date
		}
		break
	}
	return calendar.Date{}
}

// afterAnd reports whether a conjunction or a comma stands right before token k.
func (r *reader) afterAnd(k int) bool {
	if r.tree.form(k-1) == "the" {
		k--
	}
	switch r.tree.form(k - 1) {
	case "and", ",", "then", ";":
		return true
	}
	return false
}
