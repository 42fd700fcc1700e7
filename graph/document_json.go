package graph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onymous/graph/ontology"
)

// MarshalJSON encodes the document as one object:
//
//	{"article": {"id", "path", "url", "title", "date", "publisher", "text"},
//	 "nodes": [{"id", "kind", "name", "aliases", "unnamed", "spans": [[start, end], …]}, …],
//	 "edges": [{"from", "kind", "to", "role", "outcome", "date", "title", "alleged",
//	            "evidence": [{"start", "end", "quote"}, …], "rule", "why"}, …],
//	 "facts": [{"node", "key", "value", "bound", "alleged", "evidence", "rule", "why"}, …]}
//
// The ids of nodes are local. A value is a number, a text, or an object with
// "what", "amount" and "currency".
func (d *Document) MarshalJSON() ([]byte, error) {
	line := documentJSON{Article: articleJSON{d.Article.Key, d.Article.Path, d.Article.URL, d.Article.Title, d.Article.Date, d.Article.Publisher, d.Article.Text},
		Nodes: []nodeJSON{}, Edges: []edgeJSON{}, Facts: []factJSON{}}
	for i, m := range d.Mentions {
		n := nodeJSON{ID: nodeID(i), Kind: m.Kind.String(), Name: m.Name, Aliases: m.Aliases, Unnamed: m.Unnamed, Spans: make([][2]int, len(m.Spans))}
		if n.Aliases == nil {
			n.Aliases = []string{}
		}
		for j, s := range m.Spans {
			n.Spans[j] = [2]int{s.Start, s.End}
		}
		line.Nodes = append(line.Nodes, n)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		evidence, err := d.evidenceJSON(c)
		if err != nil {
			return nil, err
		}
		if c.Edge.Valid() {
			line.Edges = append(line.Edges, edgeJSON{nodeID(c.From), c.Edge.String(), nodeID(c.To), c.Attributes[ontology.Role], c.Attributes[ontology.Outcome],
				c.Attributes[ontology.ArrestDate], c.Attributes[ontology.Title], c.Alleged, evidence, c.Rule, c.Why})
		} else {
			line.Facts = append(line.Facts, factJSON{nodeID(c.From), c.Fact.String(), c.valueJSON(), c.Value.Bound, c.Alleged, evidence, c.Rule, c.Why})
		}
	}
	return json.Marshal(line)
}

func nodeID(mention int) string { return "n" + strconv.Itoa(mention) }

func (d *Document) evidenceJSON(c *Claim) ([]evidenceJSON, error) {
	evidence := make([]evidenceJSON, len(c.Evidence))
	for i, s := range c.Evidence {
		if s.Start < 0 || s.End < s.Start || s.End > len(d.Article.Text) {
			return nil, fmt.Errorf("graph: encode %s: %w: evidence [%d, %d) is outside the text", d.Article.Key, ErrInvalid, s.Start, s.End)
		}
		evidence[i] = evidenceJSON{s.Start, s.End, d.Article.Text[s.Start:s.End]}
	}
	return evidence, nil
}

func (c *Claim) valueJSON() json.RawMessage {
	var value any
	switch c.Fact.Type().Type {
	case ontology.Integer:
		value = c.Value.Number
	case ontology.Amount:
		value = amountJSON{c.Value.What, c.Value.Number, c.Value.Currency}
	default:
		value = c.Value.Text
	}
	b, err := json.Marshal(value)
	if err != nil {
		panic("internal error: graph: " + err.Error()) // only an infinite number would not encode
	}
	return b
}

type documentJSON struct {
	Article articleJSON `json:"article"`
	Nodes   []nodeJSON  `json:"nodes"`
	Edges   []edgeJSON  `json:"edges"`
	Facts   []factJSON  `json:"facts"`
}

type articleJSON struct {
	ID        string `json:"id"`
	Path      string `json:"path,omitempty"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Date      string `json:"date,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Text      string `json:"text,omitempty"`
}

