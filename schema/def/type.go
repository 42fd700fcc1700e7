// Package def holds the definition of a GraphQL schema: its types, and for each
// field the function that gives its values.
//
// One definition serves everything that needs it. Package plan compiles queries
// against it and walks it in batches, SDL prints it, introspection answers from
// it, and the types of graphql-go that parse and validate are made from it.
//
// Types refer to each other by pointer, so a cycle is built by making the types
// first and appending their fields later. After Seal a definition is constant
// and safe for concurrent use.
package def

// Type is a type that a field, an argument or an input field has: a named type,
// or *List or *NonNull around one.
type Type interface {
	// String returns the type as SDL writes it: "[String!]!".
	String() string
}

// Named is a type with a name of its own: *Scalar, *Enum, *Object, *Interface,
// *Union or *InputObject.
type Named interface {
	Type
	TypeName() string
	Summary() string // its description
}

// Composite is a type with fields to select from: *Object, *Interface or *Union.
type Composite interface {
	Named
	// Field returns the field of that name, or nil.
	Field(name string) *Field
	// Possible returns the objects that a value of the type may be. Valid after
	// Seal.
	Possible() []*Object
}

// Scalar is a leaf type.
type Scalar struct {
	Name, Description string

	// SpecifiedBy is the address of the scalar's specification, or empty.
	SpecifiedBy string

	// Parse checks and converts an input value: a string, an int64, a float64 or
	// a bool, as JSON or a literal gave it. It must not panic.
	Parse func(any) (any, error)
}

// Enum is a leaf type with a fixed list of values, which are strings in Go.
type Enum struct {
	Name, Description string
	Values            []EnumValue
}

// EnumValue is a value of an Enum.
type EnumValue struct{ Name, Description, Deprecated string }

// Object is a type with fields.
type Object struct {
	Name, Description string
	Implements        []*Interface
	Fields            []*Field

	index    int // in Schema.objects
	byName   map[string]*Field
	possible []*Object
}

// Interface is a list of fields that several objects have.
type Interface struct {
	Name, Description string
	Implements        []*Interface
	Fields            []*Field

	byName   map[string]*Field
	possible []*Object
}

// Union is one of several objects.
type Union struct {
	Name, Description string
	Members           []*Object
}

// InputObject is the type of a structured argument.
type InputObject struct {
	Name, Description string
	Fields            []*Input

	byName map[string]*Input
}

// Input is an argument of a field or a field of an InputObject.
type Input struct {
	Name, Description string
	Type              Type

	// Default is the value when none is given: an int, bool, string or
	// []string; nil means none.
	Default any
}

// List is a list of another type.
type List struct{ Of Type }

// NonNull is a type that is never null.
type NonNull struct{ Of Type }

func (t *Scalar) String() string      { return t.Name }
func (t *Enum) String() string        { return t.Name }
func (t *Object) String() string      { return t.Name }
func (t *Interface) String() string   { return t.Name }
func (t *Union) String() string       { return t.Name }
func (t *InputObject) String() string { return t.Name }
func (t *List) String() string        { return "[" + t.Of.String() + "]" }
func (t *NonNull) String() string     { return t.Of.String() + "!" }

// TypeName implements Named.
func (t *Scalar) TypeName() string { return t.Name }

// TypeName implements Named.
func (t *Enum) TypeName() string { return t.Name }

// TypeName implements Named.
func (t *Object) TypeName() string { return t.Name }

// TypeName implements Named.
func (t *Interface) TypeName() string { return t.Name }

// TypeName implements Named.
func (t *Union) TypeName() string { return t.Name }

// TypeName implements Named.
func (t *InputObject) TypeName() string { return t.Name }

// Summary implements Named.
func (t *Scalar) Summary() string { return t.Description }

// Summary implements Named.
func (t *Enum) Summary() string { return t.Description }

// Summary implements Named.
func (t *Object) Summary() string { return t.Description }

// Summary implements Named.
func (t *Interface) Summary() string { return t.Description }

// Summary implements Named.
func (t *Union) Summary() string { return t.Description }

// Summary implements Named.
func (t *InputObject) Summary() string { return t.Description }

// Index is the object's number in its schema, counted from 0 in the order of
// names. Valid after Seal.
func (t *Object) Index() int { return t.index }

// Possible implements Composite.
func (t *Object) Possible() []*Object { return t.possible }

// Possible implements Composite.
func (t *Interface) Possible() []*Object { return t.possible }

// Possible implements Composite.
func (t *Union) Possible() []*Object { return t.Members }

// Field implements Composite. Valid after Seal.
func (t *Object) Field(name string) *Field { return t.byName[name] }

// Field implements Composite. Valid after Seal.
func (t *Interface) Field(name string) *Field { return t.byName[name] }

// Field implements Composite: a union has no fields.
func (t *Union) Field(string) *Field { return nil }

// Field returns the input field of that name, or nil. Valid after Seal.
func (t *InputObject) Field(name string) *Input { return t.byName[name] }

// Has reports whether the enumeration has a value of that name.
func (t *Enum) Has(name string) bool {
	for i := range t.Values {
		if t.Values[i].Name == name {
			return true
		}
	}
	return false
}

// Required returns t as a type that is never null.
func Required(t Type) Type {
	if _, ok := t.(*NonNull); ok {
		return t
	}
	return &NonNull{t}
}

// ListOf returns the type of a list, never null, whose elements are never null.
func ListOf(t Type) Type { return Required(&List{Required(t)}) }

// Nullable returns t without NonNull around it.
func Nullable(t Type) Type {
	if n, ok := t.(*NonNull); ok {
		return n.Of
	}
	return t
}

// NamedOf returns the named type inside t.
func NamedOf(t Type) Named {
	for {
		switch w := t.(type) {
		case *NonNull:
			t = w.Of
		case *List:
			t = w.Of
		default:
			return w.(Named)
		}
	}
}
