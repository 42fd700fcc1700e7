package resolve

import (
	"context"
	"slices"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// version changes when the rules do, so that a store which older rules resolved is
// rebuilt and not mixed.
const version = "2"

// Rules returns the rules by which mentions of different articles are found to mean
// the same. They are safe for concurrent use.
func Rules() graph.Resolver { return rules{} }

type rules struct{}

func (rules) Digest() string { return "resolve " + version + " lexicon " + lexicon.Digest() }

// Name implements graph.Resolver.
func (rules) Name(d *graph.Document) []graph.Naming {
	names := make([]graph.Naming, len(d.Mentions))
	for i := range d.Mentions {
		names[i].Key = mentionKey(d, i)
	}
	for i := range d.Mentions {
		if names[i].Key == "" {
			continue
		}
		names[i].Also = otherKeys(d, i, names[i].Key)
		names[i].Blocks = blocks(d, i, names)
	}
	return names
}

// Compare implements graph.Resolver.
func (rules) Compare(ctx context.Context, a, b *graph.Form, support int) (graph.Decision, error) {
	if support > 0 {
		return compareAliases(ctx, a, b, support)
	}
	if a.Articles == 0 || b.Articles == 0 {
		return graph.Decision{Answer: graph.No}, nil
	}
	switch a.Kind {
	case ontology.Person:
		return comparePeople(ctx, a, b)
	case ontology.Operation:
		return compareOperations(ctx, a, b)
	}
	return compareNames(ctx, a, b)
}

// Apart implements graph.Resolver.
func (rules) Apart(ctx context.Context, a, b *graph.Form) (graph.Difference, error) {
	switch a.Kind {
	case ontology.Person:
		return peopleApart(a.Key, b.Key), nil
	case ontology.Operation:
		return operationsApart(ctx, a, b)
	}
	return namesApart(a.Key, b.Key), nil
}

// compareAliases decides about two forms of which articles use one as another name
// of the other. A single article does not make one body of two that many others
// mention side by side: it may be wrong.
func compareAliases(ctx context.Context, a, b *graph.Form, support int) (graph.Decision, error) {
	d := graph.Decision{Answer: graph.Yes, Score: 1 - 0.5/float64(1+support), Why: "articles use both names for it: " + count(support)}
	if a.Articles == 0 || b.Articles == 0 {
		return d, nil
	}
	if 20*support < min(a.Articles, b.Articles) {
		d.Answer, d.Score = graph.Maybe, 0.5
		return d, nil
	}
	beside, err := besides(ctx, a, b)
	if err != nil {
		return d, err
	}
	if beside > support {
		d.Answer, d.Score = graph.Maybe, 0.4
		d.Why += "; articles tell them apart: " + count(beside)
	}
	return d, nil
}

// besides counts the articles that mention two forms as different things.
func besides(ctx context.Context, a, b *graph.Form) (int, error) {
	va, err := a.Voices(ctx)
	if err != nil {
		return 0, err
	}
	vb, err := b.Voices(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, x := range va {
		if slices.ContainsFunc(vb, func(y graph.Voice) bool { return y.Article == x.Article && y.Mention != x.Mention }) {
			n++
		}
	}
	return n, nil
}
