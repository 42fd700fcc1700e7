// Package plantest compares the two executors of a definition on random queries:
// compiled plans, which serve, and graphql-go's executor, which they must agree
// with.
package plantest

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"

	"onymous/schema/def"
)

// Generator writes random queries. They fit the definition but for one thing:
// fields of one response key may conflict, which validation then finds.
type Generator struct {
	Schema *def.Schema
	Rand   *rand.Rand

	// Strings are the values of arguments of type String and ID, besides a few
	// that mean nothing.
	Strings []string

	// Depth bounds how deep queries are. 0 means 6.
	Depth int

	variables []string // definitions
	values    map[string]any
	fragments map[string]string // by their names
	spread    map[string]string // a fragment's name by its type's
	count     int
}

// Query returns a query and the values of its variables.
func (g *Generator) Query() (string, map[string]any) {
	g.variables, g.values, g.fragments, g.spread, g.count = nil, map[string]any{}, map[string]string{}, map[string]string{}, 0
	depth := g.Depth
	if depth == 0 {
		depth = 6
	}
	body := g.selection(g.Schema.Query, 1+g.Rand.IntN(depth))
	text := "query Random"
	if len(g.variables) > 0 {
		text += "(" + strings.Join(g.variables, ", ") + ")"
	}
	text += " " + body
	names := make([]string, 0, len(g.fragments))
	for name := range g.fragments {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		text += "\n" + g.fragments[name]
	}
	return text, g.values
}

func (g *Generator) name(prefix string) string {
	g.count++
	return fmt.Sprintf("%s%d", prefix, g.count)
}

// selection writes a selection set on a type.
func (g *Generator) selection(t def.Composite, depth int) string {
	var parts []string
	for range 1 + g.Rand.IntN(4) {
		switch n := g.Rand.IntN(10); {
		case n == 0:
			parts = append(parts, g.alias()+"__typename"+g.directives())
		case n == 1 && depth > 0:
			parts = append(parts, g.inline(t, depth-1))
		case n == 2 && depth > 0:
			parts = append(parts, "..."+g.fragment(t, depth-1)+g.directives())
		default:
			if f := g.field(t, depth); f != "" {
				parts = append(parts, f)
			}
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "__typename")
	}
	return "{ " + strings.Join(parts, " ") + " }"
}

// inline writes an inline fragment, without a condition or on a type that the
// type may be or that it implements.
func (g *Generator) inline(t def.Composite, depth int) string {
	on, condition := g.related(t), ""
	if on != t || g.Rand.IntN(2) == 0 {
		condition = "on " + on.TypeName()
	}
	return "... " + condition + g.directives() + " " + g.selection(on, depth)
}

// related returns the type, one that it may be, or one that it implements.
func (g *Generator) related(t def.Composite) def.Composite {
	if o, ok := t.(*def.Object); ok {
		if len(o.Implements) > 0 && g.Rand.IntN(2) == 0 {
			return o.Implements[g.Rand.IntN(len(o.Implements))]
		}
		return t
	}
	if possible := t.Possible(); g.Rand.IntN(2) == 0 {
		return possible[g.Rand.IntN(len(possible))]
	}
	return t
}

// fragment writes a named fragment on the type or on one that it may be, and
// returns its name. A fragment is written once and spread again at times.
func (g *Generator) fragment(t def.Composite, depth int) string {
	on := g.related(t)
	if known := g.spread[on.TypeName()]; known != "" && g.Rand.IntN(2) == 0 {
		return known
	}
	name := g.name("F")
	g.fragments[name] = "fragment " + name + " on " + on.TypeName() + " " + g.selection(on, depth)
	g.spread[on.TypeName()] = name // only now: it must not spread itself
	return name
}

func (g *Generator) alias() string {
	if g.Rand.IntN(4) == 0 {
		return g.name("a") + ": "
	}
	return ""
}

