package loader

import (
	"fmt"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader/score"
)

// Answer returns a document in the shape of the gold, to be scored.
func Answer(doc *graph.Document) *score.Graph {
	id := func(mention int) string { return fmt.Sprint("n", mention) }
	g := new(score.Graph)
	for i, m := range doc.Mentions {
		g.Nodes = append(g.Nodes, score.Node{ID: id(i), Kind: m.Kind.String(), Name: m.Name, Aliases: m.Aliases})
	}
	for i := range doc.Claims {
		c := &doc.Claims[i]
		if c.Edge.Valid() {
			g.Edges = append(g.Edges, score.Edge{From: id(c.From), Kind: c.Edge.String(), To: id(c.To), Alleged: c.Alleged, Rule: c.Rule,
				Role: c.Attributes[ontology.Role], Outcome: c.Attributes[ontology.Outcome]})
		} else {
			g.Facts = append(g.Facts, score.Fact{Node: id(c.From), Key: c.Fact.String(), Value: valueOf(c), Rule: c.Rule})
		}
	}
	return g
}

func valueOf(c *graph.Claim) any {
	switch c.Fact.Type().Type {
	case ontology.Integer:
		return c.Value.Number
	case ontology.Amount:
		v := map[string]any{"what": c.Value.What, "amount": c.Value.Number}
		if c.Value.Currency != "" {
			v["currency"] = c.Value.Currency
		}
		return v
	default:
		return c.Value.Text
	}
}
