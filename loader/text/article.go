package text

// Markup is the notation that an article's body is written in.
type Markup uint8

// The notations.
const (
	Plain Markup = iota
	Markdown
	HTML
)

// Article is an article as it was found, before it becomes a Doc.
type Article struct {
	// Path is the file, and the line after a colon if it is one of several in
	// the file. It names the article in messages.
	Path string

	// What the head of the article says, as it says it; any may be empty.
	URL, Title, Publisher, Date string

	Body   string // valid UTF-8
	Markup Markup
}
