package schema

import (
	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// builder makes the types of the schema. Types refer to each other, so build
// makes the named ones first and fills in their fields afterwards.
type builder struct {
	schema  *def.Schema
	options Options

	node, entity, fact *def.Interface
	pageInfo           *def.Object
	date, dateTime     *def.Scalar
	partialDate        *def.Object

	nodeKind, edgeKind, factKey *def.Enum
	direction, bound, sortOrder *def.Enum
	attributes                  map[string]*def.Enum // ParticipationRole …

	kinds    map[ontology.NodeKind]*def.Object // Agency, Operation …
	factOf   map[ontology.ValueType]*def.Object
	relation *def.Object
	claim    *def.Object

	load, judgement            *def.Object
	contradictions, duplicates *def.Object
	articleIn                  *def.InputObject

	filters filters
	orders  map[string]*def.InputObject
	objects map[string]*def.Object

	// Fields that several types share are one definition, so that a plan asks
	// for them once for objects of all these types.
	entityList, edgeList, factList []*def.Field
	factFieldOf                    map[ontology.FactKey]*def.Field
	edges                          map[string]*def.Field // the connections, by their names
}

// build returns the schema of the ontology.
func build(o Options) (*def.Schema, error) {
	b := &builder{
		schema:      &def.Schema{Description: "onymous: who did what to whom, as news articles say, each statement with its sentence."},
		options:     o,
		attributes:  map[string]*def.Enum{},
		kinds:       map[ontology.NodeKind]*def.Object{},
		factOf:      map[ontology.ValueType]*def.Object{},
		orders:      map[string]*def.InputObject{},
		objects:     map[string]*def.Object{},
		factFieldOf: map[ontology.FactKey]*def.Field{},
		edges:       map[string]*def.Field{},
	}
	b.defineLeaves()
	b.defineNames()
	b.defineDate()
	b.definePageInfo()
	b.defineFilters()
	b.defineFacts()
	b.defineClaim()
	b.defineRelation()
	b.entity.Fields = b.entityFields()
	for _, t := range ontology.NodeTypes() {
		o := b.kinds[t.Kind]
		o.Fields = append(append([]*def.Field{}, b.entityFields()...), b.kindFields(t.Kind)...)
		if t.Kind == ontology.Article {
			o.Fields = append(o.Fields, b.articleFields()...)
		}
	}
	b.defineKindFilters()
	b.defineJudgement()
	b.defineQuery()
	b.defineMutation()
	b.defineSubscription()
	var extra []def.Named
	for _, t := range b.factOf {
		extra = append(extra, t)
	}
	return b.schema, b.schema.Seal(extra...)
}

// object makes an object type.
func (b *builder) object(name, description string, fields []*def.Field, implements ...*def.Interface) *def.Object {
	o := &def.Object{Name: name, Description: description, Fields: fields, Implements: implements}
	b.objects[name] = o
	return o
}

func (b *builder) enum(name, description string, values ...def.EnumValue) *def.Enum {
	return &def.Enum{Name: name, Description: description, Values: values}
}

// defineNames makes the types that others refer to, without their fields.
func (b *builder) defineNames() {
	b.node = &def.Interface{Name: "Node", Description: "Anything that has an id, after Relay's object identification.", Fields: []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the object."}}}
	b.entity = &def.Interface{Name: "Entity", Description: "A node of the graph, of whichever kind.", Implements: []*def.Interface{b.node}}
	b.fact = &def.Interface{Name: "Fact", Description: "Something that articles say about a node in a number, a date or words."}
	for _, t := range ontology.NodeTypes() {
		b.kinds[t.Kind] = b.object(t.Name, t.Description, nil, b.node, b.entity)
	}
	b.relation = b.object("Relation", "An edge of the graph: the sum of what articles say about two nodes.", nil, b.node)
	b.claim = b.object("Claim", "One statement of one article: an edge or a fact, with the sentence that says so.", nil, b.node)
	b.load = b.object("Load", "One run of the loader.", nil, b.node)
	b.judgement = b.object("Judgement", "A person's word on what the graph says.", nil, b.node)
	b.contradictions = b.object("Contradiction", "A question that articles answer differently.", nil, b.node)
	b.duplicates = b.object("Duplicate", "Two nodes that may be one.", nil, b.node)
	b.factOf[ontology.Integer] = b.object("IntegerFact", "A fact whose value is a whole number.", nil, b.fact)
	b.factOf[ontology.Amount] = b.object("AmountFact", "A fact whose value is a sum of money or a number of things.", nil, b.fact)
	b.factOf[ontology.PartialDate] = b.object("DateFact", "A fact whose value is a date.", nil, b.fact)
	b.factOf[ontology.Text] = b.object("TextFact", "A fact whose value is words.", nil, b.fact)
	b.schema.Query = b.object("Query", "What can be asked.", nil)
	b.schema.Mutation = b.object("Mutation", "What can be changed, by those who may.", nil)
	b.schema.Subscription = b.object("Subscription", "What can be followed as it happens.", nil)
	b.schema.TypeOf = b.typeOf
}

// typeOf returns the object type of a value of an interface.
func (b *builder) typeOf(v any) *def.Object {
	switch v := v.(type) {
	case *node:
		return b.kinds[v.ID.Kind()]
	case *fact:
		return b.factOf[v.Key.Type().Type]
	case *pair:
		return b.relation
	case *claim:
		return b.claim
	case *graph.Load:
		return b.load
	case *graph.Judgement:
		return b.judgement
	case *graph.Contradiction:
		return b.contradictions
	case *graph.Proposal:
		return b.duplicates
	}
	panic("internal error: a value of no type of the schema")
}
