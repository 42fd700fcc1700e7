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

	"onymous/loader"
	"onymous/loader/name"
	"onymous/loader/parse"
	"onymous/loader/tag"
	"onymous/loader/text"
)

// trainers makes the model of each trained stage from a folder of treebanks.
var trainers = map[string]func(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error){
	"tag":   trainTag,
	"parse": trainParse,
	"name":  trainName,
}

func trainTag(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error) {
	model, err := tag.Train(ctx, tag.Options{Treebank: treebank, Seed: seed, Progress: progress})
	if err != nil {
		return nil, err
	}
	scores, err := tag.ScoreModel(treebank, model)
	printScores(progress, scores)
	return model, err
}

// crossing is how the corpora of parser and names are tagged: as well as the tagger
// tags text that it has not seen.
const (
	crossFolds  = 4
	crossEpochs = 8
)

// trainParse learns from tags that are as often wrong as those of unseen text,
// and scores the parser with the tags of the tagger that is built in.
func trainParse(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error) {
	crossed := tag.Cross(tag.Options{Seed: seed, Epochs: crossEpochs, Progress: progress}, crossFolds)
	model, err := parse.Train(ctx, parse.Options{Treebank: treebank, Retag: crossed, Seed: seed, Progress: progress})
	if err != nil {
		return nil, err
	}
	scores, err := parse.ScoreModel(ctx, treebank, model, tag.Builtin())
	printScores(progress, scores)
	return model, err
}

func trainName(ctx context.Context, treebank string, seed uint64, progress io.Writer) ([]byte, error) {
	tags, err := tag.Stage()
	if err != nil {
		return nil, err
	}
	trees, err := parse.Stage()
	if err != nil {
		return nil, err
	}
	crossed := tag.Cross(tag.Options{Seed: seed, Epochs: crossEpochs, Progress: progress}, crossFolds)
	model, err := name.Train(ctx, name.Options{Treebank: treebank, Tags: tags, Trees: trees, Retag: crossed, Seed: seed, Progress: progress})
	if err != nil {
		return nil, err
	}
	scores, err := name.ScoreModel(treebank, []text.Stage{tags, trees}, model)
	printScores(progress, scores)
	return model, err
}

func printScores[S fmt.Stringer](w io.Writer, scores []S) {
	for _, s := range scores {
		fmt.Fprintln(w, s)
	}
}

func (p *program) trainCommand() *cobra.Command {
	var treebank, out string
	var articles []string
	var seed uint64
	fromTrees, fromArticles := slices.Sorted(maps.Keys(trainers)), loader.Trained()
	cmd := &cobra.Command{
		Use:   "train STAGE",
		Short: "Make the model of a trained stage again",
		Long: "Trains a stage on what its card names: " + strings.Join(fromTrees, ", ") + " on treebanks, " + strings.Join(fromArticles, ", ") + " on articles\n" +
			"and their gold. The same corpus and seed give the same model, byte for byte.",
		Example: "  onymous train tag --treebank treebank/ --out loader/tag/tag.model\n" +
			"  onymous train entity --articles loader/testdata/articles --out loader/entity/entity.model",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: slices.Concat(fromTrees, fromArticles),
	}
	cmd.Flags().StringVar(&treebank, "treebank", "", "folder of the CoNLL-U files")
	cmd.Flags().StringSliceVar(&articles, "articles", nil, "folders of articles with their gold")
	cmd.Flags().StringVar(&out, "out", "", "file to write the model to (required)")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "seed of the order in which is learnt")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		train := trainers[args[0]]
		switch {
		case out == "":
			return usageError{fmt.Errorf("train needs --out")}
		case train != nil && treebank == "":
			return usageError{fmt.Errorf("train %s needs --treebank", args[0])}
		case train == nil && len(articles) == 0:
			return usageError{fmt.Errorf("train %s needs --articles", args[0])}
		}
		var model []byte
		var err error
		if train != nil {
			model, err = train(cmd.Context(), treebank, seed, p.errOut)
		} else {
			model, err = loader.Train(cmd.Context(), args[0], articles, seed, p.errOut)
		}
		if err != nil {
			return err
		}
		return os.WriteFile(out, model, 0o644)
	}
	return cmd
}
