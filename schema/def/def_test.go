package def_test

import (
	"strings"
	"testing"

	"onymous/schema/def"
)

func leaf(any) def.Value { return def.Value{} }

// small is a schema with everything that SDL writes in its own way.
func small() *def.Schema {
	node := &def.Interface{Name: "Node", Description: "Has an id.", Fields: []*def.Field{{Name: "id", Type: def.Required(def.ID), Description: "The id."}}}
	entity := &def.Interface{Name: "Entity", Description: "A thing.", Implements: []*def.Interface{node}, Fields: node.Fields}
	mood := &def.Enum{Name: "Mood", Description: "A mood.", Values: []def.EnumValue{{Name: "CALM", Description: "Calm."}, {Name: "WILD", Description: "Wild.", Deprecated: "be calm"}}}
	where := &def.InputObject{Name: "Where", Description: "A place."}
	where.Fields = []*def.Input{
		{Name: "mood", Type: def.Required(mood), Default: "CALM", Description: "Its mood."},
		{Name: "tags", Type: &def.List{Of: def.String}, Default: []string{"a\"b"}, Description: "Words."},
		{Name: "not", Type: where, Description: "Not there."},
	}
	day := &def.Scalar{Name: "Day", Description: "A day.", SpecifiedBy: "https://example.org/day", Parse: def.String.Parse}
	thing := &def.Object{Name: "Thing", Description: "Says \"\"\" and\nends with \"", Implements: []*def.Interface{node, entity}, Fields: []*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "The id.", Leaf: leaf},
		{Name: "old", Type: day, Deprecated: "ask for new", Description: "Old.", Leaf: leaf},
		{Name: "find", Type: def.ListOf(def.Int), Description: "Finds.", Leaf: leaf, Args: []*def.Input{{Name: "where", Type: where, Description: "Where."}, {Name: "n", Type: def.Int, Default: 3, Description: "How many."}}},
	}}
	return &def.Schema{Description: "Small.", Query: &def.Object{Name: "Query", Description: "Asks.", Fields: []*def.Field{
		{Name: "either", Type: &def.Union{Name: "Either", Description: "One or the other.", Members: []*def.Object{thing}}, Description: "One.", Resolve: func(*def.Call, []any, *def.Out) error { return nil }},
	}}}
}

const smallSDL = `"""Small."""
schema {
  query: Query
}

"""A day."""
scalar Day @specifiedBy(url: "https://example.org/day")

"""One or the other."""
union Either = Thing

"""A thing."""
interface Entity implements Node {
  """The id."""
  id: ID!
}

"""A mood."""
enum Mood {
  """Calm."""
  CALM
  """Wild."""
  WILD @deprecated(reason: "be calm")
}

"""Has an id."""
interface Node {
  """The id."""
  id: ID!
}

"""Asks."""
type Query {
  """One."""
  either: Either
}

"""
Says \""" and
ends with "
"""
type Thing implements Node & Entity {
  """The id."""
  id: ID!
  """Old."""
  old: Day @deprecated(reason: "ask for new")
  """Finds."""
  find(
    """Where."""
    where: Where
    """How many."""
    n: Int = 3
  ): [Int!]!
}

"""A place."""
input Where {
  """Its mood."""
  mood: Mood! = CALM
  """Words."""
  tags: [String] = ["a\"b"]
  """Not there."""
  not: Where
}
`

func TestSDL(t *testing.T) {
	s := small()
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	if got := s.SDL(); got != smallSDL {
		t.Errorf("got\n%s\nwant\n%s", got, smallSDL)
	}
}

func TestSealFindsFaults(t *testing.T) {
	query := func(fields ...*def.Field) *def.Schema {
		return &def.Schema{Query: &def.Object{Name: "Query", Description: "Asks.", Fields: fields}}
	}
	for _, tt := range []struct {
		name   string
		schema *def.Schema
		want   string
	}{
		{"FieldTwice", query(&def.Field{Name: "a", Type: def.Int, Description: "A.", Leaf: leaf}, &def.Field{Name: "a", Type: def.Int, Description: "A.", Leaf: leaf}), "Query.a is defined twice"},
		{"NoDescription", query(&def.Field{Name: "a", Type: def.Int, Leaf: leaf}), "Query.a has no description"},
		{"NoValue", query(&def.Field{Name: "a", Type: def.Int, Description: "A."}), "Query.a needs Leaf or Resolve"},
		{"TypeTwice", query(
			&def.Field{Name: "a", Type: &def.Scalar{Name: "X", Description: "X."}, Description: "A.", Leaf: leaf},
			&def.Field{Name: "b", Type: &def.Scalar{Name: "X", Description: "X."}, Description: "B.", Leaf: leaf}), "two types are called X"},
		{"InterfaceNotKept", query(&def.Field{Name: "a", Type: &def.Object{Name: "T", Description: "T.", Implements: []*def.Interface{{Name: "I", Description: "I.", Fields: []*def.Field{{Name: "x", Type: def.Int, Description: "X."}}}},
			Fields: []*def.Field{{Name: "y", Type: def.Int, Description: "Y.", Leaf: leaf}}}, Description: "A.", Resolve: func(*def.Call, []any, *def.Out) error { return nil }}), "T.x is not as I wants it"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.schema.Seal(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Seal: error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestOut(t *testing.T) {
	var out def.Out
	out.Reset(def.ShapeList, 3)
	out.Add(1)
	out.EndList()
	out.Add(2) // dropped
	out.Null()
	out.Add(3)
	out.Add(4)
	out.EndList()
	if len(out.Items) != 3 || out.Len() != 3 || out.Ends[0] != 1 || out.Ends[1] != 1 || out.Ends[2] != 3 {
		t.Errorf("items %v, ends %v, %d parents", out.Items, out.Ends, out.Len())
	}
	if _, missing := out.Missing[1]; !missing || len(out.Missing) != 1 {
		t.Errorf("missing %v, want the second", out.Missing)
	}
}

func TestMemoryIsGivenBack(t *testing.T) {
	m := def.NewMemory(1000)
	b := def.NewBudget(10, 10, 10000)
	b.Memory = m
	if err := b.TakeBytes(900); err != nil {
		t.Fatal(err)
	}
	if err := b.TakeBytes(200); err == nil || m.Used() != 900 {
		t.Errorf("beyond the limit: error %v, %d bytes held", err, m.Used())
	}
	if b.Release(); m.Used() != 0 {
		t.Errorf("%d bytes are still held", m.Used())
	}
}
