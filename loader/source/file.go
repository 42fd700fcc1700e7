package source

import (
	"bufio"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"onymous/loader/text"
)

// A format is a way to keep articles in a file.
type format uint8

const (
	unknown format = iota
	plain
	markdown
	htmlPage
	jsonLines
)

var formats = map[string]format{
	".txt": plain, ".text": plain,
	".md": markdown, ".markdown": markdown,
	".html": htmlPage, ".htm": htmlPage, ".xhtml": htmlPage,
	".jsonl": jsonLines, ".ndjson": jsonLines,
}

func (f format) markup() text.Markup {
	switch f {
	case markdown:
		return text.Markdown
	case htmlPage:
		return text.HTML
	}
	return text.Plain
}

// A file is one to read.
type file struct {
	name    string
	format  format
	gzipped bool
}

func fileOf(name string) file {
	f := file{name: name}
	base := strings.ToLower(filepath.Base(name))
	if rest, ok := strings.CutSuffix(base, ".gz"); ok {
		f.gzipped, base = true, rest
	}
	f.format = formats[filepath.Ext(base)]
	return f
}

// find returns the files that the paths name, sorted, each once, and what was
// passed over.
func find(paths []string) (files []file, skips []*Skip) {
	for _, p := range paths {
		if p == "-" {
			files = append(files, file{name: p})
			continue
		}
		p = filepath.Clean(p)
		info, err := os.Stat(p)
		switch {
		case err != nil:
			skips = append(skips, &Skip{p, reason(err)})
		case info.IsDir():
			found, missed := walk(p)
			files, skips = append(files, found...), append(skips, missed...)
		case !info.Mode().IsRegular():
			skips = append(skips, &Skip{p, "is no regular file"})
		case fileOf(p).format == unknown:
			skips = append(skips, &Skip{p, "is of an unknown kind: want .txt, .md, .html or .jsonl, or one of them and .gz"})
		default:
			files = append(files, fileOf(p))
		}
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	slices.SortFunc(skips, func(a, b *Skip) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(files), skips
}

// walk returns the files of known formats under a folder.
func walk(root string) (files []file, skips []*Skip) {
	// The function returns no error, so neither does WalkDir.
	_ = filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			skips = append(skips, &Skip{p, reason(err)})
			return nil
		}
		if p != root && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		f := fileOf(p)
		if e.IsDir() || f.format == unknown {
			return nil
		}
		info, err := os.Stat(p) // follows a link to a file
		switch {
		case err != nil:
			skips = append(skips, &Skip{p, reason(err)})
		case info.Mode().IsRegular():
			files = append(files, f)
		}
		return nil
	})
	return files, skips
}

// A peeker is a reader that can look ahead.
type peeker struct{ *bufio.Reader }

func newPeeker(r io.Reader) peeker { return peeker{bufio.NewReaderSize(r, 64<<10)} }

func (p peeker) startsWith(s string) bool {
	head, _ := p.Peek(len(s)) // a short read does not start with s
	return string(head) == s
}

// looksLike guesses the format of what p reads.
func looksLike(p peeker) format {
	head, _ := p.Peek(1024) // the beginning, however short
	s := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n"))
	switch {
	case strings.HasPrefix(s, `{`):
		return jsonLines
	case strings.HasPrefix(s, "<!doctype html"), strings.HasPrefix(s, "<html"), strings.HasPrefix(s, "<?xml"),
		strings.HasPrefix(s, "<!--"), strings.HasPrefix(s, "<head"), strings.HasPrefix(s, "<body"), strings.HasPrefix(s, "<article"):
		return htmlPage
	}
	return plain
}
