package graph

import (
	"context"

	"onymous/graph/internal/adjacency"
	"onymous/graph/ontology"
)

// EdgePage asks for a page of the edges of one kind at a node, in order of the other
// end's id.
type EdgePage struct {
	Node  ID
	Kind  ontology.EdgeKind
	Dir   Direction
	After ID  // of the other end: only edges beyond it
	Most  int // edges
}

// Page gives the edges that Neighbours yields, Most at most, and reports whether there
// are more. Next returns where to put one: an answer of a query takes thousands, and
// they are neither copied nor allocated one by one.
func (tx *Tx) Page(ctx context.Context, p EdgePage, next func() *Edge) (more bool, err error) {
	if tx.w != nil || tx.adjacency == nil {
		return tx.pageOf(ctx, p, next)
	}
	g := tx.adjacency
	n, known := g.Number(uint64(p.Node))
	if !known {
		return tx.pageOf(ctx, p, next)
	}
	list := g.Of(n, adjacency.Direction(p.Dir), uint8(p.Kind))
	if len(list) == 0 { // it may have been merged into another node, which has some
		return tx.pageOf(ctx, p, next)
	}
	if p.After != 0 {
		list = g.After(list, uint64(p.After))
	}
	if more = len(list) > p.Most; more {
		list = list[:p.Most]
	}
	for _, x := range list {
		key := EdgeKey{p.Node, p.Kind, ID(g.ID(x.Other()))}
		if p.Dir == In {
			key.From, key.To = key.To, key.From
		}
		e := next()
		if e.setNote(key, x.Note()) {
			continue
		}
		if *e, err = tx.storedEdge(key); err != nil {
			return false, err
		}
	}
	return more, ctx.Err()
}

// pageOf is Page for edges that may not be in memory.
func (tx *Tx) pageOf(ctx context.Context, p EdgePage, next func() *Edge) (more bool, err error) {
	taken := 0
	for e, err := range tx.Neighbours(ctx, p.Node, p.Kind, p.Dir, p.After) {
		if err != nil {
			return false, err
		}
		if taken == p.Most {
			return true, nil
		}
		*next() = e
		taken++
	}
	return false, nil
}
