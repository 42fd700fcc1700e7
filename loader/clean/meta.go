package clean

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"
)

// meta is what a page says about itself. The first word wins.
type meta struct {
	title     string // for those who share the page
	window    string // in the window's bar
	publisher string
	date      string
	url       string

	data bool // whether the open script holds data
}

// metaFields are the names of meta elements by the field that they fill.
var metaFields = map[string]func(*meta) *string{
	"og:title": (*meta).titleField, "twitter:title": (*meta).titleField, "dc.title": (*meta).titleField,
	"og:site_name": (*meta).publisherField, "publisher": (*meta).publisherField, "dc.publisher": (*meta).publisherField, "application-name": (*meta).publisherField,
	"article:published_time": (*meta).dateField, "og:article:published_time": (*meta).dateField, "date": (*meta).dateField, "pubdate": (*meta).dateField,
	"publishdate": (*meta).dateField, "publish-date": (*meta).dateField, "publication_date": (*meta).dateField, "dc.date": (*meta).dateField,
	"dc.date.issued": (*meta).dateField, "dcterms.created": (*meta).dateField, "datepublished": (*meta).dateField, "parsely-pub-date": (*meta).dateField,
	"sailthru.date": (*meta).dateField, "article.published": (*meta).dateField, "originalpublicationdate": (*meta).dateField,
	"og:url": (*meta).urlField,
}

func (m *meta) titleField() *string     { return &m.title }
func (m *meta) publisherField() *string { return &m.publisher }
func (m *meta) dateField() *string      { return &m.date }
func (m *meta) urlField() *string       { return &m.url }

func set(field *string, value string) {
	if *field == "" {
		*field = strings.TrimSpace(value)
	}
}

// start reads a start tag.
func (m *meta) start(tag atom.Atom, a attributes) {
	switch tag {
	case atom.Meta:
		for _, key := range []string{"property", "name", "itemprop"} {
			if field := metaFields[strings.ToLower(a[key])]; field != nil {
				set(field(m), a["content"])
			}
		}
	case atom.Link:
		if a["rel"] == "canonical" {
			set(&m.url, a["href"])
		}
	case atom.Time:
		if a["itemprop"] == "datePublished" || isoDate(a["datetime"]) != "" {
			set(&m.date, a["datetime"])
		}
	case atom.Script:
		m.data = strings.Contains(a["type"], "ld+json")
	}
}

// deepest bounds how deep linked data is looked into.
const deepest = 6

// script reads the text of a script, if it is linked data about the page.
func (m *meta) script(s string) {
	if !m.data {
		return
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil { // a page with broken data is read without it
		m.linked(v, 0)
	}
}

// linked takes the date and the publisher of the first article in v.
func (m *meta) linked(v any, depth int) {
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linked(e, depth+1)
		}
	case map[string]any:
		if date, ok := v["datePublished"].(string); ok {
			set(&m.date, date)
			if headline, ok := v["headline"].(string); ok {
				set(&m.title, headline)
			}
			if p, ok := v["publisher"].(map[string]any); ok {
				if name, ok := p["name"].(string); ok {
					set(&m.publisher, name)
				}
			}
			return
		}
		if graph, ok := v["@graph"]; ok {
			m.linked(graph, depth+1)
		}
	}
}
