package disk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"
)

// recover undoes the parts of a transaction whose process died before the last.
func (d *DB) recover(ctx context.Context) error {
	txn := d.db.NewTransactionAt(d.published, false)
	item, err := txn.Get(markKey)
	if err != nil {
		txn.Discard()
		if errors.Is(err, badger.ErrKeyNotFound) {
			return nil
		}
		return fault(markKey, err)
	}
	v, err := item.ValueCopy(nil)
	txn.Discard()
	if err != nil || len(v) != 8 {
		return fault(markKey, fmt.Errorf("%d bytes, %v", len(v), err))
	}
	base := binary.BigEndian.Uint64(v)
	if d.o.ReadOnly {
		d.published = base // what came later is not ours to undo, but can be left out
		return nil
	}
	d.o.Log.Warn().Msg("unfinished transaction undone")
	d.published, err = d.undo(ctx, base, d.published)
	return err
}

// undo writes the values as of base over everything that is newer, and returns the
// timestamp of its last write. It can be killed and run again: the mark goes
// last.
func (d *DB) undo(ctx context.Context, base, last uint64) (uint64, error) {
	old := d.db.NewTransactionAt(base, false)
	defer old.Discard()
	now := d.db.NewTransactionAt(last, false)
	defer now.Discard()
	it := now.NewIterator(badger.IteratorOptions{AllVersions: true, SinceTs: base})
	defer it.Close()
	ts := last + 1
	batch := d.db.NewTransactionAt(ts, true)
	defer func() { batch.Discard() }()
	write := func(key, value []byte, deleted bool) error {
		set := func() error {
			if deleted {
				return batch.Delete(key)
			}
			return batch.Set(key, value)
		}
		err := set()
		if errors.Is(err, badger.ErrTxnTooBig) {
			if err = batch.CommitAt(ts, nil); err != nil {
				return err
			}
			ts++
			batch = d.db.NewTransactionAt(ts, true)
			err = set()
		}
		return err
	}
	var before []byte
	for it.Rewind(); it.Valid(); it.Next() {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		key := it.Item().KeyCopy(nil)
		if string(key) == string(before) || string(key) == string(markKey) || it.Item().Version() <= base {
			continue
		}
		before = key
		value, ok, err := (&Reader{d: d, txn: old}).Get(key)
		if err != nil {
			return 0, err
		}
		if err := write(key, value, !ok); err != nil {
			return 0, err
		}
	}
	if err := write(markKey, nil, true); err != nil {
		return 0, err
	}
	return ts, batch.CommitAt(ts, nil)
}
