package disk

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/dgraph-io/badger/v4"
)

// Reader is a snapshot. Its methods may be called from several goroutines at once,
// except Close.
type Reader struct {
	d       *DB
	txn     *badger.Txn
	ts      uint64
	payload any
}

// Read begins a snapshot of what is published. The caller must close it.
func (d *DB) Read() (*Reader, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, ErrClosed
	}
	d.readers[d.published]++
	return &Reader{d: d, txn: d.db.NewTransactionAt(d.published, false), ts: d.published, payload: d.payload}, nil
}

// Close ends the snapshot. Iterators must have ended.
func (r *Reader) Close() {
	r.txn.Discard()
	d := r.d
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.readers[r.ts]--; d.readers[r.ts] == 0 {
		delete(d.readers, r.ts)
	}
	d.setDiscard()
	d.idle.Broadcast()
}

// setDiscard lets compaction drop versions that no reader can see. d.mu is held.
func (d *DB) setDiscard() {
	oldest := d.published
	for ts := range d.readers {
		oldest = min(oldest, ts)
	}
	d.db.SetDiscardTs(oldest)
}

// Payload returns the value that was published with the snapshot.
func (r *Reader) Payload() any { return r.payload }

// Timestamp identifies the snapshot: a later one has a larger timestamp.
func (r *Reader) Timestamp() uint64 { return r.ts }

// Get returns a copy of the value of a key, and whether there is one.
func (r *Reader) Get(key []byte) ([]byte, bool, error) {
	item, err := r.txn.Get(key)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fault(key, err)
	}
	v, err := item.ValueCopy(nil)
	if err != nil {
		return nil, false, fault(key, err)
	}
	return v, true, nil
}

// Entry is a key and its value, valid until the sequence goes on.
type Entry struct{ Key, Value []byte }

// Range says what Scan yields: the keys with a prefix, from From on and before To
// where these are set.
type Range struct {
	Prefix   []byte
	From, To []byte
	KeysOnly bool
	Reverse  bool // from From (or the end of Prefix) downwards
}

// Scan yields the entries of a range in order. It stops at the first error, which
// it yields with a zero Entry.
func (r *Reader) Scan(ctx context.Context, rg Range) iter.Seq2[Entry, error] {
	return scan(ctx, r.txn, rg)
}

func scan(ctx context.Context, txn *badger.Txn, rg Range) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		it := txn.NewIterator(badger.IteratorOptions{Prefix: rg.Prefix, Reverse: rg.Reverse})
		defer it.Close() // Badger panics at the end of a transaction if an iterator is open.
		for n := range seek(it, rg) {
			if n%64 == 0 && ctx.Err() != nil {
				yield(Entry{}, ctx.Err())
				return
			}
			item := it.Item()
			e := Entry{Key: item.Key()}
			if rg.To != nil && string(e.Key) >= string(rg.To) {
				return
			}
			if rg.KeysOnly {
				if !yield(e, nil) {
					return
				}
				continue
			}
			more := true
			err := item.Value(func(v []byte) error {
				e.Value = v
				more = yield(e, nil)
				return nil
			})
			if err != nil {
				yield(Entry{}, fault(e.Key, err))
				return
			}
			if !more {
				return
			}
		}
	}
}

// seek places the iterator at the start of the range and counts its steps.
func seek(it *badger.Iterator, rg Range) iter.Seq[int] {
	return func(yield func(int) bool) {
		switch {
		case rg.From != nil:
			it.Seek(rg.From)
		case rg.Reverse:
			it.Seek(append(append([]byte{}, rg.Prefix...), 0xff))
		default:
			it.Rewind()
		}
		for n := 0; it.ValidForPrefix(rg.Prefix); n++ {
			if !yield(n) {
				return
			}
			it.Next()
		}
	}
}

// fault wraps an error of Badger while reading: short reads and bad checksums are
// damage to the files.
func fault(key []byte, err error) error {
	return fmt.Errorf("%w: read %q: %v", ErrCorrupt, key, err)
}
