package schema

import (
	"errors"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// maxOrders is how many things a list can be ordered by.
const maxOrders = 4

// order is one thing that a list is ordered by: a value of the enumeration of
// its order type.
type order struct {
	field      string
	descending bool
}

func parseOrder(list []any) ([]order, error) {
	if len(list) > maxOrders {
		return nil, errors.New("a list can be ordered by 4 things at most")
	}
	var orders []order
	for _, e := range list {
		a, _ := e.(def.Args)
		orders = append(orders, order{a.Str("field"), a.Str("direction") == "DESC"})
	}
	if len(orders) == 1 && orders[0] == (order{field: "ID"}) {
		return nil, nil // the order that lists have anyway
	}
	return orders, nil
}

// order makes the input type of an order and the enumeration of its fields.
func (b *builder) order(name, of string, values []def.EnumValue) *def.InputObject {
	if o := b.orders[name]; o != nil {
		return o
	}
	field := b.enum(name+"OrderField", "What "+of+" can be ordered by.", values...)
	o := b.input(name+"Order", "An order of "+of+".",
		in("field", def.Required(field), "What to compare."),
		&def.Input{Name: "direction", Type: def.Required(b.sortOrder), Default: "ASC", Description: "Which end comes first. What is not known comes last either way."})
	b.orders[name] = o
	return o
}

func (b *builder) edgeOrder() *def.InputObject {
	return b.order("Edge", "edges", []def.EnumValue{
		{Name: "ID", Description: "The id of the node at the other end."},
		{Name: "NAME", Description: "The name of the node at the other end."},
		{Name: "ARTICLES", Description: "How many articles say it."},
		{Name: "INDEPENDENT_ARTICLES", Description: "How many independent articles say it."},
		{Name: "DEGREE", Description: "How many edges the node at the other end has."},
		{Name: "DATE", Description: "The date of the edge, for kinds that have one; for edges to or from articles, when these were published."},
	})
}

// kindOrder is the order of nodes of one kind: by what every node has and by
// the kind's facts.
func (b *builder) kindOrder(t *ontology.NodeType) *def.InputObject {
	values := []def.EnumValue{
		{Name: "ID", Description: "The id."},
		{Name: "NAME", Description: "The name."},
		{Name: "ARTICLES", Description: "How many articles name it."},
		{Name: "INDEPENDENT_ARTICLES", Description: "How many independent articles name it."},
		{Name: "DEGREE", Description: "How many edges it has, mentions left out."},
	}
	for _, f := range ontology.FactTypes() {
		if f.Key.On(t.Kind) && f.Type != ontology.Text {
			values = append(values, def.EnumValue{Name: constant(f.Name), Description: "The best supported value. " + f.Description})
		}
	}
	if t.Kind == ontology.Article {
		values = append(values, def.EnumValue{Name: "DATE", Description: "When it was published."})
	}
	return b.order(t.Name, "nodes of kind "+t.Name, values)
}

// nodeKeys returns the values that a node is ordered by.
func (s *snapshot) nodeKeys(c *def.Call, orders []order, n *node) ([]sortKey, error) {
	keys := make([]sortKey, len(orders))
	for i, o := range orders {
		k, err := s.nodeKey(c, o.field, n)
		if err != nil {
			return nil, err
		}
		keys[i] = k
	}
	return keys, nil
}

func (s *snapshot) nodeKey(c *def.Call, field string, n *node) (sortKey, error) {
	switch field {
	case "ID":
		return sortKey{known: true, text: n.ID.String()}, nil
	case "NAME":
		return sortKey{known: true, text: graph.Fold(n.Name)}, nil
	case "ARTICLES":
		return number(n.Articles), nil
	case "INDEPENDENT_ARTICLES":
		return number(n.Independent), nil
	case "DEGREE":
		d, err := s.degree(n.ID)
		return number(d), err
	}
	if n.ID.Kind() == ontology.Article {
		return s.articleKey(n)
	}
	facts, err := s.nodeFacts(c, n.ID)
	if err != nil {
		return sortKey{}, err
	}
	for i := range facts {
		if factKeyName(facts[i].Key) == field {
			return valueKey(facts[i].Key, facts[i].Value), nil
		}
	}
	return sortKey{}, nil
}

func (s *snapshot) articleKey(n *node) (sortKey, error) {
	a, err := s.article(n.ID)
	if err != nil || a.Date == "" {
		return sortKey{}, err
	}
	return sortKey{known: true, text: a.Date}, nil
}

func number(n int) sortKey { return sortKey{known: true, number: float64(n)} }

// valueKey orders values of facts: dates as text, for ISO 8601 sorts so.
func valueKey(key ontology.FactKey, v graph.Value) sortKey {
	switch key.Type().Type {
	case ontology.Integer, ontology.Amount:
		return sortKey{known: true, number: v.Number}
	}
	return sortKey{known: true, text: v.Text}
}

// edgeKeys returns the values that an edge is ordered by. Its far node must be
// loaded if an order is by name.
func (s *snapshot) edgeKeys(c *def.Call, orders []order, p *pair) ([]sortKey, error) {
	keys := make([]sortKey, len(orders))
	for i, o := range orders {
		switch o.field {
		case byKind:
			keys[i] = number(int(p.Kind)*2 + int(p.dir))
		case "ARTICLES":
			keys[i] = number(p.Articles)
		case "INDEPENDENT_ARTICLES":
			keys[i] = number(p.Independent)
		case "DATE":
			k, err := s.edgeDate(p)
			if err != nil {
				return nil, err
			}
			keys[i] = k
		default:
			k, err := s.nodeKey(c, o.field, &p.far)
			if err != nil {
				return nil, err
			}
			keys[i] = k
		}
	}
	return keys, nil
}

func (s *snapshot) edgeDate(p *pair) (sortKey, error) {
	if d := p.Attributes[ontology.ArrestDate]; d != "" {
		return sortKey{known: true, text: d}, nil
	}
	if p.far.ID.Kind() == ontology.Article {
		return s.articleKey(&p.far)
	}
	return sortKey{}, nil
}
