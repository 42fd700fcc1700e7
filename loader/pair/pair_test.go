package pair_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader"
	"onymous/loader/pair"
	"onymous/loader/relation"
	"onymous/loader/text"
)

// TestTiesAreWellFormed reads the samples. What the network ties must fit the ontology,
// be said by nobody else, and stand in sentences of the article; some of it must be there.
func TestTiesAreWellFormed(t *testing.T) {
	reader, err := loader.New(loader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ties := 0
	for doc, err := range reader.Read(t.Context(), []string{"../testdata/articles"}) {
		if err != nil {
			t.Fatal(err)
		}
		type edge struct {
			kind     ontology.EdgeKind
			from, to int
		}
		seen := map[edge]bool{}
		for _, c := range doc.Claims {
			if !c.Edge.Valid() {
				continue
			}
			e := edge{c.Edge, c.From, c.To}
			if seen[e] {
				t.Errorf("%s: %s from %s to %s is claimed twice", doc.Article.Path, c.Edge, doc.Mentions[c.From].Name, doc.Mentions[c.To].Name)
			}
			seen[e] = true
			if c.Rule != "pair" {
				continue
			}
			ties++
			if !c.Edge.Joins(doc.Mentions[c.From].Kind, doc.Mentions[c.To].Kind) {
				t.Errorf("%s: %s cannot join %s and %s", doc.Article.Path, c.Edge, doc.Mentions[c.From].Kind, doc.Mentions[c.To].Kind)
			}
			for a, v := range c.Attributes {
				if at := c.Edge.Attribute(ontology.Attribute(a)); v != "" && (at == nil || !at.Allows(v)) {
					t.Errorf("%s: attribute %d of %s is %q", doc.Article.Path, a, c.Edge, v)
				}
			}
			if len(c.Evidence) == 0 || c.Why == "" || !slices.IsSortedFunc(c.Evidence, func(a, b graph.Span) int { return a.Start - b.Start }) {
				t.Errorf("%s: %s has evidence %v and reason %q", doc.Article.Path, c.Edge, c.Evidence, c.Why)
			}
		}
	}
	if ties == 0 {
		t.Error("nothing is tied")
	}
}

// crowd returns a document of one flat sentence after the other, whose every second word
// names a person or a place.
func crowd(words, perSentence int) *text.Doc {
	d := &text.Doc{Text: strings.Repeat("Ann lives ", words/2)}
	for i := range 60 {
		d.Entities = append(d.Entities, text.Entity{Kind: []ontology.NodeKind{ontology.Person, ontology.Place}[i%2], Name: "Ann" + string(rune('A'+i))})
	}
	at := 0
	for i := range words {
		length := len("Ann")
		if i%2 == 1 {
			length = len("lives")
		}
		first := i / perSentence * perSentence
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: at, End: at + length}, Lemma: "ann", UPOS: text.NOUN, Rel: "dep", Head: first - bit(i == first)*(first+1)})
		if i%2 == 0 {
			e := i / 2 % len(d.Entities)
			d.Mentions = append(d.Mentions, text.Mention{Span: d.Tokens[i].Span, First: i, Last: i + 1, Head: i, Kind: d.Entities[e].Kind, Entity: e})
			d.Entities[e].Mentions = append(d.Entities[e].Mentions, len(d.Mentions)-1)
		}
		at += length + 1
	}
	for first := 0; first < words; first += perSentence {
		last := min(words, first+perSentence)
		d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}, First: first, Last: last})
	}
	return d
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestTimeGrowsWithTheText reads a text and one that is eight times as long, in
// sentences of a thousand words and in a single one.
func TestTimeGrowsWithTheText(t *testing.T) {
	stage, err := pair.Stage(relation.Unsaid)
	if err != nil {
		t.Fatal(err)
	}
	for _, perSentence := range []int{1000, 1 << 20} {
		took := func(words int) time.Duration {
			best := time.Hour
			for range 4 {
				d := crowd(words, perSentence)
				start := time.Now()
				if err := stage.Apply(d); err != nil {
					t.Fatal(err)
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		short, long := took(4000), took(32000)
		if long > 24*short+50*time.Millisecond {
			t.Errorf("sentences of %d words: 8 times the text took %v after %v, want about 8 times as long", perSentence, long, short)
		}
	}
}
