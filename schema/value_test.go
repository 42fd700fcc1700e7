package schema

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

func FuzzCursor(f *testing.F) {
	f.Add(uint32(1), uint64(7), 2.5, "é", true)
	f.Add(uint32(0), uint64(0), -1e300, "", false)
	f.Fuzz(func(t *testing.T, spec uint32, id uint64, number float64, text string, known bool) {
		if number != number {
			return // no list is ordered by what is no number
		}
		c := cursor{spec: spec, id: graph.ID(id), keys: []sortKey{{known: true, number: number, text: text}, {known: known}}}
		encoded := c.encode()
		if len(encoded) > maxCursor {
			return
		}
		got, err := decodeCursor(encoded, spec)
		if err != nil || !cmp.Equal(got, c, cmp.AllowUnexported(cursor{}, sortKey{})) {
			t.Fatalf("%+v comes back as %+v, %v", c, got, err)
		}
		if _, err := decodeCursor(encoded, spec+1); err == nil {
			t.Error("the cursor of another list is taken")
		}
		_, _ = decodeCursor(text, spec) // only that it returns
	})
}

func TestUnits(t *testing.T) {
	for _, text := range []string{"", "plain", "Zürich 😀 日本", strings.Repeat("ü", 2000) + "😀" + strings.Repeat("x", 600)} {
		u := newUnits(text)
		for i := range text {
			if got, want := u.at(i), len(utf16.Encode([]rune(text[:i]))); got != want {
				t.Fatalf("%.20q: byte %d is unit %d, want %d", text, i, got, want)
			}
		}
		if got, want := u.at(len(text)), len(utf16.Encode([]rune(text))); got != want {
			t.Errorf("%.20q: the end is unit %d, want %d", text, got, want)
		}
	}
}

func TestPartialDates(t *testing.T) {
	for text, want := range map[string][3]string{
		"2017":       {"2017-01-01", "2017-12-31", "YEAR"},
		"2016-02":    {"2016-02-01", "2016-02-29", "MONTH"},
		"2017-12":    {"2017-12-01", "2017-12-31", "MONTH"},
		"2017-07-20": {"2017-07-20", "2017-07-20", "DAY"},
	} {
		d := partialDate{text}
		if got := [3]string{d.first(), d.last(), d.precision()}; got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]bool{"2017": true, "2017-07": true, "2017-07-20": true, "17": false, "2017-13": false, "2017-7-1": false, "2017-07-20T00": false, "": false} {
		if _, err := parseDate(text); (err == nil) != want {
			t.Errorf("parseDate(%q): error %v, want a date: %v", text, err, want)
		}
	}
}

func TestDateFilter(t *testing.T) {
	for _, tt := range []struct {
		filter def.Args
		date   string
		want   bool
	}{
		{def.Args{"eq": "2017"}, "2017-07", true}, {def.Args{"eq": "2017-07"}, "2017", false}, {def.Args{"eq": "2017-07-20"}, "2017-07-20", true},
		{def.Args{"gte": "2017-07"}, "2017-07-01", true}, {def.Args{"gte": "2017-07"}, "2017", false}, {def.Args{"gt": "2017-07"}, "2017-07-31", false}, {def.Args{"gt": "2017-07"}, "2017-08", true},
		{def.Args{"lt": "2017-07"}, "2017-06-30", true}, {def.Args{"lt": "2017-07"}, "2017-06", true}, {def.Args{"lt": "2017-07"}, "2017", false}, {def.Args{"lte": "2017-07"}, "2017-07", true},
		{def.Args{"gte": "2016", "lt": "2018"}, "2017", true}, {def.Args{}, "", false}, {def.Args{"eq": nil}, "2017", true},
	} {
		if got := testDate(tt.filter)(tt.date); got != tt.want {
			t.Errorf("%v takes %q: %v, want %v", tt.filter, tt.date, got, tt.want)
		}
	}
}

func TestDisplay(t *testing.T) {
	for _, tt := range []struct {
		key   ontology.FactKey
		value graph.Value
		want  string
	}{
		{ontology.Arrests, graph.Value{Number: 400, Bound: ontology.Min}, "at least 400"},
		{ontology.Arrests, graph.Value{Number: 55, Bound: ontology.Approx}, "about 55"},
		{ontology.Users, graph.Value{Number: 957079}, "957,079"},
		{ontology.Users, graph.Value{Number: 17000000}, "17 million"},
		{ontology.Users, graph.Value{Number: 1150000}, "1,150,000"},
		{ontology.Seized, graph.Value{Number: 6500000, Currency: "USD", Bound: ontology.Min}, "at least 6.5 million USD"},
		{ontology.Seized, graph.Value{Number: 4, What: "Lamborghini"}, "4 Lamborghini"},
		{ontology.Revenue, graph.Value{Number: 1.2e9, Currency: "EUR", Bound: ontology.Max}, "at most 1.2 billion EUR"},
		{ontology.Seized, graph.Value{Number: 1234.5}, "1,234.5"},
		{ontology.Date, graph.Value{Text: "2017-07"}, "2017-07"},
		{ontology.Sentence, graph.Value{Text: "10 years"}, "10 years"},
	} {
		if got := display(tt.key, tt.value); got != tt.want {
			t.Errorf("%s %+v reads %q, want %q", tt.key, tt.value, got, tt.want)
		}
	}
}

func TestConstant(t *testing.T) {
	for name, want := range map[string]string{"Agency": "AGENCY", "sitesTakenDown": "SITES_TAKEN_DOWN", "date": "DATE"} {
		if got := constant(name); got != want {
			t.Errorf("constant(%s) = %s, want %s", name, got, want)
		}
	}
}

func TestFiltersAreBounded(t *testing.T) {
	deep := def.Args{"unnamed": true}
	for range maxConditions + 1 {
		deep = def.Args{"not": deep}
	}
	wide := make([]any, maxConditions+1)
	for i := range wide {
		wide[i] = def.Args{"unnamed": true}
	}
	for _, f := range []def.Args{deep, {"or": wide}, {"participatedIn": def.Args{"or": []any{def.Args{"node": deep}}}}} {
		if _, err := compileNode(ontology.Agency, f); err == nil {
			t.Error("a filter with too many conditions is taken")
		}
	}
}
