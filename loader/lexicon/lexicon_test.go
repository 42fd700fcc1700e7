package lexicon

import (
	"slices"
	"strings"
	"testing"

	"onymous/graph/ontology"
)

// TestListsAreSortedAndSourced reads every list as a reviewer would.
func TestListsAreSortedAndSourced(t *testing.T) {
	entries, err := files.ReadDir("data")
	if err != nil || len(entries) < 10 {
		t.Fatalf("%d lists (err %v)", len(entries), err)
	}
	for _, entry := range entries {
		data, err := files.ReadFile("data/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		var comment, body []string
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSuffix(line, "\n")
			if strings.HasPrefix(line, "#") {
				comment = append(comment, line)
			} else {
				body = append(body, line)
			}
		}
		if head := strings.Join(comment, "\n"); !strings.Contains(head, "Source:") || !strings.Contains(head, "Licence:") || !strings.Contains(head, "Columns:") {
			t.Errorf("%s does not say its columns, source and licence", entry.Name())
		}
		if !slices.IsSorted(body) {
			t.Errorf("%s is not sorted by bytes", entry.Name())
		}
		if n := len(slices.Compact(slices.Clone(body))); n != len(body) {
			t.Errorf("%s has %d lines twice", entry.Name(), len(body)-n)
		}
	}
}

func TestCommoditiesAreTheOntologys(t *testing.T) {
	for noun, v := range Illicit().entries {
		for _, name := range []string{v.Counterfeit, v.Stolen} {
			if name != "" && !slices.Contains(ontology.Commodities(), name) {
				t.Errorf("%q stands for %q, which is no commodity of the ontology", noun, name)
			}
		}
	}
	for phrase, c := range Commodities().entries {
		if !slices.Contains(ontology.Commodities(), c.Name) {
			t.Errorf("%q is %q, which the ontology has not", phrase, c.Name)
		}
	}
}

func TestLongest(t *testing.T) {
	for _, tt := range []struct {
		name  string
		words string
		want  string
		n     int
	}{
		{"LongestWins", "New York City is", "New York City", 3},
		{"CaseCounts", "us", "", 0},
		{"HyphenIsNotCompared", "Baden - Württemberg", "Baden-Württemberg", 3},
		{"HyphenAtTheStartIsNone", "- Berlin", "", 0},
		{"CommaIsAWord", "Washington , D.C. ,", "Washington, D.C.", 3},
		{"NoneIsNone", "", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, n := Places().Longest(strings.Fields(tt.words))
			if p.Name != tt.want || n != tt.n {
				t.Errorf("Longest(%q) = %q, %d, want %q, %d", tt.words, p.Name, n, tt.want, tt.n)
			}
		})
	}
}

func TestPlural(t *testing.T) {
	for singular, want := range map[string]string{
		"market": "markets", "agency": "agencies", "policeman": "policemen", "boy": "boys", "boss": "bosses", "exchange": "exchanges",
	} {
		if got := plural(singular); got != want {
			t.Errorf("plural(%q) = %q, want %q", singular, got, want)
		}
	}
}

func TestWeakForms(t *testing.T) {
	if b, ok := Agencies().Get("FBI"); !ok || b.Weak || b.Name != "Federal Bureau of Investigation" {
		t.Errorf("FBI is %+v, %v", b, ok)
	}
	if b, ok := Agencies().Get("Met"); !ok || !b.Weak {
		t.Errorf("Met is %+v, %v, want a weak form", b, ok)
	}
}

func TestDemonyms(t *testing.T) {
	if d, ok := Demonyms().Get("Dutch"); !ok || d.Place.Name != "Netherlands" || !d.Adjective || d.People {
		t.Errorf("Dutch is %+v, %v", d, ok)
	}
	if d, ok := Demonyms().Get("Briton"); !ok || d.Place.Name != "United Kingdom" || d.Adjective || !d.People {
		t.Errorf("Briton is %+v, %v", d, ok)
	}
}

func TestSuffix(t *testing.T) {
	for word, want := range map[string]ontology.NodeKind{
		"LeakForums": ontology.Marketplace, "ChipMixer": ontology.Service, "Forums": 0, "Duskhaven": 0, "Bot": 0,
	} {
		if got := Suffix(word); got != want {
			t.Errorf("Suffix(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestBetween(t *testing.T) {
	for words, want := range map[string]bool{
		", alias":                 true,
		", also known as “":       true,
		"( formerly known as":     true,
		", who is known as":       true,
		"as":                      false,
		", sold cocaine and":      false,
		"":                        false,
		", known to customers as": false,
	} {
		if got := Between(strings.Fields(words)); got != want {
			t.Errorf("Between(%q) = %v, want %v", words, got, want)
		}
	}
}
