package export_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"onymous/graph/ontology"
)

var update = flag.Bool("update", false, "rewrite VOCABULARY.md from what the ontology says now")

// TestVocabularyIsWhole compares VOCABULARY.md with the ontology.
func TestVocabularyIsWhole(t *testing.T) {
	want := vocabulary()
	if *update {
		if err := os.WriteFile("VOCABULARY.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("VOCABULARY.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("VOCABULARY.md is not what the ontology says: run go test ./graph/export -run Vocabulary -update and read the diff")
	}
}

const vocabularyHead = `# The vocabulary of the RDF exports

N-Triples, Turtle and JSON-LD use schema.org where it fits, PROV for where a claim comes from, Web Annotation for the
sentence behind it, and the terms below for the rest. They have the prefix ` + "`on:`, which is `urn:onymous:ns:`" + `. Things have
the prefix ` + "`id:`, which is `urn:onymous:id:`" + `, and the ids that the GraphQL API uses.

A claim is a ` + "`on:Claim`, an `oa:Annotation` and an `rdf:Statement` in all but name: `rdf:subject`, `rdf:predicate` and" + `
` + "`rdf:object` (or `schema:value`, for a fact) say what it says, `prov:wasDerivedFrom` which article says it, and" + `
` + "`oa:hasTarget` where: an `oa:TextQuoteSelector` with the sentence, and an `oa:TextPositionSelector` that counts characters." + `
The edge or fact that claims add up to is said of the node itself, whether one article says it or twenty.

Dates are as exact as they are known: ` + "`xsd:gYear`, `xsd:gYearMonth` or `xsd:date`." + `

`

func vocabulary() string {
	var b strings.Builder
	b.WriteString(vocabularyHead)
	row := func(term, kind, text string) { fmt.Fprintf(&b, "| `on:%s` | %s | %s |\n", term, kind, text) }
	section := func(title, second string) {
		fmt.Fprintf(&b, "## %s\n\n| term | %s | meaning |\n|---|---|---|\n", title, second)
	}
	section("Classes", "is a")
	for _, n := range ontology.NodeTypes() {
		row(n.Name, "class", n.Description)
	}
	row("Claim", "class", "What one article says: an edge or a fact.")
	b.WriteString("\n")
	section("Properties that lead to another thing", "from, to")
	for _, e := range ontology.EdgeTypes() {
		if e.Kind != ontology.Mentions {
			row(e.Field, kinds(e.From)+" → "+kinds(e.To), e.Description)
		}
	}
	b.WriteString("\n")
	section("Properties with a value", "of")
	for _, f := range ontology.FactTypes() {
		row(f.Name, kinds(f.On), f.Description)
	}
	seen := map[string]bool{}
	for _, e := range ontology.EdgeTypes() {
		for _, a := range e.Attributes {
			if !seen[a.Name] && !isFact(a.Name) {
				row(a.Name, "Claim", a.Description)
			}
			seen[a.Name] = true
		}
	}
	for _, own := range [][3]string{
		{"articles", "all", "How many articles mention it."},
		{"independentArticles", "all", "The same, copies of one text counted once."},
		{"alleged", "Claim", "Whether the article only says that others allege it."},
		{"rule", "Claim", "The rule of the reader that found it."},
		{"amount", "Claim", "The number of an amount; schema:currency and on:what say of what."},
		{"what", "Claim", "What an amount counts."},
		{"bound", "Claim", "MIN, MAX or APPROX, if a number is no exact one."},
		{"startByte", "oa:TextPositionSelector", "Where the sentence starts in the UTF-8 text of the article, in bytes."},
		{"endByte", "oa:TextPositionSelector", "Where it ends."},
	} {
		row(own[0], own[1], own[2])
	}
	return b.String()
}

func isFact(name string) bool { _, ok := ontology.ParseFactKey(name); return ok }

func kinds(list []ontology.NodeKind) string {
	var names []string
	for _, k := range list {
		names = append(names, k.String())
	}
	return strings.Join(names, ", ")
}
