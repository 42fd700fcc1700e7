package graph

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonParser reads one JSON value. The first error stays, and ends all loops.
type jsonParser struct {
	data  string
	at    int
	depth int
	err   error
}

// maxJSONDepth bounds how deep values that are passed over may be nested.
const maxJSONDepth = 1_000

func (p *jsonParser) fail(format string, a ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("at byte %d: %s", p.at, fmt.Sprintf(format, a...))
	}
	p.at = len(p.data)
}

// peek returns the next byte that is no space, or 0 at the end.
func (p *jsonParser) peek() byte {
	for ; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// take reads a byte that has to follow.
func (p *jsonParser) take(want byte) {
	if c := p.peek(); c != want || c == 0 {
		p.fail("want %q", want)
		return
	}
	p.at++
}

// null reads null, if it follows: it leaves everything as it is.
func (p *jsonParser) null() bool {
	if p.peek() != 'n' {
		return false
	}
	p.literal("null")
	return true
}

func (p *jsonParser) literal(word string) {
	if !strings.HasPrefix(p.data[p.at:], word) {
		p.fail("want %s", word)
		return
	}
	p.at += len(word)
}

// object reads an object and calls member after each name; member reads the value.
func (p *jsonParser) object(member func(name string)) {
	if p.null() || p.err != nil {
		return
	}
	p.take('{')
	for first := true; p.err == nil; first = false {
		if p.peek() == '}' && first {
			p.at++
			return
		}
		if p.peek() != '"' {
			p.fail("want the name of a member")
			return
		}
		name := p.string()
		p.take(':')
		if p.err == nil {
			member(name)
		}
		if p.peek() != ',' {
			p.take('}')
			return
		}
		p.at++
	}
}

// array reads an array and calls element for each of its values.
func (p *jsonParser) array(element func()) {
	if p.null() || p.err != nil {
		return
	}
	p.take('[')
	if p.peek() == ']' && p.err == nil {
		p.at++
		return
	}
	for p.err == nil {
		element()
		if p.peek() != ',' {
			p.take(']')
			return
		}
		p.at++
	}
}

// string reads a string, or null as an empty one.
func (p *jsonParser) string() string {
	if p.null() {
		return ""
	}
	p.take('"')
	start := p.at
	for ; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; {
		case c == '"':
			s := p.data[start:p.at]
			p.at++
			if !utf8.ValidString(s) {
				return strings.ToValidUTF8(s, "\uFFFD")
			}
			return s
		case c == '\\', c < ' ':
			return p.escaped(start)
		}
	}
	p.fail("the string does not end")
	return ""
}

// escaped reads the rest of a string that has an escape.
func (p *jsonParser) escaped(start int) string {
	var b strings.Builder
	b.WriteString(p.data[start:p.at])
	for p.at < len(p.data) {
		c := p.data[p.at]
		p.at++
		switch {
		case c == '"':
			return strings.ToValidUTF8(b.String(), "\uFFFD")
		case c < ' ':
			p.fail("a string holds control character %d", c)
			return ""
		case c != '\\':
			b.WriteByte(c)
		default:
			p.escape(&b)
		}
	}
	p.fail("the string does not end")
	return ""
}

// escape reads what follows a backslash.
func (p *jsonParser) escape(b *strings.Builder) {
	if p.at >= len(p.data) {
		return
	}
	c := p.data[p.at]
	p.at++
	if c == 'u' {
		b.WriteRune(p.unicode())
		return
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		p.fail("a string holds the escape %q", c)
		return
	}
	b.WriteByte("\"\\/\b\f\n\r\t"[i])
}

// unicode reads the four digits of a \u escape, and the second half of a pair.
func (p *jsonParser) unicode() rune {
	r, ok := p.hex(p.at)
	if !ok {
		p.fail("a string holds an escape without four hexadecimal digits")
		return 0
	}
	p.at += 4
	if !utf16.IsSurrogate(r) {
		return r
	}
	if strings.HasPrefix(p.data[p.at:], `\u`) {
		if second, ok := p.hex(p.at + 2); ok {
			if pair := utf16.DecodeRune(r, second); pair != utf8.RuneError {
				p.at += 6
				return pair
			}
		}
	}
	return utf8.RuneError
}

func (p *jsonParser) hex(at int) (rune, bool) {
	if at+4 > len(p.data) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.data[at:at+4], 16, 16)
	return rune(n), err == nil && p.data[at] != '+' && p.data[at] != '_'
}

// bool reads true or false, or null as false.
func (p *jsonParser) bool() bool {
	switch p.peek() {
	case 't':
		p.literal("true")
		return true
	case 'f':
		p.literal("false")
	case 'n':
		p.literal("null")
	default:
		p.fail("want true or false")
	}
	return false
}

// int reads a whole number, or null as 0.
func (p *jsonParser) int() int {
	if p.null() {
		return 0
	}
	text := p.number()
	n, err := strconv.Atoi(text)
	if err != nil && p.err == nil {
		p.fail("%s is no whole number", text)
	}
	return n
}

// number reads the text of a number.
func (p *jsonParser) number() string {
	p.peek()
	start := p.at
	digits := func() {
		from := p.at
		for p.at < len(p.data) && p.data[p.at] >= '0' && p.data[p.at] <= '9' {
			p.at++
		}
		if p.at == from {
			p.fail("want a digit")
		}
	}
	next := func(set string) bool { return p.at < len(p.data) && strings.IndexByte(set, p.data[p.at]) >= 0 }
	if next("-") {
		p.at++
	}
	if next("0") {
		p.at++
	} else {
		digits()
	}
	if next(".") {
		p.at++
		digits()
	}
	if next("eE") {
		if p.at++; next("+-") {
			p.at++
		}
		digits()
	}
	if p.err != nil {
		return ""
	}
	return p.data[start:p.at]
}

// skip passes over a value.
func (p *jsonParser) skip() {
	if p.depth++; p.depth > maxJSONDepth {
		p.fail("values are nested deeper than %d", maxJSONDepth)
	}
	switch c := p.peek(); c {
	case '{':
		p.object(func(string) { p.skip() })
	case '[':
		p.array(p.skip)
	case '"':
		p.string()
	case 't', 'f', 'n':
		p.bool()
	default:
		p.number()
	}
	p.depth--
}

// raw passes over a value and returns its text.
func (p *jsonParser) raw() json.RawMessage {
	p.peek()
	start := p.at
	p.skip()
	if p.err != nil {
		return nil
	}
	return json.RawMessage(p.data[start:p.at])
}
