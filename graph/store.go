package graph

import (
	"context"
	"io"
	"time"

	"github.com/rs/zerolog"
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
	// written with: with another one it can be read, but not written until
	// Rebuild.
	Resolver Resolver

	// Log receives the store's own events. The zero Logger discards them.
	Log zerolog.Logger
}

// Store is an open store.
type Store struct{}

// Tx is a transaction: a snapshot and, in Update, the changes made to it.
type Tx struct{}

// Open opens the store in o.Dir and creates it if there is none. It fails with
// ErrLocked if another process has it, with ErrLayout if the folder holds
// something else, with ErrCorrupt if a file is torn beyond the last commit.
func Open(ctx context.Context, o Options) (*Store, error) { return nil, ErrLayout }

// Close waits for transactions and background work, flushes and releases the
// directory. Calling Close again does nothing.
func (s *Store) Close() error { return nil }

// View runs fn over one snapshot.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error { return nil }

// Update runs fn and commits what it wrote if it returns nil.
func (s *Store) Update(ctx context.Context, fn func(*Tx) error) error { return nil }

// Check reads everything and returns an error that joins what is inconsistent,
// each wrapping ErrCorrupt, up to 20.
func (s *Store) Check(ctx context.Context) error { return nil }

// Rebuild makes the view again from articles and judgements. Readers see the old
// one until it is whole.
func (s *Store) Rebuild(ctx context.Context) error { return nil }

// Backup writes a snapshot to w while the store is in use.
func (s *Store) Backup(ctx context.Context, w io.Writer) error { return nil }

// Restore makes a new store in o.Dir, which must be empty or missing, from a
// backup, and checks it.
func Restore(ctx context.Context, o Options, r io.Reader) error { return nil }

// Watch sends what every later Update changed, until ctx ends; then it closes the
// channel. A subscriber that is slow misses updates, which Watched.Dropped counts.
func (s *Store) Watch(ctx context.Context) <-chan Watched { return nil }
