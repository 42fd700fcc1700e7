package graph

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A line of an extracted article is read by a parser of its own: encoding/json took
// 70 µs for one of 5 kB, of which it spent half on finding its way by reflection, and a
// load has 300 µs for everything. What it accepts and what it makes of it is the same,
// but for the names of members, whose case counts here; a fuzz test compares them.

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

// parseDocument reads a line.
func parseDocument(data []byte) (*documentJSON, error) {
	p := &jsonParser{data: string(data)}
	d := new(documentJSON)
	p.object(func(name string) {
		switch name {
		case "article":
			p.article(&d.Article)
		case "nodes":
			d.Nodes = d.Nodes[:0]
			p.array(func() { d.Nodes = append(d.Nodes, p.node()) })
		case "edges":
			d.Edges = d.Edges[:0]
			p.array(func() { d.Edges = append(d.Edges, p.edge()) })
		case "facts":
			d.Facts = d.Facts[:0]
			p.array(func() { d.Facts = append(d.Facts, p.fact()) })
		default:
			p.skip()
		}
	})
	if p.peek(); p.err == nil && p.at < len(p.data) {
		p.fail("something follows the article")
	}
	return d, p.err
}

func (p *jsonParser) article(a *articleJSON) {
	p.object(func(name string) {
		switch name {
		case "id":
			a.ID = p.string()
		case "path":
			a.Path = p.string()
		case "url":
			a.URL = p.string()
		case "title":
			a.Title = p.string()
		case "date":
			a.Date = p.string()
		case "publisher":
			a.Publisher = p.string()
		case "text":
			a.Text = p.string()
		default:
			p.skip()
		}
	})
}

func (p *jsonParser) node() (n nodeJSON) {
	p.object(func(name string) {
		switch name {
		case "id":
			n.ID = p.string()
		case "kind":
			n.Kind = p.string()
		case "name":
			n.Name = p.string()
		case "unnamed":
			n.Unnamed = p.bool()
		case "aliases":
			n.Aliases = nil
			p.array(func() { n.Aliases = append(n.Aliases, p.string()) })
		case "spans":
			n.Spans = nil
			p.array(func() { n.Spans = append(n.Spans, p.span()) })
		default:
			p.skip()
		}
	})
	return n
}

// span reads [start, end]. Numbers that are missing are 0, more than two are passed
// over.
func (p *jsonParser) span() (s [2]int) {
	i := 0
	p.array(func() {
		if i < 2 {
			s[i] = p.int()
		} else {
			p.skip()
		}
		i++
	})
	return s
}

func (p *jsonParser) evidence() (list []evidenceJSON) {
	p.array(func() {
		var e evidenceJSON
		p.object(func(name string) {
			switch name {
			case "start":
				e.Start = p.int()
			case "end":
				e.End = p.int()
			case "quote":
				e.Quote = p.string()
			default:
				p.skip()
			}
		})
		list = append(list, e)
	})
	return list
}

func (p *jsonParser) edge() (e edgeJSON) {
	p.object(func(name string) {
		switch name {
		case "from":
			e.From = p.string()
		case "kind":
			e.Kind = p.string()
		case "to":
			e.To = p.string()
		case "role":
			e.Role = p.string()
		case "outcome":
			e.Outcome = p.string()
		case "date":
			e.Date = p.string()
		case "title":
			e.Title = p.string()
		case "alleged":
			e.Alleged = p.bool()
		case "evidence":
			e.Evidence = p.evidence()
		case "rule":
			e.Rule = p.string()
		case "why":
			e.Why = p.string()
		default:
			p.skip()
		}
	})
	return e
}

func (p *jsonParser) fact() (f factJSON) {
	p.object(func(name string) {
		switch name {
		case "node":
			f.Node = p.string()
		case "key":
			f.Key = p.string()
		case "value":
			f.Value = p.raw()
		case "bound":
			f.Bound = p.string()
		case "alleged":
			f.Alleged = p.bool()
		case "evidence":
			f.Evidence = p.evidence()
		case "rule":
			f.Rule = p.string()
		case "why":
			f.Why = p.string()
		default:
			p.skip()
		}
	})
	return f
}
