package graph_test

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
)

// Two agencies that are merged took part in hubEdges operations each, of which half are
// the same; an article tells of perArticle of them.
const (
	hubEdges   = 50_000
	perArticle = 50

	// maxMergeBytes is by how much the heap may grow while they are merged, garbage
	// included. Holding the articles of both alone would take more.
	maxMergeBytes = 192 << 20
)

// hub puts the articles about an agency, whose operations are numbered from first on.
func hub(t *testing.T, s *graph.Store, agency string, first int) graph.ID {
	t.Helper()
	var docs []*graph.Document
	for n := first; n < first+hubEdges; n += perArticle {
		text := agency + " took part."
		d := &graph.Document{Article: graph.Article{Key: fmt.Sprintf("%s-%d", agency, n), Text: text},
			Mentions: []graph.Mention{{Kind: ontology.Agency, Name: agency, Spans: []graph.Span{{Start: 0, End: len(agency)}}}}}
		for i := range perArticle {
			d.Mentions = append(d.Mentions, graph.Mention{Kind: ontology.Operation, Name: fmt.Sprintf("Operation %d", n+i)})
			d.Claims = append(d.Claims, graph.Claim{Edge: ontology.ParticipatedIn, From: 0, To: i + 1, Evidence: []graph.Span{{Start: 0, End: len(text)}}})
		}
		docs = append(docs, d)
	}
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		for _, d := range docs {
			if _, err := tx.Put(t.Context(), d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []graph.ID
	err = s.View(t.Context(), func(tx *graph.Tx) (err error) {
		ids, err = tx.Lookup(ontology.Agency, agency)
		return err
	})
	if err != nil || len(ids) != 1 {
		t.Fatalf("%d agencies are called %s (%v)", len(ids), agency, err)
	}
	return ids[0]
}

// TestMergeOfHubs merges two nodes of many edges while somebody reads them, with the
// adjacency in memory and without, and takes the merge back.
func TestMergeOfHubs(t *testing.T) {
	if testing.Short() {
		t.Skip("merges two nodes of 50,000 edges")
	}
	for _, tt := range []struct {
		name      string
		adjacency int64
	}{{"Memory", 0}, {"Disk", -1}} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, graph.Options{Dir: t.TempDir(), CacheBytes: 16 << 20, AdjacencyBytes: tt.adjacency})
			a, b := hub(t, s, "First Agency", 0), hub(t, s, "Second Agency", hubEdges/2)
			before := viewDigest(t, s)
			var judgement graph.JudgementID
			change(t, s, a, b, [2]int{hubEdges, hubEdges}, func(tx *graph.Tx) (err error) {
				judgement, err = tx.Judge(t.Context(), graph.Judgement{Verdict: graph.Same, Nodes: []graph.ID{a, b}})
				return err
			})
			merged := hubEdges + hubEdges/2
			change(t, s, a, b, [2]int{merged, merged}, func(tx *graph.Tx) error {
				_, err := tx.Judge(t.Context(), graph.Judgement{Verdict: graph.Undo, Undoes: judgement})
				return err
			})
			if err := s.View(t.Context(), func(tx *graph.Tx) error { return degreesAre(tx, a, b, [2]int{hubEdges, hubEdges}) }); err != nil {
				t.Error(err)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
			if after := viewDigest(t, s); after != before {
				t.Errorf("undone the view has digest %s, had %s", after, before)
			}
		})
	}
}

// change runs fn in an Update and reads the two nodes again and again until it is done:
// they must have the old numbers of edges all the while.
func change(t *testing.T, s *graph.Store, a, b graph.ID, old [2]int, fn func(*graph.Tx) error) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(25)) // little garbage is counted then
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	start, peak := memory.HeapAlloc, memory.HeapAlloc
	began := time.Now()
	// What is published in the last moment is not old any more: it is read only until
	// everything is worked in.
	done := make(chan error, 1)
	worked := make(chan struct{})
	go func() {
		done <- s.Update(context.Background(), func(tx *graph.Tx) error {
			defer close(worked)
			return fn(tx)
		})
	}()
	reads, longest := 0, time.Duration(0)
	for working := true; working; {
		select {
		case <-worked:
			working = false
		default:
		}
		at := time.Now()
		if err := s.View(t.Context(), func(tx *graph.Tx) error { return degreesAre(tx, a, b, old) }); err != nil && working {
			t.Error(err)
		}
		longest = max(longest, time.Since(at))
		reads++
		runtime.ReadMemStats(&memory)
		peak = max(peak, memory.HeapAlloc)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	t.Logf("%s, %d reads meanwhile, the longest %s, heap grew by %d MiB", took.Round(time.Millisecond), reads, longest.Round(time.Millisecond), (peak-start)>>20)
	if peak-start > maxMergeBytes {
		t.Errorf("the heap grew by %d MiB, want at most %d", (peak-start)>>20, maxMergeBytes>>20)
	}
	if reads < 20 || longest > took/2 {
		t.Errorf("%d reads in %s, the longest of %s: readers were blocked", reads, took, longest)
	}
}

// degreesAre compares the numbers of edges of two nodes, and reads some.
func degreesAre(tx *graph.Tx, a, b graph.ID, want [2]int) error {
	for i, id := range []graph.ID{a, b} {
		n, err := tx.Degree(id, ontology.ParticipatedIn, graph.Out)
		if err != nil {
			return err
		}
		if n != want[i] {
			return fmt.Errorf("agency %d has %d edges, want %d", i, n, want[i])
		}
		read := 0
		for _, err := range tx.Neighbours(context.Background(), id, ontology.ParticipatedIn, graph.Out, 0) {
			if err != nil {
				return err
			}
			if read++; read == 1_000 {
				break
			}
		}
	}
	return nil
}
