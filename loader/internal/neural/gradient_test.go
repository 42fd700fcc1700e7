package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The gradients are those of the loss: moving a parameter a little changes it
// by so much.
func TestGradients(t *testing.T) {
	const seed = 3
	opt := NewOptimizer(seed)
	encoder := NewEncoder(opt, Shape{Rows: 6, Inputs: 8, Size: 8, Layers: 2}, 0)
	output := NewLinear(opt, 16, 8)
	for i := range encoder.table.Data {
		encoder.table.Data[i] *= 10
	}
	rows := [][]int32{{1, 2}, {3}, {4, 1, 5}, {2, 0}}
	right := []int{2, 0, 1, 4}
	var arena Arena
	loss := func(back bool) (loss float64) {
		encoder.Refresh()
		output.Refresh()
		arena.Reset()
		pass := encoder.Forward(&arena, rows, false)
		scores := output.Forward(&arena, pass.Out)
		for i, c := range right {
			loss += Softmax(scores.Row(i), 5, c)
		}
		if back {
			d := arena.Matrix(len(rows), 16)
			output.Back(pass.Out, scores, d)
			pass.Back(&arena, d)
		}
		return loss
	}
	loss(true)
	rnd := rand.New(rand.NewPCG(seed, 1))
	for n, p := range opt.params {
		for range 12 {
			checkGradient(t, opt, n, rnd.IntN(len(p.Data)), 1e-2, loss)
		}
	}
}

// checkGradient holds the gradient of entry i of the n-th parameter against what moving
// it by step changes of the loss.
func checkGradient(t *testing.T, opt *Optimizer, n, i int, step float32, loss func(back bool) float64) {
	t.Helper()
	p := opt.params[n]
	old := p.Data[i]
	p.Data[i] = old + step
	up := loss(false)
	p.Data[i] = old - step
	down := loss(false)
	p.Data[i] = old
	want := (up - down) / (2 * float64(step))
	// The ratio that stands for tanh is not quite tanh, nor its slope.
	if got := float64(p.grad[i]); math.Abs(got-want) > 2e-3+0.01*math.Abs(want) {
		t.Errorf("parameter %d, entry %d: gradient is %v, want %v", n, i, got, want)
	}
}

// Rounding an encoder changes its vectors little.
func TestPackedEncoderIsClose(t *testing.T) {
	opt := NewOptimizer(5)
	encoder := NewEncoder(opt, Shape{Rows: 50, Inputs: 64, Size: 40, Layers: 2}, 0)
	for i := range encoder.table.Data {
		encoder.table.Data[i] *= 8
	}
	rnd := rand.New(rand.NewPCG(5, 5))
	rows := make([][]int32, 30)
	for i := range rows {
		for range 5 {
			rows[i] = append(rows[i], rnd.Int32N(50))
		}
	}
	var arena Arena
	want := encoder.Forward(&arena, rows, false).Out
	var w Writer
	encoder.Pack().Write(&w)
	r := NewReader(w.Data)
	packed := ReadPackedEncoder(r, 50)
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	var buffer Buffer
	got := packed.Encode(&buffer, len(rows), func(i int) []int32 { return rows[i] })
	worst, sum := 0.0, 0.0
	for i, x := range want.Data {
		d := math.Abs(float64(float32(got[i])*Unit - x))
		worst, sum = max(worst, d), sum+d
	}
	if mean := sum / float64(len(want.Data)); worst > 0.06 || mean > 0.01 {
		t.Errorf("numbers in [-1, 1] differ by %.4f at worst and %.4f on average, want at most 0.06 and 0.01", worst, mean)
	}
}

func FuzzReadPackedEncoder(f *testing.F) {
	var w Writer
	NewEncoder(NewOptimizer(1), Shape{Rows: 2, Inputs: 8, Size: 8, Layers: 1}, 0).Pack().Write(&w)
	f.Add(w.Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(data)
		e := ReadPackedEncoder(r, 2)
		if r.Err() == nil {
			var b Buffer
			e.Encode(&b, 3, func(i int) []int32 { return []int32{int32(i % 2)} })
		}
	})
}

func TestAdamDescends(t *testing.T) {
	opt := NewOptimizer(1)
	p := opt.Param(1, 8, 1)
	for range 400 {
		for i, x := range p.Data {
			p.grad[i] = 2 * (x - float32(i)) // of (x-i)²
		}
		opt.Step(0.1)
	}
	for i, x := range p.Data {
		if math.Abs(float64(x)-float64(i)) > 0.05 {
			t.Errorf("entry %d is %v after 400 steps, want %d", i, x, i)
		}
	}
}
