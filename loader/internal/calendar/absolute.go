package calendar

// Years that a text may name without more ado.
const (
	firstYear = 1900
	lastYear  = 2099
)

// yearAt reads a year of four digits at piece i that is no part of a number.
func (p *reader) yearAt(i int) (int, bool) {
	d := p.at(i)
	if d.kind != number || d.width != 4 || d.number < firstYear || d.number > lastYear || p.decimals(i) {
		return 0, false
	}
	return d.number, true
}

// decimals reports whether the digits at piece i go on behind a point or comma.
func (p *reader) decimals(i int) bool {
	mark := p.lower(i + 1)
	return (mark == "." || mark == ",") && p.touch(i+1) && p.isNumber(i+2) && p.touch(i+2)
}

// monthAt returns the month that piece i names, or 0.
func (p *reader) monthAt(i int) int {
	w := p.at(i)
	switch w.word.class {
	case classMonth:
		return w.word.value
	case classNamesake, classAbbreviation:
		if w.title {
			return w.word.value
		}
	}
	return 0
}

// afterMonth returns the piece after the month at piece i, its full stop
// included.
func (p *reader) afterMonth(i int) int {
	if p.class(i) == classAbbreviation && p.touch(i+1) {
		return p.skip(i+1, ".")
	}
	return i + 1
}

// dayAt reads a day of a month at piece i: "5", "5th", "fifth", "thirty-first".
func (p *reader) dayAt(i int) (day, next int, ok bool) {
	switch d := p.at(i); {
	case d.kind == number && d.width <= 2 && d.number >= 1 && d.number <= 31 && !p.decimals(i):
		next = i + 1
		switch p.lower(next) {
		case "st", "nd", "rd", "th":
			if p.touch(next) {
				next++
			}
		}
		return d.number, next, true
	case d.word.class == classOrdinal:
		return d.word.value, i + 1, true
	case d.word.class == classTen:
		next = i + 1
		if p.isHyphen(next) {
			next++
		}
		if u := p.at(next).word; u.class == classOrdinal && u.value < 10 && d.word.value+u.value <= 31 {
			return d.word.value + u.value, next + 1, true
		}
	}
	return 0, 0, false
}

// numeric reads "2017-07-20", "2017-07", "20.07.2017" and "7/20/2017".
func (p *reader) numeric(i int) (raw, bool) {
	r := raw{first: i, weekday: -1}
	mark := p.lower(i + 1)
	if mark != "-" && mark != "." && mark != "/" || !p.touch(i+1) || !p.isNumber(i+2) || !p.touch(i+2) || p.at(i).width > 4 {
		return r, false
	}
	a, b := p.at(i), p.at(i+2)
	full := p.lower(i+3) == mark && p.touch(i+3) && p.isNumber(i+4) && p.touch(i+4)
	switch c := p.at(i + 4); {
	case full && a.width == 4 && mark != ".":
		r.date, r.next = Date{a.number, b.number, c.number}, i+5
	case full && c.width == 4 && a.width <= 2 && b.width <= 2:
		r.date, r.next = dayAndMonth(a.number, b.number, c.number, mark), i+5
	case !full && a.width == 4 && mark == "-" && b.width == 2 && b.number >= 1 && b.number <= 12 && b.number <= a.number%100-1:
		// Above the year's own last digits "2011-12" is two years.
		r.date, r.next = Date{a.number, b.number, 0}, i+3
	default:
		return r, false
	}
	return r, r.date.Year >= firstYear && r.date.Year <= lastYear && r.date.valid()
}

// dayAndMonth decides which of two numbers is the month. Between slashes both
// orders are in use: where both could be meant, only the year is sure.
func dayAndMonth(a, b, year int, mark string) Date {
	switch {
	case mark != "/" || a > 12 || a == b:
		return Date{year, b, a}
	case b > 12:
		return Date{year, a, b}
	default:
		return Date{Year: year}
	}
}

