package calendar

import "time"

// freshDays is how long before an article a day without a year most likely lies
// that is not tied to a year nearby: news tell of the last weeks, even after a
// word on how it began years ago.
const freshDays = 92

// resolve gives the dates found their years, in the order of the text.
func (p *reader) resolve(found []raw, anchor Date) []Expression {
	out := make([]Expression, len(found))
	var before Date    // the last date of this paragraph
	var beforeDay Date // the last one of a day
	var explicit Date  // the last one with a year that the text says
	var told Date      // the same, of any paragraph
	for k := range found {
		r := &found[k]
		if k > 0 && p.breaks(found[k-1].next, r.next) {
			explicit = Date{}
			if p.breaks(found[k-1].next, r.first) && !p.near(found[k-1].next, r.first) {
				before, beforeDay = Date{}, Date{}
			}
		}
		e := &out[k]
		e.Start, e.End = p.at(r.first).start, p.at(r.next-1).end
		e.Preposition = p.preposition(r.first)
		if (r.point == pointThat || r.point == pointFollowing) && explicit.IsZero() {
			explicit = told
		}
		last := before
		if r.ref == fromPrevious && r.unit == day && !beforeDay.IsZero() {
			last = beforeDay // "the same afternoon" is no year's
		}
		e.Date, e.Explicit = p.date(found, k, anchor, last, explicit)
		if !e.Date.IsZero() {
			before = e.Date
			if e.Date.Day != 0 {
				beforeDay = e.Date
			}
			explicit = Date{} // what counts from the article's date leaves the past
			if e.Explicit {
				explicit, told = e.Date, e.Date
			}
		}
	}
	p.ranges(found, out)
	return out
}

// breaks reports whether a paragraph begins at a piece of (from, to).
func (p *reader) breaks(from, to int) bool {
	for i := from; i < to; i++ {
		if p.at(i).newLine {
			return true
		}
	}
	return false
}

// nearPieces is how far back a date may lie that "two days later" counts from
// when it is in another paragraph.
const nearPieces = 150

func (p *reader) near(from, to int) bool { return to-from <= nearPieces }

// date says what found[k] means.
func (p *reader) date(found []raw, k int, anchor, before, explicit Date) (d Date, isExplicit bool) {
	r := &found[k]
	switch {
	case r.ref != noReference:
		base := anchor
		if r.ref == fromPrevious {
			base = before
		}
		d = base.shift(r.shift, r.unit)
		if r.toTheDay && d.Year != 0 {
			d.Month, d.Day = anchor.Month, anchor.Day
		}
		if r.unit == year && r.date.Month != 0 && d.Year != 0 {
			d.Month, d.Day = r.date.Month, r.date.Day
		}
		if r.unit == month && r.date.Day != 0 && d.Month != 0 {
			d.Day = r.date.Day
		}
		if !d.valid() || d.Year < firstYear || d.Year > lastYear {
			d = Date{}
		}
		return d, r.ref == fromPrevious && before == explicit
	case r.date.Year != 0:
		return r.date, true
	case r.date.Month != 0:
		if y := p.partnerYear(found, k); y != 0 {
			d = Date{y, r.date.Month, r.date.Day}
			isExplicit = true
		} else {
			d, isExplicit = p.yearless(r, anchor, explicit)
		}
		if r.season {
			d.Month = 0
		}
		if !d.valid() {
			return Date{}, false
		}
		return d, isExplicit
	case r.date.Day != 0:
		if told := (Date{before.Year, before.Month, r.date.Day}); before.Month != 0 && told.valid() {
			return told, before == explicit // a day of the month told of
		}
		return lastDay(r.date.Day, anchor), false
	case r.weekday < 0:
		return Date{}, false
	default:
		return p.weekdayOf(r, anchor), false
	}
}

// lastDay returns the latest day of a month with that number at or before anchor.
func lastDay(number int, anchor Date) Date {
	if anchor.Day == 0 {
		return Date{}
	}
	d := Date{anchor.Year, anchor.Month, number}
	if number > anchor.Day {
		if d.Month--; d.Month == 0 {
			d.Year, d.Month = d.Year-1, 12
		}
	}
	if !d.valid() {
		return Date{}
	}
	return d
}

