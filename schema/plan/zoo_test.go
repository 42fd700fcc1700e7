package plan_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"onymous/schema/def"
	"onymous/schema/guard"
	"onymous/schema/plan"
)

// The zoo is a schema with everything that a plan can meet: interfaces, a union,
// lists with nulls, fields that fail for some parents and take others with them,
// arguments of every type. What its fields give depends on numbers alone.

type (
	keeper struct{ n int }
	animal struct{ n int }
	cage   struct{ n int }
)

// bad and missing tell for which numbers a field fails or has no value.
func bad(n int) bool     { return n%7 == 3 }
func missing(n int) bool { return n%5 == 4 }

// each makes a resolver of one object for each parent.
func each(get func(any) int, wrap func(int) any) def.Resolver {
	return func(_ *def.Call, parents []any, out *def.Out) error {
		for _, p := range parents {
			switch n := get(p); {
			case bad(n):
				out.Fail(fmt.Errorf("number %d is bad", n))
			case missing(n):
				out.Null()
			default:
				out.One(wrap(n))
			}
		}
		return nil
	}
}

// several makes a resolver of a list for each parent, with nulls if holes.
func several(get func(any) int, wrap func(int) any, holes bool) def.Resolver {
	return func(c *def.Call, parents []any, out *def.Out) error {
		first := c.Args.(def.Args).Int("first", 3)
		for _, p := range parents {
			n := get(p)
			if n%11 == 5 {
				out.Add(wrap(n))
				out.Fail(errors.New("the list is bad"))
				continue
			}
			if n%11 == 6 {
				out.Null()
				continue
			}
			for i := range first {
				if holes && missing(n+i) {
					out.Add(nil)
				} else {
					out.Add(wrap(n + i))
				}
			}
			out.EndList()
		}
		return nil
	}
}

