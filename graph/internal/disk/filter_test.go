package disk_test

import (
	"fmt"
	"testing"

	"onymous/graph/internal/disk"
)

// TestFilterKnowsAllKeys looks for many keys that are not there, so that the filter is
// made, and then for all that are.
func TestFilterKnowsAllKeys(t *testing.T) {
	const keys = 20_000
	for _, tt := range []struct {
		name  string
		again bool // opened again, so that the filter is made from the disk
	}{{"New", false}, {"Reopened", true}} {
		t.Run(tt.name, func(t *testing.T) {
			o := disk.Options{Dir: t.TempDir(), Sought: "f"}
			d := open(t, o)
			put := func(d *disk.DB, from, to int) {
				m := map[string]string{}
				for i := from; i < to; i++ {
					m[fmt.Sprintf("f%d", i)] = "x"
				}
				write(t, d, m, true)
			}
			put(d, 0, keys/2)
			if tt.again {
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
				d = open(t, o)
			}
			w, err := d.Write(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for i := range 12_000 {
				if _, ok, err := w.Get(fmt.Appendf(nil, "fnone%d", i)); ok || err != nil {
					t.Fatalf("key %d that nobody wrote: %v, %v", i, ok, err)
				}
			}
			if err := w.Discard(t.Context()); err != nil {
				t.Fatal(err)
			}
			put(d, keys/2, keys)
			if w, err = d.Write(t.Context()); err != nil {
				t.Fatal(err)
			}
			defer w.Discard(t.Context())
			for i := range keys {
				if _, ok, err := w.Get(fmt.Appendf(nil, "f%d", i)); !ok || err != nil {
					t.Fatalf("key %d: %v, %v", i, ok, err)
				}
			}
		})
	}
}
