package neural

import "math"

// PackedEncoder is an Encoder that is done with training, its numbers rounded to
// 8 bits and fewer. It is safe for concurrent use with different Buffers.
type PackedEncoder struct {
	inputs int
	table  []int8
	layers []packedLayer
}

// packedLayer is both directions of a layer; in holds the gates of one after
// those of the other.
type packedLayer struct {
	size int
	in   *Packed
	rec  [2]*Packed
}

// Pack rounds the encoder.
func (e *Encoder) Pack() *PackedEncoder {
	p := &PackedEncoder{inputs: e.table.Cols, table: make([]int8, len(e.table.Data))}
	up := 127 / almostLargest(e.table.Data)
	for i, v := range e.table.Data {
		p.table[i] = round(max(-127, min(127, float32(v*up))))
	}
	for n, l := range e.layers {
		in, bias := beside(l[0].in.Matrix, l[1].in.Matrix), append(append([]float32(nil), l[0].bias.Data...), l[1].bias.Data...)
		layer := packedLayer{size: l[0].size, in: pack(in, bias)}
		if n == 0 {
			// The table's unit goes into the first layer.
			for j := range layer.in.scale {
				layer.in.scale[j] /= up
			}
		}
		for d := range l {
			layer.rec[d] = pack(l[d].rec.Matrix, make([]float32, 3*layer.size))
		}
		p.layers = append(p.layers, layer)
	}
	return p
}

// almostLargest returns the size under which all but a few in a hundred thousand
// are: clipping those leaves finer steps for the others.
func almostLargest(data []float32) float32 {
	var counts [4096]int
	top := float32(1e-9)
	for _, v := range data {
		top = max(top, abs(v))
	}
	for _, v := range data {
		counts[int(abs(v)/top*4095)]++
	}
	left := len(data) / 30000
	for i := len(counts) - 1; i > 0; i-- {
		if left -= counts[i]; left < 0 {
			return top * float32(i+1) / 4096
		}
	}
	return top
}

// Buffer holds what a PackedEncoder needs for a sentence. It belongs to one
// goroutine; the zero Buffer is ready for use.
type Buffer struct {
	sums         []int32
	x            []int8
	gates        []float32
	cell, tanhs  []float32
	y            []float32
	before       []int8
	vectors, out []int8
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// Outputs is the length of a word's vector.
func (e *PackedEncoder) Outputs() int { return 2 * e.layers[len(e.layers)-1].size }

// Unit is what each unit of a word's vector stands for.
const Unit = float32(1.0 / 127)

// Encode returns the vectors of n words, one after another; rows gives the rows
// of the table that word i sums. The slice is good until the next call.
func (e *PackedEncoder) Encode(b *Buffer, n int, rows func(i int) []int32) []int8 {
	for k := range e.layers {
		l := &e.layers[k]
		wide := 6 * l.size
		b.gates = grow(b.gates, n*wide)
		for i := range n {
			gates := b.gates[i*wide : (i+1)*wide]
			if k == 0 {
				scale := e.sum(b, rows(i))
				l.in.Apply(gates, b.x, scale)
			} else {
				l.in.Apply(gates, b.vectors[i*l.in.rows:(i+1)*l.in.rows], Unit)
			}
		}
		b.out = grow(b.out, n*2*l.size)
		l.run(b, n, 0)
		l.run(b, n, 1)
		b.vectors, b.out = b.out, b.vectors
	}
	return b.vectors
}

// sum writes the sum of rows of the table to b.x and returns its unit, in units
// of the table.
func (e *PackedEncoder) sum(b *Buffer, rows []int32) float32 {
	b.sums, b.x = grow(b.sums, e.inputs), grow(b.x, e.inputs)
	sums := b.sums
	clear(sums)
	for _, row := range rows {
		for k, v := range e.table[int(row)*e.inputs:][:len(sums)] {
			sums[k] += int32(v)
		}
	}
	top := int32(1)
	for _, s := range sums {
		top = max(top, s, -s)
	}
	up := float32(127) / float32(top)
	for k, s := range sums {
		b.x[k] = round(float32(float32(s) * up))
	}
	return float32(top) / 127
}

// run reads the gates in one direction and writes the vectors' half of it.
func (l *packedLayer) run(b *Buffer, n, direction int) {
	h := l.size
	b.cell, b.tanhs, b.y, b.before = grow(b.cell, h), grow(b.tanhs, h), grow(b.y, h), grow(b.before, h)
	clear(b.cell)
	clear(b.before)
	for t := range n {
		row := t
		if direction == 1 {
			row = n - 1 - t
		}
		z := b.gates[row*6*h+direction*3*h:][:3*h]
		l.rec[direction].add(z, b.before, Unit)
		stepCell(z, b.cell, b.cell, b.tanhs, b.y, h)
		for k, y := range b.y {
			b.before[k] = round(float32(y * 127))
		}
		copy(b.out[row*2*h+direction*h:], b.before)
	}
}

// Write appends the encoder to a model.
func (e *PackedEncoder) Write(w *Writer) {
	w.Number(e.inputs)
	table := make([]byte, len(e.table))
	for i, v := range e.table {
		table[i] = byte(v)
	}
	w.Bytes(table)
	w.Number(len(e.layers))
	for _, l := range e.layers {
		w.Number(l.size)
		l.in.Write(w)
		l.rec[0].Write(w)
		l.rec[1].Write(w)
	}
}

// ReadPackedEncoder reads an encoder whose table has that many rows.
func ReadPackedEncoder(r *Reader, rows int) *PackedEncoder {
	e := &PackedEncoder{inputs: r.Number(maxSide)}
	table := r.Bytes()
	e.table = make([]int8, len(table))
	for i, v := range table {
		e.table[i] = int8(v)
	}
	inputs := e.inputs
	for range r.Number(16) {
		l := packedLayer{size: r.Number(maxSide), in: ReadPacked(r), rec: [2]*Packed{ReadPacked(r), ReadPacked(r)}}
		if l.size == 0 || l.in.rows != inputs || l.in.cols != 6*l.size {
			r.fail()
		}
		for _, rec := range l.rec {
			if rec.rows != l.size || rec.cols != 3*l.size {
				r.fail()
			}
		}
		e.layers = append(e.layers, l)
		inputs = 2 * l.size
	}
	if len(e.layers) == 0 || len(table) != rows*e.inputs || rows > math.MaxInt32 {
		r.fail()
	}
	return e
}
