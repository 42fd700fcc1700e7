package disk

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"
)

// Writer is the one transaction that writes. It reads what it wrote. It belongs
// to one goroutine, and ends with Commit or Discard.
type Writer struct {
	d       *DB
	txn     *badger.Txn         // reads what is on disk, parts included
	changes map[string][]byte   // not yet on disk; nil: deleted
	heads   map[string][]string // the keys of changes by their first headBytes
	bytes   int64
	base    uint64 // the published timestamp
	last    uint64 // of the last part, or base
	done    bool
}

// entryBytes is what Badger counts for an entry beside its key and value.
const entryBytes = 32

// headBytes is how many bytes of a key Scan finds changes by without looking at
// all of them: those that the caller's prefixes have in common.
const headBytes = 9

func head(key string) string { return key[:min(len(key), headBytes)] }

// Write waits for its turn and begins a transaction.
func (d *DB) Write(ctx context.Context) (*Writer, error) {
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
	return &Writer{d: d, txn: d.db.NewTransactionAt(d.published, false), base: d.published, last: d.published, changes: map[string][]byte{}, heads: map[string][]string{}}, nil
}

// Payload returns the value that was last published.
func (w *Writer) Payload() any {
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	return w.d.payload
}

// Timestamp returns an upper bound of the timestamps before this transaction's
// changes are seen: a snapshot with a larger one sees them all.
func (w *Writer) Timestamp() uint64 { return w.last }

// Get returns the value of a key, and whether there is one. The caller must not
// change it.
func (w *Writer) Get(key []byte) ([]byte, bool, error) {
	if v, ok := w.changes[string(key)]; ok {
		return v, v != nil, nil
	}
	r := Reader{d: w.d, txn: w.txn}
	return r.Get(key)
}

// Changed reports whether this transaction may have changed a key: whether it did, or,
// once a part of it went out, always.
func (w *Writer) Changed(key []byte) bool {
	_, ok := w.changes[string(key)]
	return ok || w.last != w.base
}

// Set keeps a value. It takes over the value, and copies the key.
func (w *Writer) Set(key, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	return w.change(key, value)
}

// Delete removes a key. A key that is not there is no error.
func (w *Writer) Delete(key []byte) error { return w.change(key, nil) }

func (w *Writer) change(key, value []byte) error {
	if len(key) > MaxKeyBytes || len(value) > MaxValueBytes {
		return fmt.Errorf("%w: key of %d bytes or value of %d", ErrTooLarge, len(key), len(value))
	}
	k := string(key)
	if _, ok := w.changes[k]; !ok && strings.IndexByte(w.d.o.Scanned, k[0]) >= 0 {
		w.heads[head(k)] = append(w.heads[head(k)], k)
	}
	w.changes[k] = value
	w.bytes += int64(len(key)+len(value)) + entryBytes
	if w.bytes < w.d.partBytes() && int64(len(w.changes)) < w.d.db.MaxBatchCount()-10 {
		return nil
	}
	return w.flush(true)
}

func (d *DB) partBytes() int64 {
	if d.o.PartBytes > 0 {
		return d.o.PartBytes
	}
	return d.db.MaxBatchSize() * 3 / 4
}

