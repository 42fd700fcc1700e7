package neural

// mulAddGeneric adds the product of a row and a matrix to a row:
//
//	dst[j] += Σ a[i*aStride] * b[i*bStride+j]   for i < k in order, j < n
//
// Products and sums are rounded one by one, in this order, so that the kernel
// in assembly, which works on many j at once, gives the same bits.
func mulAddGeneric(dst, a []float32, aStride int, b []float32, bStride, k, n int) {
	dst = dst[:n]
	for i := range k {
		x := a[i*aStride]
		row := b[i*bStride:][:n]
		for j, y := range row {
			dst[j] += float32(x * y)
		}
	}
}
