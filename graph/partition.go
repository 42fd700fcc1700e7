package graph

import (
	"cmp"
	"context"
	"slices"
	"strconv"
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
		if err := tx.regroup(g, m); err != nil {
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

// cluster is a set of forms that are becoming a node.
type cluster struct {
	forms []*form
	whys  map[ID]string
}

// cluster joins the forms along their links, the surest first, unless something
// keeps two of them apart.
func (tx *Tx) cluster(g *group) []*cluster {
	of := map[ID]*cluster{}
	for _, f := range g.forms {
		of[f.id] = &cluster{forms: []*form{f}, whys: map[ID]string{}}
	}
	pairs := make([][2]ID, 0, len(g.links))
	for p, l := range g.links {
		if l.joins() && of[p[0]] != nil && of[p[1]] != nil {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]ID) int {
		x, y := g.links[a], g.links[b]
		switch {
		case (x.judged == Same) != (y.judged == Same):
			if x.judged == Same {
				return -1
			}
			return 1
		case x.score != y.score:
			return cmp.Compare(y.score, x.score)
		}
		return comparePairs(a, b)
	})
	for _, p := range pairs {
		a, b := of[p[0]], of[p[1]]
		if a == b {
			continue
		}
		if tx.keptApart(g, a, b) {
			continue
		}
		l := g.links[p]
		why := l.why
		if l.judged == Same {
			why = "judgement " + strconv.FormatUint(uint64(l.by), 10)
		}
		for _, id := range p {
			if _, ok := a.whys[id]; !ok && b.whys[id] == "" {
				a.whys[id] = why
			}
		}
		for _, f := range b.forms {
			if w := b.whys[f.id]; w != "" {
				a.whys[f.id] = w
			}
			of[f.id] = a
		}
		a.forms = append(a.forms, b.forms...)
	}
	var out []*cluster
	for _, f := range g.forms {
		if c := of[f.id]; c.forms != nil && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// keptApart reports whether a form of one cluster can be no part of a node with one
// of the other.
func (tx *Tx) keptApart(g *group, a, b *cluster) bool {
	for _, x := range a.forms {
		for _, y := range b.forms {
			l := g.links[pairOf(x.id, y.id)]
			if l != nil && l.judged == Different {
				return true
			}
			if l != nil && l.joins() {
				continue
			}
			if tx.s.o.Resolver.Apart(tx.formView(x), tx.formView(y)) {
				return true
			}
		}
	}
	return false
}

// regroup gives the forms of a group their nodes and notes what has to move.
func (tx *Tx) regroup(g *group, m *moves) error {
	old := map[ID]ID{}
	for _, f := range g.forms {
		old[f.id] = f.node
	}
	node := map[ID]ID{}
	for _, c := range tx.cluster(g) {
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
