package schema

import (
	"iter"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// edgeArgs are the arguments of a connection of edges.
type edgeArgs struct {
	listArgs
	test  edgeTest
	kinds []ontology.EdgeKind // relations: empty means all but mentions
	dir   *graph.Direction    // relations: nil means both
}

// edgeConnection is the field for the edges of type t on the kinds of nodes that
// it is read from in a direction. Kinds with the field share its definition.
func (b *builder) edgeConnection(t *ontology.EdgeType, dir graph.Direction) *def.Field {
	name := fieldOf(t.Kind, dir)
	if f := b.edges[name]; f != nil {
		return f
	}
	far := b.farType(t, dir)
	typeName := title(name)
	edge := b.object(typeName+"Edge", "An edge of kind "+t.Name+", read from its "+endName(dir)+" end. "+t.Description, nil)
	f := &def.Field{Name: name, Description: t.Description,
		Type: def.Required(b.connection(typeName, edge, far, entryNodes)),
		Args: append(pageArgs(),
			in("filter", b.edgeFilter(t, dir), "Only edges that fit."),
			in("orderBy", listIn(b.edgeOrder()), "What comes first. By default the order is that of the ids at the other end, which is the cheapest.")),
		Size: func(args any) int { return args.(*edgeArgs).size() },
		Parse: func(a def.Args) (any, error) {
			list, err := parseList(a, listSpec{field: name, max: b.options.MaxPage})
			if err != nil {
				return nil, err
			}
			test, err := compileEdge(t, dir, a.Object("filter"))
			return &edgeArgs{listArgs: list, test: test}, err
		},
		Resolve: func(c *def.Call, parents []any, out *def.Out) error {
			for _, p := range parents {
				page, err := snapshotOf(c).edges(c, p.(*node).ID, t.Kind, dir, c.Args.(*edgeArgs))
				if err != nil {
					return err
				}
				out.One(page)
			}
			return nil
		}}
	if dir == graph.In {
		f.Description += " Read from its second end."
	}
	b.edges[name] = f
	edge.Fields = append(pairFields(def.Required(far), "The node at the other end."),
		&def.Field{Name: "relation", Type: def.Required(b.relation), Description: "The edge by itself, with both ends.", Resolve: self})
	edge.Fields = append(edge.Fields, b.attributeFields(t)...)
	edge.Fields = append(edge.Fields, b.edgeFields()...)
	return f
}

// self resolves a field that gives its parent, seen as another type.
func self(_ *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		out.One(p)
	}
	return nil
}

func endName(dir graph.Direction) string {
	if dir == graph.Out {
		return "first"
	}
	return "second"
}

// farType is the type of the nodes at the other end: that of the kind if there
// is only one, else Entity.
func (b *builder) farType(t *ontology.EdgeType, dir graph.Direction) def.Composite {
	if kinds := ends(t, 1-dir); len(kinds) == 1 {
		return b.kinds[kinds[0]]
	}
	return b.entity
}

// hold makes p the entry of an edge that is read in a direction.
func (p *pair) hold(e graph.Edge, dir graph.Direction) {
	p.Edge = e
	p.see(dir)
}

// see makes the other end of p.Edge its node.
func (p *pair) see(dir graph.Direction) {
	p.dir, p.far = dir, node{ID: p.To}
	if dir == graph.In {
		p.far.ID = p.From
	}
}

// edges returns a page of the edges of one kind at a node.
func (s *snapshot) edges(c *def.Call, id graph.ID, kind ontology.EdgeKind, dir graph.Direction, a *edgeArgs) (*page, error) {
	if a.test == nil && len(a.order) == 0 && a.last < 0 && a.before == nil {
		return s.nextEdges(c, id, kind, dir, a)
	}
	entries, err := s.allEdges(c, nil, s.tx.Neighbours(c.Context, id, kind, dir, 0), dir, a)
	if err != nil {
		return nil, err
	}
	return a.cut(entries), nil
}

// nextEdges reads a page in the order of the store, and no edge more.
func (s *snapshot) nextEdges(c *def.Call, id graph.ID, kind ontology.EdgeKind, dir graph.Direction, a *edgeArgs) (*page, error) {
	p := s.newPage(a.spec)
	after := graph.ID(0)
	if a.after != nil {
		after, p.before = a.after.id, true
	}
	if c.Wants("totalCount") {
		total, err := s.tx.Degree(id, kind, dir)
		if err != nil {
			return nil, err
		}
		p.total = total
	}
	if a.first == 0 && !c.Wants("pageInfo") {
		return p, nil
	}
	edges, more, err := s.page(c.Context, s.tx, graph.EdgePage{Node: id, Kind: kind, Dir: dir, After: after, Most: a.first})
	if err != nil {
		return nil, err
	}
	for _, e := range edges {
		e := e.(*pair)
		e.see(dir)
		e.page = p
	}
	p.entries, p.next = edges, more
	return p, c.Budget.TakeSteps(len(edges))
}

// allEdges appends the edges that fit, with the values that they are ordered by.
func (s *snapshot) allEdges(c *def.Call, entries []*pair, edges iter.Seq2[graph.Edge, error], dir graph.Direction, a *edgeArgs) ([]*pair, error) {
	ev := &evaluator{snapshot: s, call: c}
	var tried pair // most edges may not fit: they take no memory
	for e, err := range edges {
		if err == nil {
			err = c.Budget.TakeSteps(1)
		}
		if err != nil {
			return nil, err
		}
		tried.hold(e, dir)
		if a.test != nil {
			ok, err := a.test(ev, &tried)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
		}
		p := s.newPair()
		*p = tried
		if len(a.order) > 0 {
			if err := s.orderEdge(c, a.order, p); err != nil {
				return nil, err
			}
		}
		entries = append(entries, p)
	}
	return entries, nil
}

func (s *snapshot) orderEdge(c *def.Call, orders []order, p *pair) (err error) {
	for _, o := range orders {
		if o.field == "NAME" && p.far.Node == nil {
			if err := s.loadNode(&p.far); err != nil {
				return err
			}
		}
	}
	p.keys, err = s.edgeKeys(c, orders, p)
	return err
}

// loadNode reads the record of a node.
func (s *snapshot) loadNode(n *node) error {
	if n.Node != nil {
		return nil
	}
	read, err := s.tx.SharedNode(n.ID)
	if err != nil {
		return err
	}
	n.holds(read)
	return nil
}
