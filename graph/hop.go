package graph

import (
	"context"
	"iter"
	"slices"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// hops walks edges for queries that take many. It counts what it reads, and gives
// the same answers from memory and from disk.
type hops struct {
	tx    *Tx
	ctx   context.Context
	nodes [256]bool // kinds that may be walked to
	edges []ontology.EdgeKind
	ways  [256][]way   // by the kind of the node that is walked from
	walks [2][256]bool // the kinds of edges, by the direction that they are walked in
	read  int
}

// way is a kind of edges and the end that they are walked from.
type way struct {
	kind ontology.EdgeKind
	dir  Direction
}

// newHops takes the kinds of a query; none means all but articles and their
// mentions.
func (tx *Tx) newHops(ctx context.Context, nodes []ontology.NodeKind, edges []ontology.EdgeKind, dir *Direction) *hops {
	h := &hops{tx: tx, ctx: ctx}
	for _, t := range ontology.NodeTypes() {
		h.nodes[t.Kind] = len(nodes) == 0 && t.Kind != ontology.Article || slices.Contains(nodes, t.Kind)
	}
	for _, t := range ontology.EdgeTypes() {
		if len(edges) > 0 && !slices.Contains(edges, t.Kind) || len(edges) == 0 && t.Kind == ontology.Mentions {
			continue
		}
		h.edges = append(h.edges, t.Kind)
		for d, ends := range [][]ontology.NodeKind{t.From, t.To} {
			if dir != nil && *dir != Direction(d) {
				continue
			}
			h.walks[d][t.Kind] = true
			for _, kind := range ends {
				h.ways[kind] = append(h.ways[kind], way{t.Kind, Direction(d)})
			}
		}
	}
	return h
}

// hop is an edge as it is walked.
type hop struct {
	to   ID
	key  EdgeKey
	note uint16
}

// each calls fn with the edges of one kind and direction at a node, in order of the
// other end, until fn returns false.
func (h *hops) each(id ID, kind ontology.EdgeKind, dir Direction, fn func(hop) bool) error {
	if h.tx.adjacency != nil {
		return h.remembered(id, kind, dir, fn)
	}
	if kind == ontology.Mentions {
		for e, err := range h.tx.storedMentions(h.ctx, id, dir, 0) {
			if err != nil {
				return err
			}
			h.read++
			x := hop{to: e.To, key: e.EdgeKey, note: mentionNote}
			if dir == In {
				x.to = e.From
			}
			if h.nodes[x.to.Kind()] && !fn(x) {
				return nil
			}
		}
		return nil
	}
	letter := byte('o')
	if dir == In {
		letter = 'i'
	}
	rg := disk.Range{Prefix: append(idKey(letter, id), byte(kind)), KeysOnly: true}
	for e, err := range h.tx.r.Scan(h.ctx, rg) {
		if err != nil {
			return err
		}
		a, kind, b, err := parseEdgeKey(letter, e.Key)
		if err != nil {
			return err
		}
		h.read++
		x := hop{to: b, key: EdgeKey{a, kind, b}, note: unknownNote}
		if dir == In {
			x.key = EdgeKey{b, kind, a}
		}
		if h.nodes[b.Kind()] && !fn(x) {
			return nil
		}
	}
	return nil
}

// unknownNote says that the edge's record has to be read.
const unknownNote = noteText<<12 | 0xfff

func (h *hops) remembered(id ID, kind ontology.EdgeKind, dir Direction, fn func(hop) bool) error {
	g := h.tx.adjacency
	n, ok := g.Number(uint64(id))
	if !ok {
		return nil
	}
	for i, e := range g.Of(n, adjacency.Direction(dir), uint8(kind)) {
		if i%1024 == 1023 && h.ctx.Err() != nil {
			return h.ctx.Err()
		}
		h.read++
		to := ID(g.ID(e.Other()))
		if !h.nodes[to.Kind()] {
			continue
		}
		key := EdgeKey{id, kind, to}
		if dir == In {
			key = EdgeKey{to, kind, id}
		}
		if !fn(hop{to, key, e.Note()}) {
			return nil
		}
	}
	return h.ctx.Err()
}

// edge returns the edge of a hop.
func (h *hops) edge(x hop) (Edge, error) {
	if x.key.Kind == ontology.Mentions {
		return mentionEdge(x.key.From, x.key.To), nil
	}
	if e, ok := edgeOfNote(x.key, x.note); ok {
		return e, nil
	}
	return h.tx.storedEdge(x.key)
}

// degree counts a node's edges of the kinds that are walked, whatever they lead to.
func (h *hops) degree(id ID) (int, error) {
	total := 0
	err := h.counts(id, func(_ way, n int) { total += n })
	return total, err
}

// all calls fn with all edges of a node that may be walked, in order of kind, direction
// and the other end, until fn returns false.
func (h *hops) all(id ID, fn func(way, hop) bool) error {
	if h.tx.adjacency == nil {
		more := true
		for _, w := range h.ways[id.Kind()] {
			err := h.each(id, w.kind, w.dir, func(x hop) bool {
				more = fn(w, x)
				return more
			})
			if err != nil || !more {
				return err
			}
		}
		return nil
	}
	for w, run := range h.runs(id) {
		for i, e := range run {
			if i%1024 == 1023 && h.ctx.Err() != nil {
				return h.ctx.Err()
			}
			h.read++
			x := hop{to: ID(h.tx.adjacency.ID(e.Other())), note: e.Note()}
			if !h.nodes[x.to.Kind()] {
				continue
			}
			if x.key = (EdgeKey{id, w.kind, x.to}); w.dir == In {
				x.key.From, x.key.To = x.to, id
			}
			if !fn(w, x) {
				return nil
			}
		}
	}
	return h.ctx.Err()
}

// runs yields a node's edges in memory, in lists of one kind and direction that are
// walked, in that order.
func (h *hops) runs(id ID) iter.Seq2[way, []adjacency.Entry] {
	return func(yield func(way, []adjacency.Entry) bool) {
		g := h.tx.adjacency
		n, ok := g.Number(uint64(id))
		if !ok {
			return
		}
		lists := [2][]adjacency.Entry{g.All(n, adjacency.Out), g.All(n, adjacency.In)}
		for len(lists[Out])+len(lists[In]) > 0 {
			dir := Out
			if len(lists[Out]) == 0 || len(lists[In]) > 0 && lists[In][0].Kind() < lists[Out][0].Kind() {
				dir = In
			}
			w := way{ontology.EdgeKind(lists[dir][0].Kind()), dir}
			run := lists[dir][:adjacency.Run(lists[dir])]
			lists[dir] = lists[dir][len(run):]
			if h.walks[dir][w.kind] && !yield(w, run) {
				return
			}
		}
	}
}

// counts calls fn with how many edges of each kind a node has in a direction that is
// walked, in order of kind and direction, whatever they lead to.
func (h *hops) counts(id ID, fn func(way, int)) error {
	if h.tx.adjacency != nil {
		for w, run := range h.runs(id) {
			fn(w, len(run))
		}
		return nil
	}
	for _, w := range h.ways[id.Kind()] {
		n, err := h.count(id, w.kind, w.dir)
		if err != nil {
			return err
		}
		fn(w, n)
	}
	return nil
}

func (h *hops) count(id ID, kind ontology.EdgeKind, dir Direction) (int, error) {
	if g := h.tx.adjacency; g != nil {
		n, ok := g.Number(uint64(id))
		if !ok {
			return 0, nil
		}
		return len(g.Of(n, adjacency.Direction(dir), uint8(kind))), nil
	}
	return h.tx.Degree(id, kind, dir)
}
