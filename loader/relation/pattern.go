package relation

import (
	"fmt"
	"strings"

	"onymous/graph/ontology"
)

// pattern is words and mentions in a row that say that two of the mentions are
// joined.
type pattern struct {
	name      string
	elements  []element
	needed    [][]wordMask // of each element of words that may not be missing
	kinds     []kindSet    // of each mention that may not be missing
	edge      ontology.EdgeKind
	from, to  byte // labels of elements
	fixed     [ontology.AttributeCount]string
	title     bool // what the element "post" matched is the title
	role      bool // the role is that of the word that "role" or "running" matched
	town      bool // the second end is no country
	seat      bool // the second end is a town, and not where somebody was arrested
	crime     bool // what is said of a suspect is an allegation
	adjective bool // the second end is named by the adjective of a country: "Romanian"
	folk      bool // the second end is named by a word for its people: "Russians", "Russian nationals"
}

// element matches some tokens of a pattern.
type element struct {
	typ      elementType
	label    byte
	kinds    kindSet
	words    []string
	set      *wordSet // words, by number
	optional bool
	most     int  // of gap: how many tokens
	whole    bool // of post: all of its words
}

// anySite is the label of the site that the text speaks of, where a pattern names none.
const anySite = '*'

type elementType uint8

const (
	mentionElement elementType = iota + 1
	wordElement                // one of some words
	postElement                // a post: "deputy executive director for operations"
	numberElement              // an age, a year
	asideElement               // quotation marks, commas and an age behind a name
	roleElement                // a noun for a post at a site: "administrator"
	runningElement             // a verb for what who runs a site does: "founded", "set up"
	someoneElement             // a noun for a person
	folkElement                // a noun for a person that is no office
	strangeElement             // a name of up to three words that is no mention
	gapElement                 // up to some words that are no names, no verbs and no conjunctions
	wideElement                // up to some words that are no names of places or people
	notElement                 // no mention of these kinds and none of these words is here; takes no token
)

// plainElements are the elements that are written with a word.
var plainElements = map[string]elementType{
	"post": postElement, "whole-post": postElement, "number": numberElement, "aside": asideElement, "role": roleElement,
	"running": runningElement, "someone": someoneElement, "folk": folkElement, "strange": strangeElement,
}

func (l *tables) readPattern(c []string) error {
	p := &pattern{name: c[0]}
	for _, word := range strings.Fields(c[1]) {
		e, err := parseElement(word)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		p.elements = append(p.elements, e)
	}
	ends := strings.Fields(c[2])
	if len(ends) != 3 || len(ends[0]) != 1 || len(ends[2]) != 1 {
		return fmt.Errorf("%s: %q: want label, edge, label", p.name, c[2])
	}
	edge, ok := ontology.ParseEdgeKind(ends[1])
	if !ok {
		return fmt.Errorf("%s: %q is no kind of edge", p.name, ends[1])
	}
	p.edge, p.from, p.to = edge, ends[0][0], ends[2][0]
	u := rule{name: p.name, edge: edge}
	for _, word := range strings.Fields(c[3]) {
		switch word {
		case "title=post":
			p.title = true
			continue
		case "town":
			p.town = true
			continue
		case "seat":
			p.seat = true
			continue
		case "adjective":
			p.adjective = true
			continue
		case "folk":
			p.folk = true
			continue
		case "role=role":
			p.role = true
			continue
		}
		if err := u.set(word); err != nil {
			return err
		}
	}
	p.fixed, p.crime = u.fixed, u.crime
	if err := l.count(p); err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	l.index(p)
	l.patterns = append(l.patterns, p)
	return p.check()
}

// count gives the words of pattern p their numbers.
func (l *tables) count(p *pattern) (err error) {
	for i := range p.elements {
		e := &p.elements[i]
		if e.typ == mentionElement && !e.optional {
			p.kinds = append(p.kinds, e.kinds)
		}
		if e.typ != wordElement {
			continue
		}
		if e.set, err = l.vocabulary.set(e.words); err != nil {
			return err
		}
		if !e.optional {
			p.needed = append(p.needed, e.set.masks())
		}
	}
	return nil
}

// index notes what pattern p, the next one of the list, begins with.
func (l *tables) index(p *pattern) {
	n, first := int32(len(l.patterns)), &p.elements[0]
	switch {
	case first.optional || first.typ != mentionElement && first.typ != wordElement:
		l.beginAny = append(l.beginAny, n)
	case first.typ == wordElement:
		for _, w := range first.words {
			w := l.vocabulary[w]
			l.beginWord[w] = append(l.beginWord[w], n)
		}
	default:
		for k := range kindCount {
			if kind := ontology.NodeKind(k); first.kinds.has(kind) {
				l.beginKind[kind] = append(l.beginKind[kind], n)
			}
		}
	}
}

// parseElement reads "P:Person", "[of|at]", "post", "number", "..3", each with a
// "?" behind it if it may be missing.
func parseElement(word string) (e element, err error) {
	if w, ok := strings.CutSuffix(word, "?"); ok && w != "" {
		e.optional, word = true, w
	}
	if typ, ok := plainElements[word]; ok {
		e.typ, e.whole = typ, word == "whole-post"
		return e, nil
	}
	switch {
	case strings.HasPrefix(word, "~"):
		e.typ = wideElement
		if _, err := fmt.Sscanf(word, "~%d", &e.most); err != nil {
			return e, fmt.Errorf("%q: want a number after the tilde", word)
		}
	case strings.HasPrefix(word, ".."):
		e.typ = gapElement
		if _, err := fmt.Sscanf(word, "..%d", &e.most); err != nil {
			return e, fmt.Errorf("%q: want a number after the dots", word)
		}
	case strings.HasPrefix(word, "[") && strings.HasSuffix(word, "]"):
		e.typ = wordElement
		e.words = strings.Split(word[1:len(word)-1], "|")
	case strings.HasPrefix(word, "![") && strings.HasSuffix(word, "]"):
		e.typ = notElement
		e.words = strings.Split(word[2:len(word)-1], "|")
	case strings.HasPrefix(word, "!"):
		e.typ = notElement
		e.kinds, err = parseKinds(word[1:])
	case len(word) > 2 && word[1] == ':':
		e.typ, e.label = mentionElement, word[0]
		e.kinds, err = parseKinds(word[2:])
	default:
		return e, fmt.Errorf("%q is no element", word)
	}
	return e, err
}

func (p *pattern) check() error {
	kinds := map[byte]kindSet{anySite: sites}
	for _, e := range p.elements {
		if e.label != 0 {
			kinds[e.label] = e.kinds
		}
	}
	for from := range kindCount {
		for to := range kindCount {
			f, t := ontology.NodeKind(from), ontology.NodeKind(to)
			if kinds[p.from].has(f) && kinds[p.to].has(t) && !p.edge.Joins(f, t) {
				return fmt.Errorf("%s: %s does not join %s to %s", p.name, p.edge, f, t)
			}
		}
	}
	if kinds[p.from] == 0 || kinds[p.to] == 0 {
		return fmt.Errorf("%s: a label of the edge is no mention of the pattern", p.name)
	}
	return nil
}
