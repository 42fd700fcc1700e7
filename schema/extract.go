package schema

import (
	"context"
	"errors"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/schema/def"
	"onymous/schema/plan"
)

// Draft is an article as a client hands it over.
type Draft struct {
	Text, Title, URL, Publisher, Date string
}

// Loader reads articles. The program plugs one in; without it the fields that
// need it answer with an error.
type Loader interface {
	// Extract reads a draft and stores nothing. It fails with graph.ErrInvalid
	// if the draft is no article that can be read.
	Extract(ctx context.Context, d Draft) (*graph.Document, error)

	// Load reads a draft and stores what it says, durably.
	Load(ctx context.Context, d Draft) (graph.PutResult, error)
}

var errNoLoader = &plan.UserError{Code: "LOADER_UNAVAILABLE", Err: errors.New("this server has no loader")}

// extraction is what a text says.
type extraction struct{ graph.Document }

// extractedMention is a mention of such a text.
type extractedMention struct {
	graph.Mention
	index int
	of    *article // the text, for the units of its spans
}

// extractedClaim is a claim of such a text.
type extractedClaim struct {
	graph.Claim
	of *article
}

// extractField reads a text without storing it: what the explorer shows before
// an article is added.
func (b *builder) extractField() *def.Field {
	object := b.object("Extraction", "What a text says, without storing it.", []*def.Field{
		text("text", "The cleaned text that all offsets point into.", func(e *extraction) string { return e.Article.Text }),
		{Name: "mentions", Type: def.ListOf(b.extractedMention()), Description: "The nodes that it names, in the order of the text.",
			Size: sizeOf(50), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					e := p.(*extraction)
					a := &article{StoredArticle: graph.StoredArticle{Article: e.Article}}
					for i, m := range e.Mentions {
						out.Add(&extractedMention{m, i, a})
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "claims", Type: def.ListOf(b.extractedClaim()), Description: "What it says, in the order of the text.",
			Size: sizeOf(50), Resolve: func(_ *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					e := p.(*extraction)
					a := &article{StoredArticle: graph.StoredArticle{Article: e.Article}}
					for _, cl := range e.Claims {
						out.Add(&extractedClaim{cl, a})
					}
					out.EndList()
				}
				return nil
			}},
	})
	return &def.Field{Name: "extractText", Type: object, Description: "Reads a text and shows what it says, without storing anything. Null, with an error, where the server has no loader.",
		Args:    []*def.Input{in("article", def.Required(b.articleInput()), "The article to read.")},
		Resolve: resolveExtract}
}

func resolveExtract(c *def.Call, parents []any, out *def.Out) error {
	server := snapshotOf(c).server
	if server.options.Loader == nil {
		return errNoLoader
	}
	d, err := draft(c.Args.(def.Args).Object("article"), server.options.MaxArticleBytes)
	if err != nil {
		return err
	}
	// Reading takes much longer than any query: one at a time leaves the
	// processors to the others.
	select {
	case server.extracting <- struct{}{}:
		defer func() { <-server.extracting }()
	case <-c.Context.Done():
		return c.Context.Err()
	}
	doc, err := server.options.Loader.Extract(c.Context, d)
	if err != nil {
		return err
	}
	for range parents {
		out.One(&extraction{*doc})
	}
	return nil
}

func draft(a def.Args, limit int) (Draft, error) {
	d := Draft{Text: a.Str("text"), Title: a.Str("title"), URL: a.Str("url"), Publisher: a.Str("publisher"), Date: a.Str("date")}
	if len(d.Text) > limit {
		return d, plan.BadInput(errors.New("the text is longer than an article may be (limit article-bytes)"))
	}
	return d, nil
}

