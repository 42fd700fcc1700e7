package neural

import "math"

// Softmax replaces the first n scores of a row by the gradient of the loss: the
// probabilities, less 1 for the right one. The other columns become 0. It returns the
// loss, the negative logarithm of the right one's probability.
func Softmax(row []float32, n, right int) float64 {
	top := row[0]
	for _, s := range row[:n] {
		top = max(top, s)
	}
	sum := 0.0
	for k, s := range row[:n] {
		e := math.Exp(float64(s - top))
		row[k] = float32(e)
		sum += e
	}
	p := float64(row[right]) / sum
	for k := range row[:n] {
		row[k] = float32(float64(row[k]) / sum)
	}
	row[right]--
	clear(row[n:])
	return -math.Log(max(p, 1e-9))
}
