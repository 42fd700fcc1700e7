package tag_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/loader/internal/conllu"
	"onymous/loader/tag"
)

var update = flag.Bool("update", false, "rewrite the .want files from what the code does now")

// treebanks is where the treebanks stand beside the project; they are not part of it.
const treebanks = "../../../shared/treebank"

// TestScore keeps testdata/score.want true: what the embedded model scores, below
// what comes of giving each word its most frequent tag.
func TestScore(t *testing.T) {
	if _, err := os.Stat(treebanks); err != nil {
		t.Skip("the treebanks are not here")
	}
	model, err := os.ReadFile("tag.model")
	if err != nil {
		t.Fatal(err)
	}
	scores, err := tag.ScoreModel(treebanks, model)
	if err != nil {
		t.Fatal(err)
	}
	got := "most frequent tag of each word\n" + lines(baseline(t)) + "\ntag.model\n" + lines(scores)
	if *update {
		if err := os.WriteFile("testdata/score.want", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/score.want")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("score.want (-want +got):\n%s", diff)
	}
}

func lines(scores []tag.Score) string {
	var b strings.Builder
	for _, s := range scores {
		b.WriteString(s.String() + "\n")
	}
	return b.String()
}

// baseline scores what gives each word the tags and the lemma that it has most
// often in training, and a word that is not there those of a noun.
func baseline(t *testing.T) []tag.Score {
	t.Helper()
	read := func(splits ...string) []conllu.Sentence {
		corpus, err := conllu.ReadSplits(treebanks, splits...)
		if err != nil {
			t.Fatal(err)
		}
		return corpus
	}
	type analysis struct{ upos, xpos, lemma string }
	counts, best := map[string]map[analysis]int{}, map[string]analysis{}
	for _, s := range read(conllu.Train...) {
		for _, w := range s.Words {
			a := analysis{w.UPOS.String(), w.XPOS, w.Lemma}
			if counts[w.Form] == nil {
				counts[w.Form] = map[analysis]int{}
			}
			counts[w.Form][a]++
			if counts[w.Form][a] > counts[w.Form][best[w.Form]] {
				best[w.Form] = a
			}
		}
	}
	var scores []tag.Score
	for _, split := range conllu.Held {
		score := tag.Score{Split: split}
		for _, s := range read(split) {
			for _, w := range s.Words {
				a, ok := best[w.Form]
				if !ok {
					a = analysis{"NOUN", "NN", strings.ToLower(w.Form)}
				}
				score.Words++
				score.UPOS += count(a.upos == w.UPOS.String())
				score.XPOS += count(a.xpos == w.XPOS)
				score.Lemma += count(a.lemma == w.Lemma)
			}
		}
		scores = append(scores, score)
	}
	return scores
}

func count(right bool) int {
	if right {
		return 1
	}
	return 0
}
