package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"onymous/graph/internal/adjacency"
	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// maxFaults is how many faults Check tells.
const maxFaults = 20

// Check reads everything and returns an error that joins what is inconsistent,
// each wrapping ErrCorrupt, up to 20.
//
// It goes from the articles to the view: all that an article says must be there, and
// the numbers of what is there must be those of what articles say, so that nothing
// more is there. Then it counts the view's own sums again.
func (s *Store) Check(ctx context.Context) error {
	c := &check{ctx: ctx}
	if err := s.db.Verify(); err != nil {
		return fmt.Errorf("graph: check: %w", err)
	}
	err := s.View(ctx, func(tx *Tx) error {
		c.tx = tx
		for _, part := range []func() error{c.articles, c.forms, c.statements, c.names, c.links, c.voices, c.terms, c.adjacency} {
			if err := part(); err != nil {
				return err
			}
			if len(c.faults) >= maxFaults {
				return nil
			}
		}
		return nil
	})
	if err := errors.Join(append(c.faults, err)...); err != nil {
		return fmt.Errorf("graph: check: %w", err)
	}
	return nil
}

// check is one run of Check.
type check struct {
	ctx    context.Context
	tx     *Tx
	faults []error

	// What the articles add up to.
	count    counters
	claims   int // refs of statements
	mentions int
	postings int
	bands    int
	shared   int // articles counted more than once for something that copies say
}

func (c *check) fault(format string, a ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, corruptf(format, a...))
	}
}

// equal checks a number.
func (c *check) equal(what string, got, want int) {
	if got != want {
		c.fault("%s: %d, want %d", what, got, want)
	}
}

// articles checks that all is there that articles say.
func (c *check) articles() error {
	m, err := c.tx.meta()
	if err != nil {
		return err
	}
	n := 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'A'})) {
		if err != nil {
			return err
		}
		id, err := parseIDKey('A', e.Key)
		if err != nil {
			return err
		}
		n++
		if err := c.article(id, e.Value, m); err != nil {
			return err
		}
	}
	c.equal("articles counted", m.articles, n)
	bodies, err := c.size('B', func(k []byte) bool { return len(k) == 11 && k[9] == 0 && k[10] == 0 })
	c.equal("texts", bodies, n)
	return err
}

// size counts the keys of a letter, those that some function wants.
func (c *check) size(letter byte, want func([]byte) bool) (int, error) {
	n := 0
	for e, err := range c.tx.r.Scan(c.ctx, disk.Range{Prefix: []byte{letter}, KeysOnly: true}) {
		if err != nil {
			return 0, err
		}
		if want == nil || want(e.Key) {
			n++
		}
	}
	return n, nil
}

func (c *check) article(id ID, record []byte, m *meta) error {
	h, err := decodeHead(id, record)
	if err != nil {
		return err
	}
	b, err := c.tx.body(h)
	if err != nil {
		return err
	}
	if b.article != id || ArticleID(h.Key) != id || h.doc == 0 || h.doc > m.docs || h.load > m.loads || h.since > h.load || h.since == 0 {
		c.fault("article %s: its text is of %s, its key %q, its number %d, its loads %d to %d", id, b.article, h.Key, h.doc, h.since, h.load)
		return nil
	}
	c.equal("claims of article "+id.String(), h.claims, len(b.claims))
	c.equal("mentions of article "+id.String(), h.mentions, len(b.mentions))
	nodes, err := c.tx.nodesOf(id, b)
	if err != nil {
		return err
	}
	forms, err := c.tx.formsOf(id, b)
	if err != nil {
		return err
	}
	for _, f := range distinctIDs(forms) {
		if _, ok, err := c.tx.r.Get(mentionKey(f, id)); err != nil {
			return err
		} else if !ok {
			c.fault("article %s mentions form %s, which does not know", id, f)
		}
		c.mentions++
	}
	statements, err := c.tx.statementsOf(id, b, nodes)
	if err != nil {
		return err
	}
	for _, s := range statements {
		if err := c.supports(s.key, ClaimID{id, s.claim}); err != nil {
			return err
		}
	}
	c.claims += len(statements)
	terms, words := countTerms(h.Title, b.text)
	c.postings += len(terms)
	c.bands += len(sketchOf(b.text))
	c.count.words += words
	c.count.nodes[ontology.Article]++
	c.count.edges[ontology.Mentions] += len(distinctIDs(nodes))
	if _, ok, err := c.tx.r.Get(nameKey(ontology.Article, listName(h.title()), id)); err != nil {
		return err
	} else if !ok {
		c.fault("article %s is not listed by its title", id)
	}
	return c.hasTerms(id, h.doc, terms)
}

