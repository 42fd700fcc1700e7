package neural

// Quantize writes x as small integers and returns what each unit stands for.
func Quantize(dst []int8, x []float32) (scale float32) {
	top := largest(x, 1e-9)
	round(dst, x, 127/top)
	return top / 127
}

// largestGeneric returns the largest of least and the sizes of x.
func largestGeneric(x []float32, least float32) float32 {
	for _, v := range x {
		least = max(least, v, -v)
	}
	return least
}

// roundGeneric writes x times up, all of which is in [-127, 127], rounded.
func roundGeneric(dst []int8, x []float32, up float32) {
	for i, v := range x {
		dst[i] = nearest(float32(v * up))
	}
}

// nearest rounds a number in [-127, 127].
func nearest(x float32) int8 { return int8(int32(x+127.5) - 127) }
