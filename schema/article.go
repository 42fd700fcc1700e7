package schema

import (
	"time"

	"onymous/graph"
	"onymous/schema/def"
)

// articleFields are the fields that only articles have.
func (b *builder) articleFields() []*def.Field {
	text := func(name, description string, get func(*article) string) *def.Field {
		return &def.Field{Name: name, Type: def.String, Description: description,
			Leaf: def.Leaf(func(n *node) def.Value { return def.Opt(get(n.article)) })}
	}
	return []*def.Field{
		{Name: "title", Type: def.Required(def.String), Description: "Its title; empty if it has none.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Str(n.article.Title) })},
		text("url", "Where it was published.", func(a *article) string { return a.URL }),
		text("path", "The file it was loaded from.", func(a *article) string { return a.Path }),
		text("publisher", "Who published it.", func(a *article) string { return a.Publisher }),
		{Name: "date", Type: b.partialDate, Description: "When it was published.",
			Resolve: dateResolver(func(n *node) string { return n.article.Date })},
		{Name: "text", Type: def.Required(def.String), Description: "The cleaned text that all offsets point into.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Str(n.article.Text) })},
		{Name: "length", Type: def.Required(def.Int), Description: "The length of the text, in bytes.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Num(len(n.article.Text)) })},
		{Name: "loadedAt", Type: def.Required(b.dateTime), Description: "When it was loaded.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Str(n.article.Added.UTC().Format(time.RFC3339)) })},
		{Name: "named", Type: def.ListOf(b.mention()), Description: "What the article names, and where, in the order of the text.",
			Size: sizeOf(50), Resolve: resolveNamed},
		{Name: "claims", Type: def.ListOf(b.claim), Description: "What the article says, in the order of the text.",
			Args: []*def.Input{
				{Name: "first", Type: def.Int, Default: 100, Description: "At most so many claims, 1000 at most."},
				in("after", def.ID, "Only claims after the one of this id.")},
			Parse: parseClaimArgs(1000), Size: claimSize, Resolve: resolveArticleClaims},
		{Name: "claimCount", Type: def.Required(def.Int), Description: "How many claims the article makes.",
			Leaf: def.Leaf(func(n *node) def.Value { return def.Num(n.article.Claims) })},
	}
}

// sizeOf is the estimate of a list whose size no argument bounds.
func sizeOf(n int) func(any) int { return func(any) int { return n } }

// mention is a mention of an article.
type mention struct {
	graph.StoredMention
	article *article
}

func (b *builder) mention() *def.Object {
	return b.object("Mention", "A node as one article names it.", []*def.Field{
		{Name: "entity", Type: def.Required(b.entity), Description: "The node that was recognised.",
			Resolve: nodeResolver(func(m *mention) graph.ID { return m.Node })},
		{Name: "name", Type: def.Required(def.String), Description: "The longest form that the article uses.",
			Leaf: def.Leaf(func(m *mention) def.Value { return def.Str(m.Name) })},
		{Name: "aliases", Type: def.ListOf(def.String), Description: "The other forms that the article uses, sorted.",
			Leaf: def.Leaf(func(m *mention) def.Value { return def.Strs(m.Aliases) })},
		{Name: "spans", Type: def.ListOf(b.span()), Description: "Where the article refers to it, in the order of the text.",
			Resolve: func(c *def.Call, parents []any, out *def.Out) error {
				for _, p := range parents {
					m := p.(*mention)
					for _, s := range m.Spans {
						out.Add(&span{s, m.article})
					}
					out.EndList()
				}
				return nil
			}},
		{Name: "explanation", Type: def.Required(def.String), Description: "How it was recognised.",
			Leaf: def.Leaf(func(m *mention) def.Value { return def.Str(m.Why) })},
	})
}

func resolveNamed(c *def.Call, parents []any, out *def.Out) error {
	s := snapshotOf(c)
	for _, p := range parents {
		id := p.(*node).ID
		mentions, err := s.tx.ArticleMentions(id)
		if err != nil {
			return err
		}
		a, err := s.article(id)
		if err != nil {
			return err
		}
		for i := range mentions {
			out.Add(&mention{mentions[i], a})
		}
		out.EndList()
	}
	return nil
}

// span is a range of an article's text.
type span struct {
	graph.Span
	article *article
}

// unit returns an offset of the article's text in UTF-16 code units.
func (a *article) unit(offset int) int {
	if a.units == nil {
		a.units = newUnits(a.Text)
	}
	return a.units.at(offset)
}

func (b *builder) span() *def.Object {
	if t := b.objects["Span"]; t != nil {
		return t
	}
	return b.object("Span", "A range of an article's text.", []*def.Field{
		{Name: "start", Type: def.Required(def.Int), Description: "The offset of the first byte.",
			Leaf: def.Leaf(func(s *span) def.Value { return def.Num(s.Start) })},
		{Name: "end", Type: def.Required(def.Int), Description: "The offset after the last byte.",
			Leaf: def.Leaf(func(s *span) def.Value { return def.Num(s.End) })},
		{Name: "startUtf16", Type: def.Required(def.Int), Description: "The same in UTF-16 code units, which JavaScript counts in.",
			Leaf: def.Leaf(func(s *span) def.Value { return def.Num(s.article.unit(s.Start)) })},
		{Name: "endUtf16", Type: def.Required(def.Int), Description: "The end in UTF-16 code units.",
			Leaf: def.Leaf(func(s *span) def.Value { return def.Num(s.article.unit(s.End)) })},
	})
}

func resolveArticleClaims(c *def.Call, parents []any, out *def.Out) error {
	s, args := snapshotOf(c), c.Args.(claimArgs)
	for _, p := range parents {
		after := -1
		if args.after != nil {
			after = args.after.Number
		}
		if err := s.giveClaims(c, s.tx.ArticleClaims(c.Context, p.(*node).ID, after), args.first, out); err != nil {
			return err
		}
	}
	return nil
}
