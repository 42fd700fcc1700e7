package fact

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// finding is a claim before those that say the same are made one.
type finding struct {
	text.Claim
	weight int // of the date of an operation: how sure it is that it is the date
}

// merge leaves one claim of each fact, in the order in which they were found.
func merge(found []finding) []text.Claim {
	var kept []finding
	type fact struct {
		node int
		key  ontology.FactKey
	}
	places := map[fact][]int{}
	for _, f := range found {
		key := fact{f.From, f.Fact}
		if !join(kept, places[key], f) {
			places[key] = append(places[key], len(kept))
			kept = append(kept, f)
		}
	}
	out := make([]text.Claim, 0, len(kept))
	for i := range kept {
		if !outdone(kept, places[fact{kept[i].From, kept[i].Fact}], i) {
			out = append(out, kept[i].Claim)
		}
	}
	return out
}

// most is how many claims of one fact are compared with each other; an article
// that gives more of them repeats itself.
const most = 40

// join adds f to the one of kept[places...] that says the same, and reports
// whether there is one.
func join(kept []finding, places []int, f finding) bool {
	if len(places) >= most {
		return true
	}
	for _, p := range places {
		k := &kept[p]
		if !same(&k.Claim, &f.Claim) {
			continue
		}
		if exacter(&f.Claim, &k.Claim) {
			k.Value, k.Rule, k.Why = f.Value, f.Rule, f.Why
		}
		k.weight = max(k.weight, f.weight)
		k.Alleged = k.Alleged && f.Alleged
		for _, e := range f.Evidence {
			if !slices.Contains(k.Evidence, e) {
				k.Evidence = append(k.Evidence, e)
			}
		}
		slices.SortFunc(k.Evidence, func(a, b text.Span) int { return a.Start - b.Start })
		return true
	}
	return false
}

// rounding is how far a round number may be from the exact one that it stands
// for, as a part of it: "nearly 300" for 288.
const rounding = 0.12

// same reports whether two claims of one fact say the same.
func same(a, b *text.Claim) bool {
	switch a.Fact.Type().Type {
	case ontology.PartialDate:
		x, _ := calendar.Parse(a.Value.Text)
		y, _ := calendar.Parse(b.Value.Text)
		return x.Includes(y) || y.Includes(x)
	case ontology.Text:
		return strings.EqualFold(a.Value.Text, b.Value.Text)
	}
	if a.Value.Currency != b.Value.Currency {
		return false
	}
	if a.Value.Currency == "" && !shareWord(a.Value.What, b.Value.What) {
		return false
	}
	x, y := a.Value.Number, b.Value.Number
	if x == y {
		return true
	}
	return (a.Value.Bound != "") != (b.Value.Bound != "") && max(x, y)-min(x, y) <= rounding*max(x, y)
}

func shareWord(a, b string) bool {
	if a == b {
		return true
	}
	words := strings.Fields(strings.ToLower(a))
	for _, w := range strings.Fields(strings.ToLower(b)) {
		if slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// exacter reports whether claim a says more exactly what b says as well.
func exacter(a, b *text.Claim) bool {
	if a.Fact.Type().Type == ontology.PartialDate {
		return len(a.Value.Text) > len(b.Value.Text)
	}
	return a.Value.Bound == "" && b.Value.Bound != ""
}

// outdone reports whether kept[i] gives way to another of the places: facts of
// which a node has one.
func outdone(kept []finding, places []int, i int) bool {
	a := &kept[i]
	for _, p := range places {
		b := &kept[p]
		if p == i {
			continue
		}
		switch a.Fact {
		case ontology.Date:
			if b.weight > a.weight || b.weight == a.weight && p < i {
				return true
			}
		case ontology.Sentence, ontology.Age:
			if p < i {
				return true
			}
		case ontology.Arrests:
			if strings.HasSuffix(a.Rule, ".part") && (!strings.HasSuffix(b.Rule, ".part") || p < i) {
				return true
			}
			if a.Value.Number == 1 && b.Value.Number > 1 {
				return true // one of them
			}
		}
	}
	return false
}
