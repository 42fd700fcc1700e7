package plan

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/source"

	"onymous/schema/def"
	"onymous/schema/guard"
)

// MaxErrors is how many errors an answer tells: a document of 64 KiB can have
// thousands, and so can an answer.
const MaxErrors = 20

// Document is a text that was parsed and validated. It is constant and safe for
// concurrent use.
type Document struct {
	text       *guard.Text
	ast        *ast.Document
	fragments  map[string]*ast.FragmentDefinition
	operations []*Operation
	schema     *def.Schema
}

// Parse parses and validates a text. The error is a *Refusal unless it is a
// fault of the program.
func (l *Library) Parse(text string, limits guard.Limits) (d *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, fmt.Errorf("plan: internal error: parsing panicked: %v", r)
		}
	}()
	scanned, err := guard.Scan([]byte(text), limits)
	if err != nil {
		return nil, limitRefusal(err, []byte(text))
	}
	parsed, err := parser.Parse(parser.ParseParams{Source: source.NewSource(&source.Source{Body: scanned.Parsed, Name: "GraphQL"})})
	if err != nil {
		return nil, syntaxRefusal(err)
	}
	if err := guard.Check(parsed, limits); err != nil {
		return nil, limitRefusal(err, scanned.Source)
	}
	d = &Document{text: scanned, ast: parsed, fragments: map[string]*ast.FragmentDefinition{}, schema: l.def}
	if err := d.collect(); err != nil {
		return nil, err
	}
	edits := d.prepare()
	result := graphql.ValidateDocument(&l.schema, parsed, rules)
	edits.undo()
	if !result.IsValid {
		return nil, validationRefusal(result.Errors)
	}
	for _, op := range d.operations {
		if err := op.define(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// collect finds the operations and fragments.
func (d *Document) collect() error {
	for _, node := range d.ast.Definitions {
		switch n := node.(type) {
		case *ast.FragmentDefinition:
			d.fragments[n.Name.Value] = n
		case *ast.OperationDefinition:
			op := &Operation{doc: d, node: n, Kind: n.Operation}
			if n.Name != nil {
				op.Name = n.Name.Value
			}
			for _, v := range n.VariableDefinitions {
				if !typed(v.Type) {
					return refuse(CodeParse, "Syntax Error: Expected a type", locate(d.text.Source, v.Loc.Start))
				}
			}
			d.operations = append(d.operations, op)
		default:
			return refuse(CodeValidation, "A definition of the type system cannot be executed.", locate(d.text.Source, node.GetLoc().Start))
		}
	}
	return nil
}

// typed reports whether a type is there as a whole: graphql-go's parser takes
// variables without one, and its validation then panics.
func typed(t ast.Type) bool {
	switch t := t.(type) {
	case *ast.NonNull:
		return t != nil && typed(t.Type)
	case *ast.List:
		return t != nil && typed(t.Type)
	case *ast.Named:
		return t != nil && t.Name != nil
	}
	return false
}

// rootOf returns the type that operations of a kind begin at, or nil.
func (d *Document) rootOf(kind string) def.Composite {
	root := d.schema.Query
	switch kind {
	case ast.OperationTypeMutation:
		root = d.schema.Mutation
	case ast.OperationTypeSubscription:
		root = d.schema.Subscription
	}
	if root == nil {
		return nil
	}
	return root
}

// Operation returns the operation of that name, or the only one if name is
// empty. The error is a *Refusal.
func (d *Document) Operation(name string) (*Operation, error) {
	if name == "" {
		switch len(d.operations) {
		case 0:
			return nil, refuse(CodeOperation, "Must provide an operation.")
		case 1:
			return d.operations[0], nil
		}
		return nil, refuse(CodeOperation, "Must provide operation name if query contains multiple operations.")
	}
	for _, op := range d.operations {
		if op.Name == name {
			return op, nil
		}
	}
	return nil, refuse(CodeOperation, fmt.Sprintf("Unknown operation named %q.", shorten(name)))
}

// shorten cuts what a client sent before it is sent back.
func shorten(s string) string {
	if len(s) <= 100 {
		return s
	}
	end := 100
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

func limitRefusal(err error, source []byte) error {
	var limit *guard.Error
	if errors.As(err, &limit) {
		return refuseLimit(limit, source)
	}
	return err
}

// syntaxRefusal keeps the first line of graphql-go's message: the others quote
// the text, in which null may look otherwise than the client wrote it.
func syntaxRefusal(err error) error {
	message, _, _ := strings.Cut(err.Error(), "\n")
	if _, after, ok := strings.Cut(message, ") "); ok {
		message = "Syntax Error: " + after
	}
	out := &Error{Message: strings.ReplaceAll(message, "$"+guard.NullName, "null"), Code: CodeParse}
	var syntax *gqlerrors.Error
	if errors.As(err, &syntax) {
		for _, l := range syntax.Locations {
			out.Locations = append(out.Locations, Location{l.Line, l.Column})
		}
	}
	return &Refusal{[]*Error{out}}
}

func validationRefusal(errs []gqlerrors.FormattedError) *Refusal {
	r := &Refusal{}
	for _, e := range errs {
		if len(r.Errors) == MaxErrors {
			r.Errors = append(r.Errors, &Error{Message: fmt.Sprintf("There are more errors (limit errors: %d).", MaxErrors), Code: CodeValidation})
			break
		}
		out := &Error{Message: strings.ReplaceAll(e.Message, "\n", " "), Code: CodeValidation}
		for _, l := range e.Locations {
			out.Locations = append(out.Locations, Location{l.Line, l.Column})
		}
		r.Errors = append(r.Errors, out)
	}
	return r
}
