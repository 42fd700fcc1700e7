package guard_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/graphql-go/graphql/language/parser"

	"onymous/schema/guard"
)

func TestScanPutsAVariableInThePlaceOfNull(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"Argument", `{ a(b: null) }`, `{ a(b: $__n) }`},
		{"Element", `{ a(b: [1, null null]) }`, `{ a(b: [1, $__n $__n]) }`},
		{"Field", `{ a(b: {c: null, d: {e: null}}) }`, `{ a(b: {c: $__n, d: {e: $__n}}) }`},
		{"Default", `query($v: Int = null) { a }`, `query($v: Int = $__n) { a }`},
		{"Directive", `{ a @include(if: null) }`, `{ a @include(if: $__n) }`},
		{"FieldName", `{ null }`, `{ null }`},
		{"Alias", `{ null: a b: null }`, `{ null: a b: null }`},
		{"ArgumentName", `{ a(null: 1, b: 2 null: 3) }`, `{ a(null: 1, b: 2 null: 3) }`},
		{"Variable", `query($null: Int) { a(b: $null) }`, `query($null: Int) { a(b: $null) }`},
		{"Fragment", `{ ...null } fragment null on null { a }`, `{ ...null } fragment null on null { a }`},
		{"String", `{ a(b: "null", c: """x: null""", d: "\": null") }`, `{ a(b: "null", c: """x: null""", d: "\": null") }`},
		{"Comment", "{ a(b: # : null\n 1) }", "{ a(b: # : null\n 1) }"},
		{"PartOfAName", `{ a(b: nullable, c: null1) }`, `{ a(b: nullable, c: null1) }`},
		{"SelectionInsideOfArguments", `{ a(b: null) { c: null } }`, `{ a(b: $__n) { c: null } }`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, err := guard.Scan([]byte(tt.in), guard.Limits{}.WithDefaults())
			if err != nil {
				t.Fatal(err)
			}
			if got := string(text.Parsed); got != tt.want {
				t.Errorf("Scan(%s) gives the parser %s, want %s", tt.in, got, tt.want)
			}
			if string(text.Source) != tt.in {
				t.Errorf("the source has changed to %s", text.Source)
			}
		})
	}
}

func TestDecodeEscape(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want rune
		n    int
	}{
		{`\u00e9x`, 'é', 6}, {`\u{1F600}x`, '😀', 9}, {`\ud83d\ude00`, '😀', 12}, {`\u{e9}`, 'é', 6},
		{`\u{110000}`, 0, 0}, {`\u{}`, 0, 0}, {`\u12`, 0, 0}, {`\n`, 0, 0}, {`x`, 0, 0}, {`\u{1F600`, 0, 0},
	} {
		if got, n := guard.DecodeEscape([]byte(tt.in)); got != tt.want && n > 0 || n != tt.n {
			t.Errorf("DecodeEscape(%s) = %q, %d, want %q, %d", tt.in, got, n, tt.want, tt.n)
		}
	}
}

// check scans, parses and checks a document.
func check(text string, l guard.Limits) error {
	l = l.WithDefaults()
	scanned, err := guard.Scan([]byte(text), l)
	if err != nil {
		return err
	}
	doc, err := parser.Parse(parser.ParseParams{Source: string(scanned.Parsed)})
	if err != nil {
		return err
	}
	return guard.Check(doc, l)
}

