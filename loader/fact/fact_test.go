package fact_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"onymous/graph/ontology"
	"onymous/loader/fact"
	"onymous/loader/text"
)

func TestNoEntitiesNoFacts(t *testing.T) {
	d := &text.Doc{Text: "Police arrested 31 people."}
	if err := stages(t).Apply(d); err != nil {
		t.Fatal(err)
	}
	if err := fact.Stage.Apply(d); err != nil || len(d.Claims) != 0 {
		t.Errorf("Apply without entities: err %v, claims %v, want none", err, d.Claims)
	}
}

func TestEmptyDocument(t *testing.T) {
	if err := fact.Stage.Apply(new(text.Doc)); err != nil {
		t.Error(err)
	}
}

// TestClaimsAreWhole checks what every claim must have.
func TestClaimsAreWhole(t *testing.T) {
	pipeline := stages(t)
	checked := 0
	for _, c := range cases(t, sentencesFile) {
		d := c.doc(t, pipeline)
		if err := fact.Stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		for _, claim := range d.Claims {
			checkClaim(t, d, &claim)
			checked++
		}
	}
	if checked == 0 {
		t.Error("no claims to check")
	}
}

func checkClaim(t *testing.T, d *text.Doc, c *text.Claim) {
	t.Helper()
	kind := d.Entities[c.From].Kind
	if !c.Fact.On(kind) || c.Rule == "" || c.Why == "" || len(c.Evidence) == 0 {
		t.Errorf("claim %+v of %s in %q: want a key of %s, a rule, a reason and evidence", *c, d.Entities[c.From].Name, d.Text, kind)
	}
	for _, e := range c.Evidence {
		if !slices.ContainsFunc(d.Sentences, func(s text.Sentence) bool { return s.Span == e }) {
			t.Errorf("evidence %v of %s is no sentence of %q", e, c.Fact, d.Text)
		}
	}
}

