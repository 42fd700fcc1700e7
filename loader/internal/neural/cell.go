package neural

// cellGeneric takes one step of an lstm of h units: gates z = [a b c] in,
// [σ(a) σ(b) tanh(c)] out; the cell before and the cell after, its tanh and the
// output. Every operation is rounded by itself, so that the kernel in assembly
// gives the same bits.
func cellGeneric(z, before, cell, tanhs, out []float32, h int) {
	for k := range h {
		i, o, g := sigmoid(z[k]), sigmoid(z[h+k]), tanh(z[2*h+k])
		z[k], z[h+k], z[2*h+k] = i, o, g
		c := float32((1-i)*before[k]) + float32(i*g)
		t := tanh(c)
		cell[k], tanhs[k], out[k] = c, t, float32(o*t)
	}
}

// tanh is a ratio of polynomials (Lambert's fraction), right to 1e-4.
func tanh(x float32) float32 {
	x = max(-4.97, min(4.97, x))
	s := float32(x * x)
	p := float32(float32(float32(float32(s+378)*s)+17325)*s) + 135135
	q := float32(float32(float32(float32(float32(28*s)+3150)*s)+62370)*s) + 135135
	return max(-1, min(1, float32(x*p)/q))
}

func sigmoid(x float32) float32 { return float32(0.5*tanh(float32(0.5*x))) + 0.5 }
