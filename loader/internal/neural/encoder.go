package neural

import "math/rand/v2"

// Encoder turns words, each a list of rows of a table, into vectors that know
// their sentence: the rows are summed, and layers of recurrent networks read the
// sums in both directions.
type Encoder struct {
	table  *Param
	layers [][2]*lstm
	rnd    *rand.Rand
	drop   float64
}

// Shape is the size of an Encoder.
type Shape struct {
	Rows, Inputs int // of the table
	Size, Layers int // of each direction of each layer
}

// NewEncoder returns an Encoder that drops that share of its numbers in training.
func NewEncoder(o *Optimizer, s Shape, drop float64) *Encoder {
	e := &Encoder{table: o.Table(s.Rows, s.Inputs, 0.1), rnd: rand.New(rand.NewPCG(o.rnd.Uint64(), 3)), drop: drop}
	inputs := s.Inputs
	for range s.Layers {
		e.layers = append(e.layers, [2]*lstm{newLSTM(o, inputs, s.Size, false), newLSTM(o, inputs, s.Size, true)})
		inputs = 2 * s.Size
	}
	e.Refresh()
	return e
}

// Refresh must be called after each Step of the Optimizer.
func (e *Encoder) Refresh() {
	for _, l := range e.layers {
		l[0].refresh()
		l[1].refresh()
	}
}

// Pass is one sentence's way through an Encoder.
type Pass struct {
	e     *Encoder
	rows  [][]int32
	runs  [][2]*run
	masks [][]float32 // nil when nothing is dropped
	Out   Matrix
}

// Forward encodes a sentence. Numbers are dropped if train is set.
func (e *Encoder) Forward(a *Arena, rows [][]int32, train bool) *Pass {
	p := &Pass{e: e, rows: rows}
	x := a.Matrix(len(rows), e.table.Cols)
	for i, list := range rows {
		dst := x.Row(i)
		for _, row := range list {
			for k, v := range e.table.Row(int(row)) {
				dst[k] += v
			}
		}
	}
	for _, l := range e.layers {
		x = p.mask(a, x, train)
		out := a.Matrix(len(rows), 2*l[0].size)
		p.runs = append(p.runs, [2]*run{l[0].forward(a, x, out, 0), l[1].forward(a, x, out, l[0].size)})
		x = out
	}
	p.Out = p.mask(a, x, train)
	return p
}

// mask drops columns of m, the same in every row (Gal and Ghahramani, 2016). The
// result is a copy, since a layer looks back at its own output.
func (p *Pass) mask(a *Arena, m Matrix, train bool) Matrix {
	if !train {
		p.masks = append(p.masks, nil)
		return m
	}
	mask := Mask(p.e.rnd, m.Cols, p.e.drop)
	p.masks = append(p.masks, mask)
	masked := a.Matrix(m.Rows, m.Cols)
	copy(masked.Data, m.Data)
	ApplyMask(masked, mask)
	return masked
}

// Mask returns n numbers, 0 with the given chance and else what keeps the mean.
func Mask(rnd *rand.Rand, n int, drop float64) []float32 {
	mask := make([]float32, n)
	for k := range mask {
		if rnd.Float64() >= drop {
			mask[k] = float32(1 / (1 - drop))
		}
	}
	return mask
}

// ApplyMask multiplies every row of m by mask; nil leaves m as it is.
func ApplyMask(m Matrix, mask []float32) {
	if mask == nil {
		return
	}
	for i := range m.Rows {
		for k, v := range mask {
			m.Row(i)[k] *= v
		}
	}
}

// Back adds the gradients of all parameters, given that of Out, which it changes.
func (p *Pass) Back(a *Arena, dout Matrix) {
	ApplyMask(dout, p.masks[len(p.masks)-1])
	for n := len(p.runs) - 1; n >= 0; n-- {
		l := p.e.layers[n]
		dx := a.Matrix(dout.Rows, l[0].in.Rows)
		l[0].back(a, p.runs[n][0], dout, dx)
		l[1].back(a, p.runs[n][1], dout, dx)
		ApplyMask(dx, p.masks[n])
		dout = dx
	}
	for i, list := range p.rows {
		for _, row := range list {
			g := p.e.table.touch(row)
			for k, v := range dout.Row(i) {
				g[k] += v
			}
		}
	}
}