func TestLimits(t *testing.T) {
	n := strings.Repeat
	for _, tt := range []struct {
		name, text string
		limit      string // empty: passes
	}{
		{"Small", "{ a { b } }", ""},
		{"Bytes", "{ a #" + n("x", 65536) + "\n}", "query-bytes"},
		{"Tokens", "{" + n(" a", 5000) + "}", "tokens"},
		{"NestedSelections", n("{ a ", 101) + n("}", 101), "nesting"},
		{"NestedLists", "{ a(b: " + n("[", 99) + n("]", 99) + ") }", "nesting"},
		{"BracketsInStringsDoNotCount", `{ a(b: "` + n("[", 200) + `") }`, ""},
		{"BracketsInCommentsDoNotCount", "{ a #" + n("{", 200) + "\n}", ""},
		{"Depth20", n("{ a ", 20) + n("}", 20), ""},
		{"Depth21", n("{ a ", 21) + n("}", 21), "depth"},
		{"RootFields", "{" + n(" a b", 11) + "}", "root-fields"},
		{"RootFieldsInFragments", "{ ...F ...F ...F } fragment F on Q {" + n(" a", 7) + "}", "root-fields"},
		{"SameName", "{ x {" + n(" a", 51) + "} }", "same-name"},
		{"SameNameInInlineFragments", "{ x {" + n(" ... { a }", 51) + "} }", "same-name"},
		{"SameSpread", "{ x {" + n(" ...F", 51) + "} } fragment F on Q { a }", "same-name"},
		{"Directives", "{ a" + n(" @x", 51) + "}", "directives"},
		{"Operations", n("query { a } ", 21), "operations"},
		{"FieldsByDoubling", "{ x { ...F9 } } fragment F0 on T { a } " + doubling(9, "a", "b", "c", "d"), "fields"},
		{"FragmentOfItself", "{ ...A } fragment A on Q { a ...A }", "fragment-cycles"},
		{"CycleOfTwo", "{ ...A } fragment A on Q { ...B } fragment B on Q { ...A }", "fragment-cycles"},
		{"CycleBelowAField", "{ ...A } fragment A on Q { x { ...A } }", "fragment-cycles"},
		{"CycleThatNobodyUses", "{ a } fragment A on Q { ...A }", "fragment-cycles"},
		{"IntrospectionHasItsOwnDepth", "{ __schema " + n("{ a ", 18) + n("}", 18) + "}", ""},
		{"IntrospectionDepth", "{ __schema " + n("{ a ", 19) + n("}", 19) + "}", "introspection-depth"},
		{"IntrospectionByDoubling", "{ __type(name: \"Q\") { ...F9 } } fragment F0 on T { a } " + doubling(9, "a", "b"), "introspection-fields"},
		{"VariableLikeNull", "query($__n: Int) { a(b: $__n) }", "variable-names"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := check(tt.text, guard.Limits{})
			var limit *guard.Error
			if !errors.As(err, &limit) {
				limit = &guard.Error{}
			}
			if limit.Limit != tt.limit || tt.limit == "" && err != nil {
				t.Errorf("refused by limit %q (error %v), want %q", limit.Limit, err, tt.limit)
			}
		})
	}
}

func TestNoIntrospection(t *testing.T) {
	l := guard.Limits{NoIntrospection: true}
	for _, text := range []string{"{ __schema { queryType { name } } }", "{ ...F } fragment F on Q { __type(name: \"Q\") { name } }"} {
		var limit *guard.Error
		if err := check(text, l); !errors.As(err, &limit) || limit.Limit != "introspection" {
			t.Errorf("%s: error %v, want a refusal", text, err)
		}
	}
	if err := check("{ __typename }", l); err != nil {
		t.Error(err)
	}
}

// doubling writes fragments each of which has the one before several times.
func doubling(n int, aliases ...string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString("fragment F" + string(rune('0'+i)) + " on T {")
		for _, a := range aliases {
			b.WriteString(" " + a + ": t { ...F" + string(rune('0'+i-1)) + " }")
		}
		b.WriteString(" } ")
	}
	return b.String()
}

// Scan and Check never panic and never take long.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"{ a }", `{ a(b: [null, "\u{1F600}", """x"""]) @include(if: $v) ...F } fragment F on Q { a }`, "query($v: Int = null) { a }", "{{{", `"`, "#", `{a(b:"\ud83d\ude00")}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := guard.Limits{}.WithDefaults()
		scanned, err := guard.Scan([]byte(text), l)
		if err != nil {
			return
		}
		if len(scanned.Parsed) != len(scanned.Source) {
			t.Fatalf("%q: the parser gets %d bytes for %d", text, len(scanned.Parsed), len(scanned.Source))
		}
		_ = check(text, l) // only that it returns
	})
}