func newZoo(tb testing.TB) *zoo {
	tb.Helper()
	text := func(f func(any) string) func(any) def.Value {
		return func(p any) def.Value { return def.Str(f(p)) }
	}
	number := func(p any) int {
		switch p := p.(type) {
		case *keeper:
			return p.n
		case *animal:
			return p.n
		case *cage:
			return p.n
		}
		return 1
	}
	first := []*def.Input{{Name: "first", Type: def.Int, Default: 3, Description: "How many."}}
	named := &def.Interface{Name: "Named", Description: "Has a name."}
	housed := &def.Interface{Name: "Housed", Description: "Lives in a cage."}
	mood := &def.Enum{Name: "Mood", Description: "A mood.", Values: []def.EnumValue{{Name: "CALM", Description: "Calm."}, {Name: "WILD", Description: "Wild."}}}
	keeperType := &def.Object{Name: "Keeper", Description: "A keeper.", Implements: []*def.Interface{named}}
	animalType := &def.Object{Name: "Animal", Description: "An animal.", Implements: []*def.Interface{named, housed}}
	cageType := &def.Object{Name: "Cage", Description: "A cage.", Implements: []*def.Interface{named}}
	anything := &def.Union{Name: "Anything", Description: "A keeper or an animal.", Members: []*def.Object{keeperType, animalType}}
	toKeeper, toAnimal, toCage := func(n int) any { return &keeper{n} }, func(n int) any { return &animal{n} }, func(n int) any { return &cage{n} }
	toAnything := func(n int) any {
		if n%2 == 0 {
			return &keeper{n}
		}
		return &animal{n}
	}
	nameField := func(kind string) *def.Field {
		return &def.Field{Name: "name", Type: def.Required(def.String), Description: "The name.", Leaf: text(func(p any) string { return fmt.Sprintf("%s %d", kind, number(p)) })}
	}
	common := []*def.Field{
		{Name: "n", Type: def.Int, Description: "The number.", Leaf: func(p any) def.Value {
			if missing(number(p)) {
				return def.Value{}
			}
			return def.Num(number(p))
		}},
		{Name: "tags", Type: def.ListOf(def.String), Description: "Words.", Leaf: func(p any) def.Value { return def.Strs([]string{"a", fmt.Sprint(number(p)), "é\n"}[:number(p)%4]) }},
		{Name: "half", Type: def.Required(def.Float), Description: "Half the number.", Leaf: func(p any) def.Value { return def.Real(float64(number(p)) / 2) }},
		{Name: "shy", Type: def.Required(def.Int), Description: "Sometimes has no value though it must.", Leaf: func(p any) def.Value {
			if number(p)%13 == 12 {
				return def.Value{}
			}
			return def.Num(number(p))
		}},
		{Name: "echo", Type: def.String, Description: "What it was given.", Args: []*def.Input{
			{Name: "text", Type: def.String, Default: "none", Description: "A text."}, {Name: "list", Type: &def.List{Of: def.Int}, Description: "Numbers."},
			{Name: "mood", Type: mood, Default: "CALM", Description: "A mood."}, {Name: "where", Type: whereInput(mood), Description: "A place."}},
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					if bad(number(p)) {
						out.Fail(errors.New("no echo"))
						continue
					}
					out.Leaf(def.Str(fmt.Sprintf("%v", c.Args)))
				}
				return nil
			}},
	}
	named.Fields = append([]*def.Field{nameField("")}, common...)
	housed.Fields = []*def.Field{{Name: "cage", Type: cageType, Description: "The cage."}}
	keeperType.Fields = append([]*def.Field{nameField("keeper"),
		{Name: "animals", Type: &def.List{Of: animalType}, Args: first, Description: "Animals, some of them null.", Resolve: several(func(p any) int { return number(p) }, toAnimal, true)},
		{Name: "boss", Type: keeperType, Description: "The boss.", Resolve: each(func(p any) int { return number(p) + 1 }, toKeeper)},
	}, common...)
	animalType.Fields = append([]*def.Field{nameField("animal"),
		{Name: "cage", Type: cageType, Description: "The cage.", Resolve: each(func(p any) int { return number(p) * 2 }, toCage)},
		{Name: "keeper", Type: def.Required(keeperType), Description: "The keeper, who must be there and sometimes is not.", Resolve: each(func(p any) int { return number(p) + 2 }, toKeeper)},
		{Name: "enemies", Type: def.ListOf(anything), Args: first, Description: "Enemies.", Resolve: several(func(p any) int { return number(p) }, toAnything, false)},
	}, common...)
	cageType.Fields = append([]*def.Field{nameField("cage"),
		{Name: "inside", Type: &def.List{Of: named}, Args: first, Description: "What is in it.", Resolve: several(func(p any) int { return number(p) + 3 }, toAnything, true)},
	}, common...)
	query := &def.Object{Name: "Query", Description: "The zoo.", Fields: []*def.Field{
		{Name: "animal", Type: animalType, Description: "An animal.", Resolve: each(func(any) int { return 1 }, toAnimal)},
		{Name: "things", Type: def.ListOf(named), Args: first, Description: "Things.", Resolve: several(func(any) int { return 0 }, toAnything, false)},
		{Name: "houses", Type: &def.List{Of: def.Required(housed)}, Args: first, Description: "Animals.", Resolve: several(func(any) int { return 1 }, toAnimal, false)},
		{Name: "zero", Type: def.Required(def.Int), Description: "Zero.", Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
			for range parents {
				out.Leaf(def.Num(0))
			}
			return nil
		}},
		{Name: "broken", Type: anything, Description: "Fails as a whole.", Resolve: func(*def.Call, []any, *def.Out) error { return errors.New("broken") }},
	}}
	s := &def.Schema{Query: query, TypeOf: func(v any) *def.Object {
		switch v.(type) {
		case *keeper:
			return keeperType
		case *animal:
			return animalType
		}
		return cageType
	}}
	if err := s.Seal(); err != nil {
		tb.Fatal(err)
	}
	library, err := plan.NewLibrary(s)
	if err != nil {
		tb.Fatal(err)
	}
	return &zoo{s, library, &plan.Engine{
		Documents: plan.NewDocuments(library, guard.Limits{}, 1<<20), MaxCost: 1 << 30, MaxNodes: 1 << 20, MaxSteps: 1, MaxBytes: 1 << 24, Timeout: 1 << 40,
		Read: func(_ context.Context, read func(any) error) error { return read(nil) },
	}}
}

// zoo is the schema ready to be asked.
type zoo struct {
	def     *def.Schema
	library *plan.Library
	engine  *plan.Engine
}

func whereInput(mood *def.Enum) *def.InputObject {
	in := &def.InputObject{Name: "Where", Description: "A place."}
	in.Fields = []*def.Input{
		{Name: "x", Type: def.Required(def.Int), Description: "Across."},
		{Name: "y", Type: def.Int, Default: 7, Description: "Up."},
		{Name: "moods", Type: &def.List{Of: def.Required(mood)}, Description: "Moods."},
		{Name: "or", Type: in, Description: "Or there."},
	}
	return in
}
