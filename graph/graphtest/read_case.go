package graphtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
)

// fan is a market with many sellers.
func fan(n int) *graph.Document {
	s := NewStory("fan").Mention(ontology.Marketplace, "Hansa")
	for i := range n {
		name := fmt.Sprintf("Seller Number %03d", i)
		s.Mention(ontology.Person, name).Edge(name, ontology.SoldOn, "Hansa", "")
	}
	return s.Mention(ontology.Technology, "Tor").Edge("Hansa", ontology.RunsOn, "Tor", "").Document()
}

func testNeighbours(t *testing.T, s Store) {
	put(t, s, fan(40))
	view(t, s, func(tx *graph.Tx) error {
		m := find(t, tx, ontology.Marketplace, "Hansa")
		var all []graph.ID
		for e, err := range tx.Neighbours(t.Context(), m.ID, ontology.SoldOn, graph.In, 0) {
			if err != nil {
				return err
			}
			all = append(all, e.From)
		}
		if len(all) != 40 || !slices.IsSorted(all) {
			t.Errorf("%d neighbours, sorted %v, want 40 in order", len(all), slices.IsSorted(all))
		}
		if d, err := tx.Degree(m.ID, ontology.SoldOn, graph.In); d != 40 || err != nil {
			t.Errorf("degree %d, %v, want 40", d, err)
		}
		var paged []graph.ID
		for after := graph.ID(0); ; {
			n := 0
			for e, err := range tx.Neighbours(t.Context(), m.ID, ontology.SoldOn, graph.In, after) {
				if err != nil {
					return err
				}
				if n++; n > 7 {
					break
				}
				paged, after = append(paged, e.From), e.From
			}
			if n == 0 {
				break
			}
		}
		if !slices.Equal(paged, all) {
			t.Errorf("in pages %v, at once %v", paged, all)
		}
		var kinds []ontology.EdgeKind
		for e, err := range tx.Neighbours(t.Context(), m.ID, 0, graph.Out, 0) {
			if err != nil {
				return err
			}
			kinds = append(kinds, e.Kind)
		}
		if !slices.Equal(kinds, []ontology.EdgeKind{ontology.RunsOn}) {
			t.Errorf("kinds of edges out %v, want RUNS_ON", kinds)
		}
		mentions := 0
		for e, err := range tx.Neighbours(t.Context(), graph.ArticleID("fan"), ontology.Mentions, graph.Out, 0) {
			if err != nil || e.From != graph.ArticleID("fan") {
				return fmt.Errorf("%+v: %w", e, err)
			}
			mentions++
		}
		if d, err := tx.Degree(graph.ArticleID("fan"), ontology.Mentions, graph.Out); d != 42 || mentions != 42 || err != nil {
			t.Errorf("the article mentions %d, counted %d (%v), want 42", mentions, d, err)
		}
		return nil
	})
}

