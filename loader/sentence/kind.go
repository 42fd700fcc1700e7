package sentence

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/text"
)

// A piece is a part of a paragraph, all of one kind.
type piece struct {
	text.Span
	kind text.SentenceKind
}

// divide returns the pieces of the paragraph p of t.
func divide(t string, p text.Span, title string) []piece {
	if pieces := captions(t, p); pieces != nil {
		return pieces
	}
	s := t[p.Start:p.End]
	if n := mark(s); n > 0 {
		return []piece{{text.Span{Start: p.Start + n, End: p.End}, text.Item}}
	}
	kind := kindOf(s, title)
	if kind == text.Heading && s != title && boundary(t, p) < p.End {
		kind = text.Prose // "He left. Then": text that lost its end
	}
	return []piece{{p, kind}}
}

// fewestRows is how many headings in a row, after a first one, are no headings
// but the rows of a table.
const fewestRows = 3

// rows makes items of the headings that follow each other.
func rows(t string, paragraphs [][]piece) {
	for i := 0; i < len(paragraphs); i++ {
		first := i
		for i < len(paragraphs) && len(paragraphs[i]) == 1 && paragraphs[i][0].kind == text.Heading {
			i++
		}
		if first == 0 { // the title and what stands under it
			continue
		}
		if i-first > fewestRows {
			for _, p := range paragraphs[first+1 : i] {
				if s := t[p[0].Start:p[0].End]; !allCapitals(s) {
					p[0].kind = text.Item
				}
			}
		}
	}
}

// kindOf returns the kind of the paragraph s.
func kindOf(s, title string) text.SentenceKind {
	switch {
	case title != "" && s == title:
		return text.Heading
	case isBoiler(s):
		return text.Boiler
	case isCaption(s):
		return text.Caption
	case isHeading(s):
		return text.Heading
	}
	return text.Prose
}

// Labels of the captions that copied pages carry in their running text.
const (
	copyrightLabel = "Image copyright "
	sourceLabel    = "Image source, "
	captionLabel   = "Image caption "
)

// captions divides a paragraph that holds the labels of pictures: what stands
// before the first label, the names of the rights' owners, the captions. It
// returns nil if there is no label.
func captions(t string, p text.Span) []piece {
	s := t[p.Start:p.End]
	at, label := nextLabel(s, 0)
	if at < 0 {
		return nil
	}
	var pieces []piece
	if at > 0 {
		kind := text.Prose
		if strings.HasPrefix(s, "Source:") || isBoiler(s[:at]) {
			kind = text.Boiler
		}
		pieces = append(pieces, piece{text.Span{Start: p.Start, End: p.Start + at}, kind})
	}
	for at >= 0 {
		next, nextLabelText := nextLabel(s, at+len(label))
		end := len(s)
		if next >= 0 {
			end = next
		}
		kind, start := text.Boiler, at
		if label == captionLabel {
			kind, start = text.Caption, at+len(label)
		}
		pieces = append(pieces, piece{text.Span{Start: p.Start + start, End: p.Start + end}, kind})
		at, label = next, nextLabelText
	}
	return pieces
}

// nextLabel returns where the next label of a picture at or after i begins,
// and the label, or -1.
func nextLabel(s string, i int) (int, string) {
	for i < len(s) {
		at := strings.Index(s[i:], "Image ")
		if at < 0 {
			return -1, ""
		}
		i += at
		for _, label := range []string{captionLabel, copyrightLabel, sourceLabel} {
			if strings.HasPrefix(s[i:], label) {
				return i, label
			}
		}
		i += len("Image ")
	}
	return -1, ""
}

// mark returns the length of the mark of a list's item at the start of s, white
// space after it included, or 0.
func mark(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("•‣◦▪●■►·*–—-", r):
		m := skipSpace(s, n, len(s))
		if m > n && m < len(s) || r == '•' && m < len(s) {
			return m
		}
	case '0' <= r && r <= '9' || r == '(':
		i := 0
		if r == '(' {
			i++
		}
		from := i
		for i < len(s) && i-from < 2 && '0' <= s[i] && s[i] <= '9' {
			i++
		}
		if i == from || i >= len(s) || s[i] != ')' && (s[i] != '.' || r == '(') {
			return 0
		}
		m := skipSpace(s, i+1, len(s))
		if m > i+1 && m < len(s) {
			return m
		}
	}
	return 0
}

// longestHeading is how many bytes a paragraph without a full stop may have and
// still be a heading.
const longestHeading = 180

// isHeading reports whether the paragraph s is a heading: short, without the end
// of a sentence, or all in capitals.
func isHeading(s string) bool {
	if len(s) > longestHeading {
		return false
	}
	if ends(s) {
		return len(s) <= 80 && allCapitals(s)
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return !strings.ContainsRune(",-–—", r)
}

// allCapitals reports whether s has letters, at least two words of them, and
// none is small.
func allCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 3 && strings.Contains(s, " ")
}
