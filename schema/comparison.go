package schema

import (
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// testText makes a test of texts, which are compared as names are.
func testText(f def.Args) func(string) bool {
	var tests []func(string) bool
	if f.Has("eq") {
		want := graph.Fold(f.Str("eq"))
		tests = append(tests, func(s string) bool { return s == want })
	}
	if f.Has("in") {
		var want []string
		for _, s := range f.Strs("in") {
			want = append(want, graph.Fold(s))
		}
		tests = append(tests, func(s string) bool { return slices.Contains(want, s) })
	}
	if f.Has("contains") {
		part := graph.Fold(f.Str("contains"))
		tests = append(tests, func(s string) bool { return strings.Contains(s, part) })
	}
	if f.Has("startsWith") {
		start := graph.Fold(f.Str("startsWith"))
		tests = append(tests, func(s string) bool { return strings.HasPrefix(s, start) })
	}
	return func(s string) bool {
		folded := graph.Fold(s)
		for _, t := range tests {
			if !t(folded) {
				return false
			}
		}
		return true
	}
}

// testEnum makes a test of the values of an enumeration.
func testEnum(f def.Args) func(string) bool {
	eq, hasEq, list, hasIn := f.Str("eq"), f.Has("eq"), f.Strs("in"), f.Has("in")
	return func(s string) bool {
		return (!hasEq || s == eq) && (!hasIn || slices.Contains(list, s))
	}
}

// testNumber makes a test of numbers.
func testNumber(f def.Args) func(float64) bool {
	type bound struct {
		op    string
		value float64
	}
	var bounds []bound
	for _, op := range []string{"eq", "gt", "gte", "lt", "lte"} {
		switch n := f[op].(type) {
		case int64:
			bounds = append(bounds, bound{op, float64(n)})
		case float64:
			bounds = append(bounds, bound{op, n})
		}
	}
	return func(v float64) bool {
		for _, b := range bounds {
			ok := false
			switch b.op {
			case "eq":
				ok = v == b.value
			case "gt":
				ok = v > b.value
			case "gte":
				ok = v >= b.value
			case "lt":
				ok = v < b.value
			case "lte":
				ok = v <= b.value
			}
			if !ok {
				return false
			}
		}
		return true
	}
}

// testDate makes a test of dates. What is no date fits nothing.
func testDate(f def.Args) func(string) bool {
	return func(s string) bool {
		if !datePattern.MatchString(s) {
			return false
		}
		first, last := partialDate{s}.first(), partialDate{s}.last()
		for op, v := range f {
			text, given := v.(string)
			if !given {
				continue
			}
			from, to := partialDate{text}.first(), partialDate{text}.last()
			ok := true
			switch op {
			case "eq":
				ok = first >= from && last <= to
			case "gte":
				ok = first >= from
			case "gt":
				ok = first > to
			case "lt":
				ok = last < from
			case "lte":
				ok = last <= to
			}
			if !ok {
				return false
			}
		}
		return true
	}
}

// testValue makes a test of the values of a fact.
func testValue(key ontology.FactKey, f def.Args) func(*graph.Value) bool {
	switch key.Type().Type {
	case ontology.Integer:
		fits := testNumber(f)
		return func(v *graph.Value) bool { return fits(v.Number) }
	case ontology.Amount:
		number, currency, what := testNumber(f.Object("amount")), testText(f.Object("currency")), testText(f.Object("what"))
		return func(v *graph.Value) bool { return number(v.Number) && currency(v.Currency) && what(v.What) }
	case ontology.PartialDate:
		fits := testDate(f)
		return func(v *graph.Value) bool { return fits(v.Text) }
	}
	fits := testText(f)
	return func(v *graph.Value) bool { return fits(v.Text) }
}
