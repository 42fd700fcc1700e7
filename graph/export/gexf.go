package export

import (
	"strconv"
	"strings"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
)

// colours tell kinds of nodes apart: the palette of Okabe and Ito, which is
// safe for colour-blind eyes, as "r g b".
var colours = [...][3]string{
	ontology.Agency:       {"0", "114", "178"},
	ontology.Operation:    {"213", "94", "0"},
	ontology.Marketplace:  {"0", "158", "115"},
	ontology.Service:      {"204", "121", "167"},
	ontology.Person:       {"230", "159", "0"},
	ontology.Organization: {"86", "180", "233"},
	ontology.Place:        {"153", "153", "153"},
	ontology.Technology:   {"240", "228", "66"},
	ontology.Commodity:    {"117", "112", "179"},
	ontology.Article:      {"204", "204", "204"},
}

var xmlTypes = map[propertyType]string{textProperty: "string", integerProperty: "integer", booleanProperty: "boolean"}

// writeGEXF writes GEXF 1.3 (gexf.net). Dates are both attributes, which all
// readers take, and the start of a node or edge in time, which Gephi draws.
func writeGEXF(v *view, w *writer) error {
	w.text(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>onymous</creator><description>Who did what, and the sentence that says so</description></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date">
`)
	gexfAttributes(w, "node", nodePropertyNames())
	gexfAttributes(w, "edge", edgePropertyNames())
	w.text("<nodes>\n")
	for n, err := range v.describedNodes() {
		if err != nil {
			return err
		}
		c := colours[n.Kind]
		w.text(`<node id="`, n.ID.String(), `" label="`, xmlText(n.Name), `"`, gexfSpan(n.properties), `>`)
		gexfValues(w, n.properties)
		w.text(`<viz:color r="`, c[0], `" g="`, c[1], `" b="`, c[2], `"/><viz:size value="`, strconv.Itoa(nodeSize(n.Node)), `"/></node>`, "\n")
	}
	w.text("</nodes>\n<edges>\n")
	for e, err := range v.described() {
		if err != nil {
			return err
		}
		w.text(`<edge id="`, e.EdgeKey.String(), `" source="`, e.From.String(), `" target="`, e.To.String(), `" kind="`, e.Kind.String(),
			`" label="`, e.Kind.String(), `" weight="`, strconv.Itoa(max(e.Articles, 1)), `"`, gexfStart(e.Attributes[ontology.ArrestDate]), `>`)
		gexfValues(w, e.properties)
		w.text("</edge>\n")
	}
	w.text("</edges>\n</graph>\n</gexf>\n")
	return nil
}

func gexfAttributes(w *writer, class string, names []property) {
	w.text(`<attributes class="`, class, `">`, "\n")
	for i, p := range names {
		w.text(`<attribute id="`, strconv.Itoa(i), `" title="`, p.name, `" type="`, xmlTypes[p.kind], `"/>`, "\n")
	}
	w.text("</attributes>\n")
}

func gexfValues(w *writer, properties []property) {
	w.text("<attvalues>")
	for i, p := range properties {
		if p.set {
			w.text(`<attvalue for="`, strconv.Itoa(i), `" value="`, xmlText(p.text), `"/>`)
		}
	}
	w.text("</attvalues>")
}

// gexfStart writes a partial date as GEXF's start, which wants a whole one.
func gexfStart(date string) string {
	switch len(date) {
	case len("2017"):
		return ` start="` + date + `-01-01"`
	case len("2017-07"):
		return ` start="` + date + `-01"`
	case len("2017-07-20"):
		return ` start="` + date + `"`
	default:
		return ""
	}
}

// gexfSpan writes when a node begins and ends: the date of an operation, the opening
// and the closing of a market or service, as most articles have them.
func gexfSpan(properties []property) string {
	begin, end := "", ""
	for _, p := range properties {
		date, _, _ := strings.Cut(p.text, separator)
		switch {
		case !p.set:
		case p.name == ontology.Date.String() || p.name == ontology.Launched.String():
			begin = date
		case p.name == ontology.Closed.String():
			end = date
		}
	}
	if end == "" || end < begin { // articles may disagree
		return gexfStart(begin)
	}
	return gexfStart(begin) + ` end="` + lastDay(end) + `"`
}

// lastDay is the last day of a partial date.
func lastDay(date string) string {
	switch len(date) {
	case len("2017"):
		return date + "-12-31"
	case len("2017-07"):
		if month, err := time.Parse("2006-01", date); err == nil {
			return month.AddDate(0, 1, -1).Format(time.DateOnly)
		}
	}
	return date
}

func nodeSize(n graph.Node) int { return 4 + min(n.Articles, 40) }
