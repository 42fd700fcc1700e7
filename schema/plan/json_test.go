package plan

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// FuzzString writes strings that encoding/json reads as they were, or with U+FFFD for
// what is no UTF-8.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "plain and long enough", `"`, `1234567\`, "12345678\x00", "\x1f\x20\x7f\x80", "Bogotá, Łódź\n\t\r", "\xff\xfe12345678", "1234567é12345678\u2028", "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := appendString([]byte("x"), s)[1:]
		var back string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%q is written as %s: %v", s, got, err)
		}
		var want string
		if quoted, err := json.Marshal(s); err != nil || json.Unmarshal(quoted, &want) != nil || back != want {
			t.Errorf("%q is read back as %q, want %q (%v)", s, back, want, err)
		}
	})
}

func TestBase36IsThatOfStrconv(t *testing.T) {
	const seed = 1
	r := rand.New(rand.NewPCG(seed, 0))
	numbers := []uint64{0, 1, 35, 36, 1295, 1296, math.MaxUint64}
	for range 10_000 {
		numbers = append(numbers, r.Uint64()>>r.IntN(64))
	}
	for _, n := range numbers {
		if got, want := string(appendBase36(nil, n)), strconv.FormatUint(n, 36); got != want {
			t.Errorf("%d is %s, want %s (seed %d)", n, got, want, seed)
		}
	}
}
