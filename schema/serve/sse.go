package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"onymous/schema/plan"
)

// heartbeat is how often a quiet stream shows that it is alive; proxies cut off
// what is silent for a minute.
const heartbeat = 15 * time.Second

// eventWriter writes server-sent events as GraphQL over SSE names them.
type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	timeout time.Duration
}

// openEvents begins a stream of events.
func (x *exchange) openEvents() *eventWriter {
	h := x.w.Header()
	h.Set("Content-Type", mediaStream+"; charset=utf-8")
	h.Set("Cache-Control", "no-cache, no-store")
	h.Set("X-Accel-Buffering", "no")
	x.status = http.StatusOK
	x.w.WriteHeader(x.status)
	e := &eventWriter{x.w, http.NewResponseController(x.w), x.handler.options.WriteTimeout}
	// The deadline for reading the request would otherwise end the stream.
	_ = e.control.SetReadDeadline(time.Time{}) // not every writer has one
	return e
}

// put writes one piece and sends it. It fails if the client does not read.
func (e *eventWriter) put(format string, args ...any) error {
	_ = e.control.SetWriteDeadline(time.Now().Add(e.timeout)) // not every writer has one
	if _, err := fmt.Fprintf(e.w, format, args...); err != nil {
		return err
	}
	return e.control.Flush()
}

func (e *eventWriter) next(body []byte) error {
	return e.put("event: next\ndata: %s\n\n", body) // JSON of this server has no line breaks
}

func (e *eventWriter) complete() error { return e.put("event: complete\ndata: \n\n") }

// streamOnce answers a query or a mutation as a stream of one event.
func (x *exchange) streamOnce(a *plan.Answer) error {
	body := a.Body(x.extensions())
	x.bytes = len(body)
	e := x.openEvents()
	if err := e.next(body); err == nil {
		_ = e.complete() // the client is gone: nothing to do
	}
	return nil
}

// stream answers a subscription until it ends, the client leaves or the server
// shuts down.
func (x *exchange) stream() error {
	h := x.handler
	select {
	case h.sockets <- struct{}{}:
		defer func() { <-h.sockets }()
	default:
		return busy(errBusy)
	}
	h.streams.Add(1)
	defer h.streams.Done()
	ctx, cancel := context.WithCancel(x.r.Context())
	defer cancel()
	defer context.AfterFunc(h.closing, cancel)()
	events, err := x.job.Subscribe(ctx, h.options.Edit(x.caller))
	if err != nil {
		return err
	}
	h.options.Metrics.streams.Inc()
	defer h.options.Metrics.streams.Dec()
	e := x.openEvents()
	if err := e.put(":\n\n"); err != nil {
		events.Close()
		return nil
	}
	answers := make(chan *plan.Answer)
	go func() {
		defer close(answers)
		defer events.Close()
		h.follow(ctx, x.job, events, x.id, answers)
	}()
	x.forward(e, answers)
	cancel()
	for a := range answers { // let the goroutine see that it is over
		a.Release()
	}
	return nil
}

// forward writes what comes, and a sign of life when nothing does.
func (x *exchange) forward(e *eventWriter, answers <-chan *plan.Answer) {
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	for {
		var err error
		select {
		case a, ok := <-answers:
			if !ok {
				_ = e.complete() // the client may be gone
				return
			}
			body := a.Body(nil)
			x.bytes += len(body)
			err = e.next(body)
			a.Release()
		case <-alive.C:
			err = e.put(":\n\n")
		}
		if err != nil {
			return
		}
	}
}

// follow executes a subscription's selection for each event, until there is none
// or ctx ends. Who takes an answer releases it when it is sent: until then it counts
// as memory that requests hold.
func (h *Handler) follow(ctx context.Context, job *plan.Job, events interface{ Next() (any, error) }, id string, answers chan<- *plan.Answer) {
	for {
		event, err := events.Next()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				h.mask(err, id)
			}
			return
		}
		turn, err := h.admission.enter(ctx)
		if err != nil {
			return
		}
		answer := job.Event(ctx, event, id)
		turn.leave()
		select {
		case answers <- answer:
		case <-ctx.Done():
			answer.Release()
			return
		}
	}
}
