package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Read a whole store and say whether it is consistent",
		Long:    "Reads every record of a store and compares the graph with the articles and judgements that it follows from.",
		Example: "  onymous check --db store/",
		Args:    cobra.NoArgs,
	}
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := store.openReadOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		if err := s.Check(cmd.Context()); err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.out, "ok")
		return err
	}
	return cmd
}
