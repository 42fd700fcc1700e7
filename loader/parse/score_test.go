package parse

import (
	"os"
	"strings"
	"testing"
	"time"

	"onymous/loader/tag"
)

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
		corpus, err := readCorpus(dir, name)
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
				h := p.head[i]
				if h == len(words) {
					h = -1
				}
				counts := []*[3]int{&all}
				if !strings.Contains(s.Doc, "_fiction_") && !strings.Contains(s.Doc, "_whow_") {
					counts = append(counts, &news)
				}
				for _, c := range counts {
					c[0]++
					if h == w.Head {
						c[1]++
						if m.rels[p.rel[i]] == w.Rel {
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