type nodeJSON struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Unnamed bool     `json:"unnamed,omitempty"`
	Spans   [][2]int `json:"spans"`
}

type edgeJSON struct {
	From     string         `json:"from"`
	Kind     string         `json:"kind"`
	To       string         `json:"to"`
	Role     string         `json:"role,omitempty"`
	Outcome  string         `json:"outcome,omitempty"`
	Date     string         `json:"date,omitempty"`
	Title    string         `json:"title,omitempty"`
	Alleged  bool           `json:"alleged,omitempty"`
	Evidence []evidenceJSON `json:"evidence"`
	Rule     string         `json:"rule"`
	Why      string         `json:"why,omitempty"`
}

type factJSON struct {
	Node     string          `json:"node"`
	Key      string          `json:"key"`
	Value    json.RawMessage `json:"value"`
	Bound    string          `json:"bound,omitempty"`
	Alleged  bool            `json:"alleged,omitempty"`
	Evidence []evidenceJSON  `json:"evidence"`
	Rule     string          `json:"rule"`
	Why      string          `json:"why,omitempty"`
}

type evidenceJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

type amountJSON struct {
	What     string  `json:"what,omitempty"`
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency,omitempty"`
}

// UnmarshalJSON decodes what MarshalJSON encodes. Members that it does not know
// are passed over, so that other extractors may add theirs. Without a text, one is
// made of the quotes. It fails with ErrInvalid and says which node, edge or fact is
// wrong.
func (d *Document) UnmarshalJSON(data []byte) error {
	line, err := parseDocument(data)
	if err != nil {
		return fmt.Errorf("graph: decode article: %w: %v", ErrInvalid, err)
	}
	if line.Article.Text == "" {
		line.quote()
	}
	a := line.Article
	out := Document{Article: Article{Key: cmp.Or(a.ID, a.URL, a.Path), Path: a.Path, URL: a.URL, Title: a.Title, Publisher: a.Publisher, Date: a.Date, Text: a.Text}}
	if out.Article.Key == "" {
		return fmt.Errorf("graph: decode article: %w: it has no id, url or path", ErrInvalid)
	}
	r := documentReader{doc: &out, mention: map[string]int{}}
	for i := range line.Nodes {
		if err := r.node(&line.Nodes[i]); err != nil {
			return r.errorf("node", i, err)
		}
	}
	for i := range line.Edges {
		if err := r.edge(&line.Edges[i]); err != nil {
			return r.errorf("edge", i, err)
		}
	}
	for i := range line.Facts {
		if err := r.fact(&line.Facts[i]); err != nil {
			return r.errorf("fact", i, err)
		}
	}
	*d = out
	return nil
}

// quote makes a text of the quotes, in the order of their offsets, and points the
// evidence into it. The spans of nodes lead nowhere then and go.
func (l *documentJSON) quote() {
	var all []*evidenceJSON
	for i := range l.Edges {
		for j := range l.Edges[i].Evidence {
			all = append(all, &l.Edges[i].Evidence[j])
		}
	}
	for i := range l.Facts {
		for j := range l.Facts[i].Evidence {
			all = append(all, &l.Facts[i].Evidence[j])
		}
	}
	slices.SortStableFunc(all, func(a, b *evidenceJSON) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Quote, b.Quote))
	})
	var text strings.Builder
	at := map[string]int{}
	for _, e := range all {
		start, known := at[e.Quote]
		if !known {
			start = text.Len()
			at[e.Quote] = start
			text.WriteString(e.Quote)
			text.WriteByte('\n')
		}
		e.Start, e.End = start, start+len(e.Quote)
	}
	for i := range l.Nodes {
		l.Nodes[i].Spans = nil
	}
	l.Article.Text = text.String()
}

// documentReader builds a document from its parts.
type documentReader struct {
	doc     *Document
	mention map[string]int // by local id
}

