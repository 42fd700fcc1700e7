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
	multiply(dst, a.Data, a.Rows, a.Cols, 1, b)
}

// multiply adds a·b to dst, where a has that many rows, aRow apart in data, and
// their entries are aStride apart.
func multiply(dst Matrix, a []float32, rows, aRow, aStride int, b Matrix) {
	i := 0
	for i+4 <= rows && mulAdd4(dst.Data[i*dst.Cols:], dst.Cols, a[i*aRow:], aRow, aStride, b.Data, b.Cols, b.Rows, b.Cols) {
		i += 4
	}
	for ; i < rows; i++ {
		mulAdd(dst.Row(i), a[i*aRow:], aStride, b.Data, b.Cols, b.Rows, b.Cols)
	}
}

// MultiplyRow adds the product of a row and a matrix, as long as they say, to dst.
func MultiplyRow(dst, row, matrix []float32) {
	mulAdd(dst, row, 1, matrix, len(dst), len(row), len(dst))
}

// MultiplyLeft adds aᵀ·b to dst: the gradient of a matrix that stands right of a.
func MultiplyLeft(dst, a, b Matrix) {
	multiply(dst, a.Data, a.Cols, 1, a.Cols, b)
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
