package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/loader"
	"onymous/loader/source"
)

// readOptions are the flags of the commands that read articles.
type readOptions struct {
	program  *program
	maxBytes int
	workers  int

	known   func(graph.Article) (bool, error) // set by load
	skipped []*source.Skip
}

// readFlags adds them to a command.
func (p *program) readFlags(cmd *cobra.Command) *readOptions {
	r := &readOptions{program: p}
	cmd.Flags().IntVar(&r.maxBytes, "max-article-bytes", source.DefaultMaxBytes, "largest article to read, in bytes; a larger one is skipped")
	cmd.Flags().IntVar(&r.workers, "workers", 0, "articles read at once; 0 means one per processor")
	return r
}

// documents reads the articles of paths. What is skipped is logged and counted
// in r.skipped.
func (r *readOptions) documents(ctx context.Context, paths []string) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		reader, err := r.loader()
		if err != nil {
			yield(nil, err)
			return
		}
		reader.Read(ctx, paths)(yield)
	}
}

func (r *readOptions) loader() (*loader.Loader, error) {
	if r.maxBytes < 1 {
		return nil, usageError{fmt.Errorf("--max-article-bytes is %d, want at least 1", r.maxBytes)}
	}
	if r.workers < 0 {
		return nil, usageError{fmt.Errorf("--workers is %d, want at least 0", r.workers)}
	}
	return loader.New(loader.Options{Workers: r.workers, MaxBytes: r.maxBytes, Stdin: r.program.in, Known: r.known, Skipped: r.skip})
}

// skip logs and counts what could not be read.
func (r *readOptions) skip(s *source.Skip) {
	r.skipped = append(r.skipped, s)
	r.program.log.Warn().Str("file", s.Path).Str("reason", s.Reason).Msg("article skipped")
}

// status returns errSkipped if anything was skipped.
func (r *readOptions) status() error {
	if len(r.skipped) > 0 {
		return errSkipped
	}
	return nil
}
