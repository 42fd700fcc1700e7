package graph

import (
	"context"
	"fmt"
	"iter"
	"math"
	"slices"
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

// Proposals yields the pairs of nodes that may be one, after a pair, in order of the
// ids: A is the smaller. Of several reasons, because nodes have several forms, the
// best is given.
func (tx *Tx) Proposals(ctx context.Context, afterA, afterB ID) iter.Seq2[Proposal, error] {
	return func(yield func(Proposal, error) bool) {
		list, err := tx.proposals(ctx)
		if err != nil {
			yield(Proposal{}, err)
			return
		}
		for _, p := range list {
			if comparePairs([2]ID{p.A, p.B}, [2]ID{afterA, afterB}) > 0 && !yield(p, nil) {
				return
			}
		}
	}
}

// proposals reads the queue, which is by forms, into the order of nodes.
func (tx *Tx) proposals(ctx context.Context) ([]Proposal, error) {
	if err := tx.synced(ctx); err != nil {
		return nil, err
	}
	best := map[[2]ID]Proposal{}
	for e, err := range tx.r.Scan(ctx, scanPrefix([]byte{'p'})) {
		if err != nil {
			return nil, err
		}
		p, err := tx.readProposal(e.Key, e.Value)
		if err != nil {
			return nil, err
		}
		pair := [2]ID{p.A, p.B}
		if old, ok := best[pair]; !ok || p.Score > old.Score {
			best[pair] = p
		}
	}
	list := make([]Proposal, 0, len(best))
	for _, p := range best {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Proposal) int { return comparePairs([2]ID{a.A, a.B}, [2]ID{b.A, b.B}) })
	return list, nil
}

func (tx *Tx) readProposal(key, value []byte) (Proposal, error) {
	a, b, err := parsePairKey('p', key)
	if err != nil {
		return Proposal{}, err
	}
	d := decoder{b: value}
	p := Proposal{Score: float64(d.num()) / 1e6, Why: d.string()}
	if err := d.end(); err != nil {
		return Proposal{}, fmt.Errorf("proposal: %w", err)
	}
	if a, err = tx.nodeOf(a); err != nil {
		return Proposal{}, err
	}
	b, err = tx.nodeOf(b)
	p.A, p.B = min(a, b), max(a, b)
	return p, err
}
