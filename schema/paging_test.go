package schema_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/schema"
)

// connection is a page as the tests read it.
type connection struct {
	TotalCount int
	PageInfo   struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	Edges []struct {
		Cursor string
		Node   struct{ ID, Name string }
	}
}

func (c *connection) ids() []string {
	ids := []string{}
	for _, e := range c.Edges {
		ids = append(ids, e.Node.ID)
	}
	return ids
}

const pageFields = `{ totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id name } } }`

// lists are connections of every sort: nodes and edges, by id, by name, sorted and
// filtered.
var lists = []struct{ name, open, field, args string }{
	{"NodesById", "", "people", ""},
	{"NodesByName", "", "people", `orderBy: [{field: NAME}]`},
	{"NodesByNameBackwards", "", "people", `orderBy: [{field: NAME, direction: DESC}]`},
	{"NodesByFact", "", "people", `orderBy: [{field: AGE, direction: DESC}, {field: NAME}]`},
	{"NodesFiltered", "", "people", `filter: {administered: {}}`},
	{"NodesFilteredByName", "", "people", `filter: {name: {contains: "a"}}, orderBy: [{field: DEGREE, direction: DESC}]`},
	{"EdgesById", `agency(name: "Europol")`, "participatedIn", ""},
	{"EdgesByName", `agency(name: "Europol")`, "participatedIn", `orderBy: [{field: NAME}]`},
	{"EdgesByArticles", `agency(name: "Europol")`, "participatedIn", `orderBy: [{field: INDEPENDENT_ARTICLES, direction: DESC}]`},
	{"EdgesFiltered", `agency(name: "Europol")`, "participatedIn", `filter: {not: {role: {eq: LED}}}`},
	{"Relations", `agency(name: "Europol")`, "relations", ""},
	{"RelationsWithMentions", `agency(name: "Europol")`, "relations", `edgeKinds: [MENTIONS, PARTICIPATED_IN, WORKS_FOR]`},
}

// Paging forward, backward and at once meets the same entries in the same order.
func TestPaging(t *testing.T) {
	s := newServer(t, schema.Options{})
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			page := func(args string) *connection {
				t.Helper()
				if l.args != "" {
					args += ", " + l.args
				}
				query := fmt.Sprintf("c: %s(%s) %s", l.field, args, pageFields)
				if l.open != "" {
					query = l.open + " { " + query + " }"
				}
				var out struct {
					C      *connection
					Agency struct{ C *connection }
				}
				ask(t, s, "{ "+query+" }", nil, &out)
				if out.C == nil {
					return out.Agency.C
				}
				return out.C
			}
			whole := page("first: 500")
			if len(whole.Edges) < 4 || whole.PageInfo.HasNextPage || whole.PageInfo.HasPreviousPage || whole.TotalCount != len(whole.Edges) {
				t.Fatalf("the whole list has %d entries, total %d, page info %+v", len(whole.Edges), whole.TotalCount, whole.PageInfo)
			}
			walkForward(t, page, whole)
			walkBackward(t, page, whole)
			if none := page("first: 0"); len(none.Edges) != 0 || none.PageInfo.StartCursor != nil || none.TotalCount != whole.TotalCount {
				t.Errorf("first: 0 gives %+v", none)
			}
		})
	}
}

func walkForward(t *testing.T, page func(string) *connection, whole *connection) {
	t.Helper()
	var ids []string
	args := "first: 3"
	for n := 0; ; n++ {
		p := page(args)
		ids = append(ids, p.ids()...)
		if p.PageInfo.HasPreviousPage != (n > 0) {
			t.Errorf("page %d: hasPreviousPage is %v", n, p.PageInfo.HasPreviousPage)
		}
		if !p.PageInfo.HasNextPage {
			break
		}
		args = fmt.Sprintf("first: 3, after: %q", *p.PageInfo.EndCursor)
	}
	if d := cmp.Diff(whole.ids(), ids); d != "" {
		t.Errorf("forward (-whole +pages):\n%s", d)
	}
}

func walkBackward(t *testing.T, page func(string) *connection, whole *connection) {
	t.Helper()
	var ids []string
	args := "last: 3"
	for n := 0; ; n++ {
		p := page(args)
		ids = append(p.ids(), ids...)
		if p.PageInfo.HasNextPage != (n > 0) {
			t.Errorf("page %d from the end: hasNextPage is %v", n, p.PageInfo.HasNextPage)
		}
		if !p.PageInfo.HasPreviousPage {
			break
		}
		args = fmt.Sprintf("last: 3, before: %q", *p.PageInfo.StartCursor)
	}
	if d := cmp.Diff(whole.ids(), ids); d != "" {
		t.Errorf("backward (-whole +pages):\n%s", d)
	}
}

func TestForeignCursors(t *testing.T) {
	s := newServer(t, schema.Options{})
	var out struct{ People connection }
	ask(t, s, `{ people(first: 1) `+pageFields+` }`, nil, &out)
	cursor := out.People.Edges[0].Cursor
	for _, query := range []string{
		`{ people(first: 1, after: "nonsense") { totalCount } }`,
		fmt.Sprintf(`{ agencies(first: 1, after: %q) { totalCount } }`, cursor),
		fmt.Sprintf(`{ people(first: 1, after: %q, filter: {unnamed: false}) { totalCount } }`, cursor),
		fmt.Sprintf(`{ people(first: 1, after: %q, orderBy: [{field: NAME}]) { totalCount } }`, cursor),
		fmt.Sprintf(`{ people(first: 1, after: %q) { totalCount } }`, cursor[:len(cursor)-2]),
		`{ people(first: 1, after: "` + strings.Repeat("A", 10000) + `") { totalCount } }`,
		`{ people(first: 1, last: 1) { totalCount } }`,
		`{ people(first: -1) { totalCount } }`,
	} {
		if body, ok := s.Query(context.Background(), query, "", nil, schema.Requester{}); ok || !strings.Contains(string(body), "BAD_USER_INPUT") {
			t.Errorf("%s\nanswered %s, want BAD_USER_INPUT", query, body)
		}
	}
}

