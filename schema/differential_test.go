package schema

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"testing"

	"onymous/graph"
	"onymous/schema/plan/plantest"
)

var (
	queries = flag.Int("queries", 400, "how many random queries to compare")
	seed    = flag.Uint64("seed", 1, "where the random queries begin")
)

// Plans and graphql-go's executor give the same answers over the sample.
func TestDifferential(t *testing.T) {
	ctx := context.Background()
	store, err := graph.Open(ctx, graph.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	words := []string{"AlphaBay", "Europol", "FBI", "drugs", "Cazes", "operation", "a"}
	f, err := os.Open("testdata/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	err = store.Update(ctx, func(tx *graph.Tx) error {
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for range 6 {
			lines.Scan()
			d := new(graph.Document)
			if err := json.Unmarshal(lines.Bytes(), d); err != nil {
				return err
			}
			put, err := tx.Put(ctx, d)
			if err != nil {
				return err
			}
			words = append(words, put.Article.String())
			mentions, err := tx.ArticleMentions(put.Article)
			if err != nil {
				return err
			}
			for _, m := range mentions[:5] {
				words = append(words, m.Node.String())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(store, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := &plantest.Case{Library: s.library, Engine: s.engine}
	compared := 0
	for i := range *queries {
		from := *seed + uint64(i)
		g := &plantest.Generator{Schema: s.def, Rand: rand.New(rand.NewPCG(from, 0)), Strings: words, Depth: 5}
		text, values := g.Query()
		err := c.Compare(ctx, text, values)
		if errors.Is(err, plantest.ErrRefused) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v\n%s\nvariables: %v", from, err, text, values)
		}
		compared++
	}
	if compared < *queries/2 {
		t.Errorf("only %d of %d queries were compared", compared, *queries)
	}
	t.Logf("%d of %d queries compared", compared, *queries)
}
