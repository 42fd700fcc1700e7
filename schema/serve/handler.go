// Package serve answers GraphQL over HTTP.
//
// It follows the draft of GraphQL over HTTP (graphql.github.io/graphql-over-http)
// for queries and mutations, graphql-transport-ws for subscriptions over
// WebSocket and GraphQL over SSE, distinct connections mode, on the same path.
//
// # What a stranger meets
//
// A web page of another site cannot make a browser do anything here: requests
// that need no preflight are refused, other origins too unless they are allowed,
// and so is a name of the host that is not the server's own while it listens on
// loopback. Bodies, headers, variables, answers, connections, subscriptions and
// what waits in line are bounded; see Options. A refusal names its limit. A panic
// or a fault of the disk reaches the client as a message with the id of the
// request, and the log with all of it.
//
// # Where to look
//
// A request goes through Handler.ServeHTTP (this file), origin.go, token.go,
// admission.go, body.go and answer.go, in this order; websocket.go and sse.go
// take subscriptions over. Connections are whole.go's.
package serve

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"onymous/schema/plan"
)

// Options configures New. Engine is required; the zero values of the others work.
type Options struct {
	Engine *plan.Engine

	// Edit makes what the fields of a mutation and of a subscription get, of who
	// asks.
	Edit func(Caller) any

	// Path is where the API answers. Empty means /graphql.
	Path string
	// SDL is what /schema.graphql gives.
	SDL string
	// Mounts are the other handlers, by the patterns of http.ServeMux.
	Mounts map[string]http.Handler

	// BodyBytes bounds the body of a request. 0 means 4 MiB.
	BodyBytes int64
	// VariablesNesting bounds the brackets open at once in the JSON of a
	// request. 0 means 64.
	VariablesNesting int
	// Variables bounds the values in that JSON. 0 means 20,000.
	Variables int

	// Connections is how many may be open at once; further ones wait for their
	// turn unseen. 0 means 4,096.
	Connections int

	// Concurrency is how many requests are executed at once. Of those that take
	// longer than 25 ms, only as many as there are processors are. 0 means four for
	// each processor: with more, those who read and write wait behind all of them.
	Concurrency int
	// Waiting is how many more may wait for their turn. 0 means 512.
	Waiting int
	// Patience is how long one waits before it is answered 503. 0 means 1
	// second.
	Patience time.Duration

	// Rate is how many requests a second each caller may make on average, told
	// apart by token or else by address, and Burst how many at once. 0 means no
	// limit, and a Burst of 50.
	Rate  float64
	Burst int

	// Sockets is how many connections for subscriptions may be open at once. 0
	// means 1,000.
	Sockets int
	// Subscriptions is how many one WebSocket may have at once. 0 means 50.
	Subscriptions int
	// WriteTimeout is how long a client may take to read what it is sent before
	// it is cut off. 0 means 30 seconds.
	WriteTimeout time.Duration

	// Tokens are who may do what.
	Tokens Tokens
	// Origins are the origins of web pages that may ask, such as
	// https://example.org, or "*" for all of them.
	Origins []string
	// Hosts are the names that the server answers to while it listens on
	// loopback, besides those of loopback itself.
	Hosts []string

	// Trusted, if it is not nil, holds the only documents that are executed, by
	// the hexadecimal SHA-256 of their text.
	Trusted map[string]string
	// NoIntrospection refuses __schema and __type.
	NoIntrospection bool

	// Ready reports why the server cannot answer, if it cannot.
	Ready func(context.Context) error
	// Metrics are shown at /metrics; nil means a set of its own.
	Metrics *Metrics
	// Log gets one line for each request. The zero Logger discards it.
	Log zerolog.Logger
}

