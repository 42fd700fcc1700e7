package graph

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed fold.tsv
var foldTable string

// foldings are the letters that Unicode does not take apart, and the letters of
// other scripts as names are commonly spelled with Latin ones.
var foldings = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for line := range strings.Lines(foldTable) {
		from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if r, n := utf8.DecodeRuneInString(from); ok && n == len(from) && !strings.HasPrefix(line, "#") {
			m[r] = to
		}
	}
	return m
})

// Fold returns a name as names are compared: small letters without accents, in
// Latin script, words parted by one space. Full stops and apostrophes vanish, so
// that U.S. is us; other punctuation parts words. The result is empty if s holds no
// letter and no digit.
func Fold(s string) string {
	if ascii(s) {
		return foldASCII(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’' || r == '‘' || r == 'ʼ' {
			continue
		}
		r = unicode.ToLower(r)
		to, known := foldings()[r]
		if !known && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		if known {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func foldASCII(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == '.' || c == '\'':
			continue
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+':
		default:
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, c)
	}
	return string(b)
}
