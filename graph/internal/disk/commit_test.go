package disk_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"onymous/graph/internal/disk"
)

// TestWriteAheadSeesWhatWasSealed works on each transaction while the one before it may
// still be on its way to the disk.
func TestWriteAheadSeesWhatWasSealed(t *testing.T) {
	for _, part := range []int64{0, 900} {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			rng := rand.New(rand.NewPCG(seed, 0))
			d := open(t, disk.Options{Dir: t.TempDir(), Scanned: "k", Sought: "k", PartBytes: part})
			model := map[string]string{}
			ended := make(chan error, 100)
			for i := range 100 {
				w, err := d.WriteAhead(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				defer w.Discard(t.Context())
				if got := w.Payload(); i > 0 && got != i-1 {
					t.Fatalf("payload %v, want that of the transaction before, %d", got, i-1)
				}
				expectWriter(t, w, model)
				for range 30 {
					k := fmt.Sprintf("k-prefix-%02d", rng.IntN(60))
					if rng.IntN(3) == 0 {
						delete(model, k)
						err = w.Delete([]byte(k))
					} else {
						model[k] = fmt.Sprint(i, rng.IntN(1000))
						err = w.Set([]byte(k), []byte(model[k]))
					}
					if err != nil {
						t.Fatal(err)
					}
				}
				expectWriter(t, w, model)
				if err := w.Seal(t.Context(), i, func(err error) { ended <- err }); err != nil {
					t.Fatal(err)
				}
			}
			for range 100 {
				if err := <-ended; err != nil {
					t.Fatal(err)
				}
			}
			expect(t, contents(t, d), model)
		})
	}
}

func expectWriter(t *testing.T, w *disk.Writer, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for e, err := range w.Scan(t.Context(), disk.Range{Prefix: []byte("k-prefix-")}) {
		if err != nil {
			t.Fatal(err)
		}
		got[string(e.Key)] = string(e.Value)
	}
	expect(t, got, want)
	for i := range 60 {
		k := fmt.Sprintf("k-prefix-%02d", i)
		v, ok, err := w.Get([]byte(k))
		if wanted, there := want[k]; err != nil || ok != there || string(v) != wanted {
			t.Fatalf("Get(%s) = %q, %v, %v, want %q, %v", k, v, ok, err, wanted, there)
		}
	}
}

// TestFailedSealFailsTheNext fills the disk, as it seems, between two transactions.
func TestFailedSealFailsTheNext(t *testing.T) {
	dir := t.TempDir()
	d := open(t, disk.Options{Dir: dir})
	first := many("a")
	write(t, d, first, true)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = open(t, disk.Options{Dir: dir, KeepFree: 1 << 60})
	ended, begun := make(chan error, 1), make(chan bool)
	w, err := d.WriteAhead(t.Context())
	if err == nil {
		err = w.Set([]byte("a00"), []byte("lost"))
	}
	if err == nil {
		err = w.Seal(t.Context(), nil, func(err error) { <-begun; ended <- err })
	}
	if err != nil {
		t.Fatal(err)
	}
	next, err := d.WriteAhead(t.Context())
	close(begun)
	if err == nil {
		err = next.Set([]byte("a01"), []byte("lost too"))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, disk.ErrFull) {
		t.Errorf("the first ended with %v, want ErrFull", err)
	}
	if err := next.Seal(t.Context(), nil, func(error) { t.Error("the second was sealed") }); !errors.Is(err, disk.ErrFull) {
		t.Errorf("Seal of the second: %v, want ErrFull", err)
	}
	expect(t, contents(t, d), first)
}
