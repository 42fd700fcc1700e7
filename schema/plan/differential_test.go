package plan_test

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"testing"

	"onymous/schema/plan/plantest"
)

var (
	queries = flag.Int("queries", 2000, "how many random queries to compare")
	seed    = flag.Uint64("seed", 1, "where the random queries begin")
)

// Plans and graphql-go's executor give the same answers.
func TestDifferential(t *testing.T) {
	zoo := newZoo(t)
	c := &plantest.Case{Library: zoo.library, Engine: zoo.engine}
	compared := 0
	for i := range *queries {
		from := *seed + uint64(i)
		g := &plantest.Generator{Schema: zoo.def, Rand: rand.New(rand.NewPCG(from, 0))}
		text, values := g.Query()
		err := c.Compare(context.Background(), text, values)
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