func (r *documentReader) errorf(part string, i int, err error) error {
	return fmt.Errorf("graph: decode article %s: %w: %s %d: %v", r.doc.Article.Key, ErrInvalid, part, i, err)
}

func (r *documentReader) node(n *nodeJSON) error {
	kind, ok := ontology.ParseNodeKind(n.Kind)
	if !ok || kind == ontology.Article {
		return fmt.Errorf("kind %q is none that an article can mention", n.Kind)
	}
	if _, taken := r.mention[n.ID]; taken {
		return fmt.Errorf("id %q is there twice", n.ID)
	}
	m := Mention{Kind: kind, Name: n.Name, Unnamed: n.Unnamed}
	m.Aliases = slices.Compact(slices.Sorted(slices.Values(n.Aliases)))
	for _, s := range n.Spans {
		m.Spans = append(m.Spans, Span{s[0], s[1]})
	}
	r.mention[n.ID] = len(r.doc.Mentions)
	r.doc.Mentions = append(r.doc.Mentions, m)
	return nil
}

func (r *documentReader) end(id string) (int, error) {
	m, ok := r.mention[id]
	if !ok {
		return 0, fmt.Errorf("there is no node %q", id)
	}
	return m, nil
}

func (r *documentReader) evidence(list []evidenceJSON) ([]Span, error) {
	spans := make([]Span, len(list))
	for i, e := range list {
		if e.Start < 0 || e.End < e.Start || e.End > len(r.doc.Article.Text) {
			return nil, fmt.Errorf("evidence [%d, %d) is outside the text of %d bytes", e.Start, e.End, len(r.doc.Article.Text))
		}
		spans[i] = Span{e.Start, e.End}
	}
	return spans, nil
}

func (r *documentReader) edge(e *edgeJSON) (err error) {
	c := Claim{Alleged: e.Alleged, Rule: e.Rule, Why: e.Why}
	var ok bool
	if c.Edge, ok = ontology.ParseEdgeKind(e.Kind); !ok {
		return fmt.Errorf("kind %q is not in the ontology", e.Kind)
	}
	if c.Edge == ontology.Mentions {
		return nil // follows from the nodes
	}
	if c.From, err = r.end(e.From); err != nil {
		return err
	}
	if c.To, err = r.end(e.To); err != nil {
		return err
	}
	c.Attributes[ontology.Role], c.Attributes[ontology.Outcome] = e.Role, e.Outcome
	c.Attributes[ontology.ArrestDate], c.Attributes[ontology.Title] = e.Date, e.Title
	if c.Evidence, err = r.evidence(e.Evidence); err != nil {
		return err
	}
	r.doc.Claims = append(r.doc.Claims, c)
	return nil
}

func (r *documentReader) fact(f *factJSON) (err error) {
	c := Claim{Alleged: f.Alleged, Rule: f.Rule, Why: f.Why}
	var ok bool
	if c.Fact, ok = ontology.ParseFactKey(f.Key); !ok {
		return fmt.Errorf("key %q is not in the ontology", f.Key)
	}
	if c.From, err = r.end(f.Node); err != nil {
		return err
	}
	if c.Value, err = parseValueJSON(c.Fact, f.Value); err != nil {
		return err
	}
	c.Value.Bound = f.Bound
	if c.Evidence, err = r.evidence(f.Evidence); err != nil {
		return err
	}
	r.doc.Claims = append(r.doc.Claims, c)
	return nil
}

func parseValueJSON(key ontology.FactKey, raw json.RawMessage) (Value, error) {
	var err error
	var v Value
	switch key.Type().Type {
	case ontology.Integer:
		err = json.Unmarshal(raw, &v.Number)
	case ontology.Amount:
		var a amountJSON
		err = json.Unmarshal(raw, &a)
		v.What, v.Number, v.Currency = a.What, a.Amount, a.Currency
	default:
		err = json.Unmarshal(raw, &v.Text)
	}
	if err != nil {
		return Value{}, fmt.Errorf("value %s does not fit %s", raw, key)
	}
	return v, nil
}
