package export_test

import (
	"flag"
	"io"
	"testing"

	"onymous/graph"
	"onymous/graph/export"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
)

var benchArticles = flag.Int("articles", 5_000, "how many synthetic articles the benchmarks read from")

// syntheticStore returns a store on disk of synthetic articles.
func syntheticStore(b *testing.B) *graph.Store {
	b.Helper()
	s, err := graph.Open(b.Context(), graph.Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	var docs []*graph.Document
	for d, err := range graphtest.Corpus(*benchArticles) {
		if err != nil {
			b.Fatal(err)
		}
		if docs = append(docs, d); len(docs) == 1000 {
			fill(b, s, docs...)
			docs = docs[:0]
		}
	}
	fill(b, s, docs...)
	return s
}

// BenchmarkExport writes whole graphs. -articles 100000 makes 1.2 million edges.
func BenchmarkExport(b *testing.B) {
	s := syntheticStore(b)
	for _, name := range []string{"nt", "csv", "gexf", "jsonl"} {
		b.Run(name, func(b *testing.B) {
			f, _ := export.ByName(name)
			edges := 0
			err := s.View(b.Context(), func(tx *graph.Tx) error {
				stats, err := tx.Stats()
				if err != nil {
					return err
				}
				for kind, n := range stats.Edges {
					if kind != ontology.Mentions {
						edges += n
					}
				}
				for b.Loop() {
					if err := export.Write(b.Context(), tx, f, export.Selection{}, io.Discard); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(edges)*float64(b.N)/b.Elapsed().Seconds(), "edges/s")
		})
	}
}
