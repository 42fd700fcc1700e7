package conllu_test

import (
	"strings"
	"testing"

	"onymous/loader/internal/conllu"
	"onymous/loader/text"
)

const sample = `# newdoc id = GUM_news_raid
# sent_id = GUM_news_raid-1
# text = Police don't wait.
1	Police	police	NOUN	NNS	_	4	nsubj	_	Entity=(1-organization-new)
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	wait	wait	VERB	VB	_	0	root	_	SpaceAfter=No
4.1	there	there	ADV	RB	_	_	_	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# sent_id = GUM_news_raid-2
1	Go	go	VERB	VB	_	0	root	_	_
`

func TestRead(t *testing.T) {
	var got []conllu.Sentence
	for s, err := range conllu.Read(strings.NewReader(sample)) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, s)
	}
	if len(got) != 2 || len(got[0].Words) != 5 || len(got[1].Words) != 1 {
		t.Fatalf("read %+v, want sentences of 5 words and of 1", got)
	}
	first, second := got[0], got[1]
	if first.Genre() != "news" || second.Doc != "GUM_news_raid" || !second.NewParagraph || first.NewParagraph {
		t.Errorf("documents and paragraphs: %+v", got)
	}
	if w := first.Words[0]; w.Entity != "(1-organization-new)" || w.Head != 3 || w.UPOS != text.NOUN || !w.SpaceAfter {
		t.Errorf("first word is %+v", w)
	}
	if first.Words[1].SpaceAfter || !first.Words[2].SpaceAfter || first.Words[3].SpaceAfter || first.Words[3].Head != -1 {
		t.Errorf("spaces inside of a multiword token and before a stop: %+v", first.Words)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, line := range map[string]string{
		"Columns": "1\tGo\tgo",
		"Tag":     "1\tGo\tgo\tVRB\tVB\t_\t0\troot\t_\t_",
		"Head":    "1\tGo\tgo\tVERB\tVB\t_\t7\troot\t_\t_\n\n",
		"Loop":    "1\tGo\tgo\tVERB\tVB\t_\t1\troot\t_\t_\n\n",
		"Number":  "2\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_",
	} {
		t.Run(name, func(t *testing.T) {
			for _, err := range conllu.Read(strings.NewReader(line)) {
				if err == nil {
					t.Errorf("%q: no error", line)
				}
				return
			}
			t.Errorf("%q: nothing read", line)
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-9\t\n\n# newpar\n")
	f.Fuzz(func(t *testing.T, s string) {
		for s, err := range conllu.Read(strings.NewReader(s)) {
			if err != nil {
				return
			}
			for i, w := range s.Words {
				if w.Head < -1 || w.Head >= len(s.Words) || w.Head == i {
					t.Errorf("word %d of %d has head %d", i, len(s.Words), w.Head)
				}
			}
		}
	})
}
