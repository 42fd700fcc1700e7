package serve

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	"onymous/schema/def"
)

// errBusy means that too many requests are being answered or wait already.
var errBusy = errors.New("busy")

// shortTurn is how long a request may take before it has to wait for a long turn.
const shortTurn = 25 * time.Millisecond

// admission lets so many requests be executed at once; others wait, and too many
// others are sent away.
//
// A request that takes longer than a moment waits again, for one of few long turns.
// Without them a crowd of costly requests would share the processors so evenly that
// none ended before its client gave up, and cheap ones waited with them.
type admission struct {
	turns, long chan struct{}
	waiting     atomic.Int64
	most        int64
	patience    time.Duration
}

func newAdmission(turns, waiting int, patience time.Duration) *admission {
	return &admission{turns: make(chan struct{}, turns), long: make(chan struct{}, runtime.GOMAXPROCS(0)), most: int64(waiting), patience: patience}
}

// turn is a request's leave to be executed. It belongs to one goroutine.
type turn struct {
	admission *admission
	came      time.Time
	begun     time.Time
	held      chan struct{} // admission.turns or admission.long; nil after leave
}

// enter waits for a turn, which must leave. It fails with errBusy or with the end of
// ctx.
func (a *admission) enter(ctx context.Context) (*turn, error) {
	t := &turn{admission: a, came: time.Now()}
	if err := t.wait(ctx, a.turns); err != nil {
		return nil, err
	}
	return t, nil
}

// wait takes a place among those who hold turns of a sort.
func (t *turn) wait(ctx context.Context, places chan struct{}) error {
	a := t.admission
	select {
	case places <- struct{}{}:
		t.held, t.begun = places, time.Now()
		return nil
	default:
	}
	if a.waiting.Add(1) > a.most {
		a.waiting.Add(-1)
		return errBusy
	}
	defer a.waiting.Add(-1)
	timer := time.NewTimer(a.patience - time.Since(t.came))
	defer timer.Stop()
	select {
	case places <- struct{}{}:
		t.held, t.begun = places, time.Now()
		return nil
	case <-timer.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

// pace is called in the course of a request, which waits if it has had its short turn.
// It fails with def.ErrBusy or the end of ctx.
func (t *turn) pace(ctx context.Context) error {
	if t.held == t.admission.long || time.Since(t.begun) < shortTurn {
		return nil
	}
	t.leave()
	if err := t.wait(ctx, t.admission.long); errors.Is(err, errBusy) {
		return fmt.Errorf("the server is busy (limit concurrency): %w", def.ErrBusy)
	} else if err != nil {
		return err
	}
	return nil
}

// leave gives the turn back. Calling it again does nothing.
func (t *turn) leave() {
	if t.held != nil {
		<-t.held
		t.held = nil
	}
}
