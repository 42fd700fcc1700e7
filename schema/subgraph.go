package schema

import (
	"fmt"
	"slices"

	"onymous/graph"
	"onymous/schema/def"
)

// selectionArgs are what subgraph and paths both take.
func (b *builder) selectionArgs() []*def.Input {
	return []*def.Input{
		in("nodeKinds", listIn(b.nodeKind), "Only nodes of these kinds. The default is all but articles."),
		in("edgeKinds", listIn(b.edgeKind), "Only edges of these kinds. The default is all but mentions."),
	}
}

func (b *builder) subgraphField() *def.Field {
	type omission = graph.Omission
	omitted := b.object("Omission", "Edges that a subgraph left out at one node.", []*def.Field{
		{Name: "node", Type: def.Required(b.entity), Description: "The node.", Resolve: nodeResolver(func(o *omission) graph.ID { return o.Node })},
		{Name: "nodeId", Type: def.Required(def.ID), Description: "The id of the node, which costs no read.",
			Leaf: def.Leaf(func(o *omission) def.Value { return nodeID(o.Node) })},
		{Name: "edgeKind", Type: def.Required(b.edgeKind), Description: "The kind of the edges.",
			Leaf: def.Leaf(func(o *omission) def.Value { return def.Str(o.Kind.String()) })},
		{Name: "direction", Type: def.Required(b.direction), Description: "Whether they start or end at the node.",
			Leaf: def.Leaf(func(o *omission) def.Value { return def.Str(directionName(o.Direction)) })},
		{Name: "count", Type: def.Required(def.Int), Description: "How many were left out.",
			Leaf: def.Leaf(func(o *omission) def.Value { return def.Num(o.Count) })},
	})
	subgraph := b.object("Subgraph", "A part of the graph.", []*def.Field{
		{Name: "nodes", Type: def.ListOf(b.entity), Description: "The nodes, those that were asked for first, then by their distance.",
			Size: sizeOf(1), Resolve: resolveSubgraphNodes},
		{Name: "edges", Type: def.ListOf(b.relation), Description: "The edges between these nodes.",
			Size: sizeOf(4), Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					edges := p.(*graph.Subgraph).Edges
					for i := range edges {
						entry := snapshotOf(c).newPair()
						entry.Edge = edges[i]
						out.Add(entry)
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "isComplete", Type: def.Required(def.Boolean), Description: "False where a limit left something out.",
			Leaf: def.Leaf(func(g *graph.Subgraph) def.Value { return def.Bool(g.Complete) })},
		{Name: "omitted", Type: def.ListOf(omitted), Description: "What was left out, and where.",
			Size: sizeOf(0), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					list := p.(*graph.Subgraph).Omitted
					for i := range list {
						out.Add(&list[i])
					}
					out.EndList()
				}
				return nil
			}},
	})
	return &def.Field{Name: "subgraph", Type: def.Required(subgraph), Description: "What is around some nodes, or the best connected part of the graph if none is named.",
		Args: append([]*def.Input{
			in("ids", listIn(def.ID), "The nodes to start from, 500 at most. Without them the nodes with the most edges are taken."),
			{Name: "depth", Type: def.Int, Default: 1, Description: "How many steps to go from them, 6 at most. 0 gives the nodes and the edges between them."},
			in("direction", b.direction, "Only edges that start at a node that is reached, or only those that end there."),
			{Name: "perNode", Type: def.Int, Default: 50, Description: "At most so many edges of one kind and direction at a node; 1000 at most."},
			{Name: "maxNodes", Type: def.Int, Default: 500, Description: "At most so many nodes, 5000 at most."},
			{Name: "maxEdges", Type: def.Int, Default: 2000, Description: "At most so many edges, 20000 at most."},
		}, b.selectionArgs()...),
		Parse:   parseSubgraph,
		Size:    func(args any) int { return args.(*subgraphArgs).MaxNodes },
		Resolve: resolveSubgraph}
}

type subgraphArgs struct {
	graph.SubgraphQuery
	ids []string
}

func parseSubgraph(a def.Args) (any, error) {
	s := &subgraphArgs{ids: a.Strs("ids")}
	if len(s.ids) > maxIDs {
		return nil, fmt.Errorf("ids has %d ids, 500 at most", len(s.ids))
	}
	s.NodeKinds, s.EdgeKinds, s.Direction = nodeKindsOf(a.Strs("nodeKinds")), edgeKindsOf(a.Strs("edgeKinds")), directionOf(a.Str("direction"))
	for _, n := range []struct {
		name              string
		to                *int
		least, most, none int
	}{{"depth", &s.Depth, 0, 6, 1}, {"perNode", &s.PerNode, 1, 1000, 50}, {"maxNodes", &s.MaxNodes, 1, 5000, 500}, {"maxEdges", &s.MaxEdges, 1, 20000, 2000}} {
		*n.to = a.Int(n.name, n.none)
		if *n.to < n.least || *n.to > n.most {
			return nil, fmt.Errorf("%s is %d, want %d to %d", n.name, *n.to, n.least, n.most)
		}
	}
	return s, nil
}

