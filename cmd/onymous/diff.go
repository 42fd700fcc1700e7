package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"onymous/graph"
)

func (p *program) diffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff [LOAD LOAD]",
		Short: "List the loads of a store, or what changed between two",
		Long: "Without arguments, lists the loads. With two, lists the nodes, edges and facts that appeared, vanished or\n" +
			"changed from after the first to after the second, and why. Load 0 is the empty store.",
		Example: "  onymous diff --db store/\n  onymous diff --db store/ 1 2",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return fmt.Errorf("diff takes two loads or none, not %d", len(args))
			}
			return nil
		},
	}
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var between [2]graph.LoadID
		for i, arg := range args {
			n, err := strconv.ParseUint(arg, 10, 64)
			if err != nil {
				return usageError{fmt.Errorf("%q is no number of a load", arg)}
			}
			between[i] = graph.LoadID(n)
		}
		s, err := store.openReadOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		return s.View(cmd.Context(), func(tx *graph.Tx) error {
			if len(args) == 0 {
				return p.printLoads(cmd, tx)
			}
			return p.printDiff(cmd, tx, between[0], between[1])
		})
	}
	return cmd
}

func (p *program) printLoads(cmd *cobra.Command, tx *graph.Tx) error {
	for l, err := range tx.Loads(cmd.Context(), 0) {
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "%4d  %s  %d new, %d changed, %d unchanged, %d retracted  %s\n",
			l.ID, l.Started.Format(time.DateTime), l.New, l.Changed, l.Same, l.Retracted, l.Source)
	}
	return nil
}

var changeSigns = map[graph.ChangeKind]string{graph.Appeared: "+", graph.Vanished: "-", graph.Changed: "~"}

func (p *program) printDiff(cmd *cobra.Command, tx *graph.Tx, a, b graph.LoadID) error {
	for c, err := range tx.LoadDiff(cmd.Context(), a, b) {
		if err != nil {
			return err
		}
		what := "node"
		switch {
		case c.Fact != nil:
			what = c.Fact.Key.String()
		case c.Edge.Kind.Valid():
			what = c.Edge.Kind.String()
		}
		fmt.Fprintf(p.out, "%s %s %s: %s\n", changeSigns[c.Kind], what, c.Name, c.Why)
	}
	return nil
}
