package graph

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"onymous/graph/ontology"
)

// Limits of a document. They bound what one article can make the store do.
const (
	maxTextBytes = 32 << 20
	maxMentions  = 20_000
	maxClaims    = 50_000
	maxNameBytes = 1_000
	maxAliases   = 200
	maxSpans     = 20_000
	maxEvidence  = 50
	maxRuleBytes = 2_000
	maxHeadBytes = 8_000
)

// Outcome is what Put did with an article.
type Outcome uint8

// The outcomes.
const (
	New Outcome = iota + 1
	Replaced
	Unchanged
)

// PutResult says what Put did.
type PutResult struct {
	Article ID
	Outcome Outcome
}

// Prepared is a document that is ready to be put.
type Prepared struct {
	head   articleHead
	body   *body
	packed []byte // see pack
	terms  map[string]int
	words  int
	sketch sketch
}

// ArticleID returns the id of the article with a key, whether it is stored or not.
func ArticleID(key string) ID { return deriveID(ontology.Article, key) }

// Prepare checks a document and does the part of the work that needs no
// transaction. It may be called from many goroutines at once. The document must
// not be changed until it is put. It fails with ErrInvalid.
func (s *Store) Prepare(d *Document) (*Prepared, error) {
	if err := d.validate(); err != nil {
		return nil, fmt.Errorf("graph: article %q: %w", d.Article.Key, err)
	}
	p := &Prepared{head: articleHead{id: ArticleID(d.Article.Key), Article: d.Article, claims: len(d.Claims), mentions: len(d.Mentions)}}
	p.head.Article.Text = ""
	p.body = &body{article: p.head.id, text: d.Article.Text, mentions: d.Mentions, claims: d.Claims}
	var e encoder
	p.body.appendVoice(&e)
	p.packed = pack(e.b)
	p.head.text = digest([]byte(d.Article.Text))
	p.head.voice = digest(fmt.Append(e.b[:len(e.b):len(e.b)], d.Article.Title, "\x00", d.Article.URL, "\x00", d.Article.Publisher, "\x00", d.Article.Date))
	p.body.nameBy(&p.head, s.o.Resolver)
	p.body.names() // here, where many do so at once
	p.terms, p.words = countTerms(d.Article.Title, d.Article.Text)
	p.sketch = sketchOf(d.Article.Text)
	return p, nil
}

// Put stores an article's voice, or replaces the one it had. An unchanged article
// does nothing. It fails with ErrInvalid for a document that does not fit the
// ontology or a limit.
func (tx *Tx) Put(ctx context.Context, d *Document) (PutResult, error) {
	p, err := tx.s.Prepare(d)
	if err != nil {
		return PutResult{}, err
	}
	return tx.PutPrepared(ctx, p)
}

// PutPrepared is Put for a document that Store.Prepare has checked.
func (tx *Tx) PutPrepared(ctx context.Context, p *Prepared) (PutResult, error) {
	if err := tx.writable(); err != nil {
		return PutResult{}, err
	}
	id := p.head.id
	if err := tx.settleIfStaged(ctx, id); err != nil {
		return PutResult{}, err
	}
	load, err := tx.currentLoad()
	if err != nil {
		return PutResult{}, err
	}
	old, oldBody, err := tx.voice(id)
	if err != nil {
		return PutResult{}, err
	}
	switch {
	case old != nil && old.Key != p.head.Key:
		return PutResult{}, conflictf("the articles %q and %q share the id %s", old.Key, p.head.Key, id)
	case old != nil && old.voice == p.head.voice:
		load.Same++
		return PutResult{id, Unchanged}, nil
	}
	h := p.head // Prepared may be put again in another attempt
	h.load, h.since, h.changed, h.added = load.ID, load.ID, load.ID, now()
	outcome := New
	if old != nil {
		outcome = Replaced
		h.since = old.since
		if old.text == h.text {
			h.changed = old.changed
		}
		load.Changed++
	} else {
		load.New++
		tx.w.meta.articles++
	}
	tx.w.meta.docs++
	h.doc = tx.w.meta.docs
	tx.w.staged = append(tx.w.staged, &op{article: id, old: old, oldBody: oldBody, head: &h, prepared: p})
	return PutResult{id, outcome}, nil
}

// Retract removes one article's voice and nothing else.
func (tx *Tx) Retract(ctx context.Context, article ID) error {
	if err := tx.writable(); err != nil {
		return err
	}
	if err := tx.settleIfStaged(ctx, article); err != nil {
		return err
	}
	h, b, err := tx.voice(article)
	if err != nil {
		return err
	}
	if h == nil {
		return fmt.Errorf("graph: retract %s: %w", article, ErrNotFound)
	}
	load, err := tx.currentLoad()
	if err != nil {
		return err
	}
	load.Retracted++
	tx.w.meta.articles--
	tx.w.staged = append(tx.w.staged, &op{article: article, old: h, oldBody: b})
	return nil
}

func (tx *Tx) writable() error {
	if tx.w == nil {
		return fmt.Errorf("graph: %w: write inside a View", ErrReadOnly)
	}
	return nil
}

// settleIfStaged makes room for a second change of one article in one Update.
func (tx *Tx) settleIfStaged(ctx context.Context, article ID) error {
	for _, o := range tx.w.staged {
		if o.article == article {
			return tx.settle(ctx)
		}
	}
	return nil
}

