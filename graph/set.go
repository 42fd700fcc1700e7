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

// openSet is a set that was read.
type openSet struct {
	idSet
	size int
	ids  []ID // the members, in order, if the record holds them
}

// open reads a set.
func (s idSet) open() (*openSet, error) {
	o := &openSet{idSet: s}
	v, ok, err := s.tx.r.Get(s.recordKey())
	if err != nil || !ok {
		return o, err
	}
	d := decoder{b: v}
	o.size = d.num()
	if o.size <= maxInlineIDs && d.err == nil {
		o.ids = make([]ID, o.size, o.size+1)
		for i := range o.ids {
			o.ids[i] = d.id()
		}
	}
	return o, d.end()
}

func (o *openSet) store(size int, ids []ID) error {
	o.size, o.ids = size, ids
	if size == 0 {
		return o.tx.w.w.Delete(o.recordKey())
	}
	e := encoder{b: make([]byte, 0, 4+8*len(ids))}
	e.num(size)
	for _, id := range ids {
		e.id(id)
	}
	return o.tx.w.w.Set(o.recordKey(), e.b)
}

// add adds a member that is not in yet.
func (o *openSet) add(id ID) error {
	size := o.size + 1
	if size <= maxInlineIDs {
		i, _ := slices.BinarySearch(o.ids, id)
		return o.store(size, slices.Insert(o.ids, i, id))
	}
	for _, m := range append(o.ids, id) {
		if err := o.tx.w.w.Set(o.memberKey(m), nil); err != nil {
			return err
		}
	}
	return o.store(size, nil)
}

// remove takes out a member.
func (o *openSet) remove(id ID) error {
	if o.size == 0 {
		return corruptf("set %x has no member %s", o.recordKey(), id)
	}
	size := o.size - 1
	if size < maxInlineIDs {
		i, ok := slices.BinarySearch(o.ids, id)
		if !ok {
			return corruptf("set %x has no member %s", o.recordKey(), id)
		}
		return o.store(size, slices.Delete(o.ids, i, i+1))
	}
	if err := o.tx.w.w.Delete(o.memberKey(id)); err != nil {
		return err
	}
	if size > maxInlineIDs {
		return o.store(size, nil)
	}
	ids, err := o.members(maxInlineIDs)
	if err != nil {
		return err
	}
	for _, m := range ids {
		if err := o.tx.w.w.Delete(o.memberKey(m)); err != nil {
			return err
		}
	}
	return o.store(size, ids)
}

// first returns up to limit members, those with the smallest ids, in order. The caller
// must not change them.
func (o *openSet) first(limit int) ([]ID, error) {
	if o.size > maxInlineIDs {
		return o.members(limit)
	}
	return o.ids[:min(limit, len(o.ids))], nil
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
