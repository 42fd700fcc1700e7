package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
)

// The words for an operation that an article does not name give way to a name, unless it
// is that of few among many.
func TestOperationsGoByTheirNames(t *testing.T) {
	s := open(t, graph.Options{})
	put := func(key, name string, unnamed bool) {
		t.Helper()
		text := name + " ended on Monday."
		d := &graph.Document{Article: graph.Article{Key: key, Text: text}, Mentions: []graph.Mention{
			{Kind: ontology.Operation, Name: name, Unnamed: unnamed, Spans: []graph.Span{{Start: 0, End: len(name)}}}}}
		err := s.Update(t.Context(), func(tx *graph.Tx) error {
			_, err := tx.Put(t.Context(), d)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	node := func() (n graph.Node, all []graph.ID) {
		t.Helper()
		err := s.View(t.Context(), func(tx *graph.Tx) error {
			for x, err := range tx.Nodes(t.Context(), ontology.Operation, 0) {
				if err != nil {
					return err
				}
				n, all = x, append(all, x.ID)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return n, all
	}
	expect := func(name, alias string) {
		t.Helper()
		n, all := node()
		if len(all) != 1 || n.Name != name || !slices.Equal(n.Aliases, []string{alias}) {
			t.Errorf("%d nodes, the last is %q, also %q; want one %q, also %q", len(all), n.Name, n.Aliases, name, alias)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	}
	put("a", "Operation Heron", false)
	put("b", "Brookmarket takedown (2019)", true)
	_, both := node()
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Judge(t.Context(), graph.Judgement{Verdict: graph.Same, Nodes: both})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	expect("Operation Heron", "Brookmarket takedown (2019)")
	for i := range 3 {
		put(fmt.Sprint("c", i), "Brookmarket takedown (2019)", true)
	}
	expect("Brookmarket takedown (2019)", "Operation Heron")
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("Brookmarket takedown (2019)", "Operation Heron")
}
