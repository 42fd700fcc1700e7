package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// A property is one attribute of a node or an edge as formats with columns or
// typed keys write it.
type property struct {
	name string
	kind propertyType
	text string
	set  bool // whether the node or edge has it
}

type propertyType uint8

const (
	textProperty propertyType = iota
	integerProperty
	booleanProperty
)

// separator joins several values of one property.
const separator = " | "

func textOf(name, value string) property {
	return property{name, textProperty, value, value != ""}
}

func integerOf(name string, n int) property {
	return property{name, integerProperty, strconv.Itoa(n), true}
}

func booleanOf(name string, b bool) property {
	return property{name, booleanProperty, strconv.FormatBool(b), true}
}

// nodeProperties are those of a node after id and label: always the same names
// in the same order.
func (v *view) nodeProperties(n graph.Node) ([]property, error) {
	facts, err := v.tx.NodeFacts(v.ctx, n.ID)
	if err != nil {
		return nil, err
	}
	properties := []property{
		textOf("kind", n.Kind.String()),
		textOf("aliases", strings.Join(n.Aliases, separator)),
		integerOf("articles", n.Articles),
		integerOf("independentArticles", n.Independent),
		booleanOf("unnamed", n.Unnamed),
	}
	for _, t := range ontology.FactTypes() {
		text := ""
		for len(facts) > 0 && facts[0].Key == t.Key { // they come by key
			if text != "" {
				text += separator
			}
			text += factText(t.Key, facts[0].Value)
			facts = facts[1:]
		}
		properties = append(properties, textOf(t.Name, text))
	}
	return properties, nil
}

// nodePropertyNames describes what nodeProperties returns.
func nodePropertyNames() []property {
	names := []property{textOf("kind", ""), textOf("aliases", ""), integerOf("articles", 0), integerOf("independentArticles", 0), booleanOf("unnamed", false)}
	for _, t := range ontology.FactTypes() {
		names = append(names, textOf(t.Name, ""))
	}
	return names
}

// attributeNames are the names of edge attributes by code.
var attributeNames = func() [ontology.AttributeCount]string {
	var names [ontology.AttributeCount]string
	for _, t := range ontology.EdgeTypes() {
		for _, a := range t.Attributes {
			names[a.Attribute] = a.Name
		}
	}
	return names
}()

// edgeProperties are those of an edge after id and ends: always the same names
// in the same order.
func edgeProperties(e graph.Edge, quotes []string) []property {
	properties := make([]property, 0, len(attributeNames)+6)
	properties = append(properties, textOf("kind", e.Kind.String()))
	for a, name := range attributeNames {
		properties = append(properties, textOf(name, e.Attributes[a]))
	}
	return append(properties,
		booleanOf("alleged", e.Alleged),
		integerOf("articles", e.Articles),
		integerOf("independentArticles", e.Independent),
		integerOf("claims", e.Claims),
		textOf("evidence", strings.Join(quotes, separator)))
}

// edgePropertyNames describes what edgeProperties returns.
func edgePropertyNames() []property {
	names := []property{textOf("kind", "")}
	for _, name := range attributeNames {
		names = append(names, textOf(name, ""))
	}
	return append(names, booleanOf("alleged", false), integerOf("articles", 0), integerOf("independentArticles", 0), integerOf("claims", 0), textOf("evidence", ""))
}

// maxEvidence bounds the quotes that one edge or fact carries in formats that hold
// them as text. The claims formats hold all.
const maxEvidence = 3

// factQuotes returns the first sentences behind a fact, and the articles that they are
// from.
func (v *view) factQuotes(f graph.Fact) (quotes []string, articles []graph.ID, err error) {
	for _, id := range f.Claims[:min(len(f.Claims), maxEvidence)] {
		c, err := v.tx.Claim(id)
		if err != nil {
			return nil, nil, err
		}
		quotes = append(quotes, strings.Join(c.Quotes, " "))
		if !slices.Contains(articles, id.Article) {
			articles = append(articles, id.Article)
		}
	}
	return quotes, articles, nil
}

// support is how many articles say something, in words.
func support(articles, independent int) string {
	if articles == 1 {
		return "in 1 article"
	}
	return fmt.Sprintf("in %d articles, %d of them independent", articles, independent)
}

var boundWords = map[string]string{ontology.Min: "at least ", ontology.Max: "at most ", ontology.Approx: "about "}

// factText is a value as a reader would write it: "at least 400",
// "1000000 USD (Bitcoin)", "2017-07".
func factText(key ontology.FactKey, value graph.Value) string {
	bound := boundWords[value.Bound]
	switch key.Type().Type {
	case ontology.Integer:
		return bound + number(value.Number)
	case ontology.Amount:
		text := bound + number(value.Number)
		if value.Currency != "" {
			text += " " + value.Currency
			if value.What != "" {
				text += " (" + value.What + ")"
			}
		} else if value.What != "" {
			text += " " + value.What
		}
		return text
	default:
		return value.Text
	}
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
