// Package graphtest is the suite that every way to keep a graph has to pass: in memory,
// on disk, reopened, restored from a backup, with its adjacency in memory and without.
//
//	graphtest.Test(t, func(t *testing.T) graphtest.Store { return open(t, graph.Options{}) })
//
// It also makes random articles (Article), and prints a graph so that two can be compared
// (Dump): tests of other packages use both.
//
// What can surprise: each case gets a store of its own, which is checked when the case
// ends; the random case prints its seed, and -graphtest.seed repeats it.
package graphtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"onymous/graph"
	"onymous/graph/ontology"
)

// Store is what the suite needs of a store. It has to be opened with the Resolver that
// joins equal names alone.
type Store interface {
	View(ctx context.Context, fn func(*graph.Tx) error) error
	Update(ctx context.Context, fn func(*graph.Tx) error) error
	Check(ctx context.Context) error
	Rebuild(ctx context.Context) error
}

// Test runs the suite. It calls open once for each case, so that no case sees what
// another left behind; open registers its own cleanup on t.
func Test(t *testing.T, open func(t *testing.T) Store) {
	for _, tt := range []struct {
		name string
		run  func(t *testing.T, s Store)
	}{
		{"PutIsRead", testPut},
		{"ClaimsHaveTheirSentence", testClaims},
		{"PutTwiceIsPutOnce", testPutTwice},
		{"ChangedReplacesItsVoice", testReplace},
		{"RetractTakesOneVoice", testRetract},
		{"InvalidLeavesNoTrace", testInvalid},
		{"FailedUpdateLeavesNoTrace", testFailedUpdate},
		{"UpdateSeesItsWrites", testUpdateReads},
		{"ViewIsASnapshot", testSnapshot},
		{"NeighboursAreOrdered", testNeighbours},
		{"NeighboursStop", testNeighboursStop},
		{"NodesGoOnAfterAKey", testKeyset},
		{"LookupFolds", testLookup},
		{"SearchFindsNamesAndTexts", testSearch},
		{"SubgraphSaysWhatItLeftOut", testSubgraph},
		{"PathsAreShortestFirst", testPaths},
		{"CopiesCountOnce", testCopies},
		{"RivalsContradict", testContradictions},
		{"SameIsUndone", testSame},
		{"DifferentOutlivesReload", testDifferent},
		{"RejectedSupportsNothing", testReject},
		{"RenamedOutlivesReload", testRename},
		{"ContradictingJudgementIsRefused", testConflict},
		{"DiffTellsWhatChanged", testDiff},
		{"AgreesWithModel", testModel},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			tt.run(t, s)
			if err := s.Check(context.Background()); err != nil {
				t.Errorf("after the case: %v", err)
			}
		})
	}
}

