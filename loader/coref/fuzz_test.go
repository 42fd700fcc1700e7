package coref_test

import (
	"strings"
	"testing"
	"time"

	"onymous/graph/ontology"
	"onymous/loader/coref"
	"onymous/loader/sentence"
	"onymous/loader/text"
	"onymous/loader/token"
)

// scatter makes mentions of the tokens at random, in text order, some within
// others, and trees as no parser would.
func scatter(d *text.Doc, seed uint64) {
	for i := range d.Tokens {
		seed = seed*6364136223846793005 + 1442695040888963407
		d.Tokens[i].Head = int(seed>>40%uint64(len(d.Tokens)+3)) - 2
		d.Tokens[i].Rel = [...]string{"nsubj", "appos", "conj", "nmod:poss", "expl"}[seed>>50%5]
		d.Tokens[i].UPOS = text.UPOS(seed >> 33 % 18)
		if seed>>60%3 == 0 {
			continue
		}
		last := min(i+1+int(seed>>55%3), len(d.Tokens))
		d.Mentions = append(d.Mentions, text.Mention{
			Span: text.Span{Start: d.Tokens[i].Start, End: d.Tokens[last-1].End}, First: i, Last: last, Head: i,
			Form: text.MentionForm(seed >> 52 % 3), Kind: ontology.NodeKind(seed >> 44 % 10), Entity: -1,
		})
	}
}

func FuzzApply(f *testing.F) {
	f.Add("Kevin Marlowe, known as “Ash”, ran Duskhaven (D). He said that the site was his. Marlowe wept.", uint64(1), "2021-06-02")
	f.Add("the raids the raids last year in 2013 the operation", uint64(2), "")
	f.Fuzz(func(t *testing.T, body string, seed uint64, date string) {
		if len(body) > 1<<13 {
			return
		}
		d := &text.Doc{Text: strings.ToValidUTF8(body, "�"), Date: date}
		for _, s := range []text.Stage{sentence.Stage, token.Stage} {
			if err := s.Apply(d); err != nil {
				t.Skip(err)
			}
		}
		scatter(d, seed)
		if err := coref.Stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		for i, m := range d.Mentions {
			if m.Entity >= len(d.Entities) || m.Entity >= 0 && d.Entities[m.Entity].Kind == 0 {
				t.Fatalf("mention %d refers to entity %d of %d", i, m.Entity, len(d.Entities))
			}
		}
	})
}

// TestManyMentionsTakeLinearTime resolves the mentions of a text and of one
// sixteen times as long.
func TestManyMentionsTakeLinearTime(t *testing.T) {
	const unit = "Kevin Marlowe, known as “Ash”, ran the site Duskhaven (D), and he said that it was the forum of the raids. "
	small, big := measure(t, unit, 1<<13), measure(t, unit, 1<<17)
	if big > 16*8*small+200*time.Millisecond {
		t.Errorf("%v for 8 KiB, %v for 128 KiB", small, big)
	}
}

func measure(t *testing.T, unit string, size int) time.Duration {
	t.Helper()
	d := &text.Doc{Text: strings.Repeat(unit, size/len(unit)), Date: "2021-06-02"}
	for _, s := range []text.Stage{sentence.Stage, token.Stage} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	scatter(d, 7)
	start := time.Now()
	if err := coref.Stage.Apply(d); err != nil {
		t.Fatal(err)
	}
	return time.Since(start)
}
