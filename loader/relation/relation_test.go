package relation_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onymous/graph/ontology"
	"onymous/loader/relation"
	"onymous/loader/text"
)

// kinds are the letters that mark mentions in testdata/sentences.conllu.
var kinds = map[byte]ontology.NodeKind{
	'A': ontology.Agency, 'O': ontology.Operation, 'M': ontology.Marketplace, 'S': ontology.Service, 'P': ontology.Person,
	'B': ontology.Organization, 'L': ontology.Place, 'T': ontology.Technology, 'C': ontology.Commodity,
}

// sample is a case of testdata/sentences.conllu: trees and mentions, and the
// claims that follow from them. In the last column "B=P:Ann Rowe" begins a
// mention that names a person, "B=P~Ann Rowe" one that refers to her, and "I"
// goes on with it.
type sample struct {
	name string
	want []string
	doc  *text.Doc
}

func readSamples(t testing.TB) []sample {
	t.Helper()
	f, err := os.Open("testdata/sentences.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var samples []sample
	var s *sample
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		key, value, _ := strings.Cut(line, " = ")
		switch {
		case key == "# name":
			samples = append(samples, sample{name: value, doc: &text.Doc{Date: "2019-06-15"}})
			s = &samples[len(samples)-1]
		case key == "# want":
			s.want = append(s.want, value)
		case key == "# text":
			s.addSentence(value)
		case line != "" && line[0] != '#':
			if err := s.addToken(strings.Split(line, "\t")); err != nil {
				t.Fatalf("%s: %q: %v", s.name, line, err)
			}
		}
	}
	return samples
}

func (s *sample) addSentence(words string) {
	d := s.doc
	if d.Text != "" {
		d.Text += " "
	}
	start := len(d.Text)
	d.Text += words
	n := len(d.Tokens)
	d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: start, End: len(d.Text)}, First: n, Last: n})
}

func (s *sample) addToken(c []string) error {
	d := s.doc
	sentence := &d.Sentences[len(d.Sentences)-1]
	at := sentence.Start
	if n := len(d.Tokens); n > sentence.First {
		at = d.Tokens[n-1].End
	}
	start := strings.Index(d.Text[at:], c[1])
	head, err := strconv.Atoi(c[6])
	if start < 0 || err != nil {
		return fmt.Errorf("no such word, or no such head")
	}
	tok := text.Token{Span: text.Span{Start: at + start, End: at + start + len(c[1])}, Lemma: c[2], XPOS: c[4], Rel: c[7], Head: sentence.First + head - 1}
	if head == 0 {
		tok.Head = -1
	}
	tok.UPOS, _ = text.ParseUPOS(c[3])
	n := len(d.Tokens)
	d.Tokens = append(d.Tokens, tok)
	sentence.Last = n + 1
	switch mark := c[9]; {
	case strings.HasPrefix(mark, "B="):
		s.addMention(mark[2], mark[3] == ':', mark[4:])
	case mark == "I":
		m := &d.Mentions[len(d.Mentions)-1]
		m.Last, m.End = n+1, tok.End
	}
	return nil
}

func (s *sample) addMention(letter byte, proper bool, name string) {
	d := s.doc
	kind := kinds[letter]
	e := slices.IndexFunc(d.Entities, func(e text.Entity) bool { return e.Kind == kind && e.Name == name })
	if e < 0 {
		e = len(d.Entities)
		d.Entities = append(d.Entities, text.Entity{Kind: kind, Name: name})
	}
	form := text.Proper
	if !proper {
		form = text.Nominal
	}
	n := len(d.Tokens) - 1
	d.Entities[e].Mentions = append(d.Entities[e].Mentions, len(d.Mentions))
	d.Mentions = append(d.Mentions, text.Mention{Span: d.Tokens[n].Span, First: n, Last: n + 1, Form: form, Kind: kind, Entity: e})
}

// finish sets the heads of mentions, which are known when all tokens are.
func (s *sample) finish() {
	d := s.doc
	for i := range d.Mentions {
		m := &d.Mentions[i]
		for m.Head = m.First; m.Head < m.Last-1; m.Head++ {
			if h := d.Tokens[m.Head].Head; h < m.First || h >= m.Last {
				break
			}
		}
	}
}

func apply(t testing.TB, d *text.Doc) {
	t.Helper()
	stage, err := relation.Stage()
	if err != nil {
		t.Fatal(err)
	}
	if err := stage.Apply(d); err != nil {
		t.Fatal(err)
	}
}

func render(d *text.Doc, c *text.Claim) string {
	out := fmt.Sprint(d.Entities[c.From].Name, " ", c.Edge, " ", d.Entities[c.To].Name)
	for a, v := range c.Attributes {
		if v != "" {
			out += " " + c.Edge.Attribute(ontology.Attribute(a)).Name + "=" + v
		}
	}
	if c.Alleged {
		out += " alleged"
	}
	return out
}

// TestSentences reads sentences whose trees are given, so that it does not depend
// on what the stages before make of them.
func TestSentences(t *testing.T) {
	samples := readSamples(t)
	if len(samples) < 60 {
		t.Fatalf("%d samples, want all of them", len(samples))
	}
	for i := range samples {
		s := &samples[i]
		t.Run(s.name, func(t *testing.T) {
			s.finish()
			apply(t, s.doc)
			var got []string
			for i := range s.doc.Claims {
				got = append(got, render(s.doc, &s.doc.Claims[i]))
			}
			slices.Sort(got)
			slices.Sort(s.want)
			if diff := cmp.Diff(s.want, got); diff != "" {
				t.Errorf("%s\n-want +got\n%s", s.doc.Text, diff)
			}
		})
	}
}

// TestClaimsLeadToTheText checks what every claim promises, on all samples.
func TestClaimsLeadToTheText(t *testing.T) {
	samples := readSamples(t)
	checked := 0
	for i := range samples {
		s := &samples[i]
		s.finish()
		apply(t, s.doc)
		for k := range s.doc.Claims {
			c := &s.doc.Claims[k]
			checked++
			if c.Rule == "" || c.Why == "" {
				t.Errorf("%s: claim %q has rule %q and reason %q, want both", s.name, render(s.doc, c), c.Rule, c.Why)
			}
			if !c.Edge.Joins(s.doc.Entities[c.From].Kind, s.doc.Entities[c.To].Kind) {
				t.Errorf("%s: %q joins what the ontology does not", s.name, render(s.doc, c))
			}
			for _, e := range c.Evidence {
				if !slices.ContainsFunc(s.doc.Sentences, func(x text.Sentence) bool { return x.Span == e }) {
					t.Errorf("%s: evidence %v of %q is no sentence", s.name, e, render(s.doc, c))
				}
			}
			if len(c.Evidence) == 0 {
				t.Errorf("%s: %q has no evidence", s.name, render(s.doc, c))
			}
		}
	}
	if checked < 60 {
		t.Errorf("%d claims checked, want more", checked)
	}
}
