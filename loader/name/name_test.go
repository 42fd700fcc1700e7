package name_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/name"
	"onymous/loader/parse"
	"onymous/loader/sentence"
	"onymous/loader/tag"
	"onymous/loader/text"
	"onymous/loader/token"
)

// pipeline returns the stages up to names.
func pipeline(tb testing.TB) *text.Pipeline {
	tb.Helper()
	tags, err := tag.Stage()
	if err != nil {
		tb.Fatal(err)
	}
	trees, err := parse.Stage()
	if err != nil {
		tb.Fatal(err)
	}
	names, err := name.Stage()
	if err != nil {
		tb.Fatal(err)
	}
	p, err := text.NewPipeline(sentence.Stage, token.Stage, tags, trees, names)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

var types = [...]string{text.PersonName: "person", text.PlaceName: "place", text.OrganizationName: "organisation", text.EventName: "event", text.OtherName: "other"}

// render writes the names of a document.
func render(d *text.Doc) []string {
	var out []string
	for _, n := range d.Names {
		out = append(out, types[n.Type]+" "+d.Text[d.Tokens[n.First].Start:d.Tokens[n.Last-1].End])
	}
	return out
}

func TestNames(t *testing.T) {
	p := pipeline(t)
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"PersonWithTitle", "The office of Mr. John Henderson in Chicago was searched on Friday.", []string{"person John Henderson", "place Chicago"}},
		{"OuterName", "She studied at the University of California before she moved to Germany.", []string{"organisation University of California", "place Germany"}},
		{"None", "The police have arrested two men and a woman who sold drugs.", nil},
		{"Times", "They met on Monday and in July.", nil},
		{"TypeForTheDocument", "Maria Gonzalez was born in Madrid. Her lawyers asked for bail. Gonzalez refused.", []string{"person Maria Gonzalez", "place Madrid", "person Gonzalez"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &text.Doc{Text: tt.in}
			if err := p.Apply(d); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, render(d)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// TestNamesOfLongSentence reads a sentence that the net reads in parts.
func TestNamesOfLongSentence(t *testing.T) {
	const times = 60
	d := &text.Doc{Text: strings.Repeat("Maria Gonzalez was arrested in Chicago and ", times) + "John Henderson was arrested in Germany."}
	if err := pipeline(t).Apply(d); err != nil {
		t.Fatal(err)
	}
	want := append(slices.Repeat([]string{"person Maria Gonzalez", "place Chicago"}, times), "person John Henderson", "place Germany")
	if diff := cmp.Diff(want, render(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzNames(f *testing.F) {
	p := pipeline(f)
	f.Add("Mr. John Henderson of Acme Inc. met\n\nLONDON, Smith - Jones & Co. in 'the FBI'.")
	f.Fuzz(func(t *testing.T, s string) {
		d := &text.Doc{Text: strings.ToValidUTF8(s, "\ufffd")}
		if err := p.Apply(d); err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, n := range d.Names {
			if n.First < last || n.Last <= n.First || n.Last > len(d.Tokens) || n.Type < text.PersonName || n.Type > text.OtherName {
				t.Fatalf("name %+v after token %d of %d", n, last, len(d.Tokens))
			}
			last = n.Last
		}
	})
}

// TestSameNamesTwice reads a text by two pipelines and in another order.
func TestSameNamesTwice(t *testing.T) {
	texts := []string{"Maria Gonzalez met Angela Smith in Paris.", strings.Repeat("Apple sued Samsung in Texas. ", 50), ""}
	read := func(p *text.Pipeline, s string) []string {
		d := &text.Doc{Text: s}
		if err := p.Apply(d); err != nil {
			t.Fatal(err)
		}
		return render(d)
	}
	p, q := pipeline(t), pipeline(t)
	for i := range texts {
		other := read(q, texts[len(texts)-1-i])
		if diff := cmp.Diff(read(p, texts[len(texts)-1-i]), other); diff != "" {
			t.Errorf("(-first +second):\n%s", diff)
		}
	}
}

func BenchmarkNames(b *testing.B) {
	p := pipeline(b)
	d := &text.Doc{Text: strings.Repeat("Two men, John Henderson and Maria Gonzalez, were arrested in Chicago on Friday after a raid by the FBI, the agency said in a statement. ", 200)}
	if err := p.Apply(d); err != nil {
		b.Fatal(err)
	}
	s, err := name.Stage()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := s.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
