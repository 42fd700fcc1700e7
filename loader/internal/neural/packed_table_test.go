package neural

import (
	"math/rand/v2"
	"testing"
)

// Adding eight numbers at once gives what adding them one by one does.
func TestTableSums(t *testing.T) {
	const seed, inputs, tableRows = 11, 24, 5
	rnd := rand.New(rand.NewPCG(seed, 1))
	table := packedTable{inputs, make([]byte, tableRows*inputs)}
	for i := range table.data {
		table.data[i] = byte(int8(rnd.IntN(255) - 127))
		if i < inputs {
			table.data[i] = 127 // the extremes must not overflow
		} else if i < 2*inputs {
			table.data[i] = 129
		}
	}
	for _, n := range []int{0, 1, 25, maxLanes, 2*maxLanes + 3} {
		for _, same := range []int32{-1, 0, 1} {
			rows, want := make([]int32, n), make([]int32, inputs)
			for i := range rows {
				if rows[i] = same; same < 0 {
					rows[i] = rnd.Int32N(tableRows)
				}
				for k := range want {
					want[k] += int32(int8(table.data[int(rows[i])*inputs+k]))
				}
			}
			var b Buffer
			table.sum(&b, rows)
			for k := range want {
				if b.sums[k] != want[k] {
					t.Fatalf("%d rows (%d), number %d: %d, want %d", n, same, k, b.sums[k], want[k])
				}
			}
		}
	}
}
