package resolve

import (
	"context"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// People of one name are told apart by the side of the law that an article shows
// them on: the officer who makes an arrest is not the man who is arrested. The side
// is a word at the end of the key that no folded name can hold.
const (
	officer = "#officer"
	suspect = "#suspect"
	both    = "#both" // an officer who is a suspect
)

// sideOf returns the side on which an article shows a person, or nothing.
func sideOf(d *graph.Document, person int) string {
	law, crime := false, false
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.From != person {
			continue
		}
		switch {
		case c.Edge == ontology.WorksFor && d.Mentions[c.To].Kind == ontology.Agency:
			law = true
		case c.Edge == ontology.Administered, c.Edge == ontology.SoldOn, c.Edge == ontology.ArrestedIn, c.Edge == ontology.ArrestedBy,
			c.Edge == ontology.ArrestedDuring, c.Edge == ontology.ExtraditedTo, c.Fact == ontology.Sentence, c.Fact == ontology.ArrestedOn:
			crime = true
		}
	}
	switch {
	case law && crime:
		return both
	case law:
		return officer
	case crime:
		return suspect
	}
	return ""
}

// splitPerson returns the words of a person's name and the side.
func splitPerson(key string) (words []string, side string) {
	name, side, ok := strings.Cut(key, " #")
	if ok {
		side = "#" + side
	}
	return strings.Fields(name), side
}

// personBlocks puts a person among those of the same surname, and a full name among
// those that sound like it.
func personBlocks(key string) []graph.Block {
	words, _ := splitPerson(key)
	if len(words) == 0 {
		return nil
	}
	out := []graph.Block{{Text: "s " + words[len(words)-1]}}
	if len(words) > 1 {
		out = append(out, graph.Block{Text: "k " + skeleton(strings.Join(words, " "))})
	}
	return out
}

// fit says how two names of people go together.
type fit uint8

const (
	misfit   fit = iota
	surname      // one is a part of the other, and no full name
	initial      // one has an initial where the other has a given name
	spelling     // they are spelled nearly the same
	fuller       // one has a middle name more
	equal
)

func fitNames(a, b []string) fit {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return misfit
	}
	if slices.Equal(a, b) {
		return equal
	}
	if len(a) == 1 {
		if a[0] == b[len(b)-1] {
			return surname
		}
		return misfit
	}
	if a[len(a)-1] == b[len(b)-1] {
		switch within(a, b) {
		case 2:
			return fuller
		case 1:
			return initial
		}
	}
	if len(a) == len(b) && similarity(strings.Join(a, " "), strings.Join(b, " ")) >= 0.94 && a[0][0] == b[0][0] && wordsAlike(a, b) {
		return spelling
	}
	return misfit
}

// wordsAlike reports whether each word of a name sounds like the other's: a long given
// name alone makes whole names alike.
func wordsAlike(a, b []string) bool {
	for i := range a {
		if similarity(a[i], b[i]) < 0.75 {
			return false
		}
	}
	return true
}

// within returns 2 if the words of a are among those of b in order, 1 if some are
// only initials of them, 0 if not.
func within(a, b []string) int {
	result, j := 2, 0
	for _, w := range a {
		for j < len(b) && b[j] != w && !(len(w) == 1 && b[j][0] == w[0]) && !(len(b[j]) == 1 && b[j][0] == w[0]) {
			j++
		}
		if j == len(b) {
			return 0
		}
		if b[j] != w {
			result = 1
		}
		j++
	}
	return result
}

// comparePeople decides about two people of one surname or of names that sound
// alike.
func comparePeople(ctx context.Context, a, b *graph.Form) (graph.Decision, error) {
	na, sa := splitPerson(a.Key)
	nb, sb := splitPerson(b.Key)
	f := fitNames(na, nb)
	if f == misfit {
		return graph.Decision{Answer: graph.Never}, nil
	}
	if sidesApart(sa, sb) {
		if f < fuller {
			return graph.Decision{Answer: graph.Never}, nil
		}
		return graph.Decision{Answer: graph.Maybe, Score: 0.3, Why: "same name on both sides of the law"}, nil
	}
	switch f {
	case equal:
		return graph.Decision{Answer: graph.Yes, Score: 0.95, Why: "same name"}, nil
	case fuller:
		return graph.Decision{Answer: graph.Yes, Score: 0.9, Why: "same name but for a middle name"}, nil
	}
	shared, err := commonContext(ctx, a, b)
	if err != nil {
		return graph.Decision{}, err
	}
	why := map[fit]string{surname: "same surname", initial: "same surname and initial", spelling: "nearly the same spelling"}[f]
	d := graph.Decision{Why: why}
	if len(shared) > 0 {
		d.Why += ", both with " + strings.Join(shared[:min(3, len(shared))], ", ")
	}
	needed := map[fit]int{surname: 2, initial: 1, spelling: 1}[f]
	switch {
	case len(shared) >= needed:
		d.Answer, d.Score = graph.Yes, 0.7
	case f != surname || len(shared) > 0:
		d.Answer, d.Score = graph.Maybe, 0.5
	default:
		d.Answer = graph.No
	}
	return d, nil
}

func sidesApart(a, b string) bool {
	return a == officer && b == suspect || a == suspect && b == officer
}

// peopleApart says whether two keys name different people.
func peopleApart(a, b string) graph.Difference {
	na, sa := splitPerson(a)
	nb, sb := splitPerson(b)
	switch {
	case sidesApart(sa, sb):
		return graph.OtherThing
	case len(na) > 1 && len(nb) > 1 && fitNames(na, nb) == misfit:
		return graph.OtherName
	}
	return graph.NoDifference
}
