package export

import (
	"encoding/json"
	"unicode/utf8"

	"onymous/graph"
)

// jsonText encodes s as a JSON string. Invalid UTF-8 cannot be in the store.
func jsonText(s string) string {
	if !utf8.ValidString(s) {
		return `"\ufffd"`
	}
	b, err := json.Marshal(s)
	if err != nil {
		panic("internal error: export: " + err.Error()) // a valid string always encodes
	}
	return string(b)
}

// jsonProperties writes the properties that are set as members of an object,
// each with a comma before it.
func jsonProperties(w *writer, properties []property) {
	for _, p := range properties {
		if !p.set {
			continue
		}
		w.text(`,"`, p.name, `":`)
		if p.kind == textProperty {
			w.text(jsonText(p.text))
		} else {
			w.text(p.text)
		}
	}
}

// jsonShape is how a JSON format arranges nodes and edges.
type jsonShape struct {
	head, between, tail string
	separator           string
	node                func(w *writer, n graph.Node, p []property)
	edge                func(w *writer, e graph.Edge, p []property)
}

func writeShape(v *view, w *writer, s jsonShape) error {
	w.text(s.head)
	first := true
	for n, err := range v.describedNodes() {
		if err != nil {
			return err
		}
		if !first {
			w.text(s.separator)
		}
		first = false
		s.node(w, n.Node, n.properties)
	}
	w.text(s.between)
	first = true
	for e, err := range v.described() {
		if err != nil {
			return err
		}
		if !first {
			w.text(s.separator)
		}
		first = false
		s.edge(w, e.Edge, e.properties)
	}
	w.text(s.tail)
	return nil
}

// writeCytoscape writes the elements of Cytoscape.js, which Cytoscape's desktop
// program takes too (.cyjs).
func writeCytoscape(v *view, w *writer) error {
	return writeShape(v, w, jsonShape{
		head: `{"data":{"name":"onymous"},"elements":{"nodes":[` + "\n", separator: ",\n", between: "\n],\"edges\":[\n", tail: "\n]}}\n",
		node: func(w *writer, n graph.Node, p []property) {
			w.text(`{"data":{"id":"`, n.ID.String(), `","name":`, jsonText(n.Name))
			jsonProperties(w, p)
			w.text("}}")
		},
		edge: func(w *writer, e graph.Edge, p []property) {
			w.text(`{"data":{"id":"`, e.EdgeKey.String(), `","source":"`, e.From.String(), `","target":"`, e.To.String(), `"`)
			jsonProperties(w, p)
			w.text("}}")
		},
	})
}

// writeGraphology writes graphology's serialised graph.
func writeGraphology(v *view, w *writer) error {
	return writeShape(v, w, jsonShape{
		head:      `{"attributes":{"name":"onymous"},"options":{"type":"directed","multi":true,"allowSelfLoops":true},"nodes":[` + "\n",
		separator: ",\n", between: "\n],\"edges\":[\n", tail: "\n]}\n",
		node: func(w *writer, n graph.Node, p []property) {
			w.text(`{"key":"`, n.ID.String(), `","attributes":{"label":`, jsonText(n.Name))
			jsonProperties(w, p)
			w.text("}}")
		},
		edge: func(w *writer, e graph.Edge, p []property) {
			w.text(`{"key":"`, e.EdgeKey.String(), `","source":"`, e.From.String(), `","target":"`, e.To.String(), `","attributes":{"label":"`, e.Kind.String(), `"`)
			jsonProperties(w, p)
			w.text("}}")
		},
	})
}

// writeD3 writes the nodes and links that d3-force and force-graph take.
func writeD3(v *view, w *writer) error {
	return writeShape(v, w, jsonShape{
		head: `{"nodes":[` + "\n", separator: ",\n", between: "\n],\"links\":[\n", tail: "\n]}\n",
		node: func(w *writer, n graph.Node, p []property) {
			w.text(`{"id":"`, n.ID.String(), `","label":`, jsonText(n.Name))
			jsonProperties(w, p)
			w.text("}")
		},
		edge: func(w *writer, e graph.Edge, p []property) {
			w.text(`{"source":"`, e.From.String(), `","target":"`, e.To.String(), `","id":"`, e.EdgeKey.String(), `"`)
			jsonProperties(w, p)
			w.text("}")
		},
	})
}

// writeJSONL writes a line a node, then a line an edge.
func writeJSONL(v *view, w *writer) error {
	return writeShape(v, w, jsonShape{
		node: func(w *writer, n graph.Node, p []property) {
			w.text(`{"type":"node","id":"`, n.ID.String(), `","name":`, jsonText(n.Name))
			jsonProperties(w, p)
			w.text("}\n")
		},
		edge: func(w *writer, e graph.Edge, p []property) {
			w.text(`{"type":"edge","id":"`, e.EdgeKey.String(), `","from":"`, e.From.String(), `","to":"`, e.To.String(), `"`)
			jsonProperties(w, p)
			w.text("}\n")
		},
	})
}
