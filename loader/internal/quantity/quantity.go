// Package quantity finds numbers and sums of money in English text.
//
// It reads figures ("250,000", "1.3m"), words ("two and a half million", "a
// dozen"), vague plurals ("hundreds of thousands") and currencies on either
// side ("$1m", "EUR 5 million", "632,000 pounds"), and how exact a number claims to be
// ("more than", "some", "or so"). It knows no dates: a year is a number to it.
package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quantity is a number as a text gives it. Start and End are byte offsets of
// the number with its currency, without the words that bound it.
type Quantity struct {
	Start, End int
	Number     float64
	Currency   string // ISO 4217, or the usual code of a cryptocurrency; empty for a plain number
	Bound      string // MIN, MAX, APPROX or empty
	Vague      bool   // "dozens", "hundreds of thousands"
	Words      bool   // without a figure: "seven", "half a million"
}

// Find returns the quantities of s in the order of the text, in time linear in
// len(s).
func Find(s string) []Quantity {
	p := &reader{text: s, pieces: split(s)}
	var found []Quantity
	for i := 0; i < len(p.pieces); {
		q, next, ok := p.read(i)
		if !ok {
			i++
			continue
		}
		found = append(found, q)
		i = next
	}
	return found
}

// piece is a run of letters, a figure, or a single other rune that is no space.
type piece struct {
	start, end int
	kind       pieceKind
	lower      string // of a word or a symbol
	number     float64
}

type pieceKind uint8

const (
	symbol pieceKind = iota
	word
	figure
)

func split(s string) []piece {
	var pieces []piece
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			number, n := readFigure(s[i:], i > 0 && s[i-1] == ',')
			pieces = append(pieces, piece{start: i, end: i + n, kind: figure, number: number})
			i += n
		case unicode.IsLetter(r):
			n := strings.IndexFunc(s[i:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
			if n < 0 {
				n = len(s) - i
			}
			pieces = append(pieces, piece{start: i, end: i + n, kind: word, lower: strings.ToLower(s[i : i+n])})
			i += n
		case unicode.IsSpace(r):
			i += size
		default:
			pieces = append(pieces, piece{start: i, end: i + size, kind: symbol, lower: s[i : i+size]})
			i += size
		}
	}
	return pieces
}

// reader reads quantities from the pieces of one text.
type reader struct {
	text   string
	pieces []piece
}

// lower returns the i-th piece as a word or symbol, or "" past either end or
// for a figure.
func (p *reader) lower(i int) string {
	if i < 0 || i >= len(p.pieces) {
		return ""
	}
	return p.pieces[i].lower
}

// touch reports whether piece i follows piece i-1 without a space.
func (p *reader) touch(i int) bool {
	return i > 0 && i < len(p.pieces) && p.pieces[i-1].end == p.pieces[i].start
}

// read tries to read a quantity that begins at piece i and returns the piece
// after it.
func (p *reader) read(i int) (q Quantity, next int, ok bool) {
	first := i
	code, afterCode := p.currency(i)
	if code == "" {
		code, afterCode = p.initial(i)
	}
	if code != "" && p.isNumber(afterCode) {
		i = afterCode
	} else {
		code = ""
	}
	n, next, ok := p.number(i)
	if !ok {
		return Quantity{}, 0, false
	}
	q = Quantity{Number: n.value, Vague: n.vague, Words: n.words}
	last := next
	if code == "" {
		at := next
		if n.vague && p.lower(at) == "of" {
			at++
		}
		if after, end := p.currency(at); after != "" && !p.isWeight(end) {
			code, last = after, end
		}
	}
	q.Currency = code
	q.Start, q.End = p.pieces[first].start, p.pieces[last-1].end
	q.Bound = p.bound(first, last)
	if q.Vague && q.Bound == "" {
		q.Bound = boundOfVague
	}
	return q, last, true
}

// isWeight reports whether "pounds" just before piece i are a weight.
func (p *reader) isWeight(i int) bool {
	return strings.HasPrefix(p.lower(i-1), "pound") && p.lower(i) == "of"
}

// initials are currencies that are written as a capital right before the figure.
var initials = map[string]string{"R": "ZAR", "N": "NGN"}

// initial reads a currency of one capital at piece i: "R2.1 million", "N450,000". A
// small figure behind it makes a name: "N95", "R2".
func (p *reader) initial(i int) (code string, next int) {
	const least = 1000
	at := &p.pieces[i]
	if at.kind != word || !p.touch(i+1) || p.pieces[i+1].kind != figure {
		return "", 0
	}
	if v, _, ok := p.number(i + 1); !ok || v.value < least {
		return "", 0
	}
	return initials[p.text[at.start:at.end]], i + 1
}

// currency reads a currency at piece i: the longest form of the table.
func (p *reader) currency(i int) (code string, next int) {
	form := ""
	for j := i; j < len(p.pieces) && j < i+3; j++ {
		if p.pieces[j].kind == figure {
			break
		}
		if j > i && !(p.touch(j) && p.pieces[j].kind == symbol) {
			form += " "
		}
		form += p.pieces[j].lower
		if c, ok := currencies[form]; ok {
			code, next = c, j+1
		}
	}
	return code, next
}
