package export_test

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"onymous/graph"
	"onymous/graph/export"
	"onymous/graph/ontology"
)

// foreign is what tools that we did not write found in our files.
type foreign struct {
	GEXF, GraphML, Graphology, Cytoscape struct {
		Nodes, Edges, Undirected int
		NodeValues, EdgeValues   int
		Kinds                    map[string]int
		Path                     bool
	}
	NT, TTL, JSONLD struct{ Triples, Claims, Articles int }
	FtM             map[string]int
	Errors          []string
}

// TestToolsReadOurFiles gives the files to the tools of testdata/readers, which
// are installed there from npm if they are not yet.
func TestToolsReadOurFiles(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: no tool from npm reads our files")
	}
	if _, err := os.Stat("testdata/readers/node_modules/.package-lock.json"); err != nil {
		run(t, "testdata/readers", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	}
	s := testStore(t)
	dir := t.TempDir()
	for _, format := range []string{"gexf", "graphml", "cytoscape", "graphology", "nt", "ttl", "jsonld", "ftm"} {
		save(t, filepath.Join(dir, "x."+format), write(t, s, format, export.Selection{}))
	}
	var got foreign
	if err := json.Unmarshal([]byte(run(t, "testdata/readers", node, "read.mjs", dir)), &got); err != nil {
		t.Fatal(err)
	}
	for _, e := range got.Errors {
		t.Error(e)
	}
	want := contentsOf(t, s)
	nodes, edges := len(want.names), len(want.edges)
	nodeValues, edgeValues := valuesOf(t, s)
	for _, tool := range []struct {
		name                   string
		got                    int
		want                   int
		values, wantNodeValues int
		edgeValues, wantEdges  int
	}{
		// GEXF has a colour and a size as well, and a label and a weight for edges.
		{"graphology-gexf", got.GEXF.Nodes, nodes, got.GEXF.NodeValues, nodeValues + 2*nodes, got.GEXF.EdgeValues, edgeValues + 2*edges},
		{"graphology-graphml", got.GraphML.Nodes, nodes, got.GraphML.NodeValues, nodeValues, got.GraphML.EdgeValues, edgeValues},
		{"graphology", got.Graphology.Nodes, nodes, got.Graphology.NodeValues, nodeValues, got.Graphology.EdgeValues, edgeValues + edges},
	} {
		if tool.got != tool.want || tool.values != tool.wantNodeValues || tool.edgeValues != tool.wantEdges {
			t.Errorf("%s read %d nodes with %d values and %d values of edges, want %d, %d and %d", tool.name, tool.got, tool.values, tool.edgeValues,
				tool.want, tool.wantNodeValues, tool.wantEdges)
		}
	}
	for name, n := range map[string]int{"GEXF": got.GEXF.Edges, "GraphML": got.GraphML.Edges, "graphology": got.Graphology.Edges, "Cytoscape": got.Cytoscape.Edges} {
		if n != edges {
			t.Errorf("%s: %d edges read, want %d", name, n, edges)
		}
	}
	if got.GEXF.Undirected+got.GraphML.Undirected+got.Graphology.Undirected > 0 || got.Cytoscape.Nodes != nodes || !got.Cytoscape.Path {
		t.Errorf("edges lost their direction, or Cytoscape its nodes: %+v", got)
	}
	if got.NT.Claims != want.claims || got.NT.Articles != want.articles || got.NT.Triples == 0 || got.NT != got.TTL || got.NT != got.JSONLD {
		t.Errorf("RDF: N-Triples %+v, Turtle %+v, JSON-LD %+v, want %d claims and %d articles", got.NT, got.TTL, got.JSONLD, want.claims, want.articles)
	}
	if got.FtM["Article"] != want.articles || got.FtM["Person"] == 0 || got.FtM["Mention"] == 0 {
		t.Errorf("FollowTheMoney: %v, want %d articles, people and mentions", got.FtM, want.articles)
	}
}

