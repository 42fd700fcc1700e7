package resolve_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"flag"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/klauspost/compress/zstd"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/loader/resolve"
)

var (
	benchArticles = flag.Int("articles", 2_000, "how many synthetic articles BenchmarkLoad loads")
	benchFile     = flag.String("extracted", "", "file of extracted articles for BenchmarkLoad to load instead")
)

// corpus returns the lines that a benchmark loads: as extract prints them.
func corpus(b *testing.B) []byte {
	b.Helper()
	if *benchFile != "" {
		lines, err := os.ReadFile(*benchFile)
		if err != nil {
			b.Fatal(err)
		}
		return lines
	}
	var lines bytes.Buffer
	for d := range graphtest.Corpus(*benchArticles) {
		line, err := json.Marshal(d)
		if err != nil {
			b.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	return lines.Bytes()
}

func parseLines(lines []byte) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		for line := range bytes.Lines(lines) {
			d := new(graph.Document)
			if err := d.UnmarshalJSON(line); !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// BenchmarkLoad parses lines, resolves and stores them, opens the store again, and writes
// what came out into a Badger store of its own, which is the least that it could take.
func BenchmarkLoad(b *testing.B) {
	lines := corpus(b)
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "db")
		o := graph.Options{Dir: dir, Resolver: resolve.Rules()}
		s, err := graph.Open(b.Context(), o)
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		sum, err := resolve.Load(b.Context(), s, parseLines(lines), resolve.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(sum.New)/time.Since(began).Seconds(), "articles/s")
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.Sys)/(1<<20), "MiB")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(100*float64(folderBytes(b, dir))/float64(len(lines)), "%ofJSON")
		began = time.Now()
		if s, err = graph.Open(b.Context(), o); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(began).Seconds(), "s-to-open")
		b.ReportMetric(float64(sum.New)/badgerFloor(b, s).Seconds(), "floor-articles/s")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func folderBytes(b *testing.B, dir string) int64 {
	b.Helper()
	var n int64
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			b.Fatal(err)
		}
		n += info.Size()
	}
	return n
}

// badgerFloor writes the entries of a store, taken from a backup, in batches into a new
// Badger store with the same settings where they matter, and returns how long it took.
func badgerFloor(b *testing.B, s *graph.Store) time.Duration {
	b.Helper()
	var backup bytes.Buffer
	if err := s.Backup(context.Background(), &backup); err != nil {
		b.Fatal(err)
	}
	o := badger.DefaultOptions(b.TempDir()).WithLogger(nil).WithSyncWrites(true).WithValueThreshold(512).WithDetectConflicts(false)
	db, err := badger.Open(o)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	entries := bufio.NewReader(&backup)
	if _, err := entries.Discard(len("onymous backup\n")); err != nil {
		b.Fatal(err)
	}
	readPart(b, entries)
	z, err := zstd.NewReader(entries)
	if err != nil {
		b.Fatal(err)
	}
	defer z.Close()
	in := bufio.NewReader(z)
	var took time.Duration
	batch := db.NewTransaction(true)
	for n := 1; ; n++ {
		key := readPart(b, in)
		if len(key) > 0 {
			if err := batch.Set(key, readPart(b, in)); err != nil {
				b.Fatal(err)
			}
		}
		if len(key) == 0 || n%4096 == 0 {
			began := time.Now()
			if err := batch.Commit(); err != nil {
				b.Fatal(err)
			}
			took += time.Since(began)
			batch = db.NewTransaction(true)
		}
		if len(key) == 0 {
			return took
		}
	}
}

func readPart(b *testing.B, in *bufio.Reader) []byte {
	b.Helper()
	n, err := binary.ReadUvarint(in)
	if err != nil {
		b.Fatal(err)
	}
	part := make([]byte, n)
	if _, err := io.ReadFull(in, part); err != nil {
		b.Fatal(err)
	}
	return part
}
