package relation_test

import (
	"strings"
	"testing"
	"time"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// crowded returns a document in which every second word closes a market that is
// named by the word before it, in sentences of many words.
func crowded(words, perSentence int) *text.Doc {
	d := &text.Doc{Text: strings.Repeat("Bay closed ", words/2)}
	for i := range 40 {
		d.Entities = append(d.Entities, text.Entity{Kind: ontology.Marketplace, Name: "Bay" + string(rune('A'+i))})
	}
	d.Entities = append(d.Entities, text.Entity{Kind: ontology.Agency, Name: "Customs"})
	at := 0
	for i := range words {
		length, tok := len("Bay"), text.Token{Lemma: "bay", UPOS: text.PROPN, XPOS: "NNP", Rel: "nsubj:pass", Head: i + 1}
		if i%2 == 1 {
			length, tok = len("closed"), text.Token{Lemma: "close", UPOS: text.VERB, XPOS: "VBN", Rel: "conj", Head: i - 2}
		}
		tok.Span = text.Span{Start: at, End: at + length}
		at += length + 1
		if i%2 == 0 {
			e := i / 2 % len(d.Entities)
			d.Mentions = append(d.Mentions, text.Mention{Span: tok.Span, First: i, Last: i + 1, Head: i, Kind: d.Entities[e].Kind, Entity: e})
		}
		d.Tokens = append(d.Tokens, tok)
	}
	for first := 0; first < words; first += perSentence {
		last := min(words, first+perSentence)
		d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}, First: first, Last: last})
	}
	return d
}

// TestTimeGrowsWithTheText reads a text and one that is eight times as long.
func TestTimeGrowsWithTheText(t *testing.T) {
	took := func(words int) time.Duration {
		best := time.Hour
		for range 6 {
			d := crowded(words, 500)
			start := time.Now()
			apply(t, d)
			best = min(best, time.Since(start))
		}
		return best
	}
	took(1000) // reads the tables
	short, long := took(5000), took(40000)
	if long > 24*short+50*time.Millisecond {
		t.Errorf("8 times the text took %v after %v, want about 8 times as long", long, short)
	}
}
