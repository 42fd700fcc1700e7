package graph

import (
	"context"
	"fmt"
	"slices"

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
	w := newBreadth(tx.newHops(ctx, q.NodeKinds, q.EdgeKinds, q.Direction), q)
	both := tx.newHops(ctx, q.NodeKinds, q.EdgeKinds, nil)
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
	w.hops = both // an edge between nodes of the answer is told whatever its direction
	if err := w.among(); err != nil {
		return Subgraph{}, err
	}
	return w.answer(tx)
}

// breadth is a breadth-first walk. An edge is followed from the end that is walked from
// first, so that none has to be remembered to be met only once.
type breadth struct {
	q       SubgraphQuery
	hops    *hops
	order   []ID
	in      map[ID]int // place in order
	done    int        // how many of order have been walked from
	edges   []hop
	ends    [][2]int32 // of edges: the places of the node that it was followed from, and of the other
	omitted []Omission

	// The edges of each place, once there is no room for others: those of place p are
	// incident[first[p]:first[p+1]].
	first, incident []int32
}

func newBreadth(h *hops, q SubgraphQuery) *breadth {
	return &breadth{q: q, hops: h, in: make(map[ID]int, min(q.MaxNodes, 1024))}
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
		id := w.order[w.done]
		if w.full() {
			if err := w.hops.counts(id, w.countRest); err != nil {
				return err
			}
			continue
		}
		for _, way := range w.hops.ways[id.Kind()] {
			if err := w.walk(id, way.kind, way.dir); err != nil {
				return err
			}
		}
	}
	return nil
}

// full reports whether there is no room for an edge any more. Those of further nodes are
// then counted and not looked at, unless only some kinds of nodes are wanted.
func (w *breadth) full() bool { return len(w.edges) >= w.q.MaxEdges && len(w.q.NodeKinds) == 0 }

// walk follows the edges of one kind and direction of the node that is walked from.
func (w *breadth) walk(id ID, kind ontology.EdgeKind, dir Direction) error {
	if w.full() {
		n, err := w.hops.count(id, kind, dir)
		w.countRest(way{kind, dir}, n)
		return err
	}
	n, omitted := 0, 0
	err := w.hops.each(id, kind, dir, func(x hop) bool {
		at, in := w.in[x.to]
		switch {
		case in && at < w.done: // followed from there, or told there
		case n >= w.q.PerNode, len(w.edges) >= w.q.MaxEdges, !in && !w.add(x.to):
			omitted++
		default:
			if !in {
				at = len(w.order) - 1
			}
			n++
			w.edges = append(w.edges, x)
			w.ends = append(w.ends, [2]int32{int32(w.done), int32(at)})
		}
		return true
	})
	w.omit(id, kind, dir, omitted)
	return err
}

// countRest counts which of the n edges of the node that is walked from were not followed,
// now that there is no room for others.
func (w *breadth) countRest(of way, n int) {
	if w.first == nil {
		w.gather()
	}
	for _, e := range w.incident[w.first[w.done]:w.first[w.done+1]] {
		dir := Out
		if w.edges[e].key.To == w.order[w.done] {
			dir = In
		}
		if w.edges[e].key.Kind == of.kind && dir == of.dir {
			n--
		}
	}
	w.omit(w.order[w.done], of.kind, of.dir, n)
}

// gather sorts the edges by their ends.
func (w *breadth) gather() {
	w.first = make([]int32, len(w.order)+1)
	for _, ends := range w.ends {
		w.first[ends[0]+1]++
		w.first[ends[1]+1]++
	}
	for p := range w.order {
		w.first[p+1] += w.first[p]
	}
	w.incident = make([]int32, 2*len(w.ends))
	next := slices.Clone(w.first)
	for e, ends := range w.ends {
		for _, p := range ends {
			w.incident[next[p]] = int32(e)
			next[p]++
		}
	}
}

func (w *breadth) omit(id ID, kind ontology.EdgeKind, dir Direction, n int) {
	if n > 0 {
		w.omitted = append(w.omitted, Omission{id, kind, dir, n})
	}
}

// hubDegree is from how many edges on a node's edges are not all looked at for those
// to other nodes of the answer: the others' are.
const hubDegree = 1_000

// among adds the edges between the nodes that were not walked from.
func (w *breadth) among() error {
	hubs := map[ID]bool{}
	for _, id := range w.order[w.done:] {
		degree, err := w.hops.degree(id)
		if err != nil {
			return err
		}
		if degree > hubDegree {
			hubs[id] = true
		}
	}
	for i, id := range w.order[w.done:] {
		if hubs[id] {
			if err := w.amongHubs(id, hubs); err != nil {
				return err
			}
			continue
		}
		err := w.hops.all(id, func(of way, x hop) bool {
			// Of two nodes the first tells the edge, but never a hub.
			if at, in := w.in[x.to]; in && at >= w.done && (at > w.done+i || hubs[x.to]) {
				w.keep(x, id, of.dir)
			}
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// amongHubs adds the edges from one hub to others.
func (w *breadth) amongHubs(from ID, hubs map[ID]bool) error {
	for _, to := range w.order[w.done:] {
		for _, kind := range w.hops.edges {
			if from == to || !hubs[to] || !kind.Joins(from.Kind(), to.Kind()) {
				continue
			}
			e, err := w.hops.tx.Edge(EdgeKey{from, kind, to})
			switch {
			case isNotFound(err):
			case err != nil:
				return err
			default:
				w.keep(hop{to, e.EdgeKey, unknownNote}, from, Out)
			}
		}
	}
	return nil
}

// keep adds an edge between nodes that are in.
func (w *breadth) keep(x hop, at ID, dir Direction) {
	if len(w.edges) < w.q.MaxEdges {
		w.edges = append(w.edges, x)
		return
	}
	for i := len(w.omitted) - 1; i >= 0 && w.omitted[i].Node == at; i-- { // those of a node are told in a row
		if o := &w.omitted[i]; o.Kind == x.key.Kind && o.Direction == dir {
			o.Count++
			return
		}
	}
	w.omit(at, x.key.Kind, dir, 1)
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
