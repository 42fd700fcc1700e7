package plan

import (
	"fmt"

	"github.com/graphql-go/graphql/language/ast"

	"onymous/schema/def"
)

// Plan is an operation compiled for one outcome of its conditions. It is constant
// and safe for concurrent use.
type Plan struct {
	op         *Operation
	root       *selection
	selections int
	fields     int
}

// selection is what is asked of the objects in one place of the answer.
type selection struct {
	id     int
	fields []*field
	// masked reports whether some field is not for all objects that may be here,
	// so that the object type of each must be known.
	masked bool
	names  map[string]bool // of the fields, for def.Call.Wants
}

// field is one entry of a selection.
type field struct {
	id       int
	key      string // the response key
	quoted   []byte // the key as JSON, with the colon
	def      *def.Field
	typename string // the type's name, for __typename of an object type
	mask     *mask  // the objects it is for; nil for all
	args     arguments
	shape    def.Shape
	required bool // the field is never null
	elements bool // elements of the list are never null
	sub      *selection
	meta     bool // __schema or __type: its subtree costs nothing
	at       []*ast.Field
}

// mask is a set of object types by their index.
type mask [4]uint64

func (m *mask) add(i int)      { m[i>>6] |= 1 << (i & 63) }
func (m *mask) has(i int) bool { return m[i>>6]&(1<<(i&63)) != 0 }
func (m mask) empty() bool     { return m == mask{} }

func (m mask) and(o mask) mask {
	for i := range m {
		m[i] &= o[i]
	}
	return m
}

func (m mask) without(o mask) mask {
	for i := range m {
		m[i] &^= o[i]
	}
	return m
}

func maskOf(t def.Composite) mask {
	var m mask
	for _, o := range t.Possible() {
		m.add(o.Index())
	}
	return m
}

// compiler makes a plan. Its variables decide the conditions and nothing else.
type compiler struct {
	op        *Operation
	plan      *Plan
	variables Variables
	objects   []*def.Object
}

func compile(op *Operation, v Variables) (*Plan, error) {
	objects := op.doc.schema.Objects()
	if len(objects) > 64*len(mask{}) {
		return nil, fmt.Errorf("plan: internal error: %d object types, a mask holds %d", len(objects), 64*len(mask{}))
	}
	c := &compiler{op: op, plan: &Plan{op: op}, variables: v, objects: objects}
	root, err := c.selection([]*ast.SelectionSet{op.node.SelectionSet}, op.root)
	if err != nil {
		return nil, err
	}
	c.plan.root = root
	return c.plan, nil
}

// entry is a response key of a selection while it is being collected: the
// objects that it is for and the fields of the document that ask for it.
type entry struct {
	key  string
	mask mask
	asts []*ast.Field
}

// collect finds what sets ask of objects of the type, in the order of the
// specification. A key that different objects have in different ways, or in
// different places of the order, has several entries, with masks that do not
// overlap.
func (c *compiler) collect(sets []*ast.SelectionSet, parent def.Composite) []entry {
	col := &collector{compiler: c, visited: map[string]mask{}}
	for _, set := range sets {
		col.set(set, maskOf(parent))
	}
	return col.entries
}

type collector struct {
	*compiler
	entries []entry
	visited map[string]mask // fragments, with the objects for which they were seen
}

func (c *collector) set(set *ast.SelectionSet, m mask) {
	if set == nil || m.empty() {
		return
	}
	for _, sel := range set.Selections {
		switch s := sel.(type) {
		case *ast.Field:
			if c.included(s.Directives) {
				c.add(s, m)
			}
		case *ast.InlineFragment:
			if c.included(s.Directives) {
				c.set(s.SelectionSet, c.narrow(m, s.TypeCondition))
			}
		case *ast.FragmentSpread:
			f := c.op.doc.fragments[s.Name.Value]
			if f == nil || !c.included(s.Directives) {
				continue
			}
			inside := c.narrow(m, f.TypeCondition).without(c.visited[s.Name.Value])
			seen := c.visited[s.Name.Value]
			for i := range seen {
				seen[i] |= inside[i]
			}
			c.visited[s.Name.Value] = seen
			c.set(f.SelectionSet, inside)
		}
	}
}

// narrow returns the objects of m to which a type condition applies.
func (c *collector) narrow(m mask, condition *ast.Named) mask {
	if condition == nil {
		return m
	}
	t, ok := c.op.doc.schema.Type(condition.Name.Value).(def.Composite)
	if !ok {
		return mask{}
	}
	return m.and(maskOf(t))
}

