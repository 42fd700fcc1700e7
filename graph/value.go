package graph

import (
	"strconv"
	"strings"

	"onymous/graph/ontology"
)

// String returns the value as a reader would write it: "at least 400", "1000000 USD
// (Bitcoin)", "2017-07", "10 years".
func (v Value) String() string {
	var parts []string
	switch v.Bound {
	case ontology.Min:
		parts = append(parts, "at least")
	case ontology.Max:
		parts = append(parts, "at most")
	case ontology.Approx:
		parts = append(parts, "about")
	}
	if v.Text != "" {
		parts = append(parts, v.Text)
	} else {
		parts = append(parts, strconv.FormatFloat(v.Number, 'f', -1, 64))
	}
	if v.Currency != "" {
		parts = append(parts, v.Currency)
	}
	if v.What != "" {
		parts = append(parts, "("+v.What+")")
	}
	return strings.Join(parts, " ")
}
