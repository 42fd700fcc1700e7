package name

import (
	"bytes"
	"strings"
	"testing"

	"onymous/loader/internal/feature"
)

func TestModelGoesThereAndBack(t *testing.T) {
	m, err := newModel(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(m.encode(), embedded) {
		t.Error("the embedded model, decoded and encoded again, is another")
	}
}

func TestModelRefusesPieces(t *testing.T) {
	for _, n := range []int{0, 1, 100, len(embedded) / 2, len(embedded) - 1} {
		if _, err := newModel(embedded[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for a model", n, len(embedded))
		}
	}
}

func TestLikely(t *testing.T) {
	words := new(feature.Reader)
	var sentence []token
	for _, form := range strings.Fields("the raid by the Bank of the North on Apollo 11 , he says") {
		sentence = append(sentence, token{Word: words.Read(form), capital: form[0] >= 'A' && form[0] <= 'Z', small: form[0] >= 'a', word: form != ","})
	}
	var got []string
	for i, form := range strings.Fields("the raid by the Bank of the North on Apollo 11 , he says") {
		if likely(sentence, i) {
			got = append(got, form)
		}
	}
	if want := "Bank of the North on Apollo 11"; strings.Join(got, " ") != want {
		t.Errorf("looked at %q, want %q", got, want)
	}
}
