package plan

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/graphql-go/graphql/language/ast"

	"onymous/schema/def"
)

// maxPlans bounds the plans of one operation: with n conditions there are 2^n.
const maxPlans = 32

// Operation is one operation of a document.
type Operation struct {
	// Kind is "query", "mutation" or "subscription".
	Kind string
	// Name is empty for an operation without one.
	Name string

	doc        *Document
	node       *ast.OperationDefinition
	root       *def.Object
	variables  []variable
	conditions []int // the variables that @skip and @include depend on

	only  atomic.Pointer[Plan] // the plan of an operation without conditions
	mu    sync.Mutex
	plans map[uint64]*Plan // by the conditions' values; guarded by mu
}

// variable is a variable of an operation.
type variable struct {
	name     string
	typ      def.Type
	fallback any // the default, coerced
	has      bool
	at       Location
}

// define reads the variables of an operation whose document is valid.
func (o *Operation) define() error {
	o.root, _ = o.doc.rootOf(o.Kind).(*def.Object)
	if o.root == nil {
		return refuse(CodeValidation, "This server has no "+o.Kind+"s.", o.locate(o.node))
	}
	for _, v := range o.node.VariableDefinitions {
		t, err := o.doc.typeOf(v.Type)
		if err != nil {
			return err
		}
		made := variable{name: v.Variable.Name.Value, typ: t, at: o.locate(v)}
		if v.DefaultValue != nil {
			c := &literalCoercer{doc: o.doc}
			made.has = true
			if made.fallback, err = c.constant(v.DefaultValue, t); err != nil {
				return refuse(CodeValidation, fmt.Sprintf("The default of $%s is not valid: %s.", made.name, err), made.at)
			}
		}
		o.variables = append(o.variables, made)
	}
	if o.Kind == ast.OperationTypeSubscription {
		if err := o.checkSubscription(); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	o.findConditions(o.node.SelectionSet, seen)
	return nil
}

// checkSubscription refuses subscriptions of more than one field at the root,
// which graphql-go lets pass.
func (o *Operation) checkSubscription() error {
	c := &compiler{op: o, plan: &Plan{op: o}}
	entries := c.collect([]*ast.SelectionSet{o.node.SelectionSet}, o.root)
	if len(entries) != 1 {
		return refuse(CodeValidation, "A subscription must select exactly one field.", o.locate(o.node))
	}
	return nil
}

func (o *Operation) locate(n interface{ GetLoc() *ast.Location }) Location {
	return locate(o.doc.text.Source, n.GetLoc().Start)
}

// typeOf returns the input type that a document names.
func (d *Document) typeOf(t ast.Type) (def.Type, error) {
	switch t := t.(type) {
	case *ast.NonNull:
		inner, err := d.typeOf(t.Type)
		if err != nil {
			return nil, err
		}
		return &def.NonNull{Of: inner}, nil
	case *ast.List:
		inner, err := d.typeOf(t.Type)
		if err != nil {
			return nil, err
		}
		return &def.List{Of: inner}, nil
	case *ast.Named:
		if named := d.schema.Type(t.Name.Value); named != nil {
			return named, nil
		}
	}
	return nil, refuse(CodeValidation, "A variable has an unknown type.", locate(d.text.Source, t.GetLoc().Start))
}

// variableIndex returns the number of a variable, or -1.
func (o *Operation) variableIndex(name string) int {
	for i := range o.variables {
		if o.variables[i].name == name {
			return i
		}
	}
	return -1
}

// findConditions finds the variables in @skip and @include, through fragments.
func (o *Operation) findConditions(set *ast.SelectionSet, seen map[string]bool) {
	if set == nil {
		return
	}
	for _, sel := range set.Selections {
		switch s := sel.(type) {
		case *ast.Field:
			o.addConditions(s.Directives)
			o.findConditions(s.SelectionSet, seen)
		case *ast.InlineFragment:
			o.addConditions(s.Directives)
			o.findConditions(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			o.addConditions(s.Directives)
			if f := o.doc.fragments[s.Name.Value]; f != nil && !seen[s.Name.Value] {
				seen[s.Name.Value] = true
				o.findConditions(f.SelectionSet, seen)
			}
		}
	}
}

func (o *Operation) addConditions(list []*ast.Directive) {
	for _, d := range list {
		for _, a := range d.Arguments {
			v, ok := a.Value.(*ast.Variable)
			if !ok {
				continue
			}
			i := o.variableIndex(v.Name.Value)
			known := i < 0
			for _, c := range o.conditions {
				known = known || c == i
			}
			if !known {
				o.conditions = append(o.conditions, i)
			}
		}
	}
}

// Plan returns the plan for the values of the variables, and compiles it if there
// is none. The error is a *Refusal.
func (o *Operation) Plan(v Variables) (*Plan, error) {
	if len(o.conditions) == 0 {
		if p := o.only.Load(); p != nil {
			return p, nil
		}
		p, err := compile(o, v)
		if err == nil {
			o.only.Store(p)
		}
		return p, err
	}
	var key uint64
	for bit, i := range o.conditions {
		if on, _ := v.values[i].(bool); on {
			key |= 1 << bit
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if p := o.plans[key]; p != nil {
		return p, nil
	}
	p, err := compile(o, v)
	if err != nil {
		return nil, err
	}
	if o.plans == nil || len(o.plans) >= maxPlans {
		o.plans = map[uint64]*Plan{}
	}
	o.plans[key] = p
	return p, nil
}
