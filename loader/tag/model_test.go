package tag

import (
	"bytes"
	"testing"
)

func TestModelGoesThereAndBack(t *testing.T) {
	m, err := newModel(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(m.encode(), embedded) {
		t.Error("the embedded model, decoded and encoded again, is another")
	}
}

func TestModelRefusesPieces(t *testing.T) {
	for _, n := range []int{0, 1, 100, len(embedded) / 2, len(embedded) - 1} {
		if _, err := newModel(embedded[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for a model", n, len(embedded))
		}
	}
}

func FuzzModel(f *testing.F) {
	f.Add([]byte{}, 0)
	f.Add([]byte{255, 255, 255, 255, 15}, 0)
	f.Add([]byte{1, 2, 3}, 5000)
	f.Fuzz(func(t *testing.T, patch []byte, at int) {
		data := bytes.Clone(embedded)
		if at >= 0 && at <= len(data) {
			copy(data[at:], patch)
		}
		m, err := newModel(data)
		if err != nil {
			return
		}
		m.tagger().tag([]string{"Police", "raided", "the", "house"})
		m.lemmas.lemma("raided", m.classes[0])
	})
}

func BenchmarkModel(b *testing.B) {
	for b.Loop() {
		if _, err := newModel(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
