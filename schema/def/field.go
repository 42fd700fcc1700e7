package def

// Field is a field of an Object or an Interface. Exactly one of Leaf and
// Resolve is set on the fields of objects; those of interfaces may have none.
type Field struct {
	Name, Description string

	// Deprecated is the reason why it should no longer be used, or empty.
	Deprecated string

	Args []*Input
	Type Type

	// Leaf gives the value of a scalar or an enumeration, or a list of them,
	// that the parent already holds. It does no I/O.
	Leaf func(parent any) Value

	// Resolve gives the values for a whole level of a query at once.
	Resolve Resolver

	// Parse turns the arguments into what Resolve gets, once for each field of
	// a query. Nil means that Resolve gets the Args themselves.
	Parse func(Args) (any, error)

	// Size estimates how many objects one parent gives, before anything is
	// read; arguments are as Parse returned them. Nil means one.
	Size func(args any) int

	// Subscribe opens the stream of a field of the subscription type. Its
	// values are the parents of the field's selection.
	Subscribe func(*Call) (Stream, error)
}

// Resolver fills out with the values of a field for each of the parents. An
// error stops the whole query; Out.Fail makes one parent's value an error.
type Resolver func(c *Call, parents []any, out *Out) error

// Stream is a sequence of events. Next waits for one; it returns io.EOF after
// the last. Close ends it and may be called at any time.
type Stream interface {
	Next() (any, error)
	Close()
}

// Leaf makes a Field.Leaf of a function of the parent's type.
func Leaf[T any](f func(T) Value) func(any) Value {
	return func(parent any) Value { return f(parent.(T)) }
}

// Input returns the argument of that name, or nil.
func (f *Field) Input(name string) *Input {
	for _, a := range f.Args {
		if a.Name == name {
			return a
		}
	}
	return nil
}
