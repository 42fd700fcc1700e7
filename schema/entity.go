package schema

import (
	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// entityFields are the fields that every kind of node has.
func (b *builder) entityFields() []*def.Field {
	if b.entityList != nil {
		return b.entityList
	}
	b.entityList = []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the node for ever. The id of a node that was merged into another still answers, with the other.",
			Leaf: def.Leaf(func(n *node) def.Value { return nodeID(n.ID) })},
		{Name: "kind", Type: def.Required(b.nodeKind), Description: "What kind of node it is.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Str(nodeKindName(n.ID.Kind())) })},
		{Name: "name", Type: def.Required(def.String), Description: "The longest proper form that the articles give, or the title of an article.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Str(n.Name) })},
		{Name: "aliases", Type: def.ListOf(def.String), Description: "Its other names, sorted.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Strs(n.Aliases) })},
		{Name: "unnamed", Type: def.Required(def.Boolean), Description: "True for an operation that no article names; its name describes it.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Bool(n.Unnamed) })},
		{Name: "inArticles", Type: def.Required(def.Int), Description: "How many articles name it.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Num(n.Articles) })},
		{Name: "independentArticles", Type: def.Required(def.Int), Description: "How many of these articles are no copies of each other.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Num(n.Independent) })},
		{Name: "facts", Type: def.ListOf(b.fact), Description: "What the articles say about it in numbers, dates and words. Facts that rival each other share a key; the best supported comes first.",
			Args:    []*def.Input{in("keys", listIn(b.factKey), "Only facts of these keys.")},
			Resolve: resolveFacts},
		{Name: "relationCounts", Type: def.ListOf(b.relationCount()), Description: "How many edges of each kind it has, without reading them. Kinds without an edge are left out.",
			Resolve: resolveRelationCounts},
		{Name: "degree", Type: def.Required(def.Int), Description: "How many edges it has in all, those from articles that mention it left out.",
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					d, err := snapshotOf(c).degree(p.(*node).ID)
					if err != nil {
						return err
					}
					out.Leaf(def.Num(d))
				}
				return nil
			}},
		b.relations(),
	}
	return b.entityList
}

// nodeID is the id of a node as clients see it, which is graph.ID.String.
func nodeID(id graph.ID) def.Value { return def.Numbered("n", uint64(id)) }

// degree is how many edges a node has, mentions left out.
func (s *snapshot) degree(id graph.ID) (int, error) {
	outward, err := s.tx.Degree(id, 0, graph.Out)
	if err != nil {
		return 0, err
	}
	inward, err := s.tx.Degree(id, 0, graph.In)
	return outward + inward, err
}

// kindFields are the fields of one kind of node, beyond those of every kind.
func (b *builder) kindFields(k ontology.NodeKind) []*def.Field {
	var fields []*def.Field
	for i := range ontology.FactTypes() {
		if t := &ontology.FactTypes()[i]; t.Key.On(k) {
			fields = append(fields, b.factField(t))
		}
	}
	for i := range ontology.EdgeTypes() {
		t := &ontology.EdgeTypes()[i]
		if contains(t.From, k) {
			fields = append(fields, b.edgeConnection(t, graph.Out))
		}
		if contains(t.To, k) {
			fields = append(fields, b.edgeConnection(t, graph.In))
		}
	}
	return fields
}

func contains(kinds []ontology.NodeKind, k ontology.NodeKind) bool {
	for _, o := range kinds {
		if o == k {
			return true
		}
	}
	return false
}

// relationCount is the number of edges of one kind at a node.
type relationCount struct {
	kind  ontology.EdgeKind
	dir   graph.Direction
	count int
}

func (b *builder) relationCount() *def.Object {
	return b.object("RelationCount", "How many edges of one kind a node has, in one direction.", []*def.Field{
		{Name: "edgeKind", Type: def.Required(b.edgeKind), Description: "The kind of the edges.",
			Leaf: def.Leaf(func(r *relationCount) def.Value { return def.Str(r.kind.String()) })},
		{Name: "direction", Type: def.Required(b.direction), Description: "Whether they start or end at the node.",
			Leaf: def.Leaf(func(r *relationCount) def.Value { return def.Str(directionName(r.dir)) })},
		{Name: "field", Type: def.Required(def.String), Description: "The field of the node's type that lists them.",
			Leaf: def.Leaf(func(r *relationCount) def.Value { return def.Str(fieldOf(r.kind, r.dir)) })},
		{Name: "count", Type: def.Required(def.Int), Description: "How many there are.",
			Leaf: def.Leaf(func(r *relationCount) def.Value { return def.Num(r.count) })},
	})
}

func resolveRelationCounts(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		id := p.(*node).ID
		for i := range ontology.EdgeTypes() {
			t := &ontology.EdgeTypes()[i]
			for _, dir := range []graph.Direction{graph.Out, graph.In} {
				if !contains(ends(t, dir), id.Kind()) {
					continue
				}
				n, err := snapshotOf(c).tx.Degree(id, t.Kind, dir)
				if err != nil {
					return err
				}
				if n > 0 {
					out.Add(&relationCount{t.Kind, dir, n})
				}
			}
		}
		out.EndList()
	}
	return nil
}

// ends are the kinds of nodes that edges of type t are read from in a direction.
func ends(t *ontology.EdgeType, dir graph.Direction) []ontology.NodeKind {
	if dir == graph.Out {
		return t.From
	}
	return t.To
}

// fieldOf is the field of a node's type that lists edges of a kind.
func fieldOf(kind ontology.EdgeKind, dir graph.Direction) string {
	if dir == graph.Out {
		return kind.Type().Field
	}
	return kind.Type().Inverse
}

func directionName(dir graph.Direction) string {
	if dir == graph.Out {
		return "OUT"
	}
	return "IN"
}