func resolveSubgraph(c *def.Call, parents []any, out *def.Out) error {
	s, a := snapshotOf(c), c.Args.(*subgraphArgs)
	q := a.SubgraphQuery
	for _, id := range a.ids {
		n, err := s.find(id)
		if err != nil {
			return err
		}
		if n != nil && !slices.Contains(q.Start, n.ID) {
			q.Start = append(q.Start, n.ID)
		}
	}
	more := false
	if a.ids == nil {
		var err error
		if q.Start, more, err = s.hubs(c, q.NodeKinds, q.MaxNodes); err != nil {
			return err
		}
		q.Depth = 0
	}
	g, err := s.tx.Subgraph(c.Context, q)
	if err != nil {
		return err
	}
	g.Complete = g.Complete && !more
	for range parents {
		out.One(&g)
	}
	return nil
}

func resolveSubgraphNodes(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		list := p.(*graph.Subgraph).Nodes
		nodes := make([]*node, len(list))
		for i := range list {
			nodes[i] = &node{ID: list[i].ID, Node: &list[i]}
		}
		if err := snapshotOf(c).load(c, nodes); err != nil {
			return err
		}
		for _, n := range nodes {
			out.Add(n)
		}
		out.EndList()
	}
	return nil
}

// hubDegree is how many edges a node has that avoidHubs does not pass through.
const hubDegree = 100

func (b *builder) pathsField() *def.Field {
	path := b.object("Path", "A way from one node to another along edges, whichever way these point.", []*def.Field{
		{Name: "length", Type: def.Required(def.Int), Description: "How many edges it has.",
			Leaf: def.Leaf(func(p *graph.Path) def.Value { return def.Num(len(p.Edges)) })},
		{Name: "nodes", Type: def.ListOf(b.entity), Description: "The nodes in order, both ends included.",
			Size: sizeOf(5), Resolve: nodesResolver(func(p *graph.Path) []graph.ID { return p.Nodes })},
		{Name: "edges", Type: def.ListOf(b.relation), Description: "The edges in order.",
			Size: sizeOf(4), Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					for _, key := range p.(*graph.Path).Edges {
						e, err := snapshotOf(c).tx.Edge(key)
						if err != nil {
							return err
						}
						out.Add(&pair{Edge: e})
					}
					out.EndList()
				}
				return nil
			}},
	})
	result := b.object("PathResult", "Ways from one node to another.", []*def.Field{
		{Name: "paths", Type: def.ListOf(path), Description: "The ways, shortest first.",
			Size: sizeOf(1), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					list := p.(*graph.PathAnswer).Paths
					for i := range list {
						out.Add(&list[i])
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "isComplete", Type: def.Required(def.Boolean), Description: "False where a limit ended the search before every way of the length was seen.",
			Leaf: def.Leaf(func(a *graph.PathAnswer) def.Value { return def.Bool(a.Complete) })},
	})
	return &def.Field{Name: "paths", Type: def.Required(result), Description: "How two nodes are connected: the shortest ways between them.",
		Args: append([]*def.Input{
			in("from", def.Required(def.ID), "Where to start."),
			in("to", def.Required(def.ID), "Where to arrive."),
			{Name: "maxLength", Type: def.Int, Default: 4, Description: "At most so many edges, 8 at most."},
			{Name: "maxPaths", Type: def.Int, Default: 10, Description: "At most so many ways, 100 at most."},
			{Name: "avoidHubs", Type: def.Boolean, Default: false, Description: "Do not pass through nodes with more than 100 edges, such as countries."},
		}, b.selectionArgs()...),
		Parse:   parsePaths,
		Size:    func(args any) int { return args.(*pathArgs).MaxPaths },
		Resolve: resolvePaths}
}

type pathArgs struct {
	graph.PathQuery
	from, to string
}

func parsePaths(a def.Args) (any, error) {
	p := &pathArgs{from: a.Str("from"), to: a.Str("to")}
	p.MaxLength, p.MaxPaths = a.Int("maxLength", 4), a.Int("maxPaths", 10)
	if p.MaxLength < 1 || p.MaxLength > 8 {
		return nil, fmt.Errorf("maxLength is %d, want 1 to 8", p.MaxLength)
	}
	if p.MaxPaths < 1 || p.MaxPaths > 100 {
		return nil, fmt.Errorf("maxPaths is %d, want 1 to 100", p.MaxPaths)
	}
	p.NodeKinds, p.EdgeKinds = nodeKindsOf(a.Strs("nodeKinds")), edgeKindsOf(a.Strs("edgeKinds"))
	if a.Bool("avoidHubs") {
		p.MaxDegree = hubDegree
	}
	return p, nil
}

func resolvePaths(c *def.Call, parents []any, out *def.Out) error {
	s, a := snapshotOf(c), c.Args.(*pathArgs)
	q := a.PathQuery
	for _, end := range []struct {
		name, id string
		to       *graph.ID
	}{{"from", a.from, &q.From}, {"to", a.to, &q.To}} {
		n, err := s.mustFind(end.name, end.id)
		if err != nil {
			for range parents {
				out.Fail(err)
			}
			return nil
		}
		*end.to = n.ID
	}
	answer, err := s.tx.Paths(c.Context, q)
	if err != nil {
		return err
	}
	for range parents {
		out.One(&answer)
	}
	return nil
}
