// Package loader turns articles into graph documents: what each names and what
// it says, with the sentences that say so.
//
// Load it once with New, then Read folders and files, or one article at a time.
// Reading one article never depends on another, so the outcome is the same
// whatever the number of workers.
//
// # The walk
//
//	source    finds and decodes articles
//	clean     strips markup, normalises
//	sentence, token, tag, parse, name, entity, coref, relation, pair, fact
//	          add a layer each to a text.Doc
//	document  is the outcome as the store takes it
package loader

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"

	"onymous/graph"
	"onymous/graph/inorder"
	"onymous/loader/clean"
	"onymous/loader/source"
	"onymous/loader/text"
)

// Options configures New. The zero value works.
type Options struct {
	// Workers is how many articles are read at once. 0 means one per processor.
	Workers int

	// MaxBytes bounds an article, in bytes. 0 means source.DefaultMaxBytes.
	MaxBytes int

	// Stdin is read for the path "-". Nil means os.Stdin.
	Stdin io.Reader

	// Known reports whether an article is stored already as it is, so that it need
	// not be read again: it is passed over. It is called from several goroutines.
	// Nil means that none is.
	Known func(graph.Article) (bool, error)

	// Skipped is told of each article that could not be read and why. It is
	// called from the goroutine that ranges over Read. Nil means that skips are
	// not reported.
	Skipped func(*source.Skip)
}

// Loader reads articles. It is safe for concurrent use.
type Loader struct {
	options  Options
	pipeline *text.Pipeline
}

// New decodes the embedded models and returns a Loader.
func New(o Options) (*Loader, error) {
	if o.Workers < 0 {
		return nil, fmt.Errorf("loader: Workers is %d, want at least 1", o.Workers)
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Skipped == nil {
		o.Skipped = func(*source.Skip) {}
	}
	stages, err := stages("")
	if err != nil {
		return nil, fmt.Errorf("loader: %w", err)
	}
	pipeline, err := text.NewPipeline(stages...)
	if err != nil {
		return nil, fmt.Errorf("loader: %w", err)
	}
	return &Loader{o, pipeline}, nil
}

// Read yields the documents of files, of all files in folders, and of standard
// input for "-", in the order of source.Read. What cannot be read goes to
// Options.Skipped; an error is the last element.
func (l *Loader) Read(ctx context.Context, paths []string) iter.Seq2[*graph.Document, error] {
	read := func(a text.Article) (*graph.Document, error) { return l.read(a, l.options.Known) }
	articles := source.Read(ctx, paths, source.Options{MaxBytes: l.options.MaxBytes, Stdin: l.options.Stdin})
	return func(yield func(*graph.Document, error) bool) {
		for d, err := range inorder.Map(ctx, l.options.Workers, articles, read) {
			var skip *source.Skip
			if errors.As(err, &skip) {
				l.options.Skipped(skip)
				continue
			}
			if d == nil && err == nil {
				continue // known
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// Article reads one article. The error is a *source.Skip if there is nothing to
// read in it.
func (l *Loader) Article(a text.Article) (*graph.Document, error) { return l.read(a, nil) }

// read reads an article, unless it is known: then it returns nil.
func (l *Loader) read(a text.Article, known func(graph.Article) (bool, error)) (*graph.Document, error) {
	cleaned, err := clean.Clean(a)
	if err != nil {
		return nil, &source.Skip{Path: a.Path, Reason: err.Error()}
	}
	if cleaned.Foreign {
		return nil, &source.Skip{Path: a.Path, Reason: "is in another language than English"}
	}
	article := articleOf(cleaned)
	if known != nil {
		if same, err := known(article); same || err != nil {
			return nil, err
		}
	}
	if err := l.pipeline.Apply(cleaned.Doc); err != nil {
		return nil, &source.Skip{Path: a.Path, Reason: "cannot be read by a fault of onymous, please report it: " + err.Error()}
	}
	return document(article, cleaned.Doc), nil
}

func articleOf(r clean.Result) graph.Article {
	key := r.Article.URL
	if key == "" {
		key = r.Article.Path
	}
	if key == "" {
		sum := sha256.Sum256([]byte(r.Doc.Text))
		key = "sha256:" + hex.EncodeToString(sum[:])
	}
	return graph.Article{Key: key, Path: r.Article.Path, URL: r.Article.URL,
		Title: r.Doc.Title, Publisher: r.Doc.Publisher, Date: r.Doc.Date, Text: r.Doc.Text}
}
