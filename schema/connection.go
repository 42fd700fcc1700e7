package schema

import (
	"onymous/graph"
	"onymous/schema/def"
)

// defaultPage is the page size where neither first nor last is given.
const defaultPage = 20

// pair is an entry of a connection of nodes, or an edge together with the end
// that it is read from.
type pair struct {
	graph.Edge
	far  node // the node of the entry; for an edge, the other end
	dir  graph.Direction
	keys []sortKey
	page *page
}

// page is a page of a connection.
type page struct {
	spec    uint32 // identifies the list, so that foreign cursors are refused
	entries []any
	next    bool
	before  bool // there are entries before it
	total   int  // -1 unless it was asked for
}

// entry is what every edge type of a connection is in Go.
type entry interface {
	cursor() string
	node() *node
}

func (p *pair) cursor() string { return cursor{p.page.spec, p.far.ID, p.keys}.encode() }
func (p *pair) node() *node    { return &p.far }

// connection makes the type of a page of edges, after Relay's specification of
// cursor connections, with nodes and totalCount besides. Nodes resolve from
// entries.
func (b *builder) connection(name string, edge *def.Object, node def.Type, nodes def.Resolver) *def.Object {
	return b.object(name+"Connection", "A page of a list, after Relay's cursor connections.", []*def.Field{
		{Name: "edges", Type: def.ListOf(edge), Description: "The entries of the page, with what is true of the entry and not of the node.",
			Size: sizeOf(1), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					out.Items = append(out.Items, p.(*page).entries...)
					out.EndList()
				}
				return nil
			}},
		{Name: "nodes", Type: def.ListOf(node), Description: "The nodes of the page, for those who need no more.",
			Size: sizeOf(1), Resolve: nodes},
		{Name: "pageInfo", Type: def.Required(b.pageInfo), Description: "Where the page is in the list.",
			Size: sizeOf(0), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					out.One(p)
				}
				return nil
			}},
		{Name: "totalCount", Type: def.Required(def.Int), Description: "How many entries the list has on all pages. It is counted only if asked for.",
			Leaf: def.Leaf(func(p *page) def.Value { return def.Num(p.total) })},
	})
}

// entryNodes resolves the nodes of a connection whose entries hold nodes.
func entryNodes(c *def.Call, parents []any, out *def.Out) error {
	s := snapshotOf(c)
	nodes := s.scratch()
	for _, p := range parents {
		for _, e := range p.(*page).entries {
			nodes = append(nodes, e.(entry).node())
		}
	}
	s.held = nodes
	if err := s.load(c, nodes); err != nil {
		return err
	}
	i := 0
	for _, p := range parents {
		for range p.(*page).entries {
			out.Add(nodes[i])
			i++
		}
		out.EndList()
	}
	return nil
}

// entryNode resolves the node of an edge of such a connection.
func entryNode(c *def.Call, parents []any, out *def.Out) error {
	s := snapshotOf(c)
	nodes := s.scratch()
	for _, p := range parents {
		nodes = append(nodes, p.(entry).node())
	}
	s.held = nodes
	return s.give(c, nodes, out)
}

// pairFields are what every edge of a connection of nodes has.
func pairFields(node def.Type, about string) []*def.Field {
	return []*def.Field{
		{Name: "cursor", Type: def.Required(def.String), Description: "The entry's place in the list, for after and before. It is opaque.",
			Leaf: def.Leaf(func(e entry) def.Value { return def.Str(e.cursor()) })},
		{Name: "node", Type: node, Description: about, Resolve: entryNode},
	}
}

func (b *builder) definePageInfo() {
	edge := func(i func(*page) int) func(any) def.Value {
		return def.Leaf(func(p *page) def.Value {
			if len(p.entries) == 0 {
				return def.Value{}
			}
			return def.Str(p.entries[i(p)].(interface{ cursor() string }).cursor())
		})
	}
	b.pageInfo = b.object("PageInfo", "Where a page is in its list.", []*def.Field{
		{Name: "hasNextPage", Type: def.Required(def.Boolean), Description: "Whether there are entries after this page.",
			Leaf: def.Leaf(func(p *page) def.Value { return def.Bool(p.next) })},
		{Name: "hasPreviousPage", Type: def.Required(def.Boolean), Description: "Whether there are entries before this page.",
			Leaf: def.Leaf(func(p *page) def.Value { return def.Bool(p.before) })},
		{Name: "startCursor", Type: def.String, Description: "The cursor of the first entry; null on an empty page.",
			Leaf: edge(func(*page) int { return 0 })},
		{Name: "endCursor", Type: def.String, Description: "The cursor of the last entry; null on an empty page.",
			Leaf: edge(func(p *page) int { return len(p.entries) - 1 })},
	})
}

func pageArgs() []*def.Input {
	return []*def.Input{
		in("first", def.Int, "At most so many entries, from the beginning or after a cursor. The default is 20, the most 500."),
		in("after", def.String, "Only entries after this cursor."),
		in("last", def.Int, "At most so many entries, from the end or before a cursor, 500 at most."),
		in("before", def.String, "Only entries before this cursor."),
	}
}