// days reads days of a month: "20 July 2017", "Tuesday, July 20", "the 5th and
// 6th of July", "5-7 July". Each day is an expression of its own.
func (p *reader) days(i int) []raw {
	first := i
	weekday := -1
	if p.class(i) == classWeekday {
		weekday = p.at(i).word.value
		i = p.skip(p.skipComma(i+1), "the")
	} else if p.lower(i) == "the" {
		i++
	}
	if p.isMonth(i) {
		return p.monthFirst(first, i, weekday)
	}
	return p.dayFirst(first, i, weekday)
}

// longestList is how many days of one month are read as a list.
const longestList = 4

func (p *reader) dayFirst(first, i, weekday int) []raw {
	var list []raw
	for range longestList {
		d, next, ok := p.dayAt(i)
		if !ok {
			return nil
		}
		list = append(list, raw{first: first, next: next, date: Date{Day: d}, weekday: weekday})
		next = p.skip(next, "of")
		if p.isMonth(next) {
			i = next
			break
		}
		after := p.joint(next)
		if after == next {
			return nil
		}
		first, weekday = p.skip(after, "the"), -1
		if i = first; p.class(i) == classWeekday {
			weekday = p.at(i).word.value
			i = p.skipComma(i + 1)
		}
	}
	if !p.isMonth(i) {
		return nil
	}
	last := &list[len(list)-1]
	last.date.Month = p.monthAt(i)
	last.next = p.afterMonth(i)
	p.readYear(last)
	return spread(list, last)
}

// spread gives every day of a list the month and the year of one of them.
func spread(list []raw, from *raw) []raw {
	for k := range list {
		list[k].date.Year, list[k].date.Month = from.date.Year, from.date.Month
		list[k].ref, list[k].shift, list[k].unit, list[k].point = from.ref, from.shift, from.unit, from.point
		if list[k].date.Year != 0 && !list[k].date.valid() {
			return nil
		}
	}
	return list
}

func (p *reader) monthFirst(first, i, weekday int) []raw {
	m := p.monthAt(i)
	next := p.afterMonth(i)
	d, after, ok := p.dayAt(p.skip(next, "the"))
	// "In June 12 people": a day takes "on".
	if !ok || p.lower(first-1) == "in" && !p.hasYear(after) || p.at(next).newLine {
		return nil
	}
	list := []raw{{first: first, next: after, date: Date{Month: m, Day: d}, weekday: weekday}}
	for len(list) < longestList {
		joint := p.joint(after)
		d, next, ok := p.dayAt(joint)
		if joint == after || !ok || p.isMonth(next) || p.at(joint).kind == number && p.countsNext(next) {
			break
		}
		list = append(list, raw{first: joint, next: next, date: Date{Month: m, Day: d}, weekday: -1})
		after = next
	}
	last := &list[len(list)-1]
	p.readYear(last)
	return spread(list, last)
}

// countsNext reports whether a number before piece i counts what stands there:
// "on July 5 and 17 people", where a day would have a mark, a year or the end
// behind it.
func (p *reader) countsNext(i int) bool {
	return p.at(i).kind == letters && p.class(i) == noClass
}

// joint skips what may stand between two dates of a list or range, and returns
// i if nothing of that kind is there.
func (p *reader) joint(i int) int {
	at := p.skipComma(i)
	switch p.lower(at) {
	case "and", "or", "to", "until", "till", "through", "&":
		return at + 1
	}
	if p.isHyphen(at) {
		return at + 1
	}
	return i
}

func (p *reader) hasYear(i int) bool {
	_, ok := p.yearAt(p.skipComma(i))
	return ok
}

// readYear adds what says the year behind a month or day: "2017", ", 2017", "of
// 2017", "last year", "of the same year".
func (p *reader) readYear(r *raw) {
	at := p.skip(p.skipComma(r.next), "of")
	if y, ok := p.yearAt(at); ok && !p.at(at).newLine {
		r.date.Year, r.next = y, at+1
		return
	}
	article := p.skip(at, "the")
	if words[p.lower(article+1)] != (entry{classUnit, int(year)}) || p.lower(article+1) == "years" {
		return
	}
	switch p.lower(article) {
	case "last":
		r.ref, r.shift = fromAnchor, -1
	case "this":
		r.ref = fromAnchor
	case "same", "that":
		r.ref = fromPrevious
	case "following", "next":
		r.ref, r.shift = fromPrevious, 1
	case "previous":
		r.ref, r.shift = fromPrevious, -1
	default:
		return
	}
	r.unit, r.next = year, article+2
}

