package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"onymous/graph"
)

func (p *program) rebuildCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "rebuild",
		Short:   "Make the graph again from the articles and judgements in the store",
		Long:    "Makes nodes and edges again from what the articles say and people have judged, as is needed after the rules\nof resolution have changed. The outcome is the same, byte for byte, if they have not.",
		Example: "  onymous rebuild --db store/",
		Args:    cobra.NoArgs,
	}
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		err := store.write(ctx, func(ctx context.Context, s *graph.Store) error { return s.Rebuild(ctx) })
		if !errors.Is(err, graph.ErrLayout) {
			return err
		}
		// Other rules made it: only opening it with the rules of today works, and that
		// makes it again.
		o, err := store.options()
		if err != nil {
			return err
		}
		o.Rebuild = true
		s, err := graph.Open(ctx, o)
		if err != nil {
			return err
		}
		return s.Close()
	}
	return cmd
}
