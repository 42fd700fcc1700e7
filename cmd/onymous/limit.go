package main

import (
	"time"

	"github.com/spf13/pflag"

	"onymous/schema"
)

// limitFlags adds a flag for each limit of the API. 0 stands for the default,
// which the help gives.
func limitFlags(flags *pflag.FlagSet, o *schema.Options) {
	number := func(to *int, name, help string) { flags.IntVar(to, name, 0, help) }
	duration := func(to *time.Duration, name, help string) { flags.DurationVar(to, name, 0, help) }
	l := &o.Limits
	number(&l.QueryBytes, "max-query-bytes", "length of a query (default 65,536)")
	number(&l.Tokens, "max-tokens", "tokens of a query (default 5,000)")
	number(&l.Nesting, "max-nesting", "brackets open at once in a query (default 100)")
	number(&l.Operations, "max-operations", "operations in a document (default 20)")
	number(&l.RootFields, "max-root-fields", "fields of an operation (default 20)")
	number(&l.Depth, "max-depth", "fields below each other (default 20)")
	number(&l.Fields, "max-fields", "fields with fragments expanded (default 2,000)")
	number(&l.Aliases, "max-aliases", "aliases in a document (default 200)")
	number(&l.SameName, "max-same-name", "fields of one response name in a selection (default 50)")
	number(&l.Directives, "max-directives", "directives in a document (default 50)")
	number(&l.IntrospectionDepth, "max-introspection-depth", "fields below __schema and __type (default 18)")
	number(&l.IntrospectionFields, "max-introspection-fields", "fields below __schema and __type with fragments expanded (default 500)")
	number(&o.MaxPage, "max-page", "largest first or last (default 500)")
	number(&o.MaxCost, "max-cost", "objects that a query may ask for, before it is executed (default 100,000)")
	number(&o.MaxNodes, "max-nodes", "objects in an answer (default 200,000)")
	number(&o.MaxSteps, "max-steps", "nodes and edges that filters and orders look at (default 200,000)")
	number(&o.MaxAnswerBytes, "max-answer-bytes", "length of an answer (default 33,554,432)")
	number(&o.CacheBytes, "query-cache-bytes", "text of queries that are kept compiled (default 4,194,304)")
	duration(&o.Timeout, "timeout", "how long a request may take (default 10s)")

	h := &o.HTTP
	flags.Int64Var(&h.BodyBytes, "max-body-bytes", 0, "body of a request (default 4,194,304)")
	number(&h.VariablesNesting, "max-variables-nesting", "brackets open at once in the variables (default 64)")
	number(&h.Variables, "max-variables", "values in the JSON of a request (default 20,000)")
	number(&h.Connections, "max-connections", "connections open at once (default 4,096)")
	number(&h.Concurrency, "concurrency", "requests executed at once; of long ones, one for each processor (default 4 for each)")
	number(&h.Waiting, "waiting", "requests that may wait for their turn (default 512)")
	duration(&h.Patience, "patience", "how long one waits before it is answered 503 (default 1s)")
	flags.Float64Var(&h.Rate, "rate", 0, "requests a second that each caller may make (default: no limit)")
	number(&h.Burst, "burst", "requests that a caller may make at once, where there is a rate (default 50)")
	number(&h.Sockets, "max-sockets", "connections for subscriptions open at once (default 1,000)")
	number(&h.Subscriptions, "max-subscriptions", "subscriptions of one connection (default 50)")
	duration(&h.WriteTimeout, "write-timeout", "how long a client may take to read what it is sent (default 30s)")
	flags.BoolVar(&h.NoIntrospection, "no-introspection", false, "refuse __schema and __type")
}
