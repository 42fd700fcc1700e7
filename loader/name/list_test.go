package name

import (
	"strings"
	"testing"

	"onymous/loader/internal/feature"
)

func TestListsMarkTheLongestPhrase(t *testing.T) {
	words := new(feature.Reader)
	var sentence []token
	for _, form := range strings.Fields("in New York City with Angela of Belgium") {
		sentence = append(sentence, token{Word: words.Read(form), capital: form[0] < 'a'})
	}
	loadLists().mark(sentence)
	const city, female, country = 2, 3, 0
	for i, want := range []struct{ list, part uint64 }{{city, 0}, {city, 1}, {city, 2}, {city, 2}, {city, 0}, {female, 1}, {city, 0}, {country, 1}} {
		if got := sentence[i].lists >> (2 * want.list) & 3; got != want.part {
			t.Errorf("token %d is in part %d of list %s, want %d", i, got, listNames[want.list], want.part)
		}
	}
}
