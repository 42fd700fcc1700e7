package neural

import (
	"math"
	"math/rand/v2"
)

// Param is a matrix that training changes.
type Param struct {
	Matrix
	grad         []float32
	first, meter []float32 // Adam's moments
	touched      []int32   // of a sparse one: rows with a gradient
	isTouched    []bool
	sparse       bool
	sum          []float32 // of the values taken into the average
}

// Optimizer changes the parameters it made by Adam (Kingma and Ba, 2015).
type Optimizer struct {
	params []*Param
	rnd    *rand.Rand
	step   int

	averaged int // values in the parameters' sums
}

// NewOptimizer returns an Optimizer whose parameters begin as seed says.
func NewOptimizer(seed uint64) *Optimizer {
	return &Optimizer{rnd: rand.New(rand.NewPCG(seed, 17))}
}

// Param makes a parameter with entries drawn evenly from [-scale, scale].
func (o *Optimizer) Param(rows, cols int, scale float64) *Param {
	n := rows * cols
	p := &Param{
		Matrix: Matrix{rows, cols, make([]float32, n)},
		grad:   make([]float32, n), first: make([]float32, n), meter: make([]float32, n),
	}
	for i := range p.Data {
		p.Data[i] = float32(scale * (2*o.rnd.Float64() - 1))
	}
	o.params = append(o.params, p)
	return p
}

// Dense makes a parameter scaled for a layer with that many inputs and outputs
// (Glorot and Bengio, 2010).
func (o *Optimizer) Dense(rows, cols int) *Param {
	return o.Param(rows, cols, math.Sqrt(6/float64(rows+cols)))
}

// Table makes a parameter of which a sentence uses few rows.
func (o *Optimizer) Table(rows, cols int, scale float64) *Param {
	p := o.Param(rows, cols, scale)
	p.sparse, p.isTouched = true, make([]bool, rows)
	return p
}

// Grad returns the gradient of a parameter that is not a table.
func (p *Param) Grad() Matrix { return Matrix{p.Rows, p.Cols, p.grad} }

// touch returns the gradient of a row of a table.
func (p *Param) touch(row int32) []float32 {
	if !p.isTouched[row] {
		p.isTouched[row] = true
		p.touched = append(p.touched, row)
	}
	return p.grad[int(row)*p.Cols : (int(row)+1)*p.Cols]
}

const (
	decayFirst = 0.9
	decayMeter = 0.95 // shorter than usual: the gradients change fast over so few epochs
	tiny       = 1e-8
	maxNorm    = 5
)

// Step moves every parameter against its gradient, at the given rate, and clears
// the gradients. Rows of a table without a gradient stay as they are, moments
// included.
func (o *Optimizer) Step(rate float64) {
	o.step++
	norm := 0.0
	for _, p := range o.params {
		p.eachGrad(func(from, to int) {
			for _, g := range p.grad[from:to] {
				norm += float64(g) * float64(g)
			}
		})
	}
	clip := float32(1)
	if norm = math.Sqrt(norm); norm > maxNorm {
		clip = float32(maxNorm / norm)
	}
	t := float64(o.step)
	correction := math.Sqrt(1-math.Pow(decayMeter, t)) / (1 - math.Pow(decayFirst, t))
	for _, p := range o.params {
		p.eachGrad(func(from, to int) { p.adam(from, to, clip, float32(rate*correction)) })
		for _, row := range p.touched {
			p.isTouched[row] = false
		}
		p.touched = p.touched[:0]
	}
}

func (p *Param) eachGrad(f func(from, to int)) {
	if !p.sparse {
		f(0, len(p.grad))
		return
	}
	for _, row := range p.touched {
		f(int(row)*p.Cols, (int(row)+1)*p.Cols)
	}
}

func (p *Param) adam(from, to int, clip, rate float32) {
	first, meter, data := p.first[from:to], p.meter[from:to], p.Data[from:to]
	for i, g := range p.grad[from:to] {
		g *= clip
		first[i] += (1 - decayFirst) * (g - first[i])
		meter[i] += (1 - decayMeter) * (g*g - meter[i])
		data[i] -= rate * first[i] / (float32(math.Sqrt(float64(meter[i]))) + tiny)
	}
	clear(p.grad[from:to])
}
