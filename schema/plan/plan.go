// Package plan turns the text of a GraphQL request into an answer.
//
// A Documents parses and validates each text once, by graphql-go behind the
// limits of package guard, and keeps the result. An operation of a document is
// compiled into a Plan, once for every combination of what its @skip and
// @include directives say. A plan walks the graph breadth first, one call of a
// resolver for all parents of a field, and then writes the answer depth first
// into a buffer, with response keys in the order in which they were asked for.
//
// graphql-go's own executor runs the same definitions, by Library.Execute. It is
// the reference that the tests compare plans with, and serves nothing.
//
// # Nulls
//
// graphql-go's parser does not know the literal null. Package guard puts a
// variable of the same length in its place, so that offsets stay right, and this
// package takes it out of the document again before validation: an argument, a
// field or an element that is null is left out of what graphql-go validates, and
// checked here.
//
// # Errors
//
// An error that ends a request before it is executed is a *Refusal. An error of a
// field makes the field null, and the answer names it. Errors that are not made
// for clients are masked by Options.Mask.
package plan
