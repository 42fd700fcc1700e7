package schema

import (
	"errors"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// maxConditions is how many conditions one filter may have in all.
const maxConditions = 200

// nodeTest and edgeTest decide whether a node or an edge fits a filter.
type (
	nodeTest = func(*evaluator, *node) (bool, error)
	edgeTest = func(*evaluator, *pair) (bool, error)
)

// evaluator is what tests need: the snapshot, and the call whose budget counts.
type evaluator struct {
	snapshot *snapshot
	call     *def.Call
}

// conditions compiles one filter. It counts, because filters may be nested.
type conditions struct{ count int }

var errConditions = errors.New("the filter has more than 200 conditions")

func (c *conditions) add() error {
	if c.count++; c.count > maxConditions {
		return errConditions
	}
	return nil
}

// compileNode returns the test for a filter on nodes of a kind, 0 for any, or nil
// for no filter.
func compileNode(kind ontology.NodeKind, a def.Args) (nodeTest, error) {
	return (&conditions{}).node(kind, a)
}

// compileEdge is compileNode for edges of type t that are read in a direction.
func compileEdge(t *ontology.EdgeType, dir graph.Direction, a def.Args) (edgeTest, error) {
	return (&conditions{}).edge(t, dir, a)
}

// compileRelation is compileEdge for edges of any kind.
func compileRelation(a def.Args) (edgeTest, error) {
	return (&conditions{}).edge(nil, graph.Out, a)
}

func (c *conditions) node(kind ontology.NodeKind, a def.Args) (nodeTest, error) {
	if len(a) == 0 {
		return nil, nil
	}
	var tests []nodeTest
	for _, name := range nodeOrder(a) {
		if a[name] == nil {
			continue
		}
		if err := c.add(); err != nil {
			return nil, err
		}
		t, err := c.nodeField(kind, name, a)
		if err != nil {
			return nil, err
		}
		if t != nil {
			tests = append(tests, t)
		}
	}
	return all(tests), nil
}

// nodeOrder returns the fields of a filter, what is cheap to look at first: a
// node's own record, then its counts, then its facts and edges.
func nodeOrder(a def.Args) []string {
	rank := func(name string) int {
		switch name {
		case "id", "kind", "name", "anyName", "unnamed", "articles", "independentArticles":
			return 0
		case "degree":
			return 1
		case "and", "or", "not":
			return 3
		}
		return 2
	}
	names := make([]string, 0, len(a))
	for n := range a {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y string) int {
		if d := rank(x) - rank(y); d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	return names
}

func (c *conditions) nodeField(kind ontology.NodeKind, name string, a def.Args) (nodeTest, error) {
	switch name {
	case "and", "or":
		var tests []nodeTest
		for _, e := range a.List(name) {
			t, err := c.node(kind, e.(def.Args))
			if err != nil {
				return nil, err
			}
			tests = append(tests, t)
		}
		if name == "or" {
			return anyOf(tests), nil
		}
		return all(tests), nil
	case "not":
		t, err := c.node(kind, a.Object(name))
		return not(t), err
	}
	f := a.Object(name)
	switch name {
	case "id":
		return testID(f), nil
	case "kind":
		t := testEnum(f)
		return func(_ *evaluator, n *node) (bool, error) { return t(nodeKindName(n.ID.Kind())), nil }, nil
	case "name":
		t := testText(f)
		return record(func(n *node) bool { return t(n.Name) }), nil
	case "anyName":
		t := testText(f)
		return record(func(n *node) bool { return t(n.Name) || slices.ContainsFunc(n.Aliases, t) }), nil
	case "unnamed":
		want := a.Bool(name)
		return record(func(n *node) bool { return n.Unnamed == want }), nil
	case "articles":
		t := testNumber(f)
		return record(func(n *node) bool { return t(float64(n.Articles)) }), nil
	case "independentArticles":
		t := testNumber(f)
		return record(func(n *node) bool { return t(float64(n.Independent)) }), nil
	case "degree":
		t := testNumber(f)
		return func(ev *evaluator, n *node) (bool, error) {
			d, err := ev.snapshot.degree(n.ID)
			return t(float64(d)), err
		}, nil
	}
	if kind == 0 {
		return c.ofKind(name, f)
	}
	if kind == ontology.Article && (name == "publisher" || name == "date") {
		return testArticle(name, f), nil
	}
	if key, ok := ontology.ParseFactKey(name); ok && key.On(kind) {
		return testFact(key, f), nil
	}
	return c.someEdge(kind, name, f)
}

// ofKind makes a test that holds for nodes of the kind with that field which fit.
func (c *conditions) ofKind(field string, f def.Args) (nodeTest, error) {
	for _, t := range ontology.NodeTypes() {
		if t.Field != field {
			continue
		}
		fits, err := c.node(t.Kind, f)
		if err != nil {
			return nil, err
		}
		return func(ev *evaluator, n *node) (bool, error) {
			if n.ID.Kind() != t.Kind || fits == nil {
				return n.ID.Kind() == t.Kind, nil
			}
			return fits(ev, n)
		}, nil
	}
	return nil, errors.New("the filter has an unknown field: " + field)
}

// record makes a test of the node's record, which it reads if it must.
func record(fits func(*node) bool) nodeTest {
	return func(ev *evaluator, n *node) (bool, error) {
		if err := ev.snapshot.loadNode(n); err != nil {
			return false, err
		}
		return fits(n), nil
	}
}

func testID(f def.Args) nodeTest {
	want := map[string]bool{}
	for _, id := range f.Strs("in") {
		want[id] = true
	}
	eq, hasEq, hasIn := f.Str("eq"), f.Has("eq"), f.Has("in")
	return func(_ *evaluator, n *node) (bool, error) {
		id := n.ID.String()
		return (!hasEq || id == eq) && (!hasIn || want[id]), nil
	}
}

func testArticle(name string, f def.Args) nodeTest {
	fits := testText(f)
	if name == "date" {
		fits = testDate(f)
	}
	return func(ev *evaluator, n *node) (bool, error) {
		a, err := ev.snapshot.article(n.ID)
		if err != nil {
			return false, err
		}
		if name == "date" {
			return fits(a.Date), nil
		}
		return fits(a.Publisher), nil
	}
}

func testFact(key ontology.FactKey, f def.Args) nodeTest {
	fits := testValue(key, f)
	return func(ev *evaluator, n *node) (bool, error) {
		facts, err := ev.snapshot.nodeFacts(ev.call, n.ID)
		if err != nil {
			return false, err
		}
		for i := range facts {
			if facts[i].Key == key && fits(&facts[i].Value) {
				return true, nil
			}
		}
		return false, nil
	}
}

// someEdge makes a test that holds if some edge of a field fits.
func (c *conditions) someEdge(kind ontology.NodeKind, field string, f def.Args) (nodeTest, error) {
	for i := range ontology.EdgeTypes() {
		t := &ontology.EdgeTypes()[i]
		for _, dir := range []graph.Direction{graph.Out, graph.In} {
			if fieldOf(t.Kind, dir) != field || !contains(ends(t, dir), kind) {
				continue
			}
			test, err := c.edge(t, dir, f)
			if err != nil {
				return nil, err
			}
			return anyEdge(t.Kind, dir, test), nil
		}
	}
	return nil, errors.New("the filter has an unknown field: " + field)
}

func anyEdge(kind ontology.EdgeKind, dir graph.Direction, test edgeTest) nodeTest {
	return func(ev *evaluator, n *node) (bool, error) {
		var tried pair
		for e, err := range ev.snapshot.tx.Neighbours(ev.call.Context, n.ID, kind, dir, 0) {
			if err == nil {
				err = ev.call.Budget.TakeSteps(1)
			}
			if err != nil {
				return false, err
			}
			if test == nil {
				return true, nil
			}
			tried.hold(e, dir)
			if ok, err := test(ev, &tried); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
}

// all, anyOf and not combine tests; a nil test holds always.
func all[T any](tests []func(*evaluator, T) (bool, error)) func(*evaluator, T) (bool, error) {
	tests = slices.DeleteFunc(tests, func(t func(*evaluator, T) (bool, error)) bool { return t == nil })
	switch len(tests) {
	case 0:
		return nil
	case 1:
		return tests[0]
	}
	return func(ev *evaluator, v T) (bool, error) {
		for _, t := range tests {
			if ok, err := t(ev, v); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	}
}

func anyOf[T any](tests []func(*evaluator, T) (bool, error)) func(*evaluator, T) (bool, error) {
	return func(ev *evaluator, v T) (bool, error) {
		for _, t := range tests {
			if t == nil {
				return true, nil
			}
			if ok, err := t(ev, v); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
}

func not[T any](t func(*evaluator, T) (bool, error)) func(*evaluator, T) (bool, error) {
	return func(ev *evaluator, v T) (bool, error) {
		if t == nil {
			return false, nil
		}
		ok, err := t(ev, v)
		return !ok, err
	}
}
