package guard

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// NullName is the name of the variable that Scan puts in the place of the
// literal null. No document can use it otherwise: Scan refuses names that begin
// with two underscores after a dollar.
const NullName = "__n"

// Text is a document that Scan has let pass.
type Text struct {
	// Source is the document as the client sent it.
	Source []byte

	// Parsed is what to give to the parser: of the same length, with the same
	// offsets, but with $__n for null and without the escapes that the parser
	// of graphql-go does not know. It may share memory with Source.
	Parsed []byte

	// Escapes reports whether string values must be read from Source, because
	// Parsed has other text in their place.
	Escapes bool
}

// scanner is the state of Scan. It follows only what it needs to tell null as
// a value from null as a name.
type scanner struct {
	text   *Text
	limits Limits
	tokens int
	stack  []byte // open brackets
	prev   byte   // first byte of the last token
	copied bool
}

// Scan checks the length, the tokens and the nesting of a document. Text that is
// no GraphQL passes: to refuse it is the parser's work.
func Scan(source []byte, l Limits) (*Text, error) {
	if len(source) > l.QueryBytes {
		return nil, &Error{"query-bytes", l.QueryBytes, -1, fmt.Sprintf("the query has %d bytes", len(source))}
	}
	s := &scanner{text: &Text{Source: source, Parsed: source}, limits: l}
	for i := 0; i < len(source); {
		next, err := s.token(i)
		if err != nil {
			return nil, err
		}
		i = next
	}
	return s.text, nil
}

// token reads what begins at offset i and returns where the next thing begins.
func (s *scanner) token(i int) (int, error) {
	src := s.text.Source
	c := src[i]
	switch {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
		return i + 1, nil
	case c == '#':
		end := bytes.IndexAny(src[i:], "\n\r")
		if end < 0 {
			return len(src), nil
		}
		return i + end, nil
	}
	if s.tokens++; s.tokens > s.limits.Tokens {
		return 0, &Error{"tokens", s.limits.Tokens, i, "the query has too many tokens"}
	}
	end := i + 1
	switch {
	case c == '"':
		end = s.str(i)
	case isNameStart(c):
		for end < len(src) && (isNameStart(src[end]) || isDigit(src[end])) {
			end++
		}
		if err := s.name(i, end); err != nil {
			return 0, err
		}
	case isDigit(c) || c == '-':
		for end < len(src) && (isNameStart(src[end]) || isDigit(src[end]) || src[end] == '.' || src[end] == '+' || src[end] == '-') {
			end++
		}
	case c == '{' || c == '[' || c == '(':
		if len(s.stack) >= s.limits.Nesting {
			return 0, &Error{"nesting", s.limits.Nesting, i, "the query opens too many brackets within each other"}
		}
		s.stack = append(s.stack, c)
	case c == '}' || c == ']' || c == ')':
		if len(s.stack) > 0 {
			s.stack = s.stack[:len(s.stack)-1]
		}
	}
	s.prev = c
	return end, nil
}

// name looks at the name in [i, end): it puts a variable in the place of null
// where null is a value.
func (s *scanner) name(i, end int) error {
	name := s.text.Source[i:end]
	if s.prev == '$' && bytes.HasPrefix(name, []byte(NullName)) {
		return &Error{"variable-names", 0, i, "a variable must not begin with " + NullName}
	}
	if string(name) == "null" && s.isValue() {
		copy(s.change()[i:end], "$"+NullName)
	}
	return nil
}

// isValue reports whether a name that comes now stands for a value.
func (s *scanner) isValue() bool {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if s.stack[i] == '(' {
			return s.prev == ':' || s.prev == '=' || s.stack[len(s.stack)-1] == '['
		}
	}
	return false
}

// str returns the end of the string that begins at i.
func (s *scanner) str(i int) int {
	src := s.text.Source
	if bytes.HasPrefix(src[i:], []byte(`"""`)) {
		for j := i + 3; j < len(src); j++ {
			if src[j] == '\\' && bytes.HasPrefix(src[j:], []byte(`\"""`)) {
				j += 3
			} else if bytes.HasPrefix(src[j:], []byte(`"""`)) {
				return j + 3
			}
		}
		return len(src)
	}
	for j := i + 1; j < len(src); j++ {
		switch src[j] {
		case '\\':
			if n := wideEscape(src[j:]); n > 0 {
				s.text.Escapes = true
				parsed := s.change()
				for k := j; k < j+n; k++ {
					parsed[k] = '?'
				}
				j += n - 1
				continue
			}
			j++
		case '"':
			return j + 1
		case '\n', '\r':
			return j // not a string: the parser says so
		}
	}
	return len(src)
}

// change returns the bytes for the parser, which from now on are a copy.
func (s *scanner) change() []byte {
	if !s.copied {
		s.text.Parsed = append([]byte(nil), s.text.Source...)
		s.copied = true
	}
	return s.text.Parsed
}

// wideEscape returns the length of an escape that graphql-go's lexer does not
// know or reads wrongly, such as \u{1F600} or a pair of surrogates, or 0.
func wideEscape(b []byte) int {
	r, n := DecodeEscape(b)
	if n == 0 || n == 6 && r != utf8.RuneError {
		return 0
	}
	return n
}

// DecodeEscape reads an escape that begins with \u and returns its character
// and its length, 0 if it is none.
func DecodeEscape(b []byte) (rune, int) {
	if len(b) < 3 || b[0] != '\\' || b[1] != 'u' {
		return 0, 0
	}
	if b[2] == '{' {
		end := bytes.IndexByte(b[:min(len(b), 12)], '}')
		if end < 4 {
			return 0, 0
		}
		r, ok := hex(b[3:end])
		if !ok || !utf8.ValidRune(r) {
			return 0, 0
		}
		return r, end + 1
	}
	if len(b) < 6 {
		return 0, 0
	}
	high, ok := hex(b[2:6])
	if !ok {
		return 0, 0
	}
	if high < 0xD800 || high > 0xDBFF || len(b) < 12 || b[6] != '\\' || b[7] != 'u' {
		return high, 6
	}
	low, ok := hex(b[8:12])
	if !ok || low < 0xDC00 || low > 0xDFFF {
		return high, 6
	}
	return (high-0xD800)<<10 + (low - 0xDC00) + 0x10000, 12
}

func hex(b []byte) (rune, bool) {
	var r rune
	if len(b) > 6 {
		return 0, false
	}
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, len(b) > 0
}

func isNameStart(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
