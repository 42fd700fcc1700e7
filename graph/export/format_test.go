package export_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"onymous/graph/export"
	"onymous/graph/ontology"
)

// read is what a test found in a file: the names of nodes by id, and the edges.
type read struct {
	names map[string]string
	edges map[string]bool
}

func newRead() read { return read{map[string]string{}, map[string]bool{}} }

// readers read formats with the standard library alone.
var readers = map[string]func(t *testing.T, file string) read{
	"gexf":                readXML("label"),
	"graphml":             readXML(""),
	"cytoscape":           readCytoscape,
	"graphology":          readGraphology,
	"d3":                  readD3,
	"jsonl":               readJSONL,
	"neo4j-nodes":         readNeo4jNodes,
	"neo4j-relationships": readNeo4jRelationships,
}

func TestFormatsHoldWhatTheStoreHolds(t *testing.T) {
	s := testStore(t)
	want := contentsOf(t, s)
	for format, reader := range readers {
		t.Run(format, func(t *testing.T) {
			got := reader(t, write(t, s, format, export.Selection{}))
			if format != "neo4j-relationships" {
				compareNames(t, got.names, want.names, replaced[format])
			}
			if format != "neo4j-nodes" && !maps.Equal(got.edges, want.edges) {
				t.Errorf("%d edges, want %d", len(got.edges), len(want.edges))
			}
		})
	}
}

// replaced says what a name is read as where it is not read as it is.
var replaced = map[string]func(string) string{
	"gexf":    replaceForXML,
	"graphml": replaceForXML,
	// encoding/csv reads the end of a line in a cell as \n, however it was written.
	"neo4j-nodes": func(name string) string { return strings.ReplaceAll(name, "\r\n", "\n") },
}

func compareNames(t *testing.T, got, want map[string]string, replace func(string) string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d nodes, want %d", len(got), len(want))
	}
	for id, name := range want {
		if replace != nil {
			name = replace(name)
		}
		if got[id] != name {
			t.Errorf("node %s is called %q, want %q", id, got[id], name)
		}
	}
}

// replaceForXML is what XML 1.0 forbids, replaced where one can see it.
func replaceForXML(name string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return utf8.RuneError
		}
		return r
	}, name)
}

// readXML reads nodes and edges of GEXF and GraphML. The name is an attribute or,
// if that is empty, the data element with the key "label".
func readXML(nameAttribute string) func(*testing.T, string) read {
	return func(t *testing.T, file string) read {
		found, decoder := newRead(), xml.NewDecoder(strings.NewReader(file))
		node := ""
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				return found
			}
			if err != nil {
				t.Fatal(err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			attributes := map[string]string{}
			for _, a := range start.Attr {
				attributes[a.Name.Local] = a.Value
			}
			switch {
			case start.Name.Local == "node":
				node = attributes["id"]
				found.names[node] = attributes[nameAttribute]
			case start.Name.Local == "edge":
				found.edges[attributes["id"]] = true
			case start.Name.Local == "data" && attributes["key"] == "label":
				var name string
				if err := decoder.DecodeElement(&name, &start); err != nil {
					t.Fatal(err)
				}
				found.names[node] = name
			}
		}
	}
}

func unmarshal(t *testing.T, file string, to any) {
	t.Helper()
	if err := json.Unmarshal([]byte(file), to); err != nil {
		t.Fatal(err)
	}
}

func readCytoscape(t *testing.T, file string) read {
	var c struct {
		Elements struct {
			Nodes, Edges []struct{ Data struct{ ID, Name string } }
		}
	}
	unmarshal(t, file, &c)
	found := newRead()
	for _, n := range c.Elements.Nodes {
		found.names[n.Data.ID] = n.Data.Name
	}
	for _, e := range c.Elements.Edges {
		found.edges[e.Data.ID] = true
	}
	return found
}

func readGraphology(t *testing.T, file string) read {
	var g struct {
		Nodes, Edges []struct {
			Key        string
			Attributes struct{ Label string }
		}
	}
	unmarshal(t, file, &g)
	found := newRead()
	for _, n := range g.Nodes {
		found.names[n.Key] = n.Attributes.Label
	}
	for _, e := range g.Edges {
		found.edges[e.Key] = true
	}
	return found
}

