package tag_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onymous/loader/tag"
	"onymous/loader/text"
)

func open(tb testing.TB) text.Stage {
	tb.Helper()
	s, err := tag.Stage()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// split makes a document of sentences, one a line, with spaces between tokens.
func split(lines string) *text.Doc {
	d := &text.Doc{Text: lines}
	at := 0
	for line := range strings.Lines(lines) {
		first, end := len(d.Tokens), at
		for _, form := range strings.Fields(line) {
			start := end + strings.Index(lines[end:], form)
			end = start + len(form)
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: end}, Head: -1})
		}
		d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: at, End: at + len(line)}, First: first, Last: len(d.Tokens)})
		at += len(line)
	}
	return d
}

func TestStage(t *testing.T) {
	stage := open(t)
	for _, tt := range []struct{ name, in, want string }{
		{"Passive", "Two men were arrested in Rotterdam on Tuesday .",
			"Two/NUM/two men/NOUN/man were/AUX/be arrested/VERB/arrest in/ADP/in Rotterdam/PROPN/Rotterdam on/ADP/on Tuesday/PROPN/Tuesday ./PUNCT/."},
		{"Contraction", "She did n't know the seller 's handle .",
			"She/PRON/she did/AUX/do n't/PART/not know/VERB/know the/DET/the seller/NOUN/seller 's/PART/'s handle/NOUN/handle ./PUNCT/."},
		{"Money", "Agents seized $ 4.5 million in cryptocurrency .",
			"Agents/NOUN/agent seized/VERB/seize $/SYM/$ 4.5/NUM/4.5 million/NUM/million in/ADP/in cryptocurrency/NOUN/cryptocurrency ./PUNCT/."},
		{"UnknownName", "Prosecutors say Wexlar Nune sold the cards .",
			"Prosecutors/NOUN/prosecutor say/VERB/say Wexlar/PROPN/Wexlar Nune/PROPN/Nune sold/VERB/sell the/DET/the cards/NOUN/card ./PUNCT/."},
		{"Irregular", "The worse servers stood in bunkers and had been taken down .",
			"The/DET/the worse/ADJ/bad servers/NOUN/server stood/VERB/stand in/ADP/in bunkers/NOUN/bunker and/CCONJ/and had/AUX/have been/AUX/be taken/VERB/take down/ADP/down ./PUNCT/."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := split(tt.in)
			if err := stage.Apply(d); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, k := range d.Tokens {
				got = append(got, d.Form(k.Span)+"/"+k.UPOS.String()+"/"+k.Lemma)
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestStageTakesAnyTokens(t *testing.T) {
	stage := open(t)
	long := strings.Repeat("seized ", 5000) + "."
	for name, in := range map[string]string{
		"Nothing": "", "EmptySentence": "\n\n", "OneToken": "x", "Long": long, "Controls": "\x00 \x01 ☠ 漢字", "Invalid": "\xff\xfe a\xc3",
		"LongToken": strings.Repeat("a", 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			d := split(in)
			if err := stage.Apply(d); err != nil {
				t.Fatal(err)
			}
			for i, k := range d.Tokens {
				if k.UPOS == text.NoPOS || k.XPOS == "" {
					t.Fatalf("token %d has no tags: %+v", i, k)
				}
			}
		})
	}
}

// What a document gets does not depend on what was read before it.
func TestStageForgets(t *testing.T) {
	stage := open(t)
	const line = "The market was run by a Canadian , 26 , from Trois-Rivières ."
	fresh, later := split(line), split(line)
	for _, d := range []*text.Doc{fresh, split(strings.Repeat("He sold drugs there . ", 90)), later} {
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	for i := range fresh.Tokens {
		if fresh.Tokens[i] != later.Tokens[i] {
			t.Errorf("token %d was %+v, then %+v", i, fresh.Tokens[i], later.Tokens[i])
		}
	}
}

// treebank returns a folder of treebanks that hold a few made-up sentences each.
func treebank(tb testing.TB) string {
	tb.Helper()
	sample, err := os.ReadFile("../internal/conllu/testdata/sample.conllu")
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(bytes.Repeat(sample, 3))
	z.Close()
	dir := tb.TempDir()
	for _, split := range []string{"ewt-train", "gum-train", "ewt-dev", "ewt-test", "gum-dev", "gum-test"} {
		if err := os.WriteFile(filepath.Join(dir, split+".conllu.gz"), b.Bytes(), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

func TestTrainIsReproducible(t *testing.T) {
	dir := treebank(t)
	train := func(seed uint64) []byte {
		b, err := tag.Train(context.Background(), tag.Options{Treebank: dir, Seed: seed, Epochs: 3})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first, second, other := train(1), train(1), train(2)
	if !bytes.Equal(first, second) {
		t.Error("the same seed gave two models")
	}
	if bytes.Equal(first, other) {
		t.Error("two seeds gave the same model")
	}
}

func TestTrainLearns(t *testing.T) {
	dir := treebank(t)
	model, err := tag.Train(context.Background(), tag.Options{Treebank: dir, Epochs: 60})
	if err != nil {
		t.Fatal(err)
	}
	scores, err := tag.ScoreModel(dir, model)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		if s.Words == 0 || s.UPOS < s.Words || s.Lemma < s.Words {
			t.Errorf("what was learnt by heart is not known: %v", s)
		}
	}
}

func TestTrainStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := tag.Train(ctx, tag.Options{Treebank: treebank(t)}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func BenchmarkStage(b *testing.B) {
	stage := open(b)
	d := split(strings.Repeat("Police in Rotterdam arrested two men , 26 and 31 , who are alleged to have run the site since 2019 .\n", 40))
	for b.Loop() {
		if err := stage.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
