// Package resolve brings articles into a graph: it decides which mentions of
// different articles mean the same, and loads documents in batches.
//
// # Rules
//
// Rules is the graph.Resolver of this program. It answers three questions by what
// articles say alone, so that the same articles give the same graph in any order:
//
//   - by which key is a mention known (key.go)? Spellings that differ in nothing
//     but case, accents, articles and the like have one key, and so have the
//     variants of countries and agencies in the lexicon;
//   - are two keys the same thing (context.go, person.go, operation.go)? An article
//     that introduces one as another name of the other says so; so do names of
//     close spelling and operations with common targets, where what articles say
//     about them agrees;
//   - what keeps two apart, their names or more (the same files)?
//
// What can surprise: a surname alone never makes two people one, a decision that is
// not certain is left to a person as a proposal, and a single article that calls a
// well-known body by the name of another does not merge the two.
//
// # Loading
//
// Load takes documents from a sequence, prepares them in parallel and writes them in
// batches, each in one transaction. What Progress has been told of is durable.
package resolve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"onymous/graph"
)

// Options configures Load. The zero value works.
type Options struct {
	// Workers is how many documents are prepared at once. 0 means one for each
	// processor.
	Workers int

	// Batch is how many documents one transaction takes. 0 means 1,024: the index of
	// words is written in blocks of 512, and a block in part is written again.
	Batch int

	// Version names the program that read the articles, Source where they came
	// from. Both are kept with the load.
	Version, Source string

	// Progress is told after each batch what is durable. It is called from one
	// goroutine.
	Progress func(Summary)

	// Skipped is told of each document that the store refused, and why, by the
	// goroutine that calls Progress.
	Skipped func(d *graph.Document, err error)
}

// Summary counts the documents of a load.
type Summary struct {
	Load                        graph.LoadID
	New, Changed, Same, Skipped int
	Took                        time.Duration
}

// maxBatchBytes bounds the text of a batch. A batch that is not full is written when it
// is maxBatchAge old and nothing else is being written, so that what a slow source gave is
// acknowledged soon.
const (
	maxBatchBytes = 8 << 20
	maxBatchAge   = time.Second
)

// batch is documents on their way into the store.
type batch struct {
	docs     []*graph.Document
	prepared []*graph.Prepared // nil where the store refused
	errs     []error
	bytes    int
	outcomes [graph.Unchanged + 1]int // of those that were written
	durable  <-chan error             // nil until it is written
}

// Load puts the documents of a sequence. It returns the first error of the sequence,
// of the store or of ctx; what Progress was told of before is loaded. A document that
// the store refuses (graph.ErrInvalid, graph.ErrConflict) is skipped.
func Load(ctx context.Context, s *graph.Store, docs iter.Seq2[*graph.Document, error], o Options) (Summary, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Batch <= 0 {
		o.Batch = 1024
	}
	l := &loading{s: s, o: o, began: time.Now()}
	if err := l.begin(ctx); err != nil {
		return l.summary, err
	}
	err := l.run(ctx, docs)
	// The load ends also when it failed: what is in it stays.
	end := s.Update(context.WithoutCancel(ctx), func(tx *graph.Tx) error { return tx.EndLoad(l.summary.Load) })
	l.summary.Took = time.Since(l.began)
	return l.summary, errors.Join(err, end)
}

// loading is one run of Load.
type loading struct {
	s       *graph.Store
	o       Options
	began   time.Time
	summary Summary
}

func (l *loading) begin(ctx context.Context) error {
	return l.s.Update(ctx, func(tx *graph.Tx) (err error) {
		l.summary.Load, err = tx.BeginLoad(l.o.Version, l.o.Source)
		return err
	})
}

// run reads, prepares and works in at the same time, one batch each, while the one before
// that goes to the disk.
func (l *loading) run(ctx context.Context, docs iter.Seq2[*graph.Document, error]) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	batches := make(chan *batch)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(batches)
		if err := l.gather(ctx, docs, batches); err != nil {
			stop(err)
		}
	})
	var ahead *batch // worked in and not yet durable
	for batches != nil || ahead != nil {
		var durable <-chan error
		if ahead != nil {
			durable = ahead.durable
		}
		var err error
		select {
		case err = <-durable:
			err = l.acknowledge(ahead, err)
			ahead = nil
		case b, ok := <-batches:
			if !ok {
				batches = nil
				continue
			}
			err = l.write(ctx, b)
			if ahead != nil {
				// By now it is durable, or b failed because it was not.
				err = errors.Join(l.acknowledge(ahead, <-durable), err)
			}
			if ahead = nil; b.durable != nil {
				ahead = b
			}
		}
		if err != nil {
			stop(err)
		}
	}
	wg.Wait()
	return context.Cause(ctx)
}