// partnerYear returns the year that the next date lends to found[k]: "on 5 July
// and 12 August 2017", "from November until May 2014".
func (p *reader) partnerYear(found []raw, k int) int {
	r := &found[k]
	for j := k + 1; j < len(found) && j <= k+longestList; j++ {
		joint := p.joint(found[j-1].next)
		if joint == found[j-1].next || found[j].first-joint > 2 {
			return 0
		}
		if n := &found[j]; n.date.Year != 0 {
			if n.date.Month != 0 && n.date.Month < r.date.Month {
				return n.date.Year - 1
			}
			return n.date.Year
		}
	}
	return 0
}

// yearless finds the year of a month or a day of a month.
func (p *reader) yearless(r *raw, anchor, explicit Date) (d Date, isExplicit bool) {
	d = Date{anchor.Year, r.date.Month, r.date.Day}
	told := follow(explicit, r.date)
	if r.point == pointFollowing {
		if d = follow(explicit, r.date); explicit.Includes(d) {
			d.Year++
		}
		return d, true
	}
	if r.point == pointThat && explicit.Year != 0 {
		return Date{explicit.Year, d.Month, d.Day}, true
	}
	if anchor.IsZero() {
		if r.point != unpointed {
			return Date{}, false
		}
		return told, true
	}
	switch {
	case r.point == pointThis:
		return d, false
	case r.point == pointNext || p.expects(r.first):
		if d.Compare(anchor) < 0 {
			d.Year++
		}
		return d, false
	case d.Compare(anchor) > 0 || r.point == pointLast && d.Includes(anchor):
		d.Year--
	}
	if r.point == unpointed && told.Year != 0 && told.Compare(anchor) <= 0 && !fresh(d, anchor) {
		return told, true
	}
	return d, false
}

// backDays is how far back a text goes without saying that it is another year.
const backDays = 31

// follow returns the month and day of d in the year of a date told before, or
// in the year after it if they lie well before it in its own.
func follow(told, d Date) Date {
	if told.IsZero() {
		return Date{}
	}
	d.Year = told.Year
	if d.Compare(told) < 0 && told.time().Sub(d.time()) > backDays*24*time.Hour {
		d.Year++
	}
	return d
}

// fresh reports whether d is shortly before anchor.
func fresh(d, anchor Date) bool {
	return anchor.Month != 0 && anchor.time().Sub(d.time()) < (freshDays+31)*24*time.Hour &&
		anchor.time().Sub(d.time()) <= freshDays*24*time.Hour
}

// expects reports whether the words before piece i look ahead: "will stand
// trial on 5 May".
func (p *reader) expects(i int) bool {
	const window = 8
	for k := i - 1; k >= 0 && k >= i-window; k-- {
		w := p.at(k + 1)
		if w.newLine {
			return false
		}
		switch p.lower(k) {
		case ".", "?", "!", ";":
			return false
		case "will", "would", "due", "scheduled", "shall", "upcoming":
			return true
		}
	}
	return false
}

// weekdayOf returns the day of the week at or before anchor, or after it if the
// text looks ahead.
func (p *reader) weekdayOf(r *raw, anchor Date) Date {
	if anchor.Day == 0 {
		return Date{}
	}
	back := (int(anchor.time().Weekday()) - r.weekday + 7) % 7
	if r.weekBefore {
		monday := (int(anchor.time().Weekday()) + 6) % 7 // days since
		return anchor.shift(-monday-7+(r.weekday+6)%7, day)
	}
	switch {
	case r.point == pointNext || r.point == unpointed && p.expects(r.first):
		back -= 7
	case r.point == pointLast && back == 0:
		back = 7
	}
	return anchor.shift(-back, day)
}

// preposition returns the preposition that the date at piece i hangs on.
func (p *reader) preposition(i int) string {
	for i--; ; i-- {
		switch p.lower(i) {
		case "the", "about", "roughly", "approximately":
			continue
		case "least":
			i-- // "since at least 2016"
			continue
		case "or":
			continue // "in or about 2016"
		}
		if p.class(i) == classPreposition {
			return p.lower(i)
		}
		return ""
	}
}

// ranges marks the dates that are the ends of a span of time.
func (p *reader) ranges(found []raw, out []Expression) {
	for k := 1; k < len(found); k++ {
		from, to := &found[k-1], &found[k]
		joint := p.joint(from.next)
		if joint == from.next || to.first-joint > 1 {
			continue
		}
		mark := p.lower(joint - 1)
		led := out[k-1].Preposition == "between" || out[k-1].Preposition == "from"
		if p.isHyphen(joint-1) || mark == "to" || mark == "until" || mark == "till" || mark == "through" || mark == "and" && led {
			out[k-1].Range, out[k].Range = RangeStart, RangeEnd
		}
	}
}
