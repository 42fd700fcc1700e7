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

func dot(dst []float32, x []int8, w []uint8, scale []float32, rowScale float32, correction int32) {
	dotGeneric(dst, x, w, scale, rowScale, correction)
}
