package name

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"onymous/loader/internal/conllu"
	"onymous/loader/text"
)

// A sample is a document with its names. A corpus that does not annotate names
// of events and other things leaves open whether a token outside of all names is
// part of one.
type sample struct {
	doc     *text.Doc
	names   []text.Name
	partial bool
}

// sampleBuilder makes the text of a document of tokens.
type sampleBuilder struct {
	b      strings.Builder
	sample sample
}

func newSampleBuilder() *sampleBuilder { return &sampleBuilder{sample: sample{doc: &text.Doc{}}} }

func (b *sampleBuilder) sentence(forms []string) (first int) {
	d := b.sample.doc
	first = len(d.Tokens)
	start := b.b.Len()
	for _, f := range forms {
		at := b.b.Len()
		b.b.WriteString(f)
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: at, End: b.b.Len()}, Head: -1})
		b.b.WriteByte(' ')
	}
	d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: start, End: b.b.Len() - 1}, First: first, Last: len(d.Tokens)})
	return first
}

func (b *sampleBuilder) done() sample {
	b.sample.doc.Text = b.b.String()
	return b.sample
}

// readGUM returns the documents of a split of GUM.
func readGUM(dir, split string) ([]sample, error) {
	corpus, err := conllu.ReadSplits(dir, "gum-"+split)
	return samplesOf(corpus, goldNames), err
}

// samplesOf returns the documents of a treebank, with its tags, and with the names
// that the function finds in a sentence.
func samplesOf(corpus []conllu.Sentence, gold func([]conllu.Word) []text.Name) []sample {
	var samples []sample
	b := newSampleBuilder()
	for i, s := range corpus {
		if i > 0 && s.Doc != corpus[i-1].Doc {
			samples = append(samples, b.done())
			b = newSampleBuilder()
		}
		first := b.sentence(s.Forms())
		for _, n := range gold(s.Words) {
			n.First, n.Last = n.First+first, n.Last+first
			b.sample.names = append(b.sample.names, n)
		}
	}
	samples = append(samples, b.done())
	setTags(samples, corpus)
	return samples
}

// setTags gives the tokens of samples the tags of the treebank that they are from.
func setTags(samples []sample, corpus []conllu.Sentence) {
	for _, s := range samples {
		for k, span := range s.doc.Sentences {
			for i, w := range corpus[k].Words {
				t := &s.doc.Tokens[span.First+i]
				t.UPOS, t.XPOS = w.UPOS, w.XPOS
			}
		}
		corpus = corpus[len(s.doc.Sentences):]
	}
}

// noNames is for a treebank that does not mark names.
func noNames([]conllu.Word) []text.Name { return nil }

// readUNER returns the documents of Universal NER.
func readUNER(dir, split string) ([]sample, error) {
	f, err := os.Open(filepath.Join(dir, "uner-ewt-"+split+".iob2.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	var samples []sample
	b := newSampleBuilder()
	b.sample.partial = true
	var forms, tags []string
	flush := func() {
		if len(forms) > 0 {
			b.sample.names = append(b.sample.names, chunks(tags, b.sentence(forms))...)
		}
		forms, tags = nil, nil
	}
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			if flush(); len(b.sample.doc.Tokens) > 0 {
				samples = append(samples, b.done())
				b = newSampleBuilder()
				b.sample.partial = true
			}
		case line == "":
			flush()
		case !strings.HasPrefix(line, "#"):
			cols := strings.Split(line, "\t")
			if len(cols) < 3 {
				return nil, fmt.Errorf("%s: %d columns in %q", f.Name(), len(cols), line)
			}
			forms, tags = append(forms, cols[1]), append(tags, cols[2])
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	flush()
	return append(samples, b.done()), nil
}

var unerTypes = map[string]text.NameType{"PER": text.PersonName, "LOC": text.PlaceName, "ORG": text.OrganizationName}

// chunks returns the names of tags like B-PER and I-PER.
func chunks(tags []string, first int) []text.Name {
	var out []text.Name
	for i, tag := range tags {
		place, class, _ := strings.Cut(tag, "-")
		t := unerTypes[class]
		switch {
		case t == 0:
		case place == "I" && i > 0 && len(out) > 0 && out[len(out)-1].Last == first+i && out[len(out)-1].Type == t:
			out[len(out)-1].Last++
		default:
			out = append(out, text.Name{First: first + i, Last: first + i + 1, Type: t})
		}
	}
	return out
}
