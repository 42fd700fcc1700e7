package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"onymous/graph/internal/disk"
)

// Article returns an article. It fails with ErrNotFound.
func (tx *Tx) Article(id ID) (StoredArticle, error) {
	h, b, err := tx.existing(id)
	if err != nil {
		return StoredArticle{}, err
	}
	a := StoredArticle{ID: id, Article: h.Article, Load: h.load, Added: h.added, Claims: h.claims, Mentions: h.mentions}
	a.Text = b.text
	a.Voice, err = tx.voiceOf(id)
	return a, err
}

// existing returns both records of an article, or ErrNotFound.
func (tx *Tx) existing(id ID) (*articleHead, *body, error) {
	if err := tx.synced(context.Background()); err != nil {
		return nil, nil, err
	}
	h, b, err := tx.voice(id)
	if err == nil && h == nil {
		err = fmt.Errorf("graph: article %s: %w", id, ErrNotFound)
	}
	return h, b, err
}

// ArticleByKey returns the id of the article with that key, and whether there is one.
func (tx *Tx) ArticleByKey(key string) (ID, bool, error) {
	if err := tx.synced(context.Background()); err != nil {
		return 0, false, err
	}
	id := ArticleID(key)
	h, err := tx.articleHead(id)
	return id, h != nil && h.Key == key, err
}

// Unchanged reports whether an article is stored with that very head and text, as
// read by that version of the program: reading it again would change nothing. Only
// the article's head is read.
func (tx *Tx) Unchanged(a Article, version string) (bool, error) {
	if err := tx.synced(context.Background()); err != nil {
		return false, err
	}
	h, err := tx.articleHead(ArticleID(a.Key))
	if err != nil || h == nil {
		return false, err
	}
	if h.Title != a.Title || h.URL != a.URL || h.Publisher != a.Publisher || h.Date != a.Date || h.text != digest([]byte(a.Text)) {
		return false, nil
	}
	l, err := tx.Load(h.load)
	return err == nil && l.Version == version, err
}

