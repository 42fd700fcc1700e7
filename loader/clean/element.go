package clean

import (
	_ "embed"
	"strings"

	"golang.org/x/net/html/atom"
)

// isBlock reports whether an element begins and ends a paragraph.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Caption, atom.Article, atom.Main, atom.Section,
		atom.Aside, atom.Header, atom.Footer, atom.Nav, atom.Figure, atom.Figcaption, atom.Form, atom.Fieldset, atom.Address, atom.Body,
		atom.Html, atom.Head, atom.Hr, atom.Center, atom.Details, atom.Summary, atom.Dialog:
		return true
	}
	return false
}

// isVoid reports whether an element never has an end tag.
func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// hides reports whether an element holds nothing that is read.
func hides(tag atom.Atom, a attributes) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Nav, atom.Aside, atom.Footer,
		atom.Form, atom.Button, atom.Select, atom.Textarea, atom.Figcaption, atom.Dialog, atom.Head, atom.Title, atom.Video, atom.Audio, atom.Canvas,
		atom.Label, atom.Option:
		return true
	case atom.Sup:
		return strings.Contains(a["class"], "reference")
	}
	switch a["role"] {
	case "navigation", "banner", "contentinfo", "complementary", "dialog", "search", "alert":
		return true
	}
	_, hidden := a["hidden"]
	style := strings.ReplaceAll(a["style"], " ", "")
	return hidden || a["aria-hidden"] == "true" || strings.Contains(style, "display:none")
}

//go:embed aside.txt
var asideText string

// asideWords are the words in names of elements that are not the text.
var asideWords = func() map[string]bool {
	set := make(map[string]bool)
	for line := range strings.Lines(asideText) {
		if !strings.HasPrefix(line, "#") {
			set[strings.TrimSpace(line)] = true
		}
	}
	return set
}()

// isAside reports whether the names of an element, cut into words at hyphens,
// underscores and capitals, have a word that text is not called by.
func isAside(a attributes) bool {
	if len(a) == 0 {
		return false
	}
	return hasAsideWord(a["class"]) || hasAsideWord(a["id"])
}

func hasAsideWord(names string) bool {
	names = names[:min(len(names), 300)]
	start := 0
	for i := 0; i <= len(names); i++ {
		small := i < len(names) && 'a' <= names[i] && names[i] <= 'z'
		capital := i < len(names) && 'A' <= names[i] && names[i] <= 'Z'
		if small || capital && i == start {
			continue
		}
		if asideWords[strings.ToLower(names[start:i])] {
			return true
		}
		start = i
		if !capital {
			start++
		}
	}
	return false
}
