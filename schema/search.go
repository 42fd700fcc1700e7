package schema

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// maxSearchText is how many bytes a search may have.
const maxSearchText = 256

// hit is an entry of what a search found.
type hit struct {
	graph.Hit
	far  node
	page *page
}

func (h *hit) node() *node { return &h.far }

// hitCursor is the cursor of a hit: the search goes on after it.
type hitCursor struct {
	Spec  uint32  `json:"l"`
	Node  string  `json:"n"`
	Claim string  `json:"c,omitempty"`
	Score float64 `json:"s"`
}

func (h *hit) cursor() string {
	c := hitCursor{Spec: h.page.spec, Node: h.Node.String(), Score: h.Score}
	if h.Claim != nil {
		c.Claim = h.Claim.String()
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic("internal error: " + err.Error()) // only a score that is no number
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func decodeHit(s string, spec uint32) (*graph.Hit, error) {
	var c hitCursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(b) > maxCursor || json.Unmarshal(b, &c) != nil || c.Spec != spec {
		return nil, errForeignCursor
	}
	id, err := graph.ParseID(c.Node)
	if err != nil {
		return nil, errForeignCursor
	}
	h := &graph.Hit{Node: id, Score: c.Score}
	if c.Claim != "" {
		claim, err := graph.ParseClaimID(c.Claim)
		if err != nil {
			return nil, errForeignCursor
		}
		h.Claim = &claim
	}
	return h, nil
}

// searchArgs are the arguments of search and suggest.
type searchArgs struct {
	graph.SearchQuery
	first int
	spec  uint32
}

func searchSize(args any) int { return args.(*searchArgs).first }

func parseSearch(a def.Args, limit int) (*searchArgs, error) {
	first := min(defaultPage, limit)
	if a.Has("first") {
		n, err := boundedFirst(a, "first", limit)
		if err != nil {
			return nil, err
		}
		first = n
	}
	text := a.Str("text")
	if len(text) > maxSearchText {
		return nil, fmt.Errorf("text has %d bytes, %d at most", len(text), maxSearchText)
	}
	s := &searchArgs{first: first, spec: specOf("search", a, "text", "kinds")}
	s.Text, s.Kinds = text, nodeKindsOf(a.Strs("kinds"))
	if after := a.Str("after"); after != "" {
		h, err := decodeHit(after, s.spec)
		if err != nil {
			return nil, err
		}
		s.After = h
	}
	return s, nil
}

// maxHits is how many hits the store gives at most; one more than a page tells
// whether there are more.
const maxHits = 200

func (b *builder) searchField() *def.Field {
	where := b.enum("SearchField", "Where a search found its words.",
		def.EnumValue{Name: "NAME", Description: "In the name or an alias of a node."},
		def.EnumValue{Name: "QUOTE", Description: "In a sentence that supports a claim."},
		def.EnumValue{Name: "TEXT", Description: "In the text or the title of an article."})
	edge := b.object("SearchEdge", "What a search found.", append(pairFields(def.Required(b.entity), "The node that was found, or the article."),
		&def.Field{Name: "score", Type: def.Required(def.Float), Description: "How well it fits; only good for comparing.",
			Leaf: def.Leaf(func(h *hit) def.Value { return def.Real(h.Score) })},
		&def.Field{Name: "field", Type: def.Required(where), Description: "Where the words were found.",
			Leaf: def.Leaf(func(h *hit) def.Value { return def.Str(h.field()) })},
		&def.Field{Name: "matched", Type: def.Required(def.String), Description: "The name, the sentence or the passage that they were found in.",
			Leaf: def.Leaf(func(h *hit) def.Value { return def.Str(h.Matched) })},
		&def.Field{Name: "claim", Type: b.claim, Description: "The claim, if the words were found in its sentence.",
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					h := p.(*hit)
					if h.Claim == nil {
						out.Null()
						continue
					}
					cl, err := snapshotOf(c).claimByID(c, *h.Claim)
					if err != nil {
						return err
					}
					out.One(cl)
				}
				return nil
			}}))
	return &def.Field{Name: "search", Type: def.Required(b.connection("Search", edge, b.entity, entryNodes)),
		Description: "Nodes by name, alias or a spelling near it, sentences and articles by their words, the best first. totalCount counts up to 200.",
		Args: []*def.Input{
			in("text", def.Required(def.String), "The words, 256 bytes at most."),
			in("kinds", listIn(b.nodeKind), "Only nodes of these kinds."),
			in("first", def.Int, "At most so many. The default is 20, the most 100."),
			in("after", def.String, "Only what comes after this cursor.")},
		Parse: func(a def.Args) (any, error) { return parseSearch(a, 100) },
		Size:  searchSize,
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			p, err := snapshotOf(c).search(c, c.Args.(*searchArgs))
			for range parents {
				out.One(p)
			}
			return err
		}}
}

func (h *hit) field() string {
	switch {
	case h.Claim != nil:
		return "QUOTE"
	case h.Node.Kind() == ontology.Article:
		return "TEXT"
	}
	return "NAME"
}

func (s *snapshot) search(c *def.Call, a *searchArgs) (*page, error) {
	q := a.SearchQuery
	q.Limit = a.first + 1
	p := &page{spec: a.spec, before: a.After != nil}
	if c.Wants("totalCount") {
		all := a.SearchQuery
		all.After, all.Limit = nil, maxHits
		hits, err := s.tx.Search(c.Context, all)
		if err != nil {
			return nil, err
		}
		p.total = len(hits)
	}
	hits, err := s.tx.Search(c.Context, q)
	if err != nil {
		return nil, err
	}
	if len(hits) > a.first {
		hits, p.next = hits[:a.first], true
	}
	for _, h := range hits {
		p.entries = append(p.entries, &hit{Hit: h, far: node{Node: graph.Node{ID: h.Node}}, page: p})
	}
	return p, nil
}

func (b *builder) suggestField() *def.Field {
	suggestion := b.object("Suggestion", "A node whose name begins like what was typed.", []*def.Field{
		{Name: "node", Type: def.Required(b.entity), Description: "The node.", Resolve: nodeResolver(func(h *hit) graph.ID { return h.Node })},
		{Name: "matched", Type: def.Required(def.String), Description: "The name or alias that fits.",
			Leaf: def.Leaf(func(h *hit) def.Value { return def.Str(h.Matched) })},
	})
	return &def.Field{Name: "suggest", Type: def.ListOf(suggestion), Description: "Nodes whose name, an alias or a word of it begins with the text: for completing what is typed.",
		Args: []*def.Input{
			in("text", def.Required(def.String), "What was typed, 256 bytes at most."),
			in("kinds", listIn(b.nodeKind), "Only nodes of these kinds."),
			{Name: "first", Type: def.Int, Default: 10, Description: "At most so many, 50 at most."}},
		Parse: func(a def.Args) (any, error) { return parseSearch(a, 50) },
		Size:  searchSize,
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			a := c.Args.(*searchArgs)
			q := a.SearchQuery
			q.Names, q.Limit = true, max(a.first, 1)
			hits, err := snapshotOf(c).tx.Search(c.Context, q)
			if err != nil {
				return err
			}
			for range parents {
				for i := range min(len(hits), a.first) {
					out.Add(&hit{Hit: hits[i]})
				}
				out.EndList()
			}
			return nil
		}}
}

func nodeKindsOf(names []string) []ontology.NodeKind {
	var kinds []ontology.NodeKind
	for _, n := range names {
		if k, ok := nodeKinds[n]; ok {
			kinds = append(kinds, k)
		}
	}
	return kinds
}
