package export

import (
	"strings"

	"onymous/graph/ontology"
)

// shapes tell kinds of nodes apart without colour.
var shapes = [...]string{
	ontology.Agency: "house", ontology.Operation: "octagon", ontology.Marketplace: "box", ontology.Service: "component",
	ontology.Person: "ellipse", ontology.Organization: "folder", ontology.Place: "plaintext", ontology.Technology: "hexagon",
	ontology.Commodity: "diamond", ontology.Article: "note",
}

// writeDOT writes a digraph in the language of Graphviz.
func writeDOT(v *view, w *writer) error {
	w.text("digraph onymous {\n  charset=\"UTF-8\";\n")
	for n, err := range v.describedNodes() {
		if err != nil {
			return err
		}
		w.text("  ", n.ID.String(), " [label=", dotText(n.Name), ", shape=", shapes[n.Kind])
		dotProperties(w, n.properties)
		w.text("];\n")
	}
	for e, err := range v.described() {
		if err != nil {
			return err
		}
		w.text("  ", e.From.String(), " -> ", e.To.String(), " [id=", dotText(e.EdgeKey.String()), ", label=", dotText(e.Kind.String()))
		if e.Alleged {
			w.text(", style=dashed")
		}
		dotProperties(w, e.properties)
		w.text("];\n")
	}
	w.text("}\n")
	return nil
}

func dotProperties(w *writer, properties []property) {
	for _, p := range properties {
		if p.set {
			w.text(", ", p.name, "=", dotText(p.text))
		}
	}
}

// dotText quotes a string of DOT. Graphviz knows one escape inside quotes, \",
// and takes a backslash for the start of its own in labels; a NUL ends its input.
func dotText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' {
			return '\ufffd'
		}
		return r
	}, s)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
