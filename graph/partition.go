package graph

import (
	"cmp"
	"context"
	"slices"
)

// decide asks about all links that may have changed, gathers the forms that they
// concern into nodes, and moves what articles say to the nodes that they now mean.
//
// What comes out depends on the articles and judgements alone, not on their order:
// forms and links are sums over articles, a decision depends on its two forms, and
// the forms that links connect are always gathered together from the start.
func (tx *Tx) decide(ctx context.Context) error {
	w := tx.w
	pairs := make([][2]ID, 0, len(w.relink))
	for p := range w.relink {
		pairs = append(pairs, p)
	}
	clear(w.relink)
	slices.SortFunc(pairs, comparePairs)
	for _, p := range pairs {
		if err := ctx.Err(); err != nil {
			return err
		}
		changed, err := tx.decideLink(ctx, p)
		if err != nil {
			return err
		}
		if changed {
			w.regroup[p[0]], w.regroup[p[1]] = true, true
		}
	}
	seeds := make([]ID, 0, len(w.regroup))
	for id := range w.regroup {
		seeds = append(seeds, id)
	}
	clear(w.regroup)
	slices.Sort(seeds)
	m := &moves{before: map[ID]ID{}, affected: map[ID]bool{}}
	done := map[ID]bool{}
	for _, id := range seeds {
		if done[id] {
			continue
		}
		g, err := tx.gather(id)
		if err != nil {
			return err
		}
		for _, f := range g.forms {
			done[f.id] = true
		}
		if err := tx.regroup(ctx, g, m); err != nil {
			return err
		}
	}
	return tx.move(ctx, m)
}

func comparePairs(a, b [2]ID) int {
	if c := cmp.Compare(a[0], b[0]); c != 0 {
		return c
	}
	return cmp.Compare(a[1], b[1])
}

// group is all forms that links connect or that were one node, and those links.
type group struct {
	forms []*form // in order of their ids
	links map[[2]ID]*link
}

// gather finds the group of a form.
func (tx *Tx) gather(seed ID) (*group, error) {
	g := &group{links: map[[2]ID]*link{}}
	seen := map[ID]bool{seed: true}
	todo := []ID{seed}
	add := func(ids ...ID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				todo = append(todo, id)
			}
		}
	}
	for len(todo) > 0 {
		id := todo[0]
		todo = todo[1:]
		f, err := tx.form(id)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		g.forms = append(g.forms, f)
		add(f.node)
		if f.head != nil {
			add(f.head.members...)
		}
		for _, p := range f.partners {
			pair := pairOf(id, p)
			if g.links[pair] == nil {
				l, err := tx.link(id, p)
				if err != nil {
					return nil, err
				}
				g.links[pair] = l
			}
			if g.links[pair].joins() {
				add(p)
			}
		}
	}
	slices.SortFunc(g.forms, func(a, b *form) int { return cmp.Compare(a.id, b.id) })
	return g, nil
}

// regroup gives the forms of a group their nodes and notes what has to move.
func (tx *Tx) regroup(ctx context.Context, g *group, m *moves) error {
	old := map[ID]ID{}
	for _, f := range g.forms {
		old[f.id] = f.node
	}
	clusters, err := tx.cluster(ctx, g)
	if err != nil {
		return err
	}
	node := map[ID]ID{}
	for _, c := range clusters {
		head, err := tx.elder(c.forms)
		if err != nil {
			return err
		}
		var members []ID
		for _, f := range c.forms {
			if f.docs == 0 {
				if err := tx.retire(f, old, g); err != nil {
					return err
				}
				continue
			}
			node[f.id] = head.id
			why := c.whys[f.id]
			if f == head {
				why = ""
			} else {
				members = append(members, f.id)
			}
			if f.node != head.id || f.why != why {
				tx.w.touch(f).node, f.why = head.id, why
			}
		}
		if head == nil {
			continue
		}
		slices.Sort(members)
		if head.head == nil {
			tx.w.touch(head).head = new(headRecord)
		}
		if !slices.Equal(head.head.members, members) {
			tx.w.touch(head).head.members = members
		}
	}
	for _, f := range g.forms {
		if f.head != nil && node[f.id] != f.id {
			m.dissolved = append(m.dissolved, f.id)
		}
		if n, ok := node[f.id]; ok && n != old[f.id] {
			m.before[f.id] = old[f.id]
			m.affected[old[f.id]], m.affected[n] = true, true
		}
	}
	return tx.propose(g)
}

// retire takes a form that no article mentions any more out of its node, and notes
// who answers for its id.
func (tx *Tx) retire(f *form, old map[ID]ID, g *group) error {
	was := f.node != f.id || f.head != nil
	if f.node != f.id {
		tx.w.touch(f).node, f.why = f.id, ""
	}
	if !was {
		return nil
	}
	for _, o := range g.forms {
		if o.docs > 0 && old[o.id] == old[f.id] {
			return tx.succeed(f.id, o.id)
		}
	}
	return nil
}

// moves is what changed its node, and the nodes concerned.
type moves struct {
	before    map[ID]ID // the old nodes of forms
	affected  map[ID]bool
	dissolved []ID // forms that no longer head a node
}

// move takes the voices of all articles that mention a moved form off the nodes
// concerned, and adds them again with the new ones.
func (tx *Tx) move(ctx context.Context, m *moves) error {
	w := tx.w
	articles, err := tx.movedArticles(ctx, m)
	if err != nil {
		return err
	}
	w.before = m.before
	for _, id := range articles {
		h, b, err := tx.voice(id)
		if err != nil {
			return err
		}
		if err := tx.apply(ctx, h, b, applying{sign: -1, affected: m.affected}); err != nil {
			return err
		}
		w.silent[id] = true
		if err := tx.relieve(ctx); err != nil {
			return err
		}
	}
	w.before = nil
	for _, id := range articles {
		h, b, err := tx.voice(id)
		if err != nil {
			return err
		}
		delete(w.silent, id)
		if err := tx.apply(ctx, h, b, applying{sign: +1, affected: m.affected}); err != nil {
			return err
		}
		if err := tx.relieve(ctx); err != nil {
			return err
		}
	}
	for _, id := range m.dissolved {
		f, err := tx.form(id)
		if err != nil {
			return err
		}
		if f.head.articles != 0 || len(f.head.degrees) != 0 {
			return corruptf("internal error: node %s keeps %d articles and %d kinds of edges after it was dissolved", id, f.head.articles, len(f.head.degrees))
		}
		tx.w.touch(f).head = nil
		w.events.node(id)
		if err := tx.loseNode(f); err != nil {
			return err
		}
	}
	return nil
}

// movedArticles returns the articles that mention a moved form and are applied, in
// order.
func (tx *Tx) movedArticles(ctx context.Context, m *moves) ([]ID, error) {
	var articles []ID
	for id := range m.before {
		rg := scanPrefix(idKey('m', id))
		rg.KeysOnly = true
		for e, err := range tx.r.Scan(ctx, rg) {
			if err != nil {
				return nil, err
			}
			_, article, err := parsePairKey('m', e.Key)
			if err != nil {
				return nil, err
			}
			if !tx.w.silent[article] {
				articles = append(articles, article)
			}
		}
	}
	slices.Sort(articles)
	return slices.Compact(articles), nil
}
