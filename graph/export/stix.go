package export

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"onymous/graph"
	"onymous/graph/ontology"
)

// stixNamespace makes the ids of objects from ours, by version 5 of RFC 4122.
var stixNamespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:onymous"))

// stixEpoch stands where STIX wants a time and no article has a date.
const stixEpoch = "1970-01-01T00:00:00.000Z"

func stixID(kind, id string) string {
	return kind + "--" + uuid.NewSHA1(stixNamespace, []byte(id)).String()
}

// writeSTIX writes a bundle of STIX 2.1 (docs.oasis-open.org/cti/stix/v2.1):
// identities, threat actors, infrastructure, locations, tools, groupings for
// operations, relationships, reports for articles and notes for sentences and
// facts. Commodities have no object: they are labels of the infrastructure
// where they are sold.
func writeSTIX(v *view, w *writer) error {
	s := &stixWriter{view: v, w: w, separator: "\n"}
	w.text(`{"type":"bundle","id":"`, stixID("bundle", "onymous"), `","objects":[`)
	for n, err := range v.nodes() {
		if err != nil {
			return err
		}
		if err := s.node(n); err != nil {
			return err
		}
	}
	for e, err := range v.edges() {
		if err != nil {
			return err
		}
		if err := s.edge(e); err != nil {
			return err
		}
	}
	for a, err := range v.articles() {
		if err != nil {
			return err
		}
		if err := s.article(&a); err != nil {
			return err
		}
	}
	w.text("\n]}\n")
	return nil
}

type stixWriter struct {
	*view
	w         *writer
	separator string
}

func (s *stixWriter) write(kind, id, date string, o object) error {
	o["type"], o["spec_version"], o["id"] = kind, "2.1", stixID(kind, id)
	o["created"], o["modified"] = date, date
	s.w.text(s.separator)
	s.separator = ",\n"
	return o.write(s.w)
}

// stixTime is a date as STIX writes times: a partial one begins its period.
func stixTime(date string) string {
	const rest = "-01-01T00:00:00.000Z"
	switch len(date) {
	case len("2017"):
		return date + rest
	case len("2017-07"):
		return date + rest[len("-01"):]
	case len("2017-07-20"):
		return date + rest[len("-01-01"):]
	default:
		return stixEpoch
	}
}

// kindOf is the type of object that a node becomes, or "" if none fits. A person
// who is said to have run or used a market is a threat actor.
func (s *stixWriter) kindOf(id graph.ID) (string, error) {
	switch id.Kind() {
	case ontology.Agency, ontology.Organization:
		return "identity", nil
	case ontology.Operation:
		return "grouping", nil
	case ontology.Marketplace, ontology.Service:
		return "infrastructure", nil
	case ontology.Place:
		return "location", nil
	case ontology.Technology:
		return "tool", nil
	case ontology.Person:
		for _, kind := range []ontology.EdgeKind{ontology.Administered, ontology.SoldOn} {
			n, err := s.tx.Degree(id, kind, graph.Out)
			if err != nil || n > 0 {
				return "threat-actor", err
			}
		}
		return "identity", nil
	default:
		return "", nil
	}
}

// since is the date of the first article, by id, that mentions a node.
func (s *stixWriter) since(id graph.ID) (string, error) {
	for e, err := range s.tx.Neighbours(s.ctx, id, ontology.Mentions, graph.In, 0) {
		if err != nil {
			return "", err
		}
		a, err := s.tx.Article(e.From)
		return stixTime(a.Date), err
	}
	return stixEpoch, nil
}

func (s *stixWriter) node(n graph.Node) error {
	kind, err := s.kindOf(n.ID)
	if err != nil || kind == "" {
		return err
	}
	date, err := s.since(n.ID)
	if err != nil {
		return err
	}
	o := object{"name": n.Name, "description": support(n.Articles, n.Independent)}
	if len(n.Aliases) > 0 && (kind == "threat-actor" || kind == "infrastructure" || kind == "tool") {
		o["aliases"] = n.Aliases
	} else if len(n.Aliases) > 0 {
		o["description"] = support(n.Articles, n.Independent) + "; also: " + strings.Join(n.Aliases, ", ")
	}
	facts, err := s.tx.NodeFacts(s.ctx, n.ID)
	if err != nil {
		return err
	}
	switch kind {
	case "identity":
		o["identity_class"] = "organization"
		if n.Kind == ontology.Person {
			o["identity_class"] = "individual"
		}
		if n.Kind == ontology.Agency {
			o["sectors"] = []string{"government"}
		}
	case "location":
		o["region"] = n.Name
	case "infrastructure":
		if o["labels"], err = s.goods(n.ID); err != nil {
			return err
		}
		stixSeen(o, facts)
	case "grouping":
		o["context"] = "unspecified"
		if o["object_refs"], err = s.around(n.ID); err != nil {
			return err
		}
	}
	if err := s.write(kind, n.ID.String(), date, o); err != nil {
		return err
	}
	return s.facts(facts, stixID(kind, n.ID.String()), date)
}

// stixSeen sets when a market or service was first and last seen, as most articles
// have it. Notes say how exact that is.
func stixSeen(o object, facts []graph.Fact) {
	seen := map[ontology.FactKey]string{}
	for _, f := range facts {
		if seen[f.Key] == "" && (f.Key == ontology.Launched || f.Key == ontology.Closed) {
			seen[f.Key] = f.Value.Text
		}
	}
	first, last := seen[ontology.Launched], seen[ontology.Closed]
	if first != "" {
		o["first_seen"] = stixTime(first)
	}
	if last != "" && stixTime(last) >= stixTime(first) { // articles may disagree
		o["last_seen"] = stixTime(last)
	}
}

