// Package schema answers GraphQL over a graph.
//
// The types come from package ontology alone: an interface Entity with one type
// for each kind of node, each kind of edge as a connection field on both of its
// ends, each key of facts as a field. Every edge and every fact leads to its
// claims, and a claim to its sentence. The files here define the fields, one noun
// each; the sub-packages turn them into a server:
//
//	def    what a schema is: types, fields, values; SDL; introspection
//	guard  what a document may cost, before anything else looks at it
//	plan   documents, compiled plans, their execution
//	serve  HTTP, subscriptions, tokens, limits, metrics
//
// Types without an id are values: they belong to the answer that they stand in and
// have no life of their own, so that caches keep them inside what has an id. They are
// listed in testdata/values.txt, which is also what linters have to be told.
//
// A request reads from one transaction, level by level: a resolver gets all the
// parents of its field at once. What a client may ask for is bounded everywhere;
// see Options.
package schema

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"onymous/graph"
	"onymous/schema/def"
	"onymous/schema/plan"
	"onymous/schema/serve"
)

// Server answers GraphQL requests. It is safe for concurrent use.
type Server struct {
	// Handler serves the API over HTTP.
	*serve.Handler

	store      *graph.Store
	options    Options
	def        *def.Schema
	library    *plan.Library
	engine     *plan.Engine
	extracting chan struct{} // holds a token while a text is being read
	hubs       hubs
}

// New returns a server over a store, which it does not close.
func New(store *graph.Store, o Options) (*Server, error) {
	o = o.withDefaults()
	o.Limits.NoIntrospection = o.Limits.NoIntrospection || o.HTTP.NoIntrospection
	d, err := build(o)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	l, err := plan.NewLibrary(d)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	s := &Server{store: store, options: o, def: d, library: l, extracting: make(chan struct{}, 1)}
	s.engine = &plan.Engine{
		Documents: plan.NewDocuments(l, o.Limits, o.CacheBytes), Read: s.read,
		MaxCost: o.MaxCost, MaxNodes: o.MaxNodes, MaxSteps: o.MaxSteps, MaxBytes: o.MaxAnswerBytes,
		Timeout: o.Timeout, Mask: s.mask, Memory: def.NewMemory(o.MemoryBytes),
	}
	o.HTTP.Engine, o.HTTP.SDL = s.engine, d.SDL()
	o.HTTP.Edit = func(c serve.Caller) any { return &edit{s, Requester{c.Role >= serve.Editor, c.Name}} }
	o.HTTP.Log = o.Log
	if o.HTTP.Metrics == nil {
		o.HTTP.Metrics = serve.NewMetrics()
	}
	s.watchSize(o.HTTP.Metrics)
	s.Handler = serve.New(o.HTTP)
	return s, nil
}

// SDL returns the schema in the schema definition language.
func SDL() string {
	d, err := build(Options{}.withDefaults())
	if err != nil {
		panic("internal error: " + err.Error()) // the tests build it too
	}
	return d.SDL()
}

// Query executes one request without HTTP, as a reader or an editor would, and
// returns the body of the answer. Errors of the request are part of the answer;
// ok reports whether there are none.
func (s *Server) Query(ctx context.Context, text, operation string, variables map[string]any, by Requester) (body []byte, ok bool) {
	job, err := s.engine.Prepare(text, operation, variables)
	var refusal *plan.Refusal
	switch {
	case errors.As(err, &refusal):
		return plan.AppendRefusal(nil, refusal.Errors), false
	case err != nil:
		return plan.AppendRefusal(nil, []*plan.Error{s.mask(err, "")}), false
	case job.Kind() == "subscription":
		return plan.AppendRefusal(nil, []*plan.Error{{Message: "A subscription takes a server.", Code: plan.CodeBadRequest}}), false
	}
	a := job.Run(ctx, plan.Request{Source: &edit{s, by}})
	defer a.Release()
	return bytes.Clone(a.Body(nil)), len(a.Errors) == 0
}

// read opens a snapshot.
func (s *Server) read(ctx context.Context, fn func(any) error) error {
	return s.store.View(ctx, func(tx *graph.Tx) error {
		return fn(&snapshot{arena: arenas.Get().(*arena), tx: tx, server: s})
	})
}

// mask turns an error of the store into one for clients. What is not theirs to
// know goes to the log, with the id of the request.
func (s *Server) mask(err error, id string) *plan.Error {
	switch {
	case errors.Is(err, graph.ErrInvalid):
		return &plan.Error{Message: err.Error(), Code: plan.CodeBadInput}
	case errors.Is(err, graph.ErrBudget):
		return &plan.Error{Message: err.Error(), Code: plan.CodeLimit}
	case errors.Is(err, graph.ErrReadOnly):
		return &plan.Error{Message: "This server only reads.", Code: plan.CodeForbidden}
	}
	s.options.Log.Error().Err(err).Str("request", id).Msg("request failed")
	message := "Internal server error"
	if id != "" {
		message += " (request " + id + ")"
	}
	return &plan.Error{Message: message, Code: plan.CodeInternal}
}

// watchSize adds what the store holds to the metrics.
func (s *Server) watchSize(m *serve.Metrics) {
	stat := func(get func(graph.Stats) float64) func() float64 {
		return func() float64 {
			var v float64
			err := s.store.View(context.Background(), func(tx *graph.Tx) error {
				stats, err := tx.Stats()
				v = get(stats)
				return err
			})
			if err != nil {
				s.options.Log.Error().Err(err).Msg("store not counted")
			}
			return v
		}
	}
	m.Gauge("articles", "Articles in the graph.", stat(func(s graph.Stats) float64 { return float64(s.Articles) }))
	m.Gauge("claims", "Claims in the graph.", stat(func(s graph.Stats) float64 { return float64(s.Claims) }))
	m.Gauge("request_bytes", "Memory that requests hold.", func() float64 { return float64(s.engine.Memory.Used()) })
	m.Gauge("store_bytes", "Size of the store's files.", stat(func(s graph.Stats) float64 { return float64(s.DiskBytes) }))
	m.Gauge("last_load_timestamp_seconds", "When the newest load began.", func() float64 {
		var at float64
		err := s.store.View(context.Background(), func(tx *graph.Tx) error {
			for l, err := range tx.Loads(context.Background(), 0) {
				if err != nil {
					return err
				}
				at = float64(l.Started.Unix())
			}
			return nil
		})
		if err != nil {
			s.options.Log.Error().Err(err).Msg("loads not read")
		}
		return at
	})
}
