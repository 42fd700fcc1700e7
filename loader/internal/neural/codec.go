package neural

import (
	"encoding/binary"
	"errors"
	"math"
)

// Writer gathers the bytes of a model. The zero Writer is ready for use.
type Writer struct{ Data []byte }

// Number appends a number that is not negative.
func (w *Writer) Number(n int) { w.Data = binary.AppendUvarint(w.Data, uint64(n)) }

// Bytes appends bytes with their number before them.
func (w *Writer) Bytes(b []byte) {
	w.Number(len(b))
	w.Data = append(w.Data, b...)
}

// String appends a string with its length before it.
func (w *Writer) String(s string) {
	w.Number(len(s))
	w.Data = append(w.Data, s...)
}

// Floats appends numbers, 4 bytes each, with their number before them.
func (w *Writer) Floats(f []float32) {
	w.Number(len(f))
	for _, x := range f {
		w.Data = binary.LittleEndian.AppendUint32(w.Data, math.Float32bits(x))
	}
}

// Reader takes a model apart again. Its first error stays, and from then on it
// reads zeros.
type Reader struct {
	data []byte
	err  error
}

// NewReader returns a Reader of data, which it keeps.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// ErrCorrupt means that bytes are no model.
var ErrCorrupt = errors.New("model is corrupt")

// Err returns the first error, or ErrCorrupt if anything is left to read.
func (r *Reader) Err() error {
	if r.err == nil && len(r.data) > 0 {
		return ErrCorrupt
	}
	return r.err
}

func (r *Reader) fail() {
	r.data, r.err = nil, ErrCorrupt
}

// Number reads a number of at most max.
func (r *Reader) Number(max int) int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > uint64(max) {
		r.fail()
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

// Bytes reads bytes, which share memory with the model.
func (r *Reader) Bytes() []byte {
	n := r.Number(len(r.data))
	if n > len(r.data) {
		r.fail()
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

// String reads a string.
func (r *Reader) String() string { return string(r.Bytes()) }

// Floats reads numbers, which must be finite.
func (r *Reader) Floats() []float32 {
	n := r.Number(len(r.data) / 4)
	if n*4 > len(r.data) {
		r.fail()
		return nil
	}
	f := make([]float32, n)
	for i := range f {
		f[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.data[i*4:]))
		if f[i] != f[i] || math.IsInf(float64(f[i]), 0) {
			r.fail()
			return make([]float32, n)
		}
	}
	r.data = r.data[n*4:]
	return f
}

// Prints appends sorted numbers, each as its distance from the one before.
func (w *Writer) Prints(prints []uint32) {
	w.Number(len(prints))
	last := uint32(0)
	for _, p := range prints {
		w.Number(int(p - last))
		last = p
	}
}

// Prints reads sorted numbers.
func (r *Reader) Prints() []uint32 {
	prints := make([]uint32, r.Number(len(r.data)))
	last := uint32(0)
	for i := range prints {
		last += uint32(r.Number(math.MaxUint32))
		prints[i] = last
	}
	return prints
}
