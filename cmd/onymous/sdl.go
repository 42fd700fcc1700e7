package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"onymous/schema"
)

func (p *program) sdlCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "sdl",
		Short:   "Print the GraphQL schema",
		Long:    "Prints the schema of the API in GraphQL's schema definition language.",
		Example: "  onymous sdl > schema.graphql",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(p.out, schema.SDL())
			return err
		},
	}
}
