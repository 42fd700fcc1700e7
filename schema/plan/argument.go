package plan

import (
	"fmt"

	"github.com/graphql-go/graphql/language/ast"

	"onymous/schema/def"
)

// arguments are those of one field of a plan.
type arguments struct {
	field *def.Field
	parts []template // by the index in field.Args; nil where not given
	fixed bool       // no variable is in them
	value any        // what the resolver gets, if fixed
	err   error      // why it gets nothing, if fixed
}

// template is an argument's value before the variables are known.
type template interface {
	// fill returns the value, or false if a variable without one stands in its
	// place.
	fill(v Variables) (any, bool, error)
}

type constant struct{ value any }

func (c constant) fill(Variables) (any, bool, error) { return c.value, true, nil }

type variableRef struct {
	index int
	name  string
	typ   def.Type // of the place where it stands
}

func (r variableRef) fill(v Variables) (any, bool, error) {
	if !v.given[r.index] {
		return nil, false, nil
	}
	value := v.values[r.index]
	if _, required := r.typ.(*def.NonNull); required && value == nil {
		return nil, false, fmt.Errorf("$%s must not be null here", r.name)
	}
	if value != nil {
		if _, list := def.Nullable(r.typ).(*def.List); list {
			if _, is := value.([]any); !is {
				value = []any{value}
			}
		}
	}
	return value, true, nil
}

type listTemplate struct {
	parts []template
	of    def.Type
}

func (l listTemplate) fill(v Variables) (any, bool, error) {
	out := make([]any, len(l.parts))
	for i, p := range l.parts {
		value, given, err := p.fill(v)
		if err != nil {
			return nil, false, err
		}
		if _, required := l.of.(*def.NonNull); required && (!given || value == nil) {
			return nil, false, fmt.Errorf("an element of a list must not be null")
		}
		out[i] = value
	}
	return out, true, nil
}

type objectTemplate struct {
	typ   *def.InputObject
	parts []template // by the index in typ.Fields
}

func (o objectTemplate) fill(v Variables) (any, bool, error) {
	out := def.Args{}
	err := fillInputs(out, o.typ.Fields, o.parts, v)
	return out, true, err
}

// fillInputs sets the inputs that have a value or a default.
func fillInputs(out def.Args, inputs []*def.Input, parts []template, v Variables) error {
	for i, in := range inputs {
		if parts[i] != nil {
			value, given, err := parts[i].fill(v)
			if err != nil {
				return err
			}
			if given {
				out[in.Name] = value
				continue
			}
		}
		if err := fill(out, in); err != nil {
			return fmt.Errorf("%s %w", in.Name, err)
		}
	}
	return nil
}

// resolve returns what the resolver gets.
func (a *arguments) resolve(v Variables) (any, error) {
	if a.fixed {
		return a.value, a.err
	}
	out := def.Args{}
	if err := fillInputs(out, a.field.Args, a.parts, v); err != nil {
		return nil, BadInput(err)
	}
	return a.parse(out)
}

func (a *arguments) parse(args def.Args) (any, error) {
	if a.field.Parse == nil {
		return args, nil
	}
	parsed, err := a.field.Parse(args)
	if err != nil {
		return nil, BadInput(err)
	}
	return parsed, nil
}

// literalCoercer checks literals more strictly than graphql-go does.
type literalCoercer struct {
	doc       *Document
	op        *Operation // nil where variables cannot be
	variables bool       // a variable was met
}

// constant returns the value of a literal without variables.
func (c *literalCoercer) constant(v ast.Value, t def.Type) (any, error) {
	p, err := c.template(v, t)
	if err != nil {
		return nil, err
	}
	value, _, err := p.fill(Variables{})
	return value, err
}

// template turns a literal into a template.
func (c *literalCoercer) template(v ast.Value, t def.Type) (template, error) {
	if isNull(v) {
		if _, required := t.(*def.NonNull); required {
			return nil, fmt.Errorf("expected a value of type %s, found null", t)
		}
		return constant{nil}, nil
	}
	if ref, ok := v.(*ast.Variable); ok {
		i := -1
		if c.op != nil {
			i = c.op.variableIndex(ref.Name.Value)
		}
		if i < 0 {
			return nil, fmt.Errorf("$%s is not defined", ref.Name.Value)
		}
		c.variables = true
		return variableRef{i, ref.Name.Value, t}, nil
	}
	switch t := def.Nullable(t).(type) {
	case *def.List:
		return c.list(v, t)
	case *def.InputObject:
		return c.object(v, t)
	case *def.Enum:
		if e, ok := v.(*ast.EnumValue); ok && t.Has(e.Value) {
			return constant{e.Value}, nil
		}
		return nil, fmt.Errorf("expected a value of %s", t.Name)
	case *def.Scalar:
		value, err := t.Parse(literal(v))
		if err != nil {
			return nil, err
		}
		return constant{value}, nil
	}
	return nil, fmt.Errorf("%s takes no input", t)
}

func (c *literalCoercer) list(v ast.Value, t *def.List) (template, error) {
	values := []ast.Value{v}
	if l, ok := v.(*ast.ListValue); ok {
		values = l.Values
	}
	out := listTemplate{make([]template, len(values)), t.Of}
	fixed := true
	for i, e := range values {
		p, err := c.template(e, t.Of)
		if err != nil {
			return nil, err
		}
		out.parts[i] = p
		_, is := p.(constant)
		fixed = fixed && is
	}
	return freeze(out, fixed)
}

func (c *literalCoercer) object(v ast.Value, t *def.InputObject) (template, error) {
	o, ok := v.(*ast.ObjectValue)
	if !ok {
		return nil, fmt.Errorf("expected an object of type %s", t.Name)
	}
	out := objectTemplate{t, make([]template, len(t.Fields))}
	fixed := true
	for _, f := range o.Fields {
		for i, in := range t.Fields {
			if in.Name != f.Name.Value {
				continue
			}
			p, err := c.template(f.Value, in.Type)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", in.Name, err)
			}
			out.parts[i] = p
			_, is := p.(constant)
			fixed = fixed && is
		}
	}
	return freeze(out, fixed)
}

// freeze turns a template without variables into its value.
func freeze(t template, fixed bool) (template, error) {
	if !fixed {
		return t, nil
	}
	v, _, err := t.fill(Variables{})
	return constant{v}, err
}
