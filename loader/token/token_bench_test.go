package token_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onymous/loader/sentence"
	"onymous/loader/text"
	"onymous/loader/token"
)

// samples returns the sample articles as one text of about a megabyte.
func samples(tb testing.TB) string {
	tb.Helper()
	files, err := filepath.Glob("../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no sample articles (err %v)", err)
	}
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		b.Write(data)
		b.WriteString("\n\n")
	}
	return strings.Repeat(b.String(), 1+1<<20/b.Len())
}

// BenchmarkTokens measures the floor of all stages: sentences and tokens alone.
func BenchmarkTokens(b *testing.B) {
	d := &text.Doc{Text: samples(b)}
	for _, s := range []text.Stage{sentence.Stage, token.Stage} {
		b.Run(s.Name, func(b *testing.B) {
			b.SetBytes(int64(len(d.Text)))
			for b.Loop() {
				d.Tokens = nil
				if s.Gives == text.Sentences {
					d.Sentences = nil
				}
				if err := s.Apply(d); err != nil {
					b.Fatal(err)
				}
			}
			if n := len(d.Tokens); n > 0 {
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
			}
		})
	}
}
