package export

import (
	"iter"
	"strconv"
	"unicode/utf8"

	"onymous/graph"
	"onymous/graph/ontology"
)

// Prefixes of the vocabularies, in the order in which files declare them. The
// terms under "on" are described in VOCABULARY.md.
var prefixes = [][2]string{
	{"on", "urn:onymous:ns:"},
	{"id", "urn:onymous:id:"},
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
	{"schema", "https://schema.org/"},
	{"prov", "http://www.w3.org/ns/prov#"},
	{"oa", "http://www.w3.org/ns/oa#"},
}

// curie is a compact IRI: a prefix and a local name.
type curie struct{ prefix, local string }

func (c curie) String() string { return c.prefix + ":" + c.local }

// iri returns the whole IRI.
func (c curie) iri() string { return c.base() + c.local }

// base is what the prefix stands for.
func (c curie) base() string {
	for _, p := range prefixes {
		if p[0] == c.prefix {
			return p[1]
		}
	}
	panic("internal error: export: no prefix " + c.prefix)
}

// term is an object: a resource if its curie is set, else a literal.
type term struct {
	curie
	value    string
	datatype curie // zero for a plain string
}

// statement is a predicate and an object.
type statement struct {
	predicate curie
	object    term
}

// resource is a subject with what is said of it.
type resource struct {
	curie
	statements []statement
}

func (r *resource) link(predicate, object curie) {
	r.statements = append(r.statements, statement{predicate, term{curie: object}})
}

// say adds a literal, unless it is empty.
func (r *resource) say(predicate curie, value string, datatype curie) {
	if value != "" {
		r.statements = append(r.statements, statement{predicate, term{value: value, datatype: datatype}})
	}
}

var (
	rdfType  = curie{"rdf", "type"}
	noType   = curie{}
	integer  = curie{"xsd", "integer"}
	decimal  = curie{"xsd", "decimal"}
	boolean  = curie{"xsd", "boolean"}
	own      = func(local string) curie { return curie{"on", local} }
	schemaOf = func(local string) curie { return curie{"schema", local} }
)

// schemaTypes are the classes of schema.org that fit the kinds of nodes.
var schemaTypes = [...]string{
	ontology.Agency: "GovernmentOrganization", ontology.Operation: "Event", ontology.Marketplace: "WebSite", ontology.Service: "Service",
	ontology.Person: "Person", ontology.Organization: "Organization", ontology.Place: "Place", ontology.Technology: "Product",
	ontology.Commodity: "DefinedTerm", ontology.Article: "NewsArticle",
}

