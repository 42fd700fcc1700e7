// Package calendar finds dates in English text and says which days they are.
//
// It reads absolute dates in the usual notations ("20 July 2017", "July 20th",
// "the thirty-first of January", "mid-2014", "the spring of 2015",
// "20.07.2017", "2017-07-20"), and dates relative to the article's own ("on
// Tuesday", "last month", "a year ago") or to the date before ("two days
// later", "that year").
//
// # What can surprise
//
// A four-digit number is a year only where the words beside it say so. A date
// without a year takes it from a date beside it or before it in its paragraph,
// else it is the latest such day before the article's own date, or the next one
// after "will", "due" and the like. What nothing dates is found all the same,
// with the zero Date: a reader of numbers needs to know that "5 July" counts
// nothing. Seasons and halves give a year, weeks give a month.
package calendar

import "strings"

// Expression is a date as a text gives it. Start and End are byte offsets, from
// "early" in "in early July" on.
type Expression struct {
	Start, End int

	// Date is as exact as the text and the article's date allow, and the zero
	// Date if they tell no year.
	Date Date

	// Range says whether the expression is an end of a span of time: "from
	// November 2013 until October 2014", "5-7 July".
	Range Range

	// Preposition is the preposition right before, in lower case: "in",
	// "since", "by". It is empty if there is none.
	Preposition string

	// Explicit means that the text says the year, here or close by: the date
	// does not depend on the article's own.
	Explicit bool
}

// Range is the place of a date in a span of time.
type Range uint8

// The places. NoRange is a date that stands alone.
const (
	NoRange Range = iota
	RangeStart
	RangeEnd
)

// Find returns the dates of s in the order of the text, in time linear in
// len(s). The date of the article is anchor, as exact as known, or the zero
// Date. An empty line ends a paragraph.
func Find(s string, anchor Date) []Expression {
	p := &reader{text: s, pieces: split(s)}
	var found []raw
	for i := 0; i < len(p.pieces); {
		at := len(found)
		if found = p.read(i, found); len(found) > at {
			i = found[len(found)-1].next
			continue
		}
		i++
	}
	return p.resolve(found, anchor)
}

// raw is a date as read, before its year and its references are known. Its
// pieces are [first, next).
type raw struct {
	first, next int
	date        Date    // what is said; Year may be 0
	season      bool    // the month stands for a season
	point       pointer // where to look for the year or the day
	weekday     int     // 0 is Sunday; -1 for none
	weekBefore  bool    // the weekday is one of the week before
	toTheDay    bool    // an anniversary: "ten years ago today"
	ref         reference
	shift       int  // from ref, in units
	unit        unit // of shift
}

// pointer is the direction in which a date without a year lies.
type pointer uint8

const (
	unpointed pointer = iota
	pointLast
	pointThis
	pointNext
	pointThat      // in the year told of: "that July"
	pointFollowing // in that year or the next: "the following October"
)

// reference is the date that a relative one is counted from.
type reference uint8

const (
	noReference  reference = iota
	fromAnchor             // "yesterday", "last month"
	fromPrevious           // "two days later", "that year"
)

// read appends the dates that begin at piece i: one, or two of a range or a
// list.
func (p *reader) read(i int, found []raw) []raw {
	switch p.at(i).kind {
	case number:
		if r, ok := p.numeric(i); ok {
			return append(found, r)
		}
		if r, ok := p.dayAlone(i); ok && len(p.days(i)) == 0 {
			return append(found, r)
		}
	case symbol:
		return found
	}
	if list := p.days(i); len(list) > 0 {
		return append(found, list...)
	}
	for _, try := range [...]func(int) (raw, bool){p.edged, p.monthAlone, p.season, p.weekdayAlone, p.relative, p.feast} {
		if r, ok := try(i); ok {
			return append(found, r)
		}
	}
	if r, ok := p.yearAlone(i, found); ok {
		return append(found, r)
	}
	return found
}

// longestDateline is how many bytes of a text can be its dateline.
const longestDateline = 400

// Dateline returns the date that a text without a date of its own begins with:
// "THE HAGUE, 26 October 2021 –", "Posted on 28 January 2021". It is the first
// day in the first lines that no preposition ties to what is told, and the zero
// Date if there is none.
func Dateline(s string) Date {
	head := s[:min(len(s), longestDateline)]
	for _, e := range Find(head, Date{}) {
		if e.Explicit && e.Date.Day != 0 && (e.Preposition == "" || posted(head[:e.Start])) && e.End < len(head) {
			return e.Date
		}
	}
	return Date{}
}

// posted reports whether the words before a date say that the article is of it.
func posted(before string) bool {
	before = strings.ToLower(before)
	for _, w := range []string{"posted on ", "published on ", "updated on ", "released on "} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
