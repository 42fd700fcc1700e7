// Package export writes the graph, or a part of it, as files that other tools
// read.
//
// To export, choose a Format from Formats and call Write with a Selection. All
// formats stream: nodes first, then edges, a record at a time, so that the memory
// they need does not grow with the graph. The same graph and selection give the
// same bytes.
//
// # What a format holds
//
// Formats for drawing (GEXF, GraphML, Cytoscape, graphology, DOT) hold nodes and
// edges with their attributes, facts and the sentences behind them as text. RDF
// formats hold claims with their evidence as Web Annotation selectors. STIX and
// FollowTheMoney hold what their vocabularies have a word for; the rest is said in
// notes.
//
// # Characters
//
// What a format forbids, such as control characters in XML, is replaced by
// U+FFFD, never dropped.
package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// Format is a file format.
type Format struct {
	Name        string // as in /export/gexf
	Extension   string // with the dot
	MediaType   string
	Description string // what it is and which tool opens it

	write func(v *view, w *writer) error
}

var formats = []Format{
	{"gexf", ".gexf", "application/gexf+xml", "GEXF 1.3, for Gephi and Gephi Lite", writeGEXF},
	{"graphml", ".graphml", "application/graphml+xml", "GraphML, for yEd, igraph, NetworkX and Cytoscape", writeGraphML},
	{"cytoscape", ".cyjs", "application/json", "Cytoscape JSON, for Cytoscape and Cytoscape.js", writeCytoscape},
	{"graphology", ".graphology.json", "application/json", "graphology JSON, for sigma.js", writeGraphology},
	{"d3", ".d3.json", "application/json", "nodes and links, for D3 and force-graph", writeD3},
	{"dot", ".dot", "text/vnd.graphviz", "DOT, for Graphviz", writeDOT},
	{"csv", ".csv", "text/csv", "a row a claim with its quote, for spreadsheets, R and Python", writeClaimsCSV},
	{"neo4j-nodes", ".nodes.csv", "text/csv", "nodes with typed headers, for neo4j-admin import", writeNeo4jNodes},
	{"neo4j-relationships", ".relationships.csv", "text/csv", "relationships with typed headers, for neo4j-admin import", writeNeo4jRelationships},
	{"nt", ".nt", "application/n-triples", "N-Triples, for any RDF store", writeNTriples},
	{"ttl", ".ttl", "text/turtle", "Turtle, the same triples to read", writeTurtle},
	{"jsonld", ".jsonld", "application/ld+json", "JSON-LD, the same triples as JSON", writeJSONLD},
	{"stix", ".stix.json", "application/stix+json", "STIX 2.1 bundle, for OpenCTI and MISP", writeSTIX},
	{"ftm", ".ftm.json", "application/json+ftm", "FollowTheMoney entities, a line each, for Aleph", writeFtM},
	{"jsonl", ".jsonl", "application/jsonl", "nodes and edges, a line each", writeJSONL},
	{"claims", ".claims.jsonl", "application/jsonl", "what each article says, a line each: onymous import reads it back", writeClaims},
	{"judgements", ".judgements.csv", "text/csv", "what people said about nodes and claims: onymous import --judgements reads it back", writeJudgements},
}

// Formats returns the formats in the order in which they should be listed. The
// caller must not change the slice.
func Formats() []Format { return formats }

// ByName returns the format of that name ("gexf", "cytoscape.json") or of a file
// with its extension ("graph.gexf").
func ByName(name string) (Format, bool) {
	i := slices.IndexFunc(formats, func(f Format) bool {
		return f.Name == strings.TrimSuffix(name, ".json") || f.Extension == strings.TrimPrefix("."+name, ".graph")
	})
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

// Selection is the part of the graph to export. The zero Selection is all of it
// but the articles, which are nodes too.
type Selection struct {
	// Start are the nodes to begin at. Empty means the whole graph; then Depth
	// and the limits are not used.
	Start []graph.ID
	Depth int // hops from Start

	NodeKinds []ontology.NodeKind // empty: all but Article
	EdgeKinds []ontology.EdgeKind // empty: all but Mentions

	MaxNodes, MaxEdges, PerNode int // as in graph.SubgraphQuery
}

// Write writes the selection in a format. It returns the first error of the
// graph, of ctx or of w.
func Write(ctx context.Context, tx *graph.Tx, f Format, s Selection, w io.Writer) error {
	v, err := newView(ctx, tx, s)
	if err != nil {
		return fmt.Errorf("export: %s: %w", f.Name, err)
	}
	out := &writer{Writer: bufio.NewWriterSize(w, 64<<10)}
	if err := f.write(v, out); err != nil {
		return fmt.Errorf("export: %s: %w", f.Name, err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export: %s: %w", f.Name, err)
	}
	return nil
}

// writer keeps the first error of a series of writes, so that formats need not
// look after every piece: bufio.Writer does, and Flush returns it.
type writer struct{ *bufio.Writer }

func (w *writer) text(pieces ...string) {
	for _, s := range pieces {
		w.WriteString(s)
	}
}
