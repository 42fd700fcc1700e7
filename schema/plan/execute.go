package plan

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"onymous/schema/def"
)

// Reader opens what a schema reads from, a snapshot that lasts until read
// returns. Source is what resolvers find in def.Call.Source.
type Reader func(ctx context.Context, read func(source any) error) error

// Execution is how a plan is run.
type Execution struct {
	Plan      *Plan
	Variables Variables

	// Root is the parent of the fields at the root: nil for queries and
	// mutations, the event for subscriptions.
	Root any

	// Read opens a snapshot: once for a query, and after each field of a
	// mutation.
	Read Reader

	// Request is what the fields of a mutation find in def.Call.Source.
	Request any

	// Budget is what the answer may use.
	Budget *def.Budget

	// Mask turns an error that is not made for clients into one that is. Nil
	// hides it.
	Mask func(error) *Error
}

// releaser is a source whose memory may be used again when the answer is written.
type releaser interface{ Release() }

// Answer is the result of an execution. Data is nil if there is none.
type Answer struct {
	Data   []byte // JSON; valid until Release or Body
	Errors []*Error
	run    *run
}

// dataKey is what stands before Data in the body of an answer without errors.
const dataKey = `{"data":`

// Body returns the answer as the body of a response; it is valid until Release, and
// may be asked for once. Extensions is a JSON object, or empty for none.
func (a *Answer) Body(extensions []byte) []byte {
	b := a.run.buf // which begins with dataKey: data is not copied
	if len(a.Errors) > 0 {
		b = append(AppendErrors([]byte(`{"errors":`), a.Errors), ',')
		b = append(append(b, dataKey[1:]...), a.Data...)
	}
	if len(extensions) > 0 {
		b = append(append(b, `,"extensions":`...), extensions...)
	}
	a.run.buf = append(b, '}')
	return a.run.buf
}

// Release gives the memory of the answer back. Data must not be used after it.
func (a *Answer) Release() {
	if a.run != nil {
		a.run.release()
		a.run, a.Data = nil, nil
	}
}

// column holds the values of one field for all parents of its selection.
type column struct {
	rows    []int32 // the row of each parent; nil if each has the row of its number
	chosen  []any   // the parents that a masked field is for
	leaves  []def.Value
	ends    []int32 // of lists
	refs    []int32 // of items: the number among the objects below, -1 for null; nil if each has its own number
	missing map[int]error
	out     def.Out
}

// level holds the objects of one selection.
type level struct {
	parents []any
	types   []uint16 // their object types, if the selection is masked
}

// run is the state of one execution.
type run struct {
	Execution
	columns []column
	levels  []level
	queue   []*selection
	buf     []byte
	errs    []*Error
	path    []step
	call    def.Call
	sources []releaser
	held    int // bytes of the buffer that the budget knows of
}

var runs = sync.Pool{New: func() any { return new(run) }}

// Run executes the plan. A fault that ends it as a whole is among the errors, and
// Data is then "null".
func (e Execution) Run(ctx context.Context) *Answer {
	r := runs.Get().(*run)
	r.Execution = e
	r.prepare()
	r.call = def.Call{Context: ctx, Budget: e.Budget}
	err := r.read(ctx)
	a := &Answer{run: r}
	if err == nil {
		err = r.write()
	}
	if err != nil {
		r.errs = append(r.errs[:0], r.show(err))
		r.buf = append(r.buf[:len(dataKey)], "null"...)
	}
	a.Data, a.Errors = r.buf[len(dataKey):], r.errs
	return a
}

// prepare makes room for the plan's columns and levels.
func (r *run) prepare() {
	p := r.Plan
	if cap(r.columns) < p.fields {
		r.columns = make([]column, p.fields)
	}
	if cap(r.levels) < p.selections {
		r.levels = make([]level, p.selections)
	}
	r.columns, r.levels = r.columns[:p.fields], r.levels[:p.selections]
	r.buf, r.path, r.queue = append(r.buf[:0], dataKey...), r.path[:0], r.queue[:0]
	r.errs = nil
}

// release clears what would keep objects alive and puts the state back.
func (r *run) release() {
	r.Budget.Release()
	r.held = 0
	for _, s := range r.sources {
		s.Release()
	}
	clear(r.sources)
	r.sources = r.sources[:0]
	for i := range r.columns {
		c := &r.columns[i]
		clear(c.out.Items)
		clear(c.chosen)
		clear(c.out.Leaves)
		*c = column{rows: c.rows[:0], chosen: c.chosen[:0], refs: c.refs[:0], out: def.Out{Leaves: c.out.Leaves[:0], Items: c.out.Items[:0], Ends: c.out.Ends[:0]}}
	}
	for i := range r.levels {
		r.levels[i] = level{types: r.levels[i].types[:0]}
	}
	r.Execution, r.call, r.errs = Execution{}, def.Call{}, nil
	if cap(r.buf) > 1<<20 {
		r.buf = nil // one large answer must not stay for ever
	}
	runs.Put(r)
}

