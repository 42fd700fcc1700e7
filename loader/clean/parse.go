package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onymous/loader/text"
)

// A parser walks over the tags of a page. It keeps a stack of open elements
// instead of a tree, so that a page of a million brackets costs no more than its
// bytes.
type parser struct {
	page
	tokens *html.Tokenizer
	offset int // of the token in the page

	open    []element
	current block
	article int // number of the last article element
}

// An element is one that is open.
type element struct {
	tag     atom.Atom
	name    string // for tags without an atom
	block   atom.Atom
	article int
	hidden  bool // holds nothing that is read
	aside   bool
	link    bool
	pre     bool
}

// maxOpen bounds the stack; deeper elements are taken for text of the deepest.
// reach bounds how far up an end tag looks for its start.
const (
	maxOpen = 1000
	reach   = 50
)

func parsePage(body string) *page {
	p := parser{page: page{body: body}, tokens: html.NewTokenizer(strings.NewReader(body))}
	p.current.tag = atom.Div
	for {
		kind := p.tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		// The tokenizer lower-cases names in place: lengths stay.
		n := len(p.tokens.Raw())
		p.token(kind, n)
		p.offset += n
	}
	p.flush()
	return &p.page
}

func (p *parser) token(kind html.TokenType, n int) {
	switch kind {
	case html.TextToken:
		p.text(text.Span{Start: p.offset, End: p.offset + n})
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := p.tokens.TagName()
		tag := atom.Lookup(name)
		e := element{tag: tag}
		if tag == 0 {
			e.name = string(name)
		}
		p.start(e, kind == html.SelfClosingTagToken, p.attributes(more))
	case html.EndTagToken:
		name, _ := p.tokens.TagName()
		tag := atom.Lookup(name)
		e := element{tag: tag}
		if tag == 0 {
			e.name = string(name)
		}
		p.end(e)
	}
}

// attributes are those that matter here.
type attributes map[string]string

// maxAttributes bounds how many attributes of a tag are looked at.
const maxAttributes = 40

func (p *parser) attributes(more bool) attributes {
	if !more {
		return nil
	}
	a := attributes{}
	for i := 0; more && i < maxAttributes; i++ {
		var key, value []byte
		key, value, more = p.tokens.TagAttr()
		if _, twice := a[string(key)]; !twice {
			a[string(key)] = string(value)
		}
	}
	return a
}

// top returns the innermost open element.
func (p *parser) top() element {
	if len(p.open) == 0 {
		return element{block: atom.Div}
	}
	return p.open[len(p.open)-1]
}

func (p *parser) start(e element, closed bool, a attributes) {
	up := p.top()
	e.block, e.article, e.hidden, e.aside, e.link, e.pre = up.block, up.article, up.hidden, up.aside, up.link, up.pre
	p.meta.start(e.tag, a)
	switch {
	case e.tag == atom.Br:
		p.lineBreak()
		return
	case isVoid(e.tag):
		return
	case isBlock(e.tag):
		p.flush()
		e.block = e.tag
		if up.block == atom.Li && (e.tag == atom.P || e.tag == atom.Div) {
			e.block = atom.Li // an item whose text is in a paragraph of its own
		}
		p.implied(e.tag)
	case e.tag == atom.Td || e.tag == atom.Th:
		p.gap(spaceGap)
	case e.tag == atom.A:
		e.link = true
	}
	if e.tag == atom.Article || e.tag == atom.Main || a["itemprop"] == "articleBody" || a["role"] == "main" {
		p.article++
		e.article = p.article
	}
	e.hidden = e.hidden || hides(e.tag, a)
	e.aside = e.aside || isAside(a)
	if isBlock(e.tag) {
		p.restart(e)
	}
	if !closed && len(p.open) < maxOpen {
		p.open = append(p.open, e)
	}
}

// implied closes the paragraph or the item that a new block ends without saying
// so.
func (p *parser) implied(tag atom.Atom) {
	for n := len(p.open); n > 0; n-- {
		top := p.open[n-1].tag
		if top == atom.P || top == atom.Li && tag == atom.Li || (top == atom.Dt || top == atom.Dd) && (tag == atom.Dt || tag == atom.Dd) {
			p.open = p.open[:n-1]
			return
		}
		if isBlock(top) {
			return
		}
	}
}

func (p *parser) end(e element) {
	for i := len(p.open) - 1; i >= 0 && i >= len(p.open)-reach; i-- {
		if p.open[i].tag != e.tag || p.open[i].name != e.name {
			continue
		}
		if isBlock(e.tag) || e.tag == 0 || p.open[i].hidden {
			p.flush()
		}
		p.open = p.open[:i]
		break
	}
	if isBlock(e.tag) {
		p.flush()
	}
	p.restart(p.top())
}

// restart sets what the next block is, if it has no text yet.
func (p *parser) restart(e element) {
	if len(p.current.parts) == 0 {
		p.current = block{tag: e.block, article: e.article, aside: e.aside}
	}
}

// text adds a piece of text to the block.
func (p *parser) text(s text.Span) {
	top := p.top()
	words := p.body[s.Start:s.End]
	if top.tag == atom.Title && p.meta.window == "" {
		p.meta.window = html.UnescapeString(strings.TrimSpace(words))
	}
	if top.tag == atom.Script {
		p.meta.script(words)
	}
	if top.hidden {
		return
	}
	n := countWords(words)
	if n == 0 && len(p.current.parts) == 0 {
		return
	}
	p.current.parts = append(p.current.parts, part{s, noGap})
	p.current.words += n
	if top.link {
		p.current.linked += n
	}
}

func countWords(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// gap adds white space to the block.
func (p *parser) gap(kind int) {
	if len(p.current.parts) > 0 {
		p.current.parts = append(p.current.parts, part{text.Span{Start: p.offset, End: p.offset}, kind})
	}
}

// lineBreak ends a line; two in a row end the block.
func (p *parser) lineBreak() {
	for n := len(p.current.parts) - 1; n >= 0; n-- {
		last := p.current.parts[n]
		if last.gap == lineGap {
			p.flush()
			return
		}
		if strings.TrimSpace(p.body[last.Start:last.End]) != "" {
			break
		}
	}
	p.gap(lineGap)
}

// flush ends the block.
func (p *parser) flush() {
	if p.current.words > 0 {
		p.blocks = append(p.blocks, p.current)
	}
	p.current = block{}
	p.restart(p.top())
}
