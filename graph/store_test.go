package graph_test

import (
	"bytes"
	"context"
	"testing"

	"onymous/graph"
	"onymous/graph/graphtest"
)

// open opens a store that is closed when the test ends.
func open(t testing.TB, o graph.Options) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	t.Run("Memory", func(t *testing.T) {
		graphtest.Test(t, func(t *testing.T) graphtest.Store { return open(t, graph.Options{}) })
	})
	t.Run("WithoutAdjacency", func(t *testing.T) {
		graphtest.Test(t, func(t *testing.T) graphtest.Store { return open(t, graph.Options{AdjacencyBytes: -1}) })
	})
	t.Run("Disk", func(t *testing.T) {
		graphtest.Test(t, func(t *testing.T) graphtest.Store { return open(t, graph.Options{Dir: t.TempDir()}) })
	})
	t.Run("Reopened", func(t *testing.T) {
		if testing.Short() {
			t.Skip("opens a store for each transaction")
		}
		graphtest.Test(t, func(t *testing.T) graphtest.Store { return &reopened{t: t, o: graph.Options{Dir: t.TempDir()}} })
	})
	t.Run("Restored", func(t *testing.T) {
		if testing.Short() {
			t.Skip("makes a backup of a store after each transaction")
		}
		graphtest.Test(t, func(t *testing.T) graphtest.Store {
			return &restored{reopened{t: t, o: graph.Options{Dir: t.TempDir()}}}
		})
	})
}

// reopened is a store that is opened for each transaction and closed after it. Reading
// transactions share one store, as a case may begin a write within a read.
type reopened struct {
	t    *testing.T
	o    graph.Options
	open *graph.Store
	uses int
}

func (r *reopened) with(fn func(*graph.Store) error) error {
	if r.open == nil {
		s, err := graph.Open(context.Background(), r.o)
		if err != nil {
			return err
		}
		r.open = s
	}
	r.uses++
	err := fn(r.open)
	if r.uses--; r.uses > 0 {
		return err
	}
	closed := r.open.Close()
	if r.open = nil; err == nil {
		err = closed
	}
	return err
}

func (r *reopened) View(ctx context.Context, fn func(*graph.Tx) error) error {
	return r.with(func(s *graph.Store) error { return s.View(ctx, fn) })
}

func (r *reopened) Update(ctx context.Context, fn func(*graph.Tx) error) error {
	return r.with(func(s *graph.Store) error { return s.Update(ctx, fn) })
}

func (r *reopened) Check(ctx context.Context) error {
	return r.with(func(s *graph.Store) error { return s.Check(ctx) })
}

func (r *reopened) Rebuild(ctx context.Context) error {
	return r.with(func(s *graph.Store) error { return s.Rebuild(ctx) })
}

// restored is a store that after each Update goes on from its backup.
type restored struct{ reopened }

func (r *restored) Update(ctx context.Context, fn func(*graph.Tx) error) error {
	if err := r.reopened.Update(ctx, fn); err != nil || r.uses > 0 {
		return err
	}
	var backup bytes.Buffer
	if err := r.with(func(s *graph.Store) error { return s.Backup(ctx, &backup) }); err != nil {
		return err
	}
	r.o.Dir = r.t.TempDir()
	return graph.Restore(ctx, r.o, &backup)
}
