package neural

import "math"

// Packed is a layer x·W + b for small integers x. Each column of W is kept as
// 7-bit integers times a number of its own.
type Packed struct {
	rows, cols  int
	weights     []uint8 // 64 more than what they stand for, four rows together
	scale, bias []float32
}

const zeroWeight = 64

// pack rounds a layer. The rows are a multiple of 4, the columns of 8.
func pack(m Matrix, bias []float32) *Packed {
	p := &Packed{rows: m.Rows, cols: m.Cols, weights: make([]uint8, m.Rows*m.Cols), scale: make([]float32, m.Cols), bias: bias}
	for j := range m.Cols {
		top := float32(1e-9)
		for i := range m.Rows {
			top = max(top, abs(m.Row(i)[j]))
		}
		p.scale[j] = top / (zeroWeight - 1)
		for i := range m.Rows {
			w := math.RoundToEven(float64(m.Row(i)[j] / p.scale[j]))
			p.weights[(i/4*m.Cols+j)*4+i%4] = uint8(zeroWeight + max(1-zeroWeight, min(zeroWeight-1, w)))
		}
	}
	return p
}

func abs(x float32) float32 { return max(x, -x) }

// Pack rounds the layer.
func (l *Linear) Pack() *Packed { return pack(l.weight.Matrix, l.bias.Data) }

// PackTogether rounds layers with the same input as one, their columns side by side.
func PackTogether(layers ...*Linear) *Packed {
	var all []Matrix
	var bias []float32
	for _, l := range layers {
		all = append(all, l.weight.Matrix)
		bias = append(bias, l.bias.Data...)
	}
	return pack(beside(all...), bias)
}

// beside puts matrices with as many rows next to each other.
func beside(all ...Matrix) Matrix {
	m := Matrix{Rows: all[0].Rows}
	for _, part := range all {
		m.Cols += part.Cols
	}
	m.Data = make([]float32, 0, m.Rows*m.Cols)
	for i := range m.Rows {
		for _, part := range all {
			m.Data = append(m.Data, part.Row(i)...)
		}
	}
	return m
}

// Inputs and Outputs are the numbers of rows and columns.
func (p *Packed) Inputs() int { return p.rows }

// Outputs is the number of columns.
func (p *Packed) Outputs() int { return p.cols }

// Apply writes the layer's output for each row of x, whose entries stand for so
// many times themselves: there is a scale for each row, or one for all.
func (p *Packed) Apply(dst []float32, x []int8, scales ...float32) {
	for i := range p.count(x) {
		copy(dst[i*p.cols:], p.bias)
	}
	p.add(dst, x, scales...)
}

// count returns how many rows x is. A layer without inputs has one.
func (p *Packed) count(x []int8) int {
	if p.rows == 0 {
		return 1
	}
	return len(x) / p.rows
}

// add adds the layer's output, but for the bias, to dst.
func (p *Packed) add(dst []float32, x []int8, scales ...float32) {
	scale := func(i int) float32 { return scales[min(i, len(scales)-1)] }
	i, rows := 0, p.count(x)
	for ; i+4 <= rows; i += 4 {
		four := [4]float32{scale(i), scale(i + 1), scale(i + 2), scale(i + 3)}
		dot4(dst[i*p.cols:], x[i*p.rows:(i+4)*p.rows], p.weights, p.scale, &four)
	}
	for ; i < rows; i++ {
		dot(dst[i*p.cols:], x[i*p.rows:(i+1)*p.rows], p.weights, p.scale, scale(i))
	}
}

// Write appends the layer to a model.
func (p *Packed) Write(w *Writer) {
	w.Number(p.rows)
	w.Number(p.cols)
	w.Bytes(p.weights)
	w.Floats(p.scale)
	w.Floats(p.bias)
}

const maxSide = 1 << 12 // rows or columns of a layer

// ReadPacked reads a layer.
func ReadPacked(r *Reader) *Packed {
	p := &Packed{rows: r.Number(maxSide), cols: r.Number(maxSide), weights: r.Bytes(), scale: r.Floats(), bias: r.Floats()}
	if p.rows%4 != 0 || p.cols%8 != 0 || len(p.weights) != p.rows*p.cols || len(p.scale) != p.cols || len(p.bias) != p.cols {
		r.fail()
	}
	for _, w := range p.weights {
		if w > 127 {
			r.fail()
		}
	}
	return p
}