// valuesOf counts the values that nodes and edges have, name and evidence
// included.
func valuesOf(t *testing.T, s *graph.Store) (nodes, edges int) {
	t.Helper()
	err := s.View(t.Context(), func(tx *graph.Tx) error {
		for _, kind := range ontology.NodeTypes() {
			for n, err := range tx.Nodes(t.Context(), kind.Kind, 0) {
				if err != nil {
					return err
				}
				if kind.Kind == ontology.Article {
					continue
				}
				keys := map[ontology.FactKey]bool{}
				facts, err := tx.NodeFacts(t.Context(), n.ID)
				if err != nil {
					return err
				}
				for _, f := range facts {
					keys[f.Key] = true
				}
				nodes += 5 + len(keys) // name, kind, articles, independent ones, unnamed
				if len(n.Aliases) > 0 {
					nodes++
				}
				for e, err := range tx.Neighbours(t.Context(), n.ID, 0, graph.Out, 0) {
					if err != nil {
						return err
					}
					edges += 6 // kind, alleged, articles, independent ones, claims, evidence
					for _, value := range e.Attributes {
						if value != "" {
							edges++
						}
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return nodes, edges
}

func TestGraphvizReadsOurFile(t *testing.T) {
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("graphviz is not installed: dot does not read our file")
	}
	s := testStore(t)
	file := filepath.Join(t.TempDir(), "x.dot")
	save(t, file, write(t, s, "dot", export.Selection{}))
	var drawn struct {
		Objects []struct {
			Name, Label string
		}
		Edges []struct{ ID string }
	}
	if err := json.Unmarshal([]byte(run(t, ".", "dot", "-Tdot_json", file)), &drawn); err != nil {
		t.Fatal(err)
	}
	want := contentsOf(t, s)
	if len(drawn.Objects) != len(want.names) || len(drawn.Edges) != len(want.edges) {
		t.Errorf("dot read %d nodes and %d edges, want %d and %d", len(drawn.Objects), len(drawn.Edges), len(want.names), len(want.edges))
	}
}

// readRows counts the rows of a CSV file and fails if one has another number of cells
// than its header.
const readRows = `
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as f:
    rows = list(csv.reader(f, strict=True))
assert all(len(r) == len(rows[0]) for r in rows), "a row has another number of cells"
print(len(rows) - 1)`

func TestPythonReadsOurTables(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: its csv module does not read our files")
	}
	s := testStore(t)
	want := contentsOf(t, s)
	for format, rows := range map[string]int{"csv": want.claims, "neo4j-nodes": len(want.names), "neo4j-relationships": len(want.edges)} {
		file := filepath.Join(t.TempDir(), "x.csv")
		save(t, file, write(t, s, format, export.Selection{}))
		if got := strings.TrimSpace(run(t, ".", python, "-c", readRows, file)); got != strconv.Itoa(rows) {
			t.Errorf("%s: Python read %s rows, want %d", format, got, rows)
		}
	}
}

// gexfSchema is not ours to copy: gexf.net publishes it.
var gexfSchema = flag.String("gexf-schema", "", "file of GEXF 1.3's XSD, to validate our GEXF with")

// vizElements are not allowed inside of nodes by the schema, but by the documents about it.
var vizElements = regexp.MustCompile(`<viz:[^>]*/>`)

func TestGEXFIsValid(t *testing.T) {
	if *gexfSchema == "" {
		t.Skip("no schema: give its file with -gexf-schema")
	}
	file := filepath.Join(t.TempDir(), "x.gexf")
	save(t, file, vizElements.ReplaceAllString(write(t, testStore(t), "gexf", export.Selection{}), ""))
	cmd := exec.CommandContext(t.Context(), "xmllint", "--noout", "--nonet", "--schema", *gexfSchema, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("xmllint: %v\n%.2000s", err, out)
	}
}

func TestXMLToolsReadOurFiles(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("libxml2-utils is not installed: xmllint does not read our files")
	}
	s := testStore(t)
	for _, format := range []string{"gexf", "graphml"} {
		file := filepath.Join(t.TempDir(), "x."+format)
		save(t, file, write(t, s, format, export.Selection{}))
		run(t, ".", "xmllint", "--noout", "--nonet", file)
	}
}

func save(t *testing.T, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a program in a folder and returns what it printed.
func run(t *testing.T, folder, name string, args ...string) string {
	t.Helper()
	var errOut strings.Builder
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir, cmd.Stderr = folder, &errOut
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%.2000s", name, strings.Join(args, " "), err, errOut.String())
	}
	if errOut.Len() > 0 {
		t.Errorf("%s warns: %.500s", name, errOut.String())
	}
	return string(out)
}
