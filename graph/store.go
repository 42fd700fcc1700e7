package graph

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// Options configures Open. The zero value opens a store in memory.
type Options struct {
	// Dir holds the store and is created if missing. Empty means a store in
	// memory that is lost on Close.
	Dir string

	// ReadOnly opens an existing store for reading; several processes may do so
	// at once while none has it open for writing.
	ReadOnly bool

	// CacheBytes bounds the caches of blocks and of decoded articles, in bytes.
	// 0 means 256 MiB.
	CacheBytes int64

	// AdjacencyBytes bounds the memory for the adjacency, in bytes. A graph that
	// does not fit is read from disk, with the same answers. 0 means 1 GiB;
	// negative means always from disk.
	AdjacencyBytes int64

	// KeyFile holds the key for encryption at rest: 16, 24 or 32 bytes, or twice
	// as many hexadecimal digits. Empty means no encryption.
	KeyFile string

	// CollectEvery is how often space in the value log is reclaimed. 0 means 10
	// minutes; negative means never.
	CollectEvery time.Duration

	// Resolver decides which mentions mean the same. Nil means that only equal
	// names of one kind do. A store keeps the digest of the resolver that it was
	// written with: with another one Open fails with ErrLayout, unless Rebuild is
	// set.
	Resolver Resolver

	// Rebuild lets Open make the view again if another Resolver wrote it.
	Rebuild bool

	// Log receives the store's own events. The zero Logger discards them.
	Log zerolog.Logger
}

func (o Options) withDefaults() Options {
	if o.CacheBytes == 0 {
		o.CacheBytes = 256 << 20
	}
	if o.AdjacencyBytes == 0 {
		o.AdjacencyBytes = 1 << 30
	}
	if o.CollectEvery == 0 {
		o.CollectEvery = 10 * time.Minute
	}
	if o.Resolver == nil {
		o.Resolver = exactNames{}
	}
	return o
}

func (o Options) validate() error {
	if o.CacheBytes < 1<<20 {
		return fmt.Errorf("graph: %w: CacheBytes is %d, want at least %d", ErrInvalid, o.CacheBytes, 1<<20)
	}
	if o.Dir == "" && (o.ReadOnly || o.KeyFile != "") {
		return fmt.Errorf("graph: %w: a store in memory has no ReadOnly and no KeyFile", ErrInvalid)
	}
	return nil
}

// key reads the key file.
func (o Options) key() ([]byte, error) {
	if o.KeyFile == "" {
		return nil, nil
	}
	b, err := os.ReadFile(o.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("graph: key file: %w", err)
	}
	if text, err := hex.DecodeString(strings.TrimSpace(string(b))); err == nil {
		b = text
	}
	if n := len(b); n != 16 && n != 24 && n != 32 {
		return nil, fmt.Errorf("graph: key file: %w: %d bytes, want 16, 24 or 32, or twice as many hexadecimal digits", ErrInvalid, n)
	}
	return b, nil
}

// Store is an open store.
type Store struct {
	db       *disk.DB
	o        Options
	bodies   *bodyCache
	nodes    *nodeCache
	words    wordList
	watchers watchers
}

// Open opens the store in o.Dir and creates it if there is none. It fails with
// ErrLocked if another process has it, with ErrLayout if the folder holds
// something else or the key file does not fit, with ErrCorrupt if a file is
// damaged.
func Open(ctx context.Context, o Options) (*Store, error) {
	o = o.withDefaults()
	if err := o.validate(); err != nil {
		return nil, err
	}
	key, err := o.key()
	if err != nil {
		return nil, err
	}
	db, err := disk.Open(ctx, disk.Options{Dir: o.Dir, ReadOnly: o.ReadOnly, CacheBytes: o.CacheBytes * 3 / 4, Key: key,
		CollectEvery: o.CollectEvery, Scanned: scannedLetters, Sought: soughtLetters, Log: o.Log})
	if err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	s := &Store{db: db, o: o, bodies: newBodyCache(o.CacheBytes / 8), nodes: newNodeCache(o.CacheBytes / 8)}
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("graph: open: %w", err), db.Close())
	}
	return s, nil
}

