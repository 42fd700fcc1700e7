package neural

import "golang.org/x/sys/cpu"

var (
	hasAVX2 = cpu.X86.HasAVX2
	hasVNNI = cpu.X86.HasAVX512VNNI && cpu.X86.HasAVX512VL
)

// mulAddAVX2 is mulAddGeneric for n a multiple of 8.
//
//go:noescape
func mulAddAVX2(dst, a *float32, aStride int, b *float32, bStride, k, n int)

// mulAdd4AVX2 is mulAddGeneric for four rows, for n a multiple of 16.
//
//go:noescape
func mulAdd4AVX2(dst *float32, dstStride int, a *float32, aRow, aStride int, b *float32, bStride, k, n int)

// cellAVX2 is cellGeneric for h a multiple of 8.
//
//go:noescape
func cellAVX2(z, before, cell, tanhs, out *float32, h int)

// dotAVX2 is dotGeneric for n columns, a multiple of 8, and 4·quads rows.
//
//go:noescape
func dotAVX2(dst *float32, x *int8, w *uint8, scale *float32, quads, n int, rowScale float32)

// dotVNNI is dotAVX2 for machines with AVX-512's VNNI.
//
//go:noescape
func dotVNNI(dst *float32, x *int8, w *uint8, scale *float32, quads, n int, rowScale float32)

// dot4VNNI does what four calls of dotVNNI do, for rows one after another.
//
//go:noescape
func dot4VNNI(dst *float32, x *int8, w *uint8, scale *float32, quads, n int, rowScale *[4]float32)

// largestAVX2 is largestGeneric for n a multiple of 8.
//
//go:noescape
func largestAVX2(x *float32, n int, least float32) float32

// roundAVX2 is roundGeneric for n a multiple of 8.
//
//go:noescape
func roundAVX2(dst *int8, x *float32, n int, up float32)

// sumRowsAVX2 is sumRowsGeneric for n rows, at most maxSums, and a number of
// columns that is a multiple of 32.
//
//go:noescape
func sumRowsAVX2(dst *float32, table *byte, rows *int32, n, cols int)

func mulAdd(dst, a []float32, aStride int, b []float32, bStride, k, n int) {
	if k == 0 || n == 0 {
		return
	}
	if !hasAVX2 || n%8 != 0 {
		mulAddGeneric(dst, a, aStride, b, bStride, k, n)
		return
	}
	_, _, _ = dst[n-1], a[(k-1)*aStride], b[(k-1)*bStride+n-1]
	mulAddAVX2(&dst[0], &a[0], aStride, &b[0], bStride, k, n)
}

// mulAdd4 does what four calls of mulAdd do, for rows dstStride apart in dst and
// aRow apart in a. It reports whether it could.
func mulAdd4(dst []float32, dstStride int, a []float32, aRow, aStride int, b []float32, bStride, k, n int) bool {
	if !hasAVX2 || n%16 != 0 || n == 0 || k == 0 {
		return false
	}
	_, _, _ = dst[3*dstStride+n-1], a[3*aRow+(k-1)*aStride], b[(k-1)*bStride+n-1]
	mulAdd4AVX2(&dst[0], dstStride, &a[0], aRow, aStride, &b[0], bStride, k, n)
	return true
}

func stepCell(z, before, cell, tanhs, out []float32, h int) {
	if !hasAVX2 || h%8 != 0 {
		cellGeneric(z, before, cell, tanhs, out, h)
		return
	}
	_, _, _, _, _ = z[3*h-1], before[h-1], cell[h-1], tanhs[h-1], out[h-1]
	cellAVX2(&z[0], &before[0], &cell[0], &tanhs[0], &out[0], h)
}

func dot(dst []float32, x []int8, w []uint8, scale []float32, rowScale float32) {
	n := len(scale)
	if !hasAVX2 || n%8 != 0 || n == 0 || len(x) == 0 {
		dotGeneric(dst, x, w, scale, rowScale)
		return
	}
	_, _ = dst[n-1], w[len(x)*n-1]
	if hasVNNI {
		dotVNNI(&dst[0], &x[0], &w[0], &scale[0], len(x)/4, n, rowScale)
		return
	}
	dotAVX2(&dst[0], &x[0], &w[0], &scale[0], len(x)/4, n, rowScale)
}

// dot4 does what four calls of dot do, for rows one after another in dst and x.
func dot4(dst []float32, x []int8, w []uint8, scale []float32, rowScale *[4]float32) {
	n, k := len(scale), len(x)/4
	if !hasVNNI || n%8 != 0 || n == 0 || k == 0 {
		for i, s := range rowScale {
			dot(dst[i*n:], x[i*k:(i+1)*k], w, scale, s)
		}
		return
	}
	_, _ = dst[4*n-1], w[k*n-1]
	dot4VNNI(&dst[0], &x[0], &w[0], &scale[0], k/4, n, rowScale)
}

func largest(x []float32, least float32) float32 {
	if !hasAVX2 || len(x)%8 != 0 || len(x) == 0 {
		return largestGeneric(x, least)
	}
	return largestAVX2(&x[0], len(x), least)
}

func round(dst []int8, x []float32, up float32) {
	if !hasAVX2 || len(x)%8 != 0 || len(x) == 0 {
		roundGeneric(dst, x, up)
		return
	}
	_ = dst[len(x)-1]
	roundAVX2(&dst[0], &x[0], len(x), up)
}

// maxSums is how many signed bytes surely add up to no more than 16 bits hold.
const maxSums = 255

func sumRows(dst []float32, table []byte, rows []int32) {
	cols := len(dst)
	if !hasAVX2 || cols%32 != 0 || cols == 0 || len(rows) == 0 || len(rows) > maxSums {
		sumRowsGeneric(dst, table, rows)
		return
	}
	for _, row := range rows {
		_ = table[int(row)*cols:][:cols]
	}
	sumRowsAVX2(&dst[0], &table[0], &rows[0], len(rows), cols)
}
