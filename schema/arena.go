package schema

import (
	"context"
	"sync"

	"onymous/graph"
)

// arena holds the pairs, the pages and the lists of entries of one request. An
// answer has thousands of them and none outlives it, so that the next request can
// have their memory.
type arena struct {
	pairs   slab[pair]
	pages   slab[page]
	entries slab[any]
	held    []*node // for a moment, see scratch
	read    []any   // for a moment, see page
	put     func() *graph.Edge
}

// slab gives out elements of type T from chunks.
type slab[T any] struct {
	chunks [][]T
	chunk  int // that is being given out
	used   int // elements of it
}

// chunkSize is how many elements a chunk has.
const chunkSize = 128

// take returns n zero elements, one after another.
func (s *slab[T]) take(n int) []T {
	for s.chunk < len(s.chunks) && s.used+n > len(s.chunks[s.chunk]) {
		s.chunk, s.used = s.chunk+1, 0
	}
	if s.chunk == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, max(chunkSize, n)))
		s.used = 0
	}
	s.used += n
	return s.chunks[s.chunk][s.used-n : s.used : s.used]
}

// maxChunks is how many chunks an arena keeps: a large answer must not hold its
// memory for ever.
const maxChunks = 64

// reset takes everything back.
func (s *slab[T]) reset() {
	for i := range min(s.chunk+1, len(s.chunks)) {
		used := len(s.chunks[i])
		if i == s.chunk {
			used = s.used
		}
		clear(s.chunks[i][:used])
	}
	if len(s.chunks) > maxChunks {
		clear(s.chunks[maxChunks:])
		s.chunks = s.chunks[:maxChunks]
	}
	s.chunk, s.used = 0, 0
}

var arenas = sync.Pool{New: func() any {
	a := &arena{}
	a.put = func() *graph.Edge {
		p := a.newPair()
		a.read = append(a.read, p)
		return &p.Edge
	}
	return a
}}

// page reads a page of edges, each as a pair whose other end is not named yet.
func (a *arena) page(ctx context.Context, tx *graph.Tx, p graph.EdgePage) (pairs []any, more bool, err error) {
	a.read = a.read[:0]
	more, err = tx.Page(ctx, p, a.put)
	return a.list(a.read), more, err
}

// release gives the arena back. Nothing that came from it may be used after.
func (a *arena) release() {
	a.pairs.reset()
	a.pages.reset()
	a.entries.reset()
	clear(a.held[:cap(a.held)])
	if cap(a.held) > chunkSize*maxChunks {
		a.held = nil
	}
	clear(a.read[:cap(a.read)])
	arenas.Put(a)
}

// newPage returns an empty page.
func (a *arena) newPage(spec uint32) *page {
	p := &a.pages.take(1)[0]
	p.spec, p.total = spec, -1
	return p
}

// newPair returns the entry for an edge or a node.
func (a *arena) newPair() *pair { return &a.pairs.take(1)[0] }

// list copies entries, which the arena then holds.
func (a *arena) list(entries []any) []any {
	out := a.entries.take(len(entries))
	copy(out, entries)
	return out
}

// scratch returns an empty slice of nodes, which is good until the next call.
func (a *arena) scratch() []*node { return a.held[:0] }
