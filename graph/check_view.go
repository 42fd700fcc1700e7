package graph

import (
	"encoding/binary"
	"slices"

	"onymous/graph/ontology"
)

// forms checks the records of forms and nodes: what they count, against the keys of
// what is counted.
func (c *check) forms() error {
	docs := map[ID]int{}
	total := 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'m'})) {
		if err != nil {
			return err
		}
		form, _, err := parsePairKey('m', e.Key)
		if err != nil {
			return err
		}
		if _, n := binary.Uvarint(e.Value); n <= 0 {
			c.fault("mention %x has no load", e.Key)
		}
		docs[form]++
		total++
	}
	c.equal("mentions", total, c.mentions)
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
		c.equal("articles of form "+id.String(), f.docs, docs[id])
		delete(docs, id)
		if err := c.node(f); err != nil {
			return err
		}
	}
	for id := range docs {
		c.fault("form %s has mentions and no record", id)
	}
	return nil
}

// node checks who heads a form, and the node that it heads.
func (c *check) node(f *form) error {
	if f.node != f.id {
		head, err := c.tx.form(f.node)
		if err != nil {
			return err
		}
		if head == nil || head.head == nil || !slices.Contains(head.head.members, f.id) || f.head != nil {
			c.fault("form %s is of node %s, which does not have it", f.id, f.node)
		}
		return nil
	}
	if (f.docs > 0) != (f.head != nil) {
		c.fault("form %s has %d articles; it heads a node: %v", f.id, f.docs, f.head != nil)
	}
	if f.head == nil {
		return nil
	}
	for _, m := range f.head.members {
		if mf, err := c.tx.form(m); err != nil {
			return err
		} else if mf == nil || mf.node != f.id || mf.docs == 0 {
			c.fault("node %s has form %s, which is not its", f.id, m)
		}
	}
	n := 0
	for _, err := range c.tx.mentioning(c.ctx, f.id, 0) {
		if err != nil {
			return err
		}
		n++
	}
	c.equal("articles of node "+f.id.String(), f.head.articles, n)
	if f.head.independent < 1 || f.head.independent > f.head.articles {
		c.fault("node %s has %d independent articles of %d", f.id, f.head.independent, f.head.articles)
	}
	c.shared += f.head.articles - f.head.independent
	c.count.nodes[f.id.Kind()]++
	return nil
}

// statements checks edges and facts: both ends, sums, and the counts at their nodes.
func (c *check) statements() error {
	degrees := map[ID]*headRecord{}
	at := func(id ID) *headRecord {
		if degrees[id] == nil {
			degrees[id] = &headRecord{}
		}
		return degrees[id]
	}
	total := 0
	for _, letter := range []byte{'o', 'v'} {
		for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{letter})) {
			if err != nil {
				return err
			}
			s, err := decodeStatement(e.Key, e.Value)
			if err != nil {
				return err
			}
			total += s.claims
			c.sums(e.Key, s)
			if letter == 'v' {
				node, key, err := parseFactKey(e.Key)
				if err != nil {
					return err
				}
				at(node).add(factCode(key), 1)
				c.count.facts++
				continue
			}
			from, kind, to, err := parseEdgeKey('o', e.Key)
			if err != nil {
				return err
			}
			at(from).add(edgeCode(kind, Out), 1)
			at(to).add(edgeCode(kind, In), 1)
			if s.rivals() {
				at(from).add(rivalCode(kind), 1)
			}
			c.count.edges[kind]++
			if _, ok, err := c.tx.r.Get(inKey(EdgeKey{from, kind, to})); err != nil {
				return err
			} else if !ok {
				c.fault("edge %s is missing at its second end", EdgeKey{from, kind, to})
			}
		}
	}
	c.count.claims = total
	c.equal("claims of statements", total, c.claims)
	return c.degrees(degrees)
}

