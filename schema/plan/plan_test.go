package plan_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"onymous/schema/guard"
	"onymous/schema/plan"
)

// answer executes a query over the zoo and returns the body of the answer.
func answer(t *testing.T, z *zoo, query string, variables map[string]any) string {
	t.Helper()
	job, err := z.engine.Prepare(query, "", variables)
	var refusal *plan.Refusal
	if errors.As(err, &refusal) {
		return string(plan.AppendRefusal(nil, refusal.Errors))
	}
	if err != nil {
		t.Fatal(err)
	}
	a := job.Run(context.Background(), plan.Request{})
	defer a.Release()
	return string(a.Body(nil))
}

func TestAnswers(t *testing.T) {
	z := newZoo(t)
	for _, tt := range []struct {
		name, query string
		variables   map[string]any
		want        string
	}{
		{"KeysComeAsAskedFor", `{ animal { half name b: name n } zero }`, nil,
			`{"data":{"animal":{"half":0.5,"name":"animal 1","b":"animal 1","n":1},"zero":0}}`},
		{"AKeyComesWhereItIsFirstMet", `{ animal { ... on Animal { n } name n half } }`, nil,
			`{"data":{"animal":{"n":1,"name":"animal 1","half":0.5}}}`},
		{"TheOrderIsThatOfEachObject", `{ things(first: 2) { ... on Keeper { n } half n } }`, nil,
			`{"data":{"things":[{"n":0,"half":0},{"half":0.5,"n":1}]}}`},
		{"ASkippedFieldDoesNotHoldAPlace", `query($x: Boolean!) { animal { n @include(if: $x) half n } }`, map[string]any{"x": false},
			`{"data":{"animal":{"half":0.5,"n":1}}}`},
		{"SelectionsOfOneKeyAreMerged", `{ animal { cage { name } cage { n } } }`, nil,
			`{"data":{"animal":{"cage":{"name":"cage 2","n":2}}}}`},
		{"OneKeyForDifferentObjects", `{ things(first: 2) { ... on Keeper { x: name } ... on Animal { x: name y: half } } }`, nil,
			`{"data":{"things":[{"x":"keeper 0"},{"x":"animal 1","y":0.5}]}}`},
		{"Typename", `{ __typename things(first: 2) { __typename } }`, nil,
			`{"data":{"__typename":"Query","things":[{"__typename":"Keeper"},{"__typename":"Animal"}]}}`},
		{"DefaultsAndVariables", `query($l: [Int], $m: Mood = WILD) { animal { a: echo b: echo(list: $l, mood: $m, where: {x: 1, or: {x: 2, y: null}}) } }`, map[string]any{"l": int64(3)},
			`{"data":{"animal":{"a":"map[mood:CALM text:none]","b":"map[list:[3] mood:WILD text:none where:map[or:map[x:2 y:<nil>] x:1 y:7]]"}}}`},
		{"NullIsNotTheDefault", `query($t: String) { animal { a: echo(text: null) b: echo(text: $t) } }`, map[string]any{"t": nil},
			`{"data":{"animal":{"a":"map[mood:CALM text:<nil>]","b":"map[mood:CALM text:<nil>]"}}}`},
		{"AMissingVariableIsTheDefault", `query($t: String) { animal { echo(text: $t) } }`, nil,
			`{"data":{"animal":{"echo":"map[mood:CALM text:none]"}}}`},
		{"EscapesOfStrings", `{ animal { a: echo(text: "\u{1F600}\ud83d\ude00\u00e9\n\"") b: echo(text: """null \u0041""") } }`, nil,
			`{"data":{"animal":{"a":"map[mood:CALM text:😀😀é\n\"]","b":"map[mood:CALM text:null \\u0041]"}}}`},
		{"ErrorsHavePathAndPlace", "{\n  things(first: 4) { n echo } }", nil,
			`{"errors":[{"message":"no echo","locations":[{"line":2,"column":24}],"path":["things",3,"echo"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"things":[{"n":0,"echo":"map[mood:CALM text:none]"},{"n":1,"echo":"map[mood:CALM text:none]"},{"n":2,"echo":"map[mood:CALM text:none]"},{"n":3,"echo":null}]}}`},
		{"WhatMustBeThereTakesItsParentWithIt", `{ animal { keeper { n } } zero }`, nil,
			`{"errors":[{"message":"number 3 is bad","locations":[{"line":1,"column":12}],"path":["animal","keeper"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"animal":null,"zero":0}}`},
		{"ErrorsOfAWholeField", `{ broken { __typename } zero }`, nil,
			`{"errors":[{"message":"broken","locations":[{"line":1,"column":3}],"path":["broken"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"broken":null,"zero":0}}`},
		{"UnknownField", `{ zoro }`, nil,
			`{"errors":[{"message":"Cannot query field \"zoro\" on type \"Query\". Did you mean \"zero\"?","locations":[{"line":1,"column":3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`},
		{"SyntaxErrorOnOneLine", `{ animal { echo(text: null null) } }`, nil,
			`{"errors":[{"message":"Syntax Error: Expected :, found )","locations":[{"line":1,"column":32}],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}`},
		{"VariableWithoutAType", `query($a:) { zero }`, nil,
			`{"errors":[{"message":"Syntax Error: Expected a type","locations":[{"line":1,"column":7}],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}`},
		{"TypeSystem", `type A { a: Int } { zero }`, nil,
			`{"errors":[{"message":"A definition of the type system cannot be executed.","locations":[{"line":1,"column":1}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`},
		{"NoSubscriptions", `subscription { zero }`, nil,
			`{"errors":[{"message":"This server has no subscriptions.","locations":[{"line":1,"column":1}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`},
		{"StrictVariables", `query($n: Int, $m: Mood, $w: Where) { animal { echo(list: [$n], mood: $m, where: $w) } }`, map[string]any{"n": "1", "m": "SAD", "w": map[string]any{"x": 1.5, "z": 1}},
			`{"errors":[{"message":"$n has an invalid value: an Int is expected","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_USER_INPUT"}},{"message":"$m has an invalid value: it is none of the values of Mood","locations":[{"line":1,"column":16}],"extensions":{"code":"BAD_USER_INPUT"}},{"message":"$w has a field that Where does not have: z","locations":[{"line":1,"column":26}],"extensions":{"code":"BAD_USER_INPUT"}}]}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			z.engine.Mask = func(err error, _ string) *plan.Error {
				return &plan.Error{Message: err.Error(), Code: plan.CodeInternal}
			}
			if got := answer(t, z, tt.query, tt.variables); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.query, got, tt.want)
			}
		})
	}
}

func TestErrorsAreMaskedByDefault(t *testing.T) {
	z := newZoo(t)
	if got := answer(t, z, `{ broken { __typename } }`, nil); strings.Contains(got, "broken\",\"loc") || !strings.Contains(got, "Internal server error") {
		t.Errorf("got %s", got)
	}
}

func TestOneDocumentIsParsedOnce(t *testing.T) {
	z := newZoo(t)
	docs := plan.NewDocuments(z.library, guard.Limits{}, 700)
	first, err := docs.Get(`{ zero }`)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := docs.Get(`{ zero }`); again != first {
		t.Error("the same text is parsed twice")
	}
	for _, other := range []string{`{ a: zero }`, `{ b: zero }`, `{ c: zero }`} { // each takes more than a third of the room
		if _, err := docs.Get(other); err != nil {
			t.Fatal(err)
		}
	}
	if again, _ := docs.Get(`{ zero }`); again == first {
		t.Error("the cache does not forget what was not used for long")
	}
}

func TestCost(t *testing.T) {
	z := newZoo(t)
	for query, want := range map[string]int{
		`{ zero }`:                       0,
		`{ animal { name cage { n } } }`: 2,
		`{ things { name } }`:            10,
		`{ things { ... on Keeper { boss { n } } ... on Animal { cage { n } keeper { n } } } }`: 30,
		`{ __schema { types { fields { name } } } }`:                                            0,
	} {
		job, err := z.engine.Prepare(query, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		if job.Cost() != want {
			t.Errorf("%s costs %d, want %d", query, job.Cost(), want)
		}
	}
	z.engine.MaxCost = 5
	if got := answer(t, z, `{ things { name } }`, nil); !strings.Contains(got, "limit cost: 5") {
		t.Errorf("got %s, want a refusal that names the limit", got)
	}
}

func TestTimeout(t *testing.T) {
	z := newZoo(t)
	z.engine.Timeout = 1
	if got := answer(t, z, `{ things { name } }`, nil); !strings.Contains(got, `"code":"TIMEOUT"`) || !strings.Contains(got, `"data":null`) {
		t.Errorf("got %s, want a timeout", got)
	}
}

// Whatever is parsed and executed, nothing panics.
func FuzzPrepare(f *testing.F) {
	for _, s := range []string{
		`{ animal { ...F @include(if: $x) ... on Named { name } } } fragment F on Animal { cage { name } }`,
		`query($x: Boolean = null, $w: Where) { things(first: 2) { echo(where: $w, list: [1, null]) } }`,
		`{ houses { cage { inside { __typename } } } broken { ... on Keeper { n } } }`, `{ a: zero a: animal { n } }`, `mutation { a }`,
	} {
		f.Add(s)
	}
	z := newZoo(f)
	f.Fuzz(func(t *testing.T, text string) {
		job, err := z.engine.Prepare(text, "", map[string]any{"x": true, "w": map[string]any{"x": int64(1)}})
		var refusal *plan.Refusal
		if errors.As(err, &refusal) {
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		job.Run(context.Background(), plan.Request{}).Release()
	})
}
