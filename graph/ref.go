package graph

import (
	"context"
	"encoding/binary"
	"slices"

	"onymous/graph/internal/disk"
)

// addRef adds a claim to a statement.
func (tx *Tx) addRef(ctx context.Context, r *record, c ref) error {
	s := r.s
	if s.claims == 0 {
		s.since, s.touched = c.since, c.since
	}
	s.since, s.touched = min(s.since, c.since), max(s.touched, c.since)
	s.claims++
	if s.claims <= maxInlineRefs {
		i, _ := slices.BinarySearchFunc(s.refs, c.ClaimID, func(x ref, y ClaimID) int { return x.Compare(y) })
		s.refs = slices.Insert(s.refs, i, c)
		return nil
	}
	for _, old := range s.refs {
		if err := tx.setRef(r.key, old); err != nil {
			return err
		}
	}
	s.refs = nil
	return tx.setRef(r.key, c)
}

func (tx *Tx) setRef(statement []byte, c ref) error {
	return tx.w.w.Set(refKey(statement, c.ClaimID), binary.AppendUvarint(nil, uint64(c.since)))
}

// removeRef takes a claim off a statement.
func (tx *Tx) removeRef(ctx context.Context, r *record, c ref) error {
	s := r.s
	if s.claims <= maxInlineRefs {
		i, ok := slices.BinarySearchFunc(s.refs, c.ClaimID, func(x ref, y ClaimID) int { return x.Compare(y) })
		if !ok {
			return corruptf("statement %x has no claim %s", r.key, c.ClaimID)
		}
		s.refs = slices.Delete(s.refs, i, i+1)
		s.claims--
		s.measure(s.refs)
		return nil
	}
	if err := tx.w.w.Delete(refKey(r.key, c.ClaimID)); err != nil {
		return err
	}
	if s.claims--; s.claims > maxInlineRefs {
		r.remeasure = r.remeasure || c.since == s.since || c.since == s.touched
		return nil
	}
	refs, err := tx.storedRefs(ctx, r.key)
	if err != nil {
		return err
	}
	s.measure(refs)
	for _, ref := range refs {
		if err := tx.w.w.Delete(refKey(r.key, ref.ClaimID)); err != nil {
			return err
		}
	}
	s.refs = refs
	return nil
}

// measure finds the first and last load of the claims.
func (s *statement) measure(refs []ref) {
	for i, r := range refs {
		if i == 0 {
			s.since, s.touched = r.since, r.since
		}
		s.since, s.touched = min(s.since, r.since), max(s.touched, r.since)
	}
}

// storedRefs reads the claims of a statement that has many.
func (tx *Tx) storedRefs(ctx context.Context, statement []byte) ([]ref, error) {
	var refs []ref
	for e, err := range tx.r.Scan(ctx, scanPrefix(append([]byte{'r'}, statement...))) {
		if err != nil {
			return nil, err
		}
		r, err := parseRef(e)
		if err != nil {
			return nil, err
		}
		refs = append(refs, r)
	}
	return refs, nil
}

func parseRef(e disk.Entry) (ref, error) {
	c, err := parseRefKey(e.Key)
	if err != nil {
		return ref{}, err
	}
	since, n := binary.Uvarint(e.Value)
	if n <= 0 {
		return ref{}, corruptf("claim %s of a statement has no load", c)
	}
	return ref{c, LoadID(since)}, nil
}

// remeasure finds the first and last load of the articles that mention a form,
// after some are gone. It stops where it finds the old ones still there.
func (tx *Tx) remeasure(ctx context.Context, f *form) error {
	lo, hi, err := tx.loadRange(ctx, scanPrefix(idKey('m', f.id)), f.since, f.touched)
	f.since, f.touched = lo, hi
	return err
}

// loadRange returns the first and last load among the entries of a range, given
// what they were before entries were taken away.
func (tx *Tx) loadRange(ctx context.Context, rg disk.Range, lo, hi LoadID) (LoadID, LoadID, error) {
	var since, touched LoadID
	for e, err := range tx.r.Scan(ctx, rg) {
		if err != nil {
			return 0, 0, err
		}
		v, n := binary.Uvarint(e.Value)
		if n <= 0 {
			return 0, 0, corruptf("key %x has no load", e.Key)
		}
		if l := LoadID(v); since == 0 {
			since, touched = l, l
		} else {
			since, touched = min(since, l), max(touched, l)
		}
		if since == lo && touched == hi {
			break
		}
	}
	return since, touched, nil
}
