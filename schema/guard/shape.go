package guard

import (
	"fmt"

	"github.com/graphql-go/graphql/language/ast"
)

// size is what a selection set amounts to once its fragments are expanded. The
// numbers stop growing at saturated, because fragments can double them at every
// level.
type size struct {
	depth, fields     int
	introDepth, intro int // the same of what stands below __schema and __type
}

const saturated = 1 << 30

// shape measures a document.
type shape struct {
	limits     Limits
	fragments  map[string]*ast.FragmentDefinition
	sizes      map[string]size // of fragments that are measured
	open       map[string]bool // fragments that are being measured
	aliases    int
	directives int
}

// Check refuses a document that is too large in any way once its fragments are
// expanded, or whose fragments form a cycle. Its own work is linear in the
// document.
func Check(doc *ast.Document, l Limits) error {
	s := &shape{limits: l, fragments: map[string]*ast.FragmentDefinition{}, sizes: map[string]size{}, open: map[string]bool{}}
	operations := 0
	for _, d := range doc.Definitions {
		if f, ok := d.(*ast.FragmentDefinition); ok && f.Name != nil {
			s.fragments[f.Name.Value] = f
		}
	}
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.FragmentDefinition:
			if _, err := s.fragment(d.Name.Value, d.Loc.Start); err != nil {
				return err
			}
		case *ast.OperationDefinition:
			if operations++; operations > l.Operations {
				return &Error{"operations", l.Operations, d.Loc.Start, "the document has too many operations"}
			}
			if err := s.operation(d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *shape) operation(d *ast.OperationDefinition) error {
	if err := s.countDirectives(d.Directives); err != nil {
		return err
	}
	total, err := s.selectionSet(d.SelectionSet)
	if err != nil {
		return err
	}
	at := d.Loc.Start
	if n := s.rootFields(d.SelectionSet, 0); n > s.limits.RootFields {
		return &Error{"root-fields", s.limits.RootFields, at, fmt.Sprintf("the operation has %d fields at its root", n)}
	}
	if total.depth > s.limits.Depth {
		return &Error{"depth", s.limits.Depth, at, fmt.Sprintf("the operation is %d fields deep", total.depth)}
	}
	if total.fields > s.limits.Fields {
		return &Error{"fields", s.limits.Fields, at, "the operation has too many fields once its fragments are expanded"}
	}
	if total.intro > 0 && s.limits.NoIntrospection {
		return &Error{"introspection", 0, at, "this server does not tell its schema"}
	}
	if total.introDepth > s.limits.IntrospectionDepth {
		return &Error{"introspection-depth", s.limits.IntrospectionDepth, at, fmt.Sprintf("the introspection is %d fields deep", total.introDepth)}
	}
	if total.intro > s.limits.IntrospectionFields {
		return &Error{"introspection-fields", s.limits.IntrospectionFields, at, "the introspection has too many fields once its fragments are expanded"}
	}
	return nil
}

// rootFields counts the fields of an operation's root through its fragments,
// which are known to have no cycle. It stops counting beyond the limit.
func (s *shape) rootFields(set *ast.SelectionSet, n int) int {
	if set == nil {
		return n
	}
	for _, sel := range set.Selections {
		if n > s.limits.RootFields {
			return n
		}
		switch sel := sel.(type) {
		case *ast.Field:
			n++
		case *ast.InlineFragment:
			n = s.rootFields(sel.SelectionSet, n)
		case *ast.FragmentSpread:
			if f := s.fragments[sel.Name.Value]; f != nil {
				n = s.rootFields(f.SelectionSet, n)
			}
		}
	}
	return n
}

// fragment measures a fragment once.
func (s *shape) fragment(name string, at int) (size, error) {
	if known, ok := s.sizes[name]; ok {
		return known, nil
	}
	f := s.fragments[name]
	if f == nil {
		return size{}, nil // validation names it
	}
	if s.open[name] {
		return size{}, &Error{"fragment-cycles", 0, at, fmt.Sprintf("the fragment %s contains itself", name)}
	}
	s.open[name] = true
	if err := s.countDirectives(f.Directives); err != nil {
		return size{}, err
	}
	total, err := s.selectionSet(f.SelectionSet)
	if err != nil {
		return size{}, err
	}
	delete(s.open, name)
	s.sizes[name] = total
	return total, nil
}

func (s *shape) selectionSet(set *ast.SelectionSet) (size, error) {
	if set == nil {
		return size{}, nil
	}
	return s.selections(set, map[string]int{})
}

// selections measures a selection set whose response names are counted in names
// together with those of the set around it.
func (s *shape) selections(set *ast.SelectionSet, names map[string]int) (size, error) {
	var total size
	for _, sel := range set.Selections {
		part, err := s.selection(sel, names)
		if err != nil {
			return total, err
		}
		total = total.with(part)
	}
	return total, nil
}

func (s *shape) selection(sel ast.Selection, names map[string]int) (size, error) {
	switch sel := sel.(type) {
	case *ast.Field:
		return s.field(sel, names)
	case *ast.InlineFragment:
		if err := s.countDirectives(sel.Directives); err != nil {
			return size{}, err
		}
		if sel.SelectionSet == nil {
			return size{}, nil
		}
		return s.selections(sel.SelectionSet, names)
	case *ast.FragmentSpread:
		if err := s.countDirectives(sel.Directives); err != nil {
			return size{}, err
		}
		if names["..."+sel.Name.Value]++; names["..."+sel.Name.Value] > s.limits.SameName {
			return size{}, &Error{"same-name", s.limits.SameName, sel.Loc.Start, fmt.Sprintf("the fragment %s is spread too often in one place", sel.Name.Value)}
		}
		return s.fragment(sel.Name.Value, sel.Loc.Start)
	}
	return size{}, nil
}

func (s *shape) field(f *ast.Field, names map[string]int) (size, error) {
	if err := s.countDirectives(f.Directives); err != nil {
		return size{}, err
	}
	key := f.Name.Value
	if f.Alias != nil {
		key = f.Alias.Value
		if s.aliases++; s.aliases > s.limits.Aliases {
			return size{}, &Error{"aliases", s.limits.Aliases, f.Loc.Start, "the document has too many aliases"}
		}
	}
	// Validation compares every two fields of one response name.
	if names[key]++; names[key] > s.limits.SameName {
		return size{}, &Error{"same-name", s.limits.SameName, f.Loc.Start, fmt.Sprintf("the name %s is asked for too often in one place", key)}
	}
	below, err := s.selectionSet(f.SelectionSet)
	if err != nil {
		return size{}, err
	}
	if f.Name.Value == "__schema" || f.Name.Value == "__type" {
		return size{depth: 1, fields: 1, introDepth: max(below.depth, below.introDepth), intro: below.fields + below.intro}, nil
	}
	below.depth++
	below.fields = min(below.fields+1, saturated)
	return below, nil
}

func (s *shape) countDirectives(list []*ast.Directive) error {
	if s.directives += len(list); s.directives > s.limits.Directives {
		return &Error{"directives", s.limits.Directives, list[0].Loc.Start, "the document has too many directives"}
	}
	return nil
}

func (a size) with(b size) size {
	return size{
		depth:      max(a.depth, b.depth),
		fields:     min(a.fields+b.fields, saturated),
		introDepth: max(a.introDepth, b.introDepth),
		intro:      min(a.intro+b.intro, saturated),
	}
}
