package resolve

import (
	"context"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
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
		x, y = []string{strings.Join(x, "")}, []string{strings.Join(y, "")}
	}
	for i := range x {
		if x[i] != y[i] && similarity(x[i], y[i]) < 0.9 {
			return false
		}
	}
	return !digitsDiffer(a, b)
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

// namesApart reports whether two keys name different things: both are full names, and
// not spelled alike.
func namesApart(a, b string) bool {
	full := func(s string) bool { return len(s) > 6 }
	return full(a) && full(b) && !spelledAlike(a, b) || digitsDiffer(a, b)
}
