package tag

import (
	"os"
	"path/filepath"
	"testing"

	"onymous/loader/internal/conllu"
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
	for _, name := range []string{"ewt-dev", "gum-dev", "ewt-test", "gum-test"} {
		tg := m.tagger()
		n, u, x, l := 0, 0, 0, 0
		for s, err := range conllu.ReadFile(filepath.Join(dir, name+".conllu.gz")) {
			if err != nil {
				t.Fatal(err)
			}
			var forms []string
			for _, w := range s.Words {
				forms = append(forms, w.Form)
			}
			for i, c := range tg.tag(forms) {
				w := s.Words[i]
				n++
				if m.classes[c].upos == w.UPOS {
					u++
				}
				if m.classes[c].xpos == w.XPOS {
					x++
				}
				if m.lemmas.lemma(w.Form, m.classes[c]) == w.Lemma {
					l++
				}
			}
		}
		p := func(k int) float64 { return 100 * float64(k) / float64(n) }
		t.Logf("%s: %d words, UPOS %.2f XPOS %.2f lemma %.2f", name, n, p(u), p(x), p(l))
	}
}
