package schema

import (
	"errors"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

func (c *conditions) edge(t *ontology.EdgeType, dir graph.Direction, a def.Args) (edgeTest, error) {
	if len(a) == 0 {
		return nil, nil
	}
	var tests []edgeTest
	for _, name := range nodeOrder(a) {
		if a[name] == nil {
			continue
		}
		if err := c.add(); err != nil {
			return nil, err
		}
		test, err := c.edgeField(t, dir, name, a)
		if err != nil {
			return nil, err
		}
		if test != nil {
			tests = append(tests, test)
		}
	}
	return all(tests), nil
}

func (c *conditions) edgeField(t *ontology.EdgeType, dir graph.Direction, name string, a def.Args) (edgeTest, error) {
	switch name {
	case "and", "or":
		var tests []edgeTest
		for _, e := range a.List(name) {
			test, err := c.edge(t, dir, e.(def.Args))
			if err != nil {
				return nil, err
			}
			tests = append(tests, test)
		}
		if name == "or" {
			return anyOf(tests), nil
		}
		return all(tests), nil
	case "not":
		test, err := c.edge(t, dir, a.Object(name))
		return not(test), err
	case "node":
		return c.farNode(t, dir, a.Object(name))
	case "alleged":
		want := a.Bool(name)
		return func(_ *evaluator, p *pair) (bool, error) { return p.Alleged == want, nil }, nil
	case "articles":
		fits := testNumber(a.Object(name))
		return func(_ *evaluator, p *pair) (bool, error) { return fits(float64(p.Articles)), nil }, nil
	case "independentArticles":
		fits := testNumber(a.Object(name))
		return func(_ *evaluator, p *pair) (bool, error) { return fits(float64(p.Independent)), nil }, nil
	case "edgeKind":
		fits := testEnum(a.Object(name))
		return func(_ *evaluator, p *pair) (bool, error) { return fits(p.Kind.String()), nil }, nil
	}
	return testAttribute(t, name, a.Object(name))
}

func (c *conditions) farNode(t *ontology.EdgeType, dir graph.Direction, a def.Args) (edgeTest, error) {
	kind := ontology.NodeKind(0)
	if t != nil {
		if kinds := ends(t, 1-dir); len(kinds) == 1 {
			kind = kinds[0]
		}
	}
	test, err := c.node(kind, a)
	if err != nil || test == nil {
		return nil, err
	}
	return func(ev *evaluator, p *pair) (bool, error) {
		if err := ev.call.Budget.TakeSteps(1); err != nil {
			return false, err
		}
		return test(ev, &p.far)
	}, nil
}

// attributeNames are the attributes by the names that filters on edges of any
// kind have for them.
var attributeNames = map[string]ontology.Attribute{"role": ontology.Role, "outcome": ontology.Outcome, "date": ontology.ArrestDate, "title": ontology.Title}

func testAttribute(t *ontology.EdgeType, name string, f def.Args) (edgeTest, error) {
	at, ok := attributeNames[name]
	fits := testText(f)
	if t != nil {
		ok = false
		for _, a := range t.Attributes {
			if a.Name == name {
				at, ok = a.Attribute, true
				if a.Type == ontology.Enum {
					fits = testEnum(f)
				}
			}
		}
	}
	if at == ontology.ArrestDate {
		fits = testDate(f)
	}
	if !ok {
		return nil, errors.New("the filter has an unknown field: " + name)
	}
	return func(_ *evaluator, p *pair) (bool, error) { return fits(p.Attributes[at]), nil }, nil
}
