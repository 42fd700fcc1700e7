package graph

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"sync"

	"onymous/graph/ontology"
)

// applying says how an article's voice is added to the view or taken off.
type applying struct {
	sign     int         // +1 or -1
	why      *lost       // with -1: what to write into the history; nil: nothing
	affected map[ID]bool // only what touches these nodes; nil: everything
}

// said is a claim with the key of the statement that it supports.
type said struct {
	key   []byte
	claim int
}

// apply adds an article's voice to its nodes, edges and facts, or takes it off.
// Forms must have their nodes.
func (tx *Tx) apply(ctx context.Context, h *articleHead, b *body, a applying) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	nodes, err := tx.nodesOf(h.id, b)
	if err != nil {
		return err
	}
	voice, err := tx.storedVoice(h.id)
	if err != nil {
		return err
	}
	for _, n := range distinctIDs(nodes) {
		if a.affected != nil && !a.affected[n] {
			continue
		}
		if err := tx.applyMention(h.id, n, voice, a); err != nil {
			return err
		}
	}
	statements, err := tx.statementsOf(h.id, b, nodes)
	if err != nil {
		return err
	}
	for i := 0; i < len(statements); {
		j := i + 1
		for j < len(statements) && bytes.Equal(statements[j].key, statements[i].key) {
			j++
		}
		if a.touches(statements[i].key) {
			if err := tx.applyStatement(ctx, h.id, b, statements[i:j], voice, a); err != nil {
				return err
			}
		}
		i = j
	}
	return nil
}

func (a applying) touches(key []byte) bool {
	return a.affected == nil || a.affected[ID(binary.BigEndian.Uint64(key[1:]))] ||
		key[0] == 'o' && a.affected[ID(binary.BigEndian.Uint64(key[10:]))]
}

// nodesOf returns the nodes of an article's mentions, zero for one of no use.
func (tx *Tx) nodesOf(article ID, b *body) ([]ID, error) {
	if tx.w == nil {
		if nodes, err := tx.plainNodes(b); nodes != nil || err != nil {
			return nodes, err
		}
	}
	forms, err := tx.formsOf(article, b)
	if err != nil {
		return nil, err
	}
	nodes := make([]ID, len(forms))
	for i, id := range forms {
		if id == 0 {
			continue
		}
		if nodes[i], err = tx.nodeOf(id); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

// plainNodes is nodesOf for a snapshot and an article of which no judgement set a
// mention apart: it reads every form once. It returns nil for another article.
func (tx *Tx) plainNodes(b *body) ([]ID, error) {
	forms := b.names().forms
	nodes := make([]ID, len(forms))
	for i, id := range forms {
		if id == 0 {
			continue
		}
		if nodes[i] = tx.plain.get(id); nodes[i] != 0 {
			continue
		}
		f, err := tx.form(id)
		switch {
		case err != nil:
			return nil, err
		case f == nil:
			return nil, corruptf("form %s has no record", id)
		case f.apart > 0:
			return nil, nil
		}
		nodes[i] = f.node
		tx.plain.put(id, f.node)
	}
	return nodes, nil
}

// plainForms remembers, for a snapshot, the nodes of forms of which no mention is set
// apart: who reads article after article meets the same ones again and again.
type plainForms struct {
	mu    sync.Mutex // guards nodes
	nodes map[ID]ID
}

// maxPlainForms bounds what is remembered: about 5 MB.
const maxPlainForms = 1 << 17

func (p *plainForms) get(form ID) ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.nodes[form]
}

func (p *plainForms) put(form, node ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.nodes == nil || len(p.nodes) >= maxPlainForms {
		p.nodes = map[ID]ID{}
	}
	p.nodes[form] = node
}

// nodeOf returns the node of a form that an article mentions.
func (tx *Tx) nodeOf(id ID) (ID, error) {
	if tx.w != nil {
		if n, ok := tx.w.before[id]; ok {
			return n, nil
		}
	}
	f, err := tx.form(id)
	if err != nil {
		return 0, err
	}
	if f == nil {
		return 0, corruptf("form %s has no record", id)
	}
	return f.node, nil
}

func distinctIDs(ids []ID) []ID {
	out := slices.Clone(ids)
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) > 0 && out[0] == 0 {
		out = out[1:]
	}
	return out
}

// statementsOf returns the claims of an article by the statement that they
// support, in order. Rejected claims support none, and neither do those whose ends
// turned out to be one node.
func (tx *Tx) statementsOf(article ID, b *body, nodes []ID) ([]said, error) {
	verdicts, err := tx.verdicts(article)
	if err != nil {
		return nil, err
	}
	out := make([]said, 0, len(b.claims))
	for i := range b.claims {
		c := &b.claims[i]
		if verdicts.rejects(b, c) {
			continue
		}
		if key := claimKey(c, nodes); key != nil {
			out = append(out, said{key, i})
		}
	}
	slices.SortStableFunc(out, func(x, y said) int { return bytes.Compare(x.key, y.key) })
	return out, nil
}

