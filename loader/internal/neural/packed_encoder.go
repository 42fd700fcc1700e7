package neural

// PackedEncoder is an Encoder that is done with training, its numbers rounded to
// 8 bits and fewer. It is safe for concurrent use with different Buffers.
type PackedEncoder struct {
	table  packedTable
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
	table, up := packTable(e.table)
	p := &PackedEncoder{table: table}
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

// Buffer holds what a PackedEncoder needs for a sentence. It belongs to one
// goroutine; the zero Buffer is ready for use.
type Buffer struct {
	sums         []float32
	x            []int8
	scales       []float32 // of the rows of x
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

var units = []float32{Unit}

// Encode returns the vectors of n words, one after another; rows gives the rows
// of the table that word i sums. The slice is good until the next call.
func (e *PackedEncoder) Encode(b *Buffer, n int, rows func(i int) []int32) []int8 {
	inputs := e.table.inputs
	b.x, b.scales = grow(b.x, n*inputs), grow(b.scales, n)
	for i := range n {
		b.scales[i] = e.table.sum(b, b.x[i*inputs:(i+1)*inputs], rows(i))
	}
	x, scales := b.x, b.scales
	for k := range e.layers {
		l := &e.layers[k]
		b.gates = grow(b.gates, n*6*l.size)
		l.in.Apply(b.gates, x, scales...)
		b.out = grow(b.out, n*2*l.size)
		l.run(b, n, 0)
		l.run(b, n, 1)
		b.vectors, b.out = b.out, b.vectors
		x, scales = b.vectors, units
	}
	return b.vectors
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
		round(b.before, b.y, 127)
		copy(b.out[row*2*h+direction*h:], b.before)
	}
}

// Write appends the encoder to a model.
func (e *PackedEncoder) Write(w *Writer) {
	e.table.write(w)
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
	e := &PackedEncoder{table: readPackedTable(r, rows)}
	inputs := e.table.inputs
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
	if len(e.layers) == 0 {
		r.fail()
	}
	return e
}
