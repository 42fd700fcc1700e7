package export

import "strconv"

var graphMLTypes = map[propertyType]string{textProperty: "string", integerProperty: "int", booleanProperty: "boolean"}

// writeGraphML writes GraphML 1.0 (graphml.graphdrawing.org) with typed keys.
func writeGraphML(v *view, w *writer) error {
	w.text(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="label" for="node" attr.name="label" attr.type="string"/>
`)
	graphMLKeys(w, "node", "n", nodePropertyNames())
	graphMLKeys(w, "edge", "e", edgePropertyNames())
	w.text(`<graph id="onymous" edgedefault="directed">`, "\n")
	for n, err := range v.describedNodes() {
		if err != nil {
			return err
		}
		w.text(`<node id="`, n.ID.String(), `"><data key="label">`, xmlText(n.Name), "</data>")
		graphMLData(w, "n", n.properties)
		w.text("</node>\n")
	}
	for e, err := range v.described() {
		if err != nil {
			return err
		}
		w.text(`<edge id="`, e.EdgeKey.String(), `" source="`, e.From.String(), `" target="`, e.To.String(), `">`)
		graphMLData(w, "e", e.properties)
		w.text("</edge>\n")
	}
	w.text("</graph>\n</graphml>\n")
	return nil
}

func graphMLKeys(w *writer, class, prefix string, names []property) {
	for i, p := range names {
		w.text(`<key id="`, prefix, strconv.Itoa(i), `" for="`, class, `" attr.name="`, p.name, `" attr.type="`, graphMLTypes[p.kind], `"/>`, "\n")
	}
}

func graphMLData(w *writer, prefix string, properties []property) {
	for i, p := range properties {
		if p.set {
			w.text(`<data key="`, prefix, strconv.Itoa(i), `">`, xmlText(p.text), "</data>")
		}
	}
}