// gather makes batches of documents and prepares them.
func (l *loading) gather(ctx context.Context, docs iter.Seq2[*graph.Document, error], out chan<- *batch) error {
	in, failed := pull(ctx, docs)
	aged := time.NewTicker(maxBatchAge)
	defer aged.Stop()
	b := new(batch)
	for {
		select {
		case <-ctx.Done():
			return nil // run knows why
		case <-aged.C:
			if len(b.docs) == 0 {
				continue
			}
			l.prepare(b)
			select {
			case out <- b:
				b = new(batch)
			default: // the store is at work
			}
		case d, ok := <-in:
			if ok {
				b.docs = append(b.docs, d)
				b.bytes += len(d.Article.Text)
			}
			if full := len(b.docs) >= l.o.Batch || b.bytes >= maxBatchBytes; full || !ok && len(b.docs) > 0 {
				l.prepare(b)
				select {
				case out <- b:
					b = new(batch)
				case <-ctx.Done():
					return nil
				}
			}
			if !ok {
				return <-failed
			}
		}
	}
}

// pull reads a sequence from a goroutine of its own, which ends with the sequence or with
// ctx. After the documents it gives the error that ended them, or nil.
func pull(ctx context.Context, docs iter.Seq2[*graph.Document, error]) (<-chan *graph.Document, <-chan error) {
	out, failed := make(chan *graph.Document, 64), make(chan error, 1)
	go func() {
		defer close(failed)
		defer close(out)
		for d, err := range docs {
			if err != nil {
				failed <- err
				return
			}
			select {
			case out <- d:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, failed
}

// prepare does what needs no transaction, in parallel, for the documents that came since it
// was last done.
func (l *loading) prepare(b *batch) {
	done := len(b.prepared)
	b.prepared = append(b.prepared, make([]*graph.Prepared, len(b.docs)-done)...)
	b.errs = append(b.errs, make([]error, len(b.docs)-done)...)
	var wg sync.WaitGroup
	for w := range l.o.Workers {
		wg.Go(func() {
			for i := done + w; i < len(b.docs); i += l.o.Workers {
				b.prepared[i], b.errs[i] = l.s.Prepare(b.docs[i])
			}
		})
	}
	wg.Wait()
}

// write puts a batch in one transaction, which is not yet durable when it returns.
func (l *loading) write(ctx context.Context, b *batch) (err error) {
	b.durable, err = l.s.UpdateAhead(ctx, func(tx *graph.Tx) error {
		if err := tx.ContinueLoad(l.summary.Load); err != nil {
			return err
		}
		for i, p := range b.prepared {
			if p == nil {
				continue
			}
			r, err := tx.PutPrepared(ctx, p)
			switch {
			case errors.Is(err, graph.ErrInvalid), errors.Is(err, graph.ErrConflict):
				b.errs[i] = err
				continue
			case err != nil:
				return fmt.Errorf("resolve: article %s: %w", b.docs[i].Article.Key, err)
			}
			b.outcomes[r.Outcome]++
		}
		return nil
	})
	return err
}

// acknowledge tells of a batch that is durable, unless it failed to be.
func (l *loading) acknowledge(b *batch, err error) error {
	if err != nil {
		return err
	}
	sum := &l.summary
	sum.New += b.outcomes[graph.New]
	sum.Changed += b.outcomes[graph.Replaced]
	sum.Same += b.outcomes[graph.Unchanged]
	for i, err := range b.errs {
		if err != nil {
			sum.Skipped++
			if l.o.Skipped != nil {
				l.o.Skipped(b.docs[i], err)
			}
		}
	}
	sum.Took = time.Since(l.began)
	if l.o.Progress != nil {
		l.o.Progress(*sum)
	}
	return nil
}
