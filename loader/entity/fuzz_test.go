package entity_test

import (
	"strings"
	"testing"
	"time"

	"onymous/loader/sentence"
	"onymous/loader/text"
	"onymous/loader/token"
)

// scramble gives the tokens tags and heads from seed, as no parser would: cycles,
// heads in other sentences, and beyond the end.
func scramble(d *text.Doc, seed uint64) {
	rels := [...]string{"nsubj", "obj", "conj", "appos", "acl:relcl", "nmod", "compound", "nsubj:pass", "xcomp", "root", ""}
	for i := range d.Tokens {
		seed = seed*6364136223846793005 + 1442695040888963407
		d.Tokens[i].UPOS = text.UPOS(seed >> 33 % 18)
		d.Tokens[i].Lemma = strings.ToLower(d.Form(d.Tokens[i].Span))
		d.Tokens[i].Head = int(seed>>40%uint64(len(d.Tokens)+3)) - 2
		d.Tokens[i].Rel = rels[seed>>50%uint64(len(rels))]
	}
}

func FuzzApply(f *testing.F) {
	f.Add("Operation Heron, led by the FBI (Federal Bureau of Investigation), seized “Duskhaven” and A, B and C.", uint64(1))
	f.Add("known as “ as “ alias ( ) 's the the The Market 2.0 - - -", uint64(2))
	f.Add("IN CAPITALS: POLICE SEIZE\n\nDUSKHAVEN\n", uint64(3))
	f.Add("Ж (ЖЖ) ’s ’s “”", uint64(4))
	f.Fuzz(func(t *testing.T, body string, seed uint64) {
		if len(body) > 1<<14 {
			return
		}
		d := &text.Doc{Text: strings.ToValidUTF8(body, "�")}
		for _, s := range []text.Stage{sentence.Stage, token.Stage} {
			if err := s.Apply(d); err != nil {
				t.Skip(err)
			}
		}
		scramble(d, seed)
		apply(t, d)
		for _, m := range d.Mentions {
			if m.First >= m.Last || m.Last > len(d.Tokens) || m.Head < m.First || m.Head >= m.Last {
				t.Fatalf("mention has tokens [%d, %d) and head %d of %d tokens", m.First, m.Last, m.Head, len(d.Tokens))
			}
			if m.Span.Start != d.Tokens[m.First].Start || m.Span.End != d.Tokens[m.Last-1].End {
				t.Fatalf("mention spans %v, its tokens [%d, %d)", m.Span, m.First, m.Last)
			}
		}
	})
}

// TestLongTextsTakeLinearTime reads a text and one sixteen times as long. Time
// per byte may not grow much; sixteenfold growth would be a quadratic step.
func TestLongTextsTakeLinearTime(t *testing.T) {
	for _, unit := range []string{
		"The site Duskhaven was seized by the FBI, and he, known as “Ash”, said that it was the market. ",
		"Alpha, Beta and Gamma, ",
		"( ( ( “ “ the The ",
		"the Bureau of the Bureau of the Bureau of ",
	} {
		small, big := measure(t, unit, 1<<13), measure(t, unit, 1<<17)
		if big > 16*8*small+200*time.Millisecond {
			t.Errorf("%q: %v for 8 KiB, %v for 128 KiB", unit, small, big)
		}
	}
}

func measure(t *testing.T, unit string, size int) time.Duration {
	t.Helper()
	d := &text.Doc{Text: strings.Repeat(unit, size/len(unit))}
	for _, s := range []text.Stage{sentence.Stage, token.Stage} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	scramble(d, 7)
	best := time.Hour // the shortest of some, for the machine may be busy
	for range 4 {
		fresh := *d
		start := time.Now()
		apply(t, &fresh)
		best = min(best, time.Since(start))
	}
	return best
}

func BenchmarkApply(b *testing.B) {
	body := strings.Repeat("Kevin Marlowe, 34, of Leeds, known online as “Coalface”, ran the dark web market Duskhaven until the FBI and Europol seized its servers in Operation Heron, prosecutors in Bremen said. It sold heroin, forged passports and stolen data.\n\n", 50)
	p, err := before()
	if err != nil {
		b.Fatal(err)
	}
	d := &text.Doc{Text: body}
	if err := p.Apply(d); err != nil {
		b.Fatal(err)
	}
	tokens := len(d.Tokens)
	for b.Loop() {
		d.Mentions = nil
		apply(b, d)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
