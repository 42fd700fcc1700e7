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

// Apply writes the layer's output for x, each entry of which stands for scale
// times itself.
func (p *Packed) Apply(dst []float32, x []int8, scale float32) {
	copy(dst[:p.cols], p.bias)
	p.add(dst, x, scale)
}

// add adds the layer's output, but for the bias, to dst.
func (p *Packed) add(dst []float32, x []int8, scale float32) {
	sum := int32(0)
	for _, v := range x[:p.rows] {
		sum += int32(v)
	}
	dot(dst, x[:p.rows], p.weights, p.scale, scale, zeroWeight*sum)
}

// Quantize writes x as small integers and returns what each unit stands for.
func Quantize(dst []int8, x []float32) (scale float32) {
	top := float32(1e-9)
	for _, v := range x {
		top = max(top, v, -v)
	}
	up := 127 / top
	for i, v := range x {
		dst[i] = round(float32(v * up))
	}
	return top / 127
}

// round rounds a number in [-127, 127].
func round(x float32) int8 { return int8(int32(x+127.5) - 127) }

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
