package schema

import (
	"fmt"
	"iter"
	"unicode/utf8"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
)

// claim is a claim, with its article if the query needs more of the article than
// the sentence.
type claim struct {
	graph.StoredClaim
	article *article
}

// textFields are the fields that an article's text must be read for.
var textFields = []string{"prefix", "suffix", "evidence"}

// claim makes a claim ready for what the query asks of it.
func (s *snapshot) claim(c *def.Call, stored graph.StoredClaim) (*claim, error) {
	cl := &claim{StoredClaim: stored}
	for _, q := range stored.Quotes {
		if err := c.Budget.TakeBytes(len(q)); err != nil {
			return nil, err
		}
	}
	if wantsAny(c, textFields) {
		a, err := s.article(stored.ID.Article)
		if err != nil {
			return nil, err
		}
		cl.article = a
	}
	return cl, nil
}

// giveClaims gives the first claims of a sequence as the next parent's list.
func (s *snapshot) giveClaims(c *def.Call, claims iter.Seq2[graph.StoredClaim, error], first int, out *def.Out) error {
	n := 0
	for stored, err := range claims {
		if err != nil {
			return err
		}
		if n++; n > first {
			break
		}
		cl, err := s.claim(c, stored)
		if err != nil {
			return err
		}
		out.Add(cl)
	}
	out.EndList()
	return nil
}

// claimArgs are the arguments of lists of claims.
type claimArgs struct {
	first int
	after *graph.ClaimID
}

func parseClaimArgs(limit int) func(def.Args) (any, error) {
	return func(a def.Args) (any, error) {
		first, err := boundedFirst(a, "first", limit)
		if err != nil {
			return nil, err
		}
		args := claimArgs{first: first}
		if id := a.Str("after"); id != "" {
			parsed, err := graph.ParseClaimID(id)
			if err != nil {
				return nil, fmt.Errorf("after is not the id of a claim")
			}
			args.after = &parsed
		}
		return args, nil
	}
}

// boundedFirst returns a count that must lie between 0 and limit.
func boundedFirst(a def.Args, name string, limit int) (int, error) {
	n := a.Int(name, limit)
	if n < 0 || n > limit {
		return 0, fmt.Errorf("%s is %d, want 0 to %d", name, n, limit)
	}
	return n, nil
}

func claimSize(args any) int { return args.(claimArgs).first }

func (b *builder) defineClaim() {
	b.claim.Fields = append([]*def.Field{
		{Name: "id", Type: def.Required(def.ID), Description: "Identifies the claim.",
			Leaf: def.Leaf(func(c *claim) def.Value { return def.Str(c.ID.String()) })},
		{Name: "article", Type: def.Required(b.kinds[ontology.Article]), Description: "The article that says it.",
			Resolve: nodeResolver(func(c *claim) graph.ID { return c.ID.Article })},
		{Name: "subject", Type: def.Required(b.entity), Description: "The node that it is about: the first end of an edge, or the owner of a fact.",
			Resolve: nodeResolver(func(c *claim) graph.ID { return c.From })},
		{Name: "edgeKind", Type: b.edgeKind, Description: "The kind of the edge that it states, or null if it states a fact.",
			Leaf: def.Leaf(func(c *claim) def.Value { return optEdgeKind(c.Edge) })},
		{Name: "object", Type: b.entity, Description: "The second end of the edge, or null if it states a fact.",
			Resolve: nodeResolver(func(c *claim) graph.ID { return c.To })},
		{Name: "relation", Type: b.relation, Description: "The edge that it supports; null if it states a fact or was rejected.",
			Resolve: resolveClaimRelation},
		{Name: "factKey", Type: b.factKey, Description: "The key of the fact that it states, or null if it states an edge.",
			Leaf: def.Leaf(func(c *claim) def.Value { return optFactKey(c.Fact) })},
		{Name: "value", Type: def.String, Description: "The value of the fact, as a reader would write it.",
			Leaf: def.Leaf(func(c *claim) def.Value {
				if c.Fact == 0 {
					return def.Value{}
				}
				return def.Str(display(c.Fact, c.Value))
			})},
	}, anyAttributeFields(b, func(c *claim) *[ontology.AttributeCount]string { return &c.Attributes })...)
	b.claim.Fields = append(b.claim.Fields,
		&def.Field{Name: "alleged", Type: def.Required(def.Boolean), Description: "True where the article only alleges or suspects it.",
			Leaf: def.Leaf(func(c *claim) def.Value { return def.Bool(c.Alleged) })},
		&def.Field{Name: "rejected", Type: def.Required(def.Boolean), Description: "True where a reader judged that the article does not say so; edges and facts then leave it out.",
			Leaf: def.Leaf(func(c *claim) def.Value { return def.Bool(c.Rejected) })},
		&def.Field{Name: "accepted", Type: def.Required(def.Boolean), Description: "True where a reader judged that the article does say so.",
			Leaf: def.Leaf(func(c *claim) def.Value { return def.Bool(c.Accepted) })},
		&def.Field{Name: "rule", Type: def.Required(def.String), Description: "The rule that found it.",
			Leaf: def.Leaf(func(c *claim) def.Value { return def.Str(c.Rule) })},
		&def.Field{Name: "explanation", Type: def.Required(def.String), Description: "The trigger of the rule, and how the ends were found.",
			Leaf: def.Leaf(func(c *claim) def.Value { return def.Str(c.Why) })},
		&def.Field{Name: "evidence", Type: def.ListOf(b.evidence()), Description: "The sentences that say so, at least one, in the order of the text.",
			Size: sizeOf(1), Resolve: resolveEvidence},
	)
	b.claim.Fields = append(b.claim.Fields, quoteFields("the first sentence", func(c *claim) evidence { return c.evidence(0) })...)
}

