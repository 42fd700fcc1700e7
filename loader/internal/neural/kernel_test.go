package neural

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(rnd *rand.Rand, n int, scale float64) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = float32(scale * rnd.NormFloat64())
	}
	return s
}

func TestMulAddIsGeneric(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 7, 8, 24, 64, 72, 200, 384} {
		for _, k := range []int{0, 1, 5, 96} {
			a, b, got := random(rnd, k*3+1, 1), random(rnd, k*(n+8)+n, 1), random(rnd, n, 1)
			want := slices.Clone(got)
			mulAdd(got, a, 3, b, n+8, k, n)
			mulAddGeneric(want, a, 3, b, n+8, k, n)
			if !slices.Equal(got, want) {
				t.Fatalf("k %d n %d: %v, want %v", k, n, got, want)
			}
		}
	}
}

func TestMultiplyIsGeneric(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, rows := range []int{1, 3, 4, 9} {
		for _, n := range []int{8, 16, 72, 96} {
			const k = 24
			a, b, got := Matrix{rows, k, random(rnd, rows*k, 1)}, Matrix{k, n, random(rnd, k*n, 1)}, Matrix{rows, n, random(rnd, rows*n, 1)}
			want := Matrix{rows, n, slices.Clone(got.Data)}
			Multiply(got, a, b)
			for i := range rows {
				mulAddGeneric(want.Row(i), a.Row(i), 1, b.Data, n, k, n)
			}
			if !slices.Equal(got.Data, want.Data) {
				t.Fatalf("%d rows, %d columns: a·b is %v, want %v", rows, n, got.Data, want.Data)
			}
			turned := Matrix{k, rows, make([]float32, rows*k)}
			Transpose(turned, a)
			MultiplyLeft(got, turned, b)
			for i := range rows {
				mulAddGeneric(want.Row(i), a.Row(i), 1, b.Data, n, k, n)
			}
			if !slices.Equal(got.Data, want.Data) {
				t.Fatalf("%d rows, %d columns: aᵀ·b is %v, want %v", rows, n, got.Data, want.Data)
			}
		}
	}
}

func TestStepCellIsGeneric(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, h := range []int{3, 8, 40, 96} {
		z, before := random(rnd, 3*h, 4), random(rnd, h, 2)
		var got, want [4][]float32
		for _, r := range []*[4][]float32{&got, &want} {
			*r = [4][]float32{slices.Clone(z), make([]float32, h), make([]float32, h), make([]float32, h)}
		}
		stepCell(got[0], before, got[1], got[2], got[3], h)
		cellGeneric(want[0], before, want[1], want[2], want[3], h)
		for i := range got {
			if !slices.Equal(got[i], want[i]) {
				t.Fatalf("h %d: part %d is %v, want %v", h, i, got[i], want[i])
			}
		}
	}
}

func TestDotIsGeneric(t *testing.T) { checkDot(t) }

func checkDot(t *testing.T) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{8, 16, 64, 72, 288} {
		for _, k := range []int{4, 8, 96, 192} {
			x, w, scale := make([]int8, k), make([]uint8, k*n), random(rnd, n, 1)
			for i := range x {
				x[i] = int8(rnd.IntN(255) - 127)
				if rnd.IntN(4) == 0 {
					x[i] = 127 // the extremes must not overflow 16 bits
				}
			}
			for i := range w {
				w[i] = uint8(rnd.IntN(128))
				if rnd.IntN(4) == 0 {
					w[i] = 127
				}
			}
			got := random(rnd, n, 1)
			want := slices.Clone(got)
			dot(got, x, w, scale, 0.37)
			dotGeneric(want, x, w, scale, 0.37)
			if !slices.Equal(got, want) {
				t.Fatalf("k %d n %d: %v, want %v", k, n, got, want)
			}
			checkApply(t, rnd, &Packed{k, n, w, scale, random(rnd, n, 1)})
		}
	}
}

