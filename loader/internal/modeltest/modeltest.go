// Package modeltest checks what the models of all trained stages promise of their
// encoding.
package modeltest

import (
	"bytes"
	"testing"
)

// Test checks that embedded, decoded and encoded again by again, is the same, and that
// again refuses pieces of it.
func Test(t *testing.T, embedded []byte, again func(data []byte) ([]byte, error)) {
	t.Run("GoesThereAndBack", func(t *testing.T) {
		got, err := again(embedded)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, embedded) {
			t.Error("the embedded model, decoded and encoded again, is another")
		}
	})
	t.Run("RefusesPieces", func(t *testing.T) {
		for _, n := range []int{0, 1, 100, len(embedded) / 2, len(embedded) - 1} {
			if _, err := again(embedded[:n]); err == nil {
				t.Errorf("the first %d of %d bytes are taken for a model", n, len(embedded))
			}
		}
	})
}
