package graph

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// Neighbours yields the edges of one kind at a node, in order of the other end's
// id, those after the given one. Kind 0 yields all kinds, by kind and then by the
// other end; after must then be zero. A node without edges yields nothing; no such
// node is ErrNotFound.
func (tx *Tx) Neighbours(ctx context.Context, id ID, kind ontology.EdgeKind, dir Direction, after ID) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		err := tx.synced(ctx)
		if err == nil {
			id, err = tx.Resolve(id)
		}
		if err == nil && kind == 0 && after != 0 {
			err = fmt.Errorf("graph: neighbours: %w: after an id of no one kind", ErrInvalid)
		}
		if err != nil {
			yield(Edge{}, err)
			return
		}
		kinds := []ontology.EdgeKind{kind}
		if kind == 0 {
			kinds = kinds[:0]
			for _, t := range ontology.EdgeTypes() {
				kinds = append(kinds, t.Kind)
			}
		}
		for _, k := range kinds {
			for e, err := range tx.neighbours(ctx, id, k, dir, after) {
				if !yield(e, err) || err != nil {
					return
				}
			}
		}
	}
}

func (tx *Tx) neighbours(ctx context.Context, id ID, kind ontology.EdgeKind, dir Direction, after ID) iter.Seq2[Edge, error] {
	switch {
	case tx.adjacency != nil:
		return tx.remembered(ctx, id, kind, dir, after)
	case kind == ontology.Mentions:
		return tx.storedMentions(ctx, id, dir, after)
	}
	return tx.storedEdges(ctx, id, kind, dir, after)
}

// remembered yields edges from the adjacency in memory.
func (tx *Tx) remembered(ctx context.Context, id ID, kind ontology.EdgeKind, dir Direction, after ID) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		g := tx.adjacency
		n, ok := g.Number(uint64(id))
		if !ok {
			return
		}
		list := g.Of(n, adjacency.Direction(dir), uint8(kind))
		if after != 0 {
			list = g.After(list, uint64(after))
		}
		var e Edge
		for i, x := range list {
			if i%256 == 255 && ctx.Err() != nil {
				yield(Edge{}, ctx.Err())
				return
			}
			key := EdgeKey{id, kind, ID(g.ID(x.Other()))}
			if dir == In {
				key.From, key.To = key.To, key.From
			}
			var err error
			if !e.setNote(key, x.Note()) {
				e, err = tx.storedEdge(key)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// storedEdge reads the record of an edge.
func (tx *Tx) storedEdge(key EdgeKey) (Edge, error) {
	v, ok, err := tx.r.Get(outKey(key))
	if err != nil {
		return Edge{}, err
	}
	if !ok {
		return Edge{}, fmt.Errorf("graph: edge %s: %w", key, ErrNotFound)
	}
	s, err := decodeStatement(outKey(key), v)
	if err != nil {
		return Edge{}, err
	}
	return s.edge(key), nil
}

// storedEdges yields edges from disk.
func (tx *Tx) storedEdges(ctx context.Context, id ID, kind ontology.EdgeKind, dir Direction, after ID) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		letter := byte('o')
		if dir == In {
			letter = 'i'
		}
		rg := disk.Range{Prefix: append(idKey(letter, id), byte(kind)), KeysOnly: dir == In}
		if after != 0 {
			rg.From = edgeKey(letter, id, kind, after+1)
		}
		for e, err := range tx.r.Scan(ctx, rg) {
			var edge Edge
			if err == nil {
				edge, err = tx.edgeOfEntry(letter, e)
			}
			if !yield(edge, err) || err != nil {
				return
			}
		}
	}
}

func (tx *Tx) edgeOfEntry(letter byte, e disk.Entry) (Edge, error) {
	a, kind, b, err := parseEdgeKey(letter, e.Key)
	if err != nil {
		return Edge{}, err
	}
	if letter == 'i' {
		edge, err := tx.storedEdge(EdgeKey{b, kind, a})
		if err != nil {
			return Edge{}, fmt.Errorf("%w: edge from its second end: %v", ErrCorrupt, err)
		}
		return edge, nil
	}
	s, err := decodeStatement(e.Key, e.Value)
	if err != nil {
		return Edge{}, err
	}
	return s.edge(EdgeKey{a, kind, b}), nil
}

func mentionEdge(article, node ID) Edge {
	return Edge{EdgeKey: EdgeKey{article, ontology.Mentions, node}, Articles: 1, Independent: 1}
}

