package export

import (
	"encoding/csv"
	"strconv"
	"strings"

	"onymous/graph/ontology"
)

// writeClaimsCSV writes a row a claim, for spreadsheets (RFC 4180, UTF-8).
// Cells that a spreadsheet would take for a formula get an apostrophe before
// them.
func writeClaimsCSV(v *view, w *writer) error {
	rows := csv.NewWriter(w)
	rows.Write([]string{"claim", "kind", "from", "from_name", "from_kind", "to", "to_name", "to_kind", "value", "role", "outcome", "date", "title",
		"alleged", "quote", "start", "end", "rule", "article", "article_title", "article_date", "article_publisher", "article_url"})
	for c, err := range v.claims() {
		if err != nil {
			return err
		}
		row, err := v.claimRow(c)
		if err != nil {
			return err
		}
		for i := range row {
			row[i] = cell(row[i])
		}
		rows.Write(row)
	}
	rows.Flush()
	return rows.Error()
}

func (v *view) claimRow(ac articleClaim) ([]string, error) {
	c, a := ac.claim, ac.article
	from, err := v.tx.Node(c.From)
	if err != nil {
		return nil, err
	}
	kind, value, to, toName, toKind := "", "", "", "", ""
	if c.Edge.Valid() {
		target, err := v.tx.Node(c.To)
		if err != nil {
			return nil, err
		}
		kind, to, toName, toKind = c.Edge.String(), target.ID.String(), target.Name, target.Kind.String()
	} else {
		kind, value = c.Fact.String(), factText(c.Fact, c.Value)
	}
	start, end := "", ""
	if len(c.Evidence) > 0 {
		start, end = strconv.Itoa(c.Evidence[0].Start), strconv.Itoa(c.Evidence[len(c.Evidence)-1].End)
	}
	return []string{c.ID.String(), kind, from.ID.String(), from.Name, from.Kind.String(), to, toName, toKind, value,
		c.Attributes[ontology.Role], c.Attributes[ontology.Outcome], c.Attributes[ontology.ArrestDate], c.Attributes[ontology.Title],
		strconv.FormatBool(c.Alleged), strings.Join(c.Quotes, " "), start, end, c.Rule,
		a.ID.String(), a.Title, a.Date, a.Publisher, a.URL}, nil
}

// cell makes a value safe for spreadsheets: owasp.org/www-community/attacks/CSV_Injection.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

var neo4jTypes = map[propertyType]string{textProperty: "", integerProperty: ":int", booleanProperty: ":boolean"}

func neo4jHeader(names []property, skip string) []string {
	var header []string
	for _, p := range names {
		if p.name != skip {
			header = append(header, p.name+neo4jTypes[p.kind])
		}
	}
	return header
}

func neo4jRow(properties []property, skip string) []string {
	var row []string
	for _, p := range properties {
		if p.name != skip {
			row = append(row, p.text)
		}
	}
	return row
}

const kindProperty = "kind" // a label or a type in Neo4j

// writeNeo4jNodes writes the nodes file of neo4j-admin database import.
func writeNeo4jNodes(v *view, w *writer) error {
	rows := csv.NewWriter(w)
	rows.Write(append([]string{"id:ID", ":LABEL", "name"}, neo4jHeader(nodePropertyNames(), kindProperty)...))
	for n, err := range v.describedNodes() {
		if err != nil {
			return err
		}
		rows.Write(append([]string{n.ID.String(), n.Kind.String(), n.Name}, neo4jRow(n.properties, kindProperty)...))
	}
	rows.Flush()
	return rows.Error()
}

// writeNeo4jRelationships writes the relationships file of the same.
func writeNeo4jRelationships(v *view, w *writer) error {
	rows := csv.NewWriter(w)
	rows.Write(append([]string{":START_ID", ":END_ID", ":TYPE", "id"}, neo4jHeader(edgePropertyNames(), kindProperty)...))
	for e, err := range v.described() {
		if err != nil {
			return err
		}
		rows.Write(append([]string{e.From.String(), e.To.String(), e.Kind.String(), e.EdgeKey.String()}, neo4jRow(e.properties, kindProperty)...))
	}
	rows.Flush()
	return rows.Error()
}