// checkApply compares a layer's output for rows together with that for one after
// another.
func checkApply(t *testing.T, rnd *rand.Rand, p *Packed) {
	t.Helper()
	const rows = 6
	x, scales := make([]int8, rows*p.rows), random(rnd, rows, 1)
	for i := range x {
		x[i] = int8(rnd.IntN(255) - 127)
	}
	got, want := make([]float32, rows*p.cols), make([]float32, rows*p.cols)
	p.Apply(got, x, scales...)
	for i, s := range scales {
		row := want[i*p.cols : (i+1)*p.cols]
		copy(row, p.bias)
		dotGeneric(row, x[i*p.rows:(i+1)*p.rows], p.weights, p.scale, s)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%d x %d: %v, want %v", p.rows, p.cols, got, want)
	}
}

func TestQuantizeIsGeneric(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 8, 12, 96} {
		for _, scale := range []float64{0, 1e-12, 1, 1e6} {
			x := random(rnd, n, scale)
			if got, want := largest(x, 1e-9), largestGeneric(x, 1e-9); got != want {
				t.Fatalf("largest of %v is %v, want %v", x, got, want)
			}
			up := 127 / largest(x, 1e-9)
			got, want := make([]int8, n), make([]int8, n)
			round(got, x, up)
			roundGeneric(want, x, up)
			if !slices.Equal(got, want) {
				t.Fatalf("%v times %v is %v, want %v", x, up, got, want)
			}
		}
	}
}

func TestTanhIsClose(t *testing.T) {
	for x := float32(-20); x < 20; x += 0.0137 {
		if got, want := float64(tanh(x)), math.Tanh(float64(x)); math.Abs(got-want) > 2e-4 {
			t.Fatalf("tanh(%v) = %v, want %v", x, got, want)
		}
	}
}

func BenchmarkMulAdd(b *testing.B) {
	const k, n = 96, 384
	dst, a, m := make([]float32, n), make([]float32, k), make([]float32, k*n)
	for b.Loop() {
		mulAdd(dst, a, 1, m, n, k, n)
	}
	b.ReportMetric(float64(k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkMultiply(b *testing.B) {
	const rows, k, n = 24, 128, 576
	dst, x, w := Matrix{rows, n, make([]float32, rows*n)}, Matrix{rows, k, make([]float32, rows*k)}, Matrix{k, n, make([]float32, k*n)}
	for b.Loop() {
		Multiply(dst, x, w)
	}
	b.ReportMetric(float64(rows*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkDot(b *testing.B) {
	b.Run("Kernel", func(b *testing.B) { benchmarkDot(b, dot) })
	b.Run("Generic", func(b *testing.B) { benchmarkDot(b, dotGeneric) })
}

func benchmarkDot(b *testing.B, dot func(dst []float32, x []int8, w []uint8, scale []float32, rowScale float32)) {
	const k, n = 96, 384
	dst, x, w, scale := make([]float32, n), make([]int8, k), make([]uint8, k*n), make([]float32, n)
	for b.Loop() {
		dot(dst, x, w, scale, 1)
	}
	b.ReportMetric(float64(k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkApply(b *testing.B) {
	const rows, k, n = 24, 128, 768
	p := &Packed{k, n, make([]uint8, k*n), make([]float32, n), make([]float32, n)}
	dst, x := make([]float32, rows*n), make([]int8, rows*k)
	for b.Loop() {
		p.Apply(dst, x, 1)
	}
	b.ReportMetric(float64(rows*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkQuantize(b *testing.B) {
	x, dst := make([]float32, 96), make([]int8, 96)
	for b.Loop() {
		Quantize(dst, x)
	}
}

func BenchmarkSumRows(b *testing.B) {
	const cols = 128
	dst, table, rows := make([]float32, cols), make([]byte, 100*cols), []int32{1, 20, 33, 5, 99, 54, 77, 3, 8}
	for b.Loop() {
		sumRows(dst, table, rows)
	}
}

func BenchmarkStepCell(b *testing.B) {
	const h = 96
	z, c, tc, y := make([]float32, 3*h), make([]float32, h), make([]float32, h), make([]float32, h)
	for b.Loop() {
		stepCell(z, c, c, tc, y, h)
	}
}
