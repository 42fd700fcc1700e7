package schema

import (
	"errors"
	"fmt"
	"iter"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

func (b *builder) defineLoad() {
	type load = graph.Load
	num := func(name, description string, get func(*load) int) *def.Field {
		return &def.Field{Name: name, Type: def.Required(def.Int), Description: description,
			Leaf: def.Leaf(func(l *load) def.Value { return def.Num(get(l)) })}
	}
	b.load.Fields = []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the load.",
			Leaf: def.Leaf(func(l *load) def.Value { return def.Str(loadID(l.ID)) })},
		{Name: "startedAt", Type: def.Required(b.dateTime), Description: "When it began.",
			Leaf: def.Leaf(func(l *load) def.Value { return def.Str(l.Started.UTC().Format(time.RFC3339)) })},
		{Name: "endedAt", Type: b.dateTime, Description: "When it ended; null while it runs, or if it was stopped.",
			Leaf: def.Leaf(func(l *load) def.Value {
				if l.Ended.IsZero() {
					return def.Value{}
				}
				return def.Str(l.Ended.UTC().Format(time.RFC3339))
			})},
		{Name: "version", Type: def.String, Description: "The version of the program that read the articles.",
			Leaf: def.Leaf(func(l *load) def.Value { return def.Opt(l.Version) })},
		{Name: "source", Type: def.String, Description: "Where the articles came from.",
			Leaf: def.Leaf(func(l *load) def.Value { return def.Opt(l.Source) })},
		num("articlesAdded", "How many articles were new.", func(l *load) int { return l.New }),
		num("articlesChanged", "How many articles were replaced.", func(l *load) int { return l.Changed }),
		num("articlesUnchanged", "How many articles were known already.", func(l *load) int { return l.Same }),
		num("articlesRetracted", "How many articles were taken back.", func(l *load) int { return l.Retracted }),
	}
}

func loadID(id graph.LoadID) string { return fmt.Sprintf("l%d", id) }

// findLoad returns the load of an id, or nil.
func (s *snapshot) findLoad(c *def.Call, id string) (*graph.Load, error) {
	n, ok := numbered("l", id)
	if !ok || n == 0 {
		return nil, nil
	}
	for l, err := range s.tx.Loads(c.Context, graph.LoadID(n-1)) {
		if err != nil || uint64(l.ID) != n {
			return nil, err
		}
		return &l, nil
	}
	return nil, nil
}

// lastLoad returns the newest load, or nil.
func (s *snapshot) lastLoad(c *def.Call) (*graph.Load, error) {
	var last *graph.Load
	for l, err := range s.tx.Loads(c.Context, 0) {
		if err != nil {
			return nil, err
		}
		last = &l
	}
	return last, nil
}

// loadFields are the runs of the loader and what they changed.
func (b *builder) loadFields() []*def.Field {
	b.defineLoad()
	loads := b.logField(&def.Field{Name: "loads", Type: def.Required(b.logConnection("Load", b.load, "The load.")),
		Description: "The runs of the loader, the newest first.", Parse: parseLog("loads", 1)},
		func(c *def.Call, _ *logArgs, after []uint64) iter.Seq2[*logEntry, error] {
			return newestFirst(snapshotOf(c).tx.Loads(c.Context, 0), after, func(l *graph.Load) uint64 { return uint64(l.ID) })
		})
	return []*def.Field{loads, b.loadDiffField()}
}

// loadDiff is what changed between two loads.
type loadDiff struct {
	from, to *graph.Load
	changes  []any // of *graph.Change
	complete bool
}

func (b *builder) loadDiffField() *def.Field {
	loadOf := func(get func(*loadDiff) *graph.Load) def.Resolver {
		return func(_ *def.Call, parents []any, out *def.Out) error {
			for _, p := range parents {
				if l := get(p.(*loadDiff)); l != nil {
					out.One(l)
				} else {
					out.Null()
				}
			}
			return nil
		}
	}
	diff := b.object("LoadDiff", "What changed between two loads.", []*def.Field{
		{Name: "from", Type: b.load, Description: "The earlier load; null for the empty graph.", Resolve: loadOf(func(d *loadDiff) *graph.Load { return d.from })},
		{Name: "to", Type: def.Required(b.load), Description: "The later load.", Resolve: loadOf(func(d *loadDiff) *graph.Load { return d.to })},
		{Name: "changes", Type: def.ListOf(b.change()), Description: "What appeared, changed and vanished.",
			Size: sizeOf(1), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					out.Items = append(out.Items, p.(*loadDiff).changes...)
					out.EndList()
				}
				return nil
			}},
		{Name: "isComplete", Type: def.Required(def.Boolean), Description: "False where there are more changes than were asked for.",
			Leaf: def.Leaf(func(d *loadDiff) def.Value { return def.Bool(d.complete) })},
	})
	return &def.Field{Name: "loadDiff", Type: diff, Description: "What changed between two loads, or null if there is no such load.",
		Args: []*def.Input{
			in("from", def.ID, "The earlier load; the graph before the first load if it is left out."),
			in("to", def.Required(def.ID), "The later load."),
			{Name: "first", Type: def.Int, Default: 100, Description: "At most so many changes, 1000 at most."}},
		Parse: func(a def.Args) (any, error) {
			_, err := boundedFirst(a, "first", 1000)
			return a, err
		},
		Size:    func(args any) int { return args.(def.Args).Int("first", 100) },
		Resolve: resolveLoadDiff}
}

