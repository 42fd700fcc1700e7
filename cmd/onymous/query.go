package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onymous/schema"
)

func (p *program) queryCommand() *cobra.Command {
	var variables, operation string
	cmd := &cobra.Command{
		Use:   "query QUERY",
		Short: "Answer a GraphQL query from a store",
		Long:  "Executes a GraphQL query over a store, without a server, and prints the answer. QUERY is - for standard input.",
		Example: `  onymous query --db store/ '{ agency(name: "Europol") { participatedIn(first: 5) { nodes { name } } } }'
  onymous query --db store/ --variables '{"name": "AlphaBay"}' 'query($name: String) { marketplace(name: $name) { id } }'`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&variables, "variables", "", "variables of the query, as a JSON object")
	cmd.Flags().StringVar(&operation, "operation", "", "which operation of the document to execute")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		query := args[0]
		if query == "-" {
			all, err := io.ReadAll(p.in)
			if err != nil {
				return err
			}
			query = string(all)
		}
		var values map[string]any
		if variables != "" {
			if err := json.Unmarshal([]byte(variables), &values); err != nil {
				return usageError{fmt.Errorf("--variables: %w", err)}
			}
		}
		s, err := store.openReadOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		server, err := schema.New(s, schema.Options{Version: version(), Log: p.log})
		if err != nil {
			return err
		}
		body, ok := server.Query(cmd.Context(), query, operation, values, schema.Requester{})
		if _, err := fmt.Fprintf(p.out, "%s\n", body); err != nil {
			return err
		}
		if !ok {
			return errors.New("the answer has errors")
		}
		return nil
	}
	return cmd
}
