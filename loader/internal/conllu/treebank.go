package conllu

import (
	"context"
	"path/filepath"
	"strings"
)

// The splits of the treebanks that stages are trained on.
var (
	Train = []string{"ewt-train", "gum-train"}
	Held  = []string{"ewt-dev", "ewt-test", "gum-dev", "gum-test"}
)

// Retag replaces the tags of a corpus. It returns early with the error of the
// context.
type Retag func(context.Context, []Sentence) error

// ReadSplits returns the sentences of some splits in the folder of treebanks, in order.
func ReadSplits(dir string, splits ...string) ([]Sentence, error) {
	var corpus []Sentence
	for _, split := range splits {
		for s, err := range ReadFile(filepath.Join(dir, split+".conllu.gz")) {
			if err != nil {
				return nil, err
			}
			corpus = append(corpus, s)
		}
	}
	return corpus, nil
}

// Genre returns the genre of a sentence's document, "weblog" or "news" say.
func (s *Sentence) Genre() string {
	if name, ok := strings.CutPrefix(s.Doc, "GUM_"); ok {
		genre, _, _ := strings.Cut(name, "_")
		return genre
	}
	genre, _, _ := strings.Cut(s.Doc, "-")
	return genre
}

// Forms returns the forms of the words.
func (s *Sentence) Forms() []string {
	forms := make([]string, len(s.Words))
	for i, w := range s.Words {
		forms[i] = w.Form
	}
	return forms
}
