package graph_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/graph"
	"onymous/graph/graphtest"
	"onymous/graph/ontology"
)

var update = flag.Bool("update", false, "write the backup of this layout, if there is none, and the .want files")

// TestBackupsOfAllLayouts restores the backup of every layout that was released, and
// compares the graph with the .want file beside it. A new layout gets a backup of its own
// (run with -update); those that are there must stay as they are.
func TestBackupsOfAllLayouts(t *testing.T) {
	if *update {
		writeLayoutBackup(t)
	}
	files, err := filepath.Glob("testdata/layout-*.backup")
	if err != nil || len(files) == 0 {
		t.Fatalf("no backups (err %v)", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			backup, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "db")
			if err := graph.Restore(t.Context(), graph.Options{Dir: dir}, bytes.NewReader(backup)); err != nil {
				t.Fatal(err)
			}
			got := graphtest.Dump(t, open(t, graph.Options{Dir: dir}))
			want := strings.TrimSuffix(file, ".backup") + ".want"
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			text, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (-) and what is restored (+) differ:\n%s", want, diff)
			}
		})
	}
}

// writeLayoutBackup writes a backup that has a record of every letter that a small
// store can have.
func writeLayoutBackup(t *testing.T) {
	t.Helper()
	file := "testdata/layout-1.backup"
	if _, err := os.Stat(file); err == nil {
		return
	}
	s := open(t, graph.Options{})
	rng := rand.New(rand.NewPCG(1, 1))
	for range 2 {
		err := s.Update(t.Context(), func(tx *graph.Tx) error {
			for i := range 12 {
				if _, err := tx.Put(t.Context(), graphtest.Article(rng, fmt.Sprintf("article-%d", i))); err != nil {
					return err
				}
			}
			return tx.Retract(t.Context(), graph.ArticleID("article-3"))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := s.Update(t.Context(), func(tx *graph.Tx) error {
		var people []graph.ID
		for n, err := range tx.Nodes(t.Context(), ontology.Person, 0) {
			if err != nil {
				return err
			}
			people = append(people, n.ID)
		}
		for _, j := range []graph.Judgement{{Verdict: graph.Same, Nodes: people[:2], By: "ana"}, {Verdict: graph.Different, Nodes: people[1:3]},
			{Verdict: graph.Rename, Nodes: people[:1], Name: "Somebody Else"}, {Verdict: graph.Reject, Claim: graph.ClaimID{Article: graph.ArticleID("article-1")}}} {
			if _, err := tx.Judge(t.Context(), j); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, backup(t, s), 0o644); err != nil {
		t.Fatal(err)
	}
}
