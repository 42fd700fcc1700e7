package score_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/score"
)

// TestFiguresAreThoseOfTheReferenceScorer compares with what the reference
// scorer, a Python program, printed for the same gold and the same answers.
func TestFiguresAreThoseOfTheReferenceScorer(t *testing.T) {
	gold, err := score.ReadGold("../testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	predicted := readPredicted(t, "testdata/predicted.jsonl")
	var report score.Report
	for name := range predicted {
		report.Add(name, gold[name], predicted[name])
	}
	const absent = "alphabay-press-release" // the reference run had one article without an answer
	report.Add(absent, gold[absent], nil)
	got := decode(t, must(json.Marshal(&report)))
	want := decode(t, must(os.ReadFile("testdata/figures.want.json")))
	delete(got, "rules") // an addition of ours
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures differ (-want +got):\n%s", diff)
	}
}

func readPredicted(t *testing.T, file string) map[string]*score.Graph {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	graphs := map[string]*score.Graph{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			Article struct{ Path string }
			score.Graph
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		graphs[strings.TrimSuffix(filepath.Base(line.Article.Path), ".txt")] = &line.Graph
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return graphs
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func decode(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}