// monthAlone reads a month with or without a year: "July 2017", "last October",
// "in May".
func (p *reader) monthAlone(i int) (raw, bool) {
	r := raw{first: i, weekday: -1}
	at := i
	if w := p.at(i).word; w.class == classPointer {
		r.point = pointerOf(w.value)
		at++
	} else if p.lower(i) == "that" {
		r.point = pointThat
		at++
	} else if p.lower(i) == "following" && p.lower(i-1) == "the" {
		r.point = pointFollowing
		at++
	} else if w.class == classPart {
		at++
		if p.isHyphen(at) {
			at++
		}
		at = p.skip(p.skip(at, "in"), "last")
	}
	m := p.monthAt(at)
	if m == 0 {
		return r, false
	}
	r.date.Month = m
	r.next = p.afterMonth(at)
	p.readYear(&r)
	if r.date.Year != 0 || r.ref != noReference || at > i {
		return r, true
	}
	if p.class(at) == classMonth {
		return r, p.at(at).title
	}
	return r, p.namesMonth(at)
}

// namesMonth reports whether a word that can be more than a month, at piece i
// and without a day or year, is one: "in May", but not "by June Osborne".
func (p *reader) namesMonth(i int) bool {
	switch p.lower(i - 1) {
	case "in", "since", "until", "till", "during":
		return true
	case "by", "from", "to", "of", "after", "before", "between", "through", "and", "or":
		next := p.at(i + 1)
		return (next.kind != letters || !next.title) && p.class(i) != classAbbreviation
	}
	return false
}

func pointerOf(value int) pointer {
	switch {
	case value < 0:
		return pointLast
	case value > 0:
		return pointNext
	default:
		return pointThis
	}
}

// edged reads the edges of longer times: "the end of July", "mid-2014", "the
// first half of 2015", "late in 2014", "the year 2014".
func (p *reader) edged(i int) (raw, bool) {
	at := p.skip(i, "the")
	if p.class(at) == classOrdinal || p.lower(at) == "latter" {
		at++
	}
	switch {
	case p.class(at) == classEdge && p.lower(at+1) == "of":
		at = p.skip(at+2, "the")
	case p.class(at) == classPart && at == i:
		at++
		if p.isHyphen(at) {
			at++
		}
		at = p.skip(at, "in")
	case p.lower(at) == "year" && at == i+1:
		at++
	default:
		return raw{}, false
	}
	r := raw{first: i, weekday: -1}
	if y, ok := p.yearAt(at); ok {
		r.date.Year, r.next = y, at+1
		return r, true
	}
	if inner, ok := p.monthAlone(at); ok {
		inner.first = i
		return inner, true
	}
	if inner, ok := p.pointed(at); ok {
		inner.first = i
		return inner, true
	}
	return raw{}, false
}

// season reads "the spring of 2015", "late summer 2014", "last autumn". A
// season gives its year: where on the earth it is told is not known.
func (p *reader) season(i int) (raw, bool) {
	r := raw{first: i, weekday: -1}
	at := p.skip(i, "the")
	if p.class(at) == classPart {
		at++
	}
	if w := p.at(at).word; w.class == classPointer && at == i {
		r.point = pointerOf(w.value)
		at++
	} else if p.lower(at) == "that" && at == i {
		r.point = pointThat
		at++
	}
	if p.class(at) != classSeason {
		return r, false
	}
	r.date.Month = p.at(at).word.value
	r.next = at + 1
	p.readYear(&r)
	if r.date.Year != 0 || r.ref != noReference {
		r.date.Month = 0
		return r, true
	}
	r.season = true
	return r, r.point != unpointed
}
