package plan

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"onymous/schema/def"
)

// Variables are the values of an operation's variables, by their number.
type Variables struct {
	values []any
	given  []bool
}

// Args returns the variables by name, those that have no value left out.
func (v Variables) Args(o *Operation) def.Args {
	a := def.Args{}
	for i := range v.values {
		if v.given[i] {
			a[o.variables[i].name] = v.values[i]
		}
	}
	return a
}

// Variables checks and converts the variables of a request: JSON values as
// encoding/json decodes them, with json.Number for numbers. Variables that the
// operation does not define are ignored. The error is a *Refusal.
func (o *Operation) Variables(given map[string]any) (Variables, error) {
	if len(o.variables) == 0 {
		return Variables{}, nil
	}
	v := Variables{make([]any, len(o.variables)), make([]bool, len(o.variables))}
	var errs []*Error
	for i := range o.variables {
		d := &o.variables[i]
		raw, ok := given[d.name]
		if !ok {
			if d.has {
				v.values[i], v.given[i] = d.fallback, true
			} else if _, required := d.typ.(*def.NonNull); required {
				errs = append(errs, &Error{Code: CodeBadInput, Locations: []Location{d.at},
					Message: fmt.Sprintf("Variable \"$%s\" of required type %q was not provided.", d.name, d.typ)})
			}
			continue
		}
		coerced, err := coerce(raw, d.typ, "$"+d.name)
		if err != nil {
			if len(errs) < MaxErrors {
				errs = append(errs, &Error{Code: CodeBadInput, Locations: []Location{d.at}, Message: err.Error()})
			}
			continue
		}
		v.values[i], v.given[i] = coerced, true
	}
	if errs != nil {
		return Variables{}, &Refusal{errs}
	}
	return v, nil
}

// coerce checks a JSON value against an input type; path names it in errors.
func coerce(v any, t def.Type, path string) (any, error) {
	if n, ok := t.(*def.NonNull); ok {
		if v == nil {
			return nil, fmt.Errorf("%s must not be null: its type is %s", path, t)
		}
		return coerce(v, n.Of, path)
	}
	if v == nil {
		return nil, nil
	}
	switch t := t.(type) {
	case *def.List:
		list, ok := v.([]any)
		if !ok {
			one, err := coerce(v, t.Of, path)
			return []any{one}, err
		}
		out := make([]any, len(list))
		for i, e := range list {
			c, err := coerce(e, t.Of, path+"["+strconv.Itoa(i)+"]")
			if err != nil {
				return nil, err
			}
			out[i] = c
		}
		return out, nil
	case *def.Scalar:
		parsed, err := t.Parse(number(v))
		if err != nil {
			return nil, fmt.Errorf("%s has an invalid value: %s", path, err)
		}
		return parsed, nil
	case *def.Enum:
		s, ok := v.(string)
		if !ok || !t.Has(s) {
			return nil, fmt.Errorf("%s has an invalid value: it is none of the values of %s", path, t.Name)
		}
		return s, nil
	case *def.InputObject:
		return coerceObject(v, t, path)
	}
	return nil, fmt.Errorf("%s has a type that takes no input", path)
}

func coerceObject(v any, t *def.InputObject, path string) (any, error) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s must be an object: its type is %s", path, t.Name)
	}
	out := def.Args{}
	for name := range object {
		if t.Field(name) == nil {
			return nil, fmt.Errorf("%s has a field that %s does not have: %s", path, t.Name, shorten(name))
		}
	}
	for _, f := range t.Fields {
		e, given := object[f.Name]
		if !given {
			if err := fill(out, f); err != nil {
				return nil, fmt.Errorf("%s.%s %w", path, f.Name, err)
			}
			continue
		}
		c, err := coerce(e, f.Type, path+"."+f.Name)
		if err != nil {
			return nil, err
		}
		out[f.Name] = c
	}
	return out, nil
}

// fill sets the default of an input that was not given.
func fill(a def.Args, in *def.Input) error {
	if in.Default != nil {
		a[in.Name] = fromGo(in.Default)
		return nil
	}
	if _, required := in.Type.(*def.NonNull); required {
		return fmt.Errorf("must be given: its type is %s", in.Type)
	}
	return nil
}

// number turns json.Number into int64 or float64; a number that neither can hold
// becomes nil, which no scalar takes.
func number(v any) any {
	n, ok := v.(json.Number)
	if !ok {
		return v
	}
	s := n.String()
	if !strings.ContainsAny(s, ".eE") {
		if i, err := strconv.ParseInt(s, 10, 64); err == nil {
			return i
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) {
		return struct{}{}
	}
	return f
}
