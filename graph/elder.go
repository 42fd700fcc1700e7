package graph

import "fmt"

// The registry of forms outlives the view: it says which load first had a form,
// because the eldest form of a node gives it its id, and who answers for the id of
// a form that is gone. A form is only in it once its first articles are gone; until
// then its own record says the same.
type registration struct {
	first     LoadID
	successor ID
}

func (r registration) encode() []byte {
	var e encoder
	e.uint(uint64(r.first))
	if r.successor != 0 {
		e.id(r.successor)
	}
	return e.b
}

// registration returns the registry's record of a form, or a zero one.
func (tx *Tx) registration(id ID) (registration, error) {
	v, ok, err := tx.r.Get(elderKey(id))
	if err != nil || !ok {
		return registration{}, err
	}
	d := decoder{b: v}
	r := registration{first: LoadID(d.uint())}
	if len(d.b) > 0 {
		r.successor = d.id()
	}
	if err := d.end(); err != nil {
		return r, fmt.Errorf("form %s: %w", id, err)
	}
	return r, nil
}

// register keeps which load first had a form whose articles go.
func (tx *Tx) register(f *form) error {
	if f.since == 0 || tx.w.rebuilding {
		return nil
	}
	r, err := tx.registration(f.id)
	if err != nil || r.first != 0 && r.first <= f.since {
		return err
	}
	r.first = f.since
	return tx.w.w.Set(elderKey(f.id), r.encode())
}

// firstLoad returns the load that first had a form.
func (tx *Tx) firstLoad(f *form) (LoadID, error) {
	r, err := tx.registration(f.id)
	if r.first == 0 || f.since < r.first {
		r.first = f.since
	}
	return r.first, err
}

// succeed makes a form answer for another that is gone.
func (tx *Tx) succeed(gone, successor ID) error {
	r, err := tx.registration(gone)
	if err != nil {
		return err
	}
	r.successor = successor
	return tx.w.w.Set(elderKey(gone), r.encode())
}

// elder returns the form that gives a node its id: of those that articles mention
// the one that was there first, and of several from one load the one with the
// smallest id, so that the order within a load does not matter. It returns nil if
// no article mentions any.
func (tx *Tx) elder(forms []*form) (*form, error) {
	var best *form
	var first LoadID
	for _, f := range forms {
		if f.docs == 0 {
			continue
		}
		if len(forms) == 1 {
			return f, nil
		}
		load, err := tx.firstLoad(f)
		if err != nil {
			return nil, err
		}
		if best == nil || load < first || load == first && f.id < best.id {
			best, first = f, load
		}
	}
	return best, nil
}
