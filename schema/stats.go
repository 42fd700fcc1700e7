package schema

import (
	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// stats is what the graph holds, with what the server knows besides.
type stats struct {
	graph.Stats
	version string
}

// kindCount is how many nodes or edges of a kind there are.
type kindCount struct {
	kind  string
	count int
}

func (b *builder) statsField() *def.Field {
	return &def.Field{Name: "stats", Type: def.Required(b.stats()), Description: "How much the graph holds.", Resolve: resolveStats}
}

func resolveStats(c *def.Call, parents []any, out *def.Out) error {
	read, err := snapshotOf(c).tx.Stats()
	if err != nil {
		return err
	}
	for range parents {
		out.One(&stats{read, snapshotOf(c).server.options.Version})
	}
	return nil
}

func (b *builder) stats() *def.Object {
	if t := b.objects["Stats"]; t != nil {
		return t
	}
	counts := func(name string, enum *def.Enum, of string) *def.Object {
		return b.object(name, "How many "+of+" of a kind there are.", []*def.Field{
			{Name: "kind", Type: def.Required(enum), Description: "The kind.", Leaf: def.Leaf(func(k *kindCount) def.Value { return def.Str(k.kind) })},
			{Name: "count", Type: def.Required(def.Int), Description: "How many.", Leaf: def.Leaf(func(k *kindCount) def.Value { return def.Num(k.count) })},
		})
	}
	num := func(name, description string, get func(*stats) int) *def.Field {
		return &def.Field{Name: name, Type: def.Required(def.Int), Description: description,
			Leaf: def.Leaf(func(s *stats) def.Value { return def.Num(get(s)) })}
	}
	return b.object("Stats", "How much the graph holds.", []*def.Field{
		num("articles", "How many articles.", func(s *stats) int { return s.Articles }),
		num("nodes", "How many nodes, articles left out.", nodeCount),
		num("edges", "How many edges, mentions left out.", edgeCount),
		num("facts", "How many facts.", func(s *stats) int { return s.Facts }),
		num("claims", "How many claims.", func(s *stats) int { return s.Claims }),
		num("judgements", "How many judgements.", func(s *stats) int { return s.Judgements }),
		num("duplicates", "How many pairs of nodes may be one.", func(s *stats) int { return s.Proposals }),
		{Name: "nodeKinds", Type: def.ListOf(counts("NodeKindCount", b.nodeKind, "nodes")), Description: "How many nodes of each kind.",
			Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					for _, t := range ontology.NodeTypes() {
						out.Add(&kindCount{nodeKindName(t.Kind), p.(*stats).Nodes[t.Kind]})
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "edgeKinds", Type: def.ListOf(counts("EdgeKindCount", b.edgeKind, "edges")), Description: "How many edges of each kind.",
			Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					for _, t := range ontology.EdgeTypes() {
						out.Add(&kindCount{t.Name, p.(*stats).Edges[t.Kind]})
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "lastLoad", Type: b.load, Description: "The newest load.",
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				last, err := snapshotOf(c).lastLoad(c)
				for range parents {
					if last == nil {
						out.Null()
					} else {
						out.One(last)
					}
				}
				return err
			}},
		{Name: "version", Type: def.Required(def.String), Description: "The version of the program.",
			Leaf: def.Leaf(func(s *stats) def.Value { return def.Str(s.version) })},
	})
}

func nodeCount(s *stats) int {
	n := 0
	for kind, count := range s.Nodes {
		if kind != ontology.Article {
			n += count
		}
	}
	return n
}

func edgeCount(s *stats) int {
	n := 0
	for kind, count := range s.Edges {
		if kind != ontology.Mentions {
			n += count
		}
	}
	return n
}