func (c *check) sums(key []byte, s *statement) {
	if s.claims < 1 || s.articles < 1 || s.articles > s.claims || s.independent < 1 || s.independent > s.articles || s.asserted > s.claims ||
		s.since == 0 || s.touched < s.since {
		c.fault("statement %x adds up to %+v", key, *s)
	}
	for i := 1; i < len(s.refs); i++ {
		if s.refs[i-1].Compare(s.refs[i].ClaimID) >= 0 {
			c.fault("statement %x has its claims out of order", key)
		}
	}
	c.shared += s.articles - s.independent
}

// degrees compares the counts at nodes, the keys from second ends, and the counters.
func (c *check) degrees(want map[ID]*headRecord) error {
	for id, h := range want {
		f, err := c.tx.form(id)
		if err != nil {
			return err
		}
		if f == nil || f.head == nil {
			c.fault("node %s has edges or facts and no record", id)
			continue
		}
		if !slices.Equal(f.head.degrees, h.degrees) {
			c.fault("node %s counts its edges and facts as %v, want %v", id, f.head.degrees, h.degrees)
		}
	}
	n, err := c.size('i', nil)
	if err != nil {
		return err
	}
	edges := 0
	for _, t := range ontology.EdgeTypes() {
		if t.Kind != ontology.Mentions {
			edges += c.count.edges[t.Kind]
		}
	}
	c.equal("second ends of edges", n, edges)
	return nil
}

// links checks that both forms of a link know of it, the queue of proposals, and the
// counters of the view.
func (c *check) links() error {
	links := 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'k'})) {
		if err != nil {
			return err
		}
		a, b, err := parsePairKey('k', e.Key)
		if err != nil {
			return err
		}
		if _, err := decodeLink(e.Value); err != nil {
			return err
		}
		links++
		for _, pair := range [][2]ID{{a, b}, {b, a}} {
			f, err := c.tx.form(pair[0])
			if err != nil {
				return err
			}
			if f == nil || !slices.Contains(f.partners, pair[1]) {
				c.fault("form %s does not know of its link with %s", pair[0], pair[1])
			}
		}
	}
	partners := 0
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
		partners += len(f.partners)
	}
	c.equal("forms that are linked", partners, 2*links)
	var err error
	if c.count.proposals, err = c.size('p', nil); err != nil {
		return err
	}
	got, err := c.tx.counters()
	if err != nil {
		return err
	}
	if *got != c.count {
		c.fault("the view is counted as %+v, want %+v", *got, c.count)
	}
	return nil
}

// voices checks that copies know of each other, and that what they say is counted once.
func (c *check) voices() error {
	members := 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'g'})) {
		if err != nil {
			return err
		}
		article, err := parseIDKey('g', e.Key)
		if err != nil {
			return err
		}
		voice, err := c.tx.storedVoice(article)
		if err != nil {
			return err
		}
		if _, ok, err := c.tx.r.Get(voicesKey(voice, article)); err != nil {
			return err
		} else if !ok {
			c.fault("voice %s does not know of article %s", voice, article)
		}
		members++
	}
	n, err := c.size('h', nil)
	if err != nil {
		return err
	}
	c.equal("articles of voices", n, members)
	if err := c.sets(); err != nil {
		return err
	}
	shared := 0
	for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{'q'})) {
		if err != nil {
			return err
		}
		v, n := binary.Uvarint(e.Value)
		if n <= 0 || v == 0 {
			c.fault("voice is counted %d times for %x", v, e.Key)
		}
		shared += int(v) - 1
	}
	c.equal("copies counted", shared, c.shared)
	return nil
}

// sets checks that articles are in their bands, and that sets count their members.
func (c *check) sets() error {
	bands, spilled := 0, 0
	for _, letter := range []byte{'s', 'b'} {
		for e, err := range c.tx.r.Scan(c.ctx, scanPrefix([]byte{letter})) {
			if err != nil {
				return err
			}
			set, err := (idSet{tx: c.tx, base: letter, key: e.Key[1:]}).open()
			if err != nil {
				return err
			}
			if letter == 's' {
				bands += set.size
			}
			if set.size > maxInlineIDs {
				spilled += set.size
			}
		}
	}
	c.equal("articles in bands", bands, c.bands)
	n, err := c.size('z', nil)
	c.equal("members of large sets", n, spilled)
	return err
}
