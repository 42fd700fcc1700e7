package loader

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"onymous/loader/clean"
	"onymous/loader/entity"
	"onymous/loader/internal/classifier"
	"onymous/loader/pair"
	"onymous/loader/score"
	"onymous/loader/source"
	"onymous/loader/text"
)

// trainers make the models of the stages that learn from articles and their gold.
var trainers = map[string]func(context.Context, []classifier.Article, classifier.Options) ([]byte, error){
	"entity": entity.Train,
	"pair":   pair.Train,
}

// Trained returns the stages that Train knows, sorted.
func Trained() []string { return slices.Sorted(maps.Keys(trainers)) }

// Train makes the model of a stage again, from the articles of folders that have gold,
// as the stages before it read them. The same articles and seed give the same model, byte
// for byte, on machines of one kind. progress gets a line per epoch.
func Train(ctx context.Context, stage string, folders []string, seed uint64, progress io.Writer) ([]byte, error) {
	train, ok := trainers[stage]
	if !ok {
		return nil, fmt.Errorf("loader: %s does not learn from articles, want one of %s", stage, strings.Join(Trained(), ", "))
	}
	articles, err := annotated(ctx, folders, stage)
	if err != nil {
		return nil, err
	}
	return train(ctx, articles, classifier.Options{Name: stage, Seed: seed, Progress: progress})
}

// annotated returns the articles of folders that have gold, with the layers of the
// stages before the one of that name.
func annotated(ctx context.Context, folders []string, stage string) ([]classifier.Article, error) {
	all, err := stages(stage)
	if err != nil {
		return nil, fmt.Errorf("loader: %w", err)
	}
	before, err := text.NewPipeline(all...)
	if err != nil {
		return nil, fmt.Errorf("loader: %w", err)
	}
	var articles []classifier.Article
	for _, folder := range folders {
		gold, err := score.ReadGold(folder)
		if err != nil {
			return nil, err
		}
		for a, err := range source.Read(ctx, []string{folder}, source.Options{}) {
			var skip *source.Skip
			if errors.As(err, &skip) {
				continue // the gold itself
			}
			if err != nil {
				return nil, err
			}
			g := gold[strings.TrimSuffix(filepath.Base(a.Path), filepath.Ext(a.Path))]
			if g == nil {
				continue
			}
			cleaned, err := clean.Clean(a)
			if err != nil {
				return nil, fmt.Errorf("loader: %s: %w", a.Path, err)
			}
			if err := before.Apply(cleaned.Doc); err != nil {
				return nil, fmt.Errorf("loader: %s: %w", a.Path, err)
			}
			articles = append(articles, classifier.Article{Doc: cleaned.Doc, Gold: g})
		}
	}
	return articles, nil
}
