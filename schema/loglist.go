package schema

import (
	"iter"
	"slices"
	"strconv"

	"onymous/graph"
	"onymous/schema/def"
)

// logEntry is an entry of a list that the store gives in one order only, at a
// place that a few numbers tell.
type logEntry struct {
	item  any
	place []uint64
	page  *page
}

// cursor encodes the place: the first number as the id, the others as keys.
func (e *logEntry) cursor() string {
	c := cursor{spec: e.page.spec, id: graph.ID(e.place[0])}
	for _, n := range e.place[1:] {
		c.keys = append(c.keys, sortKey{known: true, text: strconv.FormatUint(n, 10)})
	}
	return c.encode()
}

// logArgs are the arguments of such a list.
type logArgs struct {
	first, last   int      // -1 where not given
	after, before []uint64 // nil where not given
	spec          uint32
	args          def.Args
}

func logSize(args any) int {
	a := args.(*logArgs)
	return max(a.first, a.last)
}

// parseLog reads the arguments of a list whose places have n numbers.
func parseLog(field string, n int, decisive ...string) func(def.Args) (any, error) {
	return func(a def.Args) (any, error) {
		list, err := parseList(a, listSpec{field: field, max: maxIDs, decisive: decisive, keys: n - 1})
		if err != nil {
			return nil, err
		}
		l := &logArgs{first: list.first, last: list.last, args: a, spec: list.spec}
		if l.after, err = placeOf(list.after); err != nil {
			return nil, err
		}
		l.before, err = placeOf(list.before)
		return l, err
	}
}

func placeOf(c *cursor) ([]uint64, error) {
	if c == nil {
		return nil, nil
	}
	place := []uint64{uint64(c.id)}
	for _, k := range c.keys {
		n, err := strconv.ParseUint(k.text, 10, 64)
		if err != nil {
			return nil, errForeignCursor
		}
		place = append(place, n)
	}
	return place, nil
}

// page takes a page from a sequence that begins after the cursor.
func (a *logArgs) page(c *def.Call, all iter.Seq2[*logEntry, error]) (*page, error) {
	p := &page{spec: a.spec, total: -1, before: a.after != nil}
	for e, err := range all {
		if err == nil {
			err = c.Budget.TakeSteps(1)
		}
		if err != nil {
			return nil, err
		}
		if len(p.entries) == a.first || a.before != nil && slices.Equal(e.place, a.before) {
			p.next = true
			break
		}
		e.page = p
		p.entries = append(p.entries, e)
	}
	if a.last >= 0 && len(p.entries) > a.last {
		p.entries, p.before = p.entries[len(p.entries)-a.last:], true
	}
	return p, nil
}

// count counts a whole sequence.
func count[T any](c *def.Call, all iter.Seq2[T, error]) (int, error) {
	n := 0
	for _, err := range all {
		if err == nil {
			err = c.Budget.TakeSteps(1)
		}
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// logConnection makes the type of a page of such a list.
func (b *builder) logConnection(name string, node *def.Object, about string) *def.Object {
	edge := b.object(name+"Edge", "An entry of a list.", []*def.Field{
		{Name: "cursor", Type: def.Required(def.String), Description: "The entry's place in the list, for after and before. It is opaque.",
			Leaf: def.Leaf(func(e *logEntry) def.Value { return def.Str(e.cursor()) })},
		{Name: "node", Type: def.Required(node), Description: about,
			Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					out.One(p.(*logEntry).item)
				}
				return nil
			}},
	})
	return b.connection(name, edge, node, func(_ *def.Call, parents []any, out *def.Out) error {
		for _, p := range parents {
			for _, e := range p.(*page).entries {
				out.Add(e.(*logEntry).item)
			}
			out.EndList()
		}
		return nil
	})
}

// logField completes the field of such a list. List yields what comes after a
// place, nil for all of it.
func (b *builder) logField(f *def.Field, list func(c *def.Call, a *logArgs, after []uint64) iter.Seq2[*logEntry, error]) *def.Field {
	f.Args = append(f.Args, pageArgs()...)
	f.Size = logSize
	f.Resolve = func(c *def.Call, parents []any, out *def.Out) error {
		a := c.Args.(*logArgs)
		for range parents {
			p, err := a.page(c, list(c, a, a.after))
			if err != nil {
				return err
			}
			if c.Wants("totalCount") {
				if p.total, err = count(c, list(c, a, nil)); err != nil {
					return err
				}
			}
			out.One(p)
		}
		return nil
	}
	return f
}

// newestFirst turns round a sequence that is in order of its numbers.
func newestFirst[T any](all iter.Seq2[T, error], after []uint64, number func(*T) uint64) iter.Seq2[*logEntry, error] {
	return func(yield func(*logEntry, error) bool) {
		var list []*T
		for v, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			if after != nil && number(&v) >= after[0] {
				break
			}
			list = append(list, &v)
		}
		for _, v := range slices.Backward(list) {
			if !yield(&logEntry{item: v, place: []uint64{number(v)}}, nil) {
				return
			}
		}
	}
}
