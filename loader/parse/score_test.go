package parse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onymous/loader/internal/conllu"
	"onymous/loader/tag"
	"onymous/loader/text"
)

func readSplit(dir string, name string) ([]conllu.Sentence, error) {
	var corpus []conllu.Sentence
	for s, err := range conllu.ReadFile(filepath.Join(dir, name+".conllu.gz")) {
		if err != nil {
			return nil, err
		}
		corpus = append(corpus, s)
	}
	return corpus, nil
}

// retag replaces the tags of the corpus by those that the tagger gives.
func retag(corpus []conllu.Sentence, tagger text.Stage) error {
	for i := range corpus {
		words := corpus[i].Words
		var b strings.Builder
		d := &text.Doc{}
		for _, w := range words {
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(w.Form)}})
			b.WriteString(w.Form + " ")
		}
		d.Text = b.String()
		d.Sentences = []text.Sentence{{Span: text.Span{Start: 0, End: b.Len()}, Last: len(words)}}
		if err := tagger.Apply(d); err != nil {
			return err
		}
		for k, t := range d.Tokens {
			words[k].UPOS, words[k].XPOS = t.UPOS, t.XPOS
		}
	}
	return nil
}

func TestScore(t *testing.T) {
	dir := os.Getenv("TREEBANK")
	if dir == "" {
		t.Skip("TREEBANK is not set")
	}
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Stage()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ewt-dev", "gum-dev", "ewt-test", "gum-test"} {
		corpus, err := readSplit(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if err := retag(corpus, tagger); err != nil {
			t.Fatal(err)
		}
		tagged := time.Since(start)
		start = time.Now()
		p := m.parser()
		var all, news [3]int
		for _, s := range corpus {
			var words []word
			for _, w := range s.Words {
				words = append(words, word{w.Form, w.UPOS, w.XPOS})
			}
			p.parse(words)
			for i, w := range s.Words {
				h := p.heads[i]
				counts := []*[3]int{&all}
				if !strings.Contains(s.Doc, "_fiction_") && !strings.Contains(s.Doc, "_whow_") {
					counts = append(counts, &news)
				}
				for _, c := range counts {
					c[0]++
					if h == w.Head {
						c[1]++
						if m.labels[p.rels[i]] == w.Rel {
							c[2]++
						}
					}
				}
			}
		}
		took := time.Since(start)
		f := func(c [3]int) (float64, float64) {
			return 100 * float64(c[1]) / float64(c[0]), 100 * float64(c[2]) / float64(c[0])
		}
		u, l := f(all)
		nu, nl := f(news)
		t.Logf("%s: UAS %.2f LAS %.2f; without fiction, whow: UAS %.2f LAS %.2f; tag %.0f/s parse %.0f/s", name, u, l, nu, nl, float64(all[0])/tagged.Seconds(), float64(all[0])/took.Seconds())
	}
}
