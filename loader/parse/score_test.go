package parse_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/internal/conllu"
	"onymous/loader/parse"
	"onymous/loader/tag"
)

// treebanks is where the treebanks stand beside the project; they are not part of it.
const treebanks = "../../../shared/treebank"

// TestScore keeps testdata/score.want true: what the embedded models score, below
// what comes of attaching each word to the next.
func TestScore(t *testing.T) {
	if _, err := os.Stat(treebanks); err != nil {
		t.Skip("the treebanks are not here")
	}
	model, err := os.ReadFile("parse.model")
	if err != nil {
		t.Fatal(err)
	}
	scores, err := parse.ScoreModel(context.Background(), treebanks, model, tag.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	got := "each word attached to the next, by the relation that its tag has most often\n" + lines(baseline(t)) +
		"\nparse.model, with the tags of tag.model\n" + lines(scores)
	const name = "testdata/score.want"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func lines(scores []parse.Score) string {
	var b strings.Builder
	for _, s := range scores {
		b.WriteString(s.String() + "\n")
	}
	return b.String()
}

// baseline scores what attaches each word to the next and the last to the root.
func baseline(t *testing.T) []parse.Score {
	t.Helper()
	read := func(splits ...string) []conllu.Sentence {
		corpus, err := conllu.ReadSplits(treebanks, splits...)
		if err != nil {
			t.Fatal(err)
		}
		return corpus
	}
	type use struct{ xpos, rel string }
	counts, best := map[use]int{}, map[string]string{}
	for _, s := range read(conllu.Train...) {
		for _, w := range s.Words {
			counts[use{w.XPOS, w.Rel}]++
			if counts[use{w.XPOS, w.Rel}] > counts[use{w.XPOS, best[w.XPOS]}] {
				best[w.XPOS] = w.Rel
			}
		}
	}
	var scores []parse.Score
	for _, split := range conllu.Held {
		score := parse.Score{Split: split}
		for _, s := range read(split) {
			for i, w := range s.Words {
				score.Words++
				if w.Head == i+1 || w.Head < 0 && i == len(s.Words)-1 {
					score.UAS++
					if w.Rel == best[w.XPOS] {
						score.LAS++
					}
				}
			}
		}
		scores = append(scores, score)
	}
	return scores
}
