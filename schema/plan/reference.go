package plan

import (
	"context"
	"fmt"

	"github.com/graphql-go/graphql"

	"onymous/schema/def"
)

// sourceKey is the key of the *def.Call in the context of graphql-go's executor.
type sourceKey struct{}

// Execute runs an operation by graphql-go's executor. It is slow, gives keys in
// the order of the alphabet and does not know null; its use is to be compared
// with.
func (l *Library) Execute(ctx context.Context, op *Operation, variables def.Args, call *def.Call) *graphql.Result {
	return graphql.Execute(graphql.ExecuteParams{
		Schema: l.schema, AST: op.doc.ast, OperationName: op.Name,
		Args:    toGo(variables).(map[string]any),
		Context: context.WithValue(context.WithoutCancel(ctx), sourceKey{}, call),
	})
}

// reference makes a resolver of graphql-go out of a field: a batch of one.
func reference(f *def.Field) graphql.FieldResolveFn {
	shape := def.ShapeOf(f.Type)
	return func(p graphql.ResolveParams) (any, error) {
		if f.Leaf != nil {
			return leafOf(f, f.Leaf(p.Source).Go())
		}
		shared, _ := p.Context.Value(sourceKey{}).(*def.Call)
		if f.Resolve == nil || shared == nil {
			return nil, fmt.Errorf("%s cannot be resolved here", f.Name)
		}
		call := *shared
		call.Wants = func(string) bool { return true }
		args := fromGo(p.Args).(def.Args)
		call.Args = args
		if f.Parse != nil {
			parsed, err := f.Parse(args)
			if err != nil {
				return nil, err
			}
			call.Args = parsed
		}
		var out def.Out
		out.Reset(shape, 1)
		if err := f.Resolve(&call, []any{p.Source}, &out); err != nil {
			return nil, err
		}
		if err, missing := out.Missing[0]; missing {
			return nil, err
		}
		switch shape {
		case def.ShapeLeaf:
			return leafOf(f, out.Leaves[0].Go())
		case def.ShapeOne:
			return out.Items[0], nil
		}
		if out.Items == nil {
			return []any{}, nil
		}
		return out.Items, nil
	}
}

func leafOf(_ *def.Field, v any) (any, error) { return v, nil }

// toGo turns coerced values into what graphql-go takes.
func toGo(v any) any {
	switch v := v.(type) {
	case def.Args:
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = toGo(e)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, e := range v {
			l[i] = toGo(e)
		}
		return l
	case int64:
		return int(v)
	}
	return v
}

// fromGo undoes toGo.
func fromGo(v any) any {
	switch v := v.(type) {
	case map[string]any:
		a := make(def.Args, len(v))
		for k, e := range v {
			a[k] = fromGo(e)
		}
		return a
	case []any:
		l := make([]any, len(v))
		for i, e := range v {
			l[i] = fromGo(e)
		}
		return l
	case []string:
		l := make([]any, len(v))
		for i, e := range v {
			l[i] = e
		}
		return l
	case int:
		return int64(v)
	}
	return v
}
