package def

import "slices"

// The types of introspection, of the October 2021 edition with the additions
// since: deprecated arguments and input fields, isOneOf.
//
// Their parents in Go are *Schema, typeRef, *Field, *Input, EnumValue and
// directive.

// typeRef is a type as introspection sees it.
type typeRef struct{ Type }

// directive is a directive that documents or the SDL may use.
type directive struct {
	name, description string
	locations         []string
	args              []*Input
}

var directives = []directive{
	{"include", "Leaves the field or fragment out unless the argument is true.", []string{"FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"},
		[]*Input{{Name: "if", Type: Required(Boolean), Description: "Whether it is included."}}},
	{"skip", "Leaves the field or fragment out if the argument is true.", []string{"FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"},
		[]*Input{{Name: "if", Type: Required(Boolean), Description: "Whether it is left out."}}},
	{"deprecated", "Marks what should no longer be used.", []string{"FIELD_DEFINITION", "ENUM_VALUE", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION"},
		[]*Input{{Name: "reason", Type: String, Default: "No longer supported", Description: "Why, and what to use instead."}}},
	{"specifiedBy", "Tells where a scalar is specified.", []string{"SCALAR"},
		[]*Input{{Name: "url", Type: Required(String), Description: "The address of the specification."}}},
}

// introspection are the types and the two fields of the query type that lead to
// them.
type introspection struct {
	schema, typ, field, input, value, directive *Object
	kind, location                              *Enum
	schemaField, typeField                      *Field
}

func newIntrospection(s *Schema) *introspection {
	in := &introspection{
		schema:    &Object{Name: "__Schema", Description: "The types and directives that a server knows, and where its operations begin."},
		typ:       &Object{Name: "__Type", Description: "A type. Which fields have a value depends on its kind."},
		field:     &Object{Name: "__Field", Description: "A field of an object or an interface."},
		input:     &Object{Name: "__InputValue", Description: "An argument of a field or a directive, or a field of an input object."},
		value:     &Object{Name: "__EnumValue", Description: "A value of an enumeration."},
		directive: &Object{Name: "__Directive", Description: "A directive that documents may use."},
		kind:      namesEnum("__TypeKind", "The kinds of types.", "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"),
		location: namesEnum("__DirectiveLocation", "Where a directive may stand.", "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
			"VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION"),
	}
	in.schema.Fields = in.schemaFields()
	in.typ.Fields = in.typeFields(s)
	in.field.Fields = in.fieldFields()
	in.input.Fields = in.inputFields()
	in.value.Fields = in.valueFields()
	in.directive.Fields = in.directiveFields()
	in.schemaField = &Field{Name: "__schema", Type: Required(in.schema), Description: "What this server can be asked.",
		Resolve: func(_ *Call, parents []any, out *Out) error {
			for range parents {
				out.One(s)
			}
			return nil
		}}
	in.typeField = &Field{Name: "__type", Type: in.typ, Description: "The type of that name.",
		Args: []*Input{{Name: "name", Type: Required(String), Description: "The name."}},
		Resolve: func(c *Call, parents []any, out *Out) error {
			for range parents {
				if t := s.Type(c.Args.(Args).Str("name")); t != nil {
					out.One(typeRef{t})
				} else {
					out.Null()
				}
			}
			return nil
		}}
	return in
}

// namesEnum makes an enumeration whose values need no description.
func namesEnum(name, description string, values ...string) *Enum {
	e := &Enum{Name: name, Description: description}
	for _, v := range values {
		e.Values = append(e.Values, EnumValue{Name: v, Description: v})
	}
	return e
}

// types returns the object types, for Seal.
func (in *introspection) types() []Named {
	return []Named{in.schema, in.typ, in.field, in.input, in.value, in.directive, in.kind, in.location}
}

// one makes a resolver that gives one object for each parent; nil is null.
func one[T any](get func(T) any) Resolver {
	return func(_ *Call, parents []any, out *Out) error {
		for _, p := range parents {
			if item := get(p.(T)); item != nil {
				out.One(item)
			} else {
				out.Null()
			}
		}
		return nil
	}
}

// many makes a resolver that gives a list for each parent; a nil list is null.
func many[T any](get func(*Call, T) []any) Resolver {
	return func(c *Call, parents []any, out *Out) error {
		for _, p := range parents {
			list := get(c, p.(T))
			if list == nil {
				out.Null()
				continue
			}
			for _, item := range list {
				out.Add(item)
			}
			out.EndList()
		}
		return nil
	}
}

func (in *introspection) schemaFields() []*Field {
	root := func(name string, get func(*Schema) *Object) *Field {
		return &Field{Name: name, Type: in.typ, Description: "Where operations of the kind begin.", Resolve: one(func(s *Schema) any {
			if o := get(s); o != nil {
				return typeRef{o}
			}
			return nil
		})}
	}
	query := root("queryType", func(s *Schema) *Object { return s.Query })
	query.Type = Required(in.typ)
	return []*Field{
		{Name: "description", Type: String, Description: "What the schema is about.", Leaf: Leaf(func(s *Schema) Value { return Opt(s.Description) })},
		{Name: "types", Type: ListOf(in.typ), Description: "All named types, by name.", Resolve: many(func(_ *Call, s *Schema) []any {
			list := make([]any, len(s.names))
			for i, name := range s.names {
				list[i] = typeRef{s.types[name]}
			}
			return list
		})},
		query,
		root("mutationType", func(s *Schema) *Object { return s.Mutation }),
		root("subscriptionType", func(s *Schema) *Object { return s.Subscription }),
		{Name: "directives", Type: ListOf(in.directive), Description: "All directives.", Resolve: many(func(*Call, *Schema) []any {
			list := make([]any, len(directives))
			for i := range directives {
				list[i] = &directives[i]
			}
			return list
		})},
	}
}

func (in *introspection) typeFields(s *Schema) []*Field {
	deprecated := func() []*Input {
		return []*Input{{Name: "includeDeprecated", Type: Boolean, Default: false, Description: "Whether what is deprecated is in the list."}}
	}
	named := func(get func(Named) string) func(any) Value {
		return Leaf(func(t typeRef) Value {
			if n, ok := t.Type.(Named); ok {
				return Opt(get(n))
			}
			return Value{}
		})
	}
	return []*Field{
		{Name: "kind", Type: Required(in.kind), Description: "The kind of the type.", Leaf: Leaf(func(t typeRef) Value { return Str(kindOf(t.Type)) })},
		{Name: "name", Type: String, Description: "The name, unless it is a list or non-null.", Leaf: named(Named.TypeName)},
		{Name: "description", Type: String, Description: "What it is.", Leaf: named(Named.Summary)},
		{Name: "specifiedByURL", Type: String, Description: "Where a scalar is specified.", Leaf: Leaf(func(t typeRef) Value {
			if sc, ok := t.Type.(*Scalar); ok {
				return Opt(sc.SpecifiedBy)
			}
			return Value{}
		})},
		{Name: "fields", Type: &List{Required(in.field)}, Args: deprecated(), Description: "The fields of an object or an interface.",
			Resolve: many(func(c *Call, t typeRef) []any { return fieldsOf(t.Type, c.Args.(Args).Bool("includeDeprecated")) })},
		{Name: "interfaces", Type: &List{Required(in.typ)}, Description: "The interfaces of an object or an interface.",
			Resolve: many(func(_ *Call, t typeRef) []any { return interfacesOf(t.Type) })},
		{Name: "possibleTypes", Type: &List{Required(in.typ)}, Description: "The objects that an interface or a union may be.",
			Resolve: many(func(_ *Call, t typeRef) []any { return possibleOf(t.Type) })},
		{Name: "enumValues", Type: &List{Required(in.value)}, Args: deprecated(), Description: "The values of an enumeration.",
			Resolve: many(func(c *Call, t typeRef) []any { return valuesOf(t.Type, c.Args.(Args).Bool("includeDeprecated")) })},
		{Name: "inputFields", Type: &List{Required(in.input)}, Args: deprecated(), Description: "The fields of an input object.",
			Resolve: many(func(_ *Call, t typeRef) []any {
				if o, ok := t.Type.(*InputObject); ok {
					return inputsOf(o.Fields)
				}
				return nil
			})},
		{Name: "ofType", Type: in.typ, Description: "What a list or non-null is of.", Resolve: one(func(t typeRef) any {
			switch w := t.Type.(type) {
			case *List:
				return typeRef{w.Of}
			case *NonNull:
				return typeRef{w.Of}
			}
			return nil
		})},
		{Name: "isOneOf", Type: Boolean, Description: "Whether exactly one field of an input object must be given.", Leaf: Leaf(func(t typeRef) Value {
			if _, ok := t.Type.(*InputObject); ok {
				return Bool(false)
			}
			return Value{}
		})},
	}
}

func kindOf(t Type) string {
	switch t.(type) {
	case *Scalar:
		return "SCALAR"
	case *Object:
		return "OBJECT"
	case *Interface:
		return "INTERFACE"
	case *Union:
		return "UNION"
	case *Enum:
		return "ENUM"
	case *InputObject:
		return "INPUT_OBJECT"
	case *List:
		return "LIST"
	}
	return "NON_NULL"
}

func fieldsOf(t Type, deprecated bool) []any {
	var fields []*Field
	switch t := t.(type) {
	case *Object:
		fields = t.Fields
	case *Interface:
		fields = t.Fields
	default:
		return nil
	}
	list := make([]any, 0, len(fields))
	for _, f := range fields {
		if deprecated || f.Deprecated == "" {
			list = append(list, f)
		}
	}
	return list
}

func interfacesOf(t Type) []any {
	var interfaces []*Interface
	switch t := t.(type) {
	case *Object:
		interfaces = t.Implements
	case *Interface:
		interfaces = t.Implements
	default:
		return nil
	}
	list := make([]any, len(interfaces))
	for i, in := range interfaces {
		list[i] = typeRef{in}
	}
	return list
}

func possibleOf(t Type) []any {
	var objects []*Object
	switch t := t.(type) {
	case *Interface:
		objects = slices.Clone(t.possible)
	case *Union:
		objects = t.Members
	default:
		return nil
	}
	list := make([]any, len(objects))
	for i, o := range objects {
		list[i] = typeRef{o}
	}
	return list
}

func valuesOf(t Type, deprecated bool) []any {
	e, ok := t.(*Enum)
	if !ok {
		return nil
	}
	list := make([]any, 0, len(e.Values))
	for i := range e.Values {
		if deprecated || e.Values[i].Deprecated == "" {
			list = append(list, &e.Values[i])
		}
	}
	return list
}

func inputsOf(inputs []*Input) []any {
	list := make([]any, len(inputs))
	for i, in := range inputs {
		list[i] = in
	}
	return list
}

func (in *introspection) fieldFields() []*Field {
	return append([]*Field{
		{Name: "name", Type: Required(String), Description: "Its name.", Leaf: Leaf(func(f *Field) Value { return Str(f.Name) })},
		{Name: "description", Type: String, Description: "What it gives.", Leaf: Leaf(func(f *Field) Value { return Opt(f.Description) })},
		in.argsField(func(p any) []*Input { return p.(*Field).Args }),
		{Name: "type", Type: Required(in.typ), Description: "Its type.", Resolve: one(func(f *Field) any { return typeRef{f.Type} })},
	}, deprecation(func(f *Field) string { return f.Deprecated })...)
}

func (in *introspection) argsField(get func(any) []*Input) *Field {
	return &Field{Name: "args", Type: ListOf(in.input), Description: "Its arguments.",
		Args:    []*Input{{Name: "includeDeprecated", Type: Boolean, Default: false, Description: "Whether deprecated ones are in the list."}},
		Resolve: many(func(_ *Call, p any) []any { return inputsOf(get(p)) })}
}

func deprecation[T any](reason func(T) string) []*Field {
	return []*Field{
		{Name: "isDeprecated", Type: Required(Boolean), Description: "Whether it should no longer be used.", Leaf: Leaf(func(t T) Value { return Bool(reason(t) != "") })},
		{Name: "deprecationReason", Type: String, Description: "Why not.", Leaf: Leaf(func(t T) Value { return Opt(reason(t)) })},
	}
}

func (in *introspection) inputFields() []*Field {
	return append([]*Field{
		{Name: "name", Type: Required(String), Description: "Its name.", Leaf: Leaf(func(i *Input) Value { return Str(i.Name) })},
		{Name: "description", Type: String, Description: "What it means.", Leaf: Leaf(func(i *Input) Value { return Opt(i.Description) })},
		{Name: "type", Type: Required(in.typ), Description: "Its type.", Resolve: one(func(i *Input) any { return typeRef{i.Type} })},
		{Name: "defaultValue", Type: String, Description: "The value when none is given, as a literal.", Leaf: Leaf(func(i *Input) Value {
			if i.Default == nil {
				return Value{}
			}
			return Str(Literal(i.Default, i.Type))
		})},
	}, deprecation(func(*Input) string { return "" })...)
}

func (in *introspection) valueFields() []*Field {
	return append([]*Field{
		{Name: "name", Type: Required(String), Description: "Its name.", Leaf: Leaf(func(v *EnumValue) Value { return Str(v.Name) })},
		{Name: "description", Type: String, Description: "What it means.", Leaf: Leaf(func(v *EnumValue) Value { return Opt(v.Description) })},
	}, deprecation(func(v *EnumValue) string { return v.Deprecated })...)
}

func (in *introspection) directiveFields() []*Field {
	return []*Field{
		{Name: "name", Type: Required(String), Description: "Its name.", Leaf: Leaf(func(d *directive) Value { return Str(d.name) })},
		{Name: "description", Type: String, Description: "What it does.", Leaf: Leaf(func(d *directive) Value { return Opt(d.description) })},
		{Name: "isRepeatable", Type: Required(Boolean), Description: "Whether it may stand more than once in one place.", Leaf: Leaf(func(*directive) Value { return Bool(false) })},
		{Name: "locations", Type: ListOf(in.location), Description: "Where it may stand.", Leaf: Leaf(func(d *directive) Value { return Strs(d.locations) })},
		in.argsField(func(p any) []*Input { return p.(*directive).args }),
	}
}
