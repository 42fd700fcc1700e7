package schema

import (
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// listOf makes a resolver of a list that the parent holds.
func listOf[T, E any](get func(*T) []E) def.Resolver {
	return func(_ *def.Call, parents []any, out *def.Out) error {
		for _, p := range parents {
			list := get(p.(*T))
			for i := range list {
				out.Add(&list[i])
			}
			out.EndList()
		}
		return nil
	}
}

// text makes a required text field of what the parent holds.
func text[T any](name, description string, get func(*T) string) *def.Field {
	return &def.Field{Name: name, Type: def.Required(def.String), Description: description,
		Leaf: def.Leaf(func(t *T) def.Value { return def.Str(get(t)) })}
}

// kindNames makes a field of the names of kinds of nodes.
func (b *builder) kindNames(name, description string, get func(any) []ontology.NodeKind) *def.Field {
	return &def.Field{Name: name, Type: def.ListOf(b.nodeKind), Description: description, Leaf: func(parent any) def.Value {
		var names []string
		for _, k := range get(parent) {
			names = append(names, nodeKindName(k))
		}
		return def.Strs(names)
	}}
}

// whole is the parent of the ontology's fields.
type whole struct{}

// ontologyField tells the kinds of nodes, edges and facts, so that a front end
// can draw its legend and forms from them.
func (b *builder) ontologyField() *def.Field {
	valueType := b.enum("ValueType", "The type of a value.",
		def.EnumValue{Name: "INTEGER", Description: "A whole number, with an optional bound."},
		def.EnumValue{Name: "AMOUNT", Description: "A number of things or of money."},
		def.EnumValue{Name: "PARTIAL_DATE", Description: "A date as exact as is known."},
		def.EnumValue{Name: "TEXT", Description: "Words."},
		def.EnumValue{Name: "ENUM", Description: "One of a list."})
	o := b.object("Ontology", "What the graph is about.", []*def.Field{
		text("digest", "Changes whenever the ontology does.", func(*whole) string { return ontology.Digest() }),
		{Name: "nodeTypes", Type: def.ListOf(b.nodeType()), Description: "The kinds of nodes.",
			Size: sizeOf(0), Resolve: listOf(func(*whole) []ontology.NodeType { return ontology.NodeTypes() })},
		{Name: "edgeTypes", Type: def.ListOf(b.edgeType(valueType)), Description: "The kinds of edges.",
			Size: sizeOf(0), Resolve: listOf(func(*whole) []ontology.EdgeType { return ontology.EdgeTypes() })},
		{Name: "factTypes", Type: def.ListOf(b.factType(valueType)), Description: "The keys of facts.",
			Size: sizeOf(0), Resolve: listOf(func(*whole) []ontology.FactType { return ontology.FactTypes() })},
		{Name: "commodities", Type: def.ListOf(def.String), Description: "The canonical names of commodities.",
			Leaf: def.Leaf(func(*whole) def.Value { return def.Strs(ontology.Commodities()) })},
	})
	return &def.Field{Name: "ontology", Type: def.Required(o), Description: "The kinds of nodes, edges and facts that the graph knows.",
		Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
			for range parents {
				out.One(&whole{})
			}
			return nil
		}}
}

func (b *builder) nodeType() *def.Object {
	type nodeType = ontology.NodeType
	return b.object("NodeKindInfo", "A kind of node.", []*def.Field{
		{Name: "kind", Type: def.Required(b.nodeKind), Description: "The kind.", Leaf: def.Leaf(func(t *nodeType) def.Value { return def.Str(nodeKindName(t.Kind)) })},
		text("name", "The name of its type in this schema.", func(t *nodeType) string { return t.Name }),
		text("field", "The query that gives one.", func(t *nodeType) string { return t.Field }),
		text("plural", "The query that lists them.", func(t *nodeType) string { return t.Plural }),
		text("description", "What it means.", func(t *nodeType) string { return t.Description }),
	})
}

func (b *builder) edgeType(valueType *def.Enum) *def.Object {
	type edgeType = ontology.EdgeType
	value := b.object("AttributeValue", "A value of an attribute.", []*def.Field{
		text("name", "The value.", func(v *ontology.EnumValue) string { return v.Name }),
		text("description", "What it means.", func(v *ontology.EnumValue) string { return v.Description }),
	})
	attribute := b.object("AttributeInfo", "An attribute that edges of a kind have.", []*def.Field{
		text("name", "Its name.", func(a *ontology.AttributeType) string { return a.Name }),
		{Name: "type", Type: def.Required(valueType), Description: "The type of its value.",
			Leaf: def.Leaf(func(a *ontology.AttributeType) def.Value { return def.Str(valueTypeNames[a.Type]) })},
		{Name: "values", Type: def.ListOf(value), Description: "The values of an ENUM, the strongest first.",
			Resolve: listOf(func(a *ontology.AttributeType) []ontology.EnumValue { return a.Values })},
		text("description", "What it means.", func(a *ontology.AttributeType) string { return a.Description }),
	})
	return b.object("EdgeKindInfo", "A kind of edge.", []*def.Field{
		{Name: "kind", Type: def.Required(b.edgeKind), Description: "The kind.", Leaf: def.Leaf(func(t *edgeType) def.Value { return def.Str(t.Name) })},
		b.kindNames("from", "The kinds of nodes that it starts at.", func(t any) []ontology.NodeKind { return t.(*edgeType).From }),
		b.kindNames("to", "The kinds of nodes that it ends at.", func(t any) []ontology.NodeKind { return t.(*edgeType).To }),
		text("field", "The field on its first end.", func(t *edgeType) string { return t.Field }),
		text("inverse", "The field on its second end.", func(t *edgeType) string { return t.Inverse }),
		{Name: "attributes", Type: def.ListOf(attribute), Description: "The attributes that it has.",
			Resolve: listOf(func(t *edgeType) []ontology.AttributeType { return t.Attributes })},
		text("description", "What it says.", func(t *edgeType) string { return t.Description }),
	})
}

func (b *builder) factType(valueType *def.Enum) *def.Object {
	type factType = ontology.FactType
	return b.object("FactKeyInfo", "A key of facts.", []*def.Field{
		{Name: "key", Type: def.Required(b.factKey), Description: "The key.", Leaf: def.Leaf(func(t *factType) def.Value { return def.Str(factKeyName(t.Key)) })},
		text("name", "The field on nodes that have it.", func(t *factType) string { return t.Name }),
		b.kindNames("on", "The kinds of nodes that have it.", func(t any) []ontology.NodeKind { return t.(*factType).On }),
		{Name: "type", Type: def.Required(valueType), Description: "The type of its value.",
			Leaf: def.Leaf(func(t *factType) def.Value { return def.Str(valueTypeNames[t.Type]) })},
		text("description", "What it means.", func(t *factType) string { return t.Description }),
	})
}

var valueTypeNames = map[ontology.ValueType]string{ontology.Integer: "INTEGER", ontology.Amount: "AMOUNT", ontology.PartialDate: "PARTIAL_DATE", ontology.Text: "TEXT", ontology.Enum: "ENUM"}
