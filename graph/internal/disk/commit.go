package disk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
)

// pending is a transaction on its way to the disk.
type pending struct {
	changes *changes // not changed any more
	from    uint64   // the timestamp that sees what was on disk when it was sealed
	payload any
	done    chan struct{} // closed when it is durable and published, or has failed
	err     error         // once done is closed
}

// Commit makes the changes durable and publishes them together with a value for
// later readers. Without changes it only publishes the value. After an error the
// store is as it was before.
func (w *Writer) Commit(ctx context.Context, payload any) error {
	if err := w.follow(ctx); err != nil {
		return err
	}
	defer w.end()
	return w.finish(ctx, payload)
}

// Seal ends the transaction as Commit does, without waiting for the disk: the next may
// begin at once. It waits for the one before, so that no more than one is on its way.
// Unless it fails itself, it has done called with what Commit would return.
func (w *Writer) Seal(ctx context.Context, payload any, done func(error)) error {
	if err := w.follow(ctx); err != nil {
		return err
	}
	d := w.d
	d.usual = len(w.changes.values)
	p := &pending{changes: w.changes, from: w.last, payload: payload, done: make(chan struct{})}
	d.mu.Lock()
	d.pending = p
	d.mu.Unlock()
	w.done = true
	d.bg.Go(func() {
		defer close(p.done)
		defer w.txn.Discard()
		p.err = w.finish(ctx, payload)
		done(p.err)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.pending = nil
	})
	d.writer <- struct{}{}
	return nil
}

// follow waits for the transaction before this one, which is then to be sealed or
// committed.
func (w *Writer) follow(ctx context.Context) error {
	if w.done {
		return errors.New("internal error: transaction ended twice")
	}
	if err := w.await(); err != nil {
		return errors.Join(err, w.Discard(ctx))
	}
	return nil
}

// await waits for the transaction before this one: nothing of this one can be on disk
// without it.
func (w *Writer) await() error {
	if w.under == nil {
		return nil
	}
	<-w.under.done
	if err := w.under.err; err != nil {
		return fmt.Errorf("the transaction before: %w", err)
	}
	w.d.mu.Lock()
	defer w.d.mu.Unlock()
	w.begin()
	return nil
}

// finish writes what is left, and publishes it.
func (w *Writer) finish(ctx context.Context, payload any) error {
	if len(w.changes.values) > 0 || w.last != w.base {
		if err := w.flush(false); err != nil {
			return errors.Join(err, w.undo(ctx))
		}
	}
	if w.publishing != nil {
		w.publishing(w.base)
	}
	d := w.d
	d.mu.Lock()
	defer d.mu.Unlock()
	d.published, d.payload = w.last, payload
	d.setDiscard()
	return nil
}

// Discard ends the transaction and undoes what is on disk already. After Commit
// it does nothing.
func (w *Writer) Discard(ctx context.Context) error {
	if w.done {
		return nil
	}
	defer w.end()
	return w.undo(ctx)
}

func (w *Writer) end() {
	w.done = true
	w.txn.Discard()
	w.d.writer <- struct{}{}
}

func (d *DB) partBytes() int64 {
	if d.o.PartBytes > 0 {
		return d.o.PartBytes
	}
	return maxHeldBytes
}

// maxHeldBytes is how much a transaction holds in memory before it writes a part.
const maxHeldBytes = 32 << 20

// maxAtomic is how many changes go out as one transaction of Badger's, if they are not
// too long for one. More go out as bare entries under a mark: that takes half the time,
// most of which Badger spends on the maps of its transactions.
const maxAtomic = 1024

// flush writes the changes so far, in order of their keys: neighbours in Badger's skip
// list are found in the processor's cache. more says that others follow.
func (w *Writer) flush(more bool) error {
	if err := w.await(); err != nil {
		return err
	}
	if err := w.d.room(w.changes.bytes); err != nil {
		return err
	}
	changes := w.changes.sorted()
	if more || len(changes) > maxAtomic || w.changes.bytes > w.d.db.MaxBatchSize()/2 {
		if err := w.load(changes); err != nil {
			return full(err)
		}
		changes = nil
	}
	if !more {
		return full(w.close(changes))
	}
	w.changes = newChanges(w.d.o.Scanned, len(w.changes.values))
	w.txn.Discard()
	w.txn = w.d.db.NewTransactionAt(w.last, false)
	return nil
}

// deleted is how a backup of Badger's tells that a key was deleted, which its loader
// takes.
const deleted = 1

// load writes changes at the next timestamp, after the mark if it is not yet there.
// Badger keeps their order in its log, so that none is there without the mark.
func (w *Writer) load(changes []change) error {
	ts := w.last + 1
	loader := w.d.db.NewKVLoader(1)
	if w.last == w.base {
		mark := pb.KV{Key: markKey, Value: binary.BigEndian.AppendUint64(nil, w.base), Version: ts}
		if err := loader.Set(&mark); err != nil {
			return errors.Join(err, loader.Finish())
		}
	}
	w.last = ts
	entry := pb.KV{Version: ts}
	var key []byte // the loader copies it
	for i := range changes {
		key = append(key[:0], changes[i].key...)
		entry.Key, entry.Value, entry.Meta = key, changes[i].value, nil
		if entry.Value == nil {
			entry.Meta = []byte{deleted}
		}
		if err := loader.Set(&entry); err != nil {
			return errors.Join(fmt.Errorf("write %q: %w", key, err), loader.Finish())
		}
	}
	return loader.Finish()
}

// close writes the last changes at once, and takes away the mark of those before.
func (w *Writer) close(changes []change) error {
	ts := w.last + 1
	txn := w.d.db.NewTransactionAt(ts, true)
	defer txn.Discard()
	if w.last != w.base {
		if err := txn.Delete(markKey); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if err := setOrDelete(txn, []byte(c.key), c.value); err != nil {
			return fmt.Errorf("write %q: %w", c.key, err)
		}
	}
	w.last = ts
	return txn.CommitAt(ts, nil)
}

func setOrDelete(txn *badger.Txn, key, value []byte) error {
	if value == nil {
		return txn.Delete(key)
	}
	return txn.Set(key, value)
}

// full gives Badger's error of a full disk, which has no value of its own, ours.
func full(err error) error {
	if err != nil && strings.Contains(err.Error(), "no space left") {
		return fmt.Errorf("%w: %v", ErrFull, err)
	}
	return err
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

// undo writes the values from before the transaction over what is on disk of it.
func (w *Writer) undo(ctx context.Context) error {
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

// Publish sets the value that goes with the snapshots to come, without a write.
// Only who opened the store may use it, before anybody else has it.
func (d *DB) Publish(payload any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.payload = payload
}
