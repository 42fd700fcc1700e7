package parse

import (
	"bytes"
	"testing"

	"onymous/loader/internal/modeltest"
	"onymous/loader/text"
)

func TestModel(t *testing.T) {
	modeltest.Test(t, embedded, func(data []byte) ([]byte, error) {
		m, err := newModel(data)
		if err != nil {
			return nil, err
		}
		return m.encode(), nil
	})
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
		m.parser().parse([]word{{"Police", text.NOUN, "NNS"}, {"raided", text.VERB, "VBD"}, {"it", text.PRON, "PRP"}})
	})
}

func BenchmarkModel(b *testing.B) {
	for b.Loop() {
		if _, err := newModel(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
