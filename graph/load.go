package graph

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// LoadID numbers loads in the order in which they began, from 1.
type LoadID uint64

// Load is one run that put articles.
type Load struct {
	ID        LoadID
	Started   time.Time // UTC
	Ended     time.Time // zero while it runs, or if it was killed
	Version   string    // of the program that read the articles
	Source    string    // where they came from
	New       int       // articles
	Changed   int
	Same      int
	Retracted int
}

const maxLoadBytes = 4_000

// BeginLoad records a new load, to which what this Update puts and retracts
// belongs. Further Updates of the load call ContinueLoad. It fails with ErrInvalid if
// version or source is over 4,000 bytes.
func (tx *Tx) BeginLoad(version, source string) (LoadID, error) {
	if err := tx.writable(); err != nil {
		return 0, err
	}
	if len(version) > maxLoadBytes || len(source) > maxLoadBytes {
		return 0, fmt.Errorf("graph: begin load: %w: version or source is over %d bytes", ErrInvalid, maxLoadBytes)
	}
	if err := tx.storeLoad(); err != nil {
		return 0, err
	}
	tx.w.meta.loads++
	tx.w.load = &Load{ID: tx.w.meta.loads, Started: now(), Version: version, Source: source}
	tx.w.events.Load = tx.w.load.ID
	return tx.w.load.ID, nil
}

// ContinueLoad makes what this Update puts and retracts part of a load.
func (tx *Tx) ContinueLoad(id LoadID) error {
	if err := tx.writable(); err != nil {
		return err
	}
	if tx.w.load != nil && tx.w.load.ID == id {
		return nil
	}
	if err := tx.storeLoad(); err != nil {
		return err
	}
	l, err := tx.Load(id)
	if err != nil {
		return err
	}
	tx.w.load = &l
	tx.w.events.Load = id
	return nil
}

// EndLoad records the end of a load.
func (tx *Tx) EndLoad(id LoadID) error {
	if err := tx.ContinueLoad(id); err != nil {
		return err
	}
	tx.w.load.Ended = now()
	return nil
}

// currentLoad returns the load that this Update belongs to; it begins one if its
// caller has not.
func (tx *Tx) currentLoad() (*Load, error) {
	if tx.w.load == nil {
		if _, err := tx.BeginLoad("", ""); err != nil {
			return nil, err
		}
		tx.w.load.Ended = tx.w.load.Started
	}
	return tx.w.load, nil
}

func (tx *Tx) storeLoad() error {
	if tx.w.load == nil {
		return nil
	}
	return tx.w.w.Set(loadKey(tx.w.load.ID), tx.w.load.encode())
}

// now is the time to the millisecond, as records keep it.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

func (l *Load) encode() []byte {
	var e encoder
	e.time(l.Started)
	e.time(l.Ended)
	e.string(l.Version)
	e.string(l.Source)
	for _, n := range []int{l.New, l.Changed, l.Same, l.Retracted} {
		e.num(n)
	}
	return e.b
}

func decodeLoad(id LoadID, b []byte) (Load, error) {
	d := decoder{b: b}
	l := Load{ID: id, Started: d.time(), Ended: d.time(), Version: d.string(), Source: d.string(),
		New: d.num(), Changed: d.num(), Same: d.num(), Retracted: d.num()}
	if err := d.end(); err != nil {
		return Load{}, fmt.Errorf("load %d: %w", id, err)
	}
	return l, nil
}

// time writes a time to the millisecond; the zero time is 0.
func (e *encoder) time(t time.Time) {
	if t.IsZero() {
		e.uint(0)
		return
	}
	e.uint(uint64(t.UnixMilli()))
}

func (d *decoder) time() time.Time {
	ms := d.uint()
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

// Load returns a load.
func (tx *Tx) Load(id LoadID) (Load, error) {
	if tx.w != nil && tx.w.load != nil && tx.w.load.ID == id {
		return *tx.w.load, nil
	}
	v, ok, err := tx.r.Get(loadKey(id))
	if err != nil {
		return Load{}, fmt.Errorf("graph: load %d: %w", id, err)
	}
	if !ok {
		return Load{}, fmt.Errorf("graph: load %d: %w", id, ErrNotFound)
	}
	return decodeLoad(id, v)
}

// Loads yields the loads after one, oldest first.
func (tx *Tx) Loads(ctx context.Context, after LoadID) iter.Seq2[Load, error] {
	return func(yield func(Load, error) bool) {
		if err := tx.synced(ctx); err != nil {
			yield(Load{}, err)
			return
		}
		for e, err := range tx.r.Scan(ctx, scanAfter([]byte{'L'}, loadKey(after+1))) {
			if err != nil {
				yield(Load{}, err)
				return
			}
			id, err := parseIDKey('L', e.Key)
			if err != nil {
				yield(Load{}, err)
				return
			}
			l, err := decodeLoad(LoadID(id), e.Value)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}
