package relation_test

import "testing"

// BenchmarkStage reads all samples as one article over and over; the figure to
// watch is tokens per second.
func BenchmarkStage(b *testing.B) {
	samples := readSamples(b)
	tokens := 0
	for i := range samples {
		samples[i].finish()
		tokens += len(samples[i].doc.Tokens)
	}
	apply(b, samples[0].doc) // reads the tables
	for b.Loop() {
		for i := range samples {
			d := *samples[i].doc
			d.Claims = nil
			apply(b, &d)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
