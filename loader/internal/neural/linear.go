package neural

// Linear is a layer x·W + b.
type Linear struct {
	weight, bias *Param
	transposed   Matrix
}

// NewLinear returns a layer.
func NewLinear(o *Optimizer, inputs, outputs int) *Linear {
	l := &Linear{weight: o.Dense(inputs, outputs), bias: o.Param(1, outputs, 0)}
	l.transposed = Matrix{outputs, inputs, make([]float32, inputs*outputs)}
	l.Refresh()
	return l
}

// Refresh must be called after each Step of the Optimizer.
func (l *Linear) Refresh() { Transpose(l.transposed, l.weight.Matrix) }

// Forward returns the layer's output for each row of x.
func (l *Linear) Forward(a *Arena, x Matrix) Matrix {
	y := a.Matrix(x.Rows, l.weight.Cols)
	for i := range y.Rows {
		copy(y.Row(i), l.bias.Data)
	}
	Multiply(y, x, l.weight.Matrix)
	return y
}

// Back adds the gradients of the parameters, and of x to dx, given that of the output.
func (l *Linear) Back(x, dy, dx Matrix) {
	MultiplyLeft(l.weight.Grad(), x, dy)
	for i := range dy.Rows {
		for k, d := range dy.Row(i) {
			l.bias.grad[k] += d
		}
	}
	Multiply(dx, dy, l.transposed)
}

// Rectify replaces the negative numbers of m by 0.
func Rectify(m Matrix) { RectifyRow(m.Data) }

// RectifyRow replaces the negative numbers of a row by 0.
func RectifyRow(row []float32) {
	for i, x := range row {
		row[i] = max(x, 0)
	}
}

// RectifyBack clears the gradient dm where m, rectified, is 0.
func RectifyBack(m, dm Matrix) {
	for i, x := range m.Data {
		if x <= 0 {
			dm.Data[i] = 0
		}
	}
}