// evidence is one sentence of a claim.
type evidence struct {
	graph.Span
	quote   string
	article *article // nil unless textFields are asked for
}

func (c *claim) evidence(i int) evidence {
	if i >= len(c.Evidence) || i >= len(c.Quotes) {
		return evidence{}
	}
	return evidence{c.Evidence[i], c.Quotes[i], c.article}
}

// contextLength is how many characters of the text around a sentence a
// TextQuoteSelector gets; 32 is what the annotation clients of the W3C's group use.
const contextLength = 32

// before returns the text before the sentence.
func (e evidence) before() string {
	if e.article == nil || e.Start > len(e.article.Text) {
		return ""
	}
	start := e.Start
	for n := 0; n < contextLength && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(e.article.Text[:start])
		start -= size
	}
	return e.article.Text[start:e.Start]
}

// after returns the text after the sentence.
func (e evidence) after() string {
	if e.article == nil || e.End > len(e.article.Text) {
		return ""
	}
	end := e.End
	for n := 0; n < contextLength && end < len(e.article.Text); n++ {
		_, size := utf8.DecodeRuneInString(e.article.Text[end:])
		end += size
	}
	return e.article.Text[e.End:end]
}

// quoteFields are a sentence of an article: as it stands, by offsets, and as
// the selectors of the W3C's Web Annotation Data Model.
func quoteFields[T any](of string, get func(T) evidence) []*def.Field {
	return []*def.Field{
		{Name: "quote", Type: def.Required(def.String), Description: "The text of " + of + ".",
			Leaf: def.Leaf(func(t T) def.Value { return def.Str(get(t).quote) })},
		{Name: "start", Type: def.Required(def.Int), Description: "The offset of " + of + " in the article's text, in bytes.",
			Leaf: def.Leaf(func(t T) def.Value { return def.Num(get(t).Start) })},
		{Name: "end", Type: def.Required(def.Int), Description: "The offset after " + of + ", in bytes.",
			Leaf: def.Leaf(func(t T) def.Value { return def.Num(get(t).End) })},
		{Name: "exact", Type: def.Required(def.String), Description: "The same text, as a Web Annotation TextQuoteSelector names it.",
			Leaf: def.Leaf(func(t T) def.Value { return def.Str(get(t).quote) })},
		{Name: "prefix", Type: def.Required(def.String), Description: "The text before it, up to 32 characters, for a TextQuoteSelector.",
			Leaf: def.Leaf(func(t T) def.Value { return def.Str(get(t).before()) })},
		{Name: "suffix", Type: def.Required(def.String), Description: "The text after it, up to 32 characters, for a TextQuoteSelector.",
			Leaf: def.Leaf(func(t T) def.Value { return def.Str(get(t).after()) })},
	}
}

func (b *builder) evidence() *def.Object {
	return b.object("Evidence", "A sentence of an article that supports a claim.", append(
		quoteFields("the sentence", func(e *evidence) evidence { return *e }),
		&def.Field{Name: "startUtf16", Type: def.Required(def.Int), Description: "The start in UTF-16 code units, which JavaScript counts in.",
			Leaf: def.Leaf(func(e *evidence) def.Value { return def.Num(e.article.unit(e.Start)) })},
		&def.Field{Name: "endUtf16", Type: def.Required(def.Int), Description: "The end in UTF-16 code units.",
			Leaf: def.Leaf(func(e *evidence) def.Value { return def.Num(e.article.unit(e.End)) })}))
}

func resolveEvidence(_ *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		cl := p.(*claim)
		for i := range cl.Evidence {
			e := cl.evidence(i)
			out.Add(&e)
		}
		out.EndList()
	}
	return nil
}

func resolveClaimRelation(c *def.Call, parents []any, out *def.Out) error {
	for _, p := range parents {
		cl := p.(*claim)
		if cl.Edge == 0 || cl.Rejected {
			out.Null()
			continue
		}
		edge, err := snapshotOf(c).tx.Edge(graph.EdgeKey{From: cl.From, Kind: cl.Edge, To: cl.To})
		if err != nil {
			return err
		}
		out.One(&pair{Edge: edge})
	}
	return nil
}

// claimsOf reads claims by their ids.
func (s *snapshot) claimsOf(c *def.Call, ids []graph.ClaimID, first int) ([]*claim, error) {
	var claims []*claim
	for i, id := range ids {
		if i == first {
			break
		}
		cl, err := s.claimByID(c, id)
		if err != nil {
			return nil, err
		}
		claims = append(claims, cl)
	}
	return claims, nil
}

// claimByID reads a claim that something in the store refers to.
func (s *snapshot) claimByID(c *def.Call, id graph.ClaimID) (*claim, error) {
	stored, err := s.tx.Claim(id)
	if err != nil {
		return nil, err
	}
	return s.claim(c, stored)
}

func optEdgeKind(k ontology.EdgeKind) def.Value {
	if k == 0 {
		return def.Value{}
	}
	return def.Str(k.String())
}

func optFactKey(k ontology.FactKey) def.Value {
	if k == 0 {
		return def.Value{}
	}
	return def.Str(factKeyName(k))
}
