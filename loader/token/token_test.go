package token_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/sentence"
	"onymous/loader/text"
	"onymous/loader/token"
)

// read returns a document with sentences and tokens.
func read(tb testing.TB, s string) *text.Doc {
	tb.Helper()
	d := &text.Doc{Text: s}
	for _, stage := range []text.Stage{sentence.Stage, token.Stage} {
		if err := stage.Apply(d); err != nil {
			tb.Fatal(err)
		}
	}
	return d
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"Contraction", "I don't, can't, won't: we'd've said it's Cazes's.", "I do n't , ca n't , wo n't : we 'd 've said it 's Cazes 's ."},
		{"CurlyContraction", "They’re Europol’s; it isn’t.", "They ’re Europol ’s ; it is n’t ."},
		{"PluralPossessive", "the users' data", "the users ' data"},
		{"OneWord", "You cannot, gonna.", "You can not , gon na ."},
		{"IrishName", "O'Brien of Coeur d'Alene", "O'Brien of Coeur d'Alene"},
		{"Hyphen", "a 26-year-old co-founder of Al-Qaeda re-elected mid-July", "a 26 - year - old co-founder of Al - Qaeda re-elected mid-July"},
		{"Range", "in 2014-2015 or 10–15", "in 2014 - 2015 or 10 – 15"},
		{"PhoneAndDate", "Call 713-853-3989 on 2017-07-20.", "Call 713-853-3989 on 2017-07-20 ."},
		{"Money", "about $1.3m, £632,000, US$5bn, €23m and 94,000 euros", "about $ 1.3 m , £ 632,000 , US $ 5 bn , € 23 m and 94,000 euros"},
		{"Unit", "9am, 20%, 5kg, 3G, the 1980s, 20th", "9 am , 20 % , 5 kg , 3G , the 1980s , 20th"},
		{"Abbreviation", "Mr. Smith of Acme Inc. in the U.S. said so at 5 p.m. sharp.", "Mr. Smith of Acme Inc. in the U.S. said so at 5 p.m. sharp ."},
		{"StopOfAbbreviationAtEnd", "He left the U.S.", "He left the U.S."},
		{"Initial", "Troels J. Oerting took vitamin C.", "Troels J. Oerting took vitamin C ."},
		{"Number", "No. 5 was the one. No.", "No. 5 was the one . No ."},
		{"Version", "Silk Road 2.0.", "Silk Road 2.0 ."},
		{"Ellipsis", "Well... no… (yes).", "Well ... no … ( yes ) ."},
		{"Quotes", "“No safe haven” for \"them\", 'he' said.", "“ No safe haven ” for \" them \" , ' he ' said ."},
		{"Marks", "What?! No!!", "What ?! No !!"},
		{"Address", "See https://www.justice.gov/x?y=1, www.europol.eu or tips@fbi.gov.", "See https://www.justice.gov/x?y=1 , www.europol.eu or tips@fbi.gov ."},
		{"Site", "Silkroad6ownowfk.onion and Booking.com closed.", "Silkroad6ownowfk.onion and Booking.com closed ."},
		{"SiteWithALongEnding", "He ran harrow.app and pear.shop.", "He ran harrow.app and pear.shop ."},
		{"SentenceWithoutASpace", "It closed.Online it lives.", "It closed . Online it lives ."},
		{"Handle", "@POTUS wrote #darknet", "@POTUS wrote #darknet"},
		{"Stroke", "and/or, 9/11, 11/28/2000, he/she, w/o", "and / or , 9/11 , 11/28/2000 , he / she , w/o"},
		{"Ampersand", "AT&T and B & B", "AT&T and B & B"},
		{"Year", "in '09, rock 'n' roll, 'em", "in '09 , rock 'n ' roll , 'em"},
		{"Dash", "the raid—the first—and -- so", "the raid — the first — and -- so"},
		{"Scripts", "Šileris, Ångström, полиция.", "Šileris , Ångström , полиция ."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.in)
			var forms []string
			for _, tok := range d.Tokens {
				forms = append(forms, d.Form(tok.Span))
			}
			if diff := cmp.Diff(strings.Fields(tt.want), forms); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// check fails if the layers of d break a promise of their packages.
func check(t *testing.T, d *text.Doc) {
	t.Helper()
	valid := utf8.ValidString(d.Text)
	last, next := 0, 0
	for _, s := range d.Sentences {
		if s.Start < last || s.End <= s.Start || s.End > len(d.Text) || s.First != next || s.Last < s.First {
			t.Fatalf("sentence %+v after byte %d and token %d", s, last, next)
		}
		last, next = s.End, s.Last
		at := s.Start
		for _, tok := range d.Tokens[s.First:s.Last] {
			if tok.Start < at || tok.End <= tok.Start || tok.End > s.End {
				t.Fatalf("token %v after byte %d of sentence %v", tok.Span, at, s.Span)
			}
			if form := d.Form(tok.Span); valid && !utf8.ValidString(form) {
				t.Fatalf("token %v cuts a character: %q", tok.Span, form)
			}
			at = tok.End
		}
	}
	if next != len(d.Tokens) {
		t.Fatalf("%d tokens in sentences, %d in all", next, len(d.Tokens))
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Mr. Smith didn't pay $1.3m.\n\n“No,” he said…\n• one\nPRESENTER: Well?\nPRESENTER: Yes.")
	f.Add("WASHINGTON, D.C. — It’s’s 10-11-12 a@b.c www.x 'n' :-) [12] Image caption x Image copyright y")
	f.Fuzz(func(t *testing.T, s string) { check(t, read(t, strings.ToValidUTF8(s, "\ufffd"))) })
}

// TestHostileTextTakesLinearTime reads half a megabyte of what takes minutes in
// quadratic time. The bound is generous, for the machine may be busy.
func TestHostileTextTakesLinearTime(t *testing.T) {
	pieces := []string{"a", "word ", "[", ")", ".", "a.", "1.", "1-", "a-", "'", "a'", "’s", "@", "a@", "://", "www.", "\u0301", "\x01", "\n", "A\n", "- x\n", "Image ", "A: ", "—", "полиция", "漢", "?\"", "Mr. ", "\u200d"}
	for _, p := range pieces {
		start := time.Now()
		check(t, read(t, strings.Repeat(p, 1+1<<19/len(p))))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("half a megabyte of %q took %v", p, took)
		}
	}
}
