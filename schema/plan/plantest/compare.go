package plantest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/graphql-go/graphql"

	"onymous/schema/def"
	"onymous/schema/guard"
	"onymous/schema/plan"
)

// Case is what queries are compared over.
type Case struct {
	Library *plan.Library
	Engine  *plan.Engine
}

// ErrRefused means that a query is not valid, so that there is nothing to compare.
var ErrRefused = errors.New("refused")

// roomy are limits that random queries do not meet.
var roomy = guard.Limits{Tokens: 1 << 16, RootFields: 1000, Depth: 1000, Fields: 1 << 20, Aliases: 1 << 16, SameName: 1000, Directives: 1000}.WithDefaults()

// Compare executes a query both ways. It fails with ErrRefused, or with an error
// that tells the difference.
func (c *Case) Compare(ctx context.Context, text string, values map[string]any) error {
	doc, err := c.Library.Parse(text, roomy)
	var refusal *plan.Refusal
	if errors.As(err, &refusal) {
		if refusal.Code() != plan.CodeValidation || !strings.Contains(refusal.Error(), "conflict") {
			return fmt.Errorf("the query is refused: %s", refusal.Errors[0].Message)
		}
		return ErrRefused
	}
	if err != nil {
		return err
	}
	op, err := doc.Operation("")
	if err != nil {
		return err
	}
	variables, err := op.Variables(values)
	if err != nil {
		return err
	}
	got, err := c.planned(ctx, op, variables)
	if err != nil {
		return err
	}
	want, err := c.reference(ctx, op, variables)
	if err != nil {
		return err
	}
	return differ(got, want)
}

// answer is an answer that can be compared: keys without order, numbers as
// float64.
type answer struct {
	data any
	errs []string // message and path, sorted
	// exact reports whether all errors left a null at their own path: if one
	// took others with it, it is open which errors are reported.
	exact bool
}

func (c *Case) planned(ctx context.Context, op *plan.Operation, v plan.Variables) (*answer, error) {
	p, err := op.Plan(v)
	if err != nil {
		return nil, err
	}
	a := plan.Execution{Plan: p, Variables: v, Read: c.Engine.Read, Budget: def.NewBudget(1<<30, 1<<30, 1<<30),
		Mask: func(err error) *plan.Error { return &plan.Error{Message: err.Error()} }}.Run(ctx)
	defer a.Release()
	out := &answer{exact: true}
	if err := json.Unmarshal(a.Data, &out.data); err != nil {
		return nil, fmt.Errorf("the answer is no JSON: %w\n%s", err, a.Data)
	}
	for _, e := range a.Errors {
		out.note(e.Message, e.Path)
	}
	sort.Strings(out.errs)
	return out, nil
}

func (c *Case) reference(ctx context.Context, op *plan.Operation, v plan.Variables) (*answer, error) {
	var result *graphql.Result
	err := c.Engine.Read(ctx, func(source any) error {
		result = c.Library.Execute(ctx, op, v.Args(op), &def.Call{Context: ctx, Source: source, Budget: def.NewBudget(1<<30, 1<<30, 1<<30)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(result.Data)
	if err != nil {
		return nil, err
	}
	out := &answer{exact: true}
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&out.data); err != nil {
		return nil, err
	}
	for _, e := range result.Errors {
		out.note(e.Message, e.Path)
	}
	sort.Strings(out.errs)
	return out, nil
}

// note adds an error, and looks whether it left a null of its own.
func (a *answer) note(message string, path []any) {
	if strings.Contains(message, "has no value") || strings.HasPrefix(message, "Cannot return null") {
		message = "null where none may be" // each says it in its own words
	}
	a.errs = append(a.errs, fmt.Sprint(path, " ", message))
	at := a.data
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, ok := at.(map[string]any)
			if !ok {
				a.exact = false
				return
			}
			at = object[step]
		case int:
			list, ok := at.([]any)
			if !ok || step >= len(list) {
				a.exact = false
				return
			}
			at = list[step]
		}
	}
}

func differ(got, want *answer) error {
	if d := cmp.Diff(want.data, got.data); d != "" {
		return fmt.Errorf("the data differ (-reference +plan):\n%s\nerrors of the reference: %v\nerrors of the plan: %v", d, want.errs, got.errs)
	}
	// A plan reports the first errors only.
	if got.exact && want.exact && len(want.errs) <= plan.MaxErrors {
		if d := cmp.Diff(want.errs, got.errs); d != "" {
			return fmt.Errorf("the errors differ (-reference +plan):\n%s", d)
		}
	}
	if (len(got.errs) == 0) != (len(want.errs) == 0) {
		return fmt.Errorf("one has errors and the other has none: reference %v, plan %v", want.errs, got.errs)
	}
	return nil
}
