package adjacency

import (
	"cmp"
	"slices"
)

// New returns a graph without edges.
func New() *Graph {
	return &Graph{numbers: &numbers{byID: map[uint64]Number{}}}
}

// change is an edge to be set or removed, as one end has it.
type change struct {
	at    Number
	entry Entry
	gone  bool
	order int32 // of two changes of one edge the later counts
}

// Edit gathers changes of a graph. Only one Edit of a Graph and its descendants
// may be in use at a time; it belongs to one goroutine.
type Edit struct {
	g       *Graph
	ids     []uint64
	changes [2][]change
}

// Edit begins a change.
func (g *Graph) Edit() *Edit { return &Edit{g: g, ids: g.ids} }

// Len returns how many changes there are.
func (e *Edit) Len() int { return len(e.changes[0]) }

func (e *Edit) number(id uint64) Number {
	nums := e.g.numbers
	nums.mu.RLock()
	n, ok := nums.byID[id]
	nums.mu.RUnlock()
	// A number that an abandoned Edit gave is given again, to another id perhaps.
	if ok && int(n) < len(e.ids) && e.ids[n] == id {
		return n
	}
	nums.mu.Lock()
	defer nums.mu.Unlock()
	n = Number(len(e.ids))
	e.ids = append(e.ids, id)
	nums.byID[id] = n
	return n
}

// Set adds an edge, or changes its note.
func (e *Edit) Set(from uint64, kind uint8, to uint64, note uint16) {
	e.add(from, kind, to, note, false)
}

// Remove takes an edge away. One that is not there is no error.
func (e *Edit) Remove(from uint64, kind uint8, to uint64) { e.add(from, kind, to, 0, true) }

func (e *Edit) add(from uint64, kind uint8, to uint64, note uint16, gone bool) {
	f, t := e.number(from), e.number(to)
	order := int32(len(e.changes[Out]))
	e.changes[Out] = append(e.changes[Out], change{f, entry(kind, t, note), gone, order})
	e.changes[In] = append(e.changes[In], change{t, entry(kind, f, note), gone, order})
}

// Graph returns the changed graph. The Edit must not be used afterwards.
func (e *Edit) Graph() *Graph {
	g := &Graph{numbers: e.g.numbers, ids: e.ids, edges: e.g.edges}
	g.pages = make([]*page, (len(e.ids)+pageSize-1)/pageSize)
	copy(g.pages, e.g.pages)
	fresh := make([]bool, len(g.pages)) // pages that are this graph's own
	for dir := range e.changes {
		changes := e.changes[dir]
		slices.SortFunc(changes, e.compare)
		for i := 0; i < len(changes); {
			at := changes[i].at
			j := i
			for j < len(changes) && changes[j].at == at {
				j++
			}
			p := int(at) / pageSize
			switch {
			case g.pages[p] == nil:
				g.pages[p] = new(page)
			case !fresh[p]:
				own := *g.pages[p]
				g.pages[p] = &own
			}
			fresh[p] = true
			list := &g.pages[p][at%pageSize][dir]
			before := len(*list)
			*list = e.merge(*list, changes[i:j])
			if dir == int(Out) {
				g.edges += len(*list) - before
			}
			i = j
		}
	}
	return g
}

func (e *Edit) compare(a, b change) int {
	if c := cmp.Compare(a.at, b.at); c != 0 {
		return c
	}
	if c := e.compareEntries(a.entry, b.entry); c != 0 {
		return c
	}
	return cmp.Compare(a.order, b.order)
}

func (e *Edit) compareEntries(a, b Entry) int {
	if c := cmp.Compare(a.Kind(), b.Kind()); c != 0 {
		return c
	}
	return cmp.Compare(e.ids[a.Other()], e.ids[b.Other()])
}

// merge returns a new list with the changes, which are in order.
func (e *Edit) merge(list []Entry, changes []change) []Entry {
	out := make([]Entry, 0, len(list)+len(changes))
	i := 0
	for c := 0; c < len(changes); c++ {
		for c+1 < len(changes) && e.compareEntries(changes[c].entry, changes[c+1].entry) == 0 {
			c++ // the last of one edge counts
		}
		for i < len(list) && e.compareEntries(list[i], changes[c].entry) < 0 {
			out = append(out, list[i])
			i++
		}
		if i < len(list) && e.compareEntries(list[i], changes[c].entry) == 0 {
			i++
		}
		if !changes[c].gone {
			out = append(out, changes[c].entry)
		}
	}
	out = append(out, list[i:]...)
	if len(out) == 0 {
		return nil
	}
	return slices.Clip(out)
}
