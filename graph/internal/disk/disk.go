// Package disk is Badger as package graph needs it: snapshots that carry a value
// beside the data, one writer at a time, and transactions of any size.
//
// Badger runs in its managed mode, where we choose the timestamps. A commit is
// written at the next timestamp and then published: readers begin at the
// published one and never see what came later. A transaction of more than a few
// changes goes out in parts, each at a timestamp of its own, under a mark that
// says where it began; only the last, which takes the mark away, is published. If
// the process dies in between, Open finds the mark and undoes the parts.
//
// A transaction may be sealed instead of committed: it goes to the disk while the next
// one is worked on, which sees its changes, and fails if it does.
//
// What can surprise: keys and values that begin with a zero byte belong to this
// package; a value yielded by Scan is only valid until the next; Commit is
// durable when it returns, Seal is not; Close waits for every reader.
package disk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/ristretto/v2/z"
	"github.com/rs/zerolog"
)

// Errors that package graph hands on to its callers.
var (
	ErrCorrupt  = errors.New("corrupt")
	ErrLayout   = errors.New("other layout")
	ErrLocked   = errors.New("locked")
	ErrReadOnly = errors.New("read only")
	ErrFull     = errors.New("disk full")
	ErrClosed   = errors.New("closed")
	ErrTooLarge = errors.New("too large")
)

// Options configures Open.
type Options struct {
	Dir          string // empty: in memory
	ReadOnly     bool
	CacheBytes   int64
	Key          []byte        // for encryption at rest; empty: none
	CollectEvery time.Duration // how often the value log is collected; 0 or less: never
	Scanned      string        // the first bytes of keys that a Writer scans by prefixes of at least 9 bytes
	Sought       string        // the first bytes of keys that a Writer mostly looks for in vain
	KeepFree     int64         // bytes that a write must leave free on the disk; 0: what Badger may need
	PartBytes    int64         // how much a transaction writes at once; 0: as much as Badger takes. For tests.
	Log          zerolog.Logger
}

const (
	memTableBytes = 64 << 20

	// Articles' bodies go to the value log, where no compaction rewrites them;
	// everything that is iterated is smaller.
	valueThreshold = 512

	// A commit needs room for its own log, for the tables that the memtables
	// become and for a compaction: without it Badger's mapped files end the
	// process with SIGBUS.
	freeBytesNeeded = 3 * memTableBytes

	// A killed process leaves at most one empty log of each sort.
	maxEmptyLogs = 2
)

// markKey holds, while a transaction is written in parts, the timestamp to go
// back to.
var markKey = []byte{0, 'p'}

// DB is an open store. It is safe for concurrent use.
type DB struct {
	db      *badger.DB
	o       Options
	writer  chan struct{} // holds one token; whoever has it may write
	closing chan struct{} // closed when Close begins
	filter  filter        // of who may write
	usual   int           // changes of the last transaction; of who may write

	mu        sync.Mutex // guards what follows
	published uint64
	payload   any
	readers   map[uint64]int // open readers by their timestamp
	pending   *pending       // sealed and not yet published
	closed    bool
	idle      *sync.Cond // a reader ended

	stop context.CancelFunc
	bg   sync.WaitGroup
}

// Open opens or creates a store and undoes what a killed process left half
// written.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.KeepFree == 0 {
		o.KeepFree = freeBytesNeeded
	}
	if o.Dir != "" {
		if err := checkFolder(o); err != nil {
			return nil, err
		}
	}
	b, err := openBadger(o)
	if err != nil {
		return nil, translateOpen(o, err)
	}
	d := &DB{db: b, o: o, writer: make(chan struct{}, 1), closing: make(chan struct{}), readers: map[uint64]int{}}
	d.writer <- struct{}{}
	d.idle = sync.NewCond(&d.mu)
	d.published = b.MaxVersion()
	d.filter = filter{letters: o.Sought, ready: d.published == 0}
	if err := d.recover(ctx); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	d.setDiscard()
	bg, stop := context.WithCancel(context.Background())
	d.stop = stop
	if o.CollectEvery > 0 && o.Dir != "" && !o.ReadOnly {
		d.bg.Go(func() { d.collect(bg) })
	}
	return d, nil
}

// openBadger opens Badger's files, also those of a process that was killed just
// after it had made a log: Badger refuses an empty one, but not before it has
// given it its first bytes, so that the next try finds it as it should be.
func openBadger(o Options) (*badger.DB, error) {
	b, err := badger.OpenManaged(badgerOptions(o))
	for try := 0; try < maxEmptyLogs && err != nil && strings.Contains(err.Error(), z.NewFile.Error()); try++ {
		b, err = badger.OpenManaged(badgerOptions(o))
	}
	return b, err
}