// Articles yields the articles after an id, in
// order of their ids, without their text.
func (tx *Tx) Articles(ctx context.Context, after ID) iter.Seq2[StoredArticle, error] {
	return func(yield func(StoredArticle, error) bool) {
		if err := tx.synced(ctx); err != nil {
			yield(StoredArticle{}, err)
			return
		}
		rg := disk.Range{Prefix: []byte{'A'}}
		if after != 0 {
			rg.From = headKey(after + 1)
		}
		for e, err := range tx.r.Scan(ctx, rg) {
			var a StoredArticle
			if err == nil {
				a, err = tx.articleOfEntry(e)
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

func (tx *Tx) articleOfEntry(e disk.Entry) (StoredArticle, error) {
	id, err := parseIDKey('A', e.Key)
	if err != nil {
		return StoredArticle{}, err
	}
	h, err := decodeHead(id, e.Value)
	if err != nil {
		return StoredArticle{}, err
	}
	a := StoredArticle{ID: id, Article: h.Article, Load: h.load, Added: h.added, Claims: h.claims, Mentions: h.mentions}
	a.Voice, err = tx.voiceOf(id)
	return a, err
}

// Document returns an article's voice as it was put. It fails with ErrNotFound.
func (tx *Tx) Document(id ID) (*Document, error) {
	h, b, err := tx.existing(id)
	if err != nil {
		return nil, err
	}
	d := b.document(h)
	d.Mentions, d.Claims = slices.Clone(d.Mentions), slices.Clone(d.Claims)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Aliases, m.Spans = slices.Clone(m.Aliases), slices.Clone(m.Spans)
	}
	for i := range d.Claims {
		d.Claims[i].Evidence = slices.Clone(d.Claims[i].Evidence)
	}
	return d, nil
}

// ArticleMentions returns an article's mentions, in the order of the document. The
// node of a mention that is of no use is zero. It fails with ErrNotFound.
func (tx *Tx) ArticleMentions(id ID) ([]StoredMention, error) {
	d, err := tx.Document(id)
	if err != nil {
		return nil, err
	}
	_, b, err := tx.existing(id)
	if err != nil {
		return nil, err
	}
	forms, err := tx.formsOf(id, b)
	if err != nil {
		return nil, err
	}
	out := make([]StoredMention, len(forms))
	for i, form := range forms {
		out[i].Mention = d.Mentions[i]
		if form == 0 {
			continue
		}
		f, err := tx.form(form)
		if err != nil {
			return nil, err
		}
		if f == nil {
			return nil, corruptf("form %s, which article %s mentions, has no record", form, id)
		}
		out[i].Node, out[i].Why = f.node, f.why
	}
	return out, nil
}

// ArticleClaims yields an article's claims in order, those after a number (-1: all),
// rejected ones included. It yields ErrNotFound if there is no such article.
func (tx *Tx) ArticleClaims(ctx context.Context, id ID, after int) iter.Seq2[StoredClaim, error] {
	return func(yield func(StoredClaim, error) bool) {
		_, b, err := tx.existing(id)
		if err != nil {
			yield(StoredClaim{}, err)
			return
		}
		nodes, err := tx.nodesOf(id, b)
		if err != nil {
			yield(StoredClaim{}, err)
			return
		}
		v, err := tx.verdicts(id)
		if err != nil {
			yield(StoredClaim{}, err)
			return
		}
		for i := max(0, after+1); i < len(b.claims); i++ {
			if err := ctx.Err(); err != nil {
				yield(StoredClaim{}, err)
				return
			}
			if !yield(b.storedClaim(i, nodes, v), nil) {
				return
			}
		}
	}
}

// Claim returns one claim. It fails with ErrNotFound.
func (tx *Tx) Claim(id ClaimID) (StoredClaim, error) {
	_, b, err := tx.existing(id.Article)
	if err == nil && (id.Number < 0 || id.Number >= len(b.claims)) {
		err = fmt.Errorf("graph: claim %s: %w", id, ErrNotFound)
	}
	if err != nil {
		return StoredClaim{}, err
	}
	nodes, err := tx.nodesOf(id.Article, b)
	if err != nil {
		return StoredClaim{}, err
	}
	v, err := tx.verdicts(id.Article)
	if err != nil {
		return StoredClaim{}, err
	}
	return b.storedClaim(id.Number, nodes, v), nil
}

func (b *body) storedClaim(i int, nodes []ID, v verdicts) StoredClaim {
	c := &b.claims[i]
	s := StoredClaim{ID: ClaimID{b.article, i}, From: nodes[c.From], Claim: *c}
	if c.Fact == 0 {
		s.To = nodes[c.To]
	}
	s.Evidence = slices.Clone(c.Evidence)
	for _, e := range c.Evidence {
		s.Quotes = append(s.Quotes, b.text[e.Start:e.End])
	}
	if x, ok := v.of(b, c); ok {
		s.Rejected, s.Accepted = x.verdict == Reject, x.verdict == Accept
	}
	return s
}

// NodeFacts returns a node's facts by key, the best supported value of each first:
// most independent articles, most articles, asserted before alleged. It fails with
// ErrNotFound.
func (tx *Tx) NodeFacts(ctx context.Context, id ID) ([]Fact, error) {
	id, err := tx.Resolve(id)
	if err != nil {
		return nil, err
	}
	return tx.facts(ctx, id, idKey('v', id))
}

func (tx *Tx) facts(ctx context.Context, id ID, prefix []byte) ([]Fact, error) {
	var facts []Fact
	for e, err := range tx.r.Scan(ctx, scanPrefix(prefix)) {
		if err != nil {
			return nil, err
		}
		_, key, err := parseFactKey(e.Key)
		if err != nil {
			return nil, err
		}
		s, err := decodeStatement(e.Key, e.Value)
		if err != nil {
			return nil, err
		}
		f := Fact{Node: id, Key: key, Value: s.value, Alleged: s.asserted == 0, Articles: s.articles, Independent: s.independent}
		refs := s.refs
		if s.claims > maxInlineRefs {
			if refs, err = tx.storedRefs(ctx, slices.Clone(e.Key)); err != nil {
				return nil, err
			}
		}
		for _, r := range refs {
			f.Claims = append(f.Claims, r.ClaimID)
		}
		facts = append(facts, f)
	}
	slices.SortStableFunc(facts, compareFacts)
	return facts, nil
}

// compareFacts orders facts by key and support. What is equal stays in the order of
// the values.
func compareFacts(a, b Fact) int {
	switch {
	case a.Key != b.Key:
		return int(a.Key) - int(b.Key)
	case a.Independent != b.Independent:
		return b.Independent - a.Independent
	case a.Articles != b.Articles:
		return b.Articles - a.Articles
	case a.Alleged != b.Alleged:
		if a.Alleged {
			return 1
		}
		return -1
	}
	return 0
}
