package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
)

// syntheticStores are stores of the same articles, one with its edges in memory.
func syntheticStores(t *testing.T) map[string]*graph.Store {
	t.Helper()
	stores := map[string]*graph.Store{}
	for name, o := range map[string]graph.Options{"Memory": {}, "Disk": {AdjacencyBytes: -1}} {
		s := open(t, o)
		err := s.Update(t.Context(), func(tx *graph.Tx) error {
			for d, err := range graphtest.Corpus(60) {
				if err != nil {
					return err
				}
				if _, err := tx.Put(t.Context(), d); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		stores[name] = s
	}
	return stores
}

// A page is the beginning of what Neighbours yields.
func TestPagesAreNeighbours(t *testing.T) {
	for name, s := range syntheticStores(t) {
		t.Run(name, func(t *testing.T) {
			pages := 0
			err := s.View(t.Context(), func(tx *graph.Tx) error {
				for n, err := range tx.Nodes(t.Context(), ontology.Operation, 0) {
					if err != nil {
						return err
					}
					for _, kind := range ontology.EdgeTypes() {
						for _, dir := range []graph.Direction{graph.Out, graph.In} {
							pages += comparePages(t, tx, n.ID, kind.Kind, dir)
						}
					}
				}
				return nil
			})
			if err != nil || pages < 100 {
				t.Fatalf("%d pages compared: %v", pages, err)
			}
		})
	}
}

func comparePages(t *testing.T, tx *graph.Tx, id graph.ID, kind ontology.EdgeKind, dir graph.Direction) (pages int) {
	t.Helper()
	var all []graph.Edge
	for e, err := range tx.Neighbours(t.Context(), id, kind, dir, 0) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	for from := range all {
		after := graph.ID(0)
		if from > 0 {
			after = all[from-1].To
			if dir == graph.In {
				after = all[from-1].From
			}
		}
		for _, most := range []int{0, 1, len(all) - from, len(all) + 1} {
			var got []*graph.Edge
			more, err := tx.Page(t.Context(), graph.EdgePage{Node: id, Kind: kind, Dir: dir, After: after, Most: most}, func() *graph.Edge {
				got = append(got, new(graph.Edge))
				return got[len(got)-1]
			})
			if err != nil {
				t.Fatal(err)
			}
			want := all[from:]
			if wantMore := len(want) > most; more != wantMore {
				t.Errorf("%s of %s, %d after %s: more is %v, want %v", kind, id, most, after, more, wantMore)
			}
			want = want[:min(most, len(want))]
			if len(got) != len(want) {
				t.Fatalf("%s of %s: %d edges, want %d", kind, id, len(got), len(want))
			}
			for i, e := range got {
				if diff := cmp.Diff(want[i], *e); diff != "" {
					t.Errorf("%s of %s: want (-), got (+):\n%s", kind, id, diff)
				}
			}
			pages++
		}
	}
	return pages
}

// Going through all claims, one comes upon each edge once.
func TestEveryEdgeIsBegunOnce(t *testing.T) {
	for name, s := range syntheticStores(t) {
		t.Run(name, func(t *testing.T) {
			err := s.View(t.Context(), func(tx *graph.Tx) error {
				begun := map[graph.EdgeKey]int{}
				for a, err := range tx.Articles(t.Context(), 0) {
					if err != nil {
						return err
					}
					for c, err := range tx.ArticleClaims(t.Context(), a.ID, -1) {
						if err != nil {
							return err
						}
						e, first, err := tx.EdgeBegunBy(t.Context(), &c)
						if err != nil {
							return err
						}
						if !first {
							continue
						}
						begun[e.EdgeKey]++
						if want, err := tx.Edge(e.EdgeKey); err != nil || want != e {
							t.Errorf("edge %s is %+v, want %+v (%v)", e.EdgeKey, e, want, err)
						}
					}
				}
				stats, err := tx.Stats()
				edges := 0
				for kind, n := range stats.Edges {
					if kind != ontology.Mentions {
						edges += n
					}
				}
				if len(begun) != edges || edges == 0 {
					t.Errorf("%d edges are begun, want %d", len(begun), edges)
				}
				for key, n := range begun {
					if n != 1 {
						t.Errorf("edge %s is begun %d times", key, n)
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
