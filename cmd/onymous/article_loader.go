package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"onymous/graph"
	"onymous/loader"
	"onymous/loader/source"
	"onymous/loader/text"
	"onymous/schema"
)

// articleLoader plugs the loader into the API, which knows no articles.
type articleLoader struct {
	reader *loader.Loader
	store  *graph.Store
}

// Extract implements schema.Loader.
func (l *articleLoader) Extract(_ context.Context, d schema.Draft) (*graph.Document, error) {
	doc, err := l.reader.Article(text.Article{URL: d.URL, Title: d.Title, Publisher: d.Publisher, Date: d.Date, Body: d.Text, Markup: markupOf(d.Text)})
	var skip *source.Skip
	if errors.As(err, &skip) {
		return nil, fmt.Errorf("the article %s: %w", skip.Reason, graph.ErrInvalid)
	}
	return doc, err
}

// Load implements schema.Loader.
func (l *articleLoader) Load(ctx context.Context, d schema.Draft) (graph.PutResult, error) {
	doc, err := l.Extract(ctx, d)
	if err != nil {
		return graph.PutResult{}, err
	}
	var result graph.PutResult
	err = l.store.Update(ctx, func(tx *graph.Tx) error {
		load, err := tx.BeginLoad(version(), "GraphQL")
		if err != nil {
			return err
		}
		if result, err = tx.Put(ctx, doc); err != nil {
			return err
		}
		return tx.EndLoad(load)
	})
	return result, err
}

// markupOf tells a page from a text by how it begins.
func markupOf(s string) text.Markup {
	head := strings.ToLower(strings.TrimSpace(s[:min(len(s), 512)]))
	if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") || strings.HasPrefix(head, "<article") || strings.HasPrefix(head, "<p>") {
		return text.HTML
	}
	return text.Plain
}
