package calendar

// yearAlone reads a bare year at piece i where the words beside it say that it
// is one: "in 2013", "(2013)", "2011-2013", "the 2013 takedown".
func (p *reader) yearAlone(i int, found []raw) (raw, bool) {
	y, ok := p.yearAt(i)
	if !ok || !p.sayYear(i, found) {
		return raw{}, false
	}
	return raw{first: i, next: i + 1, date: Date{Year: y}, weekday: -1}, true
}

func (p *reader) sayYear(i int, found []raw) bool {
	if p.afterDate(i, found) {
		return true
	}
	next := p.at(i + 1)
	bare := next.kind == letters && !next.title && next.word.class == noClass && !smallWords[next.lower]
	if next.lower == "s" && p.touch(i+1) {
		return false // "the 1990s"
	}
	if dated[p.lower(i-1)] || p.lower(i-1) == "." && p.lower(i-2) == "est" {
		return !bare
	}
	switch p.lower(i - 1) {
	case "as": // "as early as 2014"
		w := p.lower(i - 2)
		return !bare && (w == "early" || w == "back" || w == "recently" || w == "late")
	case "than":
		return !bare && p.lower(i-2) == "later"
	case "in", "since", "during", "mid", "early", "late", "circa":
		return !bare || !isPlural(next.lower) || p.at(i).number%100 != 0
	case "until", "till", "before", "after", "throughout", "by", "from", "of", "between", "around", "through", "to", "and":
		if w := p.lower(i - 2); p.lower(i-1) == "and" || p.lower(i-1) == "to" && w != "back" && w != "prior" && w != "dates" && w != "dated" {
			return false // only as the end of a range, which afterDate knows
		}
		return !bare
	case "least": // "since at least 2018"
		w := p.lower(i - 3)
		return p.lower(i-2) == "at" && (w == "since" || w == "from" || w == "until")
	case "about", "approximately": // "in or about 2018", "since about 2018"
		w := p.lower(i - 2)
		switch w {
		case "or", "since", "in", "from", "until", "to":
			return !bare
		}
		return next.kind == symbol && p.sameLine(i+1)
	case "(", "[":
		return next.kind == symbol
	case "the", "a", "its", "his", "their", "that":
		return next.kind == letters && p.at(i).number%100 != 0 && p.sameLine(i+1)
	}
	return p.startsText(i) && (next.lower == ":" || p.isHyphen(i+1)) || possessive(p, i)
}

// possessive reports whether "'s" follows piece i: "2013's takedown".
func possessive(p *reader, i int) bool {
	return (p.lower(i+1) == "'" || p.lower(i+1) == "’") && p.touch(i+1) && p.lower(i+2) == "s"
}

// afterDate reports whether the last date found ends right before piece i, with
// nothing but a joint between: the year in "between 2011 and 2013".
func (p *reader) afterDate(i int, found []raw) bool {
	if len(found) == 0 {
		return false
	}
	last := found[len(found)-1]
	if last.date.Year == 0 || i-last.next > 2 {
		return false
	}
	joint := p.joint(last.next)
	return joint > last.next && joint == i || p.isComma(last.next) && last.next+1 == i && last.date.Month == 0
}

// dated are participles right behind which a year needs no preposition: "a shop, opened 2022".
var dated = map[string]bool{"opened": true, "founded": true, "established": true, "launched": true, "created": true, "started": true, "est": true,
	"closed": true, "seized": true, "arrested": true, "born": true, "died": true, "active": true}

func isPlural(w string) bool { return len(w) > 2 && w[len(w)-1] == 's' || w == "people" }

// smallWords may follow a year but not a count.
var smallWords = map[string]bool{"and": true, "or": true, "the": true, "when": true, "while": true, "with": true, "but": true, "was": true, "is": true,
	"were": true, "had": true, "has": true, "that": true, "which": true, "who": true, "for": true, "as": true, "he": true, "she": true, "they": true,
	"it": true, "under": true, "following": true, "where": true, "alone": true, "onwards": true, "onward": true, "if": true, "because": true, "his": true, "its": true,
	"then": true, "so": true, "saw": true, "thanks": true, "via": true, "takedown": true, "raid": true, "operation": true, "arrest": true}
