package adjacency

import (
	"slices"
	"sync"
)

// Triple is an edge, by the ids of its ends.
type Triple struct {
	From uint64
	Kind uint8
	To   uint64
	Note uint16
}

// Build makes a graph of edges at once. ids are those of nodes, in order and each once;
// they should have all ends of edges. Edges may be given in several parts; within all of
// them no edge may be there twice. Parts in which one end changes seldom are read fastest.
func Build(ids []uint64, parts ...[]Triple) *Graph {
	g := &Graph{numbers: &numbers{byID: make(map[uint64]Number, len(ids))}, ids: ids}
	for n, id := range ids {
		g.numbers.byID[id] = Number(n)
	}
	ends := make([][][2]Number, len(parts))
	missing := make([][]uint64, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		g.edges += len(part)
		wg.Go(func() { ends[i], missing[i] = g.numbers.ends(part) })
	}
	wg.Wait()
	if more := slices.Concat(missing...); len(more) > 0 {
		all := append(more, ids...)
		slices.Sort(all)
		return Build(slices.Compact(all), parts...)
	}
	g.pages = make([]*page, (len(ids)+pageSize-1)/pageSize)
	for p := range g.pages {
		g.pages[p] = new(page)
	}
	for _, dir := range [2]Direction{Out, In} {
		wg.Go(func() { g.fill(dir, parts, ends) })
	}
	wg.Wait()
	return g
}

// ends returns the numbers of both ends of edges, and the ids that have none.
func (nums *numbers) ends(part []Triple) (ends [][2]Number, missing []uint64) {
	ends = make([][2]Number, len(part))
	var ids [2]uint64
	var last [2]Number
	for i := range part {
		for end, id := range [2]uint64{part[i].From, part[i].To} {
			if id != ids[end] || i == 0 {
				n, ok := nums.byID[id]
				if !ok {
					missing = append(missing, id)
				}
				ids[end], last[end] = id, n
			}
		}
		ends[i] = last
	}
	return ends, missing
}

// fill makes the lists of a direction, in one array: an allocation for each costs more
// than the rest.
func (g *Graph) fill(dir Direction, parts [][]Triple, ends [][][2]Number) {
	places := make([]int, len(g.ids)+1)
	for _, part := range ends {
		for _, e := range part {
			places[e[dir]+1]++
		}
	}
	for n := range g.ids {
		places[n+1] += places[n]
	}
	all := make([]Entry, g.edges)
	next := slices.Clone(places)
	for p, part := range parts {
		for i := range part {
			e := ends[p][i]
			at := &next[e[dir]]
			all[*at] = entry(part[i].Kind, e[1-dir], part[i].Note)
			*at++
		}
	}
	for n := range g.ids {
		// A number is larger where the id is, so entries compare as they are.
		list := all[places[n]:places[n+1]:places[n+1]]
		if len(list) > 0 {
			if !slices.IsSorted(list) {
				slices.Sort(list)
			}
			g.pages[n/pageSize][n%pageSize][dir] = list
		}
	}
}
