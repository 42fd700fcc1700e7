// Package guard refuses GraphQL documents that would cost more than they may,
// before anything walks them that is not linear in their size.
//
// Scan looks at the text, in one pass and without a stack: it must come before
// the parser, which recurses. Check looks at the parsed document and must come
// before validation, which takes quadratic time in the depth of a document and
// does not end for some cycles of fragments.
//
// Every refusal is an *Error that names the limit, its value and what was met.
package guard

import "fmt"

// Limits bound a document. Zero fields mean the defaults.
type Limits struct {
	QueryBytes int // length of the text; 64 KiB
	Tokens     int // lexical tokens; 5,000
	Nesting    int // brackets open at once; 100

	Operations int // operations in one document; 20
	RootFields int // fields of an operation, fragments expanded; 20
	Depth      int // fields below each other; 20
	Fields     int // fields with fragments expanded; 2,000
	Aliases    int // aliases in the document; 200
	SameName   int // fields of one response name in a selection set; 50
	Directives int // directives in the document; 50

	IntrospectionDepth  int // fields below __schema and __type; 18
	IntrospectionFields int // the same, fragments expanded; 500

	NoIntrospection bool // refuse __schema and __type
}

// WithDefaults returns l with its zero fields filled in.
func (l Limits) WithDefaults() Limits {
	for _, f := range []struct {
		field   *int
		initial int
	}{
		{&l.QueryBytes, 64 << 10}, {&l.Tokens, 5000}, {&l.Nesting, 100},
		{&l.Operations, 20}, {&l.RootFields, 20}, {&l.Depth, 20}, {&l.Fields, 2000},
		{&l.Aliases, 200}, {&l.SameName, 50}, {&l.Directives, 50},
		{&l.IntrospectionDepth, 18}, {&l.IntrospectionFields, 500},
	} {
		if *f.field == 0 {
			*f.field = f.initial
		}
	}
	return l
}

// Error says that a document is over a limit.
type Error struct {
	Limit  string // the name of the limit, as its flag is called
	Max    int    // its value
	Offset int    // where in the text, in bytes; -1 if nowhere in particular
	Detail string // what was met
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s (limit %s: %d)", e.Detail, e.Limit, e.Max)
}
