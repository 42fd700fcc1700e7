package plan

import (
	"fmt"
	"strconv"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"onymous/schema/def"
)

// Library is a definition as graphql-go's types, which parse, validate and can
// execute.
type Library struct {
	schema graphql.Schema
	def    *def.Schema
	named  map[string]graphql.Type
}

// NewLibrary makes graphql-go's types of a sealed definition.
func NewLibrary(d *def.Schema) (*Library, error) {
	completeIntrospection()
	l := &Library{def: d, named: map[string]graphql.Type{
		"String": graphql.String, "Int": graphql.Int, "Float": graphql.Float, "Boolean": graphql.Boolean, "ID": graphql.ID,
	}}
	var types []graphql.Type
	for _, name := range d.Names() {
		if len(name) > 2 && name[:2] == "__" {
			continue
		}
		types = append(types, l.typ(d.Type(name)))
	}
	config := graphql.SchemaConfig{Query: l.object(d.Query), Types: types}
	if d.Mutation != nil {
		config.Mutation = l.object(d.Mutation)
	}
	if d.Subscription != nil {
		config.Subscription = l.object(d.Subscription)
	}
	schema, err := graphql.NewSchema(config)
	if err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	l.schema = schema
	l.warm()
	return l, nil
}

// warm makes graphql-go fill its map of possible types, which it would otherwise
// do without a lock during the first requests.
func (l *Library) warm() {
	for _, t := range l.schema.TypeMap() {
		if a, ok := t.(graphql.Abstract); ok {
			l.schema.IsPossibleType(a, l.schema.QueryType())
		}
		switch t := t.(type) {
		case *graphql.Object:
			t.Fields()
		case *graphql.Interface:
			t.Fields()
		case *graphql.InputObject:
			t.Fields()
		}
	}
}

// typ returns graphql-go's type for t, which it makes on the first call.
func (l *Library) typ(t def.Type) graphql.Type {
	switch t := t.(type) {
	case *def.NonNull:
		return graphql.NewNonNull(l.typ(t.Of))
	case *def.List:
		return graphql.NewList(l.typ(t.Of))
	}
	n := t.(def.Named)
	if known := l.named[n.TypeName()]; known != nil {
		return known
	}
	var made graphql.Type
	switch t := n.(type) {
	case *def.Scalar:
		made = scalar(t)
	case *def.Enum:
		made = enum(t)
	case *def.InputObject:
		made = graphql.NewInputObject(graphql.InputObjectConfig{Name: t.Name, Description: t.Description,
			Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap { return l.inputs(t.Fields) })})
	case *def.Interface:
		made = graphql.NewInterface(graphql.InterfaceConfig{Name: t.Name, Description: t.Description,
			Fields:      graphql.FieldsThunk(func() graphql.Fields { return l.fields(t.Fields) }),
			ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object { return l.object(l.def.TypeOf(p.Value)) }})
	case *def.Union:
		members := make([]*graphql.Object, len(t.Members))
		for i, m := range t.Members {
			members[i] = l.object(m)
		}
		made = graphql.NewUnion(graphql.UnionConfig{Name: t.Name, Description: t.Description, Types: members,
			ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object { return l.object(l.def.TypeOf(p.Value)) }})
	case *def.Object:
		made = graphql.NewObject(graphql.ObjectConfig{Name: t.Name, Description: t.Description,
			Fields: graphql.FieldsThunk(func() graphql.Fields { return l.fields(t.Fields) }),
			Interfaces: graphql.InterfacesThunk(func() []*graphql.Interface {
				interfaces := make([]*graphql.Interface, len(t.Implements))
				for i, in := range t.Implements {
					interfaces[i] = l.typ(in).(*graphql.Interface)
				}
				return interfaces
			})})
	}
	l.named[n.TypeName()] = made
	return made
}

func (l *Library) object(o *def.Object) *graphql.Object {
	if o == nil {
		return nil
	}
	return l.typ(o).(*graphql.Object)
}

