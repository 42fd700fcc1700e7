package plan

import (
	"fmt"

	"onymous/schema/def"
)

// step is one element of the path to the value that is being written: a field,
// and the index in its list or -1.
type step struct {
	field *field
	index int
}

// write appends the answer to the buffer, depth first. The error ends the whole
// answer.
func (r *run) write() error {
	start := len(r.buf)
	ok, err := r.object(r.Plan.root, 0)
	if err != nil {
		return err
	}
	if !ok {
		r.buf = append(r.buf[:start], "null"...)
	}
	return nil
}

// object writes one object of a selection. It reports false if a field that is
// never null has no value: the object then is none either.
func (r *run) object(s *selection, n int) (bool, error) {
	l := &r.levels[s.id]
	r.buf = append(r.buf, '{')
	first := true
	for _, f := range s.fields {
		if f.mask != nil && !f.mask.has(int(l.types[n])) {
			continue
		}
		if !first {
			r.buf = append(r.buf, ',')
		}
		first = false
		r.buf = append(r.buf, f.quoted...)
		if ok, err := r.value(s, f, n); !ok || err != nil {
			return false, err
		}
	}
	r.buf = append(r.buf, '}')
	if len(r.buf) > r.held {
		if err := r.call.Context.Err(); err != nil {
			return false, err
		}
		return true, r.hold()
	}
	return true, nil
}

// holdStep is how many bytes of an answer are taken from the budget at a time.
const holdStep = 256 << 10

// hold takes the next bytes of the answer from the budget.
func (r *run) hold() error {
	if len(r.buf) > r.Budget.Limits.Bytes {
		return fmt.Errorf("the answer has more than %d bytes (limit answer-bytes): %w", r.Budget.Limits.Bytes, def.ErrBudget)
	}
	for r.held < len(r.buf) {
		// Twice, because it is copied when it is sent.
		if err := r.Budget.Hold(2 * holdStep); err != nil {
			return err
		}
		r.held += holdStep
	}
	return nil
}

// value writes one field of one object.
func (r *run) value(s *selection, f *field, n int) (bool, error) {
	switch {
	case f.def == nil:
		name := f.typename
		if name == "" {
			name = r.Plan.op.doc.schema.Objects()[r.levels[s.id].types[n]].Name
		}
		r.buf = append(r.buf, '"')
		r.buf = append(r.buf, name...)
		r.buf = append(r.buf, '"')
		return true, nil
	case f.def.Leaf != nil:
		v := f.def.Leaf(r.levels[s.id].parents[n])
		return r.leaf(f, &v), nil
	}
	col := &r.columns[f.id]
	if col.rows != nil {
		n = int(col.rows[n])
	}
	if err, missing := col.missing[n]; missing {
		return r.null(f, err), nil
	}
	switch f.shape {
	case def.ShapeLeaf:
		return r.leaf(f, &col.leaves[n]), nil
	case def.ShapeOne:
		return r.child(f, col, n, -1)
	}
	return r.list(f, col, n)
}

// leaf writes a scalar, an enumeration's value or a list of them.
func (r *run) leaf(f *field, v *def.Value) bool {
	if v.Kind() == def.Null {
		return r.null(f, nil)
	}
	start := len(r.buf)
	var ok bool
	if r.buf, ok = appendValue(r.buf, v); ok {
		return true
	}
	r.buf = r.buf[:start]
	return r.null(f, &UserError{CodeInternal, fmt.Errorf("the value of %s is no %s", f.def.Name, def.NamedOf(f.def.Type))})
}

// null writes null for a field without a value and notes why. It reports false if
// the field is never null.
func (r *run) null(f *field, err error) bool {
	if err == nil && f.required {
		err = fmt.Errorf("plan: internal error: %s has no value", f.def.Name)
	}
	if err != nil {
		r.fail(f, -1, err)
	}
	if f.required {
		return false
	}
	r.buf = append(r.buf, "null"...)
	return true
}

// child writes the object at a place of a column's items.
func (r *run) child(f *field, col *column, item, index int) (bool, error) {
	object := item
	if col.refs != nil {
		object = int(col.refs[item])
	}
	if object < 0 {
		if index < 0 {
			return r.null(f, nil), nil
		}
		if f.elements {
			r.fail(f, index, fmt.Errorf("plan: internal error: an element of %s has no value", f.def.Name))
			return false, nil
		}
		r.buf = append(r.buf, "null"...)
		return true, nil
	}
	start := len(r.buf)
	r.path = append(r.path, step{f, index})
	ok, err := r.object(f.sub, object)
	r.path = r.path[:len(r.path)-1]
	if ok || err != nil {
		return ok, err
	}
	r.buf = r.buf[:start]
	if index < 0 && f.required || index >= 0 && f.elements {
		return false, nil
	}
	r.buf = append(r.buf, "null"...)
	return true, nil
}

// list writes the list that one parent has in a column.
func (r *run) list(f *field, col *column, n int) (bool, error) {
	from, to := 0, int(col.ends[n])
	if n > 0 {
		from = int(col.ends[n-1])
	}
	start := len(r.buf)
	r.buf = append(r.buf, '[')
	for i := from; i < to; i++ {
		if i > from {
			r.buf = append(r.buf, ',')
		}
		ok, err := r.child(f, col, i, i-from)
		if err != nil {
			return false, err
		}
		if !ok {
			r.buf = r.buf[:start]
			if f.required {
				return false, nil
			}
			r.buf = append(r.buf, "null"...)
			return true, nil
		}
	}
	r.buf = append(r.buf, ']')
	return true, nil
}

// fail notes an error at a field, or at an element of its list.
func (r *run) fail(f *field, index int, err error) {
	if len(r.errs) >= MaxErrors {
		return
	}
	shown := *r.show(err)
	for _, s := range append(r.path, step{f, index}) {
		shown.Path = append(shown.Path, s.field.key)
		if s.index >= 0 {
			shown.Path = append(shown.Path, s.index)
		}
	}
	for _, a := range f.at {
		shown.Locations = append(shown.Locations, r.Plan.op.locate(a))
	}
	r.errs = append(r.errs, &shown)
}
