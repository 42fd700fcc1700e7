package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onymous/loader/text"
)

// A page is what an HTML page holds: its text in blocks, and what its head says.
type page struct {
	body   string
	blocks []block
	meta   meta
}

// A block is a paragraph, a heading or an item of a page.
type block struct {
	parts []part
	tag   atom.Atom // the element that it is in: atom.P, atom.H1, atom.Li, atom.Tr, atom.Pre …

	article int  // number of the article or main element that it is in, 0 if in none
	aside   bool // in an element whose name says that it is not the text

	words, linked int // in all, and in links
}

// A part is a piece of the page's text, or white space between two.
type part struct {
	text.Span
	gap int
}

// fill sets the fields of a that it does not have.
func (p *page) fill(a *text.Article) {
	if a.Title == "" {
		a.Title = phrase(p.title())
	}
	if a.Publisher == "" {
		a.Publisher = phrase(p.meta.publisher)
	}
	if a.Date == "" {
		a.Date = isoDate(p.meta.date)
	}
	if a.URL == "" {
		a.URL = strings.TrimSpace(p.meta.url)
	}
}

// title returns the title of the page: what it gives to those who share it, its
// only first heading, or the window's title without the name of the site.
func (p *page) title() string {
	if p.meta.title != "" {
		return html.UnescapeString(p.meta.title)
	}
	heading := ""
	for _, b := range p.blocks {
		if b.tag == atom.H1 && !b.aside {
			e := edit{from: p.body}
			b.write(&e)
			heading, _ = e.done()
			break
		}
	}
	if heading != "" {
		return heading
	}
	t := p.meta.window
	for _, sep := range []string{" | ", " - ", " – ", " — "} {
		if at := strings.LastIndex(t, sep); at > len(t)/3 {
			return t[:at]
		}
	}
	return t
}

// write appends the text of the page.
func (p *page) write(e *edit) {
	for _, b := range content(p.blocks) {
		e.leave(paragraphGap, b.parts[0].Start)
		if b.tag == atom.Li || b.tag == atom.Tr {
			e.put("•", b.parts[0].Start)
			e.leave(spaceGap, b.parts[0].Start)
		}
		b.write(e)
	}
}

func (b block) write(e *edit) {
	for _, p := range b.parts {
		if p.gap != noGap {
			e.leave(p.gap, p.Start)
			continue
		}
		unescape(e, p.Span, b.tag != atom.Pre)
	}
}

// longestEntity bounds a character reference in bytes.
const longestEntity = 34

// unescape appends the bytes of s with character references replaced.
func unescape(e *edit, s text.Span, flow bool) {
	for i := s.Start; i < s.End; {
		at := strings.IndexByte(e.from[i:s.End], '&')
		if at < 0 {
			e.fold(i, s.End, flow)
			return
		}
		e.fold(i, i+at, flow)
		i += at
		n := 1
		ref := e.from[i:min(s.End, i+longestEntity)]
		if semi := strings.IndexByte(ref, ';'); semi > 0 {
			if out := html.UnescapeString(ref[:semi+1]); out != ref[:semi+1] {
				putFolded(e, out, i)
				i += semi + 1
				continue
			}
		}
		e.fold(i, i+n, flow)
		i += n
	}
}

// putFolded appends what a character reference stands for.
func putFolded(e *edit, s string, from int) {
	f := edit{from: s}
	f.fold(0, len(s), true)
	out, _ := f.done()
	if out != "" {
		e.put(out, from)
	}
	if f.gap != noGap {
		e.leave(spaceGap, from)
	}
}

// Measures of text and of what surrounds it, after Kohlschütter, Fankhauser and
// Nejdl, "Boilerplate Detection using Shallow Text Features" (2010): text is
// long and has few links.
const (
	longBlock    = 14 // words
	fewestInMain = 40 // words by which an article element is taken for the article
)

// content returns the blocks that are the text of the page.
func content(blocks []block) []block {
	all := blocks
	blocks = without(blocks, func(b block) bool { return b.aside })
	if words(blocks)*5 < words(all) {
		blocks = all // the names of the elements say nothing here
	}
	if n := mainArticle(blocks); n > 0 {
		return without(blocks, func(b block) bool { return b.article != n || b.isLinks() })
	}
	first, last := -1, -1
	for i, b := range blocks {
		if b.words >= longBlock && b.linked*3 < b.words {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return without(blocks, block.isLinks)
	}
	for first > 0 && isHeading(blocks[first-1].tag) {
		first--
	}
	return without(blocks[first:last+1], block.isLinks)
}

// isLinks reports whether most of the block's words are links.
func (b block) isLinks() bool { return b.linked*2 > b.words && !isHeading(b.tag) }

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// mainArticle returns the number of the article element with the most words, or
// 0 if none has enough.
func mainArticle(blocks []block) int {
	count := make(map[int]int)
	for _, b := range blocks {
		if !b.isLinks() {
			count[b.article] += b.words
		}
	}
	delete(count, 0)
	best := 0
	for n, c := range count {
		if c >= fewestInMain && (best == 0 || c > count[best] || c == count[best] && n < best) {
			best = n
		}
	}
	return best
}

func words(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += b.words
	}
	return n
}

func without(blocks []block, drop func(block) bool) []block {
	var kept []block
	for _, b := range blocks {
		if !drop(b) {
			kept = append(kept, b)
		}
	}
	return kept
}
