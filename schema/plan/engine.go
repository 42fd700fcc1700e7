package plan

import (
	"context"
	"fmt"
	"io"
	"time"

	"onymous/schema/def"
)

// Engine answers requests. Its fields must not change while it is used; it is
// safe for concurrent use.
type Engine struct {
	Documents *Documents

	// Read opens a snapshot for the resolvers.
	Read Reader

	// MaxCost bounds Plan.Cost.
	MaxCost int
	// MaxNodes, MaxSteps and MaxBytes are the budget of each request.
	MaxNodes, MaxSteps, MaxBytes int
	// Timeout bounds each execution.
	Timeout time.Duration
	// Memory is what all requests together may hold. Nil means that there is
	// enough.
	Memory *def.Memory

	// Mask turns an error that is not made for clients into one that is; id is
	// that of the request.
	Mask func(err error, id string) *Error
}

// Job is a request that may be executed: parsed, validated and affordable.
type Job struct {
	engine    *Engine
	plan      *Plan
	variables Variables
	cost      int
}

// Prepare makes a job of a request. The error is a *Refusal unless it is a fault
// of the program.
func (e *Engine) Prepare(text, operation string, variables map[string]any) (*Job, error) {
	doc, err := e.Documents.Get(text)
	if err != nil {
		return nil, err
	}
	op, err := doc.Operation(operation)
	if err != nil {
		return nil, err
	}
	values, err := op.Variables(variables)
	if err != nil {
		return nil, err
	}
	p, err := op.Plan(values)
	if err != nil {
		return nil, err
	}
	j := &Job{engine: e, plan: p, variables: values, cost: p.Cost(values)}
	if j.cost > e.MaxCost {
		return nil, &Refusal{[]*Error{{Code: CodeLimit,
			Message:    fmt.Sprintf("The answer may hold %d objects; ask for smaller pages (limit cost: %d).", j.cost, e.MaxCost),
			Extensions: map[string]any{"limit": "cost", "max": e.MaxCost, "cost": map[string]int{"requested": j.cost, "max": e.MaxCost}}}}}
	}
	return j, nil
}

// Kind is "query", "mutation" or "subscription".
func (j *Job) Kind() string { return j.plan.op.Kind }

// Name is the name of the operation, or empty.
func (j *Job) Name() string { return j.plan.op.Name }

// Cost is the estimate of how many objects the answer holds.
func (j *Job) Cost() int { return j.cost }

// Request is who asks, for one execution.
type Request struct {
	// Source is what the fields of a mutation find in def.Call.Source.
	Source any
	// ID names the request in logs.
	ID string
	// Pace is called from time to time in the course of the execution and may wait.
	// An error ends the request. Nil means that nothing has to be called.
	Pace func(context.Context) error
}

// Run executes a query or a mutation.
func (j *Job) Run(ctx context.Context, r Request) *Answer {
	e := j.engine
	return j.run(ctx, r, nil, def.NewBudget(e.MaxNodes, e.MaxSteps, e.MaxBytes))
}

// eventShare is how much smaller the budget of an event is than that of a request:
// a connection may have many subscriptions, and each may wait for a slow client.
const eventShare = 16

// Event executes a subscription's selection over one event.
func (j *Job) Event(ctx context.Context, event any, id string) *Answer {
	e := j.engine
	return j.run(ctx, Request{ID: id}, event, def.NewBudget(e.MaxNodes/eventShare, e.MaxSteps/eventShare, e.MaxBytes/eventShare))
}

func (j *Job) run(ctx context.Context, r Request, root any, budget *def.Budget) *Answer {
	ctx, cancel := context.WithTimeout(ctx, j.engine.Timeout)
	defer cancel()
	budget.Memory = j.engine.Memory
	if r.Pace != nil {
		budget.Pace = func() error { return r.Pace(ctx) }
	}
	x := Execution{Plan: j.plan, Variables: j.variables, Root: root, Read: j.engine.Read, Request: r.Source, Budget: budget}
	if j.engine.Mask != nil {
		x.Mask = func(err error) *Error { return j.engine.Mask(err, r.ID) }
	}
	return x.Run(ctx)
}

// Subscribe opens the stream of a subscription, which ends with ctx. The error is
// a *Refusal unless it is a fault of the program.
func (j *Job) Subscribe(ctx context.Context, request any) (def.Stream, error) {
	f := j.plan.root.fields[0]
	if f.def == nil || f.def.Subscribe == nil {
		return &once{}, nil // { __typename }
	}
	args, err := f.args.resolve(j.variables)
	if err != nil {
		return nil, refuse(CodeBadInput, err.Error())
	}
	stream, err := f.def.Subscribe(&def.Call{Context: ctx, Args: args, Source: request})
	if shown := public(err); err != nil && shown != nil {
		return nil, &Refusal{[]*Error{shown}}
	}
	return stream, err
}

// once is a stream of one event.
type once struct{ done bool }

func (o *once) Next() (any, error) {
	if o.done {
		return nil, io.EOF
	}
	o.done = true
	return o, nil
}

func (o *once) Close() {}

// AppendRefusal appends a refusal as the body of a response, without data.
func AppendRefusal(b []byte, errs []*Error) []byte {
	b = append(b, `{"errors":`...)
	b = AppendErrors(b, errs)
	return append(b, '}')
}