// supports checks that a statement has a claim.
func (c *check) supports(key []byte, claim ClaimID) error {
	v, ok, err := c.tx.r.Get(key)
	if err != nil {
		return err
	}
	if !ok {
		c.fault("claim %s supports statement %x, which is not there", claim, key)
		return nil
	}
	s, err := decodeStatement(key, v)
	if err != nil {
		return err
	}
	if s.claims <= maxInlineRefs {
		ok = slices.ContainsFunc(s.refs, func(r ref) bool { return r.ClaimID == claim })
	} else if _, ok, err = c.tx.r.Get(refKey(key, claim)); err != nil {
		return err
	}
	if !ok {
		c.fault("statement %x does not have claim %s", key, claim)
	}
	return nil
}

// hasTerms checks that words find the article: some of its terms, because the numbers
// are compared as well.
func (c *check) hasTerms(id ID, doc uint64, terms map[string]int) error {
	n := 0
	for t := range terms {
		if n++; n > 5 {
			return nil
		}
		raw, _, err := c.tx.r.Get(termKey(t, blockOf(doc)))
		if err != nil {
			return err
		}
		list, err := decodePostings(raw, blockOf(doc)*blockDocs)
		if err != nil {
			return err
		}
		if _, ok := slices.BinarySearchFunc(list, doc, comparePosting); !ok {
			c.fault("article %s is not found by %q", id, t)
		}
	}
	return nil
}

func (c *check) terms() error {
	n := 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'x'})) {
		if err != nil {
			return err
		}
		_, block, err := parseTermKey(e.Key)
		if err != nil {
			return err
		}
		list, err := decodePostings(e.Value, block*blockDocs)
		if err != nil {
			return err
		}
		if len(list) == 0 || list[len(list)-1].doc > (block+1)*blockDocs {
			c.fault("block of postings %q is empty or too long", e.Key)
		}
		n += len(list)
	}
	c.equal("postings", n, c.postings)
	return nil
}

// names checks that nodes are listed and forms are found by their names.
func (c *check) names() error {
	listed, found := c.count.nodes[ontology.Article], 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'f'})) {
		if err != nil {
			return err
		}
		id, err := parseIDKey('f', e.Key)
		if err != nil {
			return err
		}
		f, err := decodeForm(id, e.Value)
		if err != nil {
			return err
		}
		if name, ok, err := c.tx.listing(f); err != nil {
			return err
		} else if ok {
			listed++
			if _, ok, err = c.tx.r.Get(nameKey(id.Kind(), name, id)); err != nil {
				return err
			} else if !ok {
				c.fault("node %s is not listed as %q", id, name)
			}
		}
		var words []string
		for _, text := range f.allTexts() {
			words = append(words, wordsOf(text)...)
		}
		for _, w := range distinct(words) {
			found++
			if _, ok, err := c.tx.r.Get(wordKey(w, id)); err != nil {
				return err
			} else if !ok {
				c.fault("form %s is not found by %q", id, w)
			}
		}
	}
	n, err := c.size('w', nil)
	if err != nil {
		return err
	}
	c.equal("names listed", n, listed)
	n, err = c.size('t', nil)
	c.equal("words of names", n, found)
	return err
}

// adjacency compares what is in memory with what is on disk.
func (c *check) adjacency() error {
	g := c.tx.adjacency
	if g == nil {
		return nil
	}
	fromDisk, err := c.tx.readAdjacency(c.ctx)
	if err != nil || fromDisk == nil {
		return err
	}
	c.equal("edges in memory", g.Edges(), fromDisk.Edges())
	for n := range fromDisk.Len() {
		id := fromDisk.ID(adjacency.Number(n))
		m, known := g.Number(id)
		for _, dir := range []adjacency.Direction{adjacency.Out, adjacency.In} {
			a, b := fromDisk.All(adjacency.Number(n), dir), []adjacency.Entry(nil)
			if known {
				b = g.All(m, dir)
			}
			same := slices.EqualFunc(a, b, func(x, y adjacency.Entry) bool {
				return x.Kind() == y.Kind() && x.Note() == y.Note() && fromDisk.ID(x.Other()) == g.ID(y.Other())
			})
			if !same {
				c.fault("node %s has %d edges in memory and %d on disk, or others", ID(id), len(b), len(a))
			}
		}
	}
	return nil
}
