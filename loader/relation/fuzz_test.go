package relation_test

import (
	"math/rand/v2"
	"testing"

	"onymous/loader/text"
)

// FuzzTrees grows trees at random over the words of a sample: whatever a parser
// makes of a text, and whatever mentions are found in it, the stage must take it.
func FuzzTrees(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		samples := readSamples(t)
		s := &samples[r.IntN(len(samples))]
		s.finish()
		scramble(r, s.doc)
		apply(t, s.doc)
		for i := range s.doc.Claims {
			c := &s.doc.Claims[i]
			if !c.Edge.Joins(s.doc.Entities[c.From].Kind, s.doc.Entities[c.To].Kind) || len(c.Evidence) == 0 {
				t.Errorf("seed %d: %s: %q, want ends of its kinds and evidence", seed, s.name, render(s.doc, c))
			}
		}
	})
}

var anyRel = []string{"root", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "acl", "acl:relcl", "advcl", "xcomp", "ccomp",
	"conj", "appos", "flat", "compound", "amod", "case", "mark", "cop", "aux", "aux:pass", "parataxis", "list", "", "nsubj:"}

// scramble gives every token a head and a relation at random, inside its
// sentence or outside of it, and moves mentions about.
func scramble(r *rand.Rand, d *text.Doc) {
	n := len(d.Tokens)
	for i := range d.Tokens {
		d.Tokens[i].Head = r.IntN(n+4) - 2
		d.Tokens[i].Rel = anyRel[r.IntN(len(anyRel))]
		if r.IntN(4) == 0 {
			d.Tokens[i].UPOS = text.UPOS(r.IntN(int(text.X) + 1))
		}
		if r.IntN(8) == 0 {
			d.Tokens[i].XPOS, d.Tokens[i].Lemma = "", ""
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.First = r.IntN(n)
		m.Last = min(n, m.First+1+r.IntN(3))
		m.Head = r.IntN(n)
		m.Span = text.Span{Start: d.Tokens[m.First].Start, End: d.Tokens[m.Last-1].End}
		m.Form = text.MentionForm(r.IntN(3))
		if r.IntN(5) == 0 {
			m.Entity = -1
		}
	}
	for i := range d.Sentences {
		d.Sentences[i].Kind = text.SentenceKind(r.IntN(int(text.Boiler) + 1))
	}
}
