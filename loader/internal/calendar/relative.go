package calendar

// weekdayAlone reads "on Tuesday", "last Friday", "Tuesday's".
func (p *reader) weekdayAlone(i int) (raw, bool) {
	r := raw{first: i, weekday: -1}
	at := i
	if w := p.at(i).word; w.class == classPointer {
		r.point = pointerOf(w.value)
		at++
	}
	if p.class(at) != classWeekday || !p.at(at).title || named(p.lower(at-1)) {
		return r, false
	}
	r.weekday, r.next = p.at(at).word.value, at+1
	if of := at + 1; p.lower(of) == "of" || p.lower(of) == "in" {
		if m, ok := p.monthAlone(of + 1); ok && (at > i || p.class(i-1) == classOrdinal) {
			m.first = i // "the last Sunday of February": a day of it, and it is enough to say which month
			return m, true
		}
	}
	if after := p.at(at + 1); after.lower == "last" && p.at(at+2).kind != letters {
		r.point, r.next = pointLast, at+2 // "on Friday last"
	}
	if of := p.skip(at+1, "of"); p.lower(of) == "last" && p.lower(of+1) == "week" {
		r.weekBefore, r.next = true, of+2 // "on Tuesday of last week"
	}
	return r, true
}

// dayAlone reads a day of a month that is not named, as a figure behind "on the": "on the 12th",
// "on the 25th of last month". "The 9th floor" is none.
func (p *reader) dayAlone(i int) (raw, bool) {
	r := raw{first: i, weekday: -1, point: pointLast}
	if p.at(i).kind != number || p.lower(i-1) != "the" || p.lower(i-2) != "on" && p.lower(i-2) != "of" {
		return r, false
	}
	d, next, ok := p.dayAt(i)
	if !ok || next == i+1 {
		return r, false
	}
	r.date.Day, r.next = d, next
	if p.lower(next) == "of" && (p.lower(next+1) == "this" || p.lower(next+1) == "last") && p.lower(next+2) == "month" {
		if p.lower(next+1) == "last" {
			r.shift = -1
		}
		r.ref, r.unit, r.next = fromAnchor, month, next+3
		return r, true
	}
	after := p.at(next)
	return r, after.kind != letters || p.class(next) == classPreposition || smallWords[after.lower]
}

// named reports whether a weekday after the word is a feast: "Black Friday".
func named(before string) bool {
	switch before {
	case "black", "good", "cyber", "super", "ash", "easter", "bloody":
		return true
	}
	return false
}

// relative reads dates that are counted from another.
func (p *reader) relative(i int) (raw, bool) {
	r := raw{first: i, next: i + 1, weekday: -1, ref: fromAnchor, unit: day}
	switch p.lower(i) {
	case "today", "tonight":
		return r, true
	case "yesterday":
		r.shift = -1
		return r, true
	case "the":
		if p.lower(i+1) == "day" && p.lower(i+2) == "before" && p.lower(i+3) == "yesterday" {
			r.shift, r.next = -2, i+4
			return r, true
		}
	case "tomorrow":
		r.shift = 1
		return r, true
	case "earlier", "later":
		if r, ok := p.pointed(i + 1); ok && p.lower(i+1) != "last" {
			r.first = i
			return r, true
		}
		return r, false
	}
	if r, ok := p.counted(i); ok {
		return r, true
	}
	return p.pointed(i)
}

// pointed reads "last month", "this week", "the same day", "the following
// year". "The last month" is a stretch of time and no date.
func (p *reader) pointed(i int) (raw, bool) {
	r := raw{first: i, weekday: -1, ref: fromAnchor}
	at := p.skip(i, "the")
	switch p.lower(at) {
	case "last", "this":
		if at > i || p.lower(i-1) == "the" {
			return r, false
		}
		if p.lower(at) == "last" {
			r.shift = -1
		}
	case "next":
		r.shift = 1
		if at > i {
			r.ref = fromPrevious
		}
	case "same", "that":
		if p.lower(at) == "same" && at == i {
			return r, false
		}
		at = p.skip(at+1, "same") - 1 // "that same week"
		r.ref = fromPrevious
	case "following":
		r.ref, r.shift = fromPrevious, 1
	case "previous":
		r.ref, r.shift = fromPrevious, -1
	default:
		return r, false
	}
	r.next = at + 2
	if p.lower(at) == "same" && p.lower(at+2) == "as" {
		r.ref = noReference // "the same month as the arrest": of that, not of the date before
	}
	switch u := p.at(at + 1); u.lower {
	case "day", "week", "weekend", "month", "year":
		r.unit = unit(u.word.value)
		return r, r.unit != day || r.ref == fromPrevious || p.lower(at) != "this"
	case "morning", "afternoon", "evening", "night":
		r.unit = day
		return r, p.lower(at) != "next" || r.ref == fromPrevious
	}
	return r, false
}

// counted reads "three weeks ago", "a year earlier", "two days later".
func (p *reader) counted(i int) (raw, bool) {
	n, ok := 0, false
	switch w := p.at(i); {
	case w.word.class == classCardinal:
		n, ok = w.word.value, true
	case w.kind == number && w.width <= 3 && !p.decimals(i):
		n, ok = w.number, true
	}
	if !ok {
		return raw{}, false
	}
	at := i + 1
	if p.lower(i) == "a" && p.class(at) == classCardinal { // "a couple of weeks"
		n = p.at(at).word.value
		at++
	}
	at = p.skip(at, "of")
	switch p.lower(at) {
	case "fortnight", "fortnights":
		n *= 2
	case "decade", "decades":
		n *= 10
	}
	r := raw{first: i, weekday: -1, unit: unit(p.at(at).word.value)}
	if p.class(at) != classUnit || p.lower(at) == "weekend" {
		return r, false
	}
	r.next = at + 2
	switch p.lower(at + 1) {
	case "ago":
		r.ref, r.shift = fromAnchor, -n
		switch p.lower(at + 2) {
		case "today", "tonight":
			r.toTheDay, r.next = r.unit == year, at+3
		case "to":
			r.toTheDay = r.unit == year && p.lower(at+3) == "the" && p.lower(at+4) == "day"
		}
	case "earlier", "before":
		r.ref, r.shift = fromPrevious, -n
	case "later":
		r.ref, r.shift = fromPrevious, n
	default:
		return r, false
	}
	// "A year before the raid" is counted from the raid.
	return r, p.lower(at+1) != "before"
}
