// Package inorder does the parts of a sequence in parallel and keeps their order.
package inorder

import (
	"context"
	"iter"
	"sync"
)

// lookahead is how many results per worker may wait for their turn. More evens
// out long articles, less bounds the memory.
const lookahead = 8

// result is an outcome whose turn has not come yet.
type result[B any] struct {
	value B
	err   error
}

// Map applies f to the items on workers goroutines and yields the outcomes
// in the order of the items. An error of an item or of f is yielded in its place
// and the sequence goes on; the end of ctx ends it. When the consumer stops
// early, Map waits for what is running.
func Map[A, B any](ctx context.Context, workers int, items iter.Seq2[A, error], f func(A) (B, error)) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		type job struct {
			item A
			err  error // of the item: there is nothing to apply f to
			done chan result[B]
		}
		jobs := make(chan job)
		turns := make(chan chan result[B], workers*lookahead)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		for range workers {
			running.Go(func() {
				for j := range jobs {
					r := result[B]{err: j.err}
					if r.err == nil {
						r.value, r.err = f(j.item)
					}
					j.done <- r
				}
			})
		}
		running.Go(func() {
			defer close(turns)
			defer close(jobs)
			for item, err := range items {
				j := job{item, err, make(chan result[B], 1)}
				select {
				case turns <- j.done:
				case <-ctx.Done():
					return
				}
				// A worker takes it for certain: they run until jobs is closed.
				jobs <- j
			}
		})
		for turn := range turns {
			r := <-turn
			if !yield(r.value, r.err) {
				cancel()
				for range turns { // let the reader of the items see that it is over
				}
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var none B
			yield(none, err)
		}
	}
}
