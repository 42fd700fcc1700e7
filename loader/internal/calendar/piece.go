package calendar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a run of letters, a run of digits, or a single other rune that is no
// space. A line break makes the next piece the first of a paragraph, if a
// sentence ends there or the line is empty: others only wrap the text.
type piece struct {
	start, end int
	kind       pieceKind
	lower      string // of a word or a symbol
	title      bool   // a word that begins with a capital
	number     int    // of digits, up to nine of them
	width      int    // how many digits
	word       entry  // what the table knows about the word
	newLine    bool   // begins a paragraph
}

type pieceKind uint8

const (
	symbol pieceKind = iota
	letters
	number
)

func split(s string) []piece {
	pieces := make([]piece, 0, len(s)/5)
	newLine := true
	add := func(p piece) {
		p.newLine, newLine = newLine, false
		pieces = append(pieces, p)
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			p := piece{start: i, kind: number}
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				if p.width++; p.width <= 9 {
					p.number = p.number*10 + int(s[i]-'0')
				}
				i++
			}
			p.end = i
			add(p)
		case unicode.IsLetter(r):
			n := strings.IndexFunc(s[i:], func(r rune) bool { return !unicode.IsLetter(r) })
			if n < 0 {
				n = len(s) - i
			}
			p := piece{start: i, end: i + n, kind: letters, title: unicode.IsUpper(r)}
			if n <= longestWord {
				p.lower = strings.ToLower(s[i : i+n])
				p.word = words[p.lower]
			}
			add(p)
			i += n
		default:
			if r == '\n' && (i == 0 || strings.IndexByte(".!?:\")\n", s[i-1]) >= 0 || strings.HasPrefix(s[i+1:], "\n")) {
				newLine = true
			}
			if !unicode.IsSpace(r) {
				add(piece{start: i, end: i + size, kind: symbol, lower: s[i : i+size]})
			}
			i += size
		}
	}
	return pieces
}

// reader reads dates from the pieces of one text.
type reader struct {
	text   string
	pieces []piece
}

var noPiece piece

// at returns the i-th piece, or an empty one past either end.
func (p *reader) at(i int) *piece {
	if i < 0 || i >= len(p.pieces) {
		return &noPiece
	}
	return &p.pieces[i]
}

func (p *reader) lower(i int) string    { return p.at(i).lower }
func (p *reader) class(i int) class     { return p.at(i).word.class }
func (p *reader) isNumber(i int) bool   { return p.at(i).kind == number }
func (p *reader) isComma(i int) bool    { return p.lower(i) == "," }
func (p *reader) isHyphen(i int) bool   { return hyphens[p.lower(i)] }
func (p *reader) sameLine(i int) bool   { return i < len(p.pieces) && !p.at(i).newLine }
func (p *reader) skipComma(i int) int   { return p.skip(i, ",") }
func (p *reader) isMonth(i int) bool    { return p.monthAt(i) != 0 }
func (p *reader) startsText(i int) bool { return i == 0 || p.at(i).newLine }

// skip returns i+1 if piece i is word, else i.
func (p *reader) skip(i int, word string) int {
	if p.lower(i) == word {
		return i + 1
	}
	return i
}

// touch reports whether piece i follows piece i-1 without a space.
func (p *reader) touch(i int) bool {
	return i > 0 && i < len(p.pieces) && p.pieces[i-1].end == p.pieces[i].start
}

var hyphens = map[string]bool{"-": true, "–": true, "—": true, "‑": true, "‐": true}
