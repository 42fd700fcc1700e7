package graph

import (
	"context"
	"flag"
	"math/rand/v2"
	"sync"
	"testing"

	"onymous/graph/ontology"
)

var benchArticles = flag.Int("articles", 5_000, "how many synthetic articles the benchmarks read from")

// benchCorpus is set by corpus_test.go: the articles come from a package that imports
// this one.
var benchCorpus func(articles int, yield func(*Document) error) error

// benchStore is filled once for all benchmarks of a run.
var benchStore = sync.OnceValues(func() (*Store, error) {
	ctx := context.Background()
	s, err := Open(ctx, Options{})
	if err != nil {
		return nil, err
	}
	var batch []*Document
	put := func() error {
		defer func() { batch = nil }()
		return s.Update(ctx, func(tx *Tx) error {
			for _, d := range batch {
				if _, err := tx.Put(ctx, d); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err = benchCorpus(*benchArticles, func(d *Document) error {
		if batch = append(batch, d); len(batch) < 1000 {
			return nil
		}
		return put()
	})
	if err == nil {
		err = put()
	}
	return s, err
})

func benched(b *testing.B) *Store {
	b.Helper()
	s, err := benchStore()
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// warmNodes returns markets, whose sellers and operations the benchmarks walk to.
func warmNodes(b *testing.B, tx *Tx) []ID {
	b.Helper()
	var ids []ID
	for n, err := range tx.Nodes(b.Context(), ontology.Marketplace, 0) {
		if err != nil {
			b.Fatal(err)
		}
		if ids = append(ids, n.ID); len(ids) == 200 {
			break
		}
	}
	return ids
}

// BenchmarkHop reads the edges of one kind at a node, from memory, from disk, and as
// Badger's iterator gives their bare keys.
func BenchmarkHop(b *testing.B) {
	s := benched(b)
	for _, tt := range []struct {
		name string
		hop  func(tx *Tx, id ID) int
	}{
		{"Memory", hopThrough},
		{"Disk", func(tx *Tx, id ID) int {
			disk := *tx
			disk.adjacency = nil
			return hopThrough(&disk, id)
		}},
		{"BadgerFloor", func(tx *Tx, id ID) int {
			n := 0
			rg := scanPrefix(append(idKey('i', id), byte(ontology.Administered)))
			rg.KeysOnly = true
			for range tx.r.Scan(context.Background(), rg) {
				n++
			}
			return n
		}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			err := s.View(b.Context(), func(tx *Tx) error {
				ids := warmNodes(b, tx)
				edges := 0
				for i := 0; b.Loop(); i++ {
					edges += tt.hop(tx, ids[i%len(ids)])
				}
				b.ReportMetric(float64(edges)/float64(b.N), "edges/op")
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}

func hopThrough(tx *Tx, id ID) int {
	n := 0
	for range tx.neighbours(context.Background(), id, ontology.Administered, In, 0) {
		n++
	}
	return n
}

// BenchmarkBreadthFirst walks three hops from a node, up to 10,000 edges: the walk alone,
// and the answer with all nodes and edges.
func BenchmarkBreadthFirst(b *testing.B) {
	s := benched(b)
	q := SubgraphQuery{Depth: 3, PerNode: 1000, MaxNodes: maxSubgraphNodes, MaxEdges: 10_000}
	for _, name := range []string{"Walk", "Answer", "WalkOnDisk"} {
		b.Run(name, func(b *testing.B) {
			err := s.View(b.Context(), func(tx *Tx) error {
				ids := warmNodes(b, tx)
				rng := rand.New(rand.NewPCG(1, 1))
				edges := 0
				for b.Loop() {
					q := q
					q.Start = []ID{ids[rng.IntN(len(ids))]}
					n, err := breadthFirst(tx, q, name)
					if err != nil {
						return err
					}
					edges += n
				}
				b.ReportMetric(float64(edges)/float64(b.N), "edges/op")
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}

func breadthFirst(tx *Tx, q SubgraphQuery, how string) (int, error) {
	ctx := context.Background()
	if how == "Answer" {
		g, err := tx.Subgraph(ctx, q)
		return len(g.Edges), err
	}
	own := *tx
	if how == "WalkOnDisk" {
		own.adjacency = nil
	}
	w := newBreadth(own.newHops(ctx, nil, nil, nil), q)
	w.add(q.Start[0])
	for range q.Depth {
		if err := w.level(); err != nil {
			return 0, err
		}
	}
	return len(w.edges), nil
}

func BenchmarkNode(b *testing.B) {
	s := benched(b)
	err := s.View(b.Context(), func(tx *Tx) error {
		ids := warmNodes(b, tx)
		for i := 0; b.Loop(); i++ {
			if _, err := tx.Node(ids[i%len(ids)]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkSearch(b *testing.B) {
	s := benched(b)
	for _, text := range []string{"badenden 4", "baden", "badendem", "administered targeted"} {
		b.Run(text, func(b *testing.B) {
			err := s.View(b.Context(), func(tx *Tx) error {
				for b.Loop() {
					if _, err := tx.Search(b.Context(), SearchQuery{Text: text}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}

// SetBenchCorpus is for corpus_test.go.
func SetBenchCorpus(corpus func(articles int, yield func(*Document) error) error) {
	benchCorpus = corpus
}