// begin checks what the store is, or makes it one, and reads the adjacency.
func (s *Store) begin(ctx context.Context) error {
	m, err := s.readMeta(ctx)
	if err != nil {
		return err
	}
	switch rules := s.o.Resolver.Digest(); {
	case m == nil:
		if err := s.create(ctx); err != nil {
			return err
		}
	case m.resolver != rules && s.o.Rebuild:
		return s.Rebuild(ctx)
	case m.resolver != rules:
		return fmt.Errorf("%w: the store was resolved by rules %q, this program has %q; rebuild it", ErrLayout, m.resolver, rules)
	}
	r, err := s.db.Read()
	if err != nil {
		return err
	}
	defer r.Close()
	tx := &Tx{s: s, r: r}
	snap := &snapshot{}
	if snap.adjacency, err = tx.readAdjacency(ctx); err != nil {
		return err
	}
	s.db.Publish(snap)
	return nil
}

// readMeta returns the first record, or nil if the store is new.
func (s *Store) readMeta(ctx context.Context) (*meta, error) {
	r, err := s.db.Read()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	record, ok, err := r.Get(metaKey)
	if err != nil {
		return nil, err
	}
	if ok {
		return decodeMeta(record)
	}
	for range r.Scan(ctx, disk.Range{KeysOnly: true}) {
		return nil, fmt.Errorf("%w: %s holds another program's data", ErrLayout, s.o.Dir)
	}
	return nil, nil
}

// create writes the first record of a new store.
func (s *Store) create(ctx context.Context) error {
	if s.o.ReadOnly {
		return fmt.Errorf("%w: %s holds no store", ErrLayout, s.o.Dir)
	}
	w, err := s.db.Write(ctx)
	if err != nil {
		return err
	}
	m := meta{layout: layoutVersion, ontology: ontology.Digest(), resolver: s.o.Resolver.Digest()}
	if err := w.Set(metaKey, m.encode()); err != nil {
		return errors.Join(err, w.Discard(ctx))
	}
	return w.Commit(ctx, nil)
}

// Close waits for transactions and background work, flushes and releases the
// directory. Calling Close again does nothing.
func (s *Store) Close() error {
	s.watchers.close()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("graph: close: %w", err)
	}
	return nil
}

// View runs fn over one snapshot.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := s.db.Read()
	if err != nil {
		return fmt.Errorf("graph: view: %w", err)
	}
	defer r.Close()
	tx := &Tx{s: s, r: r, timestamp: r.Timestamp(), plain: new(plainForms)}
	if snap, ok := r.Payload().(*snapshot); ok {
		tx.adjacency = snap.adjacency
	}
	return fn(tx)
}

// Update runs fn and commits what it wrote if it returns nil. Updates wait for
// each other; ctx ends the wait.
func (s *Store) Update(ctx context.Context, fn func(*Tx) error) error {
	w, err := s.db.Write(ctx)
	if err != nil {
		return fmt.Errorf("graph: update: %w", err)
	}
	return s.update(ctx, w, fn, func(tx *Tx, snap *snapshot) error {
		err := w.Commit(ctx, snap)
		tx.committed(err)
		return err
	})
}

// UpdateAhead is Update for who has many: it returns when what fn wrote is worked in,
// and the channel gives one value, when it is durable or has failed. The next UpdateAhead
// may begin meanwhile; it sees what fn wrote, and fails if that does.
func (s *Store) UpdateAhead(ctx context.Context, fn func(*Tx) error) (durable <-chan error, err error) {
	w, err := s.db.WriteAhead(ctx)
	if err != nil {
		return nil, fmt.Errorf("graph: update: %w", err)
	}
	ended := make(chan error, 1)
	err = s.update(ctx, w, fn, func(tx *Tx, snap *snapshot) error {
		return w.Seal(ctx, snap, func(err error) {
			tx.committed(err)
			if err != nil {
				err = fmt.Errorf("graph: update: %w", err)
			}
			ended <- err
		})
	})
	if err != nil {
		return nil, err
	}
	return ended, nil
}

// update runs fn in a transaction, which end brings to its end.
func (s *Store) update(ctx context.Context, w *disk.Writer, fn func(*Tx) error, end func(*Tx, *snapshot) error) (err error) {
	tx := &Tx{s: s, r: w}
	ended := false
	defer func() {
		// Also when fn panics, so that the next writer can begin.
		if discard := w.Discard(ctx); discard != nil {
			err = errors.Join(err, fmt.Errorf("graph: update: %w", discard))
		}
		if !ended {
			tx.forget()
		}
	}()
	if tx.w, err = newWriting(tx, w); err != nil {
		return fmt.Errorf("graph: update: %w", err)
	}
	if err := fn(tx); err != nil {
		return err
	}
	snap, err := tx.workIn(ctx)
	if err != nil {
		return fmt.Errorf("graph: update: %w", err)
	}
	ended = true
	if err := end(tx, snap); err != nil {
		return fmt.Errorf("graph: update: %w", err)
	}
	return nil
}