func (d *Document) validate() error {
	a := &d.Article
	switch {
	case a.Key == "":
		return invalidf("no key")
	case len(a.Key)+len(a.Path)+len(a.URL)+len(a.Title)+len(a.Publisher)+len(a.Date) > maxHeadBytes:
		return invalidf("its head is over the limit of %d bytes", maxHeadBytes)
	case len(a.Text) > maxTextBytes:
		return invalidf("its text of %d bytes is over the limit of %d", len(a.Text), maxTextBytes)
	case len(d.Mentions) > maxMentions:
		return invalidf("%d mentions are over the limit of %d", len(d.Mentions), maxMentions)
	case len(d.Claims) > maxClaims:
		return invalidf("%d claims are over the limit of %d", len(d.Claims), maxClaims)
	case a.Date != "" && !validDate(a.Date):
		return invalidf("date %q is not ISO 8601", a.Date)
	}
	for _, s := range []string{a.Key, a.Path, a.URL, a.Title, a.Publisher, a.Text} {
		if !utf8.ValidString(s) {
			return invalidf("its text or head is not UTF-8")
		}
	}
	for i := range d.Mentions {
		if err := d.Mentions[i].validate(len(a.Text)); err != nil {
			return fmt.Errorf("mention %d (%s): %w", i, d.Mentions[i].Name, err)
		}
	}
	for i := range d.Claims {
		if err := d.validateClaim(&d.Claims[i]); err != nil {
			return fmt.Errorf("claim %d: %w", i, err)
		}
	}
	return nil
}

func (m *Mention) validate(text int) error {
	switch {
	case !m.Kind.Valid() || m.Kind == ontology.Article:
		return invalidf("kind %d", m.Kind)
	case m.Name == "" || len(m.Name) > maxNameBytes || !utf8.ValidString(m.Name):
		return invalidf("its name is empty, over %d bytes or not UTF-8", maxNameBytes)
	case len(m.Aliases) > maxAliases:
		return invalidf("%d aliases are over the limit of %d", len(m.Aliases), maxAliases)
	case m.Unnamed && m.Kind != ontology.Operation:
		return invalidf("only an operation can be unnamed")
	}
	for _, a := range m.Aliases {
		if a == "" || len(a) > maxNameBytes || !utf8.ValidString(a) {
			return invalidf("an alias is empty, over %d bytes or not UTF-8", maxNameBytes)
		}
	}
	return validateSpans(m.Spans, text, maxSpans)
}

func validateSpans(spans []Span, text, limit int) error {
	if len(spans) > limit {
		return invalidf("%d spans are over the limit of %d", len(spans), limit)
	}
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > text {
			return invalidf("span [%d,%d) is out of order, empty or outside of the text of %d bytes", s.Start, s.End, text)
		}
		at = s.Start
	}
	return nil
}

func (d *Document) validateClaim(c *Claim) error {
	if c.From < 0 || c.From >= len(d.Mentions) || c.To < 0 || c.To >= len(d.Mentions) {
		return invalidf("mention %d or %d of %d", c.From, c.To, len(d.Mentions))
	}
	if len(c.Evidence) == 0 {
		return invalidf("no evidence")
	}
	if err := validateSpans(c.Evidence, len(d.Article.Text), maxEvidence); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	if len(c.Rule)+len(c.Why) > maxRuleBytes {
		return invalidf("rule and reason are over %d bytes", maxRuleBytes)
	}
	from := d.Mentions[c.From].Kind
	switch {
	case (c.Edge == 0) == (c.Fact == 0):
		return invalidf("it is an edge and a fact, or neither")
	case c.Fact != 0:
		if !c.Fact.Valid() || !c.Fact.On(from) {
			return invalidf("a node of kind %s has no fact %s", from, c.Fact)
		}
		return c.Value.validate(c.Fact.Type().Type)
	case !c.Edge.Valid() || c.Edge == ontology.Mentions || !c.Edge.Joins(from, d.Mentions[c.To].Kind):
		return invalidf("no edge %s from %s to %s", c.Edge, from, d.Mentions[c.To].Kind)
	case c.From == c.To:
		return invalidf("its ends are one mention")
	}
	for a, v := range c.Attributes {
		if v == "" {
			continue
		}
		t := c.Edge.Attribute(ontology.Attribute(a))
		if t == nil || !t.Allows(v) || len(v) > maxNameBytes || !utf8.ValidString(v) {
			return invalidf("%s has no attribute %d with value %q", c.Edge, a, v)
		}
		if t.Type == ontology.PartialDate && !validDate(v) {
			return invalidf("%s %q is not ISO 8601", t.Name, v)
		}
	}
	return nil
}

func (v Value) validate(t ontology.ValueType) error {
	if len(v.Text) > maxNameBytes || len(v.What) > maxNameBytes || len(v.Currency) > 16 ||
		!utf8.ValidString(v.Text) || !utf8.ValidString(v.What) || !utf8.ValidString(v.Currency) {
		return invalidf("the value is over %d bytes or not UTF-8", maxNameBytes)
	}
	if v.Bound != "" && !slices.Contains([]string{ontology.Min, ontology.Max, ontology.Approx}, v.Bound) {
		return invalidf("bound %q", v.Bound)
	}
	number, text := false, false
	switch t {
	case ontology.Integer:
		number = v.Text == "" && v.What == "" && v.Currency == "" && v.Number == float64(int64(v.Number))
		text = true
	case ontology.Amount:
		number = v.Text == "" && v.Number == v.Number && v.Number >= 0
		text = true
	case ontology.PartialDate:
		number = v.Number == 0
		text = validDate(v.Text)
	default:
		number = v.Number == 0
		text = v.Text != ""
	}
	if !number || !text {
		return invalidf("value %+v does not fit the fact", v)
	}
	return nil
}

// validDate reports whether s is a year, a month or a day as ISO 8601 writes it. A
// time may follow the day.
func validDate(s string) bool {
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
