package clean

import (
	"strings"
)

// writeMarkdown appends the text of Markdown: paragraphs flow, items of lists get
// a bullet, links and emphasis leave their words, pictures and code blocks
// nothing.
func writeMarkdown(e *edit) {
	s := e.from
	fenced := ""
	for start := 0; start < len(s); {
		end := start + strings.IndexByte(s[start:], '\n')
		if end < start {
			end = len(s)
		}
		line := s[start:end]
		trimmed := strings.TrimSpace(line)
		switch {
		case fenced != "":
			if strings.HasPrefix(trimmed, fenced) {
				fenced = ""
			}
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			fenced = trimmed[:3]
		default:
			markdownLine(e, start, end)
		}
		start = end + 1
	}
}

// markdownLine appends one line.
func markdownLine(e *edit, start, end int) {
	s := e.from
	i := start
	for i < end && (s[i] == ' ' || s[i] == '\t' || s[i] == '>' || s[i] == '\r') {
		i++
	}
	rest := strings.TrimRight(s[i:end], " \t\r")
	switch {
	case rest == "":
		e.leave(paragraphGap, start)
		return
	case isRule(rest):
		e.leave(paragraphGap, start)
		return
	case rest[0] == '#':
		n := len(rest) - len(strings.TrimLeft(rest, "#"))
		if n <= 6 && n < len(rest) && rest[n] == ' ' {
			e.leave(paragraphGap, start)
			title := strings.TrimRight(rest[n:], "# ")
			inline(e, i+n, i+n+len(title))
			e.leave(paragraphGap, end)
			return
		}
	case rest[0] == '|':
		e.leave(paragraphGap, start)
		for j := i; j < i+len(rest); { // cells
			k := j + strings.IndexByte(s[j:i+len(rest)]+"|", '|')
			inline(e, j, k)
			e.leave(spaceGap, k)
			j = k + 1
		}
		e.leave(paragraphGap, end)
		return
	}
	if n := bullet(rest); n > 0 {
		e.leave(paragraphGap, start)
		e.put("•", i)
		i += n
		e.leave(spaceGap, i)
	}
	inline(e, i, end)
	e.leave(spaceGap, end)
	if strings.HasSuffix(s[start:end], "  ") || strings.HasSuffix(s[start:end], "\\") {
		e.leave(lineGap, end)
	}
}

// isRule reports whether s is a line that is drawn: under a heading, between
// the head and the rows of a table, between sections.
func isRule(s string) bool {
	return len(s) >= 2 && strings.Trim(s, "-=*_|: ") == "" && (len(s) > 2 || s == "--" || s == "==")
}

// bullet returns the length of the mark of an item at the start of s, or 0.
func bullet(s string) int {
	if len(s) > 2 && strings.IndexByte("-*+", s[0]) >= 0 && s[1] == ' ' {
		return 2
	}
	n := 0
	for n < len(s) && n < 3 && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n > 0 && n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return n + 2
	}
	return 0
}

// inline appends the bytes [i, end) without the signs of emphasis, links,
// pictures, code and tags.
func inline(e *edit, i, end int) {
	in := inliner{text: e.from, end: end}
	run := i // where the bytes begin that are to be kept as they are
	for i < end {
		s := in.sign(i)
		if s.length == 0 {
			i++
			continue
		}
		if i > run {
			e.fold(run, i, true)
		}
		inlineWords(e, s.from, s.to)
		i += s.length
		run = i
	}
	if end > run {
		e.fold(run, end, true)
	}
}

// A sign is a stretch of Markdown that stands for the bytes [from, to) inside of
// it, or for nothing. There is none if length is 0.
type sign struct{ length, from, to int }

// An inliner finds signs.
type inliner struct {
	text string
	end  int
	link linkFinder
}

// starts reports whether s stands at i.
func (in *inliner) starts(i int, s string) bool { return strings.HasPrefix(in.text[i:in.end], s) }

// sign returns the sign at i.
func (in *inliner) sign(i int) sign {
	switch in.text[i] {
	case '\\':
		if i+1 == in.end {
			return sign{length: 1}
		}
		if strings.IndexByte("\\`*_{}[]()#+-.!|>~", in.text[i+1]) >= 0 {
			return sign{2, i + 1, i + 2}
		}
	case '*', '`':
		return sign{length: 1}
	case '_':
		if i == 0 || i+1 >= in.end || !wordByte(in.text[i-1]) || !wordByte(in.text[i+1]) {
			return sign{length: 1}
		}
	case '~':
		if in.starts(i, "~~") {
			return sign{length: 2}
		}
	case '<':
		n := tagLength(in.text[i:in.end])
		if tag := in.text[i : i+n]; strings.Contains(tag, "://") || strings.Contains(tag, "@") {
			return sign{n, i + 1, i + n - 1}
		}
		return sign{length: n}
	case '!':
		if in.starts(i, "![") {
			if _, after := in.link.find(in.text, i+1, in.end); after > 0 {
				return sign{length: after - i}
			}
		}
	case '[':
		return in.bracket(i)
	}
	return sign{}
}

// bracket returns the link or the reference to a note at i.
func (in *inliner) bracket(i int) sign {
	if in.starts(i, "[^") {
		return sign{length: strings.IndexByte(in.text[i:min(in.end, i+20)], ']') + 1}
	}
	if words, after := in.link.find(in.text, i, in.end); after > 0 {
		return sign{after - i, i + 1, words}
	}
	return sign{}
}

// inlineWords appends what a sign stands for, which holds no further link.
func inlineWords(e *edit, start, end int) {
	if end-start == 1 { // an escaped sign is itself
		e.fold(start, end, true)
		return
	}
	for i := start; i < end; i++ {
		if strings.IndexByte("*`[]", e.from[i]) >= 0 {
			e.fold(start, i, true)
			start = i + 1
		}
	}
	e.fold(start, end, true)
}

func wordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c >= 0x80
}

// longestLink bounds a link's words and its address, in bytes, so that a million
// brackets take linear time.
const longestLink = 1000

// A linkFinder finds links, and remembers where there is none.
type linkFinder struct{ none int }

// find returns where the words of the link that begins at i end, and where the
// link ends; after is 0 if there is no link.
func (l *linkFinder) find(s string, i, end int) (words, after int) {
	if i < l.none {
		return 0, 0
	}
	end = min(end, i+longestLink)
	at := strings.IndexByte(s[i:end], ']')
	if at < 0 {
		l.none = end
		return 0, 0
	}
	words = i + at
	if words+1 >= end {
		return 0, 0
	}
	closing := byte(')')
	switch s[words+1] {
	case '(':
	case '[':
		closing = ']'
	default:
		return 0, 0
	}
	depth := 0
	for j := words + 1; j < end; j++ {
		switch s[j] {
		case s[words+1]:
			depth++
		case closing:
			if depth--; depth == 0 {
				return words, j + 1
			}
		}
	}
	l.none = words
	return 0, 0
}

// tagLength returns the length of the HTML tag or comment at the start of s, or
// 0.
func tagLength(s string) int {
	if len(s) < 3 || !(s[1] == '/' || s[1] == '!' || 'a' <= s[1]|0x20 && s[1]|0x20 <= 'z') {
		return 0
	}
	at := strings.IndexByte(s[:min(len(s), 500)], '>')
	return at + 1
}
