package loader_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader"
	"onymous/loader/score"
)

var update = flag.Bool("update", false, "rewrite the .want files from what the code does now")

const articles = "testdata/articles"

// TestScore compares the figures of the samples with score.want. A change of
// quality is a line in its diff: to accept one, run with -update and read it.
func TestScore(t *testing.T) {
	gold, err := score.ReadGold(articles)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := loader.New(loader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var read, trivial score.Report
	for doc, err := range reader.Read(t.Context(), []string{articles}) {
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(doc.Article.Path), filepath.Ext(doc.Article.Path))
		if gold[name] == nil {
			t.Fatalf("%s has no gold", doc.Article.Path)
		}
		read.Add(name, gold[name], loader.Answer(doc))
		trivial.Add(name, gold[name], loader.Answer(baseline(doc.Article)))
	}
	if read.Articles != len(gold) {
		t.Errorf("%d articles read, want %d", read.Articles, len(gold))
	}
	var got bytes.Buffer
	fmt.Fprintf(&got, "The samples, %d articles, read by the pipeline:\n\n", read.Articles)
	if err := read.WriteText(&got); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(&got, "\nThe trivial baseline: capitalised words are names, names in one sentence are tied:\n\n")
	for _, layer := range score.Layers() {
		total := trivial.Total(layer)
		fmt.Fprintf(&got, "ALL %-24s P %.3f  R %.3f  F1 %.3f\n", layer+"s", total.Precision(), total.Recall(), total.F1())
	}
	compareGolden(t, "testdata/score.want", got.Bytes())
}

func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not what the code does now (-want +got); run with -update if it is meant:\n%s", file, diff)
	}
}

// baseline finds what needs no reading: a run of capitalised words is a name,
// of an operation if it begins with that word, of an agency if it is an acronym,
// else of a person; two names in one paragraph are tied by the first kind of edge
// that may join them.
func baseline(article graph.Article) *graph.Document {
	d := &graph.Document{Article: article}
	index := map[string]int{}
	for paragraph := range strings.SplitSeq(article.Text, "\n\n") {
		var here []int
		for _, name := range capitalisedRuns(paragraph) {
			at, known := index[name]
			if !known {
				at = len(d.Mentions)
				index[name] = at
				d.Mentions = append(d.Mentions, graph.Mention{Kind: trivialKind(name), Name: name})
			}
			if !slices.Contains(here, at) {
				here = append(here, at)
			}
		}
		for _, a := range here {
			for _, b := range here {
				if kind := firstKind(d.Mentions[a].Kind, d.Mentions[b].Kind); a != b && kind.Valid() {
					d.Claims = append(d.Claims, graph.Claim{Edge: kind, From: a, To: b, Rule: "baseline"})
				}
			}
		}
	}
	return d
}

func capitalisedRuns(s string) []string {
	runs := map[string]bool{}
	var run []string
	flush := func() {
		if len(run) > 0 {
			runs[strings.Join(run, " ")] = true
		}
		run = nil
	}
	for word := range strings.FieldsSeq(s) {
		bare := strings.Trim(word, ".,:;!?()[]\"'“”‘’")
		if bare != "" && strings.ToUpper(bare[:1]) == bare[:1] && strings.ToLower(bare[:1]) != bare[:1] {
			run = append(run, bare)
		} else {
			flush()
		}
		if !strings.HasSuffix(word, bare) {
			flush()
		}
	}
	flush()
	return slices.Sorted(maps.Keys(runs))
}

func trivialKind(name string) ontology.NodeKind {
	switch {
	case strings.HasPrefix(name, "Operation "):
		return ontology.Operation
	case len(name) > 2 && strings.ToUpper(name) == name:
		return ontology.Agency
	default:
		return ontology.Person
	}
}

func firstKind(from, to ontology.NodeKind) ontology.EdgeKind {
	for _, t := range ontology.EdgeTypes() {
		if t.Kind.Joins(from, to) {
			return t.Kind
		}
	}
	return 0
}
