package graph

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"onymous/graph/internal/disk"
)

// LoadDiff yields what is different after load b from what was after load a < b: first
// judgements that were given in between, then nodes, edges and facts, each in order of
// their ids. Load 0 is the empty store. It yields ErrNotFound for a load that is not
// there, ErrInvalid if a is not before b.
//
// What came and stayed is told by the loads that records carry; what went, by the
// history. What came after a and went before b is not told.
func (tx *Tx) LoadDiff(ctx context.Context, a, b LoadID) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		d := &diff{tx: tx, ctx: ctx, a: a, b: b}
		if err := d.begin(); err != nil {
			yield(Change{}, fmt.Errorf("graph: diff: %w", err))
			return
		}
		for _, part := range []func(func(Change, error) bool) bool{d.judgements, d.nodes, d.edges, d.facts} {
			if !part(yield) {
				return
			}
		}
	}
}

// diff is one comparison.
type diff struct {
	tx     *Tx
	ctx    context.Context
	a, b   LoadID
	losses [3][]datedLoss // of nodes, edges and facts, in order of their keys
}

type datedLoss struct {
	*loss
	load LoadID
}

func (d *diff) begin() error {
	if err := d.tx.synced(d.ctx); err != nil {
		return err
	}
	if d.a >= d.b {
		return invalidf("load %d is not before load %d", d.a, d.b)
	}
	for _, id := range []LoadID{d.a, d.b} {
		if id == 0 {
			continue
		}
		if _, err := d.tx.Load(id); err != nil {
			return err
		}
	}
	for e, err := range d.tx.r.Scan(d.ctx, scanAfter([]byte{'H'}, historyKey(d.a+1, 0))) {
		if err != nil {
			return err
		}
		load, _, err := parsePairKey('H', e.Key)
		if err != nil {
			return err
		}
		l, err := decodeLoss(e.Value)
		if err != nil {
			return err
		}
		i := strings.IndexByte("fov", l.key[0])
		if i < 0 {
			return corruptf("history of key %x", l.key)
		}
		d.losses[i] = append(d.losses[i], datedLoss{l, LoadID(load)})
	}
	for _, list := range d.losses {
		slices.SortStableFunc(list, func(x, y datedLoss) int { return bytes.Compare(x.key, y.key) })
	}
	return nil
}

// judgements yields those that were given after load a and before load b.
func (d *diff) judgements(yield func(Change, error) bool) bool {
	list, err := d.tx.log(d.ctx)
	if err != nil {
		return yield(Change{}, err)
	}
	byID := map[JudgementID]*judged{}
	for _, j := range list {
		byID[j.ID] = j
	}
	for _, j := range list {
		if j.Load < d.a || j.Load >= d.b {
			continue
		}
		about := j
		for about.Verdict == Undo && byID[about.Undoes] != nil {
			about = byID[about.Undoes]
		}
		c := Change{Kind: Changed, Judgement: j.ID, Why: j.say(about)}
		if len(about.Nodes) > 0 {
			c.Node = about.Nodes[0]
			if n, err := d.tx.Node(c.Node); err == nil {
				c.Node, c.Name = n.ID, n.Name
			}
		} else {
			c.Node = about.Claim.Article
			c.Articles = []ID{c.Node}
			if n, err := d.tx.Node(c.Node); err == nil {
				c.Name = n.Name
			}
		}
		if !yield(c, nil) {
			return false
		}
	}
	return true
}

var verdictNames = map[Verdict]string{Same: "same", Different: "different", Reject: "claim rejected", Accept: "claim accepted", Rename: "renamed", Undo: "undone"}

// say tells what a judgement says.
func (j *judged) say(about *judged) string {
	s := fmt.Sprintf("judgement %d: %s", j.ID, verdictNames[about.Verdict])
	if about != j {
		s = fmt.Sprintf("judgement %d: %s of judgement %d undone", j.ID, verdictNames[about.Verdict], about.ID)
	}
	if j.By != "" {
		s += " by " + j.By
	}
	return s
}

// span is what a stored record says of the loads.
type span struct {
	key            []byte
	value          []byte
	since, touched LoadID
}

// compare walks the stored records of a letter and what was lost of them, both in order
// of keys, and yields what is different.
func (d *diff) compare(letter byte, losses []datedLoss, read func(disk.Entry) (span, bool, error), tell func(span) (Change, error), yield func(Change, error) bool) bool {
	lose := func(group []datedLoss) bool {
		c, ok := d.vanished(group)
		return !ok || yield(c, nil)
	}
	for e, err := range d.tx.r.Scan(d.ctx, scanPrefix([]byte{letter})) {
		if err != nil {
			yield(Change{}, err)
			return false
		}
		s, ok, err := read(e)
		if err != nil {
			yield(Change{}, err)
			return false
		}
		var group []datedLoss
		for len(losses) > 0 && bytes.Compare(losses[0].key, e.Key) <= 0 {
			if group, losses = sameKey(losses); !bytes.Equal(group[0].key, e.Key) && !lose(group) {
				return false
			}
		}
		here := len(group) > 0 && bytes.Equal(group[0].key, e.Key)
		if !ok {
			if here && !lose(group) {
				return false
			}
			continue
		}
		before := s.since <= d.a
		if here {
			before = before || group[0].since <= d.a
		}
		if s.since > d.b || s.touched <= d.a {
			continue
		}
		c, err := tell(s)
		c.Kind = Appeared
		if before {
			c.Kind = Changed
			if err == nil && s.touched > d.b && len(c.Articles) == 0 && !here {
				continue // what is new about it came later
			}
		}
		if !yield(c, err) || err != nil {
			return false
		}
	}
	for len(losses) > 0 {
		var group []datedLoss
		if group, losses = sameKey(losses); !lose(group) {
			return false
		}
	}
	return true
}

// sameKey cuts the losses of one key off the front of a list.
func sameKey(list []datedLoss) (group, rest []datedLoss) {
	n := 1
	for n < len(list) && bytes.Equal(list[n].key, list[0].key) {
		n++
	}
	return list[:n], list[n:]
}

// vanished tells what the history of a key that is gone now means between the loads.
func (d *diff) vanished(group []datedLoss) (Change, bool) {
	wasAtA, atB := group[0].since <= d.a, false
	var last *datedLoss // that took it before load b ended
	for i := range group {
		g := &group[i]
		if g.load > d.b {
			atB = atB || g.since <= d.b
			continue
		}
		last = g
	}
	switch {
	case wasAtA && !atB && last != nil:
		return last.change(Vanished), true
	case !wasAtA && atB:
		for i := range group {
			if g := &group[i]; g.load > d.b && g.since <= d.b {
				c := g.change(Appeared)
				c.Why = "it is gone again since"
				return c, true
			}
		}
	}
	return Change{}, false
}
