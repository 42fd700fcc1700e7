package plan

import (
	"unicode/utf8"

	"github.com/graphql-go/graphql/language/ast"

	"onymous/schema/def"
	"onymous/schema/guard"
)

// isNull reports whether v is the variable that stands for the literal null.
func isNull(v ast.Value) bool {
	variable, ok := v.(*ast.Variable)
	return ok && variable.Name != nil && variable.Name.Value == guard.NullName
}

// edits are the changes that hide from graphql-go's validation what it does not
// know or takes wrongly.
type edits []func()

// undo takes the changes back.
func (e edits) undo() {
	for i := len(e) - 1; i >= 0; i-- {
		e[i]()
	}
}

// prepare reads strings whose escapes the parser does not know from the text. Until
// undo, null literals are not in the document, and inline fragments without a type
// have that of the place where they stand: below a list, graphql-go takes the list
// for it.
func (d *Document) prepare() edits {
	p := &preparer{text: d.text, schema: d.schema}
	for _, node := range d.ast.Definitions {
		switch n := node.(type) {
		case *ast.OperationDefinition:
			for _, v := range n.VariableDefinitions {
				p.variable(v)
			}
			p.directives(n.Directives)
			p.selectionSet(n.SelectionSet, d.rootOf(n.Operation))
		case *ast.FragmentDefinition:
			p.directives(n.Directives)
			p.selectionSet(n.SelectionSet, p.composite(n.TypeCondition))
		}
	}
	return p.edits
}

type preparer struct {
	text   *guard.Text
	schema *def.Schema
	edits  edits
}

// composite returns the type that a condition names, or nil.
func (p *preparer) composite(condition *ast.Named) def.Composite {
	if condition == nil {
		return nil
	}
	t, _ := p.schema.Type(condition.Name.Value).(def.Composite)
	return t
}

// below returns the type of what a field gives, or nil.
func (p *preparer) below(parent def.Composite, name string) def.Composite {
	if parent == nil {
		return nil
	}
	f := parent.Field(name)
	if f == nil {
		f = p.schema.Meta(parent, name)
	}
	if f == nil {
		return nil
	}
	t, _ := def.NamedOf(f.Type).(def.Composite)
	return t
}

func (p *preparer) variable(v *ast.VariableDefinition) {
	if v.DefaultValue == nil {
		return
	}
	if isNull(v.DefaultValue) {
		was := v.DefaultValue
		v.DefaultValue = nil
		p.edits = append(p.edits, func() { v.DefaultValue = was })
		return
	}
	p.value(v.DefaultValue)
}

func (p *preparer) selectionSet(set *ast.SelectionSet, parent def.Composite) {
	if set == nil {
		return
	}
	for _, sel := range set.Selections {
		switch s := sel.(type) {
		case *ast.Field:
			p.arguments(&s.Arguments)
			p.directives(s.Directives)
			p.selectionSet(s.SelectionSet, p.below(parent, s.Name.Value))
		case *ast.InlineFragment:
			p.directives(s.Directives)
			if s.TypeCondition != nil {
				p.selectionSet(s.SelectionSet, p.composite(s.TypeCondition))
				continue
			}
			if parent != nil {
				s.TypeCondition = ast.NewNamed(&ast.Named{Name: ast.NewName(&ast.Name{Value: parent.TypeName(), Loc: s.Loc}), Loc: s.Loc})
				p.edits = append(p.edits, func() { s.TypeCondition = nil })
			}
			p.selectionSet(s.SelectionSet, parent)
		case *ast.FragmentSpread:
			p.directives(s.Directives)
		}
	}
}

func (p *preparer) directives(list []*ast.Directive) {
	for _, d := range list {
		p.arguments(&d.Arguments)
	}
}

func (p *preparer) arguments(list *[]*ast.Argument) {
	for _, a := range *list {
		p.value(a.Value)
	}
	without(p, list, func(a *ast.Argument) bool { return isNull(a.Value) })
}

func (p *preparer) value(v ast.Value) {
	switch v := v.(type) {
	case *ast.StringValue:
		if p.text.Escapes {
			v.Value = p.decode(v)
		}
	case *ast.ListValue:
		for _, e := range v.Values {
			p.value(e)
		}
		without(p, &v.Values, isNull)
	case *ast.ObjectValue:
		for _, f := range v.Fields {
			p.value(f.Value)
		}
		without(p, &v.Fields, func(f *ast.ObjectField) bool { return isNull(f.Value) })
	}
}

// without takes the elements out for which drop is true.
func without[T any](p *preparer, list *[]T, drop func(T) bool) {
	was := *list
	kept := make([]T, 0, len(was))
	for _, e := range was {
		if !drop(e) {
			kept = append(kept, e)
		}
	}
	if len(kept) == len(was) {
		return
	}
	*list = kept
	p.edits = append(p.edits, func() { *list = was })
}

// decode reads a string literal from the text as it was sent.
func (p *preparer) decode(v *ast.StringValue) string {
	raw := p.text.Source[v.Loc.Start:v.Loc.End]
	if len(raw) < 2 || len(raw) >= 6 && raw[1] == '"' && raw[2] == '"' {
		return v.Value // a block string, which has no escapes but one
	}
	raw = raw[1 : len(raw)-1]
	var s []rune
	for len(raw) > 0 {
		r, n := guard.DecodeEscape(raw)
		switch {
		case n > 0:
		case raw[0] == '\\' && len(raw) > 1:
			r, n = plainEscape(raw[1]), 2
		default:
			r, n = utf8.DecodeRune(raw)
		}
		s = append(s, r)
		raw = raw[n:]
	}
	return string(s)
}

func plainEscape(c byte) rune {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return rune(c)
}