func TestFiltersAndOrders(t *testing.T) {
	s := newServer(t, schema.Options{})
	for _, tt := range []struct {
		name, field, filter string
		want                []string // names that are there
		not                 []string // names that are not
	}{
		{"NameEq", "agencies", `name: {eq: "EUROPOL"}`, []string{"Europol"}, []string{"Federal Bureau of Investigation"}},
		{"AnyName", "agencies", `anyName: {eq: "FBI"}`, []string{"Federal Bureau of Investigation"}, []string{"Europol"}},
		{"StartsWith", "marketplaces", `name: {startsWith: "alpha"}`, []string{"AlphaBay"}, []string{"Hansa"}},
		{"In", "marketplaces", `name: {in: ["alphabay", "HANSA"]}`, []string{"AlphaBay", "Hansa"}, []string{"Silk Road"}},
		{"Or", "marketplaces", `or: [{name: {eq: "AlphaBay"}}, {name: {eq: "Hansa"}}]`, []string{"AlphaBay", "Hansa"}, []string{"Silk Road"}},
		{"AndNot", "marketplaces", `and: [{name: {in: ["AlphaBay", "Hansa"]}}, {not: {name: {eq: "Hansa"}}}]`, []string{"AlphaBay"}, []string{"Hansa"}},
		{"FactNumber", "marketplaces", `vendors: {gte: 40000}`, []string{"AlphaBay"}, []string{"Silk Road"}},
		{"FactDateByYear", "people", `diedOn: {eq: "2017"}`, []string{"Alexandre Cazes"}, nil},
		{"FactDateBefore", "people", `arrestedOn: {lt: "2017-07-06", gte: "2017-07"}`, []string{"Alexandre Cazes"}, nil},
		{"SomeEdge", "marketplaces", `sells: {node: {name: {eq: "weapons"}}}`, []string{"AlphaBay"}, nil},
		{"EdgeOfAnEdge", "agencies", `participatedIn: {node: {targets: {node: {name: {eq: "AlphaBay"}}}}}`, []string{"Europol"}, nil},
		{"EdgeToAKind", "agencies", `participatedIn: {node: {targets: {node: {marketplace: {sells: {node: {name: {eq: "weapons"}}}}}}}}`, []string{"Europol"}, nil},
		{"EdgeAttribute", "people", `administered: {role: {in: [FOUNDER, OWNER]}, node: {name: {eq: "AlphaBay"}}}`, []string{"Alexandre Cazes"}, []string{"DeSnake"}},
		{"Count", "agencies", `articles: {gte: 5}`, []string{"Europol"}, nil},
		{"Unnamed", "operations", `unnamed: true`, []string{"AlphaBay and Hansa takedown (2017)"}, nil},
		{"ArticleDate", "articles", `date: {gte: "2017-07-20", lte: "2017-07"}`, []string{"Criminal Marketplace AlphaBay Shut Down in Coordinated Action"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out map[string]struct{ Nodes []struct{ Name string } }
			ask(t, s, fmt.Sprintf(`{ %s(first: 500, filter: {%s}) { nodes { name } } }`, tt.field, tt.filter), nil, &out)
			var names []string
			for _, n := range out[tt.field].Nodes {
				names = append(names, n.Name)
			}
			for _, want := range tt.want {
				if !slices.Contains(names, want) {
					t.Errorf("%s is not among %q", want, names)
				}
			}
			for _, not := range tt.not {
				if slices.Contains(names, not) {
					t.Errorf("%s is among %q", not, names)
				}
			}
		})
	}
}

func TestUnknownValuesComeLast(t *testing.T) {
	s := newServer(t, schema.Options{})
	for _, direction := range []string{"ASC", "DESC"} {
		var out struct {
			People struct {
				Nodes []struct{ Age []struct{ Value float64 } }
			}
		}
		ask(t, s, `{ people(first: 500, orderBy: [{field: AGE, direction: `+direction+`}]) { nodes { age { value } } } }`, nil, &out)
		ended, last := false, -1.0
		for _, p := range out.People.Nodes {
			if len(p.Age) == 0 {
				ended = true
				continue
			}
			age := p.Age[0].Value
			if ended || last >= 0 && (direction == "ASC") != (age >= last) && age != last {
				t.Fatalf("%s: age %v comes after %v, the unknown had begun: %v", direction, age, last, ended)
			}
			last = age
		}
		if !ended || last < 0 {
			t.Fatalf("%s: the sample has no people with and without an age", direction)
		}
	}
}

func TestStepsAreBounded(t *testing.T) {
	s := newServer(t, schema.Options{MaxSteps: 50})
	body, ok := s.Query(context.Background(), `{ people(filter: {name: {contains: "zzz"}}) { totalCount } }`, "", nil, schema.Requester{})
	if ok || !strings.Contains(string(body), "limit steps") {
		t.Errorf("answered %s, want a refusal that names the limit steps", body)
	}
}
