package quantity_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onymous/loader/internal/quantity"
)

func TestFind(t *testing.T) {
	type q = quantity.Quantity
	for _, tt := range []struct {
		name, text string
		want       []q
	}{
		{"Grouped", "more than 250,000 listings", []q{{Number: 250000, Bound: "MIN"}}},
		{"GroupedBySpaces", "1 000 000 accounts", []q{{Number: 1e6}}},
		{"GroupedByDots", "1.234.567 accounts", []q{{Number: 1234567}}},
		{"Decimal", "1909.4 BTC", []q{{Number: 1909.4, Currency: "BTC"}}},
		{"Million", "around $1 million in Bitcoins", []q{{Number: 1e6, Currency: "USD", Bound: "APPROX"}}},
		{"ShortScale", "approximately $1m (£632,000)", []q{{Number: 1e6, Currency: "USD", Bound: "APPROX"}, {Number: 632000, Currency: "GBP"}}},
		{"CodeBefore", "EUR 26.7 million was found", []q{{Number: 26.7e6, Currency: "EUR"}}},
		{"CurrencyAfter", "some 45 million Australian dollars", []q{{Number: 45e6, Currency: "AUD", Bound: "APPROX"}}},
		{"PrefixedDollar", "A$45m and US$48m", []q{{Number: 45e6, Currency: "AUD"}, {Number: 48e6, Currency: "USD"}}},
		{"Words", "seventeen people and twenty-one servers", []q{{Number: 17, Words: true}, {Number: 21, Words: true}}},
		{"ThousandsAndHundreds", "two thousand four hundred members", []q{{Number: 2400, Words: true}}},
		{"MillionsAndThousands", "14 million 200 thousand liras, 5 million 3 men", []q{{Number: 14.2e6, Currency: "TRY"}, {Number: 5e6}, {Number: 3}}},
		{"Shillings", "Sh1.6 million", []q{{Number: 1.6e6, Currency: "KES"}}},
		{"HundredAndFifty", "a hundred and fifty sites", []q{{Number: 150, Words: true}}},
		{"HalfAMillion", "Half a million members", []q{{Number: 5e5, Words: true}}},
		{"TwoAndAHalf", "two and a half million euros", []q{{Number: 2.5e6, Currency: "EUR", Words: true}}},
		{"Dozen", "two dozen phones, a dozen laptops", []q{{Number: 24, Words: true}, {Number: 12, Words: true}}},
		{"Vague", "hundreds of thousands of users, millions of dollars", []q{
			{Number: 1e5, Vague: true, Words: true, Bound: "MIN"}, {Number: 1e6, Vague: true, Words: true, Bound: "MIN", Currency: "USD"}}},
		{"PoundsOfWeight", "40 pounds of cocaine", []q{{Number: 40}}},
		{"OrMore", "60 or more", []q{{Number: 60, Bound: "MIN"}}},
		{"Plus", "300+ arrests", []q{{Number: 300, Bound: "MIN"}}},
		{"UpTo", "up to 4,000 vendors", []q{{Number: 4000, Bound: "MAX"}}},
		{"ArticleIsNoNumber", "a site and an admin", nil},
		{"LetterIsNoScale", "5 m away, Section 3 k", []q{{Number: 5}, {Number: 3}}},
		{"DecimalComma", "6,1 million dollars", []q{{Number: 6.1e6, Currency: "USD"}}},
		{"NoughtsBehindADot", "some 5.000 victims, 1.25 million more", []q{{Number: 5000, Bound: "APPROX"}, {Number: 1.25e6}}},
		{"ListWithoutSpaces", "4,12,17", []q{{Number: 4}, {Number: 12}, {Number: 17}}},
		{"Lakh", "worth Rs 70 lakh or Rs. 2.5 crore", []q{{Number: 7e6, Currency: "INR"}, {Number: 2.5e7, Currency: "INR"}}},
		{"CurrencyOfOneCapital", "R2.1 million, N450,000 and an N95 mask on Cloudflare R2", []q{{Number: 2.1e6, Currency: "ZAR"}, {Number: 450000, Currency: "NGN"}, {Number: 95}, {Number: 2}}},
		{"Nothing", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := quantity.Find(tt.text)
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(q{}, "Start", "End"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestFindGivesTheSpanWithTheCurrency(t *testing.T) {
	const s = "Police took well over £1.5m in notes."
	got := quantity.Find(s)
	if len(got) != 1 || s[got[0].Start:got[0].End] != "£1.5m" {
		t.Errorf("Find(%q) = %+v, want the span of £1.5m", s, got)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"$1.3m", "two and a half million", "1,000,000,00", "half a", "a", "€", "tens of of"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, q := range quantity.Find(s) {
			if q.Start < end || q.End <= q.Start || q.End > len(s) {
				t.Fatalf("Find(%q): span [%d,%d) after %d", s, q.Start, q.End, end)
			}
			end = q.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Officers seized more than $1.3 million, 45 firearms and two dozen phones in the raids. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		quantity.Find(text)
	}
}
