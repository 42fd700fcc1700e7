package neural

// dotGeneric adds to each column of dst the product of a row of small integers
// and a column of packed weights:
//
//	dst[j] += float32(Σ x[i]·(w[i][j]-64)) * (scale[j] * rowScale)
//
// The weights are unsigned, 64 more than what they stand for, and packed four
// rows together: w[i/4][j][i%4]. The sum is exact, so every machine agrees.
func dotGeneric(dst []float32, x []int8, w []uint8, scale []float32, rowScale float32) {
	zero := int32(0)
	for _, v := range x {
		zero += zeroWeight * int32(v)
	}
	n := len(scale)
	var sums [dotBlock]int32
	for from := 0; from < n; from += dotBlock {
		to := min(from+dotBlock, n)
		acc := sums[:to-from]
		clear(acc)
		for i := 0; i < len(x); i += 4 {
			x0, x1, x2, x3 := int32(x[i]), int32(x[i+1]), int32(x[i+2]), int32(x[i+3])
			row := w[(i*n + from*4):][:len(acc)*4]
			for j := range acc {
				q := row[j*4 : j*4+4 : j*4+4]
				acc[j] += x0*int32(q[0]) + x1*int32(q[1]) + x2*int32(q[2]) + x3*int32(q[3])
			}
		}
		for j, sum := range acc {
			dst[from+j] += float32(float32(sum-zero) * float32(scale[from+j]*rowScale))
		}
	}
}

const dotBlock = 64
