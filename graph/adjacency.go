package graph

import (
	"context"
	"errors"
	"sync"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// Most edges have few claims and nothing but an enumerated attribute: all that an
// Edge says of them fits into the two bytes that the adjacency keeps for an edge,
// and no record is read. A field that does not fit is full.
//
//	alleged 1 bit, value of the attribute 3, articles 4, independent 4, claims 4
const (
	noteNone = 6  // no attribute
	noteText = 7  // an attribute that is no enumeration
	noteFull = 15 // a number that is larger
)

// mentionNote is the note of an edge from an article to what it mentions: one
// article, no claims.
var mentionNote = packNote(Edge{Articles: 1, Independent: 1}, noteNone)

// note returns what the adjacency keeps of an edge.
func note(e Edge) uint16 {
	value := noteNone
	for a, v := range e.Attributes {
		if v == "" {
			continue
		}
		t := e.Kind.Attribute(ontology.Attribute(a))
		if value = noteText; t != nil && t.Type == ontology.Enum && t.Rank(v) < min(len(t.Values), noteNone) {
			value = t.Rank(v)
		}
	}
	return packNote(e, value)
}

func packNote(e Edge, value int) uint16 {
	n := uint16(value)
	if e.Alleged {
		n |= 1 << 3
	}
	for _, v := range []int{e.Articles, e.Independent, e.Claims} {
		n = n<<4 | uint16(min(v, noteFull))
	}
	return n
}

// edgeOfNote returns the edge that a note tells all of, or false.
func edgeOfNote(key EdgeKey, n uint16) (e Edge, ok bool) {
	ok = e.setNote(key, n)
	return e, ok
}

// setNote makes e the edge that a note tells all of, or returns false.
func (e *Edge) setNote(key EdgeKey, n uint16) bool {
	*e = Edge{EdgeKey: key, Claims: int(n & 15), Independent: int(n >> 4 & 15), Articles: int(n >> 8 & 15), Alleged: n>>15 == 1}
	value := int(n >> 12 & 7)
	if value == noteText || e.Claims == noteFull || e.Independent == noteFull || e.Articles == noteFull {
		return false
	}
	if value != noteNone {
		t := &key.Kind.Type().Attributes[0]
		e.Attributes[t.Attribute] = t.Values[value].Name
	}
	return true
}

// readAdjacency reads all edges into memory, if they fit.
func (tx *Tx) readAdjacency(ctx context.Context) (*adjacency.Graph, error) {
	if tx.s.o.AdjacencyBytes < 0 {
		return nil, nil
	}
	c, err := tx.counters()
	if err != nil {
		return nil, err
	}
	edges := 0
	for _, n := range c.edges {
		edges += n
	}
	// 16 bytes an edge stay; twice as many are needed while reading.
	if int64(edges)*16 > tx.s.o.AdjacencyBytes {
		tx.s.o.Log.Warn().Int("edges", edges).Msg("adjacency not read into memory")
		return nil, nil
	}
	parts := make([][]adjacency.Triple, 2)
	var errs [2]error
	var wg sync.WaitGroup
	wg.Go(func() { parts[0], errs[0] = readEdges(ctx, tx.r, edges-c.edges[ontology.Mentions]) })
	parts[1], errs[1] = readMentions(ctx, tx, c.edges[ontology.Mentions])
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	return adjacency.Build(parts...), nil
}

func readEdges(ctx context.Context, r reader, n int) ([]adjacency.Triple, error) {
	out := make([]adjacency.Triple, 0, n)
	for e, err := range r.Scan(ctx, disk.Range{Prefix: []byte{'o'}}) {
		if err != nil {
			return nil, err
		}
		from, kind, to, err := parseEdgeKey('o', e.Key)
		if err != nil {
			return nil, err
		}
		s, err := decodeStatement(e.Key, e.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, adjacency.Triple{From: uint64(from), Kind: uint8(kind), To: uint64(to), Note: note(s.edge(EdgeKey{from, kind, to}))})
	}
	return out, nil
}

// readMentions reads which article mentions which node: two forms of one node may
// be mentioned by one article.
func readMentions(ctx context.Context, tx *Tx, n int) ([]adjacency.Triple, error) {
	out := make([]adjacency.Triple, 0, n)
	shared := map[[2]ID]bool{} // of nodes with several forms
	var form, node ID
	var several bool
	for e, err := range tx.r.Scan(ctx, disk.Range{Prefix: []byte{'m'}, KeysOnly: true}) {
		if err != nil {
			return nil, err
		}
		id, article, err := parsePairKey('m', e.Key)
		if err != nil {
			return nil, err
		}
		if id != form {
			f, err := tx.form(id)
			if err != nil {
				return nil, err
			}
			if f == nil {
				return nil, corruptf("form %s, which article %s mentions, has no record", id, article)
			}
			form, node = id, f.node
			several = node != id || f.head != nil && len(f.head.members) > 0
		}
		if several {
			if shared[[2]ID{node, article}] {
				continue
			}
			shared[[2]ID{node, article}] = true
		}
		out = append(out, adjacency.Triple{From: uint64(article), Kind: uint8(ontology.Mentions), To: uint64(node), Note: mentionNote})
	}
	return out, nil
}