func badgerOptions(o Options) badger.Options {
	b := badger.DefaultOptions(o.Dir)
	b.InMemory = o.Dir == ""
	b.ReadOnly = o.ReadOnly
	b.Logger = logger{o.Log}
	b.DetectConflicts = false // there is one writer
	b.SyncWrites = true
	b.Compression = options.ZSTD
	b.ZSTDCompressionLevel = 1
	b.BlockSize = 16 << 10
	b.BlockCacheSize = o.CacheBytes
	b.MemTableSize = memTableBytes
	b.NumMemtables = 3
	b.NumCompactors = 2
	if b.ValueThreshold = valueThreshold; b.InMemory {
		b.ValueThreshold = MaxValueBytes // there is no value log
	}
	b.ValueLogFileSize = 256 << 20
	b.MetricsEnabled = false
	b.NumGoroutines = 2
	if len(o.Key) > 0 {
		b.EncryptionKey = o.Key
		b.IndexCacheSize = 32 << 20 // Badger decrypts indexes on every use without one.
	}
	return b
}

// checkFolder refuses a folder with something else in it, before Badger writes
// its files among them.
func checkFolder(o Options) error {
	entries, err := os.ReadDir(o.Dir)
	switch {
	case errors.Is(err, os.ErrNotExist) && !o.ReadOnly:
		return nil
	case err != nil:
		return err
	case len(entries) == 0 && !o.ReadOnly:
		return nil
	}
	if _, err := os.Stat(filepath.Join(o.Dir, badger.ManifestFilename)); err != nil {
		return fmt.Errorf("%w: folder %s holds no store", ErrLayout, o.Dir)
	}
	return nil
}

// translateOpen gives Badger's errors at opening, which have no values of their
// own, the kind that callers tell apart.
func translateOpen(o Options, err error) error {
	msg := err.Error()
	switch {
	case strings.Contains(msg, "directory lock"):
		holder := ""
		if pid, readErr := os.ReadFile(filepath.Join(o.Dir, "LOCK")); readErr == nil {
			holder = " by process " + strings.TrimSpace(string(pid))
		}
		return fmt.Errorf("%w: %s is held%s", ErrLocked, o.Dir, holder)
	case errors.Is(err, badger.ErrEncryptionKeyMismatch), errors.Is(err, badger.ErrInvalidEncryptionKey):
		return fmt.Errorf("%w: the key does not fit the store in %s", ErrLayout, o.Dir)
	case errors.Is(err, os.ErrPermission), strings.Contains(msg, "permission denied"), strings.Contains(msg, "read-only file system"):
		return fmt.Errorf("open %s: %w", o.Dir, err)
	case strings.Contains(msg, "no space left"):
		return fmt.Errorf("%w: open %s: %v", ErrFull, o.Dir, err)
	}
	return fmt.Errorf("%w: open %s: %v", ErrCorrupt, o.Dir, err)
}

// Close waits for readers, the writer and background work, and releases the
// folder. Calling it again does nothing.
func (d *DB) Close() error {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return nil
	}
	d.closed = true
	close(d.closing)
	d.mu.Unlock()
	<-d.writer // whoever has it finishes first; it is not given back
	d.mu.Lock()
	for len(d.readers) > 0 {
		d.idle.Wait()
	}
	d.mu.Unlock()
	d.stop()
	d.bg.Wait()
	return d.db.Close()
}

// collect reclaims the value log now and then.
func (d *DB) collect(ctx context.Context) {
	tick := time.NewTicker(d.o.CollectEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			n := d.Collect(ctx)
			d.o.Log.Debug().Int("file", n).Msg("value log collected")
		}
	}
}

// Collect rewrites value log files that are at least a third rubbish and returns
// how many it did.
func (d *DB) Collect(ctx context.Context) int {
	for n := 0; ; n++ {
		if ctx.Err() != nil || d.db.RunValueLogGC(0.33) != nil {
			return n
		}
	}
}

// Size returns the bytes that the files take on the disk.
func (d *DB) Size() int64 {
	var n int64
	entries, err := os.ReadDir(d.o.Dir)
	if d.o.Dir == "" || err != nil {
		return 0
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			n += allocated(info)
		}
	}
	return n
}

// Verify reads every table's checksum.
func (d *DB) Verify() error {
	if err := d.db.VerifyChecksum(); err != nil {
		return fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	return nil
}

// MaxKeyBytes and MaxValueBytes are the lengths of the longest key and value that Set
// takes: Badger's, for a store in memory.
const (
	MaxKeyBytes   = math.MaxUint16 - 1000
	MaxValueBytes = 1 << 20
)

// logger hands Badger's own messages to zerolog: they are only of interest when
// something is wrong.
type logger struct{ log zerolog.Logger }

func (l logger) Errorf(f string, a ...any)   { l.log.Error().Msg(trim(f, a)) }
func (l logger) Warningf(f string, a ...any) { l.log.Debug().Msg(trim(f, a)) }
func (l logger) Infof(string, ...any)        {}
func (l logger) Debugf(string, ...any)       {}

func trim(f string, a []any) string { return "badger: " + strings.TrimSpace(fmt.Sprintf(f, a...)) }
