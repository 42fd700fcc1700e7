package coref

import (
	"slices"

	"onymous/loader/internal/calendar"
	"onymous/loader/internal/tree"
	"onymous/loader/text"
)

// dates are the dates of an article by token.
type dates struct {
	doc   *text.Doc
	found []calendar.Expression
	at    []int // token of each
	own   calendar.Date
}

func newDates(d *text.Doc) *dates {
	own, _ := calendar.Parse(d.Date)
	t := &dates{doc: d, own: own}
	t.found = calendar.Find(d.Text, own)
	token := 0
	for _, e := range t.found {
		for token < len(d.Tokens) && d.Tokens[token].End <= e.Start {
			token++
		}
		t.at = append(t.at, token)
		// An article without a date of its own has that of its dateline.
		if t.own.IsZero() && e.Explicit && e.Date.Month != 0 && token < len(d.Tokens)/6+20 {
			t.own = e.Date
		}
	}
	if t.own.IsZero() {
		// Else what it reports is the latest that it dates.
		for _, e := range t.found {
			if e.Explicit && (e.Date.Year > t.own.Year || e.Date.Year == t.own.Year && e.Date.Month > t.own.Month) && e.Date.Month != 0 {
				t.own = e.Date
			}
		}
	}
	return t
}

// of returns the date of what token i says was done: the nearest date of its
// clause, or the last one before it in the paragraph.
func (t *dates) of(i int, trees *tree.Trees) (calendar.Date, bool) {
	first, last := t.sentence(i)
	best, at := 1<<30, -1
	for k := t.from(first); k < len(t.at) && t.at[k] < last; k++ {
		e := &t.found[k]
		if e.Date.IsZero() || e.Range != calendar.NoRange {
			continue
		}
		switch e.Preposition {
		case "since", "until", "till", "from":
			continue
		}
		if !sameClause(trees, t.at[k], i) {
			continue
		}
		if n := abs(t.at[k] - i); n < best {
			best, at = n, k
		}
	}
	if at >= 0 {
		return t.found[at].Date, true
	}
	paragraph := -1
	if s := trees.Sentence(i); s >= 0 {
		paragraph = t.doc.Sentences[s].Paragraph
	}
	for k := t.from(first) - 1; k >= 0 && k >= t.from(first)-3; k-- {
		if t.at[k] >= len(t.doc.Tokens) {
			continue
		}
		s := trees.Sentence(t.at[k])
		if s < 0 || t.doc.Sentences[s].Paragraph != paragraph || t.doc.Sentences[s].Last < first-60 {
			break
		}
		if e := &t.found[k]; !e.Date.IsZero() && e.Range == calendar.NoRange && e.Preposition != "since" {
			return e.Date, true
		}
	}
	return calendar.Date{}, false
}

// from returns the index of the first date at or behind a token.
func (t *dates) from(token int) int {
	n, _ := slices.BinarySearch(t.at, token)
	return n
}

// sameClause reports whether the date at token d is said of token i: the first
// verb above it is i, or the verb that the noun i hangs on.
func sameClause(trees *tree.Trees, d, i int) bool {
	for range 10 {
		if d == i {
			return true
		}
		h := trees.Head(d)
		if h < 0 {
			return d == i
		}
		if h == i {
			return true
		}
		if trees.Verb(h) {
			g, _ := trees.Governor(i)
			return g == h || trees.Above(i, h)
		}
		d = h
	}
	return false
}

// near returns the date in the sentence of a token that is nearest to it, at
// most far tokens away.
func (t *dates) near(token, far int) (calendar.Expression, bool) {
	lo, hi := 0, len(t.at)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.at[mid] < token-far {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	first, last := t.sentence(token)
	best, at := far+1, -1
	for k := lo; k < len(t.at) && t.at[k] <= token+far; k++ {
		if t.at[k] < first || t.at[k] >= last || t.found[k].Date.IsZero() {
			continue
		}
		if n := abs(t.at[k] - token); n < best {
			best, at = n, k
		}
	}
	if at < 0 {
		return calendar.Expression{}, false
	}
	return t.found[at], true
}

func (t *dates) sentence(token int) (first, last int) {
	lo, hi := 0, len(t.doc.Sentences)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if t.doc.Sentences[mid].Last <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if hi < 0 {
		return 0, 0
	}
	return t.doc.Sentences[lo].First, t.doc.Sentences[lo].Last
}

// past reports whether a date lies so far before the article's own that what
// was then is another matter than what the article reports.
func (t *dates) past(d calendar.Date) bool {
	if t.own.IsZero() || d.IsZero() {
		return false
	}
	months := func(d calendar.Date) int { return d.Year*12 + d.Month }
	if d.Month == 0 || t.own.Month == 0 {
		return d.Year < t.own.Year
	}
	return months(d) <= months(t.own)-2
}
