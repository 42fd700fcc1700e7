package parse

import (
	"math/rand/v2"
	"testing"
)

// best returns the highest sum over all projective trees with one root, by trying
// every list of heads.
func best(n int, scores []int32) int32 {
	heads, top := make([]int, n), int32(never)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if isProjectiveTree(heads) {
				top = max(top, sum(heads, scores))
			}
			return
		}
		for heads[i] = range n + 1 {
			try(i + 1)
		}
	}
	try(0)
	return top
}

func sum(heads []int, scores []int32) (s int32) {
	for i, h := range heads {
		s += scores[i*(len(heads)+1)+h]
	}
	return s
}

// isProjectiveTree reports whether heads, len(heads) for the root's, are a tree
// with one root in which every arc spans only what its head governs.
func isProjectiveTree(heads []int) bool {
	n, roots := len(heads), 0
	governs := func(head, w int) bool {
		for range n + 1 {
			if w == head {
				return true
			}
			if w == n {
				return false
			}
			w = heads[w]
		}
		return false // a cycle
	}
	for i, h := range heads {
		if !governs(n, i) {
			return false
		}
		if h == n {
			roots++
			continue
		}
		for w := min(i, h) + 1; w < max(i, h); w++ {
			if !governs(h, w) {
				return false
			}
		}
	}
	return roots == 1
}

func TestDecodeFindsTheBestTree(t *testing.T) {
	const seed = 7
	rnd := rand.New(rand.NewPCG(seed, 0))
	var d decoder
	for n := 1; n <= 6; n++ {
		for range 30 {
			scores := make([]int32, n*(n+1))
			for i := range scores {
				scores[i] = rnd.Int32N(41) - 20
			}
			heads := make([]int, n)
			d.decode(heads, scores)
			if !isProjectiveTree(heads) {
				t.Fatalf("seed %d, scores %v: heads %v are no projective tree", seed, scores, heads)
			}
			if got, want := sum(heads, scores), best(n, scores); got != want {
				t.Fatalf("seed %d, scores %v: heads %v have sum %d, want %d", seed, scores, heads, got, want)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("any bytes are scores of arcs"))
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 1
		for (n+1)*(n+2) <= len(b) && n < 40 {
			n++
		}
		scores := make([]int32, n*(n+1))
		for i := range scores {
			if i < len(b) {
				scores[i] = (int32(b[i]) - 128) * 8000
			}
		}
		var d decoder
		heads := make([]int, n)
		d.decode(heads, scores)
		if !isProjectiveTree(heads) {
			t.Errorf("heads %v are no projective tree", heads)
		}
	})
}
