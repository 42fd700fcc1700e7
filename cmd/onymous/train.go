package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"onymous/loader/parse"
	"onymous/loader/tag"
)

// trainers makes the model of each trained stage from a folder of treebanks.
var trainers = map[string]func(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error){
	"tag": func(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error) {
		return tag.Train(ctx, tag.Options{Treebank: treebank, Seed: seed, Progress: progress})
	},
	"parse": func(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error) {
		tagger, err := tag.Stage()
		if err != nil {
			return nil, err
		}
		return parse.Train(ctx, parse.Options{Treebank: treebank, Tagger: tagger, Seed: seed, Progress: progress})
	},
}

func (p *program) trainCommand() *cobra.Command {
	var treebank, out string
	var seed uint64
	names := slices.Sorted(maps.Keys(trainers))
	cmd := &cobra.Command{
		Use:   "train STAGE",
		Short: "Make the model of a trained stage again",
		Long: "Trains a stage (" + strings.Join(names, ", ") + ") on the treebanks that its card names. The same corpus and seed\n" +
			"give the same model, byte for byte.",
		Example:   "  onymous train tag --treebank treebank/ --out loader/tag/tag.model",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: names,
	}
	cmd.Flags().StringVar(&treebank, "treebank", "", "folder of the CoNLL-U files (required)")
	cmd.Flags().StringVar(&out, "out", "", "file to write the model to (required)")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "seed of the order of the sentences")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if treebank == "" || out == "" {
			return usageError{fmt.Errorf("train needs --treebank and --out")}
		}
		model, err := trainers[args[0]](cmd.Context(), treebank, seed, p.errOut)
		if err != nil {
			return err
		}
		return os.WriteFile(out, model, 0o644)
	}
	return cmd
}
