package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSumRowsIsGeneric(t *testing.T) {
	const tableRows = 5
	rnd := rand.New(rand.NewPCG(11, 1))
	for _, cols := range []int{24, 32, 96} {
		table := make([]byte, tableRows*cols)
		for i := range table {
			table[i] = byte(rnd.IntN(256))
			if i < cols {
				table[i] = 127 // the extremes must not overflow
			} else if i < 2*cols {
				table[i] = 128
			}
		}
		for _, n := range []int{0, 1, 9, 255, 256, 600} {
			for _, same := range []int32{-1, 0, 1} {
				rows := make([]int32, n)
				for i := range rows {
					if rows[i] = same; same < 0 {
						rows[i] = rnd.Int32N(tableRows)
					}
				}
				got, want := make([]float32, cols), make([]float32, cols)
				sumRows(got, table, rows)
				sumRowsGeneric(want, table, rows)
				if !slices.Equal(got, want) {
					t.Fatalf("%d rows (%d) of %d: %v, want %v", n, same, cols, got, want)
				}
			}
		}
	}
}
