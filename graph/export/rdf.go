package export

import (
	"iter"
	"runtime"
	"strconv"
	"sync"
	"unicode/utf8"

	"onymous/graph"
	"onymous/graph/inorder"
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
	for i := range prefixes {
		if prefixes[i][0] == c.prefix {
			return prefixes[i][1]
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

// resourceFormat appends what a format writes of a resource.
type resourceFormat func(b []byte, r *resource) []byte

// writeResources writes everything that RDF formats say: nodes with their edges and
// facts, then articles, then claims with their evidence. Parts are formatted in
// parallel and written in order, without the first skip bytes.
func (v *view) writeResources(w *writer, skip int, format resourceFormat) error {
	write := func(parts iter.Seq2[*[]byte, error]) error {
		for part, err := range parts {
			if err != nil {
				return err
			}
			n := min(skip, len(*part))
			skip -= n
			w.Write((*part)[n:])
			formatted.Put(part)
		}
		return nil
	}
	workers := runtime.GOMAXPROCS(0)
	if err := write(inorder.Map(v.ctx, workers, chunked(v.nodes()), func(nodes []graph.Node) (*[]byte, error) { return v.formatNodes(nodes, format) })); err != nil {
		return err
	}
	if err := write(inorder.Map(v.ctx, workers, chunked(v.articleIDs()), func(ids []graph.ID) (*[]byte, error) { return v.formatArticles(ids, format) })); err != nil {
		return err
	}
	return write(inorder.Map(v.ctx, workers, v.articleIDs(), func(id graph.ID) (*[]byte, error) { return v.formatClaims(id, format) }))
}

// formatted holds buffers for parts of a file.
var formatted = sync.Pool{New: func() any { return new([]byte) }}

func (v *view) formatNodes(nodes []graph.Node, format resourceFormat) (*[]byte, error) {
	out := formatted.Get().(*[]byte)
	b, r := (*out)[:0], new(resource)
	for i := range nodes {
		if err := v.nodeResource(r, &nodes[i]); err != nil {
			return nil, err
		}
		b = format(b, r)
	}
	*out = b
	return out, nil
}

func (v *view) formatArticles(ids []graph.ID, format resourceFormat) (*[]byte, error) {
	out := formatted.Get().(*[]byte)
	b, r := (*out)[:0], new(resource)
	for _, id := range ids {
		a, err := v.tx.Article(id)
		if err != nil {
			return nil, err
		}
		articleResource(r, &a)
		b = format(b, r)
	}
	*out = b
	return out, nil
}

func (v *view) formatClaims(article graph.ID, format resourceFormat) (*[]byte, error) {
	claims, err := v.claimsOf(article)
	if err != nil {
		return nil, err
	}
	out := formatted.Get().(*[]byte)
	b, r := (*out)[:0], new(resource)
	for _, c := range claims {
		claimResource(r, c)
		b = format(b, r)
		for i := range c.claim.Evidence {
			for _, set := range []func(*resource, articleClaim, int){targetResource, quoteResource, positionResource} {
				set(r, c, i)
				b = format(b, r)
			}
		}
	}
	*out = b
	return out, nil
}

func idOf(id graph.ID) curie { return curie{"id", id.String()} }

// begin makes r an empty resource, and keeps its memory.
func (r *resource) begin(name curie) { r.curie, r.statements = name, r.statements[:0] }

func (v *view) nodeResource(r *resource, n *graph.Node) error {
	r.begin(idOf(n.ID))
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
		return err
	}
	for _, f := range facts {
		value, datatype := literal(f.Key, f.Value)
		r.say(own(f.Key.String()), value, datatype)
	}
	for e, err := range v.edgesOf(n.ID) {
		if err != nil {
			return err
		}
		r.link(own(e.Kind.Type().Field), idOf(e.To))
	}
	return nil
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

func articleResource(r *resource, a *graph.StoredArticle) {
	r.begin(idOf(a.ID))
	r.link(rdfType, own(ontology.Article.String()))
	r.link(rdfType, schemaOf(schemaTypes[ontology.Article]))
	r.say(schemaOf("headline"), a.Title, noType)
	r.say(schemaOf("datePublished"), a.Date, dateType(a.Date))
	r.say(schemaOf("publisher"), a.Publisher, noType)
	r.say(schemaOf("url"), a.URL, curie{"xsd", "anyURI"})
}

// claimResource is a claim, with a target for each sentence behind it
// (www.w3.org/TR/annotation-model).
func claimResource(r *resource, ac articleClaim) {
	c := ac.claim
	r.begin(curie{"id", c.ID.String()})
	r.link(rdfType, own("Claim"))
	r.link(rdfType, curie{"oa", "Annotation"})
	r.link(curie{"prov", "wasDerivedFrom"}, idOf(ac.article.ID))
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
	for i := range c.Evidence {
		r.link(curie{"oa", "hasTarget"}, curie{"id", targetOf(c, i)})
	}
}

func targetOf(c *graph.StoredClaim, sentence int) string {
	return c.ID.String() + ".t" + strconv.Itoa(sentence)
}

// targetResource links a sentence to its quote and to its position.
func targetResource(r *resource, ac articleClaim, sentence int) {
	target := targetOf(ac.claim, sentence)
	r.begin(curie{"id", target})
	r.link(rdfType, curie{"oa", "SpecificResource"})
	r.link(curie{"oa", "hasSource"}, idOf(ac.article.ID))
	r.link(curie{"oa", "hasSelector"}, curie{"id", target + "q"})
	r.link(curie{"oa", "hasSelector"}, curie{"id", target + "p"})
}

func quoteResource(r *resource, ac articleClaim, sentence int) {
	span := ac.claim.Evidence[sentence]
	r.begin(curie{"id", targetOf(ac.claim, sentence) + "q"})
	r.link(rdfType, curie{"oa", "TextQuoteSelector"})
	r.say(curie{"oa", "exact"}, ac.article.Text[span.Start:span.End], noType)
}

// positionResource counts characters, as the recommendation has it, and bytes in
// on:startByte.
func positionResource(r *resource, ac articleClaim, sentence int) {
	span, text := ac.claim.Evidence[sentence], ac.article.Text
	start := utf8.RuneCountInString(text[:span.Start])
	r.begin(curie{"id", targetOf(ac.claim, sentence) + "p"})
	r.link(rdfType, curie{"oa", "TextPositionSelector"})
	r.say(curie{"oa", "start"}, strconv.Itoa(start), integer)
	r.say(curie{"oa", "end"}, strconv.Itoa(start+utf8.RuneCountInString(text[span.Start:span.End])), integer)
	r.say(own("startByte"), strconv.Itoa(span.Start), integer)
	r.say(own("endByte"), strconv.Itoa(span.End), integer)
}
