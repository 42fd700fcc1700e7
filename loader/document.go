package loader

import (
	"slices"

	"onymous/graph"
	"onymous/loader/text"
)

// document turns a doc that has gone through all stages into what the store
// takes. Entities without a name, or that no mention names, are left out along
// with the claims about them.
func document(article graph.Article, d *text.Doc) *graph.Document {
	out := &graph.Document{Article: article}
	place := make([]int, len(d.Entities)) // of each entity in out.Mentions
	for i := range d.Entities {
		e := &d.Entities[i]
		place[i] = -1
		if !e.Kind.Valid() || e.Name == "" {
			continue
		}
		place[i] = len(out.Mentions)
		out.Mentions = append(out.Mentions, graph.Mention{
			Kind: e.Kind, Name: e.Name, Aliases: slices.Clone(e.Aliases), Spans: mentionSpans(d, e), Unnamed: e.Unnamed,
		})
	}
	for i := range d.Claims {
		if c, ok := claim(&d.Claims[i], place); ok {
			out.Claims = append(out.Claims, c)
		}
	}
	return out
}

func mentionSpans(d *text.Doc, e *text.Entity) []graph.Span {
	spans := make([]graph.Span, 0, len(e.Mentions))
	for _, m := range e.Mentions {
		spans = append(spans, graph.Span(d.Mentions[m].Span))
	}
	slices.SortFunc(spans, func(a, b graph.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	return slices.Compact(spans)
}

func claim(c *text.Claim, place []int) (graph.Claim, bool) {
	from := place[c.From]
	to := 0
	if c.Edge.Valid() {
		to = place[c.To]
	}
	if from < 0 || to < 0 {
		return graph.Claim{}, false
	}
	evidence := make([]graph.Span, len(c.Evidence))
	for i, s := range c.Evidence {
		evidence[i] = graph.Span(s)
	}
	return graph.Claim{
		Edge: c.Edge, From: from, To: to, Attributes: c.Attributes,
		Fact: c.Fact, Value: graph.Value(c.Value),
		Alleged: c.Alleged, Evidence: evidence, Rule: c.Rule, Why: c.Why,
	}, true
}
