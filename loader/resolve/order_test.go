package resolve_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
	"onymous/loader/resolve"
	"strings"
)

// TestOrderOfChangesDoesNotMatter gives several stores the same articles and the same
// judgements, by ways that differ in everything else: the order of articles, batches,
// versions in between, articles that come and go, judgements that are undone. All must
// end in one view.
func TestOrderOfChangesDoesNotMatter(t *testing.T) {
	rng := randomSeed(t)
	for round := range 4 {
		var final []*graph.Document
		for i := range 25 {
			final = append(final, graphtest.Article(rng, fmt.Sprintf("article-%d", i)))
		}
		straight := walk(t, final, nil, rng)
		want := graphtest.Dump(t, straight)
		judgements := agreeable(t, straight, rng)
		for _, j := range judgements {
			if err := give(t, straight, j); err != nil {
				t.Fatal(err)
			}
		}
		judged := graphtest.Dump(t, straight)
		for range 3 {
			s := walk(t, final, judgements, rng)
			if diff := cmp.Diff(strings.Split(judged, "\n"), strings.Split(graphtest.Dump(t, s), "\n")); diff != "" {
				t.Fatalf("round %d: the straight way (-) and another (+) differ:\n%s", round, diff)
			}
			undoAll(t, s)
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(graphtest.Dump(t, s), "\n")); diff != "" {
				t.Fatalf("round %d: without judgements the straight way (-) and another (+) differ:\n%s", round, diff)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
		}
	}
}

// walk makes a store with some articles and judgements. All articles are first put in
// one load, because the load in which a name came first decides about ids; then come the
// detours.
func walk(t *testing.T, final []*graph.Document, judgements []graph.Judgement, rng *rand.Rand) *graph.Store {
	t.Helper()
	ctx := t.Context()
	s, err := graph.Open(ctx, graph.Options{Resolver: resolve.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	docs := shuffled(rng, final)
	if _, err := resolve.Load(ctx, s, each(docs), resolve.Options{Batch: 1 + rng.IntN(10)}); err != nil {
		t.Fatal(err)
	}
	if judgements == nil {
		return s
	}
	pending := shuffled(rng, judgements)
	for len(pending) > 0 || rng.IntN(6) > 0 {
		switch n := rng.IntN(4); {
		case n == 0 && len(pending) > 0:
			if err := give(t, s, pending[0]); err != nil {
				t.Fatal(err)
			}
			pending = pending[1:]
		case n == 1:
			detour(t, s, docs[rng.IntN(len(docs))], graphtest.Article(rng, "detour"), rng)
		case n == 2 && len(pending) > 0: // given, taken back, and to be given again
			if err := give(t, s, pending[0]); err != nil {
				t.Fatal(err)
			}
			undoLast(t, s)
		}
	}
	return s
}

// detour changes or retracts an article, and puts it back as it was.
func detour(t *testing.T, s *graph.Store, d, other *graph.Document, rng *rand.Rand) {
	t.Helper()
	ctx := t.Context()
	err := s.Update(ctx, func(tx *graph.Tx) error {
		if rng.IntN(2) == 0 {
			return tx.Retract(ctx, graph.ArticleID(d.Article.Key))
		}
		changed := *other
		changed.Article.Key = d.Article.Key
		_, err := tx.Put(ctx, &changed)
		return err
	})
	if err == nil {
		err = s.Update(ctx, func(tx *graph.Tx) error {
			_, err := tx.Put(ctx, d)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// agreeable chooses judgements that do not contradict each other in any order: each about
// nodes that no other is about.
func agreeable(t *testing.T, s *graph.Store, rng *rand.Rand) []graph.Judgement {
	t.Helper()
	ctx := t.Context()
	var out []graph.Judgement
	err := s.View(ctx, func(tx *graph.Tx) error {
		for _, kind := range []ontology.NodeKind{ontology.Marketplace, ontology.Agency, ontology.Technology} {
			var ids []graph.ID
			for n, err := range tx.Nodes(ctx, kind, 0) {
				if err != nil {
					return err
				}
				if forms, err := tx.Forms(n.ID); err != nil || len(forms) > 1 {
					continue // its id depends on what else is there
				}
				ids = append(ids, n.ID)
			}
			ids = shuffled(rng, ids)
			if len(ids) > 1 {
				out = append(out, graph.Judgement{Verdict: graph.Same, Nodes: ids[:2]})
			}
			if len(ids) > 2 {
				out = append(out, graph.Judgement{Verdict: graph.Rename, Nodes: ids[2:3], Name: "Renamed " + kind.String()})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func give(t *testing.T, s *graph.Store, j graph.Judgement) error {
	t.Helper()
	return s.Update(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Judge(t.Context(), j)
		return err
	})
}

func undoLast(t *testing.T, s *graph.Store) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		st, err := tx.Stats()
		if err != nil {
			return err
		}
		_, err = tx.Judge(t.Context(), graph.Judgement{Verdict: graph.Undo, Undoes: graph.JudgementID(st.Judgements)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// undoAll takes back every judgement that stands.
func undoAll(t *testing.T, s *graph.Store) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		var standing []graph.JudgementID
		for j, err := range tx.Judgements(t.Context(), 0) {
			if err != nil {
				return err
			}
			if j.Verdict != graph.Undo && j.Undone == 0 {
				standing = append(standing, j.ID)
			}
		}
		for _, id := range standing {
			if _, err := tx.Judge(t.Context(), graph.Judgement{Verdict: graph.Undo, Undoes: id}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, graph.ErrNotFound) {
		t.Fatal(err)
	}
}

func shuffled[T any](rng *rand.Rand, list []T) []T {
	out := append([]T{}, list...)
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
