package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema"
	"onymous/schema/serve"
)

// openSynthetic returns a store of n made-up articles, in which few agencies and
// markets gather most edges, as in news.
func openSynthetic(b *testing.B, n int) *graph.Store {
	b.Helper()
	ctx := context.Background()
	store, err := graph.Open(ctx, graph.Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := store.Close(); err != nil {
			b.Error(err)
		}
	})
	r := rand.New(rand.NewPCG(1, 0))
	for done := 0; done < n; done += 500 {
		err := store.Update(ctx, func(tx *graph.Tx) error {
			for i := range min(500, n-done) {
				if _, err := tx.Put(ctx, synthetic(r, done+i, n)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return store
}

// synthetic makes one article: agencies that took part in an operation against
// markets that people ran.
func synthetic(r *rand.Rand, number, n int) *graph.Document {
	d := &graph.Document{Article: graph.Article{Key: fmt.Sprintf("article %d", number), Title: fmt.Sprintf("Article %d", number)}}
	var text strings.Builder
	draw := func(kind ontology.NodeKind, of, count int) []int {
		zipf := rand.NewZipf(r, 1.1, 2, uint64(of-1))
		seen := map[uint64]bool{}
		var mentions []int
		for range count {
			k := zipf.Uint64()
			if seen[k] {
				continue
			}
			seen[k] = true
			name := fmt.Sprintf("%s %c%c%d", kind, 'A'+rune(k%26), 'a'+rune(k/26%26), k)
			start := text.Len()
			text.WriteString(name + ". ")
			mentions = append(mentions, len(d.Mentions))
			d.Mentions = append(d.Mentions, graph.Mention{Kind: kind, Name: name, Spans: []graph.Span{{Start: start, End: start + len(name)}}})
		}
		return mentions
	}
	agencies, operations := draw(ontology.Agency, 200, 4), draw(ontology.Operation, max(50, n/4), 1)
	markets, people := draw(ontology.Marketplace, max(50, n/8), 2), draw(ontology.Person, max(100, n), 3)
	say := func(from int, kind ontology.EdgeKind, to int, attribute ontology.Attribute, value string) {
		c := graph.Claim{Edge: kind, From: from, To: to, Evidence: d.Mentions[from].Spans, Rule: "synthetic"}
		c.Attributes[attribute] = value
		d.Claims = append(d.Claims, c)
	}
	for i, a := range agencies {
		say(a, ontology.ParticipatedIn, operations[0], ontology.Role, []string{ontology.Led, ontology.Supported}[i%2])
	}
	for i, m := range markets {
		say(operations[0], ontology.Targeted, m, ontology.Outcome, ontology.ShutDown)
		say(people[i%len(people)], ontology.Administered, m, ontology.Role, ontology.Administrator)
	}
	d.Article.Text = text.String()
	return d
}

// walks are the queries that front ends ask most: a thing with what is around it, in
// one, two and three steps.
var walks = []struct{ name, ids, query string }{
	{"OneHop", `{ operations(first: 200) { nodes { id } } }`,
		`query Walk($id: ID!) { operation(id: $id) { id name participants(first: 20) { edges { role node { id name } } } targets(first: 20) { edges { outcome node { id name } } } } }`},
	{"TwoHops", `{ agencies(first: 200) { nodes { id } } }`,
		`query Walk($id: ID!) { agency(id: $id) { id name participatedIn(first: 10) { edges { role node { id name targets(first: 3) { edges { outcome node { id name } } } } } } } }`},
	{"ThreeHops", `{ agencies(first: 200) { nodes { id } } }`,
		`query Walk($id: ID!) { agency(id: $id) { id name participatedIn(first: 20) { nodes { id name targets(first: 5) { nodes { id name ... on Marketplace { administrators(first: 5) { nodes { id name } } } } } } } } }`},
}

// requests returns the bodies of a walk from each of the ids.
func requests(b *testing.B, s *schema.Server, ids, query string) [][]byte {
	b.Helper()
	var out map[string]struct{ Nodes []struct{ ID string } }
	ask(b, s, ids, nil, &out)
	var bodies [][]byte
	for _, list := range out {
		for _, n := range list.Nodes {
			body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]string{"id": n.ID}})
			if err != nil {
				b.Fatal(err)
			}
			bodies = append(bodies, body)
		}
	}
	return bodies
}

// BenchmarkWalk answers walks over HTTP on loopback, by as many clients at once as
// the machine has processors times four.
func BenchmarkWalk(b *testing.B) {
	var o schema.Options
	o.HTTP.Tokens.Anonymous = serve.Reader
	s, err := schema.New(openSynthetic(b, 5000), o)
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}
	for _, w := range walks {
		bodies := requests(b, s, w.ids, w.query)
		b.Run(w.name, func(b *testing.B) {
			b.SetParallelism(4)
			b.ReportAllocs()
			var bytesRead, rows int64
			b.RunParallel(func(pb *testing.PB) {
				for i := rand.IntN(len(bodies)); pb.Next(); i++ {
					answer, err := client.Post(server.URL+"/graphql", "application/json", bytes.NewReader(bodies[i%len(bodies)]))
					if err != nil {
						b.Error(err)
						return
					}
					body, err := io.ReadAll(answer.Body)
					answer.Body.Close()
					if err != nil || answer.StatusCode != http.StatusOK {
						b.Errorf("status %d, %v", answer.StatusCode, err)
						return
					}
					if i%len(bodies) == 0 {
						bytesRead, rows = int64(len(body)), int64(bytes.Count(body, []byte(`"name"`)))
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
			b.ReportMetric(float64(bytesRead), "B/answer")
			b.ReportMetric(float64(rows), "rows")
		})
	}
}
