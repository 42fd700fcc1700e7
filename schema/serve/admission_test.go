package serve

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"onymous/schema/def"
	"onymous/schema/guard"
	"onymous/schema/plan"
)

func TestAdmission(t *testing.T) {
	ctx := context.Background()
	a := newAdmission(1, 1, 50*time.Millisecond)
	first, err := a.enter(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.enter(ctx); !errors.Is(err, errBusy) {
		t.Errorf("without a turn: %v, want busy after some patience", err)
	}
	waiting := make(chan error)
	go func() { waiting <- enterAtLast(ctx, a) }()
	first.leave()
	first.leave()
	if err := <-waiting; err != nil {
		t.Errorf("with a turn that comes free: %v", err)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := a.enter(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("a client that left: %v", err)
	}
}

// enterAtLast enters as often as it takes: the turn may come free before or
// after.
func enterAtLast(ctx context.Context, a *admission) error {
	for range 100 {
		if _, err := a.enter(ctx); err == nil || !errors.Is(err, errBusy) {
			return err
		}
	}
	return errBusy
}

// A request that takes long gives its turn to others, and waits for one of the few
// that may.
func TestLongTurns(t *testing.T) {
	ctx := context.Background()
	a := newAdmission(2, 8, 50*time.Millisecond)
	a.long = make(chan struct{}, 1)
	enter := func(took time.Duration) *turn {
		t.Helper()
		x, err := a.enter(ctx)
		if err != nil {
			t.Fatal(err)
		}
		x.begun = x.begun.Add(-took)
		return x
	}
	long, longer := enter(shortTurn), enter(shortTurn)
	if err := long.pace(ctx); err != nil {
		t.Fatalf("the first that takes long: %v", err)
	}
	if err := longer.pace(ctx); !errors.Is(err, def.ErrBusy) {
		t.Errorf("the second that takes long: %v, want busy", err)
	}
	for range 2 { // both have given their turns back
		if err := enter(0).pace(ctx); err != nil {
			t.Errorf("one that has just begun: %v", err)
		}
	}
	long.begun = long.begun.Add(-time.Hour)
	if err := long.pace(ctx); err != nil {
		t.Errorf("one with a long turn: %v", err)
	}
	long.leave()
	longer.leave() // has nothing to give back
	if len(a.long) != 0 || len(a.turns) != 2 {
		t.Errorf("%d long turns and %d turns are held, want 0 and 2", len(a.long), len(a.turns))
	}
}

// work is a query that keeps a processor busy for about 30 ms.
func workingHandler(t *testing.T) *Handler {
	t.Helper()
	resolve := func(c *def.Call, parents []any, out *def.Out) error {
		for begun := time.Now(); time.Since(begun) < 30*time.Millisecond; {
			if err := c.Budget.TakeSteps(100); err != nil {
				return err
			}
		}
		for range parents {
			out.Leaf(def.Num(1))
		}
		return nil
	}
	s := &def.Schema{Query: &def.Object{Name: "Query", Description: "Query.", Fields: []*def.Field{{Name: "work", Type: def.Int, Description: "Work.", Resolve: resolve}}}}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	library, err := plan.NewLibrary(s)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Edit: func(Caller) any { return nil }, Engine: &plan.Engine{Documents: plan.NewDocuments(library, guard.Limits{}, 1<<20), MaxCost: 100, MaxNodes: 100, MaxSteps: 1 << 40, MaxBytes: 1 << 20, Timeout: time.Minute,
		Read: func(_ context.Context, read func(any) error) error { return read(nil) }}}
	o.Tokens.Anonymous = Reader
	return New(o)
}

// Of a crowd each client gets an answer before it gives up, or is told to come again.
func TestCrowdIsAnsweredInTime(t *testing.T) {
	server := httptest.NewServer(workingHandler(t))
	defer server.Close()
	const clients, deadline = 200, 2 * time.Second
	var mu sync.Mutex // guards counts
	counts := map[int]int{}
	var running sync.WaitGroup
	for range clients {
		running.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/graphql", strings.NewReader(`{"query":"{ work }"}`))
			if err != nil {
				t.Error(err)
				return
			}
			r.Header.Set("Content-Type", mediaJSON)
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Errorf("no answer in %s: %v", deadline, err)
				return
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Error(err)
			}
			if answer.StatusCode == http.StatusServiceUnavailable && answer.Header.Get("Retry-After") == "" {
				t.Error("a client is sent away and not told when to come again")
			}
			if answer.StatusCode == http.StatusOK && string(body) != `{"data":{"work":1},"extensions":{"cost":{"requested":0,"max":100}}}` {
				t.Errorf("answered %s", body)
			}
			mu.Lock()
			defer mu.Unlock()
			counts[answer.StatusCode]++
		})
	}
	running.Wait()
	if counts[http.StatusOK] < 10 || counts[http.StatusOK]+counts[http.StatusServiceUnavailable] != clients {
		t.Errorf("the answers by status are %v, want 200 and 503 alone", counts)
	}
}
