package adjacency_test

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"onymous/graph/internal/adjacency"
)

type edge struct {
	from uint64
	kind uint8
	to   uint64
}

// compare checks a graph against a map of edges and their notes.
func compare(t *testing.T, g *adjacency.Graph, want map[edge]uint16) {
	t.Helper()
	if g.Edges() != len(want) {
		t.Fatalf("%d edges, want %d", g.Edges(), len(want))
	}
	got := [2]map[edge]uint16{{}, {}}
	for n := range g.Len() {
		id := g.ID(adjacency.Number(n))
		for _, dir := range []adjacency.Direction{adjacency.Out, adjacency.In} {
			list := g.All(adjacency.Number(n), dir)
			if !slices.IsSortedFunc(list, func(a, b adjacency.Entry) int {
				return cmp.Or(cmp.Compare(a.Kind(), b.Kind()), cmp.Compare(g.ID(a.Other()), g.ID(b.Other())))
			}) {
				t.Fatalf("edges of %d are out of order", id)
			}
			for _, e := range list {
				x := edge{id, e.Kind(), g.ID(e.Other())}
				if dir == adjacency.In {
					x.from, x.to = x.to, x.from
				}
				if _, twice := got[dir][x]; twice {
					t.Fatalf("edge %v is there twice", x)
				}
				got[dir][x] = e.Note()
			}
		}
	}
	for dir := range got {
		for x, note := range want {
			if n, ok := got[dir][x]; !ok || n != note {
				t.Fatalf("direction %d: edge %v is there %v with note %d, want %d", dir, x, ok, n, note)
			}
		}
	}
}

func TestEditAgreesWithModel(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	g, model := adjacency.New(), map[edge]uint16{}
	for range 40 {
		older, oldModel := g, maps.Clone(model)
		e := g.Edit()
		for range 60 {
			x := edge{uint64(rng.IntN(700)) * 7, uint8(1 + rng.IntN(3)), uint64(rng.IntN(700)) * 5}
			if rng.IntN(3) == 0 {
				e.Remove(x.from, x.kind, x.to)
				delete(model, x)
			} else {
				note := uint16(rng.IntN(1 << 16))
				e.Set(x.from, x.kind, x.to, note)
				model[x] = note
			}
		}
		if rng.IntN(5) == 0 { // the transaction failed: its numbers are given again
			model = oldModel
			continue
		}
		g = e.Graph()
		compare(t, g, model)
		compare(t, older, oldModel)
	}
	var parts [2][]adjacency.Triple
	for x, note := range model {
		i := rng.IntN(2)
		parts[i] = append(parts[i], adjacency.Triple{From: x.from, Kind: x.kind, To: x.to, Note: note})
	}
	known := map[uint64]bool{}
	for x := range model {
		known[x.from], known[x.to] = rng.IntN(20) > 0, true // some ends may be missing
	}
	maps.DeleteFunc(known, func(_ uint64, known bool) bool { return !known })
	compare(t, adjacency.Build(slices.Sorted(maps.Keys(known)), parts[0], parts[1]), model)
}

func TestFindAndPages(t *testing.T) {
	e := adjacency.New().Edit()
	for to := range uint64(100) {
		e.Set(1, 2, 1000+to, uint16(to))
		e.Set(1, 3, 1000+to, 0)
	}
	g := e.Graph()
	from, _ := g.Number(1)
	list := g.Of(from, adjacency.Out, 2)
	if len(list) != 100 {
		t.Fatalf("%d edges of one kind, want 100", len(list))
	}
	if rest := g.After(list, 1049); len(rest) != 50 || g.ID(rest[0].Other()) != 1050 {
		t.Errorf("after 1049 come %d edges, want 50", len(rest))
	}
	to, _ := g.Number(1042)
	if x, ok := g.Find(from, 2, to); !ok || x.Note() != 42 || x.Other() != to {
		t.Errorf("Find: %v, %v", x, ok)
	}
	if _, ok := g.Find(to, 2, from); ok {
		t.Error("found an edge the wrong way round")
	}
	if len(g.Of(from, adjacency.Out, 1))+len(g.Of(from, adjacency.Out, 4))+len(g.Of(from, adjacency.In, 2)) > 0 {
		t.Error("found edges of kinds or a direction that are not there")
	}
	if _, ok := g.Number(7); ok {
		t.Error("found a node that is not there")
	}
}

// TestReadersWhileEdited reads a graph while others are made from it.
func TestReadersWhileEdited(t *testing.T) {
	e := adjacency.New().Edit()
	for to := range uint64(500) {
		e.Set(1, 1, to+2, 0)
	}
	g := e.Graph()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				n, _ := g.Number(1)
				for _, x := range g.Of(n, adjacency.Out, 1) {
					if g.ID(x.Other()) < 2 {
						t.Error("an edge leads to a wrong node")
					}
				}
			}
		})
	}
	next := g
	for i := range uint64(50) {
		e := next.Edit()
		e.Set(1, 1, 1000+i, 0)
		e.Set(2000+i, 1, 1, 0)
		next = e.Graph()
	}
	wg.Wait()
	if g.Edges() != 500 || next.Edges() != 600 {
		t.Errorf("%d and %d edges, want 500 and 600", g.Edges(), next.Edges())
	}
}

func BenchmarkHop(b *testing.B) {
	e := adjacency.New().Edit()
	rng := rand.New(rand.NewPCG(1, 1))
	for range 1_000_000 {
		e.Set(rng.Uint64N(100_000), 1, rng.Uint64N(100_000), 0)
	}
	g := e.Graph()
	edges := 0
	for b.Loop() {
		n, _ := g.Number(rng.Uint64N(100_000))
		for _, x := range g.Of(n, adjacency.Out, 1) {
			edges += int(x.Kind())
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(max(1, edges)), "ns/edge")
}
