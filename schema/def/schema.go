package def

import (
	"fmt"
	"slices"
	"strings"
)

// Schema is a sealed set of types.
type Schema struct {
	Description                   string
	Query, Mutation, Subscription *Object

	// TypeOf returns the object type of a value that an abstract type gave.
	TypeOf func(value any) *Object

	types map[string]Named
	names []string // sorted
	inUse []*Object
	intro *introspection
}

// The scalars of the specification.
var (
	String  = &Scalar{Name: "String", Description: "Text, as UTF-8.", Parse: parseString}
	Int     = &Scalar{Name: "Int", Description: "A whole number of 32 bits, with a sign.", Parse: parseInt}
	Float   = &Scalar{Name: "Float", Description: "A number of double precision.", Parse: parseFloat}
	Boolean = &Scalar{Name: "Boolean", Description: "True or false.", Parse: parseBoolean}
	ID      = &Scalar{Name: "ID", Description: "What identifies an object. It is opaque: nothing is promised about its form.", Parse: parseID}
)

// Seal finds every type that can be reached from the three roots and extra,
// completes the cross references and checks the whole. After it the definition
// must not be changed.
func (s *Schema) Seal(extra ...Named) error {
	s.types = map[string]Named{}
	for _, t := range []Named{String, Int, Float, Boolean, ID} {
		s.types[t.TypeName()] = t
	}
	for _, root := range []*Object{s.Query, s.Mutation, s.Subscription} {
		if root == nil {
			continue
		}
		if err := s.collect(root); err != nil {
			return err
		}
	}
	s.intro = newIntrospection(s)
	for _, t := range append(s.intro.types(), extra...) {
		if err := s.collect(t); err != nil {
			return err
		}
	}
	for name := range s.types {
		s.names = append(s.names, name)
	}
	slices.Sort(s.names)
	for _, name := range s.names {
		if o, ok := s.types[name].(*Object); ok {
			o.index = len(s.inUse)
			o.possible = []*Object{o}
			s.inUse = append(s.inUse, o)
			for _, i := range o.Implements {
				i.possible = append(i.possible, o)
			}
		}
	}
	return s.check()
}

// collect adds t and every type that it refers to.
func (s *Schema) collect(t Named) error {
	if known, ok := s.types[t.TypeName()]; ok {
		if known != t {
			return fmt.Errorf("def: two types are called %s", t.TypeName())
		}
		return nil
	}
	s.types[t.TypeName()] = t
	switch t := t.(type) {
	case *Object:
		t.byName = map[string]*Field{}
		for _, i := range t.Implements {
			if err := s.collect(i); err != nil {
				return err
			}
		}
		return s.collectFields(t.Name, t.Fields, t.byName)
	case *Interface:
		t.byName, t.possible = map[string]*Field{}, nil
		for _, i := range t.Implements {
			if err := s.collect(i); err != nil {
				return err
			}
		}
		return s.collectFields(t.Name, t.Fields, t.byName)
	case *Union:
		for _, o := range t.Members {
			if err := s.collect(o); err != nil {
				return err
			}
		}
	case *InputObject:
		t.byName = map[string]*Input{}
		for _, f := range t.Fields {
			if t.byName[f.Name] != nil {
				return fmt.Errorf("def: %s.%s is defined twice", t.Name, f.Name)
			}
			t.byName[f.Name] = f
			if err := s.collect(NamedOf(f.Type)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Schema) collectFields(owner string, fields []*Field, byName map[string]*Field) error {
	for _, f := range fields {
		if byName[f.Name] != nil {
			return fmt.Errorf("def: %s.%s is defined twice", owner, f.Name)
		}
		byName[f.Name] = f
		if err := s.collect(NamedOf(f.Type)); err != nil {
			return err
		}
		for _, a := range f.Args {
			if err := s.collect(NamedOf(a.Type)); err != nil {
				return err
			}
		}
	}
	return nil
}

// check returns an error that names everything that is not as it should be.
func (s *Schema) check() error {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	for _, name := range s.names {
		t := s.types[name]
		if t.Summary() == "" {
			fault("%s has no description", name)
		}
		switch t := t.(type) {
		case *Object:
			s.checkObject(t, fault)
		case *InputObject:
			for _, f := range t.Fields {
				if f.Description == "" {
					fault("%s.%s has no description", name, f.Name)
				}
			}
		case *Enum:
			for _, v := range t.Values {
				if v.Description == "" {
					fault("%s.%s has no description", name, v.Name)
				}
			}
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("def: %s", strings.Join(faults, "; "))
	}
	return nil
}

func (s *Schema) checkObject(t *Object, fault func(string, ...any)) {
	for _, f := range t.Fields {
		if f.Description == "" {
			fault("%s.%s has no description", t.Name, f.Name)
		}
		if (f.Leaf == nil) == (f.Resolve == nil) && f.Subscribe == nil {
			fault("%s.%s needs Leaf or Resolve", t.Name, f.Name)
		}
		for _, a := range f.Args {
			if a.Description == "" {
				fault("%s.%s(%s) has no description", t.Name, f.Name, a.Name)
			}
		}
	}
	for _, i := range t.Implements {
		for _, want := range i.Fields {
			got := t.Field(want.Name)
			if got == nil || NamedOf(got.Type) != NamedOf(want.Type) && !oneOf(NamedOf(want.Type), NamedOf(got.Type)) {
				fault("%s.%s is not as %s wants it", t.Name, want.Name, i.Name)
			}
		}
	}
}

// oneOf reports whether got is one of the objects that want may be.
func oneOf(want, got Named) bool {
	c, ok := want.(Composite)
	if !ok {
		return false
	}
	o, ok := got.(*Object)
	return ok && slices.Contains(c.Possible(), o)
}

// Type returns the type of that name, or nil.
func (s *Schema) Type(name string) Named { return s.types[name] }

// Names returns the names of all types, sorted. The caller must not change it.
func (s *Schema) Names() []string { return s.names }

// Meta returns the field of introspection that every composite type or the query
// type has besides its own, or nil: __schema and __type. __typename is none of
// them, for its value depends on the object and not on a parent in Go.
func (s *Schema) Meta(parent Named, name string) *Field {
	if parent != Named(s.Query) {
		return nil
	}
	switch name {
	case "__schema":
		return s.intro.schemaField
	case "__type":
		return s.intro.typeField
	}
	return nil
}

// Objects returns the object types by their Index. The caller must not change
// it.
func (s *Schema) Objects() []*Object { return s.inUse }
