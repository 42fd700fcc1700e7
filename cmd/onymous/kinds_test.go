package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"onymous/graph/ontology"
)

// TestOnlyTheOntologySpellsKinds looks for string literals that are the name of
// an edge kind or of an enumeration value outside the package that defines them.
// The names of node kinds and most fact keys are words like others, which
// articles and foreign vocabularies use too.
func TestOnlyTheOntologySpellsKinds(t *testing.T) {
	names := map[string]bool{}
	for _, k := range ontology.EdgeTypes() {
		names[k.Name] = true
		for _, a := range k.Attributes {
			for _, v := range a.Values {
				names[v.Name] = true
			}
		}
	}
	walkGo(t, func(file, folder string) {
		if folder == "graph/ontology" || strings.HasSuffix(file, "_test.go") {
			return
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			if s, err := strconv.Unquote(literal.Value); err == nil && names[s] {
				t.Errorf("%s spells the kind %q", files.Position(literal.Pos()), s)
			}
			return true
		})
	})
}
