package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/graph/export"
	"onymous/loader/resolve"
	"onymous/loader/source"
)

// importFormats are what import reads, by name.
var importFormats = map[string]string{"claims": ".jsonl", "ftm": ".ftm.json", "edges": ".csv"}

func (p *program) importCommand() *cobra.Command {
	i := &importing{program: p, read: &readOptions{program: p}}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Bring back what was exported, or what others have",
		Long: "Brings a file into a store; FILE is - for standard input. Formats, told by the name of the file or --format:\n\n" +
			"  claims  .jsonl     what articles say, as export --format claims and extract write it\n" +
			"  ftm     .ftm.json  entities of FollowTheMoney, a line each\n" +
			"  edges   .csv       your own nodes and edges: from, from_kind, edge, to, to_kind, source, and if you have\n" +
			"                     them quote, role, outcome, date, title, alleged\n\n" +
			"With --judgements, the file holds judgements as export --format judgements writes them; those that are there\n" +
			"already are passed over. What cannot be used is skipped by its line, and the exit status is 1 then. Of one\n" +
			"article, or one source of a CSV file, all is taken or nothing; with --atomic, of the whole file.",
		Example: "  onymous import --db store/ graph.claims.jsonl\n  onymous import --db store/ --atomic our-edges.csv\n  onymous import --db store/ --judgements judgements.csv",
		Args:    cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&i.format, "format", "", "claims, ftm or edges; told by the name of the file if empty")
	cmd.Flags().BoolVar(&i.atomic, "atomic", false, "take the whole file or nothing; the file is held in memory")
	cmd.Flags().BoolVar(&i.judgements, "judgements", false, "the file holds judgements")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		i.file = args[0]
		if err := i.chooseFormat(); err != nil {
			return err
		}
		return store.write(cmd.Context(), i.run)
	}
	return cmd
}

// importing is one run of import.
type importing struct {
	*program
	file, format       string
	atomic, judgements bool
	read               *readOptions // counts what is skipped
}

// chooseFormat tells the format by the name of the file if no flag does.
func (i *importing) chooseFormat() error {
	if i.format != "" {
		if _, ok := importFormats[i.format]; !ok {
			return usageError{fmt.Errorf("--format %q: want claims, ftm or edges", i.format)}
		}
		return nil
	}
	if i.judgements {
		return nil
	}
	for _, name := range []string{"ftm", "claims", "edges"} {
		if strings.HasSuffix(i.file, importFormats[name]) {
			i.format = name
			return nil
		}
	}
	return usageError{fmt.Errorf("%s: its name does not tell what it holds: use --format claims, ftm or edges", i.file)}
}

func (i *importing) run(ctx context.Context, s *graph.Store) error {
	in := i.in
	if i.file != "-" {
		f, err := os.Open(i.file)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	if i.judgements {
		return i.judge(ctx, s, in)
	}
	docs := i.documents(ctx, in)
	o := resolve.Options{Version: version(), Source: "import of " + i.file}
	var summary resolve.Summary
	var err error
	if i.atomic {
		summary, err = i.putAll(ctx, s, docs, o)
	} else {
		summary, err = i.load(ctx, s, docs, o, i.read)
	}
	if err != nil {
		return err
	}
	if err := i.printSummary(summary, len(i.read.skipped)); err != nil {
		return err
	}
	if summary.Skipped > 0 {
		return errSkipped
	}
	return i.read.status()
}

// documents reads the file in its format.
func (i *importing) documents(ctx context.Context, in io.Reader) iter.Seq2[*graph.Document, error] {
	switch i.format {
	case "ftm":
		return i.named(export.ReadFtM(filepath.Base(i.file), in, i.skip))
	case "edges":
		return i.named(export.ReadEdges(in, i.skip))
	default:
		return i.extractedDocuments(ctx, i.file, i.read)
	}
}

// named puts the name of the file before errors, which name their line.
func (i *importing) named(docs iter.Seq2[*graph.Document, error]) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		for d, err := range docs {
			if err != nil {
				err = fmt.Errorf("%s: %w", i.file, err)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func (i *importing) skip(line int, reason error) {
	i.read.skip(&source.Skip{Path: fmt.Sprintf("%s:%d", i.file, line), Reason: reason.Error()})
}

// putAll puts everything in one transaction, or nothing. The whole file is read
// first: a transaction should not wait for a slow reader.
func (i *importing) putAll(ctx context.Context, s *graph.Store, docs iter.Seq2[*graph.Document, error], o resolve.Options) (resolve.Summary, error) {
	var all []*graph.Document
	for d, err := range docs {
		if err != nil {
			return resolve.Summary{}, err
		}
		all = append(all, d)
	}
	if n := len(i.read.skipped); n > 0 {
		return resolve.Summary{}, fmt.Errorf("%s: nothing was imported, because of %d lines that cannot be used", i.file, n)
	}
	var sum resolve.Summary
	err := s.Update(ctx, func(tx *graph.Tx) (err error) {
		sum = resolve.Summary{}
		if sum.Load, err = tx.BeginLoad(o.Version, o.Source); err != nil {
			return err
		}
		for _, d := range all {
			r, err := tx.Put(ctx, d)
			if err != nil {
				return fmt.Errorf("%s: nothing was imported: %w", i.file, err)
			}
			switch r.Outcome {
			case graph.New:
				sum.New++
			case graph.Replaced:
				sum.Changed++
			default:
				sum.Same++
			}
		}
		return tx.EndLoad(sum.Load)
	})
	return sum, err
}