// storedMentions yields what an article mentions, or who mentions a node, from disk.
func (tx *Tx) storedMentions(ctx context.Context, id ID, dir Direction, after ID) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		article := id.Kind() == ontology.Article
		if article != (dir == Out) {
			return
		}
		var others iter.Seq2[ID, error]
		if article {
			others = tx.mentionedBy(id)
		} else {
			others = tx.mentioning(ctx, id, after)
		}
		for other, err := range others {
			switch {
			case err != nil:
				yield(Edge{}, err)
				return
			case other <= after:
				continue
			}
			e := mentionEdge(id, other)
			if !article {
				e = mentionEdge(other, id)
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// mentionedBy yields the nodes that an article mentions, in order.
func (tx *Tx) mentionedBy(article ID) iter.Seq2[ID, error] {
	return func(yield func(ID, error) bool) {
		_, b, err := tx.voice(article)
		var nodes []ID
		if err == nil && b != nil {
			nodes, err = tx.nodesOf(article, b)
		}
		if err != nil {
			yield(0, err)
			return
		}
		for _, n := range distinctIDs(nodes) {
			if !yield(n, nil) {
				return
			}
		}
	}
}

// mentioning yields the articles that mention a node, in order: those of its forms,
// merged.
func (tx *Tx) mentioning(ctx context.Context, node, after ID) iter.Seq2[ID, error] {
	return func(yield func(ID, error) bool) {
		f, err := tx.form(node)
		if err != nil {
			yield(0, err)
			return
		}
		type source struct {
			at   ID
			next func() (ID, error, bool)
		}
		var sources []*source
		for _, id := range append([]ID{node}, f.head.members...) {
			next, stop := iter.Pull2(tx.formArticles(ctx, id, after))
			defer stop()
			s := &source{next: next}
			if s.at, err, _ = s.next(); err != nil {
				yield(0, err)
				return
			}
			sources = append(sources, s)
		}
		for {
			least := ID(0)
			for _, s := range sources {
				if s.at != 0 && (least == 0 || s.at < least) {
					least = s.at
				}
			}
			if least == 0 || !yield(least, nil) {
				return
			}
			for _, s := range sources {
				if s.at == least {
					if s.at, err, _ = s.next(); err != nil {
						yield(0, err)
						return
					}
				}
			}
		}
	}
}

// formArticles yields the articles that mention a form, in order, after one.
func (tx *Tx) formArticles(ctx context.Context, form, after ID) iter.Seq2[ID, error] {
	return func(yield func(ID, error) bool) {
		rg := disk.Range{Prefix: idKey('m', form), From: mentionKey(form, after+1), KeysOnly: true}
		for e, err := range tx.r.Scan(ctx, rg) {
			var article ID
			if err == nil {
				_, article, err = parsePairKey('m', e.Key)
			}
			if !yield(article, err) || err != nil {
				return
			}
		}
	}
}

// Edge returns an edge. Ends that were merged answer with their successors. It fails
// with ErrNotFound.
func (tx *Tx) Edge(key EdgeKey) (Edge, error) {
	key, err := tx.resolveEdge(key)
	if err != nil {
		return Edge{}, fmt.Errorf("graph: edge %s: %w", key, err)
	}
	if key.Kind == ontology.Mentions {
		for n, err := range tx.mentionedBy(key.From) {
			if err != nil {
				return Edge{}, err
			}
			if n == key.To {
				return mentionEdge(key.From, key.To), nil
			}
		}
		return Edge{}, fmt.Errorf("graph: edge %s: %w", key, ErrNotFound)
	}
	return tx.storedEdge(key)
}

func (tx *Tx) resolveEdge(key EdgeKey) (EdgeKey, error) {
	if !key.Kind.Valid() {
		return key, ErrNotFound
	}
	from, err := tx.Resolve(key.From)
	if err != nil {
		return key, err
	}
	to, err := tx.Resolve(key.To)
	return EdgeKey{from, key.Kind, to}, err
}

// EdgeClaims yields the claims behind an edge, in order, after one. An edge that is
// not there yields ErrNotFound; one of kind Mentions has no claims.
func (tx *Tx) EdgeClaims(ctx context.Context, key EdgeKey, after ClaimID) iter.Seq2[StoredClaim, error] {
	return func(yield func(StoredClaim, error) bool) {
		key, err := tx.resolveEdge(key)
		if err != nil {
			yield(StoredClaim{}, err)
			return
		}
		if key.Kind == ontology.Mentions {
			return
		}
		for c, err := range tx.statementClaims(ctx, outKey(key), after) {
			var claim StoredClaim
			if err == nil {
				claim, err = tx.Claim(c.ClaimID)
			}
			if !yield(claim, err) || err != nil {
				return
			}
		}
	}
}

// statementClaims yields the claims of a statement in order, after one.
func (tx *Tx) statementClaims(ctx context.Context, key []byte, after ClaimID) iter.Seq2[ref, error] {
	return func(yield func(ref, error) bool) {
		v, ok, err := tx.r.Get(key)
		if err == nil && !ok {
			err = fmt.Errorf("graph: statement: %w", ErrNotFound)
		}
		var s *statement
		if err == nil {
			s, err = decodeStatement(key, v)
		}
		if err != nil {
			yield(ref{}, err)
			return
		}
		refs := s.refs
		if s.claims > maxInlineRefs {
			tx.streamRefs(ctx, key, after)(yield)
			return
		}
		i, found := slices.BinarySearchFunc(refs, after, func(r ref, c ClaimID) int { return r.Compare(c) })
		if found {
			i++
		}
		for _, r := range refs[i:] {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (tx *Tx) streamRefs(ctx context.Context, statement []byte, after ClaimID) iter.Seq2[ref, error] {
	return func(yield func(ref, error) bool) {
		prefix := append([]byte{'r'}, statement...)
		from := refKey(statement, after)
		for e, err := range tx.r.Scan(ctx, disk.Range{Prefix: prefix, From: from}) {
			if err == nil && bytes.Equal(e.Key, from) {
				continue
			}
			var r ref
			if err == nil {
				r, err = parseRef(e)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}
