package neural

import (
	"math"
	"testing"
)

// testHead returns a head that drops nothing, and two things for it.
func testHead() (h *Head, opt *Optimizer, rows [][]int32) {
	opt = NewOptimizer(3)
	h = NewHead(opt, HeadShape{Rows: 6, Inputs: 8, Hidden: 8, Outputs: 8}, 0)
	for i := range h.table.Data {
		h.table.Data[i] *= 10
	}
	return h, opt, [][]int32{{1, 2}, {4, 1, 5}}
}

// The gradients are those of the loss.
func TestHeadGradients(t *testing.T) {
	h, opt, rows := testHead()
	right := []int{2, 4}
	var arena Arena
	loss := func(back bool) (loss float64) {
		h.Refresh()
		arena.Reset()
		pass := h.Forward(&arena, rows)
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
		for i := 0; i < len(p.Data); i += 5 {
			checkGradient(t, opt, n, i, 1e-3, loss)
		}
	}
}

// Rounding a head changes its scores little.
func TestPackedHeadIsClose(t *testing.T) {
	h, _, rows := testHead()
	var arena Arena
	want := h.Forward(&arena, rows).Scores
	var w Writer
	h.Pack().Write(&w)
	r := NewReader(w.Data)
	packed := ReadPackedHead(r, 6)
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	var b Buffer
	for i := range rows {
		for k, got := range packed.Score(&b, rows[i]) {
			if d := math.Abs(float64(got - want.Row(i)[k])); d > 0.1 {
				t.Errorf("score %d of thing %d is %.3f, want about %.3f", k, i, got, want.Row(i)[k])
			}
		}
	}
}

func FuzzReadPackedHead(f *testing.F) {
	var w Writer
	h, _, _ := testHead()
	h.Pack().Write(&w)
	f.Add(w.Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(data)
		h := ReadPackedHead(r, 6)
		if r.Err() == nil {
			var b Buffer
			h.Score(&b, []int32{1, 5})
		}
	})
}
