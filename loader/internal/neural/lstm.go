package neural

// lstm is one direction of a recurrent layer, with the forget gate coupled to
// the input gate (Greff et al., 2017): three gates do a quarter less work than
// four and were no worse here.
//
//	i, o, g = σ(a), σ(b), tanh(c)   where  [a b c] = x·in + h'·rec + bias
//	c = (1-i)c' + ig,  h = o tanh(c)
type lstm struct {
	size     int
	in, rec  *Param // D x 3H, H x 3H
	bias     *Param // 1 x 3H
	inT      Matrix // transposed, for going back
	recT     Matrix
	backward bool // reads from right to left
}

func newLSTM(o *Optimizer, inputs, size int, backward bool) *lstm {
	l := &lstm{size: size, in: o.Dense(inputs, 3*size), rec: o.Dense(size, 3*size), bias: o.Param(1, 3*size, 0), backward: backward}
	for i := range size {
		l.bias.Data[i] = -1 // remember at first
	}
	l.inT = Matrix{3 * size, inputs, make([]float32, 3*size*inputs)}
	l.recT = Matrix{3 * size, size, make([]float32, 3*size*size)}
	return l
}

// run is one sentence's way through an lstm, kept for going back.
type run struct {
	x, gates, cells, tanhs, out Matrix // gates after their functions; out may be wider than the layer
	column                      int    // of out where this direction writes
}

// at returns the row of step t.
func (l *lstm) at(t, n int) int {
	if l.backward {
		return n - 1 - t
	}
	return t
}

func (l *lstm) forward(a *Arena, x, out Matrix, column int) *run {
	n, h := x.Rows, l.size
	r := &run{x, a.Matrix(n, 3*h), a.Matrix(n, h), a.Matrix(n, h), out, column}
	for i := range n {
		copy(r.gates.Row(i), l.bias.Data)
	}
	Multiply(r.gates, x, l.in.Matrix)
	zero := make([]float32, h)
	before, cell := zero, zero
	for t := range n {
		row := l.at(t, n)
		z, c, tc := r.gates.Row(row), r.cells.Row(row), r.tanhs.Row(row)
		mulAdd(z, before, 1, l.rec.Data, 3*h, h, 3*h)
		y := out.Row(row)[column : column+h]
		stepCell(z, cell, c, tc, y, h)
		before, cell = y, c
	}
	return r
}

// back adds the gradient for the input to dx and for the parameters to theirs,
// given that for the output in the same columns of dout.
func (l *lstm) back(a *Arena, r *run, dout, dx Matrix) {
	n, h := r.x.Rows, l.size
	dz := a.Matrix(n, 3*h)
	dh, dc, zero := make([]float32, h), make([]float32, h), make([]float32, h)
	shifted := a.Matrix(n, h) // the output of the step before, for each step
	for t := n - 1; t >= 0; t-- {
		row := l.at(t, n)
		cell := zero
		if t > 0 {
			earlier := l.at(t-1, n)
			cell = r.cells.Row(earlier)
			copy(shifted.Row(row), r.out.Row(earlier)[r.column:r.column+h])
		}
		for k, d := range dout.Row(row)[r.column : r.column+h] {
			dh[k] += d
		}
		l.backStep(r.gates.Row(row), r.tanhs.Row(row), cell, dz.Row(row), dh, dc)
		clear(dh)
		mulAdd(dh, dz.Row(row), 1, l.recT.Data, h, 3*h, h)
	}
	MultiplyLeft(l.in.Grad(), r.x, dz)
	MultiplyLeft(l.rec.Grad(), shifted, dz)
	for t := range n {
		for k, d := range dz.Row(t) {
			l.bias.grad[k] += d
		}
	}
	Multiply(dx, dz, l.inT)
}

// backStep goes back through one step's functions: from dh and dc to dz, and dc
// for the step before.
func (l *lstm) backStep(gates, tanhs, before, dz, dh, dc []float32) {
	h := l.size
	for k := range h {
		i, o, g, t := gates[k], gates[h+k], gates[2*h+k], tanhs[k]
		d := dc[k] + dh[k]*o*(1-t*t)
		dz[k] = d * (g - before[k]) * i * (1 - i)
		dz[h+k] = dh[k] * t * o * (1 - o)
		dz[2*h+k] = d * i * (1 - g*g)
		dc[k] = d * (1 - i)
	}
}

// refresh brings the transposed copies up to date, which a Step leaves behind.
func (l *lstm) refresh() {
	Transpose(l.inT, l.in.Matrix)
	Transpose(l.recT, l.rec.Matrix)
}
