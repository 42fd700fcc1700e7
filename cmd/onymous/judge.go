package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"onymous/graph"
)

// verdict is one way to judge: how many arguments it takes and what it makes of
// them.
type verdict struct {
	usage string
	least int
	read  func(tx *graph.Tx, args []string, j *graph.Judgement) error
}

var verdicts = map[string]verdict{
	"same":      {"same NODE NODE...", 2, readNodes(graph.Same)},
	"different": {"different NODE NODE...", 2, readNodes(graph.Different)},
	"reject":    {"reject CLAIM", 1, readClaim(graph.Reject)},
	"accept":    {"accept CLAIM", 1, readClaim(graph.Accept)},
	"rename": {"rename NODE NAME", 2, func(tx *graph.Tx, args []string, j *graph.Judgement) error {
		j.Name = args[1]
		return readNodes(graph.Rename)(tx, args[:1], j)
	}},
	"undo": {"undo JUDGEMENT", 1, func(_ *graph.Tx, args []string, j *graph.Judgement) error {
		n, err := strconv.ParseUint(args[0], 10, 64)
		j.Verdict, j.Undoes = graph.Undo, graph.JudgementID(n)
		return err
	}},
}

func readNodes(v graph.Verdict) func(*graph.Tx, []string, *graph.Judgement) error {
	return func(tx *graph.Tx, args []string, j *graph.Judgement) error {
		j.Verdict = v
		for _, arg := range args {
			id, err := findNode(tx, arg)
			if err != nil {
				return err
			}
			j.Nodes = append(j.Nodes, id)
		}
		return nil
	}
}

func readClaim(v graph.Verdict) func(*graph.Tx, []string, *graph.Judgement) error {
	return func(_ *graph.Tx, args []string, j *graph.Judgement) (err error) {
		j.Verdict = v
		j.Claim, err = graph.ParseClaimID(args[0])
		return err
	}
}

// findNode returns the node of an id, or the only node of a name.
func findNode(tx *graph.Tx, arg string) (graph.ID, error) {
	ids, err := tx.Find(arg)
	switch {
	case err != nil:
		return 0, err
	case len(ids) > 1:
		return 0, fmt.Errorf("%q: %w: %d nodes have that name; use an id: %v", arg, graph.ErrInvalid, len(ids), ids)
	}
	return ids[0], nil
}

func (p *program) judgeCommand() *cobra.Command {
	var by, note string
	cmd := &cobra.Command{
		Use:   "judge VERDICT ...",
		Short: "Say that nodes are the same or different, or that a claim is right or wrong",
		Long: "Adds a person's word to the store, which outlives any reload, and can be undone for ever:\n\n" +
			"  same NODE NODE...       the nodes are one\n" +
			"  different NODE NODE...  the first is none of the others\n" +
			"  reject CLAIM            the claim is wrong\n" +
			"  accept CLAIM            the claim is right\n" +
			"  rename NODE NAME        the node is called so\n" +
			"  undo JUDGEMENT          withdraws a judgement\n\n" +
			"NODE is an id or a name that one node has.",
		Example: "  onymous judge --db store/ --by ana same \"Alpha02\" \"Alexandre Cazes\"",
		Args:    cobra.MinimumNArgs(2),
	}
	cmd.Flags().StringVar(&by, "by", "", "who says so")
	cmd.Flags().StringVar(&note, "note", "", "why")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		v, ok := verdicts[args[0]]
		if !ok {
			return usageError{fmt.Errorf("there is no verdict %q; see onymous judge --help", args[0])}
		}
		if len(args)-1 < v.least {
			return usageError{fmt.Errorf("want judge %s", v.usage)}
		}
		return store.write(cmd.Context(), func(ctx context.Context, s *graph.Store) error {
			var id graph.JudgementID
			if err := s.Update(ctx, func(tx *graph.Tx) (err error) {
				j := graph.Judgement{By: by, Note: note}
				if err := v.read(tx, args[1:], &j); err != nil {
					return err
				}
				id, err = tx.Judge(ctx, j)
				return err
			}); err != nil {
				return err
			}
			_, err := fmt.Fprintf(p.out, "judgement %d\n", id)
			return err
		})
	}
	return cmd
}
