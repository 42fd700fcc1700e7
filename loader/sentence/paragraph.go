package sentence

import (
	"unicode"
	"unicode/utf8"

	"onymous/loader/text"
)

// A line is a line of the text without its end and without the white space
// around it. It is empty if there is nothing else.
type line struct {
	text.Span
	width int // in runes, white space before it included
	first int // width of the first word
}

func linesOf(t string) []line {
	var lines []line
	for start := 0; start < len(t); {
		end := start
		width, first, inFirst, seen := 0, 0, false, false
		for end < len(t) && t[end] != '\n' {
			r, n := rune(t[end]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(t[end:])
			}
			width++
			if !seen || inFirst {
				inFirst = !unicode.IsSpace(r)
				seen = seen || inFirst
				if inFirst {
					first++
				}
			}
			end += n
		}
		lines = append(lines, line{trim(t, text.Span{Start: start, End: end}), width, first})
		start = end + 1
	}
	return lines
}

func (l line) empty() bool { return l.Start == l.End }

// Widths to which text is broken: a terminal's and a sheet's. Below the first a
// text is a poem or a table, above the second a line is a paragraph.
const (
	minWidth = 40
	maxWidth = 132
)

// slack is the part of the width by which a line may be short that was broken to
// it: whoever broke it may have counted otherwise, and one line longer than the
// rest sets the width.
const slack = 10

// brokenWidth returns the width to which the lines were broken, or 0 if they are
// paragraphs. Two thirds of the breaks inside of blocks must be such that the
// next line's first word had no room any more.
func brokenWidth(lines []line) int {
	width, breaks, full := 0, 0, 0
	for _, l := range lines {
		width = max(width, l.width)
	}
	if width < minWidth || width > maxWidth {
		return 0
	}
	for i := 1; i < len(lines); i++ {
		if lines[i-1].empty() || lines[i].empty() {
			continue
		}
		breaks++
		if lines[i-1].width+1+lines[i].first > width-width/slack {
			full++
		}
	}
	if full*3 < breaks*2 || full == 0 {
		return 0
	}
	return width
}

// paragraphsOf returns the paragraphs of t, none of them empty.
func paragraphsOf(t string) []text.Span {
	lines := linesOf(t)
	width := brokenWidth(lines)
	var ps []text.Span
	open := false // whether the last paragraph may go on
	for i, l := range lines {
		switch {
		case l.empty():
			open = false
			continue
		case open && continues(t, lines[i-1], l, width):
			ps[len(ps)-1].End = l.End
		default:
			ps = append(ps, l.Span)
		}
		open = true
	}
	return ps
}

// continues reports whether next goes on with the paragraph that prev is in.
func continues(t string, prev, next line, width int) bool {
	if mark(t[next.Start:next.End]) > 0 {
		return false
	}
	// A long line that ends in the middle of a sentence was broken as well.
	if width > 0 && (prev.width+1+next.first > width || prev.width*5 >= width*4 && !ends(t[prev.Start:prev.End])) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t[next.Start:next.End])
	return unicode.IsLower(r) && !ends(t[prev.Start:prev.End])
}

// ends reports whether s ends as a sentence or a heading does that is followed
// by something else.
func ends(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		switch {
		case r == '.' || r == '!' || r == '?' || r == ':' || r == '…' || r == ';':
			return true
		case !isCloser(r):
			return false
		}
		s = s[:len(s)-n]
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// trim returns s without the white space at its ends.
func trim(t string, s text.Span) text.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(t[s.Start:s.End])
		if !blank(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(t[s.Start:s.End])
		if !blank(r) {
			break
		}
		s.End -= n
	}
	return s
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff'
}
