package graph

import (
	"context"
	"fmt"
	"iter"
	"math"
)

// propose keeps the queue of what a person should decide: pairs of forms in
// different nodes that may be one, or that would be one if something did not keep
// them apart.
func (tx *Tx) propose(g *group) error {
	for pair, l := range g.links {
		a, err := tx.form(pair[0])
		if err != nil {
			return err
		}
		b, err := tx.form(pair[1])
		if err != nil {
			return err
		}
		open := a != nil && b != nil && a.docs > 0 && b.docs > 0 && a.node != b.node &&
			l.judged == 0 && (l.answer == Maybe || l.answer == Yes)
		if err := tx.setProposal(pair, l, open); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) setProposal(pair [2]ID, l *link, open bool) error {
	key := proposalKey(pair[0], pair[1])
	_, stored, err := tx.r.Get(key)
	if err != nil {
		return err
	}
	switch {
	case open:
		if !stored {
			tx.w.counters.proposals++
		}
		var e encoder
		e.num(int(math.Round(l.score * 1e6)))
		e.string(l.why)
		return tx.w.w.Set(key, e.b)
	case stored:
		tx.w.counters.proposals--
		return tx.w.w.Delete(key)
	}
	return nil
}

// Proposals yields the pairs of nodes that may be one, after a pair, in order. A
// pair of nodes with several forms may come several times, for several reasons; A
// and B are then the same, and FormA and FormB differ.
func (tx *Tx) Proposals(ctx context.Context, afterA, afterB ID) iter.Seq2[Proposal, error] {
	return func(yield func(Proposal, error) bool) {
		for e, err := range tx.r.Scan(ctx, scanAfter([]byte{'p'}, proposalKey(afterA, afterB))) {
			if err != nil {
				yield(Proposal{}, err)
				return
			}
			p, err := tx.readProposal(e.Key, e.Value)
			if err != nil {
				yield(Proposal{}, err)
				return
			}
			if p.FormA == afterA && p.FormB == afterB {
				continue
			}
			if !yield(p, nil) {
				return
			}
		}
	}
}

func (tx *Tx) readProposal(key, value []byte) (Proposal, error) {
	a, b, err := parsePairKey('p', key)
	if err != nil {
		return Proposal{}, err
	}
	d := decoder{b: value}
	p := Proposal{FormA: a, FormB: b, Score: float64(d.num()) / 1e6, Why: d.string()}
	if err := d.end(); err != nil {
		return Proposal{}, fmt.Errorf("proposal: %w", err)
	}
	if p.A, err = tx.nodeOf(a); err != nil {
		return Proposal{}, err
	}
	p.B, err = tx.nodeOf(b)
	return p, err
}
