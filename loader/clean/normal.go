package clean

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normalise returns s in normal form C, and the way back.
func (m Map) normalise(s string) (string, Map) {
	if norm.NFC.IsNormalString(s) {
		return s, m
	}
	e := edit{from: s}
	for i := 0; i < len(s); {
		n := norm.NFC.NextBoundaryInString(s[i:], true)
		if n <= 0 {
			n = len(s) - i
		}
		if part := s[i : i+n]; norm.NFC.IsNormalString(part) {
			e.keep(i, i+n)
		} else {
			e.put(norm.NFC.String(part), i)
		}
		i += n
	}
	out, made := e.done()
	if !norm.NFC.IsNormalString(out) {
		// Parts that are normal on their own can join over the limit that the
		// library sets for marks in a row. Then the way back is lost to the part.
		e := edit{from: out}
		e.put(norm.NFC.String(out), 0)
		again, last := e.done()
		return again, m.after(made.passes[0]).after(last.passes[0])
	}
	return out, m.after(made.passes[0])
}

// shortestRepeat is how long a paragraph must be in bytes to be dropped when it
// comes again: a heading, or a short answer, may come twice.
const shortestRepeat = 40

// once drops the paragraphs of s that were there before.
func (m Map) once(s string) (string, Map) {
	seen := make(map[string]bool)
	e := edit{from: s}
	dropped := false
	for start := 0; start < len(s); {
		end := start + paragraphEnd(s[start:])
		if p := s[start:end]; len(p) < shortestRepeat || !seen[p] {
			seen[p] = true
			e.keep(start, end)
		} else {
			dropped = true
		}
		for start = end; start < len(s) && s[start] == '\n'; start++ {
			e.leave(lineGap, start)
		}
	}
	if !dropped {
		return s, m
	}
	out, made := e.done()
	return out, m.after(made.passes[0])
}

// paragraphEnd returns the end of the first paragraph of s: before an empty
// line, or before the end of a line that ends a sentence if the next one begins
// with a capital.
func paragraphEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] != '\n' {
			continue
		}
		if i+1 == len(s) || s[i+1] == '\n' {
			return i
		}
		if i > 0 && strings.IndexByte(".!?\"'", s[i-1]) >= 0 && 'A' <= s[i+1] && s[i+1] <= 'Z' {
			return i
		}
	}
	return len(s)
}

// begin puts the title first, as a paragraph of its own, unless s begins with
// it.
func (m Map) begin(s, title string) (string, Map) {
	first, _, _ := strings.Cut(s, "\n")
	if title == "" || letters(first) == letters(title) {
		return s, m
	}
	e := edit{from: s}
	e.put(title, 0)
	e.leave(paragraphGap, 0)
	e.keep(0, len(s))
	out, made := e.done()
	return out, m.after(made.passes[0])
}

// letters returns the letters and digits of s, capitals made small.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
