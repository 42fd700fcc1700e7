package def

import "context"

// Args are the coerced arguments of a field by name. An argument that was not
// given and has no default is absent; one that was given as null is nil.
//
// Values are int64, float64, bool, string, []any and Object for input objects.
type Args map[string]any

// Int returns the whole number of that name, or otherwise if it is absent or
// null.
func (a Args) Int(name string, otherwise int) int {
	if n, ok := a[name].(int64); ok {
		return int(n)
	}
	return otherwise
}

// Str returns the string of that name, or "".
func (a Args) Str(name string) string { s, _ := a[name].(string); return s }

// Bool returns the boolean of that name, or false.
func (a Args) Bool(name string) bool { b, _ := a[name].(bool); return b }

// Has reports whether the argument was given and is not null.
func (a Args) Has(name string) bool { return a[name] != nil }

// Object returns the input object of that name, or nil.
func (a Args) Object(name string) Args { o, _ := a[name].(Args); return o }

// List returns the list of that name, or nil.
func (a Args) List(name string) []any { l, _ := a[name].([]any); return l }

// Strs returns the list of strings of that name, or nil.
func (a Args) Strs(name string) []string {
	l := a.List(name)
	if l == nil {
		return nil
	}
	s := make([]string, 0, len(l))
	for _, e := range l {
		if t, ok := e.(string); ok {
			s = append(s, t)
		}
	}
	return s
}

// Call is what a Resolver gets besides the parents.
type Call struct {
	// Context ends with the request's deadline.
	Context context.Context

	// Args are what Field.Parse returned, or Args.
	Args any

	// Source is what the schema reads from: the same for every field of one
	// request.
	Source any

	// Budget counts what the request has used.
	Budget *Budget

	// Wants reports whether the query selects the field of that name below this
	// one, so that what is costly need not be read. Fields of fragments count.
	Wants func(name string) bool
}