func (l *Library) fields(fields []*def.Field) graphql.Fields {
	m := graphql.Fields{}
	for _, f := range fields {
		args := graphql.FieldConfigArgument{}
		for _, a := range f.Args {
			args[a.Name] = &graphql.ArgumentConfig{Type: l.inputType(a), DefaultValue: a.Default, Description: a.Description}
		}
		m[f.Name] = &graphql.Field{Name: f.Name, Description: f.Description, DeprecationReason: f.Deprecated,
			Type: l.typ(f.Type), Args: args, Resolve: reference(f)}
	}
	return m
}

// inputType returns the type of an input. One with a default may be left out even
// if it is never null, which graphql-go does not allow.
func (l *Library) inputType(in *def.Input) graphql.Type {
	if in.Default != nil {
		return l.typ(def.Nullable(in.Type))
	}
	return l.typ(in.Type)
}

func (l *Library) inputs(inputs []*def.Input) graphql.InputObjectConfigFieldMap {
	m := graphql.InputObjectConfigFieldMap{}
	for _, in := range inputs {
		m[in.Name] = &graphql.InputObjectFieldConfig{Type: l.inputType(in), DefaultValue: in.Default, Description: in.Description}
	}
	return m
}

func enum(t *def.Enum) graphql.Type {
	values := graphql.EnumValueConfigMap{}
	for _, v := range t.Values {
		values[v.Name] = &graphql.EnumValueConfig{Value: v.Name, Description: v.Description, DeprecationReason: v.Deprecated}
	}
	return graphql.NewEnum(graphql.EnumConfig{Name: t.Name, Description: t.Description, Values: values})
}

// scalar makes a scalar of graphql-go. A scalar that panics kills the process, so
// its functions give nil for whatever they do not know.
func scalar(t *def.Scalar) graphql.Type {
	parse := func(v any) any {
		if p, err := t.Parse(v); err == nil {
			return p
		}
		return nil
	}
	return graphql.NewScalar(graphql.ScalarConfig{Name: t.Name, Description: t.Description,
		Serialize:    func(v any) any { return v },
		ParseValue:   parse,
		ParseLiteral: func(v ast.Value) any { return parse(literal(v)) },
	})
}

// literal returns the Go value of a scalar literal, nil for any other.
func literal(v ast.Value) any {
	switch v := v.(type) {
	case *ast.StringValue:
		return v.Value
	case *ast.BooleanValue:
		return v.Value
	case *ast.IntValue:
		if n, err := strconv.ParseInt(v.Value, 10, 64); err == nil {
			return n
		}
		return bigNumber(v.Value)
	case *ast.FloatValue:
		return bigNumber(v.Value)
	}
	return nil
}

func bigNumber(s string) any {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return f
}

var introspectionOnce sync.Once

// completeIntrospection adds to graphql-go's types of introspection the fields
// that the specification got since 2018, so that they validate. They are answered
// by package def.
func completeIntrospection() {
	introspectionOnce.Do(func() {
		text := func(o *graphql.Object, name string) { o.AddFieldConfig(name, &graphql.Field{Type: graphql.String}) }
		yes := func(o *graphql.Object, name string) { o.AddFieldConfig(name, &graphql.Field{Type: graphql.Boolean}) }
		deprecated := graphql.FieldConfigArgument{"includeDeprecated": &graphql.ArgumentConfig{Type: graphql.Boolean, DefaultValue: false}}
		inputs := graphql.NewList(graphql.NewNonNull(graphql.InputValueType))
		text(graphql.SchemaType, "description")
		text(graphql.TypeType, "specifiedByURL")
		yes(graphql.TypeType, "isOneOf")
		graphql.TypeType.AddFieldConfig("inputFields", &graphql.Field{Type: inputs, Args: deprecated})
		graphql.FieldType.AddFieldConfig("args", &graphql.Field{Type: graphql.NewNonNull(inputs), Args: deprecated})
		graphql.DirectiveType.AddFieldConfig("args", &graphql.Field{Type: graphql.NewNonNull(inputs), Args: deprecated})
		graphql.DirectiveType.AddFieldConfig("isRepeatable", &graphql.Field{Type: graphql.NewNonNull(graphql.Boolean)})
		yes(graphql.InputValueType, "isDeprecated")
		text(graphql.InputValueType, "deprecationReason")
	})
}
