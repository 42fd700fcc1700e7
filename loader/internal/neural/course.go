package neural

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// Course is how a network is trained: sentences in a new random order each
// epoch, a step after each Batch of them, at a rate that rises at first
// and then falls to nearly nothing. The parameters in the end are the
// average over the last part, which wavers less.
type Course struct {
	Name     string // for Progress
	Epochs   int
	Batch    int
	Rate     float64 // at its highest
	Seed     uint64
	Progress io.Writer
}

const (
	warmUp       = 0.01 // share of the training in which the rate rises
	averageFrom  = 0.6  // and after which parameters are averaged
	averageEvery = 50   // steps
)

// Run trains on sentences 0 to n-1. learn adds the gradients for one and returns
// its loss; refresh is called after each step. Run ends early with the error of ctx.
func (c Course) Run(ctx context.Context, o *Optimizer, n int, learn func(i int) float64, refresh func()) error {
	order := rand.New(rand.NewPCG(c.Seed, 2))
	total, seen, steps := float64(c.Epochs*n), 0, 0
	for epoch := range c.Epochs {
		begin, loss := time.Now(), 0.0
		for k, i := range order.Perm(n) {
			if err := ctx.Err(); err != nil {
				return err
			}
			loss += learn(i)
			seen++
			if (k+1)%c.Batch != 0 && k != n-1 {
				continue
			}
			done := float64(seen) / total
			o.Step(c.Rate * min(1, done/warmUp) * (1.01 - done))
			refresh()
			if steps++; done > averageFrom && steps%averageEvery == 0 {
				o.accumulate()
			}
		}
		fmt.Fprintf(c.Progress, "%s: epoch %d of %d: loss %.3f a sentence, %.0f s\n", c.Name, epoch+1, c.Epochs, loss/float64(n), time.Since(begin).Seconds())
	}
	o.useAverage()
	refresh()
	return nil
}

// accumulate takes the parameters into the average.
func (o *Optimizer) accumulate() {
	o.averaged++
	for _, p := range o.params {
		if p.sum == nil {
			p.sum = make([]float32, len(p.Data))
		}
		for i, x := range p.Data {
			p.sum[i] += x
		}
	}
}

// useAverage replaces the parameters by their average.
func (o *Optimizer) useAverage() {
	if o.averaged == 0 {
		return
	}
	for _, p := range o.params {
		for i, s := range p.sum {
			p.Data[i] = s / float32(o.averaged)
		}
	}
}
