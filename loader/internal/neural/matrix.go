package neural

// Matrix is rows of numbers, one after another in Data. The number of columns is
// a multiple of 8, which the kernel wants.
type Matrix struct {
	Rows, Cols int
	Data       []float32
}

// Row returns row i, which shares memory with the matrix.
func (m Matrix) Row(i int) []float32 { return m.Data[i*m.Cols : (i+1)*m.Cols] }

// Multiply adds a·b to dst.
func Multiply(dst, a, b Matrix) {
	for i := range a.Rows {
		mulAdd(dst.Row(i), a.Row(i), 1, b.Data, b.Cols, a.Cols, b.Cols)
	}
}

// MultiplyRow adds the product of a row and a matrix, as long as they say, to dst.
func MultiplyRow(dst, row, matrix []float32) {
	mulAdd(dst, row, 1, matrix, len(dst), len(row), len(dst))
}

// MultiplyLeft adds aᵀ·b to dst: the gradient of a matrix that stands right of a.
func MultiplyLeft(dst, a, b Matrix) {
	for i := range a.Cols {
		mulAdd(dst.Row(i), a.Data[i:], a.Cols, b.Data, b.Cols, a.Rows, b.Cols)
	}
}

// Transpose writes mᵀ to dst, whose columns beyond m.Rows stay as they are.
func Transpose(dst, m Matrix) {
	for i := range m.Rows {
		for j, x := range m.Row(i) {
			dst.Data[j*dst.Cols+i] = x
		}
	}
}

// Arena lends matrices full of zeros until the next Reset, so that training does
// not allocate for every sentence. The zero Arena is ready for use.
type Arena struct {
	slab []float32
	used int
	more int // asked for beyond the slab since the last Reset
}

// Reset takes all matrices back.
func (a *Arena) Reset() {
	if a.more > 0 {
		a.slab = make([]float32, len(a.slab)+a.more)
	}
	clear(a.slab[:min(a.used, len(a.slab))])
	a.used, a.more = 0, 0
}

// Matrix lends a matrix of zeros.
func (a *Arena) Matrix(rows, cols int) Matrix {
	n := rows * cols
	if a.used+n > len(a.slab) {
		a.more += n
		return Matrix{rows, cols, make([]float32, n)}
	}
	data := a.slab[a.used : a.used+n : a.used+n]
	a.used += n
	return Matrix{rows, cols, data}
}
