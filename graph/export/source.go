package export

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
)

// A Skip is told what an import leaves out: the line where it is, and why.
type Skip func(line int, reason error)

// maxSourceClaims bounds what one source says, so that the articles made
// of it stay within the limits of the store.
const maxSourceClaims = 20_000

// ReadEdges yields an article for each source of a CSV file of people's own nodes
// and edges, in the order in which the sources first come. Its columns:
//
//	from, from_kind   the node, and its kind such as Person
//	edge              the kind of edge, such as ADMINISTERED; empty for a node alone
//	to, to_kind       the other node
//	source            who says so: an address, or words
//	quote             the sentence that says so; optional, as all that follow
//	role, outcome, date, title, alleged   what the edge may have
//
// A source with a row that cannot be used is left out whole, for half of what it
// says would be another thing. So is the last source of a file that breaks off. The
// file is held in memory. The sequence ends with an error if the file cannot be read
// or lacks a column.
func ReadEdges(r io.Reader, skip Skip) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		sources, order := map[string]*source{}, []*source(nil)
		rows := newTable(r, "from", "from_kind", "edge", "to", "to_kind", "source")
		var last *source
		for {
			row, err := rows.next()
			if err == io.EOF {
				break
			}
			if err != nil && (row.line < 2 || !errors.Is(err, graph.ErrInvalid)) {
				yield(nil, err)
				return
			}
			if err != nil {
				// The file breaks off, perhaps in the middle of what the last source says.
				skip(row.line, err)
				if last != nil && last.wrong == nil {
					last.wrong, last.line = fmt.Errorf("%w: the file breaks off in its source", graph.ErrInvalid), row.line
				}
				break
			}
			name := row.get("source")
			if last = sources[name]; last == nil {
				last = newSource("import:"+name, name)
				sources[last.doc.Article.Title] = last
				order = append(order, last)
			}
			if err := last.row(row); err != nil && last.wrong == nil {
				last.wrong, last.line = err, row.line
			}
		}
		for _, s := range order {
			if s.wrong != nil {
				skip(s.line, s.wrong)
				continue
			}
			if !yield(s.document(), nil) {
				return
			}
		}
	}
}

// source gathers what one source says into an article whose text is the sentences.
type source struct {
	doc   graph.Document
	nodes map[string]int // index of a mention by kind and name
	text  strings.Builder

	wrong error // the first row that cannot be used
	line  int
}

func newSource(key, title string) *source {
	s := &source{nodes: map[string]int{}}
	s.doc.Article.Key, s.doc.Article.Title = strings.Clone(key), strings.Clone(title)
	if strings.HasPrefix(title, "https://") || strings.HasPrefix(title, "http://") {
		s.doc.Article.URL = s.doc.Article.Title
	}
	return s
}

func (s *source) row(row tableRow) error {
	if row.get("source") == "" {
		return fmt.Errorf("%w: it names no source", graph.ErrInvalid)
	}
	from, err := s.node(row.get("from_kind"), row.get("from"))
	if err != nil {
		return err
	}
	if row.get("edge") == "" {
		s.refer(from, s.say(row.get("quote"), row.get("from")+"."))
		return nil
	}
	kind, ok := ontology.ParseEdgeKind(row.get("edge"))
	if !ok || kind == ontology.Mentions {
		return fmt.Errorf("%w: there is no kind of edge %q", graph.ErrInvalid, row.get("edge"))
	}
	to, err := s.node(row.get("to_kind"), row.get("to"))
	if err != nil {
		return err
	}
	c := graph.Claim{Edge: kind, From: from, To: to, Rule: "import", Alleged: row.get("alleged") == "true"}
	for a, name := range attributeNames {
		c.Attributes[a] = strings.Clone(row.get(name))
	}
	return s.claim(c, row.get("quote"))
}

// claim adds a claim with its sentence, or one made of it.
func (s *source) claim(c graph.Claim, quote string) error {
	from, to := &s.doc.Mentions[c.From], &s.doc.Mentions[c.To]
	switch {
	case c.Edge != 0 && !c.Edge.Joins(from.Kind, to.Kind):
		return fmt.Errorf("%w: no edge %s leads from %s to %s", graph.ErrInvalid, c.Edge, from.Kind, to.Kind)
	case len(s.doc.Claims) == maxSourceClaims:
		return fmt.Errorf("%w: one source says more than %d things", graph.ErrInvalid, maxSourceClaims)
	}
	for a, value := range c.Attributes {
		if value == "" {
			continue
		}
		t := c.Edge.Attribute(ontology.Attribute(a))
		if t == nil || !t.Allows(value) || t.Type == ontology.PartialDate && !isDate(value) {
			return fmt.Errorf("%w: an edge %s has no %s %q", graph.ErrInvalid, c.Edge, attributeNames[a], value)
		}
	}
	made := from.Name + " " + edgeWordsOf(c) + "."
	if c.Edge != 0 {
		made = from.Name + " " + edgeWordsOf(c) + " " + to.Name + "."
	}
	span := s.say(quote, made)
	c.Evidence = []graph.Span{span}
	s.refer(c.From, span)
	if c.Edge != 0 {
		s.refer(c.To, span)
	}
	s.doc.Claims = append(s.doc.Claims, c)
	return nil
}

// isDate reports whether a text is a date that the store takes.
func isDate(text string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

func edgeWordsOf(c graph.Claim) string {
	if c.Edge != 0 {
		return edgeWords(c.Edge)
	}
	return c.Fact.String() + " " + factText(c.Fact, c.Value)
}

// node returns the mention of a node.
func (s *source) node(kind, name string) (int, error) {
	k, ok := ontology.ParseNodeKind(kind)
	if !ok || k == ontology.Article {
		return 0, fmt.Errorf("%w: there is no kind of node %q", graph.ErrInvalid, kind)
	}
	if graph.Fold(name) == "" {
		return 0, fmt.Errorf("%w: the name %q has no letter and no digit", graph.ErrInvalid, name)
	}
	return s.mention(k, strings.Clone(name), nil), nil
}

func (s *source) mention(k ontology.NodeKind, name string, aliases []string) int {
	key := k.String() + "\x00" + name
	i, ok := s.nodes[key]
	if !ok {
		i = len(s.doc.Mentions)
		s.nodes[key] = i
		s.doc.Mentions = append(s.doc.Mentions, graph.Mention{Kind: k, Name: name, Aliases: aliases})
	}
	return i
}

// say adds a sentence to the text: the quote, or what was made if there is none.
func (s *source) say(quote, made string) graph.Span {
	if quote == "" {
		quote = made
	}
	if s.text.Len() > 0 {
		s.text.WriteByte('\n')
	}
	start := s.text.Len()
	s.text.WriteString(quote)
	return graph.Span{Start: start, End: s.text.Len()}
}

// refer notes that a sentence is about a mention.
func (s *source) refer(mention int, span graph.Span) {
	m := &s.doc.Mentions[mention]
	if len(m.Spans) == 0 || m.Spans[len(m.Spans)-1] != span {
		m.Spans = append(m.Spans, span)
	}
}

func (s *source) document() *graph.Document {
	s.doc.Article.Text = s.text.String()
	// Edges before facts, as in a claims file: exporting and loading it again must
	// number the claims alike.
	slices.SortStableFunc(s.doc.Claims, func(a, b graph.Claim) int { return int(min(b.Edge, 1)) - int(min(a.Edge, 1)) })
	return &s.doc
}
