package neural

import "testing"

// withoutVNNI runs f as on a machine that has AVX2 and no more.
func withoutVNNI(f func()) {
	defer func(had bool) { hasVNNI = had }(hasVNNI)
	hasVNNI = false
	f()
}

func TestDotWithoutVNNIIsGeneric(t *testing.T) { withoutVNNI(func() { checkDot(t) }) }

func BenchmarkDotWithoutVNNI(b *testing.B) { withoutVNNI(func() { benchmarkDot(b, dot) }) }
