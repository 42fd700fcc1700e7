package export

import (
	"fmt"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// ftmSchemata are the schemata of FollowTheMoney that fit the kinds of nodes.
// Technologies and commodities have none: they are keywords of what runs on,
// accepts or sells them.
var ftmSchemata = map[ontology.NodeKind]string{
	ontology.Agency: "PublicBody", ontology.Operation: "Event", ontology.Marketplace: "Organization", ontology.Service: "Organization",
	ontology.Person: "Person", ontology.Organization: "Organization", ontology.Place: "Address",
}

// ftmLink is the schema of an edge, and the properties of its ends.
type ftmLink struct{ schema, from, to string }

var ftmLinks = map[ontology.EdgeKind]ftmLink{
	ontology.WorksFor:     {"Employment", "employee", "employer"},
	ontology.Administered: {"Directorship", "director", "organization"},
	ontology.PartOf:       {"Membership", "member", "organization"},
}

var ftmOtherLink = ftmLink{"UnknownLink", "subject", "object"}

// ftmFacts are the properties that hold a fact exactly; other facts are notes.
var ftmFacts = map[ontology.FactKey]string{
	ontology.Date: "date", ontology.DiedOn: "deathDate", ontology.Launched: "incorporationDate", ontology.Closed: "dissolutionDate",
}

// ftm is an entity of FollowTheMoney: properties have lists of values.
type ftm struct {
	id, schema string
	properties map[string][]string
}

func newFtM(id, schema string) *ftm { return &ftm{id, schema, map[string][]string{}} }

func (e *ftm) add(name string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.properties[name] = append(e.properties[name], v)
		}
	}
}

func (e *ftm) write(w *writer) error {
	if err := (object{"id": e.id, "schema": e.schema, "properties": e.properties}).write(w); err != nil {
		return err
	}
	return w.WriteByte('\n')
}

// writeFtM writes FollowTheMoney entities, one JSON object a line
// (followthemoney.tech, model 3.8).
func writeFtM(v *view, w *writer) error {
	for n, err := range v.nodes() {
		if err != nil {
			return err
		}
		if err := v.ftmNode(w, n); err != nil {
			return err
		}
	}
	for e, err := range v.edges() {
		if err != nil {
			return err
		}
		if err := v.ftmEdge(w, e); err != nil {
			return err
		}
	}
	for a, err := range v.articles() {
		if err != nil {
			return err
		}
		if err := v.ftmArticle(w, &a); err != nil {
			return err
		}
	}
	return nil
}

func (v *view) ftmNode(w *writer, n graph.Node) error {
	schema, ok := ftmSchemata[n.Kind]
	if !ok {
		return nil
	}
	e := newFtM(n.ID.String(), schema)
	e.add("name", n.Name)
	e.add("alias", n.Aliases...)
	e.add("summary", support(n.Articles, n.Independent))
	switch n.Kind {
	case ontology.Place:
		e.add("full", n.Name)
	case ontology.Marketplace, ontology.Service:
		e.add("topics", "crime.cyber")
		e.add("classification", n.Kind.String())
	}
	facts, err := v.tx.NodeFacts(v.ctx, n.ID)
	if err != nil {
		return err
	}
	for _, f := range facts {
		if property, ok := ftmFacts[f.Key]; ok {
			e.add(property, f.Value.Text)
		} else {
			quotes, _, err := v.factQuotes(f)
			if err != nil {
				return err
			}
			e.add("notes", fmt.Sprintf("%s: %s (%s): %s", f.Key, factText(f.Key, f.Value), support(f.Articles, f.Independent), strings.Join(quotes, separator)))
		}
	}
	if err := v.ftmTies(e, n); err != nil {
		return err
	}
	return e.write(w)
}

// ftmTies adds the edges that are properties rather than links.
func (v *view) ftmTies(e *ftm, n graph.Node) error {
	for edge, err := range v.edgesOf(n.ID) {
		if err != nil {
			return err
		}
		if _, ok := ftmSchemata[edge.To.Kind()]; ok {
			continue
		}
		to, err := v.tx.Node(edge.To)
		if err != nil {
			return err
		}
		e.add("keywords", edgeWords(edge.Kind)+": "+to.Name)
	}
	if n.Kind != ontology.Operation {
		return nil
	}
	for edge, err := range v.tx.Neighbours(v.ctx, n.ID, ontology.ParticipatedIn, graph.In, 0) {
		if err != nil {
			return err
		}
		if edge.From.Kind() == ontology.Agency && v.selects(edge.EdgeKey) {
			e.add("involved", edge.From.String())
		}
	}
	return nil
}

// edgeWords is a kind of edge in words: "accepts", "runs on".
func edgeWords(k ontology.EdgeKind) string {
	return strings.ToLower(strings.ReplaceAll(k.String(), "_", " "))
}

func (v *view) ftmEdge(w *writer, e graph.Edge) error {
	_, from := ftmSchemata[e.From.Kind()]
	_, to := ftmSchemata[e.To.Kind()]
	if !from || !to {
		return nil
	}
	link, ok := ftmLinks[e.Kind]
	role := e.Attributes[ontology.Title]
	if !ok {
		link, role = ftmOtherLink, edgeWords(e.Kind)
	}
	entity := newFtM(e.EdgeKey.String(), link.schema)
	entity.add(link.from, e.From.String())
	entity.add(link.to, e.To.String())
	entity.add("role", role, e.Attributes[ontology.Role], e.Attributes[ontology.Outcome])
	entity.add("date", e.Attributes[ontology.ArrestDate])
	if e.Alleged {
		entity.add("status", "alleged")
	}
	entity.add("summary", support(e.Articles, e.Independent))
	for c, err := range v.tx.EdgeClaims(v.ctx, e.EdgeKey, graph.ClaimID{}) {
		if err != nil {
			return err
		}
		if !c.Rejected {
			entity.add("description", strings.Join(c.Quotes, " "))
			entity.add("recordId", c.ID.String())
		}
	}
	return entity.write(w)
}

func (v *view) ftmArticle(w *writer, a *graph.StoredArticle) error {
	e := newFtM(a.ID.String(), "Article")
	e.add("title", a.Title)
	e.add("fileName", a.Key)
	e.add("publishedAt", a.Date)
	e.add("publisher", a.Publisher)
	e.add("sourceUrl", a.URL)
	if err := e.write(w); err != nil {
		return err
	}
	mentions, err := v.tx.ArticleMentions(a.ID)
	if err != nil {
		return err
	}
	for _, m := range mentions {
		schema, ok := ftmSchemata[m.Kind]
		if !ok || !v.selectsNode(m.Node) {
			continue
		}
		mention := newFtM(a.ID.String()+"."+m.Node.String(), "Mention")
		mention.add("document", a.ID.String())
		mention.add("name", m.Name)
		mention.add("name", m.Aliases...)
		if schema != "Event" && schema != "Address" { // only legal entities can be resolved to
			mention.add("resolved", m.Node.String())
		}
		mention.add("detectedSchema", schema)
		if err := mention.write(w); err != nil {
			return err
		}
	}
	return nil
}