// add takes a field of the document for the objects of m.
func (c *collector) add(f *ast.Field, m mask) {
	key := f.Name.Value
	if f.Alias != nil {
		key = f.Alias.Value
	}
	rest := m
	for i := 0; i < len(c.entries); i++ {
		e := &c.entries[i]
		if e.key != key {
			continue
		}
		both := e.mask.and(rest)
		if both.empty() {
			continue
		}
		rest = rest.without(both)
		if both == e.mask {
			e.asts = append(e.asts, f)
			continue
		}
		// Part of the entry's objects are asked for more: split it.
		more := entry{key, both, append(append([]*ast.Field(nil), e.asts...), f)}
		e.mask = e.mask.without(both)
		c.entries = append(c.entries[:i+1], append([]entry{more}, c.entries[i+1:]...)...)
		i++
	}
	if !rest.empty() {
		c.entries = append(c.entries, entry{key, rest, []*ast.Field{f}})
	}
}

// included evaluates @skip and @include.
func (c *compiler) included(list []*ast.Directive) bool {
	for _, d := range list {
		name := d.Name.Value
		if name != "skip" && name != "include" {
			continue
		}
		for _, a := range d.Arguments {
			on := false
			switch v := a.Value.(type) {
			case *ast.BooleanValue:
				on = v.Value
			case *ast.Variable:
				if i := c.op.variableIndex(v.Name.Value); i >= 0 && c.variables.values != nil {
					on, _ = c.variables.values[i].(bool)
				}
			}
			if on == (name == "skip") {
				return false
			}
		}
	}
	return true
}

// selection compiles what sets ask of objects of the type.
func (c *compiler) selection(sets []*ast.SelectionSet, parent def.Composite) (*selection, error) {
	s := &selection{id: c.plan.selections, names: map[string]bool{}}
	c.plan.selections++
	all := maskOf(parent)
	for _, e := range c.collect(sets, parent) {
		for _, group := range c.definitions(e, parent) {
			f, err := c.field(e, group, parent)
			if err != nil {
				return nil, err
			}
			if group.mask != all {
				m := group.mask
				f.mask, s.masked = &m, true
			}
			if f.def == nil && f.typename == "" {
				s.masked = true
			}
			s.names[e.asts[0].Name.Value] = true
			s.fields = append(s.fields, f)
		}
	}
	return s, nil
}

// definition is a field's definition and the objects that share it.
type definition struct {
	def  *def.Field
	mask mask
}

// definitions divides the objects of an entry by the definition that they have.
func (c *compiler) definitions(e entry, parent def.Composite) []definition {
	name := e.asts[0].Name.Value
	if name == "__typename" {
		return []definition{{nil, e.mask}}
	}
	if f := c.op.doc.schema.Meta(parent, name); f != nil {
		return []definition{{f, e.mask}}
	}
	var groups []definition
next:
	for i, o := range c.objects {
		if !e.mask.has(i) {
			continue
		}
		f := o.Field(name)
		for g := range groups {
			if groups[g].def == f {
				groups[g].mask.add(i)
				continue next
			}
		}
		g := definition{def: f}
		g.mask.add(i)
		groups = append(groups, g)
	}
	return groups
}

func (c *compiler) field(e entry, d definition, parent def.Composite) (*field, error) {
	f := &field{id: c.plan.fields, key: e.key, quoted: append(appendString(nil, e.key), ':'), def: d.def, at: e.asts}
	c.plan.fields++
	if d.def == nil {
		f.required = true
		if o, ok := parent.(*def.Object); ok {
			f.typename = o.Name
		}
		return f, nil
	}
	f.shape = def.ShapeOf(d.def.Type)
	t := d.def.Type
	if n, ok := t.(*def.NonNull); ok {
		f.required, t = true, n.Of
	}
	if l, ok := t.(*def.List); ok {
		_, f.elements = l.Of.(*def.NonNull)
	}
	f.meta = d.def == c.op.doc.schema.Meta(parent, d.def.Name)
	if err := c.arguments(f); err != nil {
		return nil, err
	}
	inner, ok := def.NamedOf(t).(def.Composite)
	if !ok {
		return f, nil
	}
	sets := make([]*ast.SelectionSet, len(e.asts))
	for i, a := range e.asts {
		sets[i] = a.SelectionSet
	}
	sub, err := c.selection(sets, inner)
	f.sub = sub
	return f, err
}

// arguments compiles the arguments of the first of the fields: validation has
// seen to it that the others have the same.
func (c *compiler) arguments(f *field) error {
	a := arguments{field: f.def, parts: make([]template, len(f.def.Args))}
	coercer := &literalCoercer{doc: c.op.doc, op: c.op}
	for _, given := range f.at[0].Arguments {
		for i, in := range f.def.Args {
			if in.Name != given.Name.Value {
				continue
			}
			t, err := coercer.template(given.Value, in.Type)
			if err != nil {
				return refuse(CodeValidation, fmt.Sprintf("Argument %q of %q has an invalid value: %s.", in.Name, f.def.Name, err), c.op.locate(given.Value))
			}
			a.parts[i] = t
		}
	}
	if !coercer.variables {
		a.value, a.err = a.resolve(Variables{})
		a.fixed = true
	}
	f.args = a
	return nil
}
