package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const samples = "../../loader/testdata/articles"

// run runs onymous as from a shell, without a terminal.
func run(t *testing.T, stdin string, args ...string) (out, errOut string, status int) {
	t.Helper()
	var o, e bytes.Buffer
	p := &program{in: strings.NewReader(stdin), out: &o, errOut: &e}
	status = p.run(context.Background(), args)
	return o.String(), e.String(), status
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	out, errOut, status := run(t, "", args...)
	if status != statusOK {
		t.Fatalf("onymous %s: status %d\n%s", strings.Join(args, " "), status, errOut)
	}
	return out
}

func TestFromArticlesToAnswers(t *testing.T) {
	db := filepath.Join(t.TempDir(), "store")
	var summary struct{ New, Same, Skipped int }
	if err := json.Unmarshal([]byte(mustRun(t, "load", "--db", db, samples)), &summary); err != nil {
		t.Fatal(err)
	}
	articles, err := filepath.Glob(samples + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if summary.New != len(articles) || summary.Skipped != 0 {
		t.Errorf("load: %+v, want %d new and none skipped", summary, len(articles))
	}
	mustRun(t, "check", "--db", db)

	t.Run("LoadingAgainChangesNothing", func(t *testing.T) {
		before := mustRun(t, "export", "--db", db, "--format", "jsonl")
		if err := json.Unmarshal([]byte(mustRun(t, "load", "--db", db, samples)), &summary); err != nil {
			t.Fatal(err)
		}
		if summary.Same != len(articles) {
			t.Errorf("load again: %+v, want %d unchanged", summary, len(articles))
		}
		if after := mustRun(t, "export", "--db", db, "--format", "jsonl"); after != before {
			t.Error("the graph is another one after loading the same articles again")
		}
	})
	t.Run("AnEdgeAnswersWithItsSentence", func(t *testing.T) {
		answer := mustRun(t, "query", "--db", db, `{ marketplace(name: "AlphaBay") { administrators(first: 20) { edges { node { name } claims(first: 20) { quote article { title } } } } } }`)
		if !strings.Contains(answer, "Alexandre Cazes") || !strings.Contains(answer, `"quote":"`) {
			t.Errorf("answer %s, want Alexandre Cazes and a quote", answer)
		}
	})
	t.Run("ClaimsLoadIntoTheSameGraph", func(t *testing.T) {
		claims := filepath.Join(t.TempDir(), "claims.jsonl")
		mustRun(t, "export", "--db", db, "--format", "claims", "--out", claims)
		again := filepath.Join(t.TempDir(), "again")
		mustRun(t, "load", "--db", again, "--extracted", claims)
		for _, format := range []string{"jsonl", "claims", "gexf"} {
			if mustRun(t, "export", "--db", db, "--format", format) != mustRun(t, "export", "--db", again, "--format", format) {
				t.Errorf("%s: the graph loaded from claims differs from the one they came from", format)
			}
		}
	})
	t.Run("RetractTakesOneVoice", func(t *testing.T) {
		mustRun(t, "retract", "--db", db, filepath.Join(samples, "nemesis-brief.txt"))
		mustRun(t, "check", "--db", db)
	})
}

// TestTheSameArticlesGiveTheSameBytes loads in another order and with another
// number of workers.
func TestTheSameArticlesGiveTheSameBytes(t *testing.T) {
	files, err := filepath.Glob(samples + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	files = files[:12]
	var want string
	for _, args := range [][]string{{"--workers", "1"}, {"--workers", "7", "--batch", "5"}} {
		db := filepath.Join(t.TempDir(), "store")
		load := append([]string{"load", "--db", db}, args...)
		mustRun(t, append(load, files...)...)
		got := mustRun(t, "export", "--db", db, "--format", "jsonl")
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("with %v the graph is another one", args)
		}
		for i, j := 0, len(files)-1; i < j; i, j = i+1, j-1 {
			files[i], files[j] = files[j], files[i]
		}
	}
}

func TestBadInputIsSkippedByName(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"good.txt":   "Title: A raid\nDate: 2020-02-03\n\nThe Dutch National Police shut down the dark-web market Lanternfish on Monday.\n",
		"empty.txt":  "",
		"binary.txt": "\x00\x01\x02\xff\xfe\x00\x00",
		"lines.jsonl": `{"title": "One", "text": "Europol said on Tuesday that it had helped the FBI."}` + "\n" +
			`{"title": "Two", "text": ` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, errOut, status := run(t, "", "load", "--db", filepath.Join(dir, "store"), dir)
	if status != statusPartial {
		t.Errorf("status %d, want %d\n%s", status, statusPartial, errOut)
	}
	var summary struct{ New, Skipped int }
	if err := json.Unmarshal([]byte(out), &summary); err != nil {
		t.Fatal(err)
	}
	if summary.New != 2 || summary.Skipped != 3 {
		t.Errorf("summary %s, want 2 new and 3 skipped", out)
	}
	for _, name := range []string{"empty.txt", "binary.txt", "lines.jsonl:2"} {
		if !strings.Contains(errOut, name) {
			t.Errorf("the log does not name %s:\n%s", name, errOut)
		}
	}
}

func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"fly"}, {"load"}, {"load", "--db", "x"}, {"load", "--no-such-flag"}, {"export", "--db", "x", "--format", "png"}, {"extract"},
		{"stats"}, {"query", "--db", "x"}, {"judge", "--db", "x", "perhaps", "y"}, {"diff", "--db", "x", "1"}, {"--log", "loud", "sdl"},
	} {
		if _, errOut, status := run(t, "", args...); status != statusUsage || errOut == "" {
			t.Errorf("onymous %v: status %d, want %d, with a message, got %q", args, status, statusUsage, errOut)
		}
	}
}

func TestEveryCommandHasAnExample(t *testing.T) {
	p := &program{}
	for _, c := range p.rootCommand().Commands() {
		if c.Example == "" || c.Short == "" {
			t.Errorf("%s has no example or no summary", c.Name())
		}
	}
}
