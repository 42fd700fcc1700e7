package graph

import (
	"context"
	"fmt"
	"slices"
)

// Limits of a PathQuery, and what they are if it does not say.
const (
	defaultPathLength, maxPathLength = 4, 8
	defaultPaths, maxPaths           = 10, 100
	defaultPathDegree, maxPathDegree = 1_000, 1_000_000

	// maxPathReads bounds the edges that a search reads, and the steps that it takes to
	// put paths together.
	maxPathReads = 2_000_000
)

func (q *PathQuery) withDefaults() error {
	for _, l := range []struct {
		name     string
		value    *int
		def, max int
	}{{"MaxLength", &q.MaxLength, defaultPathLength, maxPathLength}, {"MaxPaths", &q.MaxPaths, defaultPaths, maxPaths},
		{"MaxDegree", &q.MaxDegree, defaultPathDegree, maxPathDegree}} {
		if *l.value == 0 {
			*l.value = l.def
		}
		if *l.value < 0 || *l.value > l.max {
			return fmt.Errorf("graph: paths: %w: %s is %d, want 1 to %d", ErrInvalid, l.name, *l.value, l.max)
		}
	}
	return nil
}

// Paths finds the shortest ways between two nodes that pass no node twice. Ends that
// are not there are ErrNotFound; one node is no way to itself.
//
// It measures how far nodes are from both ends, each as far as half of MaxLength, and
// from the second end on only where a way can still be short enough. Then each step of
// putting a way together leads to one.
func (tx *Tx) Paths(ctx context.Context, q PathQuery) (PathAnswer, error) {
	if err := q.withDefaults(); err != nil {
		return PathAnswer{}, err
	}
	var err error
	if q.From, err = tx.Resolve(q.From); err != nil {
		return PathAnswer{}, err
	}
	if q.To, err = tx.Resolve(q.To); err != nil {
		return PathAnswer{}, err
	}
	if q.From == q.To {
		return PathAnswer{Complete: true}, nil
	}
	s := &pathSearch{q: q, hops: tx.newHops(ctx, q.NodeKinds, q.EdgeKinds, nil), complete: true}
	s.hops.nodes[q.From.Kind()], s.hops.nodes[q.To.Kind()] = true, true
	s.fits = tx.newHops(ctx, q.NodeKinds, q.EdgeKinds, nil).nodes
	half := q.MaxLength / 2
	if s.from, err = s.distances(q.From, half, nil); err != nil {
		return PathAnswer{}, err
	}
	if s.to, err = s.distances(q.To, q.MaxLength, s.from); err != nil {
		return PathAnswer{}, err
	}
	first, ok := s.to[q.From]
	if !ok {
		return PathAnswer{Complete: s.complete}, nil
	}
	s.on = map[ID]bool{q.From: true}
	for length := first; length <= q.MaxLength && !s.full(); length++ {
		if err := s.extend(q.From, length, Path{Nodes: []ID{q.From}}); err != nil {
			return PathAnswer{}, err
		}
	}
	return PathAnswer{Paths: s.paths[:min(len(s.paths), q.MaxPaths)], Complete: s.complete && len(s.paths) <= q.MaxPaths}, nil
}

// pathSearch is one search for paths.
type pathSearch struct {
	q        PathQuery
	hops     *hops
	fits     [256]bool  // kinds that may lie between
	from, to map[ID]int // distances
	on       map[ID]bool
	paths    []Path
	steps    int
	complete bool
}

// full reports whether enough was found: one path more than asked for tells that there
// are others.
func (s *pathSearch) full() bool {
	return len(s.paths) > s.q.MaxPaths || !s.complete && s.steps > maxPathReads
}

// passable reports whether a path may go through a node.
func (s *pathSearch) passable(id ID) (bool, error) {
	if id == s.q.From || id == s.q.To {
		return true, nil
	}
	if !s.fits[id.Kind()] {
		return false, nil
	}
	n, err := s.hops.degree(id)
	return n <= s.q.MaxDegree, err
}

// distances measures how far nodes are from one. With other, the distances from the
// other end, it goes beyond half of MaxLength only where both add up to no more than
// MaxLength.
func (s *pathSearch) distances(start ID, limit int, other map[ID]int) (map[ID]int, error) {
	dist := map[ID]int{start: 0}
	level := []ID{start}
	for d := 1; d <= limit && len(level) > 0; d++ {
		var next []ID
		for _, id := range level {
			if ok, err := s.passable(id); err != nil || !ok {
				if err != nil {
					return nil, err
				}
				continue
			}
			err := s.hops.all(id, func(_ way, x hop) bool {
				if s.hops.read > maxPathReads {
					s.complete = false
					return false
				}
				if _, ok := dist[x.to]; ok {
					return true
				}
				if far, ok := other[x.to]; other != nil && d > s.q.MaxLength-s.q.MaxLength/2 && (!ok || far+d > s.q.MaxLength) {
					return true
				}
				dist[x.to] = d
				next = append(next, x.to)
				return true
			})
			if err != nil {
				return nil, err
			}
		}
		level = next
	}
	return dist, nil
}

// extend puts together the paths of exactly that many further edges, in order of their
// nodes and then of the kinds of their edges.
func (s *pathSearch) extend(at ID, left int, p Path) error {
	if at == s.q.To {
		if left == 0 {
			s.paths = append(s.paths, Path{slices.Clone(p.Nodes), slices.Clone(p.Edges)})
		}
		return nil
	}
	if left == 0 || s.full() {
		return nil
	}
	if ok, err := s.passable(at); err != nil || !ok {
		return err
	}
	var steps []hop
	err := s.hops.all(at, func(_ way, x hop) bool {
		if s.steps++; s.steps > maxPathReads {
			s.complete = false
			return false
		}
		if far, ok := s.to[x.to]; ok && far < left && !s.on[x.to] {
			steps = append(steps, x)
		}
		return true
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(steps, func(a, b hop) int { return compareIDs(a.to, b.to) })
	for _, x := range steps {
		s.on[x.to] = true
		err := s.extend(x.to, left-1, Path{append(p.Nodes, x.to), append(p.Edges, x.key)})
		s.on[x.to] = false
		if err != nil {
			return err
		}
	}
	return nil
}
