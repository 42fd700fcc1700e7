package export

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// maxFtMLine bounds a line of entities, in bytes.
const maxFtMLine = 16 << 20

// maxFtMClaims is how much of a file goes into one article: the store replaces
// and counts articles whole, and takes none of any size.
const maxFtMClaims = 5_000

// ReadFtM yields the articles that a file of FollowTheMoney entities, a JSON
// object a line, is taken for. name is the file's: it names the articles.
//
// People, public bodies, organizations, events and addresses become nodes; links
// between them and dates become claims, whose sentence is the link's description
// or one made of its names. What writeFtM wrote is understood whole but for facts
// in notes. Lines that are no entity, and links that the graph has no word for, are
// told to skip. Documents and mentions are passed over: they say nothing by
// themselves. The file is held in memory. The sequence ends with an error if the
// file cannot be read.
func ReadFtM(name string, r io.Reader, skip Skip) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		f := &ftmFile{name: name, skip: skip, nodes: map[string]*ftmEntity{}}
		if err := f.read(r); err != nil {
			yield(nil, err)
			return
		}
		f.begin()
		for _, e := range f.entities {
			if err := f.entity(e); err != nil {
				skip(e.line, err)
			}
			if len(f.source.doc.Claims) < maxFtMClaims && len(f.source.doc.Mentions) < maxFtMClaims {
				continue
			}
			if !yield(f.source.document(), nil) {
				return
			}
			f.begin()
		}
		if len(f.source.doc.Mentions) > 0 {
			yield(f.source.document(), nil)
		}
	}
}

