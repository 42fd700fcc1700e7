package schema

import (
	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// edgeFields are the fields that every edge has, whichever end it is read from.
func (b *builder) edgeFields() []*def.Field {
	if b.edgeList != nil {
		return b.edgeList
	}
	b.edgeList = []*def.Field{
		{Name: "alleged", Type: def.Required(def.Boolean), Description: "True where every sentence behind it only alleges or suspects it.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Bool(p.Alleged) })},
		{Name: "articles", Type: def.Required(def.Int), Description: "How many articles say it.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Num(p.Articles) })},
		{Name: "independentArticles", Type: def.Required(def.Int), Description: "How many of these articles are no copies of each other.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Num(p.Independent) })},
		{Name: "claimCount", Type: def.Required(def.Int), Description: "How many claims say it. Mentions by articles have none.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Num(p.Claims) })},
		{Name: "claims", Type: def.ListOf(b.claim), Description: "What the articles say, each with its sentence. claimCount tells whether there are more than were asked for.",
			Args: []*def.Input{
				{Name: "first", Type: def.Int, Default: 10, Description: "At most so many claims, 100 at most."},
				in("after", def.ID, "Only claims after the one of this id.")},
			Parse: parseClaimArgs(100), Size: claimSize, Resolve: resolveEdgeClaims},
	}
	return b.edgeList
}

func resolveEdgeClaims(c *def.Call, parents []any, out *def.Out) error {
	s, args := snapshotOf(c), c.Args.(claimArgs)
	var after graph.ClaimID
	if args.after != nil {
		after = *args.after
	}
	for _, p := range parents {
		if err := s.giveClaims(c, s.tx.EdgeClaims(c.Context, p.(*pair).EdgeKey, after), args.first, out); err != nil {
			return err
		}
	}
	return nil
}

// attributeFields are the fields of the attributes that edges of type t have.
func (b *builder) attributeFields(t *ontology.EdgeType) []*def.Field {
	var fields []*def.Field
	for _, a := range t.Attributes {
		f := &def.Field{Name: a.Name, Type: def.String, Description: a.Description + " Null where no article says it."}
		at := a.Attribute
		switch a.Type {
		case ontology.PartialDate:
			f.Type, f.Resolve = b.partialDate, dateResolver(func(p *pair) string { return p.Attributes[at] })
		default:
			if a.Type == ontology.Enum {
				f.Type = b.attributes[a.Enum]
			}
			f.Leaf = def.Leaf(func(p *pair) def.Value { return def.Opt(p.Attributes[at]) })
		}
		fields = append(fields, f)
	}
	return fields
}

// anyAttributeFields are the attributes of all kinds, for edges of any kind.
func anyAttributeFields[T any](b *builder, get func(T) *[ontology.AttributeCount]string) []*def.Field {
	leaf := func(a ontology.Attribute) func(any) def.Value {
		return def.Leaf(func(t T) def.Value { return def.Opt(get(t)[a]) })
	}
	return []*def.Field{
		{Name: "role", Type: def.String, Description: "The value of the role, for kinds of edges that have one.", Leaf: leaf(ontology.Role)},
		{Name: "outcome", Type: def.String, Description: "The value of the outcome, for kinds of edges that have one.", Leaf: leaf(ontology.Outcome)},
		{Name: "date", Type: b.partialDate, Description: "The date, for kinds of edges that have one.",
			Resolve: dateResolver(func(t T) string { return get(t)[ontology.ArrestDate] })},
		{Name: "title", Type: def.String, Description: "The post, for kinds of edges that have one.", Leaf: leaf(ontology.Title)},
	}
}

func pairAttributes(p *pair) *[ontology.AttributeCount]string { return &p.Attributes }

// relations is the field for the edges of any kind that a node has.
func (b *builder) relations() *def.Field {
	edge := b.object("RelationEdge", "An edge of a node, of any kind, read from that node.", nil)
	f := &def.Field{Name: "relations", Description: "The node's edges of any kind. Mentions by articles are among them only if edgeKinds names them.",
		Type: def.Required(b.connection("Relation", edge, b.entity, entryNodes)),
		Args: append([]*def.Input{
			in("edgeKinds", listIn(b.edgeKind), "Only edges of these kinds."),
			in("direction", b.direction, "Only edges that start at the node, or only those that end there."),
		}, append(pageArgs(),
			in("filter", b.relationFilter(), "Only edges that fit."),
			in("orderBy", listIn(b.edgeOrder()), "What comes first. By default the order is that of the ids at the other end."))...),
		Size:    func(args any) int { return args.(*edgeArgs).size() },
		Parse:   b.parseRelations,
		Resolve: resolveRelations}
	edge.Fields = append(pairFields(def.Required(b.entity), "The node at the other end."),
		&def.Field{Name: "relation", Type: def.Required(b.relation), Description: "The edge by itself, with both ends.", Resolve: self},
		&def.Field{Name: "edgeKind", Type: def.Required(b.edgeKind), Description: "The kind of the edge.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Str(p.Kind.String()) })},
		&def.Field{Name: "direction", Type: def.Required(b.direction), Description: "Whether it starts or ends at the node that was asked.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Str(directionName(p.dir)) })},
		&def.Field{Name: "field", Type: def.Required(def.String), Description: "The field of the node's type that lists such edges.",
			Leaf: def.Leaf(func(p *pair) def.Value { return def.Str(fieldOf(p.Kind, p.dir)) })})
	edge.Fields = append(edge.Fields, anyAttributeFields(b, pairAttributes)...)
	edge.Fields = append(edge.Fields, b.edgeFields()...)
	return f
}

func (b *builder) parseRelations(a def.Args) (any, error) {
	list, err := parseList(a, listSpec{field: "relations", max: b.options.MaxPage,
		decisive: []string{"edgeKinds", "direction"}, hidden: []order{{field: byKind}}})
	if err != nil {
		return nil, err
	}
	args := &edgeArgs{listArgs: list, kinds: edgeKindsOf(a.Strs("edgeKinds")), dir: directionOf(a.Str("direction"))}
	args.test, err = compileRelation(a.Object("filter"))
	return args, err
}

func directionOf(name string) *graph.Direction {
	dir := graph.Out
	switch name {
	case "OUT":
	case "IN":
		dir = graph.In
	default:
		return nil
	}
	return &dir
}

func edgeKindsOf(names []string) []ontology.EdgeKind {
	var kinds []ontology.EdgeKind
	for _, n := range names {
		if k, ok := ontology.ParseEdgeKind(n); ok {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func resolveRelations(c *def.Call, parents []any, out *def.Out) error {
	a := c.Args.(*edgeArgs)
	for _, p := range parents {
		page, err := snapshotOf(c).allRelations(c, p.(*node).ID, a)
		if err != nil {
			return err
		}
		out.One(page)
	}
	return nil
}

// byKind is the last order of relations: two nodes may be joined in several ways,
// so that the id at the other end does not tell edges apart.
const byKind = "kind and direction"

// allRelations returns a page of a node's edges of several kinds.
func (s *snapshot) allRelations(c *def.Call, id graph.ID, a *edgeArgs) (*page, error) {
	var entries []*pair
	for i := range ontology.EdgeTypes() {
		t := &ontology.EdgeTypes()[i]
		if !a.includes(t.Kind) {
			continue
		}
		for _, dir := range []graph.Direction{graph.Out, graph.In} {
			if a.dir != nil && *a.dir != dir || !contains(ends(t, dir), id.Kind()) {
				continue
			}
			var err error
			if entries, err = s.allEdges(c, entries, s.tx.Neighbours(c.Context, id, t.Kind, dir, 0), dir, a); err != nil {
				return nil, err
			}
		}
	}
	return a.cut(entries), nil
}

func (a *edgeArgs) includes(k ontology.EdgeKind) bool {
	if len(a.kinds) == 0 {
		return k != ontology.Mentions
	}
	for _, o := range a.kinds {
		if o == k {
			return true
		}
	}
	return false
}

func (b *builder) defineRelation() {
	id := func(get func(*pair) string) func(any) def.Value {
		return def.Leaf(func(p *pair) def.Value { return def.Str(get(p)) })
	}
	b.relation.Fields = append([]*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the edge by its ends and its kind.",
			Leaf: id(func(p *pair) string { return p.EdgeKey.String() })},
		{Name: "kind", Type: def.Required(b.edgeKind), Description: "What it says.",
			Leaf: id(func(p *pair) string { return p.Kind.String() })},
		{Name: "from", Type: def.Required(b.entity), Description: "The node that it starts at.",
			Resolve: nodeResolver(func(p *pair) graph.ID { return p.From })},
		{Name: "to", Type: def.Required(b.entity), Description: "The node that it ends at.",
			Resolve: nodeResolver(func(p *pair) graph.ID { return p.To })},
		{Name: "fromId", Type: def.Required(def.ID), Description: "The id of the node that it starts at, which costs no read.",
			Leaf: def.Leaf(func(p *pair) def.Value { return nodeID(p.From) })},
		{Name: "toId", Type: def.Required(def.ID), Description: "The id of the node that it ends at, which costs no read.",
			Leaf: def.Leaf(func(p *pair) def.Value { return nodeID(p.To) })},
	}, append(anyAttributeFields(b, pairAttributes), b.edgeFields()...)...)
}
