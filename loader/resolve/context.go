package resolve

import (
	"context"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// commonContext returns what articles say of both forms: the other ends of their
// claims, those that tell something. A place tells nothing about who somebody is,
// and neither does a country's police.
func commonContext(ctx context.Context, a, b *graph.Form) ([]string, error) {
	x, err := contextOf(ctx, a)
	if err != nil {
		return nil, err
	}
	y, err := contextOf(ctx, b)
	if err != nil {
		return nil, err
	}
	var shared []string
	for what := range x {
		if y[what] {
			shared = append(shared, what)
		}
	}
	slices.Sort(shared)
	return shared, nil
}

func contextOf(ctx context.Context, f *graph.Form) (map[string]bool, error) {
	voices, err := f.Voices(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, v := range voices {
		for i := range v.Document.Claims {
			c := &v.Document.Claims[i]
			if c.Edge == 0 || c.From != v.Mention && c.To != v.Mention {
				continue
			}
			other := c.To
			if c.To == v.Mention {
				other = c.From
			}
			if m := &v.Document.Mentions[other]; m.Kind != ontology.Place {
				out[mentionKey(v.Document, other)] = true
			}
		}
	}
	delete(out, "")
	return out, nil
}

// established is from how many articles on two names that are spelled alike are taken to
// be two: a slip of the pen is not made so often.
const established = 20

// compareNames decides about two bodies, markets or services whose names sound
// alike, or of which one is an acronym of the other.
func compareNames(ctx context.Context, a, b *graph.Form) (graph.Decision, error) {
	d := graph.Decision{Why: "nearly the same spelling"}
	switch {
	case initials(a.Key) == b.Key || initials(b.Key) == a.Key:
		d.Why = "one is the acronym of the other"
	case !spelledAlike(a.Key, b.Key):
		return graph.Decision{Answer: graph.Never}, nil
	}
	if min(a.Articles, b.Articles) >= established {
		return graph.Decision{Answer: graph.No}, nil
	}
	beside, err := besides(ctx, a, b)
	if err != nil {
		return d, err
	}
	if beside > 0 {
		return graph.Decision{Answer: graph.No}, nil
	}
	if writtenOtherwise(a.Key, b.Key) {
		return graph.Decision{Answer: graph.Yes, Score: 0.9, Why: "same name, written otherwise"}, nil
	}
	shared, err := commonContext(ctx, a, b)
	if err != nil {
		return d, err
	}
	d.Answer, d.Score = graph.Maybe, 0.5
	if len(shared) > 0 {
		d.Answer, d.Score = graph.Yes, 0.7
		d.Why += ", both with " + shared[0]
	}
	return d, nil
}

// spelledAlike reports whether each word of a name is nearly one of the other's, in
// order: what bodies of a kind have in common ("… Police Authority") would make whole
// names alike.
func spelledAlike(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		x, y = solid(x, y)
	}
	for i := range x {
		if x[i] != y[i] && similarity(x[i], y[i]) < 0.9 {
			return false
		}
	}
	return !digitsDiffer(a, b)
}

// solid writes what two names do not have in common as one word, unless one name has
// nothing that the other has not: then it writes both so.
func solid(x, y []string) (one, other []string) {
	a, b := x, y
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		a, b = x, y
	}
	return []string{strings.Join(a, "")}, []string{strings.Join(b, "")}
}

// digitsDiffer reports whether names have different numbers: Silk Road 2 is not Silk
// Road 3.
func digitsDiffer(a, b string) bool {
	digits := func(s string) string {
		var out []byte
		for i := range len(s) {
			if s[i] >= '0' && s[i] <= '9' {
				out = append(out, s[i])
			}
		}
		return string(out)
	}
	return digits(a) != digits(b)
}

// leastSolid is how long a name is, in bytes, that is the same whether its words are
// written apart or as one: of shorter ones too many are made of the same letters.
const leastSolid = 8

// writtenOtherwise reports whether two names differ in nothing but what is written as one
// word ("Brian's Club", "BriansClub"), in a country and what belongs to it ("Royal
// Malaysia Police", "Royal Malaysian Police"), or as British and American spelling do.
func writtenOtherwise(a, b string) bool {
	solid := strings.ReplaceAll(a, " ", "")
	if len(solid) >= leastSolid && solid == strings.ReplaceAll(b, " ", "") {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	for i := range x {
		if x[i] != y[i] && (country(x[i]) == "" || country(x[i]) != country(y[i])) && oneSpelling(x[i]) != oneSpelling(y[i]) {
			return false
		}
	}
	return true
}

// leastSpelled is how long a word is, in bytes, that is spelled in two ways: a short one
// that differs is another.
const leastSpelled = 6

var britishAsAmerican = strings.NewReplacer("centre", "center", "defence", "defense", "isation", "ization", "ise", "ize", "ising", "izing", "yse", "yze")

// oneSpelling returns a word as it is spelled in America.
func oneSpelling(word string) string {
	if len(word) < leastSpelled {
		return word
	}
	return britishAsAmerican.Replace(word)
}

// country returns the country that a folded word names, or whose adjective it is.
func country(word string) string {
	word = strings.ToUpper(word[:1]) + word[1:] // as the lexicon has it
	if d, ok := lexicon.Demonyms().Get(word); ok && d.Adjective {
		return d.Place.Name
	}
	p, _ := lexicon.Places().Get(word)
	return p.Name
}

// namesApart says whether two keys name different things: both are full names, and not
// spelled alike.
func namesApart(a, b string) graph.Difference {
	full := func(s string) bool { return len(s) > 6 }
	switch {
	case digitsDiffer(a, b):
		return graph.OtherThing
	case full(a) && full(b) && !spelledAlike(a, b) && !writtenOtherwise(a, b):
		return graph.OtherName
	}
	return graph.NoDifference
}
