package serve

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// errBusy means that too many requests are being answered or wait already.
var errBusy = errors.New("busy")

// admission lets so many requests be executed at once; others wait, and too many
// others are sent away.
type admission struct {
	turns    chan struct{}
	waiting  atomic.Int64
	most     int64
	patience time.Duration
}

func newAdmission(turns, waiting int, patience time.Duration) *admission {
	return &admission{turns: make(chan struct{}, turns), most: int64(waiting), patience: patience}
}

// enter waits for a turn, which leave gives back. It fails with errBusy or with
// the end of ctx.
func (a *admission) enter(ctx context.Context) error {
	select {
	case a.turns <- struct{}{}:
		return nil
	default:
	}
	if a.waiting.Add(1) > a.most {
		a.waiting.Add(-1)
		return errBusy
	}
	defer a.waiting.Add(-1)
	timer := time.NewTimer(a.patience)
	defer timer.Stop()
	select {
	case a.turns <- struct{}{}:
		return nil
	case <-timer.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a *admission) leave() { <-a.turns }
