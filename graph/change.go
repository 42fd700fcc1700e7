package graph

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"onymous/graph/internal/disk"
)

// change tells a loss.
func (l *datedLoss) change(kind ChangeKind) Change {
	c := Change{Kind: kind, Name: l.name, Judgement: l.judgement, Why: l.String()}
	if l.article != 0 {
		c.Articles = []ID{l.article}
	}
	switch l.key[0] {
	case 'f':
		c.Node = ID(binary.BigEndian.Uint64(l.key[1:]))
		if l.into != 0 {
			c.Why = fmt.Sprintf("it is %s now: %s", l.into, c.Why)
		}
	case 'o':
		if from, k, to, err := parseEdgeKey('o', l.key); err == nil {
			c.Edge = EdgeKey{from, k, to}
		}
	case 'v':
		if node, key, err := parseFactKey(l.key); err == nil {
			c.Node, c.Fact = node, &Fact{Node: node, Key: key, Value: l.value}
		}
	}
	return c
}

func (d *diff) nodes(yield func(Change, error) bool) bool {
	read := func(e disk.Entry) (span, bool, error) {
		id, err := parseIDKey('f', e.Key)
		if err != nil {
			return span{}, false, err
		}
		f, err := decodeForm(id, e.Value)
		if err != nil || f.head == nil {
			return span{}, false, err
		}
		s := span{key: e.Key, since: f.since, touched: f.touched}
		for _, m := range f.head.members {
			mf, err := d.tx.form(m)
			if err != nil {
				return span{}, false, err
			}
			if mf != nil {
				s.since, s.touched = min(s.since, mf.since), max(s.touched, mf.touched)
			}
		}
		return s, true, nil
	}
	tell := func(s span) (Change, error) {
		id := ID(binary.BigEndian.Uint64(s.key[1:]))
		n, err := d.tx.Node(id)
		if err != nil {
			return Change{}, err
		}
		c := Change{Node: id, Name: n.Name}
		scanned := 0
		for article, err := range d.tx.mentioning(d.ctx, id, 0) {
			if err != nil {
				return Change{}, err
			}
			if scanned++; len(c.Articles) == maxReasons || scanned > maxReasonScan {
				break
			}
			since, err := d.tx.firstMention(id, article)
			if err != nil {
				return Change{}, err
			}
			if since > d.a && since <= d.b {
				c.Articles = append(c.Articles, article)
			}
		}
		c.Why, err = d.reason(c.Articles)
		return c, err
	}
	return d.compare('f', d.losses[0], read, tell, yield)
}

// maxReasons is how many articles a change names, maxReasonScan how many of a node's
// are looked at for them.
const maxReasons, maxReasonScan = 10, 1_000

// firstMention returns the load after which an article first mentioned a node.
func (tx *Tx) firstMention(node, article ID) (LoadID, error) {
	f, err := tx.form(node)
	if err != nil {
		return 0, err
	}
	first := LoadID(0)
	for _, id := range append([]ID{node}, f.head.members...) {
		v, ok, err := tx.r.Get(mentionKey(id, article))
		if err != nil {
			return 0, err
		}
		if since, n := binary.Uvarint(v); ok && n > 0 && (first == 0 || LoadID(since) < first) {
			first = LoadID(since)
		}
	}
	return first, nil
}

// reason tells why what articles say is new.
func (d *diff) reason(articles []ID) (string, error) {
	if len(articles) == 0 {
		return "more articles", nil
	}
	h, err := d.tx.articleHead(articles[0])
	if err != nil {
		return "", err
	}
	switch {
	case h == nil:
		return "article", nil
	case h.since > d.a:
		return "new article", nil
	case h.changed > d.a:
		return "article changed", nil
	}
	return "read by other rules", nil
}

func readStatementSpan(fact bool) func(disk.Entry) (span, bool, error) {
	return func(e disk.Entry) (span, bool, error) {
		s, err := decodeStatement(e.Key, e.Value)
		if err != nil {
			return span{}, false, err
		}
		return span{key: e.Key, value: e.Value, since: s.since, touched: s.touched}, true, nil
	}
}

// newClaims returns the articles whose claims of a statement are new.
func (d *diff) newClaims(key []byte) ([]ID, error) {
	var articles []ID
	scanned := 0
	for c, err := range d.tx.statementClaims(d.ctx, key, ClaimID{}) {
		if err != nil {
			return nil, err
		}
		if scanned++; scanned > maxReasonScan || len(articles) == maxReasons {
			break
		}
		if c.since > d.a && c.since <= d.b && !slices.Contains(articles, c.Article) {
			articles = append(articles, c.Article)
		}
	}
	return articles, nil
}

func (d *diff) edges(yield func(Change, error) bool) bool {
	return d.compare('o', d.losses[1], readStatementSpan(false), func(s span) (Change, error) {
		from, kind, to, err := parseEdgeKey('o', s.key)
		if err != nil {
			return Change{}, err
		}
		c := Change{Edge: EdgeKey{from, kind, to}}
		err = d.tellStatement(&c, bytes.Clone(s.key))
		return c, err
	}, yield)
}

func (d *diff) facts(yield func(Change, error) bool) bool {
	return d.compare('v', d.losses[2], readStatementSpan(true), func(s span) (Change, error) {
		node, key, err := parseFactKey(s.key)
		if err != nil {
			return Change{}, err
		}
		st, err := decodeStatement(s.key, s.value)
		if err != nil {
			return Change{}, err
		}
		c := Change{Node: node, Fact: &Fact{Node: node, Key: key, Value: st.value, Alleged: st.asserted == 0, Articles: st.articles, Independent: st.independent}}
		err = d.tellStatement(&c, bytes.Clone(s.key))
		return c, err
	}, yield)
}

func (d *diff) tellStatement(c *Change, key []byte) error {
	var err error
	if c.Name, err = d.tx.statementName(key); err != nil {
		return err
	}
	if c.Articles, err = d.newClaims(key); err != nil {
		return err
	}
	c.Why, err = d.reason(c.Articles)
	return err
}
