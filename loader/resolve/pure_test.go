package resolve_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
	"onymous/loader/resolve"
)

var seed = flag.Uint64("seed", 0, "seed of the random tests; 0 chooses one")

func randomSeed(t testing.TB) *rand.Rand {
	n := *seed
	if n == 0 {
		n = rand.Uint64()
	}
	t.Logf("-seed %d", n)
	return rand.New(rand.NewPCG(n, 0))
}

func digest(t testing.TB, s *graph.Store) string {
	t.Helper()
	var d string
	err := s.View(context.Background(), func(tx *graph.Tx) (err error) {
		d, err = tx.ViewDigest(context.Background())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRebuildGivesTheSameBytes loads, changes, retracts and judges at random, and makes
// the view again from what lasts.
func TestRebuildGivesTheSameBytes(t *testing.T) {
	rng := randomSeed(t)
	s, err := graph.Open(t.Context(), graph.Options{Resolver: resolve.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for round := range 40 {
		what := randomChange(t, rng, s)
		before := digest(t, s)
		if err := s.Rebuild(t.Context()); err != nil {
			t.Fatalf("round %d, after %s: %v", round, what, err)
		}
		if after := digest(t, s); after != before {
			t.Fatalf("round %d, after %s: the view has digest %s, made again %s", round, what, before, after)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatalf("round %d, after %s: %v", round, what, err)
		}
	}
}

// randomChange does one thing to a store in one Update.
func randomChange(t *testing.T, rng *rand.Rand, s *graph.Store) string {
	t.Helper()
	ctx := t.Context()
	what := ""
	err := s.Update(ctx, func(tx *graph.Tx) error {
		switch n := rng.IntN(10); {
		case n < 6:
			what = "put"
			for range 1 + rng.IntN(6) {
				if _, err := tx.Put(ctx, graphtest.Article(rng, fmt.Sprintf("article-%d", rng.IntN(30)))); err != nil {
					return err
				}
			}
			return nil
		case n < 7:
			what = "retract"
			id, ok, err := tx.ArticleByKey(fmt.Sprintf("article-%d", rng.IntN(30)))
			if err != nil || !ok {
				return err
			}
			return tx.Retract(ctx, id)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if what == "" {
		what = randomJudgement(t, rng, s)
	}
	return what
}

// randomJudgement gives one; one that contradicts another is refused.
func randomJudgement(t *testing.T, rng *rand.Rand, s *graph.Store) string {
	t.Helper()
	ctx := t.Context()
	j := graph.Judgement{By: "test"}
	err := s.Update(ctx, func(tx *graph.Tx) error {
		kind := []ontology.NodeKind{ontology.Agency, ontology.Person, ontology.Marketplace, ontology.Operation}[rng.IntN(4)]
		var ids []graph.ID
		for n, err := range tx.Nodes(ctx, kind, 0) {
			if err != nil {
				return err
			}
			ids = append(ids, n.ID)
		}
		if len(ids) < 2 {
			return nil
		}
		rng.Shuffle(len(ids), func(a, b int) { ids[a], ids[b] = ids[b], ids[a] })
		var articles []graph.ID
		for e, err := range tx.Neighbours(ctx, ids[0], ontology.Mentions, graph.In, 0) {
			if err != nil {
				return err
			}
			articles = append(articles, e.From)
		}
		switch rng.IntN(6) {
		case 0:
			j.Verdict, j.Nodes = graph.Same, ids[:2]
		case 1:
			j.Verdict, j.Nodes = graph.Different, ids[:2]
		case 2:
			j.Verdict, j.Nodes, j.Articles = graph.Different, ids[:1], articles[:1]
		case 3:
			j.Verdict, j.Nodes, j.Name = graph.Rename, ids[:1], fmt.Sprintf("Name %d", rng.IntN(3))
		case 4:
			j.Verdict, j.Claim = []graph.Verdict{graph.Reject, graph.Accept}[rng.IntN(2)], graph.ClaimID{Article: articles[0]}
			if a, err := tx.Article(articles[0]); err != nil || a.Claims == 0 {
				return err
			}
		case 5:
			st, err := tx.Stats()
			if err != nil || st.Judgements == 0 {
				return err
			}
			j.Verdict, j.Undoes = graph.Undo, graph.JudgementID(1+rng.IntN(st.Judgements))
		}
		_, err := tx.Judge(ctx, j)
		return err
	})
	if err != nil && !isRefused(err) {
		t.Fatalf("judgement %+v: %v", j, err)
	}
	return fmt.Sprintf("judgement %+v, %v", j, err)
}

func isRefused(err error) bool { return errors.Is(err, graph.ErrConflict) }
