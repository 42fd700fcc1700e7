package export_test

import (
	"fmt"
	"io"
	"testing"

	"onymous/graph"
	"onymous/graph/export"
	"onymous/graph/ontology"
)

// generatedStore returns a store of articles that each say 14 things: people
// who ran markets, were arrested in places and in the course of operations.
func generatedStore(b *testing.B, articles int) *graph.Store {
	b.Helper()
	docs := make([]*graph.Document, articles)
	for i := range docs {
		docs[i] = generatedDocument(i, articles)
	}
	return newStore(b, docs...)
}

func generatedDocument(i, articles int) *graph.Document {
	d := &graph.Document{Article: graph.Article{Key: fmt.Sprintf("generated/%d", i), Title: fmt.Sprintf("Article %d", i), Date: fmt.Sprintf("%d-%02d-11", 2005+i%20, 1+i%12)}}
	mention := func(kind ontology.NodeKind, name string, n int) int {
		d.Mentions = append(d.Mentions, graph.Mention{Kind: kind, Name: fmt.Sprintf("%s %d", name, n)})
		return len(d.Mentions) - 1
	}
	say := func(from int, kind ontology.EdgeKind, to int) {
		start := len(d.Article.Text)
		d.Article.Text += fmt.Sprintf("%s %s %s. ", d.Mentions[from].Name, kind, d.Mentions[to].Name)
		d.Claims = append(d.Claims, graph.Claim{Edge: kind, From: from, To: to, Evidence: []graph.Span{{Start: start, End: len(d.Article.Text) - 1}}, Rule: "generated"})
	}
	operation := mention(ontology.Operation, "Operation", i/4)
	for j := range 2 {
		market := mention(ontology.Marketplace, "Market", (i+j*7)%(articles/8+8))
		say(operation, ontology.Targeted, market)
		say(mention(ontology.Agency, "Agency", (i+j*3)%200), ontology.ParticipatedIn, operation)
		place := mention(ontology.Place, "Place", (i*5+j)%300)
		for k := range 2 {
			person := mention(ontology.Person, "Person", (i*4+j*2+k)%(articles*2))
			say(person, ontology.Administered, market)
			say(person, ontology.ArrestedIn, place)
			say(person, ontology.ArrestedDuring, operation)
		}
	}
	return d
}

func BenchmarkExport(b *testing.B) {
	s := generatedStore(b, 2000)
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
