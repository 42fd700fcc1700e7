package name

import "math"

// A lattice computes, for the labels of one sentence, what a conditional random
// field of the first order gives them.
type lattice struct {
	n               int
	score           [][labels]float64 // of each token's labels
	forward, behind [][labels]float64
}

const impossible = -1e30

func (l *lattice) grow(n int) {
	l.n = n
	for len(l.score) < n {
		l.score = append(l.score, [labels]float64{})
		l.forward = append(l.forward, [labels]float64{})
		l.behind = append(l.behind, [labels]float64{})
	}
}

// run fills forward and behind over the labels that masks allow, all if masks is
// nil, and returns the logarithm of the sum over all paths.
func (l *lattice) run(step *[labels][labels]float64, masks []uint32) float64 {
	open := func(i int, y label) bool { return masks == nil || masks[i]>>y&1 != 0 }
	var terms [labels]float64
	for i := range l.n {
		for y := range label(labels) {
			if !open(i, y) || i == 0 && !y.follows(outside) || i == l.n-1 && !y.last() {
				l.forward[i][y] = impossible
				continue
			}
			if i == 0 {
				l.forward[i][y] = l.score[i][y]
				continue
			}
			t := terms[:0]
			for _, before := range allowed[y] {
				if f := l.forward[i-1][before]; f > impossible {
					t = append(t, f+step[before][y])
				}
			}
			l.forward[i][y] = logSum(t)
			if l.forward[i][y] > impossible {
				l.forward[i][y] += l.score[i][y]
			}
		}
	}
	for i := l.n - 1; i >= 0; i-- {
		for y := range label(labels) {
			l.behind[i][y] = impossible
			if l.forward[i][y] <= impossible {
				continue
			}
			if i == l.n-1 {
				l.behind[i][y] = 0
				continue
			}
			t := terms[:0]
			for after := range label(labels) {
				if b := l.behind[i+1][after]; b > impossible && after.follows(y) {
					t = append(t, b+step[y][after]+l.score[i+1][after])
				}
			}
			l.behind[i][y] = logSum(t)
		}
	}
	t := terms[:0]
	for y := range labels {
		if f := l.forward[l.n-1][y]; f > impossible {
			t = append(t, f)
		}
	}
	return logSum(t)
}

// gradient returns the gradient of the loss, the negative logarithm of the
// probability of the labels that masks allow, for the scores of labels and of
// steps, and the loss.
func (l *lattice) gradient(step *[labels][labels]float64, masks []uint32) (node [][labels]float64, edges [labels][labels]float64, loss float64) {
	node = make([][labels]float64, len(masks))
	all := l.run(step, nil)
	l.expect(step, all, 1, node, &edges)
	gold := l.run(step, masks)
	l.expect(step, gold, -1, node, &edges)
	return node, edges, all - gold
}

func logSum(terms []float64) float64 {
	if len(terms) == 0 {
		return impossible
	}
	top := terms[0]
	for _, t := range terms[1:] {
		top = max(top, t)
	}
	sum := 0.0
	for _, t := range terms {
		sum += math.Exp(t - top)
	}
	return top + math.Log(sum)
}

// expect adds sign times the probability of each label and each step.
func (l *lattice) expect(step *[labels][labels]float64, total, sign float64, node [][labels]float64, edge *[labels][labels]float64) {
	for i := range l.n {
		for y := range label(labels) {
			f := l.forward[i][y]
			if f <= impossible || l.behind[i][y] <= impossible {
				continue
			}
			node[i][y] += sign * math.Exp(f+l.behind[i][y]-total)
			if i == 0 {
				continue
			}
			for _, before := range allowed[y] {
				if g := l.forward[i-1][before]; g > impossible {
					edge[before][y] += sign * math.Exp(g+step[before][y]+l.score[i][y]+l.behind[i][y]-total)
				}
			}
		}
	}
}
