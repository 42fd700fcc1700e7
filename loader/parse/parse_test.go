package parse_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/parse"
	"onymous/loader/tag"
	"onymous/loader/text"
)

var update = flag.Bool("update", false, "rewrite the .want files from what the code does now")

func open(tb testing.TB) *text.Pipeline {
	tb.Helper()
	tags, err := tag.Stage()
	if err != nil {
		tb.Fatal(err)
	}
	trees, err := parse.Stage()
	if err != nil {
		tb.Fatal(err)
	}
	given := text.Stage{Name: "given", Gives: text.Sentences | text.Tokens, Apply: func(*text.Doc) error { return nil }}
	p, err := text.NewPipeline(given, tags, trees)
	if err != nil {
		tb.Fatal(err)
	}
	return p
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

// TestGolden parses every testdata/*.txt, a tokenized sentence a line, and
// compares the trees with the .want file beside it. Some of them are wrong: the files
// say what the parser does, and a change of it is a line in the diff.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases (err %v)", err)
	}
	pipeline := open(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			in, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := split(string(in))
			if err := pipeline.Apply(d); err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, s := range d.Sentences {
				got.WriteString("# " + d.Form(s.Span) + parse.Draw(d, s) + "\n")
			}
			name := strings.TrimSuffix(file, ".txt") + ".want"
			if *update {
				if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		})
	}
}

// The arcs that relations are read from, in sentences of the kind they stand in.
func TestStageFindsArguments(t *testing.T) {
	pipeline := open(t)
	for _, tt := range []struct{ name, in, want string }{
		{"Active", "Police arrested two men in Leeds .", "Police nsubj arrested; men obj arrested; Leeds obl arrested"},
		{"Passive", "The site was seized by the FBI on Monday .", "site nsubj:pass seized; FBI obl:agent seized; Monday obl seized"},
		{"Nominal", "The arrest of Wexler by Dutch police was announced .", "arrest nsubj:pass announced; Wexler nmod arrest"},
		{"Conjuncts", "They arrested men in France , Germany and Romania .", "France obl arrested; Germany conj France; Romania conj France"},
		{"Relative", "He ran a forum that sold stolen cards .", "forum obj ran; that nsubj sold; cards obj sold; sold acl:relcl forum"},
		{"Title", "Europol director Maria Keller praised the raid .", "raid obj praised"},
		{"Possessive", "The market 's administrator was jailed .", "market nmod:poss administrator; administrator nsubj:pass jailed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := split(tt.in)
			if err := pipeline.Apply(d); err != nil {
				t.Fatal(err)
			}
			have := map[string]bool{}
			for _, k := range d.Tokens {
				if k.Head >= 0 {
					have[d.Form(k.Span)+" "+k.Rel+" "+d.Form(d.Tokens[k.Head].Span)] = true
				}
			}
			for arc := range strings.SplitSeq(tt.want, "; ") {
				if !have[arc] {
					t.Errorf("%s: no arc %q in\n%s", tt.in, arc, parse.Draw(d, d.Sentences[0]))
				}
			}
		})
	}
}

// checkTree reports what keeps a sentence from being a projective tree with one root.
func checkTree(t *testing.T, d *text.Doc, s text.Sentence) {
	t.Helper()
	roots := 0
	below := func(i, head int) bool {
		for range s.Last - s.First {
			if i == head {
				return true
			}
			if i = d.Tokens[i].Head; i < 0 {
				return false
			}
		}
		return false
	}
	for i := s.First; i < s.Last; i++ {
		h := d.Tokens[i].Head
		if (h < 0) != (d.Tokens[i].Rel == "root") {
			t.Errorf("token %d has head %d and relation %q", i, h, d.Tokens[i].Rel)
		}
		if h < 0 {
			roots++
			continue
		}
		if h < s.First || h >= s.Last || h == i {
			t.Fatalf("token %d of [%d, %d) has head %d", i, s.First, s.Last, h)
		}
		if s.Last-s.First > 500 {
			continue // crossings take cubic time to look for
		}
		for k := min(i, h) + 1; k < max(i, h); k++ {
			if !below(k, h) {
				t.Fatalf("the arc from %d to %d crosses another over token %d", h, i, k)
			}
		}
	}
	if roots != 1 && s.First < s.Last {
		t.Errorf("tokens [%d, %d) have %d roots", s.First, s.Last, roots)
	}
}

func TestStageTakesAnyTokens(t *testing.T) {
	pipeline := open(t)
	for name, in := range map[string]string{
		"Nothing": "", "EmptySentence": "\n\n", "OneToken": "x", "Stops": strings.Repeat(". ", 300),
		"Long": strings.Repeat("seized the servers , ", 1500) + ".", "Controls": "\x00 \x01 ☠ 漢字", "Invalid": "\xff\xfe a\xc3",
		"Brackets": strings.Repeat("( ", 400) + strings.Repeat(") ", 400),
	} {
		t.Run(name, func(t *testing.T) {
			d := split(in)
			if err := pipeline.Apply(d); err != nil {
				t.Fatal(err)
			}
			for _, s := range d.Sentences {
				checkTree(t, d, s)
			}
		})
	}
}

func FuzzStage(f *testing.F) {
	pipeline := open(f)
	f.Add("Police arrested two men .\nHe \"sold\" them , too .")
	f.Add(strings.Repeat("( ", 200))
	f.Fuzz(func(t *testing.T, in string) {
		d := split(in)
		if err := pipeline.Apply(d); err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Sentences {
			checkTree(t, d, s)
		}
	})
}

// What a document gets does not depend on what was read before it.
func TestStageForgets(t *testing.T) {
	pipeline := open(t)
	const line = "The market was run by a Canadian , 26 , from Trois-Rivières ."
	fresh, later := split(line), split(line)
	for _, d := range []*text.Doc{fresh, split(strings.Repeat("He sold drugs there . ", 90)), later} {
		if err := pipeline.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(fresh.Tokens, later.Tokens); diff != "" {
		t.Errorf("the same sentence again (-first +later):\n%s", diff)
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
		b, err := parse.Train(context.Background(), parse.Options{Treebank: dir, Seed: seed, Epochs: 2})
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
	model, err := parse.Train(context.Background(), parse.Options{Treebank: dir, Epochs: 40})
	if err != nil {
		t.Fatal(err)
	}
	scores, err := parse.ScoreModel(context.Background(), dir, model, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		if s.Words == 0 || s.LAS*100 < s.Words*95 {
			t.Errorf("what was learnt by heart is not known: %v", s)
		}
	}
}

func TestTrainStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := parse.Train(ctx, parse.Options{Treebank: treebank(t)}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want %v", err, context.Canceled)
	}
}

func BenchmarkStage(b *testing.B) {
	tags, err := tag.Stage()
	if err != nil {
		b.Fatal(err)
	}
	trees, err := parse.Stage()
	if err != nil {
		b.Fatal(err)
	}
	in, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := split(strings.Repeat(string(in), 10))
	for _, s := range []text.Stage{tags, trees} {
		b.Run(s.Name, func(b *testing.B) {
			for b.Loop() {
				if err := s.Apply(d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