// flush writes the changes so far. more says that others follow.
//
// They go out in order of their keys, sortedEntries at once: Badger puts the entries of a
// transaction into its skip list in the order of a map, and neighbours in the list are
// found in the processor's cache, where those of a large batch are not. It takes half the
// time.
func (w *Writer) flush(more bool) error {
	if err := w.d.room(w.bytes); err != nil {
		return err
	}
	keys := make([]string, 0, len(w.changes))
	for k := range w.changes {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	// Badger writes one part while the next is put together; it keeps their order.
	parts := 1 + (len(keys)-1)/sortedEntries
	written := make(chan error, parts)
	var first error
	sent := 0
	for ; sent < parts && first == nil; sent++ {
		n := min(len(keys), sortedEntries)
		first = w.part(keys[:n], more || sent < parts-1, func(err error) { written <- err })
		keys = keys[n:]
	}
	for range sent {
		if err := <-written; first == nil {
			first = err
		}
	}
	if first != nil {
		return first
	}
	w.changes, w.heads, w.bytes = map[string][]byte{}, map[string][]string{}, 0
	w.txn.Discard()
	w.txn = w.d.db.NewTransactionAt(w.last, false)
	return nil
}

const sortedEntries = 4096

// part writes some changes at the next timestamp. It tells done when they are on disk,
// also if it fails.
func (w *Writer) part(keys []string, more bool, done func(error)) error {
	ts := w.last + 1
	txn := w.d.db.NewTransactionAt(ts, true)
	defer txn.Discard()
	err := w.fill(txn, keys, more)
	if err != nil {
		done(err)
		return err
	}
	w.last = ts
	return txn.CommitAt(ts, func(err error) {
		if err != nil && strings.Contains(err.Error(), "no space left") {
			err = fmt.Errorf("%w: %v", ErrFull, err)
		} else if err != nil {
			err = fmt.Errorf("commit: %w", err)
		}
		done(err)
	})
}

func (w *Writer) fill(txn *badger.Txn, keys []string, more bool) error {
	if more && w.last == w.base {
		if err := txn.Set(markKey, binary.BigEndian.AppendUint64(nil, w.base)); err != nil {
			return err
		}
	}
	if !more && w.last != w.base {
		if err := txn.Delete(markKey); err != nil {
			return err
		}
	}
	for _, key := range keys {
		var err error
		if value := w.changes[key]; value == nil {
			err = txn.Delete([]byte(key))
		} else {
			err = txn.Set([]byte(key), value)
		}
		if err != nil {
			return fmt.Errorf("write %q: %w", key, err)
		}
	}
	return nil
}

// room refuses to write when the disk is nearly full.
func (d *DB) room(n int64) error {
	if d.o.Dir == "" {
		return nil
	}
	free, ok := freeBytes(d.o.Dir)
	if ok && free < d.o.KeepFree+2*n {
		return fmt.Errorf("%w: %d MiB free at %s, %d needed", ErrFull, free>>20, d.o.Dir, (d.o.KeepFree+2*n)>>20)
	}
	return nil
}

// Commit makes the changes durable and publishes them together with a value for
// later readers. Without changes it only publishes the value. After an error the
// store is as it was before.
func (w *Writer) Commit(ctx context.Context, payload any) error {
	if w.done {
		return errors.New("internal error: transaction ended twice")
	}
	if len(w.changes) > 0 || w.last != w.base {
		if err := w.flush(false); err != nil {
			return errors.Join(err, w.Discard(ctx))
		}
	}
	d := w.d
	d.mu.Lock()
	d.published, d.payload = w.last, payload
	d.setDiscard()
	d.mu.Unlock()
	w.end()
	return nil
}

// Discard ends the transaction and undoes what is on disk already. After Commit
// it does nothing.
func (w *Writer) Discard(ctx context.Context) error {
	if w.done {
		return nil
	}
	defer w.end()
	if w.last == w.base {
		return nil
	}
	d := w.d
	ts, err := d.undo(context.WithoutCancel(ctx), w.base, w.last)
	if err != nil {
		return fmt.Errorf("undo: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.published = ts
	return nil
}

func (w *Writer) end() {
	w.done = true
	w.txn.Discard()
	w.d.writer <- struct{}{}
}

// Scan yields the entries of a range in order, with the changes made before it
// began. The range must not be Reverse.
func (w *Writer) Scan(ctx context.Context, rg Range) iter.Seq2[Entry, error] {
	changed := w.changed(rg)
	if len(changed) == 0 {
		return scan(ctx, w.txn, rg)
	}
	slices.Sort(changed)
	values := make([][]byte, len(changed))
	for i, k := range changed {
		values[i] = w.changes[k]
	}
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
		for e, err := range scan(ctx, w.txn, rg) {
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

// Publish sets the value that goes with the snapshots to come, without a write.
// Only who opened the store may use it, before anybody else has it.
func (d *DB) Publish(payload any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.payload = payload
}

// changed returns the changed keys of a range, in no order.
func (w *Writer) changed(rg Range) []string {
	var out []string
	add := func(k string) {
		if strings.HasPrefix(k, string(rg.Prefix)) && k >= string(rg.From) && (rg.To == nil || k < string(rg.To)) {
			out = append(out, k)
		}
	}
	if len(rg.Prefix) >= headBytes && strings.IndexByte(w.d.o.Scanned, rg.Prefix[0]) >= 0 {
		for _, k := range w.heads[string(rg.Prefix[:headBytes])] {
			add(k)
		}
		return out
	}
	for k := range w.changes {
		add(k)
	}
	return out
}
