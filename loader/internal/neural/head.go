package neural

import "math/rand/v2"

// Head scores things one by one: rows of a table, summed, go through one hidden
// layer.
type Head struct {
	table *Param
	sum   *Linear // to the hidden layer
	out   *Linear
	rnd   *rand.Rand
	drop  float64
}

// HeadShape is the size of a Head.
type HeadShape struct {
	Rows, Inputs int // of the table
	Hidden       int
	Outputs      int
}

// NewHead returns a Head that drops that share of its numbers in training.
func NewHead(o *Optimizer, s HeadShape, drop float64) *Head {
	return &Head{
		table: o.Table(s.Rows, s.Inputs, 0.1),
		sum:   NewLinear(o, s.Inputs, s.Hidden),
		out:   NewLinear(o, s.Hidden, s.Outputs),
		rnd:   rand.New(rand.NewPCG(o.rnd.Uint64(), 3)),
		drop:  drop,
	}
}

// Refresh must be called after each Step of the Optimizer.
func (h *Head) Refresh() {
	h.sum.Refresh()
	h.out.Refresh()
}

// HeadPass is one group of things on its way through a Head.
type HeadPass struct {
	h               *Head
	rows            [][]int32
	sums, hidden    Matrix
	onSums, onLayer []float32 // masks
	Scores          Matrix    // of each thing
}

// Forward scores things, each of which has rows of the table.
func (h *Head) Forward(a *Arena, rows [][]int32) *HeadPass {
	p := &HeadPass{h: h, rows: rows, sums: a.Matrix(len(rows), h.table.Cols)}
	for i, list := range rows {
		dst := p.sums.Row(i)
		for _, row := range list {
			for k, v := range h.table.Row(int(row)) {
				dst[k] += v
			}
		}
	}
	p.onSums = Mask(h.rnd, p.sums.Cols, h.drop)
	ApplyMask(p.sums, p.onSums)
	p.hidden = h.sum.Forward(a, p.sums)
	Rectify(p.hidden)
	p.onLayer = Mask(h.rnd, p.hidden.Cols, h.drop)
	ApplyMask(p.hidden, p.onLayer)
	p.Scores = h.out.Forward(a, p.hidden)
	return p
}

// Back adds the gradients of all parameters, given that of Scores.
func (p *HeadPass) Back(a *Arena, dscores Matrix) {
	h := p.h
	d, dsums := a.Matrix(p.hidden.Rows, p.hidden.Cols), a.Matrix(p.sums.Rows, p.sums.Cols)
	h.out.Back(p.hidden, dscores, d)
	ApplyMask(d, p.onLayer)
	RectifyBack(p.hidden, d)
	h.sum.Back(p.sums, d, dsums)
	ApplyMask(dsums, p.onSums)
	for i, list := range p.rows {
		for _, row := range list {
			g := h.table.touch(row)
			for k, v := range dsums.Row(i) {
				g[k] += v
			}
		}
	}
}

// PackedHead is a Head that is done with training, its numbers rounded. It is
// safe for concurrent use with different Buffers.
type PackedHead struct {
	table    packedTable
	sum, out *Packed
}

// Pack rounds the head.
func (h *Head) Pack() *PackedHead {
	table, up := packTable(h.table)
	p := &PackedHead{table: table, sum: h.sum.Pack(), out: h.out.Pack()}
	for j := range p.sum.scale {
		p.sum.scale[j] /= up // the table's unit
	}
	return p
}

// Score returns the scores of a thing. The slice is good until the next call.
func (h *PackedHead) Score(b *Buffer, rows []int32) []float32 {
	b.x = grow(b.x, h.table.inputs)
	scale := h.table.sum(b, b.x, rows)
	b.gates, b.before, b.y = grow(b.gates, h.sum.cols), grow(b.before, h.sum.cols), grow(b.y, h.out.cols)
	h.sum.Apply(b.gates, b.x, scale)
	RectifyRow(b.gates)
	h.out.Apply(b.y, b.before, Quantize(b.before, b.gates))
	return b.y
}

// Outputs is the number of scores.
func (h *PackedHead) Outputs() int { return h.out.cols }

// Write appends the head to a model.
func (h *PackedHead) Write(w *Writer) {
	h.table.write(w)
	h.sum.Write(w)
	h.out.Write(w)
}

// ReadPackedHead reads a head whose table has that many rows.
func ReadPackedHead(r *Reader, rows int) *PackedHead {
	h := &PackedHead{table: readPackedTable(r, rows), sum: ReadPacked(r), out: ReadPacked(r)}
	if h.sum.rows != h.table.inputs || h.out.rows != h.sum.cols {
		r.fail()
	}
	return h
}
