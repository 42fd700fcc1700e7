package graph

import (
	"context"
	"encoding/binary"
	"slices"

	"onymous/graph/internal/disk"
)

// maxInlineIDs is how many ids the record of a set holds. A set with more keeps
// each under a key of its own.
const maxInlineIDs = 16

// idSet is a set of ids under a key. Most have one member: it is read and written
// with one Get and one Set, where a key for each member would need an iterator.
type idSet struct {
	tx   *Tx
	base byte // the letter of its record's key
	key  []byte
}

func (s idSet) recordKey() []byte { return append([]byte{s.base}, s.key...) }

// memberPrefix is as long as what a Writer finds changes by.
func (s idSet) memberPrefix() []byte { return append([]byte{'z', s.base, 0, 0}, s.key...) }

func (s idSet) memberKey(id ID) []byte {
	return binary.BigEndian.AppendUint64(s.memberPrefix(), uint64(id))
}

// load returns the number of members, and the members themselves if the record
// holds them.
func (s idSet) load() (int, []ID, error) {
	v, ok, err := s.tx.r.Get(s.recordKey())
	if err != nil || !ok {
		return 0, nil, err
	}
	d := decoder{b: v}
	n := d.num()
	var ids []ID
	if n <= maxInlineIDs && d.err == nil {
		ids = make([]ID, n, n+1)
		for i := range ids {
			ids[i] = d.id()
		}
	}
	return n, ids, d.end()
}

func (s idSet) store(n int, ids []ID) error {
	if n == 0 {
		return s.tx.w.w.Delete(s.recordKey())
	}
	var e encoder
	e.num(n)
	for _, id := range ids {
		e.id(id)
	}
	return s.tx.w.w.Set(s.recordKey(), e.b)
}

// add adds a member that is not in yet.
func (s idSet) add(id ID) error {
	n, ids, err := s.load()
	if err != nil {
		return err
	}
	if n++; n <= maxInlineIDs {
		i, _ := slices.BinarySearch(ids, id)
		return s.store(n, slices.Insert(ids, i, id))
	}
	for _, m := range append(ids, id) {
		if err := s.tx.w.w.Set(s.memberKey(m), nil); err != nil {
			return err
		}
	}
	return s.store(n, nil)
}

// remove takes out a member.
func (s idSet) remove(id ID) error {
	n, ids, err := s.load()
	if err != nil {
		return err
	}
	if n == 0 {
		return corruptf("set %x has no member %s", s.recordKey(), id)
	}
	if n--; n < maxInlineIDs {
		i, ok := slices.BinarySearch(ids, id)
		if !ok {
			return corruptf("set %x has no member %s", s.recordKey(), id)
		}
		return s.store(n, slices.Delete(ids, i, i+1))
	}
	if err := s.tx.w.w.Delete(s.memberKey(id)); err != nil {
		return err
	}
	if n > maxInlineIDs {
		return s.store(n, nil)
	}
	ids, err = s.members(maxInlineIDs)
	if err != nil {
		return err
	}
	for _, m := range ids {
		if err := s.tx.w.w.Delete(s.memberKey(m)); err != nil {
			return err
		}
	}
	return s.store(n, ids)
}

// first returns up to limit members, those with the smallest ids, in order.
func (s idSet) first(limit int) ([]ID, error) {
	n, ids, err := s.load()
	if err != nil {
		return nil, err
	}
	if n > maxInlineIDs {
		return s.members(limit)
	}
	return ids[:min(limit, len(ids))], nil
}

func (s idSet) members(limit int) ([]ID, error) {
	var ids []ID
	for e, err := range s.tx.r.Scan(context.Background(), disk.Range{Prefix: s.memberPrefix(), KeysOnly: true}) {
		if err != nil {
			return nil, err
		}
		if len(ids) == limit {
			break
		}
		ids = append(ids, ID(binary.BigEndian.Uint64(e.Key[len(e.Key)-8:])))
	}
	return ids, nil
}
