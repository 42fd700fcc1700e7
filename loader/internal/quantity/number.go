package quantity

import (
	"strconv"
	"strings"
)

// readFigure reads digits at the start of s, with groups of three ("250,000",
// "1 000 000", "1.000.000") and decimals ("1.3"), and returns how many bytes
// they take. s begins with a digit; inList says that a comma stands right before
// it, so that one behind it is no decimal comma.
func readFigure(s string, inList bool) (number float64, n int) {
	digits := 0
	for digits < len(s) && isDigit(s[digits]) {
		digits++
	}
	plain := s[:digits]
	n = digits
	if digits <= 3 {
		for _, separator := range []string{",", "\u00a0", "\u202f", "\u2009", " ", "."} {
			groups := readGroups(s[digits:], separator)
			// "1.234" is a decimal in English: two groups make it a million. One
			// makes it a thousand if it ends in a nought, which no decimal would.
			if groups >= 2 || groups == 1 && (separator != "." || s[digits+3] == '0') {
				n = digits + groups*(len(separator)+3)
				plain = strings.ReplaceAll(s[:n], separator, "")
				break
			}
		}
	}
	if end := decimals(s, n); end > n && !(inList && s[n] == ',') {
		plain += "." + s[n+1:end]
		n = end
	}
	number, _ = strconv.ParseFloat(plain, 64) // digits with at most one dot always parse
	return number, n
}

// decimals returns the end of the decimals at s[n:], or n if there are none.
// Behind a comma there are at most two of them, as in "6,1 million", and no
// further comma: "4,12,17" is a list.
func decimals(s string, n int) int {
	if n+1 >= len(s) || s[n] != '.' && s[n] != ',' || !isDigit(s[n+1]) {
		return n
	}
	end := n + 1
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if s[n] == ',' && (end-n > 3 || end < len(s) && s[end] == ',') {
		return n
	}
	return end
}

