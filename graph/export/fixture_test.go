package export_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"onymous/graph"
	"onymous/graph/export"
	"onymous/graph/ontology"
)

// nastyNames hold every character that a format minds.
var nastyNames = []string{
	`Quote "double" 'single' market`,
	"New\nline and\ttab and\r\nreturn market",
	"Control \x01\x02\x1f\x7f market",
	"Right \u202eto\u202c left \u200fmark market",
	"Emoji \U0001F575\U0001F3FD\u200d♂️ market",
	`=cmd()|'/c calc'!A1 market`,
	"+plus market", "-minus market", "@at market", "\tTab market",
	`Back\slash \n \" \N market \`,
	"]]> <![CDATA[ market ]]>",
	"<b>bold</b> &amp; <&> market",
	"comma, semicolon; pipe | market",
	"noncharacter \ufffe\uffff market",
	"{curly} [square] #hash %percent market",
	"a@en \"^^<x> market .",
	"é\u0301 Ωmega 暗网 market",
}

// nastyDocument says that somebody runs a market of each nasty name, and that
// such markets are the target of an operation.
func nastyDocument() *graph.Document {
	d := &graph.Document{Article: graph.Article{Key: "nasty <&>\"'\n", Title: "=Nasty <title> & \"quotes\"\n\x02", URL: "https://example.org/a b?q=<\">&x", Publisher: `The "Daily" \ & Co`, Date: "2021-03"}}
	say := func(sentence string) []graph.Span {
		start := len(d.Article.Text)
		d.Article.Text += sentence
		return []graph.Span{{Start: start, End: len(d.Article.Text)}}
	}
	d.Mentions = []graph.Mention{{Kind: ontology.Operation, Name: "Operation Nasty"}, {Kind: ontology.Commodity, Name: "drugs"}, {Kind: ontology.Place, Name: "Berlin"}}
	for i, name := range nastyNames {
		market, person := len(d.Mentions), len(d.Mentions)+1
		d.Mentions = append(d.Mentions,
			graph.Mention{Kind: ontology.Marketplace, Name: name, Aliases: []string{"alias of " + name}},
			graph.Mention{Kind: ontology.Person, Name: "Person of " + name})
		runs := graph.Claim{Edge: ontology.Administered, From: person, To: market, Alleged: i%2 == 0, Evidence: say("He ran " + name + "."), Rule: "test"}
		runs.Attributes[ontology.Role] = "ADMINISTRATOR"
		d.Claims = append(d.Claims, runs,
			graph.Claim{Edge: ontology.Targeted, From: 0, To: market, Evidence: say("It was targeted: " + name + "."), Rule: "test"},
			graph.Claim{Edge: ontology.Sells, From: market, To: 1, Evidence: say("Sold on " + name + ": drugs."), Rule: "test"},
			graph.Claim{Edge: ontology.ArrestedIn, From: person, To: 2, Evidence: say("Held in Berlin: " + name + "."), Rule: "test", Why: name})
	}
	d.Claims = append(d.Claims, graph.Claim{Fact: ontology.Date, From: 0, Value: graph.Value{Text: "2021-02"}, Evidence: say("In February."), Rule: "test"},
		graph.Claim{Fact: ontology.Seized, From: 0, Value: graph.Value{Number: 2500000, Currency: "USD", What: "=Bitcoin \"<&>\"", Bound: ontology.Min}, Evidence: say("Millions."), Rule: "test"},
		graph.Claim{Fact: ontology.Arrests, From: 0, Value: graph.Value{Number: 17}, Evidence: say("17 arrests."), Rule: "test"})
	slices.SortStableFunc(d.Claims, func(a, b graph.Claim) int { // edges before facts, as a claims file has them
		return int(min(b.Edge, 1)) - int(min(a.Edge, 1))
	})
	return d
}

// sampleDocuments are articles that the loader has read.
func sampleDocuments(t testing.TB) []*graph.Document {
	t.Helper()
	data, err := os.ReadFile("testdata/sample.claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return parseDocuments(t, data)
}

func parseDocuments(t testing.TB, lines []byte) []*graph.Document {
	t.Helper()
	var docs []*graph.Document
	scanner := bufio.NewScanner(bytes.NewReader(lines))
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		d := new(graph.Document)
		if err := d.UnmarshalJSON(scanner.Bytes()); err != nil {
			t.Fatalf("line %d: %v", len(docs)+1, err)
		}
		docs = append(docs, d)
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return docs
}

// newStore returns a store in memory with these documents.
func newStore(t testing.TB, docs ...*graph.Document) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	fill(t, s, docs...)
	return s
}

// fill puts documents into a store, as one load.
func fill(t testing.TB, s *graph.Store, docs ...*graph.Document) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		load, err := tx.BeginLoad("test", "test")
		if err != nil {
			return err
		}
		for _, d := range docs {
			if _, err := tx.Put(t.Context(), d); err != nil {
				return err
			}
		}
		return tx.EndLoad(load)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// shared is the store of the tests that only read. It is opened once: that takes
// most of their time.
var shared struct {
	once  sync.Once
	store *graph.Store
}

// testStore returns a store with the samples and the nasty names, to be read only.
func testStore(t testing.TB) *graph.Store {
	t.Helper()
	shared.once.Do(func() {
		s, err := graph.Open(context.Background(), graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		fill(t, s, append(sampleDocuments(t), nastyDocument())...)
		shared.store = s
	})
	if shared.store == nil {
		t.Fatal("the store could not be filled")
	}
	return shared.store
}

func TestMain(m *testing.M) {
	status := m.Run()
	if shared.store != nil {
		if err := shared.store.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}

// write returns the selection in a format.
func write(t testing.TB, s *graph.Store, format string, selection export.Selection) string {
	t.Helper()
	f, ok := export.ByName(format)
	if !ok {
		t.Fatalf("there is no format %s", format)
	}
	var b strings.Builder
	if err := s.View(t.Context(), func(tx *graph.Tx) error { return export.Write(t.Context(), tx, f, selection, &b) }); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// contents is what the store holds, read without the package under test.
type contents struct {
	names    map[string]string // of nodes that are no articles, by id
	edges    map[string]bool   // but mentions, by id
	facts    int
	claims   int
	articles int
}

func contentsOf(t testing.TB, s *graph.Store) contents {
	t.Helper()
	c := contents{names: map[string]string{}, edges: map[string]bool{}}
	err := s.View(t.Context(), func(tx *graph.Tx) error { return c.read(t.Context(), tx) })
	if err != nil {
		t.Fatal(err)
	}
	if len(c.names) < 40 || len(c.edges) < 80 || c.facts < 3 {
		t.Fatalf("the store holds %d nodes, %d edges and %d facts: too little for a test", len(c.names), len(c.edges), c.facts)
	}
	return c
}

func (c *contents) read(ctx context.Context, tx *graph.Tx) error {
	for _, kind := range ontology.NodeTypes() {
		for n, err := range tx.Nodes(ctx, kind.Kind, 0) {
			if err != nil {
				return err
			}
			if kind.Kind == ontology.Article {
				a, err := tx.Article(n.ID)
				if err != nil {
					return err
				}
				c.articles++
				c.claims += a.Claims
				continue
			}
			c.names[n.ID.String()] = n.Name
			facts, err := tx.NodeFacts(ctx, n.ID)
			if err != nil {
				return err
			}
			c.facts += len(facts)
			for e, err := range tx.Neighbours(ctx, n.ID, 0, graph.Out, 0) {
				if err != nil {
					return err
				}
				c.edges[e.EdgeKey.String()] = true
			}
		}
	}
	return nil
}