type ftmEntity struct {
	line       int
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`

	kind ontology.NodeKind // zero: not a node
}

func (e *ftmEntity) first(properties ...string) string {
	for _, p := range properties {
		if values := e.Properties[p]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

type ftmFile struct {
	name     string
	skip     Skip
	entities []*ftmEntity
	nodes    map[string]*ftmEntity // by id
	parts    int
	source   *source
}

// begin starts the next article.
func (f *ftmFile) begin() {
	f.parts++
	f.source = newSource(fmt.Sprintf("import:%s#%d", f.name, f.parts), f.name)
}

func (f *ftmFile) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxFtMLine)
	n := 0
	for lines.Scan() {
		n++
		if len(lines.Bytes()) == 0 {
			continue
		}
		e := &ftmEntity{line: n}
		err := json.Unmarshal(lines.Bytes(), e)
		if err == nil && (e.ID == "" || e.Schema == "") {
			err = errors.New("it has no id or no schema")
		}
		if err != nil {
			f.skip(n, fmt.Errorf("%w: no entity of FollowTheMoney: %v", graph.ErrInvalid, err))
			continue
		}
		if e.kind = ftmKind(e); e.kind != 0 {
			f.nodes[e.ID] = e
		}
		f.entities = append(f.entities, e)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

// ftmKind is the kind of node that an entity becomes, or zero.
func ftmKind(e *ftmEntity) ontology.NodeKind {
	switch e.Schema {
	case "Person":
		return ontology.Person
	case "PublicBody":
		return ontology.Agency
	case "Organization", "Company", "LegalEntity":
		if k, ok := ontology.ParseNodeKind(e.first("classification")); ok && (k == ontology.Marketplace || k == ontology.Service) {
			return k
		}
		return ontology.Organization
	case "Event":
		return ontology.Operation
	case "Address":
		return ontology.Place
	default:
		return 0
	}
}

// entity says what one entity says.
func (f *ftmFile) entity(e *ftmEntity) error {
	if e.kind != 0 {
		return f.node(e)
	}
	switch e.Schema {
	case "Article", "Document", "Mention", "Pages", "HyperText", "PlainText", "Note", "Folder", "Package":
		return nil
	}
	for _, ends := range ftmEnds {
		if ends.schema == e.Schema {
			return f.link(e, ends)
		}
	}
	return fmt.Errorf("%w: nothing fits a %s", graph.ErrInvalid, e.Schema)
}

var ftmEnds = append([]ftmLink{ftmOtherLink}, ftmLinks[ontology.WorksFor], ftmLinks[ontology.Administered], ftmLinks[ontology.PartOf])

func (f *ftmFile) mention(e *ftmEntity) (int, error) {
	name := e.first("name", "full")
	if graph.Fold(name) == "" {
		return 0, fmt.Errorf("%w: %s has no name with a letter or digit", graph.ErrInvalid, e.ID)
	}
	var aliases []string
	for _, a := range slices.Concat(e.Properties["alias"], e.Properties["name"]) {
		if a != "" && a != name {
			aliases = append(aliases, a)
		}
	}
	slices.Sort(aliases)
	return f.source.mention(e.kind, name, slices.Compact(aliases)), nil
}

func (f *ftmFile) node(e *ftmEntity) error {
	i, err := f.mention(e)
	if err != nil {
		return err
	}
	m := &f.source.doc.Mentions[i]
	if len(m.Spans) == 0 {
		f.source.refer(i, f.source.say("", m.Name+"."))
	}
	for key, property := range ftmFacts {
		if !key.On(e.kind) {
			continue
		}
		for _, date := range e.Properties[property] {
			if !isDate(date) {
				return fmt.Errorf("%w: %s is %q, no date", graph.ErrInvalid, property, date)
			}
			if err := f.source.claim(graph.Claim{Fact: key, From: i, Value: graph.Value{Text: date}, Rule: "import"}, ""); err != nil {
				return err
			}
		}
	}
	for _, word := range e.Properties["keywords"] {
		if err := f.keyword(i, word); err != nil {
			return err
		}
	}
	for _, id := range e.Properties["involved"] {
		if other := f.nodes[id]; other != nil && ontology.ParticipatedIn.Joins(other.kind, e.kind) {
			from, err := f.mention(other)
			if err != nil {
				return err
			}
			if err := f.source.claim(graph.Claim{Edge: ontology.ParticipatedIn, From: from, To: i, Rule: "import"}, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// keyword reads an edge that ftmTies wrote as a keyword, "sells: drugs". Other
// keywords say nothing.
func (f *ftmFile) keyword(from int, word string) error {
	words, name, ok := strings.Cut(word, ": ")
	if !ok {
		return nil
	}
	kind, ok := edgeKindOfWords(words)
	if !ok || len(kind.Type().To) != 1 || ftmSchemata[kind.Type().To[0]] != "" {
		return nil
	}
	to, err := f.source.node(kind.Type().To[0].String(), name)
	if err != nil {
		return err
	}
	return f.source.claim(graph.Claim{Edge: kind, From: from, To: to, Rule: "import"}, "")
}

func edgeKindOfWords(words string) (ontology.EdgeKind, bool) {
	return ontology.ParseEdgeKind(strings.ToUpper(strings.ReplaceAll(words, " ", "_")))
}

// link reads a link between two nodes.
func (f *ftmFile) link(e *ftmEntity, ends ftmLink) error {
	a, b := f.nodes[e.first(ends.from)], f.nodes[e.first(ends.to)]
	if a == nil || b == nil {
		return fmt.Errorf("%w: its %s or %s is not in the file, or nothing fits it", graph.ErrInvalid, ends.from, ends.to)
	}
	kind := f.edgeKind(e, a.kind, b.kind)
	if kind == 0 {
		return fmt.Errorf("%w: no edge fits a %s %q from %s to %s", graph.ErrInvalid, e.Schema, e.first("role"), a.kind, b.kind)
	}
	from, err := f.mention(a)
	if err != nil {
		return err
	}
	to, err := f.mention(b)
	if err != nil {
		return err
	}
	c := graph.Claim{Edge: kind, From: from, To: to, Rule: "import", Alleged: e.first("status") == "alleged"}
	f.attributes(&c, e)
	quotes := e.Properties["description"]
	if len(quotes) == 0 {
		quotes = []string{""}
	}
	for _, quote := range quotes {
		if err := f.source.claim(c, quote); err != nil {
			return err
		}
	}
	return nil
}

// edgeKind is the kind of edge that a link is: what its role says if that is one of
// our words, else what its schema means between such nodes.
func (f *ftmFile) edgeKind(e *ftmEntity, from, to ontology.NodeKind) ontology.EdgeKind {
	if kind, ok := edgeKindOfWords(e.first("role")); ok && kind.Joins(from, to) {
		return kind
	}
	if e.Schema == ftmOtherLink.schema {
		return 0
	}
	for _, kind := range []ontology.EdgeKind{ontology.Administered, ontology.WorksFor, ontology.PartOf} {
		if kind.Joins(from, to) {
			return kind
		}
	}
	return 0
}

// attributes takes from roles and dates what the edge may have.
func (f *ftmFile) attributes(c *graph.Claim, e *ftmEntity) {
	for _, role := range e.Properties["role"] {
		if _, isKind := edgeKindOfWords(role); isKind {
			continue
		}
		for _, t := range c.Edge.Type().Attributes {
			if t.Type != ontology.PartialDate && t.Allows(role) {
				c.Attributes[t.Attribute] = role
			}
		}
	}
	if t := c.Edge.Attribute(ontology.ArrestDate); t != nil && isDate(e.first("date")) {
		c.Attributes[ontology.ArrestDate] = e.first("date")
	}
}
