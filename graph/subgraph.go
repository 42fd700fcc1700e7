package graph

import (
	"context"
	"fmt"

	"onymous/graph/ontology"
)

// Limits of a SubgraphQuery, and what they are if it does not say.
const (
	maxSubgraphStart = 5_000
	maxSubgraphDepth = 6

	defaultPerNode, maxPerNode             = 50, 100_000
	defaultSubgraphNodes, maxSubgraphNodes = 500, 20_000
	defaultSubgraphEdges, maxSubgraphEdges = 2_000, 100_000
)

func (q *SubgraphQuery) withDefaults() error {
	for _, l := range []struct {
		name     string
		value    *int
		def, max int
	}{{"PerNode", &q.PerNode, defaultPerNode, maxPerNode}, {"MaxNodes", &q.MaxNodes, defaultSubgraphNodes, maxSubgraphNodes},
		{"MaxEdges", &q.MaxEdges, defaultSubgraphEdges, maxSubgraphEdges}} {
		if *l.value == 0 {
			*l.value = l.def
		}
		if *l.value < 0 || *l.value > l.max {
			return fmt.Errorf("graph: subgraph: %w: %s is %d, want 1 to %d", ErrInvalid, l.name, *l.value, l.max)
		}
	}
	if q.Depth < 0 || q.Depth > maxSubgraphDepth {
		return fmt.Errorf("graph: subgraph: %w: Depth is %d, want 0 to %d", ErrInvalid, q.Depth, maxSubgraphDepth)
	}
	if len(q.Start) > maxSubgraphStart {
		return fmt.Errorf("graph: subgraph: %w: %d start nodes, want at most %d", ErrInvalid, len(q.Start), maxSubgraphStart)
	}
	return nil
}

// Subgraph answers breadth-first, and says what it left out. A start node that is not
// there is ErrNotFound.
func (tx *Tx) Subgraph(ctx context.Context, q SubgraphQuery) (Subgraph, error) {
	if err := q.withDefaults(); err != nil {
		return Subgraph{}, err
	}
	if err := tx.synced(ctx); err != nil {
		return Subgraph{}, err
	}
	w := &breadth{q: q, hops: tx.newHops(ctx, q.NodeKinds, q.EdgeKinds, q.Direction), in: map[ID]int{}, seen: map[EdgeKey]bool{}}
	for _, id := range q.Start {
		id, err := tx.Resolve(id)
		if err != nil {
			return Subgraph{}, err
		}
		if !w.add(id) {
			return Subgraph{}, fmt.Errorf("graph: subgraph: %w: more start nodes than MaxNodes", ErrBudget)
		}
	}
	for depth := 0; depth < q.Depth; depth++ {
		if err := w.level(); err != nil {
			return Subgraph{}, err
		}
	}
	if err := w.among(); err != nil {
		return Subgraph{}, err
	}
	return w.answer(tx)
}

// breadth is a breadth-first walk.
type breadth struct {
	q       SubgraphQuery
	hops    *hops
	order   []ID
	in      map[ID]int // place in order
	done    int        // how many of order have been walked from
	edges   []hop
	seen    map[EdgeKey]bool
	omitted []Omission
}

// add adds a node, if it is in or there is room.
func (w *breadth) add(id ID) bool {
	if _, ok := w.in[id]; ok {
		return true
	}
	if len(w.order) >= w.q.MaxNodes {
		return false
	}
	w.in[id] = len(w.order)
	w.order = append(w.order, id)
	return true
}

// level walks from all nodes that were added last.
func (w *breadth) level() error {
	end := len(w.order)
	for ; w.done < end; w.done++ {
		for _, kind := range w.hops.edges {
			for _, dir := range w.hops.dirs {
				if err := w.walk(w.order[w.done], kind, dir); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// walk follows a node's edges of one kind and direction.
func (w *breadth) walk(id ID, kind ontology.EdgeKind, dir Direction) error {
	n, omitted := 0, 0
	err := w.hops.each(id, kind, dir, func(x hop) bool {
		switch {
		case w.seen[x.key]:
		case n >= w.q.PerNode, len(w.edges) >= w.q.MaxEdges, !w.add(x.to):
			omitted++
		default:
			n++
			w.seen[x.key] = true
			w.edges = append(w.edges, x)
		}
		return true
	})
	if omitted > 0 {
		w.omitted = append(w.omitted, Omission{id, kind, dir, omitted})
	}
	return err
}

// hubDegree is from how many edges on a node's edges are not all looked at for those
// to other nodes of the answer: the others' are.
const hubDegree = 1_000

// among adds the edges between the nodes that were not walked from.
func (w *breadth) among() error {
	var hubs []ID
	for _, id := range w.order[w.done:] {
		degree, err := w.hops.degree(id)
		if err != nil {
			return err
		}
		if degree > hubDegree {
			hubs = append(hubs, id)
			continue
		}
		for _, kind := range w.hops.edges {
			for _, dir := range []Direction{Out, In} {
				if err := w.walkWithin(id, kind, dir); err != nil {
					return err
				}
			}
		}
	}
	for _, a := range hubs {
		for _, b := range hubs {
			for _, kind := range w.hops.edges {
				if a == b || !kind.Joins(a.Kind(), b.Kind()) || w.seen[EdgeKey{a, kind, b}] {
					continue
				}
				e, err := w.hops.tx.Edge(EdgeKey{a, kind, b})
				switch {
				case isNotFound(err):
				case err != nil:
					return err
				default:
					w.keep(hop{b, e.EdgeKey, unknownNote}, a, Out)
				}
			}
		}
	}
	return nil
}

func (w *breadth) walkWithin(id ID, kind ontology.EdgeKind, dir Direction) error {
	return w.hops.each(id, kind, dir, func(x hop) bool {
		if _, ok := w.in[x.to]; ok && !w.seen[x.key] {
			w.keep(x, id, dir)
		}
		return true
	})
}

// keep adds an edge between nodes that are in.
func (w *breadth) keep(x hop, at ID, dir Direction) {
	w.seen[x.key] = true
	if len(w.edges) < w.q.MaxEdges {
		w.edges = append(w.edges, x)
		return
	}
	for i := range w.omitted {
		if o := &w.omitted[i]; o.Node == at && o.Kind == x.key.Kind && o.Direction == dir {
			o.Count++
			return
		}
	}
	w.omitted = append(w.omitted, Omission{at, x.key.Kind, dir, 1})
}

func (w *breadth) answer(tx *Tx) (Subgraph, error) {
	s := Subgraph{Nodes: make([]Node, len(w.order)), Edges: make([]Edge, len(w.edges)), Complete: len(w.omitted) == 0, Omitted: w.omitted}
	var err error
	for i, id := range w.order {
		if s.Nodes[i], err = tx.Node(id); err != nil {
			return Subgraph{}, err
		}
	}
	for i, x := range w.edges {
		if s.Edges[i], err = w.hops.edge(x); err != nil {
			return Subgraph{}, err
		}
	}
	return s, nil
}
