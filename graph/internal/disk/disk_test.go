package disk_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"onymous/graph/internal/disk"
)

func open(t *testing.T, o disk.Options) *disk.DB {
	t.Helper()
	if o.CacheBytes == 0 {
		o.CacheBytes = 1 << 20
	}
	d, err := disk.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// write sets keys; an empty value deletes.
func write(t *testing.T, d *disk.DB, changes map[string]string, commit bool) {
	t.Helper()
	w, err := d.Write(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range slices.Sorted(maps.Keys(changes)) {
		if v := changes[k]; v == "" {
			err = w.Delete([]byte(k))
		} else {
			err = w.Set([]byte(k), []byte(v))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if commit {
		err = w.Commit(t.Context(), len(changes))
	} else {
		err = w.Discard(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func contents(t *testing.T, d *disk.DB) map[string]string {
	t.Helper()
	r, err := d.Read()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	return read(t, r, disk.Range{From: []byte{1}})
}

func read(t *testing.T, r *disk.Reader, rg disk.Range) map[string]string {
	t.Helper()
	m := map[string]string{}
	for e, err := range r.Scan(t.Context(), rg) {
		if err != nil {
			t.Fatal(err)
		}
		m[string(e.Key)] = string(e.Value)
	}
	return m
}

func expect(t *testing.T, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// many returns more changes than a small part takes.
func many(prefix string) map[string]string {
	m := map[string]string{}
	for i := range 50 {
		m[fmt.Sprintf("%s%02d", prefix, i)] = strings.Repeat(prefix, 20)
	}
	return m
}

func TestCommitAndDiscardInParts(t *testing.T) {
	for _, part := range []int64{0, 300} {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			d := open(t, disk.Options{Dir: t.TempDir(), PartBytes: part})
			first := many("a")
			write(t, d, first, true)
			expect(t, contents(t, d), first)
			second := many("b")
			second["a00"], second["a01"] = "", "changed"
			write(t, d, second, false)
			expect(t, contents(t, d), first)
			write(t, d, second, true)
			want := maps.Clone(first)
			maps.Copy(want, second)
			delete(want, "a00")
			expect(t, contents(t, d), want)
		})
	}
}

func TestSnapshotStays(t *testing.T) {
	d := open(t, disk.Options{PartBytes: 300})
	first := many("a")
	write(t, d, first, true)
	r, err := d.Read()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w, err := d.Write(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for k := range first {
		if err := w.Delete([]byte(k)); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, contents(t, d), first) // parts are on disk, and not seen
	if err := w.Commit(t.Context(), "payload"); err != nil {
		t.Fatal(err)
	}
	expect(t, read(t, r, disk.Range{From: []byte{1}}), first)
	expect(t, contents(t, d), map[string]string{})
	after, err := d.Read()
	if err != nil {
		t.Fatal(err)
	}
	defer after.Close()
	if r.Payload() == after.Payload() || after.Payload() != "payload" {
		t.Errorf("payloads %v and %v", r.Payload(), after.Payload())
	}
}

// TestOpenUndoesUnfinishedParts copies the folder as it is in the middle of a
// transaction, as a killed process leaves it.
func TestOpenUndoesUnfinishedParts(t *testing.T) {
	dir := t.TempDir()
	d := open(t, disk.Options{Dir: dir, PartBytes: 300})
	first := many("a")
	write(t, d, first, true)
	w, err := d.Write(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for k := range first {
		if err := w.Set([]byte(k), []byte("changed")); err != nil {
			t.Fatal(err)
		}
	}
	for k, v := range many("b") {
		if err := w.Set([]byte(k), []byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	copied := t.TempDir()
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if contents(t, d)["a00"] != "changed" {
		t.Error("the transaction that was not killed is not there")
	}
	for range 2 { // the second time there is nothing to undo
		killed := open(t, disk.Options{Dir: copied})
		expect(t, contents(t, killed), first)
		write(t, killed, map[string]string{"a00": "again"}, true)
		first["a00"] = "again"
		expect(t, contents(t, killed), first)
		if err := killed.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWriterScansItsChanges(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	d := open(t, disk.Options{Scanned: "k", PartBytes: 2000})
	model := map[string]string{}
	for range 20 {
		w, err := d.Write(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 60 {
			k := fmt.Sprintf("k-prefix-%d-%02d", rng.IntN(3), rng.IntN(40))
			if rng.IntN(3) == 0 {
				delete(model, k)
				err = w.Delete([]byte(k))
			} else {
				model[k] = fmt.Sprint(rng.IntN(1000))
				err = w.Set([]byte(k), []byte(model[k]))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		prefix := fmt.Sprintf("k-prefix-%d-", rng.IntN(3))
		for _, rg := range []disk.Range{{Prefix: []byte(prefix)}, {Prefix: []byte("k"), From: []byte(prefix + "20"), To: []byte(prefix + "30")}} {
			var got []string
			for e, err := range w.Scan(t.Context(), rg) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(e.Key)+"="+string(e.Value))
			}
			var want []string
			for _, k := range slices.Sorted(maps.Keys(model)) {
				if strings.HasPrefix(k, string(rg.Prefix)) && k >= string(rg.From) && (rg.To == nil || k < string(rg.To)) {
					want = append(want, k+"="+model[k])
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("scan of %+v: got %v, want %v", rg, got, want)
			}
		}
		if err := w.Commit(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		expect(t, contents(t, d), model)
	}
}

func TestCloseWaitsForReaders(t *testing.T) {
	d, err := disk.Open(t.Context(), disk.Options{CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Read()
	if err != nil {
		t.Fatal(err)
	}
	closed := make(chan error)
	go func() { closed <- d.Close() }()
	for {
		w, err := d.Write(t.Context())
		if errors.Is(err, disk.ErrClosed) {
			break // Close has begun
		}
		if err == nil {
			err = w.Discard(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-closed:
		t.Fatal("closed while a reader was open")
	default:
	}
	if _, ok, err := r.Get([]byte("key")); ok || err != nil {
		t.Errorf("Get while closing: %v, %v", ok, err)
	}
	r.Close()
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "diary.txt"), []byte("Dear diary"), 0o600); err != nil {
		t.Fatal(err)
	}
	torn := t.TempDir()
	open(t, disk.Options{Dir: torn}).Close()
	if err := os.WriteFile(filepath.Join(torn, badger.ManifestFilename), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	keyed := t.TempDir()
	open(t, disk.Options{Dir: keyed, Key: []byte("0123456789abcdef")}).Close()
	for _, tt := range []struct {
		name string
		o    disk.Options
		want error
	}{
		{"Foreign", disk.Options{Dir: foreign}, disk.ErrLayout},
		{"Torn", disk.Options{Dir: torn}, disk.ErrCorrupt},
		{"NoKey", disk.Options{Dir: keyed}, disk.ErrLayout},
		{"WrongKey", disk.Options{Dir: keyed, Key: []byte("fedcba9876543210")}, disk.ErrLayout},
		{"MissingToRead", disk.Options{Dir: filepath.Join(foreign, "none"), ReadOnly: true}, os.ErrNotExist},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.CacheBytes = 1 << 20
			d, err := disk.Open(t.Context(), tt.o)
			if d != nil {
				d.Close()
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("Open: %v, want %v", err, tt.want)
			}
		})
	}
	if files, err := os.ReadDir(foreign); err != nil || len(files) != 1 {
		t.Errorf("the foreign folder holds %v now, %v", files, err)
	}
}

// A process that is killed between making a log and giving it its size leaves it empty.
func TestOpenTakesEmptyLogs(t *testing.T) {
	dir := t.TempDir()
	d := open(t, disk.Options{Dir: dir})
	write(t, d, map[string]string{"a": "1"}, true)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"00099.mem", "000099.vlog"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d = open(t, disk.Options{Dir: dir})
	expect(t, contents(t, d), map[string]string{"a": "1"})
	write(t, d, map[string]string{"b": "2"}, true)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = open(t, disk.Options{Dir: dir})
	expect(t, contents(t, d), map[string]string{"a": "1", "b": "2"})
}

// TestLockTellsItsHolder opens one folder from two processes.
func TestLockTellsItsHolder(t *testing.T) {
	if dir := os.Getenv("ONYMOUS_LOCKED_DIR"); dir != "" {
		_, err := disk.Open(t.Context(), disk.Options{Dir: dir, CacheBytes: 1 << 20})
		fmt.Println("refused:", errors.Is(err, disk.ErrLocked), err)
		return
	}
	dir := t.TempDir()
	d := open(t, disk.Options{Dir: dir})
	write(t, d, map[string]string{"a": "1"}, true)
	other := exec.Command(os.Args[0], "-test.run=TestLockTellsItsHolder", "-test.v")
	other.Env = append(os.Environ(), "ONYMOUS_LOCKED_DIR="+dir)
	out, err := other.CombinedOutput()
	if err != nil {
		t.Fatalf("%v %s", err, out)
	}
	if want := fmt.Sprintf("by process %d", os.Getpid()); !strings.Contains(string(out), "refused: true") || !strings.Contains(string(out), want) {
		t.Errorf("the second process says %s, want that it is refused, and %q", out, want)
	}
	expect(t, contents(t, d), map[string]string{"a": "1"})
}

func TestReadOnlyRefusesWrites(t *testing.T) {
	dir := t.TempDir()
	open(t, disk.Options{Dir: dir}).Close()
	d := open(t, disk.Options{Dir: dir, ReadOnly: true})
	if _, err := d.Write(context.Background()); !errors.Is(err, disk.ErrReadOnly) {
		t.Errorf("Write: %v, want ErrReadOnly", err)
	}
}

func TestTooLarge(t *testing.T) {
	d := open(t, disk.Options{})
	w, err := d.Write(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard(t.Context())
	if err := w.Set(make([]byte, disk.MaxKeyBytes+1), nil); !errors.Is(err, disk.ErrTooLarge) {
		t.Errorf("a long key: %v, want ErrTooLarge", err)
	}
	if err := w.Set([]byte("a"), make([]byte, disk.MaxValueBytes+1)); !errors.Is(err, disk.ErrTooLarge) {
		t.Errorf("a long value: %v, want ErrTooLarge", err)
	}
}

func TestFullDiskRefusesWrites(t *testing.T) {
	dir := t.TempDir()
	d := open(t, disk.Options{Dir: dir})
	write(t, d, map[string]string{"a": "1"}, true)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	full := open(t, disk.Options{Dir: dir, KeepFree: 1 << 60, PartBytes: 300})
	w, err := full.Write(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range many("b") {
		if err = errors.Join(err, w.Set([]byte(k), []byte(v))); err != nil {
			break
		}
	}
	if !errors.Is(err, disk.ErrFull) {
		t.Errorf("Set: %v, want ErrFull", err)
	}
	if err := w.Discard(t.Context()); err != nil {
		t.Error(err)
	}
	expect(t, contents(t, full), map[string]string{"a": "1"})
}