func readD3(t *testing.T, file string) read {
	var g struct{ Nodes, Links []struct{ ID, Label string } }
	unmarshal(t, file, &g)
	found := newRead()
	for _, n := range g.Nodes {
		found.names[n.ID] = n.Label
	}
	for _, e := range g.Links {
		found.edges[e.ID] = true
	}
	return found
}

func readJSONL(t *testing.T, file string) read {
	found := newRead()
	for line := range strings.Lines(file) {
		var x struct{ Type, ID, Name string }
		unmarshal(t, line, &x)
		if x.Type == "node" {
			found.names[x.ID] = x.Name
		} else {
			found.edges[x.ID] = true
		}
	}
	return found
}

func rowsOf(t *testing.T, file string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var named []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		named = append(named, m)
	}
	return named
}

func readNeo4jNodes(t *testing.T, file string) read {
	found := newRead()
	for _, row := range rowsOf(t, file) {
		found.names[row["id:ID"]] = row["name"]
	}
	return found
}

func readNeo4jRelationships(t *testing.T, file string) read {
	found := newRead()
	for _, row := range rowsOf(t, file) {
		found.edges[row["id"]] = true
	}
	return found
}

func TestSpreadsheetsGetNoFormula(t *testing.T) {
	s := testStore(t)
	rows := rowsOf(t, write(t, s, "csv", export.Selection{}))
	if want := contentsOf(t, s).claims; len(rows) != want {
		t.Errorf("%d rows, want a row a claim: %d", len(rows), want)
	}
	escaped := 0
	for _, row := range rows {
		for column, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("%s is %q, which a spreadsheet takes for a formula", column, cell)
			}
			if strings.HasPrefix(cell, "'=") {
				escaped++
			}
		}
		if row["quote"] == "" {
			t.Errorf("claim %s has no quote", row["claim"])
		}
	}
	if escaped == 0 {
		t.Error("no cell was made safe: the test tests nothing")
	}
}

// TestPartsAreParts exports what surrounds one node. Every reference of the file
// must lead into it.
func TestPartsAreParts(t *testing.T) {
	s := testStore(t)
	selection := export.Selection{Start: lookup(t, s, ontology.Operation, "Operation Nasty"), Depth: 1}
	got := readJSONL(t, write(t, s, "jsonl", selection))
	if want := len(nastyNames) + 1; len(got.names) != want || len(got.edges) != want-1 {
		t.Errorf("%d nodes and %d edges, want the operation and its %d targets", len(got.names), len(got.edges), want-1)
	}
	for _, f := range export.Formats() {
		if f.Name == "claims" {
			continue // whole articles, whatever is selected
		}
		if file := write(t, s, f.Name, selection); strings.Contains(file, "Hansa") || strings.Contains(file, "Berlin\"") {
			t.Errorf("%s of the part holds what is outside of it", f.Name)
		}
	}
}

func TestTheSameGraphHasTheSameBytes(t *testing.T) {
	docs := append(sampleDocuments(t), nastyDocument())
	a := testStore(t)
	slices.Reverse(docs)
	b := newStore(t, docs...)
	for _, f := range export.Formats() {
		x := write(t, a, f.Name, export.Selection{})
		if x != write(t, b, f.Name, export.Selection{}) {
			t.Errorf("%s depends on the order in which articles were loaded", f.Name)
		}
		if !utf8.ValidString(x) {
			t.Errorf("%s is not UTF-8", f.Name)
		}
	}
}

func TestClaimsLoadAgain(t *testing.T) {
	a := testStore(t)
	claims := write(t, a, "claims", export.Selection{})
	b := newStore(t, parseDocuments(t, []byte(claims))...)
	for _, f := range export.Formats() {
		if write(t, a, f.Name, export.Selection{}) != write(t, b, f.Name, export.Selection{}) {
			t.Errorf("%s of the graph loaded from its claims is another one", f.Name)
		}
	}
}

func TestByName(t *testing.T) {
	for name, want := range map[string]string{"gexf": "gexf", "graph.gexf": "gexf", "graph.jsonld": "jsonld", "graph.d3.json": "d3", "stix.json": "stix", "png": "", "": ""} {
		if f, _ := export.ByName(name); f.Name != want {
			t.Errorf("ByName(%q) is %q, want %q", name, f.Name, want)
		}
	}
}
