package graph

import (
	"context"
	"errors"
	"slices"
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

// plainNote is note for the record of an edge with one claim, as nearly all are, without
// decoding it; false for another.
func plainNote(kind ontology.EdgeKind, record []byte) (uint16, bool) {
	d := decoder{b: record}
	flags := d.byte()
	if flags&1 == 0 || flags&2 == 0 || flags&8 == 0 {
		return 0, false
	}
	d.uint() // since
	value := noteNone
	if flags&4 != 0 {
		n, key, rank := d.num(), ontology.Attribute(d.byte()), d.num()
		t := kind.Attribute(key)
		if n != 1 || rank == 0 || t == nil || t.Type != ontology.Enum || rank > min(len(t.Values), noteNone) {
			return 0, false
		}
		value = rank - 1
	}
	return packNote(Edge{Articles: 1, Independent: 1, Claims: 1}, value), d.err == nil
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
	r := &edgeReading{tx: tx, ctx: ctx}
	var edgesErr error
	var wg sync.WaitGroup
	wg.Go(func() { edgesErr = r.readEdges(edges - c.edges[ontology.Mentions]) })
	err = r.readNodes()
	if err == nil {
		err = r.readMentions(c.edges[ontology.Mentions])
	}
	wg.Wait()
	if err := errors.Join(err, edgesErr); err != nil {
		return nil, err
	}
	return adjacency.Build(r.nodes, r.edges, r.mentions), nil
}

// edgeReading reads all edges.
type edgeReading struct {
	tx              *Tx
	ctx             context.Context
	nodes           []uint64  // and articles, in order
	heads           map[ID]ID // the nodes of forms, where a node has several
	edges, mentions []adjacency.Triple
}

func (r *edgeReading) readEdges(n int) error {
	r.edges = make([]adjacency.Triple, 0, n)
	for e, err := range r.tx.r.Scan(r.ctx, disk.Range{Prefix: []byte{'o'}}) {
		if err != nil {
			return err
		}
		from, kind, to, err := parseEdgeKey('o', e.Key)
		if err != nil {
			return err
		}
		n, ok := plainNote(kind, e.Value)
		if !ok {
			s, err := decodeStatement(e.Key, e.Value)
			if err != nil {
				return err
			}
			n = note(s.edge(EdgeKey{from, kind, to}))
		}
		r.edges = append(r.edges, adjacency.Triple{From: uint64(from), Kind: uint8(kind), To: uint64(to), Note: n})
	}
	return nil
}

// readNodes reads which nodes and articles there are, and which forms are several for one
// node.
func (r *edgeReading) readNodes() error {
	r.heads = map[ID]ID{}
	for e, err := range r.tx.r.Scan(r.ctx, disk.Range{Prefix: []byte{'f'}}) {
		if err != nil {
			return err
		}
		id, err := parseIDKey('f', e.Key)
		if err != nil {
			return err
		}
		node, members, err := formNode(id, e.Value)
		if err != nil {
			return err
		}
		if node != id || members {
			r.heads[id] = node
		}
		if node == id {
			r.nodes = append(r.nodes, uint64(id))
		}
	}
	for e, err := range r.tx.r.Scan(r.ctx, disk.Range{Prefix: []byte{'A'}, KeysOnly: true}) {
		if err != nil {
			return err
		}
		id, err := parseIDKey('A', e.Key)
		if err != nil {
			return err
		}
		r.nodes = append(r.nodes, uint64(id))
	}
	slices.Sort(r.nodes)
	return nil
}

// readMentions reads which article mentions which node: two forms of one node may be
// mentioned by one article.
func (r *edgeReading) readMentions(n int) error {
	r.mentions = make([]adjacency.Triple, 0, n)
	shared := map[[2]ID]bool{} // of nodes with several forms
	for e, err := range r.tx.r.Scan(r.ctx, disk.Range{Prefix: []byte{'m'}, KeysOnly: true}) {
		if err != nil {
			return err
		}
		node, article, err := parsePairKey('m', e.Key)
		if err != nil {
			return err
		}
		if head, several := r.heads[node]; several {
			node = head
			if shared[[2]ID{node, article}] {
				continue
			}
			shared[[2]ID{node, article}] = true
		}
		r.mentions = append(r.mentions, adjacency.Triple{From: uint64(article), Kind: uint8(ontology.Mentions), To: uint64(node), Note: mentionNote})
	}
	return nil
}
