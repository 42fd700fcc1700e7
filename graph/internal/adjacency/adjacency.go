// Package adjacency keeps the edges of a graph in memory, 16 bytes an edge, for
// readers that take many hops.
//
// A Graph never changes. An Edit makes the next one from it and copies only the
// lists of the nodes that it touches, so that a reader keeps its own for as long
// as it likes, and sees all of a transaction or nothing.
//
// Nodes have ids, which the caller gives, and numbers, which this package gives:
// an edge holds the number, in half the space. Numbers are the same in all Graphs
// that descend from one; they say nothing and are not stored.
//
// What can surprise: lists are in order of kind and then of the other end's id,
// not of its number; an id keeps its number when its last edge goes.
package adjacency

import (
	"cmp"
	"slices"
	"sync"
)

// Number is a node's place in the graph.
type Number uint32

// Entry is an edge as one of its ends has it: the kind, the number of the other
// end, and two bytes that the caller may use.
type Entry uint64

func entry(kind uint8, other Number, note uint16) Entry {
	return Entry(kind)<<56 | Entry(other)<<16 | Entry(note)
}

// Kind returns the edge's kind.
func (e Entry) Kind() uint8 { return uint8(e >> 56) }

// Other returns the number of the other end.
func (e Entry) Other() Number { return Number(e >> 16) }

// Note returns the caller's bytes.
func (e Entry) Note() uint16 { return uint16(e) }

// Direction says from which end edges are read.
type Direction uint8

// The directions.
const (
	Out Direction = iota
	In
)

// lists are a node's edges, by direction.
type lists [2][]Entry

const pageSize = 256

type page [pageSize]lists

// Graph is one state of the edges. It is safe for concurrent use.
type Graph struct {
	numbers *numbers
	ids     []uint64 // by number; later graphs append to the same array
	pages   []*page
	edges   int
}

// numbers maps ids to numbers for a Graph and all that descend from it. It only
// grows.
type numbers struct {
	mu   sync.RWMutex // guards byID
	byID map[uint64]Number
}

// Bytes estimates the memory that the graph takes.
func (g *Graph) Bytes() int64 {
	return int64(g.edges)*16 + int64(len(g.ids))*(8+28) + int64(len(g.pages))*pageSize*48
}

// Edges returns how many edges there are.
func (g *Graph) Edges() int { return g.edges }

// Len returns a number that is larger than that of any node.
func (g *Graph) Len() int { return len(g.ids) }

// ID returns the id of a node.
func (g *Graph) ID(n Number) uint64 { return g.ids[n] }

// Number returns the number of the node with an id, and whether it has one.
func (g *Graph) Number(id uint64) (Number, bool) {
	g.numbers.mu.RLock()
	n, ok := g.numbers.byID[id]
	g.numbers.mu.RUnlock()
	return n, ok && int(n) < len(g.ids) && g.ids[n] == id
}

// All returns a node's edges in a direction, in order of kind and of the other
// end's id. The caller must not change the slice.
func (g *Graph) All(n Number, dir Direction) []Entry {
	p := int(n) / pageSize
	if p >= len(g.pages) || g.pages[p] == nil {
		return nil
	}
	return g.pages[p][n%pageSize][dir]
}

// Of returns a node's edges of one kind. The caller must not change the slice.
func (g *Graph) Of(n Number, dir Direction, kind uint8) []Entry {
	all := g.All(n, dir)
	lo := below(all, kind)
	if lo == len(all) || all[lo].Kind() != kind {
		return nil
	}
	if all[len(all)-1].Kind() == kind { // often the only kind
		return all[lo:]
	}
	return all[lo : lo+below(all[lo:], kind+1)]
}

// Run returns how many edges at the start of a list are of the kind of the first.
func Run(list []Entry) int {
	kind := list[0].Kind()
	if list[len(list)-1].Kind() == kind {
		return len(list)
	}
	return below(list, kind+1)
}

// below returns how many edges of a list are of a kind before this one.
func below(list []Entry, kind uint8) int {
	// slices.BinarySearchFunc would call a function for every step of a walk.
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; list[mid].Kind() < kind {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// After returns the part of a list of one kind whose other ends have larger ids.
func (g *Graph) After(list []Entry, id uint64) []Entry {
	i, found := slices.BinarySearchFunc(list, id, func(e Entry, id uint64) int { return cmp.Compare(g.ids[e.Other()], id) })
	if found {
		i++
	}
	return list[i:]
}

// Find returns the edge of a kind between two nodes, as from has it.
func (g *Graph) Find(from Number, kind uint8, to Number) (Entry, bool) {
	// The shorter list answers sooner; what the entry says is the same in both.
	out, in := g.Of(from, Out, kind), g.Of(to, In, kind)
	list, other := out, to
	if len(in) < len(out) {
		list, other = in, from
	}
	i, found := slices.BinarySearchFunc(list, g.ids[other], func(e Entry, id uint64) int { return cmp.Compare(g.ids[e.Other()], id) })
	if !found {
		return 0, false
	}
	return entry(kind, to, list[i].Note()), true
}
