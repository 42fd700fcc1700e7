package schema

import (
	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// filters are the input types of conditions. Those of nodes and edges refer to
// each other: a node can be asked for an edge, and an edge for its other node.
type filters struct {
	text, number, real, date *def.InputObject
	amount, id               *def.InputObject
	entity, relation         *def.InputObject
	kinds                    map[ontology.NodeKind]*def.InputObject
	edges                    map[string]*def.InputObject // by field
	enums                    map[string]*def.InputObject
}

func (b *builder) input(name, description string, fields ...*def.Input) *def.InputObject {
	return &def.InputObject{Name: name, Description: description, Fields: fields}
}

func in(name string, t def.Type, description string) *def.Input {
	return &def.Input{Name: name, Type: t, Description: description}
}

func listIn(t def.Type) def.Type { return &def.List{Of: def.Required(t)} }

// comparisons are the fields of conditions on what has an order.
func comparisons(t def.Type) []*def.Input {
	return []*def.Input{in("eq", t, "Is this."), in("gt", t, "Is more than this."), in("gte", t, "Is at least this."),
		in("lt", t, "Is less than this."), in("lte", t, "Is at most this.")}
}

func (b *builder) defineFilters() {
	f := &b.filters
	f.kinds, f.edges, f.enums = map[ontology.NodeKind]*def.InputObject{}, map[string]*def.InputObject{}, map[string]*def.InputObject{}
	f.text = b.input("StringFilter", "A condition on a text. All fields that are given must hold; case, accents and punctuation make no difference.",
		in("eq", def.String, "Is this."), in("in", listIn(def.String), "Is one of these."),
		in("contains", def.String, "Holds this somewhere."), in("startsWith", def.String, "Begins with this."))
	f.number = b.input("IntFilter", "A condition on a whole number. All fields that are given must hold.", comparisons(def.Int)...)
	f.real = b.input("NumberFilter", "A condition on the number of a fact, which may have more than 32 bits. All fields that are given must hold.", comparisons(def.Float)...)
	f.date = b.input("DateFilter", "A condition on a date. A date that is known to the month or the year fits if all of it does. All fields that are given must hold.",
		in("eq", b.date, "Lies within this day, month or year."), in("gte", b.date, "Begins with it or later."), in("gt", b.date, "Begins after it."),
		in("lt", b.date, "Ends before it."), in("lte", b.date, "Ends with it or earlier."))
	f.amount = b.input("AmountFilter", "A condition on an amount. All fields that are given must hold.",
		in("amount", f.real, "On the number."), in("currency", f.text, "On the currency's code."), in("what", f.text, "On what is counted."))
	f.id = b.input("IDFilter", "A condition on an id.", in("eq", def.ID, "Is this."), in("in", listIn(def.ID), "Is one of these."))
	f.entity = b.input("EntityFilter", "A condition on a node of any kind. All fields that are given must hold.")
	f.entity.Fields = append(b.nodeConditions(f.entity), in("kind", b.enumFilter(b.nodeKind), "On the kind of the node."))
	for _, t := range ontology.NodeTypes() {
		f.kinds[t.Kind] = b.input(t.Name+"Filter", "A condition on nodes of kind "+t.Name+". All fields that are given must hold.")
		f.entity.Fields = append(f.entity.Fields, in(t.Field, f.kinds[t.Kind], "It is of kind "+t.Name+" and fits."))
	}
}

// defineKindFilters fills in the conditions on each kind, once the filters of
// edges can be made.
func (b *builder) defineKindFilters() {
	for _, t := range ontology.NodeTypes() {
		f := b.filters.kinds[t.Kind]
		f.Fields = b.nodeConditions(f)
		for _, fact := range ontology.FactTypes() {
			if fact.Key.On(t.Kind) {
				f.Fields = append(f.Fields, in(fact.Name, b.valueFilter(fact.Type), "On a fact: at least one value fits. "+fact.Description))
			}
		}
		if t.Kind == ontology.Article {
			f.Fields = append(f.Fields, in("publisher", b.filters.text, "On who published it."), in("date", b.filters.date, "On when it was published."))
		}
		for i := range ontology.EdgeTypes() {
			e := &ontology.EdgeTypes()[i]
			for _, dir := range []graph.Direction{graph.Out, graph.In} {
				if contains(ends(e, dir), t.Kind) {
					f.Fields = append(f.Fields, in(fieldOf(e.Kind, dir), b.edgeFilter(e, dir), "At least one such edge fits."))
				}
			}
		}
	}
}

func (b *builder) nodeConditions(self *def.InputObject) []*def.Input {
	return append(junctions(self),
		in("id", b.filters.id, "On the id."),
		in("name", b.filters.text, "On the name."),
		in("anyName", b.filters.text, "On the name or any alias."),
		in("unnamed", def.Boolean, "Whether no article gives it a name."),
		in("articles", b.filters.number, "On how many articles name it."),
		in("independentArticles", b.filters.number, "On how many independent articles name it."),
		in("degree", b.filters.number, "On how many edges it has, mentions left out."))
}

// junctions are the fields that combine conditions of one type.
func junctions(self *def.InputObject) []*def.Input {
	return []*def.Input{
		in("and", listIn(self), "All of these hold."),
		in("or", listIn(self), "At least one of these holds."),
		in("not", self, "This does not hold."),
	}
}

func (b *builder) enumFilter(e *def.Enum) *def.InputObject {
	if f := b.filters.enums[e.Name]; f != nil {
		return f
	}
	f := b.input(e.Name+"Filter", "A condition on a "+e.Name+". All fields that are given must hold.",
		in("eq", e, "Is this."), in("in", listIn(e), "Is one of these."))
	b.filters.enums[e.Name] = f
	return f
}

func (b *builder) valueFilter(t ontology.ValueType) *def.InputObject {
	switch t {
	case ontology.Integer:
		return b.filters.real
	case ontology.Amount:
		return b.filters.amount
	case ontology.PartialDate:
		return b.filters.date
	}
	return b.filters.text
}

// edgeConditions are the conditions on what every edge has.
func (b *builder) edgeConditions(self *def.InputObject) []*def.Input {
	return append(junctions(self),
		in("alleged", def.Boolean, "Whether all its sentences only allege it."),
		in("articles", b.filters.number, "On how many articles say it."),
		in("independentArticles", b.filters.number, "On how many independent articles say it."))
}

// edgeFilter is the condition on edges of type t as they are read in a direction.
func (b *builder) edgeFilter(t *ontology.EdgeType, dir graph.Direction) *def.InputObject {
	name := fieldOf(t.Kind, dir)
	if f := b.filters.edges[name]; f != nil {
		return f
	}
	f := b.input(title(name)+"Filter", "A condition on an edge of kind "+t.Name+" read from its "+endName(dir)+" end. All fields that are given must hold.")
	b.filters.edges[name] = f
	f.Fields = b.edgeConditions(f)
	for _, a := range t.Attributes {
		f.Fields = append(f.Fields, in(a.Name, b.attributeFilter(a), a.Description))
	}
	far := b.filters.entity
	if kinds := ends(t, 1-dir); len(kinds) == 1 {
		far = b.filters.kinds[kinds[0]]
	}
	f.Fields = append(f.Fields, in("node", far, "On the node at the other end."))
	return f
}

func (b *builder) attributeFilter(a ontology.AttributeType) *def.InputObject {
	switch a.Type {
	case ontology.Enum:
		return b.enumFilter(b.attributes[a.Enum])
	case ontology.PartialDate:
		return b.filters.date
	}
	return b.filters.text
}

// relationFilter is the condition on edges of any kind.
func (b *builder) relationFilter() *def.InputObject {
	if b.filters.relation == nil {
		f := b.input("RelationFilter", "A condition on an edge of any kind. All fields that are given must hold.")
		b.filters.relation = f
		f.Fields = append(b.edgeConditions(f),
			in("edgeKind", b.enumFilter(b.edgeKind), "On the kind of the edge."),
			in("role", b.filters.text, "On the role, such as LED."),
			in("outcome", b.filters.text, "On the outcome, such as SEIZED."),
			in("date", b.filters.date, "On the date."),
			in("title", b.filters.text, "On the post."),
			in("node", b.filters.entity, "On the node at the other end."))
	}
	return b.filters.relation
}
