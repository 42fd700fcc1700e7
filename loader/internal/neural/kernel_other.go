//go:build !amd64

package neural

func mulAdd(dst, a []float32, aStride int, b []float32, bStride, k, n int) {
	mulAddGeneric(dst, a, aStride, b, bStride, k, n)
}

func mulAdd4(dst []float32, dstStride int, a []float32, aRow, aStride int, b []float32, bStride, k, n int) bool {
	return false
}

func stepCell(z, before, cell, tanhs, out []float32, h int) {
	cellGeneric(z, before, cell, tanhs, out, h)
}

func dot(dst []float32, x []int8, w []uint8, scale []float32, rowScale float32) {
	dotGeneric(dst, x, w, scale, rowScale)
}

func dot4(dst []float32, x []int8, w []uint8, scale []float32, rowScale *[4]float32) {
	n, k := len(scale), len(x)/4
	for i, s := range rowScale {
		dotGeneric(dst[i*n:], x[i*k:(i+1)*k], w, scale, s)
	}
}

func largest(x []float32, least float32) float32 { return largestGeneric(x, least) }

func round(dst []int8, x []float32, up float32) { roundGeneric(dst, x, up) }

func sumRows(dst []float32, table []byte, rows []int32) { sumRowsGeneric(dst, table, rows) }
