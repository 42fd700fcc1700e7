package graphtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// names are what random articles mention, by kind: few, so that articles meet, and
// with other forms, so that they have to be resolved.
var names = map[ontology.NodeKind][][]string{
	ontology.Agency: {{"Federal Bureau of Investigation", "FBI"}, {"National Crime Agency", "NCA"}, {"Europol"}, {"National Customs Agency", "NCA"},
		{"Federal Criminal Police Office", "BKA", "Bundeskriminalamt"}},
	ontology.Person: {{"Alexandre Cazes", "Alpha02", "Cazes"}, {"Ross William Ulbricht", "Ross Ulbricht", "Dread Pirate Roberts"}, {"Rob Wainwright"},
		{"Alexander Cazes"}, {"John Smith", "Smith"}, {"Jane Smith", "Smith"}},
	ontology.Marketplace: {{"Silk Road"}, {"Silk Road 2.0"}, {"AlphaBay"}, {"Hansa", "Hansa Market"}, {"Dream Market", "Dream"}},
	ontology.Place:       {{"United States", "U.S."}, {"Thailand"}, {"Netherlands", "The Netherlands"}},
	ontology.Operation:   {{"Operation Onymous", "Onymous"}, {"Operation Bayonet"}, {"Operation Cronos"}},
	ontology.Technology:  {{"Tor", "Tor network"}, {"Bitcoin", "BTC"}},
}

// kinds are the kinds of names, in an order.
var kinds = []ontology.NodeKind{ontology.Agency, ontology.Operation, ontology.Marketplace, ontology.Person, ontology.Place, ontology.Technology}

// Article returns a random article with a key. It mentions a few things under one of
// their names, makes claims about them that fit the ontology, and is sometimes nearly a
// copy of another.
func Article(rng *rand.Rand, key string) *graph.Document {
	if rng.IntN(5) > 0 {
		return newArticle(rng, key)
	}
	// A story that several papers print.
	d := newArticle(rand.New(rand.NewPCG(uint64(rng.IntN(3)), 1)), key)
	d.Article.Text += fmt.Sprintf("Printed by paper %d.", rng.IntN(100))
	return d
}

func newArticle(rng *rand.Rand, key string) *graph.Document {
	a := &article{rng: rng, d: &graph.Document{Article: graph.Article{Key: key, Title: "About " + key, Publisher: "The Paper",
		Date: fmt.Sprintf("20%02d-%02d", 10+rng.IntN(10), 1+rng.IntN(12))}}}
	for _, kind := range kinds {
		for _, i := range rng.Perm(len(names[kind]))[:rng.IntN(3)] {
			a.mention(kind, names[kind][i])
		}
	}
	if rng.IntN(4) == 0 {
		a.unnamed()
	}
	for range 2 + rng.IntN(8) {
		a.claim()
	}
	for range 30 {
		a.say(fmt.Sprintf("Word%d", rng.IntN(500)))
	}
	return a.d
}

type article struct {
	rng *rand.Rand
	d   *graph.Document
}

// say adds a sentence and returns where it is.
func (a *article) say(sentence string) graph.Span {
	start := len(a.d.Article.Text)
	a.d.Article.Text += sentence + ". "
	return graph.Span{Start: start, End: start + len(sentence) + 1}
}

// mention adds a mention under one of the names of a thing, sometimes with others.
func (a *article) mention(kind ontology.NodeKind, forms []string) int {
	m := graph.Mention{Kind: kind}
	i := a.rng.IntN(len(forms))
	m.Name = forms[i]
	span := a.say(m.Name + " was there")
	m.Spans = []graph.Span{{Start: span.Start, End: span.Start + len(m.Name)}}
	for j, f := range forms {
		if j != i && a.rng.IntN(2) == 0 {
			m.Aliases = append(m.Aliases, f)
		}
	}
	slices.Sort(m.Aliases)
	a.d.Mentions = append(a.d.Mentions, m)
	return len(a.d.Mentions) - 1
}

// unnamed adds an operation that is called after what it was aimed at.
func (a *article) unnamed() {
	market := names[ontology.Marketplace][a.rng.IntN(4)]
	name := fmt.Sprintf("%s takedown (%d)", market[0], 2013+a.rng.IntN(3))
	op := a.mention(ontology.Operation, []string{name})
	a.d.Mentions[op].Unnamed = true
	target := a.mention(ontology.Marketplace, market)
	a.d.Claims = append(a.d.Claims, graph.Claim{Edge: ontology.Targeted, From: op, To: target, Evidence: []graph.Span{a.say(name)}, Rule: "random"})
}

// claim adds a random claim, if the mentions allow one.
func (a *article) claim() {
	if len(a.d.Mentions) < 2 {
		return
	}
	c := graph.Claim{From: a.rng.IntN(len(a.d.Mentions)), To: a.rng.IntN(len(a.d.Mentions)), Alleged: a.rng.IntN(3) == 0, Rule: "random", Why: "chance"}
	from, to := a.d.Mentions[c.From], a.d.Mentions[c.To]
	var fitting []ontology.EdgeKind
	for _, t := range ontology.EdgeTypes() {
		if t.Kind != ontology.Mentions && t.Kind.Joins(from.Kind, to.Kind) && c.From != c.To {
			fitting = append(fitting, t.Kind)
		}
	}
	if len(fitting) == 0 || a.rng.IntN(4) == 0 {
		a.fact(c)
		return
	}
	c.Edge = fitting[a.rng.IntN(len(fitting))]
	for _, t := range c.Edge.Type().Attributes {
		if a.rng.IntN(2) == 0 {
			c.Attributes[t.Attribute] = a.attribute(t)
		}
	}
	c.Evidence = []graph.Span{a.say(strings.Join([]string{from.Name, c.Edge.String(), to.Name}, " "))}
	a.d.Claims = append(a.d.Claims, c)
}

func (a *article) attribute(t ontology.AttributeType) string {
	switch t.Type {
	case ontology.Enum:
		return t.Values[a.rng.IntN(len(t.Values))].Name
	case ontology.PartialDate:
		return fmt.Sprintf("2017-%02d", 1+a.rng.IntN(12))
	}
	return []string{"director", "spokesman"}[a.rng.IntN(2)]
}

func (a *article) fact(c graph.Claim) {
	c.To = 0
	var fitting []ontology.FactKey
	for _, t := range ontology.FactTypes() {
		if t.Key.On(a.d.Mentions[c.From].Kind) {
			fitting = append(fitting, t.Key)
		}
	}
	if len(fitting) == 0 {
		return
	}
	c.Fact = fitting[a.rng.IntN(len(fitting))]
	switch c.Fact.Type().Type {
	case ontology.Integer:
		c.Value = graph.Value{Number: float64(a.rng.IntN(4)), Bound: []string{"", ontology.Min}[a.rng.IntN(2)]}
	case ontology.Amount:
		c.Value = graph.Value{Number: float64(1+a.rng.IntN(3)) * 1e6, What: "cash", Currency: "EUR"}
	case ontology.PartialDate:
		c.Value = graph.Value{Text: fmt.Sprintf("20%02d", 13+a.rng.IntN(5))}
	default:
		c.Value = graph.Value{Text: fmt.Sprintf("%d years", 5+a.rng.IntN(3))}
	}
	c.Evidence = []graph.Span{a.say(fmt.Sprintf("%s %s %d", a.d.Mentions[c.From].Name, c.Fact, a.rng.IntN(9)))}
	a.d.Claims = append(a.d.Claims, c)
}