func testNeighboursStop(t *testing.T, s Store) {
	put(t, s, fan(600))
	view(t, s, func(tx *graph.Tx) error {
		m := find(t, tx, ontology.Marketplace, "Hansa")
		n := 0
		for range tx.Neighbours(t.Context(), m.ID, ontology.SoldOn, graph.In, 0) {
			if n++; n == 3 {
				break
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		n = 0
		var last error
		for _, err := range tx.Neighbours(ctx, m.ID, ontology.SoldOn, graph.In, 0) {
			cancel()
			n++
			last = err
		}
		if n == 600 || !errors.Is(last, context.Canceled) {
			t.Errorf("%d edges and %v after the context ended, want fewer and Canceled", n, last)
		}
		for _, err := range tx.Neighbours(t.Context(), 1, 0, graph.Out, 0) {
			if !errors.Is(err, graph.ErrNotFound) {
				t.Errorf("neighbours of no node: %v, want ErrNotFound", err)
			}
		}
		return nil
	})
}

func testKeyset(t *testing.T, s Store) {
	put(t, s, fan(30))
	view(t, s, func(tx *graph.Tx) error {
		var byID []graph.ID
		for after := graph.ID(0); ; {
			before := len(byID)
			for n, err := range tx.Nodes(t.Context(), ontology.Person, after) {
				if err != nil {
					return err
				}
				if byID = append(byID, n.ID); len(byID) == before+4 {
					break
				}
			}
			if len(byID) == before {
				break
			}
			after = byID[len(byID)-1]
		}
		if len(byID) != 30 || !slices.IsSorted(byID) {
			t.Errorf("%d people by id, want 30 in order", len(byID))
		}
		name, id := "", graph.ID(0)
		for i := range 30 {
			found := false
			for n, err := range tx.NodesByName(t.Context(), ontology.Person, name, id) {
				if err != nil {
					return err
				}
				if want := fmt.Sprintf("Seller Number %03d", i); n.Name != want {
					t.Errorf("after %q comes %q, want %q", name, n.Name, want)
				}
				name, id, found = n.Name, n.ID, true
				break
			}
			if !found {
				t.Fatalf("nobody after %q", name)
			}
		}
		return nil
	})
}

func testLookup(t *testing.T, s Store) {
	put(t, s, NewStory("a").Mention(ontology.Person, "Çağatay Evyapan", "Cha0").Mention(ontology.Place, "U.S.").
		Mention(ontology.Place, "The Netherlands").Write("So.").Document())
	view(t, s, func(tx *graph.Tx) error {
		for _, name := range []string{"Çağatay Evyapan", "cagatay evyapan", "CHA0", "cha0"} {
			if n := find(t, tx, ontology.Person, name); n.Name != "Çağatay Evyapan" {
				t.Errorf("%q is %q", name, n.Name)
			}
		}
		find(t, tx, ontology.Place, "us")
		for _, name := range []string{"evyapan", "Netherlands", "", "?!"} {
			if ids, err := tx.Lookup(0, name); err != nil || len(ids) > 0 {
				t.Errorf("Lookup(%q) = %v, %v, want nothing", name, ids, err)
			}
		}
		return nil
	})
}

func testSearch(t *testing.T, s Store) {
	put(t, s, onymous("a").Document(),
		NewStory("b").Mention(ontology.Marketplace, "Silk Road").Write("A kilogram of heroin was found in a warehouse. Nothing else.").Document(),
		NewStory("c").Mention(ontology.Person, "Ross Ulbricht", "Dread Pirate Roberts").Write("The warehouse was empty.").Document())
	view(t, s, func(tx *graph.Tx) error {
		for _, tt := range []struct{ query, want, matched string }{
			{"Silk Road", "Silk Road", "Silk Road"},
			{"silk road 2.0", "Silk Road 2.0", "Silk Road 2.0"},
			{"ulbr", "Ross Ulbricht", "Ross Ulbricht"},
			{"ulbricht ross", "Ross Ulbricht", "Ross Ulbricht"},
			{"ulbrihct", "Ross Ulbricht", "Ross Ulbricht"},
			{"pirate", "Ross Ulbricht", "Dread Pirate Roberts"},
			{"heroin", "About b", "A kilogram of heroin was found in a warehouse"},
			{"arrests onymous", "About a", "Operation Onymous had arrests 17."},
		} {
			hits, err := tx.Search(t.Context(), graph.SearchQuery{Text: tt.query})
			if err != nil {
				return err
			}
			if len(hits) == 0 {
				t.Errorf("%q finds nothing, want %q", tt.query, tt.want)
				continue
			}
			n, err := tx.Node(hits[0].Node)
			if err != nil {
				return err
			}
			if n.Name != tt.want || hits[0].Matched != tt.matched {
				t.Errorf("%q finds %q by %q, want %q by %q", tt.query, n.Name, hits[0].Matched, tt.want, tt.matched)
			}
		}
		hits, err := tx.Search(t.Context(), graph.SearchQuery{Text: "warehouse"})
		if err != nil || len(hits) != 2 {
			t.Errorf("warehouse: %v, %v, want two articles", hits, err)
		}
		rest, err := tx.Search(t.Context(), graph.SearchQuery{Text: "warehouse", After: &hits[0]})
		if err != nil || len(rest) != 1 || rest[0].Node != hits[1].Node {
			t.Errorf("after the first: %v, %v, want the second of %v", rest, err, hits)
		}
		return nil
	})
	update(t, s, func(tx *graph.Tx) error { return tx.Retract(t.Context(), graph.ArticleID("b")) })
	view(t, s, func(tx *graph.Tx) error {
		if hits, err := tx.Search(t.Context(), graph.SearchQuery{Text: "heroin"}); err != nil || len(hits) > 0 {
			t.Errorf("the retracted article is found: %v, %v", hits, err)
		}
		return nil
	})
}

func testSubgraph(t *testing.T, s Store) {
	put(t, s, fan(40), NewStory("b").Mention(ontology.Person, "Seller Number 000").Mention(ontology.Place, "Germany").
		Edge("Seller Number 000", ontology.CitizenOf, "Germany", "").Document())
	view(t, s, func(tx *graph.Tx) error {
		m := find(t, tx, ontology.Marketplace, "Hansa")
		full, err := tx.Subgraph(t.Context(), graph.SubgraphQuery{Start: []graph.ID{m.ID}, Depth: 2})
		if err != nil {
			return err
		}
		if len(full.Nodes) != 43 || len(full.Edges) != 42 || !full.Complete || len(full.Omitted) > 0 {
			t.Errorf("two hops: %d nodes, %d edges, complete %v, omitted %v, want 43, 42, true", len(full.Nodes), len(full.Edges), full.Complete, full.Omitted)
		}
		few, err := tx.Subgraph(t.Context(), graph.SubgraphQuery{Start: []graph.ID{m.ID}, Depth: 1, PerNode: 10})
		if err != nil {
			return err
		}
		want := graph.Omission{Node: m.ID, Kind: ontology.SoldOn, Direction: graph.In, Count: 30}
		if len(few.Nodes) != 12 || few.Complete || len(few.Omitted) != 1 || few.Omitted[0] != want {
			t.Errorf("ten of a kind: %d nodes, complete %v, omitted %v, want 12, false, %v", len(few.Nodes), few.Complete, few.Omitted, want)
		}
		small, err := tx.Subgraph(t.Context(), graph.SubgraphQuery{Start: []graph.ID{m.ID}, Depth: 2, MaxNodes: 5, MaxEdges: 3})
		if err != nil || len(small.Nodes) > 5 || len(small.Edges) > 3 || small.Complete {
			t.Errorf("five nodes and three edges: %d, %d, complete %v, %v", len(small.Nodes), len(small.Edges), small.Complete, err)
		}
		only, err := tx.Subgraph(t.Context(), graph.SubgraphQuery{Start: []graph.ID{m.ID}, Depth: 2, EdgeKinds: []ontology.EdgeKind{ontology.RunsOn}})
		if err != nil || len(only.Nodes) != 2 || !only.Complete {
			t.Errorf("only RUNS_ON: %d nodes, %v", len(only.Nodes), err)
		}
		for _, q := range []graph.SubgraphQuery{{Depth: 99}, {MaxNodes: -1}, {PerNode: 1 << 30}} {
			if _, err := tx.Subgraph(t.Context(), q); !errors.Is(err, graph.ErrInvalid) {
				t.Errorf("%+v: %v, want ErrInvalid", q, err)
			}
		}
		return nil
	})
}

func testPaths(t *testing.T, s Store) {
	chain := NewStory("chain").Mention(ontology.Agency, "A Agency").Mention(ontology.Agency, "B Agency").
		Mention(ontology.Operation, "Operation One").Mention(ontology.Operation, "Operation Two").Mention(ontology.Marketplace, "Market").
		Edge("A Agency", ontology.ParticipatedIn, "Operation One", "").Edge("Operation One", ontology.Targeted, "Market", "").
		Edge("A Agency", ontology.PartOf, "B Agency", "").Edge("B Agency", ontology.ParticipatedIn, "Operation Two", "").
		Edge("Operation Two", ontology.Targeted, "Market", "").Mention(ontology.Place, "Nowhere")
	put(t, s, chain.Document())
	view(t, s, func(tx *graph.Tx) error {
		from, to := find(t, tx, ontology.Agency, "A Agency"), find(t, tx, ontology.Marketplace, "Market")
		got, err := tx.Paths(t.Context(), graph.PathQuery{From: from.ID, To: to.ID})
		if err != nil {
			return err
		}
		if len(got.Paths) != 2 || len(got.Paths[0].Edges) != 2 || len(got.Paths[1].Edges) != 3 || !got.Complete {
			t.Errorf("paths %+v, want one of 2 edges and one of 3", got)
		}
		for _, p := range got.Paths {
			if p.Nodes[0] != from.ID || p.Nodes[len(p.Nodes)-1] != to.ID || len(p.Nodes) != len(p.Edges)+1 {
				t.Errorf("path %+v does not lead from end to end", p)
			}
		}
		short, err := tx.Paths(t.Context(), graph.PathQuery{From: from.ID, To: to.ID, MaxPaths: 1})
		if err != nil || len(short.Paths) != 1 || len(short.Paths[0].Edges) != 2 || short.Complete {
			t.Errorf("one path: %+v, %v, want the short one, and that it is not all", short, err)
		}
		none, err := tx.Paths(t.Context(), graph.PathQuery{From: from.ID, To: find(t, tx, ontology.Place, "Nowhere").ID})
		if err != nil || len(none.Paths) != 0 || !none.Complete {
			t.Errorf("to nowhere: %+v, %v", none, err)
		}
		return nil
	})
}

func testCopies(t *testing.T, s Store) {
	body := ""
	for i := range 60 {
		body += fmt.Sprintf("Sentence %d of the agency's story is about thing %d. ", i, i*i)
	}
	copied := func(key, byline string) *graph.Document {
		return onymous(key).Write(body + byline).Document()
	}
	put(t, s, copied("a", "By the Morning Paper."), copied("b", "By the Evening Paper."), onymous("c").Write("Another text, of few words.").Document())
	check := func(articles, independent int) {
		t.Helper()
		view(t, s, func(tx *graph.Tx) error {
			n := find(t, tx, ontology.Agency, "Europol")
			if n.Articles != articles || n.Independent != independent {
				t.Errorf("%d articles, %d independent, want %d and %d", n.Articles, n.Independent, articles, independent)
			}
			for e, err := range tx.Neighbours(t.Context(), n.ID, ontology.ParticipatedIn, graph.Out, 0) {
				if err != nil || e.Articles != articles || e.Independent != independent {
					t.Errorf("edge %+v, %v", e, err)
				}
			}
			return nil
		})
	}
	check(3, 2)
	put(t, s, copied("d", "By nobody."))
	check(4, 2)
	update(t, s, func(tx *graph.Tx) error { return tx.Retract(t.Context(), graph.ArticleID("a")) })
	check(3, 2)
	update(t, s, func(tx *graph.Tx) error {
		if err := tx.Retract(t.Context(), graph.ArticleID("b")); err != nil {
			return err
		}
		return tx.Retract(t.Context(), graph.ArticleID("c"))
	})
	check(1, 1)
}

func testContradictions(t *testing.T, s Store) {
	put(t, s, onymous("a").Dated("2014-11-07").Document(),
		NewStory("b").Dated("2014-11-08").Mention(ontology.Operation, "Operation Onymous").Fact("Operation Onymous", ontology.Arrests, 16).
			Mention(ontology.Agency, "Europol").Edge("Europol", ontology.ParticipatedIn, "Operation Onymous", ontology.Supported).Document())
	view(t, s, func(tx *graph.Tx) error {
		var facts, edges int
		for c, err := range tx.Contradictions(t.Context(), 0) {
			if err != nil {
				return err
			}
			if len(c.Sides) != 2 || c.Sides[0].Articles != 1 || len(c.Sides[0].Claims) != 1 || c.Sides[0].First == "" {
				t.Errorf("contradiction %+v, want two sides with a claim and a date", c)
			}
			if c.Fact == ontology.Arrests {
				facts++
			}
			if c.Edge.Kind == ontology.ParticipatedIn {
				edges++
			}
		}
		if facts != 1 || edges != 1 {
			t.Errorf("%d rival facts and %d rival roles, want one of each", facts, edges)
		}
		return nil
	})
}