// claimKey returns the key of the statement that a claim supports, or nil.
func claimKey(c *Claim, nodes []ID) []byte {
	from := nodes[c.From]
	if from == 0 {
		return nil
	}
	if c.Fact != 0 {
		return factKey(from, c.Fact, c.Value)
	}
	to := nodes[c.To]
	if to == 0 || from == to {
		return nil
	}
	return outKey(EdgeKey{from, c.Edge, to})
}

// applyMention counts an article for a node that it mentions.
func (tx *Tx) applyMention(article, node, voice ID, a applying) error {
	f, err := tx.headOf(node)
	if err != nil {
		return err
	}
	f.head.articles += a.sign
	n, err := tx.independent(voice, idKey('n', node), a.sign)
	if err != nil {
		return err
	}
	f.head.independent += n
	switch {
	case a.sign > 0 && f.head.articles == 1:
		tx.w.counters.nodes[node.Kind()]++
	case a.sign < 0 && f.head.articles == 0:
		tx.w.counters.nodes[node.Kind()]--
	}
	tx.w.counters.edges[ontology.Mentions] += a.sign
	tx.w.mentionEdge(article, node, a.sign > 0)
	tx.w.events.node(node)
	return nil
}

// applyStatement counts an article's claims for the statement that they support.
func (tx *Tx) applyStatement(ctx context.Context, article ID, b *body, claims []said, voice ID, a applying) error {
	key := claims[0].key
	r, err := tx.statement(key)
	if err != nil {
		return err
	}
	r.dirty = true
	fresh := r.s == nil
	if fresh {
		if a.sign < 0 {
			return corruptf("statement %x, which article %s supports, has no record", key, article)
		}
		r.s = &statement{}
		if key[0] == 'v' {
			r.s.value = b.claims[claims[0].claim].Value
		}
	}
	s := r.s
	s.articles += a.sign
	n, err := tx.independent(voice, key, a.sign)
	if err != nil {
		return err
	}
	s.independent += n
	tx.w.counters.claims += a.sign * len(claims)
	for _, c := range claims {
		s.countClaim(&b.claims[c.claim], a.sign)
		at := ref{ClaimID{article, c.claim}, b.since[c.claim]}
		if a.sign > 0 {
			err = tx.addRef(ctx, r, at)
		} else {
			err = tx.removeRef(ctx, r, at)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case s.claims == 0:
		if err := tx.loseStatement(r, s, a.why); err != nil {
			return err
		}
		r.s = nil
		if err := tx.countStatement(key, -1); err != nil {
			return err
		}
	case fresh:
		tx.w.found(key)
		if err := tx.countStatement(key, +1); err != nil {
			return err
		}
	}
	return tx.countRivals(r)
}

// independent returns by how much the number of independent articles that say
// something changes.
func (tx *Tx) independent(voice ID, what []byte, sign int) (int, error) {
	if voice == 0 {
		return sign, nil
	}
	return tx.heard(voice, what, sign)
}

// countStatement counts a statement that appeared or vanished at its ends.
func (tx *Tx) countStatement(key []byte, sign int) error {
	w := tx.w
	if key[0] == 'v' {
		node, fact, err := parseFactKey(key)
		if err != nil {
			return err
		}
		w.counters.facts += sign
		f, err := tx.headOf(node)
		if err != nil {
			return err
		}
		f.head.add(factCode(fact), sign)
		return nil
	}
	from, kind, to, err := parseEdgeKey('o', key)
	if err != nil {
		return err
	}
	w.counters.edges[kind] += sign
	for _, end := range []struct {
		id  ID
		dir Direction
	}{{from, Out}, {to, In}} {
		f, err := tx.headOf(end.id)
		if err != nil {
			return err
		}
		f.head.add(edgeCode(kind, end.dir), sign)
	}
	return nil
}

// countRivals counts at its first end an edge about whose attributes articles disagree.
func (tx *Tx) countRivals(r *record) error {
	rivals := r.s.rivals()
	if rivals == r.rivals {
		return nil
	}
	r.rivals = rivals
	from, kind, _, err := parseEdgeKey('o', r.key)
	if err != nil {
		return err
	}
	f, err := tx.headOf(from)
	if err != nil {
		return err
	}
	if rivals {
		f.head.add(rivalCode(kind), 1)
	} else {
		f.head.add(rivalCode(kind), -1)
	}
	return nil
}