// read fills the columns, level by level.
func (r *run) read(ctx context.Context) error {
	root := r.Plan.root
	r.levels[root.id].parents = []any{r.Root}
	if r.Plan.op.Kind == "mutation" {
		return r.mutate(ctx, root)
	}
	return r.Read(ctx, func(source any) error {
		r.use(source)
		r.queue = append(r.queue, root)
		return r.drain()
	})
}

// use makes a snapshot what resolvers read from.
func (r *run) use(source any) {
	r.call.Source = source
	if s, ok := source.(releaser); ok {
		r.sources = append(r.sources, s)
	}
}

// mutate runs the fields of a mutation one after the other, each with what is
// read below it.
func (r *run) mutate(ctx context.Context, root *selection) error {
	for _, f := range root.fields {
		if f.def == nil || f.def.Leaf != nil {
			continue
		}
		r.call.Source = r.Request
		if err := r.resolve(root, f); err != nil {
			return err
		}
		err := r.Read(ctx, func(source any) error {
			r.use(source)
			return r.drain()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// drain resolves the selections in the queue and those that they put there.
func (r *run) drain() error {
	for i := 0; i < len(r.queue); i++ {
		s := r.queue[i]
		for _, f := range s.fields {
			if f.def == nil || f.def.Leaf != nil {
				continue
			}
			if err := r.resolve(s, f); err != nil {
				return err
			}
		}
	}
	r.queue = r.queue[:0]
	return nil
}

// resolve fills the column of a field.
func (r *run) resolve(s *selection, f *field) error {
	if err := r.call.Context.Err(); err != nil {
		return err
	}
	col := &r.columns[f.id]
	parents := r.levels[s.id].parents
	if f.mask != nil {
		parents = r.choose(s, f, col)
		if len(parents) == 0 {
			return nil
		}
	} else {
		col.rows = nil
	}
	col.out.Reset(f.shape, len(parents))
	args, err := f.args.resolve(r.Variables)
	if err != nil {
		for range parents {
			col.out.Fail(err)
		}
	} else {
		r.call.Args = args
		r.call.Wants = nil
		if f.sub != nil {
			names := f.sub.names
			r.call.Wants = func(name string) bool { return names[name] }
		}
		if err := r.try(f, parents, &col.out); err != nil {
			if ends(err) {
				return err
			}
			col.out.Reset(f.shape, len(parents))
			for range parents {
				col.out.Fail(err)
			}
		}
		if n := col.out.Len(); n != len(parents) {
			return fmt.Errorf("plan: internal error: %s gave %d values for %d parents", f.def.Name, n, len(parents))
		}
	}
	col.leaves, col.ends, col.missing = col.out.Leaves, col.out.Ends, col.out.Missing
	if f.sub == nil {
		return nil
	}
	return r.descend(f, col)
}

// ends reports whether an error of a field ends the whole request: the deadline,
// and what the request may use.
func ends(err error) bool {
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, def.ErrBudget) || errors.Is(err, def.ErrBusy)
}

// try calls the resolver. A panic in it is an error.
func (r *run) try(f *field, parents []any, out *def.Out) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("plan: internal error: %s panicked: %v", f.def.Name, p)
		}
	}()
	return f.def.Resolve(&r.call, parents, out)
}

// choose returns the parents that a masked field is for, and notes their rows.
func (r *run) choose(s *selection, f *field, col *column) []any {
	l := &r.levels[s.id]
	col.rows = col.rows[:0]
	chosen := col.chosen[:0]
	for i, p := range l.parents {
		if f.mask.has(int(l.types[i])) {
			col.rows = append(col.rows, int32(len(chosen)))
			chosen = append(chosen, p)
		} else {
			col.rows = append(col.rows, -1)
		}
	}
	col.chosen = chosen
	return chosen
}

// descend makes the objects of a column the parents of the selection below.
func (r *run) descend(f *field, col *column) error {
	items := col.out.Items
	nulls := 0
	for _, it := range items {
		if it == nil {
			nulls++
		}
	}
	col.refs = col.refs[:0]
	l := &r.levels[f.sub.id]
	if nulls == 0 {
		col.refs = nil
		l.parents = items
	} else {
		l.parents = make([]any, 0, len(items)-nulls)
		for _, it := range items {
			if it == nil {
				col.refs = append(col.refs, -1)
				continue
			}
			col.refs = append(col.refs, int32(len(l.parents)))
			l.parents = append(l.parents, it)
		}
	}
	if err := r.Budget.TakeNodes(len(l.parents)); err != nil {
		return err
	}
	l.types = l.types[:0]
	if f.sub.masked {
		typeOf := r.Plan.op.doc.schema.TypeOf
		for _, p := range l.parents {
			l.types = append(l.types, uint16(typeOf(p).Index()))
		}
	}
	if len(l.parents) > 0 {
		r.queue = append(r.queue, f.sub)
	}
	return nil
}

// show returns how an error looks to the client.
func (r *run) show(err error) *Error {
	if e := public(err); e != nil {
		return e
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return &Error{Message: "The request took longer than it may (limit timeout).", Code: CodeTimeout}
	}
	if r.Mask != nil {
		if e := r.Mask(err); e != nil {
			return e
		}
	}
	return &Error{Message: "Internal server error", Code: CodeInternal}
}
