// Package source finds articles and reads them.
//
// To load a folder, range over Read and get one text.Article at a time. What
// cannot be read as an article is reported on the way, by name and with the
// reason, and costs only itself.
//
//	.txt .text                 text, with an optional head of "Key: value" lines
//	.md .markdown              Markdown, with such a head or YAML's front matter
//	.html .htm .xhtml          HTML
//	.jsonl .ndjson             an object a line: title, text or html, date, publisher, url
//	any of them, and .gz       the same, gzipped
//	-                          standard input, any of them, by its looks
//
// # Order
//
// Files come in the order of their names, whatever the order of the arguments,
// and each file once.
//
// # What can surprise
//
// In a folder, files of other kinds and names that begin with a dot are passed
// over in silence; named on their own they are reported. A folder that a
// symbolic link points to is not entered. Text that is no UTF-8 is decoded by
// the character set that it declares or looks like.
package source

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"onymous/loader/text"
)

// DefaultMaxBytes is the size in bytes up to which an article is read if
// Options say nothing else.
const DefaultMaxBytes = 2 << 20

// Options configures Read. The zero value works.
type Options struct {
	// MaxBytes bounds an article, in bytes before decoding and after
	// decompression. 0 means DefaultMaxBytes.
	MaxBytes int

	// Stdin is read for the path "-". Nil means os.Stdin.
	Stdin io.Reader
}

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	return o
}

func (o Options) validate() error {
	if o.MaxBytes < 0 {
		return fmt.Errorf("source: MaxBytes is %d, want at least 1", o.MaxBytes)
	}
	return nil
}

// Skip is the error for what was passed over. Reading goes on after it.
type Skip struct {
	Path   string // of the file, and the line after a colon in JSON Lines
	Reason string
}

func (s *Skip) Error() string { return s.Path + ": " + s.Reason }

// Read yields the articles of files, of all files in folders, and of standard
// input for "-". An error that is a *Skip concerns one file or line, and the
// sequence goes on; any other error, as the end of ctx, is the last element. The
// sequence can be ranged over again, but for standard input.
func Read(ctx context.Context, paths []string, o Options) iter.Seq2[text.Article, error] {
	o = o.withDefaults()
	return func(yield func(text.Article, error) bool) {
		if err := o.validate(); err != nil {
			yield(text.Article{}, err)
			return
		}
		files, skips := find(paths)
		for _, s := range skips {
			if !yield(text.Article{}, s) {
				return
			}
		}
		r := reader{Options: o, ctx: ctx.Err, yield: yield}
		for _, f := range files {
			if err := ctx.Err(); err != nil {
				yield(text.Article{}, err)
				return
			}
			if !r.file(f) {
				return
			}
		}
	}
}

// A reader reads one file after the other.
type reader struct {
	Options
	ctx   func() error // says whether to stop
	yield func(text.Article, error) bool
}

// skip reports that path was passed over.
func (r *reader) skip(path, reason string) bool {
	return r.yield(text.Article{}, &Skip{path, reason})
}

// file yields the articles of one file and reports whether to go on.
func (r *reader) file(f file) bool {
	in := r.Stdin
	if f.name != "-" {
		open, err := os.Open(f.name)
		if err != nil {
			return r.skip(f.name, reason(err))
		}
		defer open.Close()
		in = open
	}
	b := newPeeker(in)
	if f.gzipped || f.name == "-" && b.startsWith("\x1f\x8b") {
		z, err := gzip.NewReader(b)
		if err != nil {
			return r.skip(f.name, brokenGzip(err))
		}
		defer z.Close()
		b = newPeeker(z)
	}
	format := f.format
	if f.name == "-" {
		format = looksLike(b)
	}
	if format == jsonLines {
		return r.lines(f.name, b)
	}
	return r.whole(f.name, format, b)
}

// whole yields the article that all of in is.
func (r *reader) whole(name string, format format, in io.Reader) bool {
	data, err := io.ReadAll(io.LimitReader(in, int64(r.MaxBytes)+1))
	switch {
	case len(data) > r.MaxBytes:
		return r.skip(name, tooBig(r.MaxBytes))
	case err != nil:
		return r.skip(name, reason(err))
	}
	a, err := decode(name, format, data)
	if err != nil {
		return r.skip(name, reason(err))
	}
	return r.yield(a, nil)
}

func tooBig(limit int) string { return fmt.Sprintf("is over the limit of %d bytes", limit) }

func brokenGzip(err error) string {
	if errors.Is(err, io.EOF) {
		return "is empty"
	}
	return "is no valid gzip: " + reason(err)
}

// reason returns the text of an error without the file's name, which the skip
// has already.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "ends too early"
	}
	return err.Error()
}