// resources yields everything that RDF formats say: nodes with their edges and
// facts, then articles, then claims with their evidence.
func (v *view) resources() iter.Seq2[*resource, error] {
	return func(yield func(*resource, error) bool) {
		for n, err := range v.nodes() {
			var r *resource
			if err == nil {
				r, err = v.nodeResource(n)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
		for a, err := range v.articles() {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(articleResource(&a), nil) {
				return
			}
		}
		for c, err := range v.claims() {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, r := range claimResources(c) {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func idOf(id graph.ID) curie { return curie{"id", id.String()} }

func (v *view) nodeResource(n graph.Node) (*resource, error) {
	r := &resource{curie: idOf(n.ID)}
	r.link(rdfType, own(n.Kind.String()))
	r.link(rdfType, schemaOf(schemaTypes[n.Kind]))
	r.say(schemaOf("name"), n.Name, noType)
	for _, alias := range n.Aliases {
		r.say(schemaOf("alternateName"), alias, noType)
	}
	r.say(own("articles"), strconv.Itoa(n.Articles), integer)
	r.say(own("independentArticles"), strconv.Itoa(n.Independent), integer)
	facts, err := v.tx.NodeFacts(v.ctx, n.ID)
	if err != nil {
		return nil, err
	}
	for _, f := range facts {
		value, datatype := literal(f.Key, f.Value)
		r.say(own(f.Key.String()), value, datatype)
	}
	for e, err := range v.edgesOf(n.ID) {
		if err != nil {
			return nil, err
		}
		r.link(own(e.Kind.Type().Field), idOf(e.To))
	}
	return r, nil
}

// literal is a fact's value with its datatype. An amount is a text; its parts
// are said of the claims.
func literal(key ontology.FactKey, value graph.Value) (string, curie) {
	switch key.Type().Type {
	case ontology.Integer:
		return number(value.Number), integer
	case ontology.PartialDate:
		return value.Text, dateType(value.Text)
	default:
		return factText(key, value), noType
	}
}

// dateType is the datatype of XML Schema for a date as exact as it is.
func dateType(date string) curie {
	switch len(date) {
	case len("2017"):
		return curie{"xsd", "gYear"}
	case len("2017-07"):
		return curie{"xsd", "gYearMonth"}
	case len("2017-07-20"):
		return curie{"xsd", "date"}
	default:
		return noType
	}
}

func articleResource(a *graph.StoredArticle) *resource {
	r := &resource{curie: idOf(a.ID)}
	r.link(rdfType, own(ontology.Article.String()))
	r.link(rdfType, schemaOf(schemaTypes[ontology.Article]))
	r.say(schemaOf("headline"), a.Title, noType)
	r.say(schemaOf("datePublished"), a.Date, dateType(a.Date))
	r.say(schemaOf("publisher"), a.Publisher, noType)
	r.say(schemaOf("url"), a.URL, curie{"xsd", "anyURI"})
	return r
}

// claimResources are a claim and, for each sentence behind it, a target with its
// selectors (www.w3.org/TR/annotation-model).
func claimResources(ac articleClaim) []*resource {
	c, a := ac.claim, ac.article
	r := &resource{curie: curie{"id", c.ID.String()}}
	r.link(rdfType, own("Claim"))
	r.link(rdfType, curie{"oa", "Annotation"})
	r.link(curie{"prov", "wasDerivedFrom"}, idOf(a.ID))
	r.link(curie{"rdf", "subject"}, idOf(c.From))
	if c.Edge.Valid() {
		r.link(curie{"rdf", "predicate"}, own(c.Edge.Type().Field))
		r.link(curie{"rdf", "object"}, idOf(c.To))
		for at, name := range attributeNames {
			r.say(own(name), c.Attributes[at], noType)
		}
	} else {
		r.link(curie{"rdf", "predicate"}, own(c.Fact.String()))
		value, datatype := literal(c.Fact, c.Value)
		r.say(schemaOf("value"), value, datatype)
		if c.Fact.Type().Type == ontology.Amount {
			r.say(own("amount"), number(c.Value.Number), decimal)
			r.say(schemaOf("currency"), c.Value.Currency, noType)
			r.say(own("what"), c.Value.What, noType)
		}
		r.say(own("bound"), c.Value.Bound, noType)
	}
	r.say(own("alleged"), strconv.FormatBool(c.Alleged), boolean)
	r.say(own("rule"), c.Rule, noType)
	resources := []*resource{r}
	for i, span := range c.Evidence {
		target := &resource{curie: curie{"id", c.ID.String() + ".t" + strconv.Itoa(i)}}
		r.link(curie{"oa", "hasTarget"}, target.curie)
		resources = append(resources, target)
		resources = append(resources, selectors(target, a, span)...)
	}
	return resources
}

// selectors links a target to a quote and to its position. Positions count
// characters there, as the recommendation has it, and bytes in on:startByte.
func selectors(target *resource, a *graph.StoredArticle, span graph.Span) []*resource {
	target.link(rdfType, curie{"oa", "SpecificResource"})
	target.link(curie{"oa", "hasSource"}, idOf(a.ID))
	quote := &resource{curie: curie{"id", target.local + "q"}}
	quote.link(rdfType, curie{"oa", "TextQuoteSelector"})
	quote.say(curie{"oa", "exact"}, a.Text[span.Start:span.End], noType)
	start := utf8.RuneCountInString(a.Text[:span.Start])
	position := &resource{curie: curie{"id", target.local + "p"}}
	position.link(rdfType, curie{"oa", "TextPositionSelector"})
	position.say(curie{"oa", "start"}, strconv.Itoa(start), integer)
	position.say(curie{"oa", "end"}, strconv.Itoa(start+utf8.RuneCountInString(a.Text[span.Start:span.End])), integer)
	position.say(own("startByte"), strconv.Itoa(span.Start), integer)
	position.say(own("endByte"), strconv.Itoa(span.End), integer)
	target.link(curie{"oa", "hasSelector"}, quote.curie)
	target.link(curie{"oa", "hasSelector"}, position.curie)
	return []*resource{quote, position}
}