// readGroups counts the groups of a separator and exactly three digits.
func readGroups(s, separator string) int {
	groups := 0
	for {
		rest, ok := strings.CutPrefix(s, separator)
		if !ok || len(rest) < 3 || !isDigit(rest[0]) || !isDigit(rest[1]) || !isDigit(rest[2]) || len(rest) > 3 && isDigit(rest[3]) {
			return groups
		}
		groups++
		s = rest[3:]
	}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// value is a number read from several pieces.
type value struct {
	value float64
	vague bool
	words bool
}

// isNumber reports whether a number begins at piece i.
func (p *reader) isNumber(i int) bool {
	_, _, ok := p.number(i)
	return ok
}

// number reads the longest number at piece i: a figure or words, then scales.
func (p *reader) number(i int) (v value, next int, ok bool) {
	if i >= len(p.pieces) {
		return value{}, 0, false
	}
	switch {
	case p.pieces[i].kind == figure:
		v, next = value{value: p.pieces[i].number}, i+1
	default:
		if v, next, ok = p.vague(i); ok {
			return v, next, true
		}
		if v, next, ok = p.fraction(i); ok {
			return v, next, true
		}
		if v, next, ok = p.words(i); !ok {
			return value{}, 0, false
		}
	}
	first := next
	v.value, next = p.scales(v.value, next)
	if scale := numerals[p.lower(next-1)].value; next > first && scale > 1000 && next < len(p.pieces) && p.pieces[next].kind == figure {
		// "14 million 200 thousand"
		if rest, after := p.scales(p.pieces[next].number, next+1); after > next+1 && rest < scale && numerals[p.lower(after-1)].value >= 1000 {
			v.value, next = v.value+rest, after
		}
	}
	if v.words && p.lower(next-1) == "thousand" {
		// "two thousand four hundred"
		if rest, after, ok := p.words(next); ok && rest.value >= 100 && rest.value < 1000 {
			v.value, next = v.value+rest.value, after
		}
	}
	return v, next, true
}

// scales multiplies by the scales that follow: "million", "m", "hundred
// thousand", and "and a half million".
func (p *reader) scales(n float64, i int) (float64, int) {
	if p.lower(i) == "and" && p.lower(i+1) == "a" && numerals[p.lower(i+2)].class == classHalf {
		n += numerals[p.lower(i+2)].value
		i += 3
	}
	for {
		at := i
		if p.lower(at) == "-" && p.touch(at) && p.touch(at+1) {
			at++
		}
		w, ok := numerals[p.lower(at)]
		if !ok || w.class != classScale && w.class != classHundred {
			return n, i
		}
		if len(p.lower(at)) == 1 && !p.attached(at) {
			return n, i
		}
		n *= w.value
		i = at + 1
	}
}

// attached reports whether a scale of one letter stands where it can only be a
// scale: right behind the figure, or with nothing but a space before it and a
// currency before that ("$1.3 m").
func (p *reader) attached(i int) bool {
	if p.touch(i) {
		return true
	}
	_, ok := currencies[p.lower(i-2)]
	return ok
}

// vague reads "dozens", "hundreds of thousands", "tens of millions".
func (p *reader) vague(i int) (value, int, bool) {
	w, ok := numerals[p.lower(i)]
	if !ok || w.class != classVague {
		return value{}, 0, false
	}
	n, next := w.value, i+1
	for p.lower(next) == "of" {
		w, ok := numerals[p.lower(next+1)]
		if !ok || w.class != classVague {
			break
		}
		n *= w.value
		next += 2
	}
	return value{n, true, true}, next, true
}

// fraction reads "half a million", "half-a-million", "a quarter of a billion".
func (p *reader) fraction(i int) (value, int, bool) {
	if numerals[p.lower(i)].class == classOne {
		i++
	}
	w, ok := numerals[p.lower(i)]
	if !ok || w.class != classHalf {
		return value{}, 0, false
	}
	for i++; p.lower(i) == "-" || p.lower(i) == "of" || p.lower(i) == "a"; i++ {
	}
	scale, ok := numerals[p.lower(i)]
	if !ok || scale.class != classScale || len(p.lower(i)) == 1 {
		return value{}, 0, false
	}
	return value{w.value * scale.value, false, true}, i + 1, true
}

// words reads a number in words up to the first scale: "twenty-one", "a
// hundred and fifty", "nineteen hundred", "a million".
func (p *reader) words(i int) (value, int, bool) {
	w, ok := numerals[p.lower(i)]
	if !ok {
		return value{}, 0, false
	}
	switch w.class {
	case classOne:
		next := numerals[p.lower(i+1)]
		if next.class != classScale && next.class != classHundred || len(p.lower(i+1)) == 1 {
			return value{}, 0, false
		}
		i++
		if next.class == classScale {
			return value{1, false, true}, i, true // scales multiplies
		}
		total, i := p.belowHundred(100, i+1)
		return value{total, false, true}, i, true
	case classUnit, classTen:
		total, next := p.small(i)
		if numerals[p.lower(next)].class == classHundred {
			total, next = p.belowHundred(total*100, next+1)
		}
		return value{total, false, true}, next, true
	default:
		return value{}, 0, false
	}
}

// belowHundred adds what follows a hundred: "and fifty", "twenty-one".
func (p *reader) belowHundred(total float64, i int) (float64, int) {
	at := i
	if p.lower(at) == "and" {
		at++
	}
	if c := numerals[p.lower(at)].class; c == classUnit || c == classTen {
		n, next := p.small(at)
		return total + n, next
	}
	return total, i
}

// small reads a number below a hundred: "seven", "twenty", "twenty-one".
func (p *reader) small(i int) (float64, int) {
	w := numerals[p.lower(i)]
	n, next := w.value, i+1
	if w.class != classTen {
		return n, next
	}
	at := next
	if p.lower(at) == "-" || p.lower(at) == "‑" {
		at++
	}
	if u := numerals[p.lower(at)]; u.class == classUnit && u.value >= 1 && u.value < 10 {
		return n + u.value, at + 1
	}
	return n, next
}
