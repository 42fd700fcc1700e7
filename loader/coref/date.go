package coref

import (
	"onymous/loader/internal/calendar"
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
	return t
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