// directives writes @skip or @include, sometimes with a variable.
func (g *Generator) directives() string {
	if g.Rand.IntN(8) > 0 {
		return ""
	}
	value := []string{"true", "false"}[g.Rand.IntN(2)]
	if g.Rand.IntN(2) == 0 {
		v := g.name("v")
		g.variables = append(g.variables, "$"+v+": Boolean!")
		g.values[v] = value == "true"
		value = "$" + v
	}
	return fmt.Sprintf(" @%s(if: %s)", []string{"skip", "include"}[g.Rand.IntN(2)], value)
}

// field writes one field, or nothing if the type has none that fits the depth.
func (g *Generator) field(t def.Composite, depth int) string {
	var fields []*def.Field
	switch t := t.(type) {
	case *def.Object:
		fields = t.Fields
	case *def.Interface:
		fields = t.Fields
	case *def.Union:
		on := t.Members[g.Rand.IntN(len(t.Members))]
		return "... on " + on.Name + g.directives() + " " + g.selection(on, depth)
	}
	f := fields[g.Rand.IntN(len(fields))]
	inner, composite := def.NamedOf(f.Type).(def.Composite)
	if composite && depth <= 0 {
		return ""
	}
	args := g.arguments(f)
	alias := g.alias()
	if args != "" && alias == "" {
		alias = g.name("a") + ": "
	}
	text := alias + f.Name + args + g.directives()
	if composite {
		text += " " + g.selection(inner, depth-1)
	}
	return text
}

func (g *Generator) arguments(f *def.Field) string {
	var parts []string
	for _, a := range f.Args {
		_, required := a.Type.(*def.NonNull)
		if !required && g.Rand.IntN(4) > 0 {
			continue
		}
		if g.Rand.IntN(3) == 0 {
			v := g.name("v")
			g.variables = append(g.variables, "$"+v+": "+a.Type.String())
			g.values[v] = g.value(a.Type, 2)
			parts = append(parts, a.Name+": $"+v)
			continue
		}
		parts = append(parts, a.Name+": "+literal(g.value(a.Type, 2), a.Type))
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// value makes a value of an input type, as JSON would give it.
func (g *Generator) value(t def.Type, depth int) any {
	switch t := def.Nullable(t).(type) {
	case *def.List:
		list := make([]any, g.Rand.IntN(3))
		for i := range list {
			list[i] = g.value(t.Of, depth)
		}
		return list
	case *def.Enum:
		return t.Values[g.Rand.IntN(len(t.Values))].Name
	case *def.InputObject:
		object := map[string]any{}
		for _, f := range t.Fields {
			_, required := f.Type.(*def.NonNull)
			if required && f.Default == nil || depth > 0 && g.Rand.IntN(len(t.Fields)) == 0 {
				object[f.Name] = g.value(f.Type, depth-1)
			}
		}
		return object
	case *def.Scalar:
		return g.scalar(t)
	}
	return nil
}

func (g *Generator) scalar(t *def.Scalar) any {
	switch t.Name {
	case "Int":
		return int64(g.Rand.IntN(7))
	case "Float":
		return float64(g.Rand.IntN(40)) * 2.5
	case "Boolean":
		return g.Rand.IntN(2) == 0
	case "Date":
		return []string{"2017", "2014-11", "2021-06-08"}[g.Rand.IntN(3)]
	}
	if len(g.Strings) > 0 && g.Rand.IntN(8) > 0 {
		return g.Strings[g.Rand.IntN(len(g.Strings))]
	}
	return []string{"", "x", "É\"\\\n😀", "nonsense"}[g.Rand.IntN(4)]
}

// literal writes a value as GraphQL does.
func literal(v any, t def.Type) string {
	switch v := v.(type) {
	case string:
		if _, ok := def.NamedOf(t).(*def.Enum); ok {
			return v
		}
		return quote(v)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = literal(e, def.Nullable(t).(*def.List).Of)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		o := def.NamedOf(t).(*def.InputObject)
		var parts []string
		for _, f := range o.Fields {
			if e, ok := v[f.Name]; ok {
				parts = append(parts, f.Name+": "+literal(e, f.Type))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case float64:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprint(v)
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString("\\" + string(r))
		case r < ' ':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
