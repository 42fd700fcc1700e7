// Package conllu reads treebanks in the CoNLL-U format of Universal Dependencies.
//
// For a training stage or a scorer: range over ReadFile and get one Sentence at
// a time, with the document that it belongs to. Multiword tokens and empty nodes
// are skipped, since the words of a tree are the syntactic words. Of the
// features, enhanced dependencies and MISC only what a stage here learns from is
// kept.
package conllu

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"os"
	"strconv"
	"strings"

	"onymous/loader/text"
)

// Word is a syntactic word of a tree.
type Word struct {
	Form, Lemma string
	UPOS        text.UPOS
	XPOS        string

	// Head is the index of the head in Sentence.Words, -1 for the root.
	Head int
	Rel  string

	// Entity is the value of Entity in MISC, empty where there is none.
	Entity string

	// SpaceAfter is false if the next word follows without a space, as
	// SpaceAfter=No or a multiword token around both say.
	SpaceAfter bool
}

// Sentence is a tree and where it stands.
type Sentence struct {
	Doc, ID, Text string
	NewParagraph  bool
	Words         []Word
}

// maxLine bounds a line of a treebank, in bytes.
const maxLine = 1 << 20

// ReadFile yields the sentences of a file, gzipped if its name ends in .gz, in
// order. It stops at the first error, which it yields with a zero Sentence; an
// error of the format names file and line.
func ReadFile(name string) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(Sentence{}, fmt.Errorf("conllu: %w", err))
			return
		}
		defer f.Close()
		var r io.Reader = f
		if strings.HasSuffix(name, ".gz") {
			z, err := gzip.NewReader(f)
			if err != nil {
				yield(Sentence{}, fmt.Errorf("conllu: %s: %w", name, err))
				return
			}
			defer z.Close()
			r = z
		}
		for s, err := range Read(r) {
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if !yield(s, err) {
				return
			}
		}
	}
}

// Read yields the sentences of r in order. It stops at the first error, which
// it yields with a zero Sentence. The sequence can be ranged over once.
func Read(r io.Reader) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, maxLine)
		var b builder
		for n := 1; lines.Scan(); n++ {
			if strings.TrimSpace(lines.Text()) != "" {
				if err := b.line(lines.Text()); err != nil {
					yield(Sentence{}, fmt.Errorf("conllu: line %d: %w", n, err))
					return
				}
				continue
			}
			if more, err := b.flush(n, yield); err != nil || !more {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(Sentence{}, fmt.Errorf("conllu: %w", err))
			return
		}
		b.flush(0, yield)
	}
}

// builder gathers the lines of one sentence.
type builder struct {
	s    Sentence
	doc  string
	last int // last word of the multiword token that is open, 0 if none
}

// flush yields the sentence gathered so far, if it has words, and begins the
// next. It reports whether the consumer wants more.
func (b *builder) flush(line int, yield func(Sentence, error) bool) (more bool, err error) {
	s := b.s
	b.s, b.last = Sentence{Doc: b.doc}, 0
	if len(s.Words) == 0 {
		b.s.NewParagraph = s.NewParagraph
		return true, nil
	}
	for i, w := range s.Words {
		if w.Head >= len(s.Words) || w.Head == i {
			err := fmt.Errorf("conllu: before line %d: word %d has head %d of %d words", line, i+1, w.Head+1, len(s.Words))
			yield(Sentence{}, err)
			return false, err
		}
	}
	return yield(s, nil), nil
}

func (b *builder) line(line string) error {
	if comment, ok := strings.CutPrefix(line, "#"); ok {
		b.comment(strings.TrimSpace(comment))
		return nil
	}
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil // empty node
	}
	if _, last, ok := strings.Cut(f[0], "-"); ok {
		n, err := strconv.Atoi(last)
		if err != nil {
			return fmt.Errorf("multiword token %q", f[0])
		}
		b.last = n
		return nil
	}
	if f[0] != strconv.Itoa(len(b.s.Words)+1) {
		return fmt.Errorf("word %q after %d words", f[0], len(b.s.Words))
	}
	w, err := word(f)
	if err != nil {
		return err
	}
	if len(b.s.Words)+1 < b.last {
		w.SpaceAfter = false
	}
	b.s.Words = append(b.s.Words, w)
	return nil
}

func (b *builder) comment(c string) {
	key, value, _ := strings.Cut(c, "=")
	value = strings.TrimSpace(value)
	switch key := strings.TrimSpace(key); {
	case key == "newdoc id":
		b.doc, b.s.Doc = value, value
	case key == "sent_id":
		b.s.ID = value
	case key == "text":
		b.s.Text = value
	case key == "newpar" || strings.HasPrefix(key, "newpar "):
		b.s.NewParagraph = true
	}
}

// word reads the columns of a word. Whether a space follows inside a multiword
// token is for the caller to say.
func word(f []string) (Word, error) {
	w := Word{Form: f[1], Lemma: f[2], XPOS: f[4], Rel: f[7], SpaceAfter: true}
	upos, ok := text.ParseUPOS(f[3])
	if !ok {
		return w, fmt.Errorf("unknown tag %q", f[3])
	}
	w.UPOS = upos
	head, err := strconv.Atoi(f[6])
	if err != nil || head < 0 {
		return w, fmt.Errorf("head %q", f[6])
	}
	w.Head = head - 1
	for item := range strings.SplitSeq(f[9], "|") {
		if item == "SpaceAfter=No" {
			w.SpaceAfter = false
		}
		if entity, ok := strings.CutPrefix(item, "Entity="); ok {
			w.Entity = entity
		}
	}
	return w, nil
}
