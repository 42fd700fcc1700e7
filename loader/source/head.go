package source

import (
	"strings"

	"onymous/loader/text"
)

// longestHead bounds the head of an article, in lines.
const longestHead = 30

// takeHead moves the head of a's body into its fields, if there is one: lines of
// the form "Key: value" up to an empty line, the first of them with a key that
// is known, or YAML's front matter between lines of three hyphens.
func takeHead(a *text.Article) {
	rest := a.Body
	end := ""
	if a.Markup == text.Markdown && (strings.HasPrefix(rest, "---\n") || strings.HasPrefix(rest, "---\r\n")) {
		end = "---"
		_, rest, _ = strings.Cut(rest, "\n")
	}
	found := *a
	for n := range longestHead {
		line, after, more := strings.Cut(rest, "\n")
		line = strings.TrimRight(line, " \t\r")
		if line == end || !more {
			if line != end && !setField(&found, line, n == 0 && end == "") {
				return
			}
			if n > 0 {
				found.Body = after
				*a = found
			}
			return
		}
		if !setField(&found, line, n == 0 && end == "") {
			return
		}
		rest = after
	}
}

// setField sets the field that the line names. It reports whether the line may
// stand in a head, as its first line if first.
func setField(a *text.Article, line string, first bool) bool {
	key, value, ok := strings.Cut(line, ":")
	if !ok || key == "" || len(key) > 30 || strings.ContainsAny(key, " \t.,\"'") {
		return !first && strings.HasPrefix(line, " ") // the rest of a value
	}
	value = strings.Trim(strings.TrimSpace(value), `"`)
	switch strings.ToLower(key) {
	case "title":
		a.Title = value
	case "date":
		a.Date = value
	case "publisher":
		a.Publisher = value
	case "url":
		a.URL = value
	default:
		return !first && key[0] != '-' && value != ""
	}
	return true
}
