package name

import (
	"fmt"
	"strings"

	"onymous/loader/text"
)

// Score is how well a model finds the names of a split.
type Score struct {
	Split string

	// By type, and at 0 persons, places and organisations together: names found,
	// names expected, and those of both with the same bounds and type.
	Got, Want, Both [types + 1]int
}

// F1 returns the harmonic mean of precision and recall for a type, 0 for
// persons, places and organisations together.
func (s Score) F1(t text.NameType) float64 {
	return 2 * float64(s.Both[t]) / float64(max(1, s.Got[t]+s.Want[t]))
}

func (s Score) String() string {
	return fmt.Sprintf("%-13s F1 %.3f  person %.3f  place %.3f  organisation %.3f  event %.3f  other %.3f", s.Split,
		s.F1(0), s.F1(text.PersonName), s.F1(text.PlaceName), s.F1(text.OrganizationName), s.F1(text.EventName), s.F1(text.OtherName))
}

// compare adds what was found and what was expected.
func (s *Score) compare(got, want []text.Name) {
	has := make(map[text.Name]bool, len(want))
	count := func(by *[types + 1]int, n text.Name) {
		by[n.Type]++
		if n.Type <= text.OrganizationName {
			by[0]++
		}
	}
	for _, n := range want {
		has[n] = true
		count(&s.Want, n)
	}
	for _, n := range got {
		count(&s.Got, n)
		if has[n] {
			count(&s.Both, n)
		}
	}
}

// ScoreModel scores a model on GUM's dev and test splits and Universal NER's test
// split of EWT in the folder of treebanks, tokens given and the rest by the stages before.
func ScoreModel(treebank string, before []text.Stage, data []byte) ([]Score, error) {
	m, err := newModel(data)
	if err != nil {
		return nil, fmt.Errorf("name: %w", err)
	}
	r := newReader()
	var scores []Score
	for _, split := range []string{"gum-dev", "gum-test", "uner-ewt-test"} {
		read := readGUM
		if strings.HasPrefix(split, "uner") {
			read = readUNER
		}
		samples, err := read(treebank, split[strings.LastIndexByte(split, '-')+1:])
		if err != nil {
			return nil, fmt.Errorf("name: %w", err)
		}
		score := Score{Split: split}
		if err := apply(samples, before...); err != nil {
			return nil, fmt.Errorf("name: %w", err)
		}
		for _, s := range samples {
			score.compare(m.find(r, s.doc), s.names)
		}
		scores = append(scores, score)
	}
	return scores, nil
}
