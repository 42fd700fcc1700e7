// Package clean turns an article as it was found into the document that the
// stages read.
//
// Markup goes, and so does what stands around the text of a page: menus, share
// bars, captions, notes on cookies, other articles. What remains is paragraphs
// with an empty line between them, items of lists with a bullet before them, in
// Unicode's normal form C, without control characters, with single spaces. A
// paragraph that is there twice is kept once. If there is a title that the text
// does not begin with, it becomes the first paragraph. A date that neither head
// nor page gives is taken from the dateline.
//
// # What can surprise
//
// The line breaks of plain text stay: only package sentence knows whether they
// mean something. Boilerplate in plain text stays too, and is marked by it. A
// Map leads from the cleaned text back to where it was in the article's body.
package clean

import (
	"errors"
	"strings"
	"unicode"

	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// ErrEmpty means that an article has no text to read.
var ErrEmpty = errors.New("has no text")

// Result is a cleaned article.
type Result struct {
	// Article is what was cleaned, with the fields that its head left empty
	// filled from the page and all of them normalised.
	Article text.Article

	// Doc has the title, publisher, date and text, and no layers.
	Doc *text.Doc

	// Map leads from Doc.Text to Article.Body.
	Map Map

	// Foreign is set if the text is in another language than English, which
	// the stages cannot read.
	Foreign bool
}

// Clean cleans an article. It returns ErrEmpty if nothing is left of it. It
// takes time linear in the length of the body.
func Clean(a text.Article) (Result, error) {
	a.Title, a.Publisher, a.URL = phrase(a.Title), phrase(a.Publisher), strings.TrimSpace(a.URL)
	a.Date = isoDate(a.Date)

	e := edit{from: a.Body}
	switch a.Markup {
	case text.HTML:
		p := parsePage(a.Body)
		p.fill(&a)
		p.write(&e)
	case text.Markdown:
		writeMarkdown(&e)
	default:
		e.fold(0, len(a.Body), false)
	}
	body, m := e.done()
	body, m = m.normalise(body)
	body, m = m.once(body)
	if !readable(body) {
		return Result{}, ErrEmpty
	}
	if a.Title == "" {
		a.Title = firstHeading(body)
	}
	body, m = m.begin(body, a.Title)
	if a.Date == "" {
		a.Date = calendar.Dateline(body).String()
	}
	d := &text.Doc{Title: a.Title, Publisher: a.Publisher, Date: a.Date, Text: body}
	return Result{a, d, m, foreign(body)}, nil
}

// phrase returns s as one line in normal form.
func phrase(s string) string {
	e := edit{from: s}
	e.fold(0, len(s), true)
	out, m := e.done()
	out, _ = m.normalise(out)
	return out
}

func readable(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// longestTitle bounds a title that the text begins with, in bytes.
const longestTitle = 160

// firstHeading returns the first paragraph of s if it is one line and ends like
// a title, else "".
func firstHeading(s string) string {
	line, rest, more := strings.Cut(s, "\n")
	if !more || !strings.HasPrefix(rest, "\n") || len(line) > longestTitle || strings.Contains(line, " | ") {
		return ""
	}
	if strings.ContainsAny(line[len(line)-1:], ".,:;)") || strings.HasSuffix(line, "…") {
		return ""
	}
	return line
}
