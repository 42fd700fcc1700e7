package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"onymous/graph"
	"onymous/loader/source"
)

// maxExtractedLine bounds a line of extracted articles, in bytes: an article of
// the largest size with its claims and quotes.
const maxExtractedLine = 64 << 20

// extractedDocuments yields the documents of a file of extracted articles. A line
// that does not parse is skipped by its number.
func (p *program) extractedDocuments(ctx context.Context, file string, read *readOptions) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		in := p.in
		if file != "-" {
			f, err := os.Open(file)
			if err != nil {
				yield(nil, err)
				return
			}
			defer f.Close()
			in = f
		}
		lines := bufio.NewReaderSize(in, 1<<20)
		for n := 1; ; n++ {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			line, err := readLine(lines)
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(nil, fmt.Errorf("%s:%d: %w", file, n, err))
				return
			case len(line) == 0:
				continue
			}
			doc := new(graph.Document)
			if err := doc.UnmarshalJSON(line); err != nil {
				read.skip(&source.Skip{Path: fmt.Sprintf("%s:%d", file, n), Reason: err.Error()})
				continue
			}
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// readLine returns the next line without its end. A line over maxExtractedLine
// is an error, for the rest of the file cannot be trusted then.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, more, err := r.ReadLine()
		if err != nil {
			return nil, err
		}
		if line == nil && !more {
			return part, nil
		}
		line = append(line, part...)
		if len(line) > maxExtractedLine {
			return nil, fmt.Errorf("the line is over the limit of %d bytes", maxExtractedLine)
		}
		if !more {
			return line, nil
		}
	}
}
