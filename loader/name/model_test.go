package name

import (
	"strings"
	"testing"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/modeltest"
)

func TestModel(t *testing.T) {
	modeltest.Test(t, embedded, func(data []byte) ([]byte, error) {
		m, err := newModel(data)
		if err != nil {
			return nil, err
		}
		return m.encode(), nil
	})
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
