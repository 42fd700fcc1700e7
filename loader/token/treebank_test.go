package token_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"onymous/loader/internal/conllu"
	"onymous/loader/sentence"
	"onymous/loader/text"
	"onymous/loader/token"
)

// bounds are where the tokens and the sentences of a text begin and end,
// counted in characters that are no white space.
type bounds struct{ tokens, sentences map[text.Span]bool }

// compare returns the F1 of the spans of got.
func compare(got, want map[text.Span]bool) float64 {
	both := 0
	for s := range got {
		if want[s] {
			both++
		}
	}
	return 2 * float64(both) / float64(len(got)+len(want))
}

// gold returns the raw text of a document of a treebank, and its bounds.
func gold(sentences []conllu.Sentence) (string, bounds) {
	var raw strings.Builder
	b := bounds{map[text.Span]bool{}, map[text.Span]bool{}}
	at := 0
	for i, s := range sentences {
		if i > 0 && s.NewParagraph {
			raw.WriteString("\n\n")
		}
		first := at
		for _, w := range s.Words {
			raw.WriteString(w.Form)
			n := solid(w.Form)
			b.tokens[text.Span{Start: at, End: at + n}] = true
			at += n
			if w.SpaceAfter {
				raw.WriteByte(' ')
			}
		}
		b.sentences[text.Span{Start: first, End: at}] = true
	}
	return raw.String(), b
}

// solid counts the characters of s that are no white space.
func solid(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// system returns the bounds that the stages find in raw.
func system(t *testing.T, raw string) bounds {
	d := &text.Doc{Text: raw}
	for _, s := range []text.Stage{sentence.Stage, token.Stage} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	b := bounds{map[text.Span]bool{}, map[text.Span]bool{}}
	at, last := 0, 0
	count := func(offset int) int {
		at += solid(raw[last:offset])
		last = offset
		return at
	}
	for _, s := range d.Sentences {
		if s.First == s.Last {
			continue
		}
		first := -1
		for _, tok := range d.Tokens[s.First:s.Last] {
			start := count(tok.Start)
			if first < 0 {
				first = start
			}
			b.tokens[text.Span{Start: start, End: count(tok.End)}] = true
		}
		b.sentences[text.Span{Start: first, End: at}] = true
	}
	return b
}

// TestTreebank prints the F1 of sentences and tokens on raw text, and with
// VERBOSE the places that differ. It needs the treebanks:
//
//	ONYMOUS_TREEBANK=dir go test -v -run Treebank ./loader/token
func TestTreebank(t *testing.T) {
	dir := os.Getenv("ONYMOUS_TREEBANK")
	if dir == "" {
		t.Skip("ONYMOUS_TREEBANK is not set")
	}
	for _, name := range []string{"ewt-dev", "gum-dev", "ewt-test", "gum-test"} {
		got, want := bounds{map[text.Span]bool{}, map[text.Span]bool{}}, bounds{map[text.Span]bool{}, map[text.Span]bool{}}
		offset := 0
		for _, doc := range documents(t, filepath.Join(dir, name+".conllu.gz")) {
			raw, g := gold(doc)
			s := system(t, raw)
			if os.Getenv("VERBOSE") != "" && strings.HasSuffix(name, os.Getenv("VERBOSE")) {
				differ(t, raw, s, g)
			}
			for _, p := range []struct{ to, from map[text.Span]bool }{{got.tokens, s.tokens}, {got.sentences, s.sentences}, {want.tokens, g.tokens}, {want.sentences, g.sentences}} {
				for span := range p.from {
					p.to[text.Span{Start: span.Start + offset, End: span.End + offset}] = true
				}
			}
			offset += len(raw)
		}
		t.Logf("%s: tokens F1 %.4f, sentences F1 %.4f", name, compare(got.tokens, want.tokens), compare(got.sentences, want.sentences))
	}
}

func documents(t *testing.T, file string) [][]conllu.Sentence {
	var docs [][]conllu.Sentence
	last := ""
	for s, err := range conllu.ReadFile(file) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Doc != last || len(docs) == 0 {
			docs = append(docs, nil)
			last = s.Doc
		}
		docs[len(docs)-1] = append(docs[len(docs)-1], s)
	}
	return docs
}

// differ prints what the treebank divides otherwise.
func differ(t *testing.T, raw string, got, want bounds) {
	chars := []rune(strings.Join(strings.Fields(raw), ""))
	show := func(what string, only, other map[text.Span]bool, near int) {
		var spans []text.Span
		for s := range only {
			if !other[s] {
				spans = append(spans, s)
			}
		}
		slices.SortFunc(spans, func(a, b text.Span) int { return a.Start - b.Start })
		for _, s := range spans {
			end := min(s.End, len(chars))
			from := max(s.Start, end-near)
			t.Logf("%s %s | %s | %s", what, string(chars[max(0, from-12):from]), string(chars[from:end]), string(chars[end:min(len(chars), end+12)]))
		}
	}
	show("token+", got.tokens, want.tokens, 60)
	show("token-", want.tokens, got.tokens, 60)
	show("sent+", got.sentences, want.sentences, 25)
	show("sent-", want.sentences, got.sentences, 25)
}
