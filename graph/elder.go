package graph

import "fmt"

// The registry of forms outlives the view: it says which load first had a form,
// because the eldest form of a node gives it its id, and who answers for the id of
// a form that is gone.
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

// firstLoad registers a form that was never there before.
func (tx *Tx) firstLoad(id ID, load LoadID) error {
	r, err := tx.registration(id)
	if err != nil || r.first != 0 {
		return err
	}
	return tx.w.w.Set(elderKey(id), registration{first: load}.encode())
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
		r, err := tx.registration(f.id)
		if err != nil {
			return nil, err
		}
		if best == nil || r.first < first || r.first == first && f.id < best.id {
			best, first = f, r.first
		}
	}
	return best, nil
}