// update runs fn in an Update that must not fail.
func update(t testing.TB, s Store, fn func(tx *graph.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// view runs fn in a View that must not fail.
func view(t testing.TB, s Store, fn func(tx *graph.Tx) error) {
	t.Helper()
	if err := s.View(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// put puts documents in one Update.
func put(t testing.TB, s Store, docs ...*graph.Document) {
	t.Helper()
	update(t, s, func(tx *graph.Tx) error {
		for _, d := range docs {
			if _, err := tx.Put(t.Context(), d); err != nil {
				return err
			}
		}
		return nil
	})
}

// find returns the one node of a kind and name.
func find(t testing.TB, tx *graph.Tx, kind ontology.NodeKind, name string) graph.Node {
	t.Helper()
	ids, err := tx.Lookup(kind, name)
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) != 1 {
		t.Fatalf("Lookup(%s, %q) = %v, want one node", kind, name, ids)
	}
	n, err := tx.Node(ids[0])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Story is a document in the making, for tests that say what an article says.
type Story struct {
	doc *graph.Document
	at  map[string]int
}

// NewStory begins a document.
func NewStory(key string) *Story {
	return &Story{&graph.Document{Article: graph.Article{Key: key, Title: "About " + key}}, map[string]int{}}
}

// Document returns what was said.
func (s *Story) Document() *graph.Document { return s.doc }

// Dated sets when it was published.
func (s *Story) Dated(date string) *Story {
	s.doc.Article.Date = date
	return s
}

// Write adds text.
func (s *Story) Write(text string) *Story {
	s.doc.Article.Text += text
	return s
}

// Mention adds a thing, by its name and other forms.
func (s *Story) Mention(kind ontology.NodeKind, name string, aliases ...string) *Story {
	s.at[name] = len(s.doc.Mentions)
	s.doc.Mentions = append(s.doc.Mentions, graph.Mention{Kind: kind, Name: name, Aliases: aliases})
	return s
}

// sentence adds a sentence and returns where it is.
func (s *Story) sentence(text string) []graph.Span {
	start := len(s.doc.Article.Text)
	s.doc.Article.Text += text + " "
	return []graph.Span{{Start: start, End: start + len(text)}}
}

// Edge claims an edge between things that were mentioned, with a value of the kind's
// attribute if value is not empty.
func (s *Story) Edge(from string, kind ontology.EdgeKind, to, value string) *Story {
	c := graph.Claim{Edge: kind, From: s.index(from), To: s.index(to), Rule: "story",
		Evidence: s.sentence(strings.TrimSpace(fmt.Sprintf("%s %s %s %s", from, kind, to, value)) + ".")}
	if value != "" {
		c.Attributes[kind.Type().Attributes[0].Attribute] = value
	}
	s.doc.Claims = append(s.doc.Claims, c)
	return s
}

// Fact claims a number.
func (s *Story) Fact(of string, key ontology.FactKey, number float64) *Story {
	s.doc.Claims = append(s.doc.Claims, graph.Claim{Fact: key, From: s.index(of), Value: graph.Value{Number: number}, Rule: "story",
		Evidence: s.sentence(fmt.Sprintf("%s had %s %g.", of, key, number))})
	return s
}

func (s *Story) index(name string) int {
	i, ok := s.at[name]
	if !ok {
		panic("internal error: the story does not mention " + name)
	}
	return i
}

// Dump prints the graph of a store, without ids, in an order that does not depend on
// them: nodes with their names and numbers, edges, facts, and proposals.
func Dump(t testing.TB, s Store) string {
	t.Helper()
	var lines []string
	view(t, s, func(tx *graph.Tx) error {
		names := map[graph.ID]string{}
		for _, kind := range ontology.NodeTypes() {
			for n, err := range tx.Nodes(t.Context(), kind.Kind, 0) {
				if err != nil {
					return err
				}
				names[n.ID] = fmt.Sprintf("%s %q %q", n.Kind, n.Name, n.Aliases)
			}
		}
		for id, name := range names {
			if err := dumpNode(t, tx, id, names, &lines); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		for p, err := range tx.Proposals(t.Context(), 0, 0) {
			if err != nil {
				return err
			}
			pair := []string{names[p.A], names[p.B]}
			slices.Sort(pair)
			lines = append(lines, fmt.Sprintf("proposal %s / %s %.3f %s", pair[0], pair[1], p.Score, p.Why))
		}
		return nil
	})
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

func dumpNode(t testing.TB, tx *graph.Tx, id graph.ID, names map[graph.ID]string, lines *[]string) error {
	n, err := tx.Node(id)
	if err != nil {
		return err
	}
	*lines = append(*lines, fmt.Sprintf("node %s unnamed=%v %d/%d", names[id], n.Unnamed, n.Articles, n.Independent))
	for e, err := range tx.Neighbours(t.Context(), id, 0, graph.Out, 0) {
		if err != nil {
			return err
		}
		*lines = append(*lines, fmt.Sprintf("edge %s %s %s %q alleged=%v %d/%d/%d", names[e.From], e.Kind, names[e.To], e.Attributes, e.Alleged, e.Articles, e.Independent, e.Claims))
	}
	facts, err := tx.NodeFacts(t.Context(), id)
	for _, f := range facts {
		*lines = append(*lines, fmt.Sprintf("fact %s %s %s alleged=%v %d/%d/%d", names[id], f.Key, f.Value, f.Alleged, f.Articles, f.Independent, len(f.Claims)))
	}
	return err
}