func resolveLoadDiff(c *def.Call, parents []any, out *def.Out) error {
	a := c.Args.(def.Args)
	d, err := snapshotOf(c).loadDiff(c, a.Str("from"), a.Str("to"), a.Int("first", 100))
	if err != nil {
		return err
	}
	for range parents {
		if d == nil {
			out.Null()
		} else {
			out.One(d)
		}
	}
	return nil
}

func (s *snapshot) loadDiff(c *def.Call, from, to string, first int) (*loadDiff, error) {
	d := &loadDiff{complete: true}
	var err error
	if d.to, err = s.findLoad(c, to); err != nil || d.to == nil {
		return nil, err
	}
	var begin graph.LoadID
	if from != "" {
		if d.from, err = s.findLoad(c, from); err != nil || d.from == nil {
			return nil, err
		}
		begin = d.from.ID
	}
	for change, err := range s.tx.LoadDiff(c.Context, begin, d.to.ID) {
		if err != nil {
			return nil, err
		}
		if len(d.changes) == first {
			d.complete = false
			break
		}
		d.changes = append(d.changes, &change)
	}
	return d, nil
}

// changeNames are the names of kinds of changes as clients see them.
var changeNames = map[graph.ChangeKind]string{graph.Appeared: "APPEARED", graph.Vanished: "VANISHED", graph.Changed: "CHANGED"}

func (b *builder) change() *def.Object {
	type change = graph.Change
	kind := b.enum("ChangeKind", "What happened to a part of the graph.",
		def.EnumValue{Name: "APPEARED", Description: "It is new."},
		def.EnumValue{Name: "CHANGED", Description: "Something about it is different."},
		def.EnumValue{Name: "VANISHED", Description: "It is gone, or merged into another."})
	return b.object("Change", "A difference between two loads.", []*def.Field{
		{Name: "kind", Type: def.Required(kind), Description: "What happened.",
			Leaf: def.Leaf(func(ch *change) def.Value { return def.Str(changeNames[ch.Kind]) })},
		{Name: "name", Type: def.Required(def.String), Description: "The name of the node, or of the edge's ends.",
			Leaf: def.Leaf(func(ch *change) def.Value { return def.Str(ch.Name) })},
		{Name: "subjectId", Type: def.Required(def.ID), Description: "The id of the node or the edge.",
			Leaf: def.Leaf(func(ch *change) def.Value {
				if ch.Node != 0 {
					return def.Str(ch.Node.String())
				}
				return def.Str(ch.Edge.String())
			})},
		{Name: "entity", Type: b.entity, Description: "The node, if the change is of a node or a fact and the node is still there.", Resolve: resolveChangedNode},
		{Name: "relation", Type: b.relation, Description: "The edge, if the change is of an edge and it is still there.", Resolve: resolveChangedEdge},
		{Name: "fact", Type: b.fact, Description: "The fact, if the change is of a fact.",
			Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					if f := p.(*change).Fact; f != nil {
						out.One(&fact{*f})
					} else {
						out.Null()
					}
				}
				return nil
			}},
		{Name: "articles", Type: def.ListOf(b.kinds[ontology.Article]), Description: "The articles whose coming, changing or going is the reason, 10 at most, as far as they are still there.",
			Size: sizeOf(2), Resolve: existing(func(c *graph.Change) []graph.ID { return c.Articles })},
		{Name: "explanation", Type: def.String, Description: "Why it changed.",
			Leaf: def.Leaf(func(ch *change) def.Value { return def.Opt(ch.Why) })},
	})
}

func resolveChangedNode(c *def.Call, parents []any, out *def.Out) error {
	nodes := make([]*node, len(parents))
	for i, p := range parents {
		ch := p.(*graph.Change)
		if ch.Node == 0 {
			continue
		}
		n, err := snapshotOf(c).findID(ch.Node)
		if err != nil {
			return err
		}
		nodes[i] = n
	}
	return snapshotOf(c).give(c, nodes, out)
}

func resolveChangedEdge(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		ch := p.(*graph.Change)
		if ch.Edge.Kind == 0 {
			out.Null()
			continue
		}
		e, err := snapshotOf(c).tx.Edge(ch.Edge)
		switch {
		case errors.Is(err, graph.ErrNotFound):
			out.Null()
		case err != nil:
			return err
		default:
			out.One(&pair{Edge: e})
		}
	}
	return nil
}
