package plan

import (
	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/visitor"
)

// rules are graphql-go's rules of validation, each of which stops once there are
// more errors than are told: looking for names that are like an unknown one takes
// 0.2 ms, and a document may have thousands of unknown names.
var rules = func() []graphql.ValidationRuleFn {
	bounded := make([]graphql.ValidationRuleFn, len(graphql.SpecifiedRules))
	for i, rule := range graphql.SpecifiedRules {
		bounded[i] = bound(rule)
	}
	return bounded
}()

func bound(rule graphql.ValidationRuleFn) graphql.ValidationRuleFn {
	return func(c *graphql.ValidationContext) *graphql.ValidationRuleInstance {
		instance := rule(c)
		wrap := func(f visitor.VisitFunc) visitor.VisitFunc {
			if f == nil {
				return nil
			}
			return func(p visitor.VisitFuncParams) (string, interface{}) {
				if len(c.Errors()) > MaxErrors {
					return visitor.ActionBreak, nil
				}
				return f(p)
			}
		}
		o := instance.VisitorOpts
		o.Enter, o.Leave = wrap(o.Enter), wrap(o.Leave)
		for kind, f := range o.KindFuncMap {
			o.KindFuncMap[kind] = visitor.NamedVisitFuncs{Kind: wrap(f.Kind), Enter: wrap(f.Enter), Leave: wrap(f.Leave)}
		}
		for _, m := range []map[string]visitor.VisitFunc{o.EnterKindMap, o.LeaveKindMap} {
			for kind, f := range m {
				m[kind] = wrap(f)
			}
		}
		return instance
	}
}
