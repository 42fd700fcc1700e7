package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// testHead returns a head that drops nothing, and two words for it.
func testHead() (h *Head, opt *Optimizer, rows [][]int32, vectors []int8) {
	opt = NewOptimizer(3)
	h = NewHead(opt, HeadShape{Rows: 6, Inputs: 8, Vector: 16, Hidden: 8, Outputs: 8}, 0)
	for i := range h.table.Data {
		h.table.Data[i] *= 10
	}
	rnd := rand.New(rand.NewPCG(3, 1))
	for range 2 * 16 {
		vectors = append(vectors, int8(rnd.IntN(255)-127))
	}
	return h, opt, [][]int32{{1, 2}, {4, 1, 5}}, vectors
}

// The gradients are those of the loss.
func TestHeadGradients(t *testing.T) {
	h, opt, rows, vectors := testHead()
	right := []int{2, 4}
	var arena Arena
	loss := func(back bool) (loss float64) {
		h.Refresh()
		arena.Reset()
		pass := h.Forward(&arena, rows, vectors)
		for i, c := range right {
			loss += Softmax(pass.Scores.Row(i), 5, c)
		}
		if back {
			pass.Back(&arena, pass.Scores)
		}
		return loss
	}
	loss(true)
	for n, p := range opt.params {
		if p == h.vector.bias {
			continue // the hidden layer has one of its own
		}
		for i := 0; i < len(p.Data); i += 5 {
			checkGradient(t, opt, n, i, 1e-3, loss)
		}
	}
}

// Rounding a head changes its scores little.
func TestPackedHeadIsClose(t *testing.T) {
	h, _, rows, vectors := testHead()
	var arena Arena
	want := h.Forward(&arena, rows, vectors).Scores
	var w Writer
	h.Pack().Write(&w)
	r := NewReader(w.Data)
	packed := ReadPackedHead(r, 6)
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	var b Buffer
	for i := range rows {
		for k, got := range packed.Score(&b, rows[i], vectors[i*16:(i+1)*16]) {
			if d := math.Abs(float64(got - want.Row(i)[k])); d > 0.1 {
				t.Errorf("score %d of word %d is %.3f, want about %.3f", k, i, got, want.Row(i)[k])
			}
		}
	}
}

func FuzzReadPackedHead(f *testing.F) {
	var w Writer
	h, _, _, vectors := testHead()
	h.Pack().Write(&w)
	f.Add(w.Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(data)
		h := ReadPackedHead(r, 6)
		if r.Err() == nil && h.Inputs() == 16 {
			var b Buffer
			h.Score(&b, []int32{1, 5}, vectors[:16])
		}
	})
}