// goods are labels for what a node is and what is sold there.
func (s *stixWriter) goods(id graph.ID) ([]string, error) {
	labels := []string{strings.ToLower(id.Kind().String())}
	for e, err := range s.tx.Neighbours(s.ctx, id, ontology.Sells, graph.Out, 0) {
		if err != nil {
			return nil, err
		}
		goods, err := s.tx.Node(e.To)
		if err != nil {
			return nil, err
		}
		labels = append(labels, goods.Name)
	}
	return labels, nil
}

// around are the ids of the objects that an operation is tied to, or of an
// article that mentions it: a grouping has at least one.
func (s *stixWriter) around(id graph.ID) ([]string, error) {
	var refs []string
	for _, dir := range []graph.Direction{graph.Out, graph.In} {
		for e, err := range s.tx.Neighbours(s.ctx, id, 0, dir, 0) {
			if err != nil {
				return nil, err
			}
			other := e.To
			if dir == graph.In {
				other = e.From
			}
			kind, err := s.kindOf(other)
			if err != nil {
				return nil, err
			}
			if kind != "" && s.selects(e.EdgeKey) {
				refs = append(refs, stixID(kind, other.String()))
			}
		}
	}
	if len(refs) > 0 {
		return refs, nil
	}
	for e, err := range s.tx.Neighbours(s.ctx, id, ontology.Mentions, graph.In, 0) {
		if err != nil {
			return nil, err
		}
		if s.rests(e.From) {
			return []string{stixID("report", e.From.String())}, nil
		}
	}
	return nil, fmt.Errorf("operation %s: %w: no article mentions it", id, graph.ErrCorrupt)
}

// facts writes a note for each fact of an object: what it is, the sentences that say
// so, and the reports that these are from.
func (s *stixWriter) facts(facts []graph.Fact, of, date string) error {
	for _, f := range facts {
		quotes, articles, err := s.factQuotes(f)
		if err != nil {
			return err
		}
		refs := []string{of}
		for _, a := range articles {
			refs = append(refs, stixID("report", a.String()))
		}
		text := f.Key.String() + ": " + factText(f.Key, f.Value)
		note := object{"abstract": text + "; " + support(f.Articles, f.Independent), "content": strings.Join(quotes, "\n"), "object_refs": refs}
		if f.Alleged {
			note["labels"] = []string{"alleged"}
		}
		if err := s.write("note", f.Node.String()+"."+text, date, note); err != nil {
			return err
		}
	}
	return nil
}

// edge writes a relationship, with a note for each sentence behind it.
func (s *stixWriter) edge(e graph.Edge) error {
	from, err := s.kindOf(e.From)
	if err != nil || from == "" {
		return err
	}
	to, err := s.kindOf(e.To)
	if err != nil || to == "" {
		return err
	}
	date := stixEpoch
	var notes []graph.StoredClaim
	for c, err := range s.tx.EdgeClaims(s.ctx, e.EdgeKey, graph.ClaimID{}) {
		if err != nil {
			return err
		}
		if !c.Rejected {
			notes = append(notes, c)
		}
	}
	if len(notes) > 0 {
		a, err := s.tx.Article(notes[0].ID.Article)
		if err != nil {
			return err
		}
		date = stixTime(a.Date)
	}
	o := object{"relationship_type": stixRelationship(e.Kind), "source_ref": stixID(from, e.From.String()), "target_ref": stixID(to, e.To.String())}
	var said []string
	for at, name := range attributeNames {
		if e.Attributes[at] != "" {
			said = append(said, name+": "+e.Attributes[at])
		}
	}
	if e.Alleged {
		o["labels"] = []string{"alleged"}
	}
	if date := e.Attributes[ontology.ArrestDate]; date != "" {
		o["start_time"] = stixTime(date)
	}
	o["description"] = strings.Join(append(said, support(e.Articles, e.Independent)), "; ")
	if err := s.write("relationship", e.EdgeKey.String(), date, o); err != nil {
		return err
	}
	for _, c := range notes {
		note := object{"content": strings.Join(c.Quotes, " "),
			"object_refs": []string{stixID("relationship", e.EdgeKey.String()), stixID("report", c.ID.Article.String())}}
		if c.Alleged {
			note["labels"] = []string{"alleged"}
		}
		if err := s.write("note", c.ID.String(), date, note); err != nil {
			return err
		}
	}
	return nil
}

// stixRelationship is STIX's own word where it has one, else ours.
func stixRelationship(k ontology.EdgeKind) string {
	switch k {
	case ontology.LocatedIn:
		return "located-at"
	case ontology.RunsOn, ontology.Accepts:
		return "uses"
	default:
		return strings.ReplaceAll(edgeWords(k), " ", "-")
	}
}

// article writes a report about everything that an article mentions.
func (s *stixWriter) article(a *graph.StoredArticle) error {
	mentions, err := s.tx.ArticleMentions(a.ID)
	if err != nil {
		return err
	}
	var refs []string
	seen := map[graph.ID]bool{}
	for _, m := range mentions {
		if seen[m.Node] || !s.selectsNode(m.Node) {
			continue
		}
		seen[m.Node] = true
		kind, err := s.kindOf(m.Node)
		if err != nil {
			return err
		}
		if kind != "" {
			refs = append(refs, stixID(kind, m.Node.String()))
		}
	}
	if len(refs) == 0 {
		return nil // a report is about at least one object
	}
	date := stixTime(a.Date)
	o := object{"name": a.Title, "published": date, "object_refs": refs}
	if a.Title == "" {
		o["name"] = a.Key
	}
	if a.URL != "" {
		source := a.Publisher
		if source == "" {
			source = a.Key
		}
		o["external_references"] = []object{{"source_name": source, "url": a.URL}}
	}
	return s.write("report", a.ID.String(), date, o)
}