func (o Options) withDefaults() Options {
	if o.Path == "" {
		o.Path = "/graphql"
	}
	if o.BodyBytes == 0 {
		o.BodyBytes = 4 << 20
	}
	for _, f := range []struct {
		field   *int
		initial int
	}{{&o.VariablesNesting, 64}, {&o.Variables, 20_000}, {&o.Connections, 4096}, {&o.Concurrency, 4 * runtime.GOMAXPROCS(0)}, {&o.Waiting, 512}, {&o.Sockets, 1000}, {&o.Subscriptions, 50}, {&o.Burst, 50}} {
		if *f.field == 0 {
			*f.field = f.initial
		}
	}
	for _, f := range []struct {
		field   *time.Duration
		initial time.Duration
	}{{&o.Patience, time.Second}, {&o.WriteTimeout, 30 * time.Second}} {
		if *f.field == 0 {
			*f.field = f.initial
		}
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics()
	}
	return o
}

// Handler serves the API and what belongs to it. It is safe for concurrent use.
type Handler struct {
	options   Options
	mux       *http.ServeMux
	origins   origins
	admission *admission
	rate      *rate
	persisted *persisted
	sockets   chan struct{}

	closing context.Context // ends when Shutdown begins
	close   context.CancelFunc
	streams sync.WaitGroup
}

// New returns a handler.
func New(o Options) *Handler {
	o = o.withDefaults()
	h := &Handler{options: o, mux: http.NewServeMux(), origins: newOrigins(o.Origins, o.Hosts),
		admission: newAdmission(o.Concurrency, o.Waiting, o.Patience),
		rate:      newRate(o.Rate, o.Burst), persisted: newPersisted(o.Trusted), sockets: make(chan struct{}, o.Sockets)}
	h.closing, h.close = context.WithCancel(context.Background())
	h.mux.HandleFunc("GET /schema.graphql", h.sdl)
	h.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plainText(w, http.StatusOK, "ok\n") })
	h.mux.HandleFunc("GET /readyz", h.ready)
	h.mux.Handle("GET /metrics", h.reader(o.Metrics.handler()))
	for pattern, mounted := range o.Mounts {
		h.mux.Handle(pattern, h.reader(mounted))
	}
	return h
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.origins.hostAllowed(r) {
		plainText(w, http.StatusMisdirectedRequest, "This server does not answer to that name of the host.\n")
		return
	}
	if r.URL.Path == h.options.Path {
		h.graphql(w, r)
		return
	}
	h.mux.ServeHTTP(w, r)
}

// Shutdown ends the subscriptions and waits for them, or for ctx. Requests that
// are being answered are for http.Server.Shutdown to wait for.
func (h *Handler) Shutdown(ctx context.Context) error {
	h.close()
	done := make(chan struct{})
	go func() {
		h.streams.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// drainTime is how long requests get to end when the server shuts down.
const drainTime = 15 * time.Second

// Serve answers what comes in at l until ctx ends. Then it stops listening, ends
// the subscriptions, lets requests that are being answered end, and returns. With
// secure it speaks TLS.
func (h *Handler) Serve(ctx context.Context, l net.Listener, secure *tls.Config) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // what clients do wrong on the wire
		TLSConfig:         secure,
		ConnContext:       connContext,
	}
	l = newWholeListener(l, h.options.Connections)
	ended := make(chan error, 1)
	go func() {
		if secure != nil {
			ended <- s.ServeTLS(l, "", "")
			return
		}
		ended <- s.Serve(l)
	}()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	h.close()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := s.Shutdown(drain); err != nil {
		_ = s.Close() // Shutdown has said what is wrong
		return fmt.Errorf("serve: requests did not end in %s: %w", drainTime, err)
	}
	return h.Shutdown(drain)
}

func (h *Handler) sdl(w http.ResponseWriter, r *http.Request) {
	h.origins.allow(w, r)
	if h.options.NoIntrospection {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/graphql; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write([]byte(h.options.SDL)) // the client is gone: nothing to do
}

func (h *Handler) ready(w http.ResponseWriter, r *http.Request) {
	if h.closing.Err() != nil {
		plainText(w, http.StatusServiceUnavailable, "shutting down\n")
		return
	}
	if h.options.Ready != nil {
		if err := h.options.Ready(r.Context()); err != nil {
			h.options.Log.Error().Err(err).Msg("not ready")
			plainText(w, http.StatusServiceUnavailable, "not ready\n")
			return
		}
	}
	plainText(w, http.StatusOK, "ready\n")
}

func plainText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // the client is gone: nothing to do
}