func (b *builder) extractedMention() *def.Object {
	type mention = extractedMention
	return b.object("ExtractedMention", "A node as a text that was not stored names it.", []*def.Field{
		{Name: "index", Type: def.Required(def.Int), Description: "Its place in the list, which claims refer to.", Leaf: def.Leaf(func(m *mention) def.Value { return def.Num(m.index) })},
		{Name: "kind", Type: def.Required(b.nodeKind), Description: "Its kind.", Leaf: def.Leaf(func(m *mention) def.Value { return def.Str(nodeKindName(m.Kind)) })},
		text("name", "The longest form.", func(m *mention) string { return m.Name }),
		{Name: "aliases", Type: def.ListOf(def.String), Description: "The other forms.", Leaf: def.Leaf(func(m *mention) def.Value { return def.Strs(m.Aliases) })},
		{Name: "spans", Type: def.ListOf(b.span()), Description: "Where the text refers to it.",
			Resolve: spansOf(func(m *mention) ([]graph.Span, *article) { return m.Spans, m.of })},
		{Name: "known", Type: b.entity, Description: "A node of the graph that has this name, if there is one.",
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				nodes := make([]*node, len(parents))
				for i, p := range parents {
					n, err := snapshotOf(c).pick(p.(*mention).Kind, def.Args{"name": p.(*mention).Name})
					if err != nil {
						return err
					}
					nodes[i] = n
				}
				return snapshotOf(c).give(c, nodes, out)
			}},
	})
}

// spansOf makes a resolver of ranges that the parent holds.
func spansOf[T any](get func(T) ([]graph.Span, *article)) def.Resolver {
	return func(_ *def.Call, parents []any, out *def.Out) error {
		for _, p := range parents {
			spans, of := get(p.(T))
			for _, s := range spans {
				out.Add(&span{s, of})
			}
			out.EndList()
		}
		return nil
	}
}

func (b *builder) extractedClaim() *def.Object {
	type claim = extractedClaim
	fields := append([]*def.Field{
		{Name: "subject", Type: def.Required(def.Int), Description: "The index of the mention that it is about.", Leaf: def.Leaf(func(c *claim) def.Value { return def.Num(c.From) })},
		{Name: "object", Type: def.Int, Description: "The index of the mention at the second end of an edge.",
			Leaf: def.Leaf(func(c *claim) def.Value {
				if c.Edge == 0 {
					return def.Value{}
				}
				return def.Num(c.To)
			})},
		{Name: "edgeKind", Type: b.edgeKind, Description: "The kind of the edge that it states, or null if it states a fact.", Leaf: def.Leaf(func(c *claim) def.Value { return optEdgeKind(c.Edge) })},
		{Name: "factKey", Type: b.factKey, Description: "The key of the fact that it states, or null if it states an edge.", Leaf: def.Leaf(func(c *claim) def.Value { return optFactKey(c.Fact) })},
		{Name: "value", Type: def.String, Description: "The value of the fact, as a reader would write it.",
			Leaf: def.Leaf(func(c *claim) def.Value {
				if c.Fact == 0 {
					return def.Value{}
				}
				return def.Str(display(c.Fact, c.Value))
			})},
	}, anyAttributeFields(b, func(c *claim) *[ontology.AttributeCount]string { return &c.Attributes })...)
	return b.object("ExtractedClaim", "What a text that was not stored says.", append(fields,
		&def.Field{Name: "alleged", Type: def.Required(def.Boolean), Description: "True where the text only alleges it.", Leaf: def.Leaf(func(c *claim) def.Value { return def.Bool(c.Alleged) })},
		text("rule", "The rule that found it.", func(c *claim) string { return c.Rule }),
		text("explanation", "The trigger, and how the ends were found.", func(c *claim) string { return c.Why }),
		text("quote", "The first sentence that says so.", func(c *claim) string {
			if len(c.Evidence) == 0 {
				return ""
			}
			return c.of.Text[c.Evidence[0].Start:c.Evidence[0].End]
		}),
		&def.Field{Name: "evidence", Type: def.ListOf(b.span()), Description: "Where the sentences stand in the text.",
			Resolve: spansOf(func(c *claim) ([]graph.Span, *article) { return c.Evidence, c.of })}))
}

func (b *builder) articleInput() *def.InputObject {
	if b.articleIn == nil {
		b.articleIn = b.input("ArticleInput", "An article as it is handed to the loader.",
			in("text", def.Required(def.String), "Its text: plain, Markdown or HTML."),
			in("title", def.String, "Its title."), in("url", def.String, "Where it was published. It tells articles apart: the same address again replaces the article."),
			in("publisher", def.String, "Who published it."), in("date", b.date, "When it was published."))
	}
	return b.articleIn
}
