package name

import "math"

// A path finds the labels of a sentence that score best together (Viterbi). It
// belongs to one goroutine.
type path struct {
	total [][labels]int32
	from  [][labels]label
	out   []label
}

// never is the score of what cannot be. It is far enough from the lowest integer
// for a sentence's scores to be added to it.
const never = math.MinInt32 / 2

// best returns the best labels by what each token and each step gives. The slice
// is used again by the next call.
func (p *path) best(score [][labels]int32, step *[labels][labels]int32) []label {
	n := len(score)
	if len(p.total) < n {
		p.total, p.from = make([][labels]int32, n), make([][labels]label, n)
	}
	for y := range label(labels) {
		p.total[0][y] = never
		if y.follows(outside) {
			p.total[0][y] = score[0][y]
		}
	}
	for i := 1; i < n; i++ {
		for y := range label(labels) {
			if y != outside && score[i][outside] >= sure { // nothing else was looked at
				p.total[i][y] = never
				continue
			}
			top, from := int32(never), outside
			for _, before := range allowed[y] {
				if v := p.total[i-1][before] + step[before][y]; v > top {
					top, from = v, before
				}
			}
			p.total[i][y], p.from[i][y] = never, from
			if top > never {
				p.total[i][y] = top + score[i][y]
			}
		}
	}
	top := outside
	for y := range label(labels) {
		if y.last() && p.total[n-1][y] > p.total[n-1][top] {
			top = y
		}
	}
	p.out = append(p.out[:0], make([]label, n)...)
	for i := n - 1; i >= 0; i-- {
		p.out[i] = top
		top = p.from[i][top]
	}
	return p.out
}
