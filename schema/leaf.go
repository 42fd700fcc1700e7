package schema

import (
	"strings"
	"unicode"

	"onymous/graph/ontology"
	"onymous/schema/def"
)

// defineLeaves makes the scalars and the enumerations.
func (b *builder) defineLeaves() {
	b.date = &def.Scalar{Name: "Date", Parse: parseDate, SpecifiedBy: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
		Description: "A date, as exact as is known: 2017-07-20, 2017-07 or 2017."}
	b.dateTime = &def.Scalar{Name: "DateTime", Parse: def.String.Parse, SpecifiedBy: "https://scalars.graphql.org/andimarek/date-time.html",
		Description: "A point in time, as RFC 3339 writes it, in UTC."}
	b.direction = b.enum("Direction", "Which end of an edge is meant.",
		def.EnumValue{Name: "OUT", Description: "The edge starts here."},
		def.EnumValue{Name: "IN", Description: "The edge ends here."})
	b.sortOrder = b.enum("SortDirection", "Which end of an order comes first.",
		def.EnumValue{Name: "ASC", Description: "The least first."},
		def.EnumValue{Name: "DESC", Description: "The greatest first."})
	b.bound = b.enum("Bound", "How a number is meant.",
		def.EnumValue{Name: ontology.Min, Description: "At least this."},
		def.EnumValue{Name: ontology.Max, Description: "At most this."},
		def.EnumValue{Name: ontology.Approx, Description: "About this."})
	b.nodeKind = b.enum("NodeKind", "The kinds of nodes.")
	for _, t := range ontology.NodeTypes() {
		b.nodeKind.Values = append(b.nodeKind.Values, def.EnumValue{Name: nodeKindName(t.Kind), Description: t.Description})
	}
	b.edgeKind = b.enum("EdgeKind", "The kinds of edges.")
	for _, t := range ontology.EdgeTypes() {
		b.edgeKind.Values = append(b.edgeKind.Values, def.EnumValue{Name: t.Name, Description: t.Description})
		for _, a := range t.Attributes {
			if a.Type == ontology.Enum {
				b.attributes[a.Enum] = b.attributeEnum(&t, a)
			}
		}
	}
	b.factKey = b.enum("FactKey", "The keys of facts.")
	for _, t := range ontology.FactTypes() {
		b.factKey.Values = append(b.factKey.Values, def.EnumValue{Name: factKeyName(t.Key), Description: t.Description})
	}
}

func (b *builder) attributeEnum(t *ontology.EdgeType, a ontology.AttributeType) *def.Enum {
	e := b.enum(a.Enum, "The values of "+a.Name+" on edges of kind "+t.Name+", the strongest first.")
	for _, v := range a.Values {
		e.Values = append(e.Values, def.EnumValue{Name: v.Name, Description: v.Description})
	}
	return e
}

// The names of kinds of nodes and keys of facts as clients see them: AGENCY,
// SITES_TAKEN_DOWN.
var (
	nodeKindNames, factKeyNames []string
	nodeKinds                   = map[string]ontology.NodeKind{}
)

func init() {
	nodeKindNames, factKeyNames = []string{""}, []string{""}
	for _, t := range ontology.NodeTypes() {
		nodeKindNames = append(nodeKindNames, constant(t.Name))
		nodeKinds[constant(t.Name)] = t.Kind
	}
	for _, t := range ontology.FactTypes() {
		factKeyNames = append(factKeyNames, constant(t.Name))
	}
}

func nodeKindName(k ontology.NodeKind) string { return nodeKindNames[k] }

func factKeyName(k ontology.FactKey) string { return factKeyNames[k] }

// constant turns a name such as "Agency" or "sitesTakenDown" into the name of
// an enumeration's value.
func constant(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

// title makes the first letter of a field's name a capital, for the name of a
// type.
func title(field string) string { return strings.ToUpper(field[:1]) + field[1:] }
