package schema

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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
	first, last int // -1 where not given
	before      *graph.Hit
	fields      []string // only hits in these; empty for all
	spec        uint32
}

func searchSize(args any) int {
	a := args.(*searchArgs)
	return max(a.first, a.last)
}

func parseSearch(a def.Args, limit int) (*searchArgs, error) {
	text := a.Str("text")
	if len(text) > maxSearchText {
		return nil, fmt.Errorf("text has %d bytes, %d at most", len(text), maxSearchText)
	}
	s := &searchArgs{first: -1, last: -1, fields: a.Strs("in"), spec: specOf("search", a, "text", "kinds", "in")}
	s.Text, s.Kinds = text, nodeKindsOf(a.Strs("kinds"))
	var err error
	if a.Has("last") {
		if a.Has("first") {
			return nil, errors.New("first and last exclude each other")
		}
		if s.last, err = boundedFirst(a, "last", limit); err != nil {
			return nil, err
		}
	} else if s.first = min(defaultPage, limit); a.Has("first") {
		if s.first, err = boundedFirst(a, "first", limit); err != nil {
			return nil, err
		}
	}
	if after := a.Str("after"); after != "" {
		if s.After, err = decodeHit(after, s.spec); err != nil {
			return nil, err
		}
	}
	if before := a.Str("before"); before != "" {
		if s.before, err = decodeHit(before, s.spec); err != nil {
			return nil, err
		}
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
			in("in", listIn(where), "Only in these places; the default is all of them."),
			in("first", def.Int, "At most so many. The default is 20, the most 100."),
			in("after", def.String, "Only what comes after this cursor."),
			in("last", def.Int, "At most so many from the end, 100 at most."),
			in("before", def.String, "Only what comes before this cursor.")},
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

// search returns a page of hits. The store gives the best first; what is asked
// from the end, or of some places only, is cut from the best 200.
func (s *snapshot) search(c *def.Call, a *searchArgs) (*page, error) {
	p := &page{spec: a.spec, before: a.After != nil}
	q := a.SearchQuery
	q.Limit = a.first + 1
	whole := len(a.fields) > 0 || a.last >= 0 || a.before != nil
	if whole || c.Wants("totalCount") {
		q.Limit, q.After = maxHits, nil
	}
	hits, err := s.tx.Search(c.Context, q)
	if err != nil {
		return nil, err
	}
	if q.Limit == maxHits && q.After == nil {
		hits = slices.DeleteFunc(hits, func(h graph.Hit) bool {
			return len(a.fields) > 0 && !slices.Contains(a.fields, (&hit{Hit: h}).field())
		})
		p.total = len(hits)
		hits = between(hits, a.After, a.before)
	}
	p.next = a.before != nil
	if a.first >= 0 && len(hits) > a.first {
		hits, p.next = hits[:a.first], true
	}
	if a.last >= 0 && len(hits) > a.last {
		hits, p.before = hits[len(hits)-a.last:], true
	}
	for _, h := range hits {
		p.entries = append(p.entries, &hit{Hit: h, far: node{ID: h.Node}, page: p})
	}
	return p, nil
}

// between returns the hits after one and before another, either of which may be
// nil.
func between(hits []graph.Hit, after, before *graph.Hit) []graph.Hit {
	at := func(of *graph.Hit) int {
		return slices.IndexFunc(hits, func(h graph.Hit) bool {
			same := h.Node == of.Node && (h.Claim == nil) == (of.Claim == nil)
			return same && (h.Claim == nil || *h.Claim == *of.Claim)
		})
	}
	from, to := 0, len(hits)
	if after != nil {
		from = at(after) + 1
	}
	if before != nil {
		if i := at(before); i >= 0 {
			to = i
		}
	}
	return hits[min(from, to):to]
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
