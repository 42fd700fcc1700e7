package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/loader/resolve"
)

func (p *program) loadCommand() *cobra.Command {
	var extracted string
	var batch int
	cmd := &cobra.Command{
		Use:   "load PATH...",
		Short: "Read articles into a store",
		Long: "Reads articles and stores what they say. PATH is a file, a folder, or - for standard input: .txt .md .html\n" +
			".jsonl, each also with .gz. An article that is there already and has not changed is passed over; a changed\n" +
			"one replaces what it said. What cannot be read is skipped by name, and the exit status is 1 then.",
		Example: "  onymous load --db store/ articles/\n  onymous load --db store/ --extracted claims.jsonl",
	}
	cmd.Flags().StringVar(&extracted, "extracted", "", "load a file of extracted articles, as extract prints them, instead of reading articles; - for standard input")
	cmd.Flags().IntVar(&batch, "batch", 0, "articles that one transaction takes; 0 means 1,024")
	read := p.readFlags(cmd)
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if (extracted == "") == (len(args) == 0) {
			return usageError{errors.New("load needs either paths of articles or --extracted FILE")}
		}
		s, err := store.open(cmd.Context())
		if err != nil {
			return err
		}
		var known atomic.Int64
		read.known = func(a graph.Article) (same bool, err error) {
			err = s.View(cmd.Context(), func(tx *graph.Tx) (err error) {
				same, err = tx.Unchanged(a, version())
				return err
			})
			if same {
				known.Add(1)
			}
			return same, err
		}
		docs, source := read.documents(cmd.Context(), args), strings.Join(args, " ")
		if extracted != "" {
			docs, source = p.extractedDocuments(cmd.Context(), extracted, read), extracted
		}
		summary, err := p.load(cmd.Context(), s, docs, resolve.Options{Workers: read.workers, Batch: batch, Version: version(), Source: source}, read)
		if err = errors.Join(err, s.Close()); err != nil {
			return err
		}
		summary.Same += int(known.Load())
		if err := p.printSummary(summary, len(read.skipped)); err != nil {
			return err
		}
		if summary.Skipped > 0 {
			return errSkipped
		}
		return read.status()
	}
	return cmd
}

// load puts documents into a store and shows how far it is.
func (p *program) load(ctx context.Context, s *graph.Store, docs iter.Seq2[*graph.Document, error], o resolve.Options, read *readOptions) (resolve.Summary, error) {
	o.Skipped = func(d *graph.Document, err error) {
		p.log.Warn().Str("article", d.Article.Key).Err(err).Msg("article skipped")
	}
	if p.terminal {
		o.Progress = func(done resolve.Summary) {
			n := done.New + done.Changed + done.Same
			fmt.Fprintf(p.errOut, "\r%d articles stored, %d skipped, %.0f a second ", n, done.Skipped+len(read.skipped), float64(n)/done.Took.Seconds())
		}
	}
	summary, err := resolve.Load(ctx, s, docs, o)
	if p.terminal {
		fmt.Fprint(p.errOut, "\r\x1b[K")
	}
	return summary, err
}

// printSummary prints what a load did: in words to a terminal, else as JSON.
func (p *program) printSummary(s resolve.Summary, unread int) error {
	skipped := s.Skipped + unread
	if p.terminal {
		_, err := fmt.Fprintf(p.out, "load %d: %d new, %d changed, %d unchanged, %d skipped, in %s\n", s.Load, s.New, s.Changed, s.Same, skipped, s.Took.Round(time.Millisecond))
		return err
	}
	return json.NewEncoder(p.out).Encode(struct {
		Load    graph.LoadID `json:"load"`
		New     int          `json:"new"`
		Changed int          `json:"changed"`
		Same    int          `json:"same"`
		Skipped int          `json:"skipped"`
		Seconds float64      `json:"seconds"`
	}{s.Load, s.New, s.Changed, s.Same, skipped, s.Took.Seconds()})
}
