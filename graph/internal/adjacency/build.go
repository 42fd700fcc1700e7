package adjacency

import (
	"cmp"
	"slices"
)

// Triple is an edge, by the ids of its ends.
type Triple struct {
	From uint64
	Kind uint8
	To   uint64
	Note uint16
}

// Build makes a graph of edges at once. Parts of them may be given in several
// slices; within all of them no edge may be there twice.
func Build(parts ...[]Triple) *Graph {
	g := New()
	numberAll(g, parts)
	var counts [2][]uint32
	for dir := range counts {
		counts[dir] = make([]uint32, len(g.ids)+1)
	}
	for _, part := range parts {
		g.edges += len(part)
		for i := range part {
			counts[Out][g.numbers.byID[part[i].From]]++
			counts[In][g.numbers.byID[part[i].To]]++
		}
	}
	g.pages = make([]*page, (len(g.ids)+pageSize-1)/pageSize)
	for p := range g.pages {
		g.pages[p] = new(page)
	}
	for dir := range counts {
		// One array for all lists: an allocation for each costs more than the rest.
		all := make([]Entry, g.edges)
		at := 0
		for n, c := range counts[dir][:len(g.ids)] {
			g.pages[n/pageSize][n%pageSize][dir] = all[at : at : at+int(c)]
			at += int(c)
		}
	}
	for _, part := range parts {
		for i := range part {
			t := &part[i]
			from, to := g.numbers.byID[t.From], g.numbers.byID[t.To]
			out := &g.pages[from/pageSize][from%pageSize][Out]
			*out = append(*out, entry(t.Kind, to, t.Note))
			in := &g.pages[to/pageSize][to%pageSize][In]
			*in = append(*in, entry(t.Kind, from, t.Note))
		}
	}
	g.sort()
	return g
}

// numberAll gives numbers in order of the ids, so that numbers compare as ids do.
func numberAll(g *Graph, parts [][]Triple) {
	for _, part := range parts {
		for i := range part {
			for _, id := range [2]uint64{part[i].From, part[i].To} {
				if _, ok := g.numbers.byID[id]; !ok {
					g.numbers.byID[id] = 0
					g.ids = append(g.ids, id)
				}
			}
		}
	}
	slices.Sort(g.ids)
	for n, id := range g.ids {
		g.numbers.byID[id] = Number(n)
	}
}

func (g *Graph) sort() {
	for _, p := range g.pages {
		for n := range p {
			for dir := range p[n] {
				// A number is larger where the id is, so entries compare as they are.
				if !slices.IsSorted(p[n][dir]) {
					slices.SortFunc(p[n][dir], func(a, b Entry) int { return cmp.Compare(a, b) })
				}
			}
		}
	}
}
