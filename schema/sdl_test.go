package schema_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"

	"onymous/schema"
)

var (
	update   = flag.Bool("update", false, "rewrite the golden files from what the code does now")
	breaking = flag.Bool("breaking", false, "with -update: also write a schema that takes something from clients")
)

var interfaceOf = regexp.MustCompile(`(?m)^(interface \w+) implements [^{]*\{`)

// The printed schema is a promise to every client: it is rewritten with what is new,
// and does not lose anything unless somebody says so by a flag.
func TestSDL(t *testing.T) {
	const file = "schema.graphql"
	got := schema.SDL()
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if lost := lostBy(t, string(want), got); len(lost) > 0 && !*breaking {
		t.Fatalf("clients lose what %s promises:\n%s", file, strings.Join(lost, "\n"))
	}
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(want) {
		t.Errorf("the schema is not that of %s; run go test ./schema -run TestSDL -update and read the diff", file)
	}
}

func TestLostBy(t *testing.T) {
	const old = "type A { f(x: Int): Int! g: String } enum E { ONE TWO } union U = A input I { a: Int b: Int! }"
	for _, tt := range []struct {
		name, new string
		want      []string
	}{
		{"Nothing", "type B { f: Int } type A { f(x: Int, y: Int): Int! g: String h: Int } enum E { ONE TWO THREE } union U = A | B input I { a: Int b: Int! c: Int }", nil},
		{"Field", "type A { f(x: Int): Int! } enum E { ONE TWO } union U = A input I { a: Int b: Int! }", []string{"A.g: String"}},
		{"Type", "type A { f(x: Int): Int g: String } enum E { ONE TWO } union U = A input I { a: Int b: Int! }", []string{"A.f: Int!"}},
		{"Argument", "type A { f: Int! g: String } enum E { ONE TWO } union U = A input I { a: Int b: Int! }", []string{"A.f(x: Int)"}},
		{"Value", "type A { f(x: Int): Int! g: String } enum E { ONE } union U = A input I { a: Int b: Int! }", []string{"E.TWO"}},
		{"NewDemand", "type A { f(x: Int, y: Int!): Int! g: String } enum E { ONE TWO } union U = A input I { a: Int b: Int! c: Int! }", []string{"required A.f(y: Int!)", "required I.c: Int!"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lostBy(t, old, tt.new)); diff != "" {
				t.Errorf("lost: want (-), got (+):\n%s", diff)
			}
		})
	}
}

// lostBy lists, sorted, what clients of an old schema cannot rely on in a new one: what
// is gone, and what they would have to give now.
func lostBy(t *testing.T, old, new string) []string {
	t.Helper()
	before, _ := promises(t, old)
	after, demands := promises(t, new)
	var lost []string
	for p := range before {
		if !after[p] {
			lost = append(lost, p)
		}
	}
	for p, of := range demands {
		// What is asked of a new field or input costs old clients nothing.
		if !before[p] && before[of] {
			lost = append(lost, "required "+p)
		}
	}
	slices.Sort(lost)
	return lost
}

// promises returns what a schema promises, a line each, and the lines of what it
// requires of clients with the line of what they belong to.
func promises(t *testing.T, sdl string) (all map[string]bool, demands map[string]string) {
	t.Helper()
	// The parser knows neither descriptions of schemas nor interfaces of interfaces.
	sdl = interfaceOf.ReplaceAllString(sdl[max(0, strings.Index(sdl, "schema {")):], "$1 {")
	doc, err := parser.Parse(parser.ParseParams{Source: sdl})
	if err != nil {
		t.Fatal(err)
	}
	all, demands = map[string]bool{}, map[string]string{}
	input := func(v *ast.InputValueDefinition, line, of string) {
		all[line] = true
		if _, required := v.Type.(*ast.NonNull); required && v.DefaultValue == nil {
			demands[line] = of
		}
	}
	fields := func(of string, list []*ast.FieldDefinition) {
		for _, f := range list {
			name := of + "." + f.Name.Value
			line := name + ": " + typeName(f.Type)
			all[line] = true
			for _, a := range f.Arguments {
				input(a, name+"("+a.Name.Value+": "+typeName(a.Type)+")", line)
			}
		}
	}
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.ObjectDefinition:
			fields(d.Name.Value, d.Fields)
			for _, i := range d.Interfaces {
				all[d.Name.Value+" implements "+i.Name.Value] = true
			}
		case *ast.InterfaceDefinition:
			fields(d.Name.Value, d.Fields)
		case *ast.UnionDefinition:
			for _, m := range d.Types {
				all[d.Name.Value+" = "+m.Name.Value] = true
			}
		case *ast.EnumDefinition:
			for _, v := range d.Values {
				all[d.Name.Value+"."+v.Name.Value] = true
			}
		case *ast.InputObjectDefinition:
			all[d.Name.Value] = true
			for _, f := range d.Fields {
				input(f, d.Name.Value+"."+f.Name.Value+": "+typeName(f.Type), d.Name.Value)
			}
		case *ast.ScalarDefinition:
			all["scalar "+d.Name.Value] = true
		}
	}
	return all, demands
}

// typeName prints a type as a schema does; graphql-go's printer copies the whole schema
// for each.
func typeName(t ast.Type) string {
	switch t := t.(type) {
	case *ast.NonNull:
		return typeName(t.Type) + "!"
	case *ast.List:
		return "[" + typeName(t.Type) + "]"
	case *ast.Named:
		return t.Name.Value
	}
	return ""
}

// A type without an id is a value. Whoever adds one says so in the list.
func TestTypesWithoutIDAreValues(t *testing.T) {
	const file = "testdata/values.txt"
	_, schemaText, _ := strings.Cut(schema.SDL(), "schema {")
	doc, err := parser.Parse(parser.ParseParams{Source: interfaceOf.ReplaceAllString("schema {"+schemaText, "$1 {")})
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, d := range doc.Definitions {
		o, ok := d.(*ast.ObjectDefinition)
		if !ok || partOfAnother.MatchString(o.Name.Value) {
			continue
		}
		if !slices.ContainsFunc(o.Fields, func(f *ast.FieldDefinition) bool { return f.Name.Value == "id" }) {
			values = append(values, o.Name.Value)
		}
	}
	slices.Sort(values)
	got := strings.Join(values, "\n") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: want (-), got (+):\n%s", file, diff)
	}
}

// partOfAnother are the types that Relay's specification has without an id, and the
// roots.
var partOfAnother = regexp.MustCompile(`(Connection|Edge|Payload|^PageInfo|^Query|^Mutation|^Subscription)$`)