// TestOperationsAreDatedAsTheirTargetsAre reads what the relations know of the time of
// an operation, which gives way to what is said of it outright.
func TestOperationsAreDatedAsTheirTargetsAre(t *testing.T) {
	for _, tt := range []struct{ name, marked, when, want string }{
		{"NothingElseIsSaid", "[Operation Heron|O] put an end to the site.", "2021-03", "Operation Heron date 2021-03"},
		{"SaidOutright", "[Operation Heron|O] was carried out on 16 May 2023.", "2021-03", "Operation Heron date 2023-05-16"},
		{"MoreExact", "[Operation Heron|O] was carried out in May 2023.", "2023-05-16", "Operation Heron date 2023-05-16"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := testCase{date: "2023-05-20", marked: tt.marked}
			d := c.doc(t, stages(t))
			d.Entities[0].When = tt.when
			if err := fact.Stage.Apply(d); err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range d.Claims {
				got = append(got, render(d, &d.Claims[i]))
			}
			if !slices.Equal(got, []string{tt.want}) {
				t.Errorf("claims = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOneFactSaidTwiceIsOneClaim(t *testing.T) {
	c := testCase{date: "2023-05-20", marked: "Nearly 300 people were arrested in [Operation Heron|O].\n\n" +
		"[Operation Heron|O] was carried out on 16 May 2023. The 288 arrests were made in nine countries, as part of [Operation Heron|O] in May 2023."}
	d := c.doc(t, stages(t))
	if err := fact.Stage.Apply(d); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range d.Claims {
		got = append(got, render(d, &d.Claims[i]))
		if n := len(d.Claims[i].Evidence); n != 2 {
			t.Errorf("%s has %d sentences for evidence, want 2", got[i], n)
		}
	}
	want := []string{"Operation Heron date 2023-05-16", "Operation Heron arrests 288"}
	if !slices.Equal(got, want) {
		t.Errorf("claims = %q, want %q", got, want)
	}
}

func TestAllegedFactsSaySo(t *testing.T) {
	for _, tt := range []struct {
		marked  string
		alleged bool
	}{
		{"[Tollgate|M] was created in June 2015.", false},
		{"[Tollgate|M] was allegedly created in June 2015.", true},
		{"[Tollgate|M] is believed to have been created in June 2015.", true},
	} {
		d := testCase{marked: tt.marked}.doc(t, stages(t))
		if err := fact.Stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		if len(d.Claims) != 1 || d.Claims[0].Fact != ontology.Launched || d.Claims[0].Alleged != tt.alleged {
			t.Errorf("claims of %q = %+v, want one that is launched and alleged: %v", d.Text, d.Claims, tt.alleged)
		}
	}
}

// FuzzApply reads anything, with names thrown in anywhere, in time and without a
// panic, and gives the same claims twice.
func FuzzApply(f *testing.F) {
	for _, c := range cases(f, sentencesFile) {
		f.Add(c.marked, uint64(len(c.marked)))
	}
	f.Add("[A|P], 31, [B|M]: 5, 6 and 7 arrests in 2013 (of them) - $ worth", uint64(1))
	pipeline := stages(f)
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		if !strings.Contains(s, "[") {
			s = "[X|M] " + s
		}
		c := testCase{marked: strings.ToValidUTF8(s, "?"), date: "2023-05-20"}
		d := c.doc(t, pipeline)
		throw(d, rand.New(rand.NewPCG(seed, 1)))
		if err := fact.Stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		first := slices.Clone(d.Claims)
		d.Claims = nil
		if err := fact.Stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		if len(first) != len(d.Claims) {
			t.Fatalf("claims of %q: %d, then %d", d.Text, len(first), len(d.Claims))
		}
		for i := range first {
			if first[i].Value != d.Claims[i].Value || first[i].From != d.Claims[i].From {
				t.Fatalf("claims of %q: %+v, then %+v", d.Text, first[i], d.Claims[i])
			}
			checkClaim(t, d, &d.Claims[i])
		}
	})
}

// throw adds mentions at random.
func throw(d *text.Doc, random *rand.Rand) {
	if len(d.Tokens) == 0 {
		return
	}
	all := []ontology.NodeKind{ontology.Marketplace, ontology.Person, ontology.Operation, ontology.Agency}
	for range random.IntN(4) {
		k := random.IntN(len(d.Tokens))
		kind := all[random.IntN(len(all))]
		enter(d, d.Tokens[k].Span, kind, kind.String(), random.IntN(2) == 0)
	}
}

// TestSentenceWithoutEndIsReadInLinearTime reads 200,000 tokens that all hang on
// the first. Anything quadratic would take an hour.
func TestSentenceWithoutEndIsReadInLinearTime(t *testing.T) {
	words := []string{"seized", "45", "cars", "on", "5", "July", "2017", "Tollgate", "had", "users", "arrests", "€", "7", "years", "prison", ",", "(", "who"}
	tags := []text.UPOS{text.VERB, text.NUM, text.NOUN, text.ADP, text.NUM, text.PROPN, text.NUM, text.PROPN, text.VERB, text.NOUN, text.NOUN, text.SYM, text.NUM, text.NOUN, text.NOUN,
		text.PUNCT, text.PUNCT, text.PRON}
	rels := []string{"conj", "nummod", "obj", "case", "obl", "flat", "nmod", "nsubj", "conj", "obj", "nsubj", "obl", "nummod", "nmod", "obl", "punct", "punct", "nsubj"}
	var b strings.Builder
	d := &text.Doc{Date: "2023-05-20"}
	for i := range 200_000 {
		k := i % len(words)
		start := b.Len()
		b.WriteString(words[k])
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: b.Len()}, Lemma: words[k], UPOS: tags[k], XPOS: "VBD", Head: 0, Rel: rels[k]})
		b.WriteByte(' ')
	}
	d.Tokens[0].Head = -1
	d.Text = b.String()
	d.Sentences = []text.Sentence{{Span: text.Span{End: len(d.Text)}, Last: len(d.Tokens)}}
	for i := 7; i < len(d.Tokens); i += len(words) {
		enter(d, d.Tokens[i].Span, ontology.Marketplace, "Tollgate", true)
		if i > 1000 {
			break // enter is not linear
		}
	}
	start := time.Now()
	if err := fact.Stage.Apply(d); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%d tokens took %v", len(d.Tokens), took)
	}
}

func BenchmarkApply(b *testing.B) {
	pipeline := stages(b)
	var marked []string
	for _, c := range cases(b, sentencesFile) {
		marked = append(marked, c.marked)
	}
	d := testCase{marked: strings.Join(marked, "\n\n"), date: "2023-05-20"}.doc(b, pipeline)
	b.ReportMetric(float64(len(d.Tokens)), "tokens")
	for b.Loop() {
		d.Claims = d.Claims[:0]
		if err := fact.Stage.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
}
