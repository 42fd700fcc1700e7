package clean

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/text"
)

// A Map leads from a cleaned text back to the text that it was made of. The zero
// Map leads every offset to itself.
type Map struct {
	passes []pass // the last made first
}

// A pass leads from the text that one step made to the text that it had.
type pass []segment

// A segment is n bytes at to that are the same as those at from, or, if n is 0,
// something else that stands for what is at from.
type segment struct{ to, from, n int }

// Original returns the span that s was made of. A span of text that was not in
// the original, as a title, is empty there.
func (m Map) Original(s text.Span) text.Span {
	for _, p := range m.passes {
		s = p.original(s)
	}
	return s
}

func (p pass) original(s text.Span) text.Span {
	start, end := p.offset(s.Start), p.offset(s.End)
	if s.End > s.Start { // the end is behind the last byte, not before the next one
		end = p.offset(s.End-1) + 1
		if next := p.offset(s.End); p.replaced(s.End - 1) {
			end = next
		}
	}
	return text.Span{Start: start, End: max(start, end)}
}

// at returns the index of the segment that holds the offset, or -1.
func (p pass) at(offset int) int {
	return sort.Search(len(p), func(i int) bool { return p[i].to > offset }) - 1
}

func (p pass) offset(offset int) int {
	i := p.at(offset)
	if i < 0 {
		return 0
	}
	s := p[i]
	return s.from + min(offset-s.to, s.n)
}

// replaced reports whether the byte at offset is not from the original.
func (p pass) replaced(offset int) bool {
	i := p.at(offset)
	return i < 0 || offset-p[i].to >= p[i].n
}

func (m Map) after(p pass) Map {
	return Map{append([]pass{p}, m.passes...)}
}

// An edit makes a text from another one and keeps the way back.
type edit struct {
	from string
	to   strings.Builder
	p    pass

	gap   int // what the white space since the last character amounts to
	gapAt int // where it began
}

// What white space amounts to.
const (
	noGap = iota
	spaceGap
	lineGap
	paragraphGap
)

var gaps = [...]string{noGap: "", spaceGap: " ", lineGap: "\n", paragraphGap: "\n\n"}

// keep appends the bytes [start, end) of the original.
func (e *edit) keep(start, end int) {
	e.close(start)
	if n := len(e.p); n > 0 {
		if last := &e.p[n-1]; last.to+last.n == e.to.Len() && last.from+last.n == start && last.n > 0 {
			last.n += end - start
			e.to.WriteString(e.from[start:end])
			return
		}
	}
	e.p = append(e.p, segment{e.to.Len(), start, end - start})
	e.to.WriteString(e.from[start:end])
}

// put appends s, which stands for what is at from in the original.
func (e *edit) put(s string, from int) {
	e.close(from)
	e.p = append(e.p, segment{e.to.Len(), from, 0})
	e.to.WriteString(s)
}

// leave notes white space at from; runs of it become one.
func (e *edit) leave(gap, from int) {
	if e.gap == noGap {
		e.gapAt = from
	}
	if e.gap == lineGap && gap == lineGap {
		gap = paragraphGap
	}
	e.gap = max(e.gap, gap)
}

// close writes the white space noted before the character at from.
func (e *edit) close(from int) {
	if e.gap == noGap {
		return
	}
	if e.to.Len() > 0 {
		s := gaps[e.gap]
		if strings.HasPrefix(e.from[e.gapAt:], s) && e.gapAt+len(s) == from {
			e.p = append(e.p, segment{e.to.Len(), e.gapAt, len(s)})
		} else {
			e.p = append(e.p, segment{e.to.Len(), e.gapAt, 0})
		}
		e.to.WriteString(s)
	}
	e.gap = noGap
}

// done returns the text and the way back.
func (e *edit) done() (string, Map) {
	return e.to.String(), Map{[]pass{e.p}}
}

// fold appends the bytes [start, end) of the original without control
// characters and with single spaces. If flow is set, line breaks are spaces.
func (e *edit) fold(start, end int, flow bool) {
	run := start // where the bytes begin that are to be kept as they are
	flush := func(i int) {
		if i > run {
			e.keep(run, i)
		}
	}
	for i := start; i < end; {
		c := e.from[i]
		if '!' <= c && c <= '~' {
			i++
			continue
		}
		if c == ' ' && i > run && i+1 < end && '!' <= e.from[i+1] && e.from[i+1] <= '~' {
			i++ // a single space between two characters is kept with them
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(e.from[i:end])
		}
		gap, drop := noGap, true
		ligature := ""
		switch {
		case r == '\n' && !flow:
			gap = lineGap
		case r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v':
			gap = paragraphGap
		case unicode.IsSpace(r):
			gap = spaceGap
		case unicode.IsControl(r) || isInvisible(r):
		case 0xfb00 <= r && r <= 0xfb04:
			ligature = ligatures[r-0xfb00]
		default:
			drop = false
		}
		if drop {
			flush(i)
			run = i + n
			if gap != noGap && r != '\r' {
				e.leave(gap, i)
			}
			if ligature != "" {
				e.put(ligature, i)
			}
		}
		i += n
	}
	flush(end)
}

// ligatures are what printed pages leave in copied text, from U+FB00 on.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl"}

// isInvisible reports whether r shows nothing and means nothing in English text.
func isInvisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\ufeff', r == '\u180e', r == '\u2060':
		return true
	case 0x200b <= r && r <= 0x200f && r != '\u200d', 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x206f:
		return true
	case 0xe000 <= r && r <= 0xf8ff: // private use: the icons of a font
		return true
	}
	return false
}
