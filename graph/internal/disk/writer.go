package disk

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/dgraph-io/badger/v4"
)

// Writer is the one transaction that writes. It reads what it wrote. It belongs
// to one goroutine, and ends with Commit, Seal or Discard.
type Writer struct {
	d       *DB
	txn     *badger.Txn // reads what is on disk, parts included
	changes *changes    // not yet on disk
	under   *pending    // the transaction before it, if that was not yet on disk
	base    uint64      // the published timestamp
	last    uint64      // of the last part, or base
	done    bool

	publishing func(timestamp uint64) // see BeforePublish
}

// Write waits for its turn, and for what was sealed before, and begins a transaction.
func (d *DB) Write(ctx context.Context) (*Writer, error) {
	w, err := d.WriteAhead(ctx)
	if err != nil || w.under == nil {
		return w, err
	}
	// Why the one before failed is for who sealed it: this one begins from what there is.
	select {
	case <-w.under.done:
	case <-ctx.Done():
		w.end()
		return nil, ctx.Err()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	w.begin()
	return w, nil
}

// WriteAhead waits for its turn and begins a transaction, even if the one before it was
// sealed and is not on disk yet. It reads what that wrote, and fails if that does.
func (d *DB) WriteAhead(ctx context.Context) (*Writer, error) {
	if d.o.ReadOnly {
		return nil, ErrReadOnly
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-d.closing:
		return nil, ErrClosed
	case <-d.writer:
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed { // select may choose the token
		d.writer <- struct{}{}
		return nil, ErrClosed
	}
	w := &Writer{d: d, changes: newChanges(d.o.Scanned, d.usual)}
	w.begin()
	return w, nil
}

// begin sets what the transaction reads. d.mu is held.
func (w *Writer) begin() {
	if w.txn != nil {
		w.txn.Discard()
	}
	w.base, w.under = w.d.published, w.d.pending
	if w.under != nil {
		w.base = w.under.from
	}
	w.last = w.base
	w.txn = w.d.db.NewTransactionAt(w.base, false)
}

// Payload returns the value that goes with what the transaction reads.
func (w *Writer) Payload() any {
	if w.under != nil {
		return w.under.payload
	}
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	return w.d.payload
}

// BeforePublish has fn called when everything is on disk and no reader sees it yet, with
// a timestamp: snapshots up to it do not see the changes, those after it see them all.
func (w *Writer) BeforePublish(fn func(timestamp uint64)) { w.publishing = fn }

// Get returns the value of a key, and whether there is one. The caller must not
// change it.
func (w *Writer) Get(key []byte) ([]byte, bool, error) {
	if w.d.filter.absent(key) { // it knows the changes as well
		return nil, false, nil
	}
	if v, ok := w.changes.get(key); ok {
		return v, v != nil, nil
	}
	if w.under != nil {
		if v, ok := w.under.changes.get(key); ok {
			return v, v != nil, nil
		}
	}
	r := Reader{d: w.d, txn: w.txn}
	v, ok, err := r.Get(key)
	if err == nil && !ok {
		err = w.missed(key)
	}
	return v, ok, err
}

// Changed reports whether this transaction may have changed a key: whether it did, or,
// once a part of it went out, always.
func (w *Writer) Changed(key []byte) bool {
	_, ok := w.changes.get(key)
	return ok || w.last != w.base
}

// Set keeps a value. It takes over the value, and copies the key.
func (w *Writer) Set(key, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	w.d.filter.add(key)
	return w.change(key, value)
}

// Delete removes a key. A key that is not there is no error.
func (w *Writer) Delete(key []byte) error { return w.change(key, nil) }

func (w *Writer) change(key, value []byte) error {
	if len(key) > MaxKeyBytes || len(value) > MaxValueBytes {
		return fmt.Errorf("%w: key of %d bytes or value of %d", ErrTooLarge, len(key), len(value))
	}
	w.changes.set(key, value)
	if w.changes.bytes < w.d.partBytes() {
		return nil
	}
	return w.flush(true)
}

// Scan yields the entries of a range in order, with the changes made before it
// began. The range must not be Reverse.
func (w *Writer) Scan(ctx context.Context, rg Range) iter.Seq2[Entry, error] {
	changed := w.changes.in(rg)
	if w.under != nil {
		changed = append(changed, w.under.changes.in(rg)...)
	}
	if len(changed) == 0 {
		return scan(ctx, w.txn, rg)
	}
	slices.Sort(changed)
	changed = slices.Compact(changed)
	values := make([][]byte, len(changed))
	for i, k := range changed {
		v, ok := w.changes.get([]byte(k))
		if !ok {
			v, _ = w.under.changes.get([]byte(k))
		}
		values[i] = v
	}
	return merge(scan(ctx, w.txn, rg), changed, values)
}

// merge puts changes, which are in order, over the entries of a scan.
func merge(stored iter.Seq2[Entry, error], changed []string, values [][]byte) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		// pass yields the changes before key, or all of them if it is nil.
		i := 0
		pass := func(key []byte) bool {
			for ; i < len(changed) && (key == nil || changed[i] < string(key)); i++ {
				if values[i] != nil && !yield(Entry{[]byte(changed[i]), values[i]}, nil) {
					return false
				}
			}
			return true
		}
		for e, err := range stored {
			if err != nil {
				yield(e, err)
				return
			}
			if !pass(e.Key) {
				return
			}
			if i < len(changed) && bytes.Equal([]byte(changed[i]), e.Key) {
				if values[i] != nil && !yield(Entry{e.Key, values[i]}, nil) {
					return
				}
				i++
				continue
			}
			if !yield(e, nil) {
				return
			}
		}
		pass(nil)
	}
}
