package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"onymous/graph"
)

func (p *program) retractCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "retract ARTICLE...",
		Short:   "Take articles out of a store, with what they say and nothing else",
		Long:    "Removes articles and what only they say. ARTICLE is its URL, its path as it was loaded, or its id.",
		Example: "  onymous retract --db store/ https://news.example/2017/07/alphabay",
		Args:    cobra.MinimumNArgs(1),
	}
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return store.write(cmd.Context(), func(ctx context.Context, s *graph.Store) error {
			return s.Update(ctx, func(tx *graph.Tx) error {
				load, err := tx.BeginLoad(version(), "retract "+strings.Join(args, " "))
				if err != nil {
					return err
				}
				for _, name := range args {
					id, err := findArticle(tx, name)
					if err != nil {
						return err
					}
					if err := tx.Retract(ctx, id); err != nil {
						return fmt.Errorf("%s: %w", name, err)
					}
				}
				return tx.EndLoad(load)
			})
		})
	}
	return cmd
}

// findArticle returns the article of a key or an id.
func findArticle(tx *graph.Tx, name string) (graph.ID, error) {
	id, found, err := tx.ArticleByKey(name)
	if found || err != nil {
		return id, err
	}
	id, err = graph.ParseID(name)
	if errors.Is(err, graph.ErrInvalid) {
		return 0, fmt.Errorf("%s: %w: no article has that URL, path or id", name, graph.ErrNotFound)
	}
	return id, err
}
