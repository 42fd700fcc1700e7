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

// cluster is a set of forms that are becoming a node.
type cluster struct {
	forms []*form
	whys  map[ID]string
}

// clustering is the work of gathering a group into clusters.
type clustering struct {
	tx    *Tx
	g     *group
	of    map[ID]*cluster
	views map[ID]*Form
	apart map[[2]ID]bool // what the Resolver said
}

// cluster joins the forms along their links, the surest first, unless something
// keeps two of them apart.
func (tx *Tx) cluster(ctx context.Context, g *group) ([]*cluster, error) {
	c := &clustering{tx: tx, g: g, of: map[ID]*cluster{}, views: map[ID]*Form{}, apart: map[[2]ID]bool{}}
	for _, f := range g.forms {
		c.of[f.id] = &cluster{forms: []*form{f}, whys: map[ID]string{}}
		c.views[f.id] = tx.formView(f)
	}
	pairs := c.pairs()
	for _, p := range pairs {
		a, b := c.of[p[0]], c.of[p[1]]
		if a == b {
			continue
		}
		unsure, err := c.ambiguous(ctx, p, pairs)
		if err != nil {
			return nil, err
		}
		kept, err := c.keptApart(ctx, a, b, g.links[p].judged == Same)
		if err != nil {
			return nil, err
		}
		if !unsure && !kept {
			c.join(p, a, b)
		}
	}
	var out []*cluster
	for _, f := range g.forms {
		if k := c.of[f.id]; !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out, nil
}

// pairs returns the pairs that links join, the surest first.
func (c *clustering) pairs() [][2]ID {
	pairs := make([][2]ID, 0, len(c.g.links))
	for p, l := range c.g.links {
		if l.joins() && c.of[p[0]] != nil && c.of[p[1]] != nil {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]ID) int {
		x, y := c.g.links[a], c.g.links[b]
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
	return pairs
}

func (c *clustering) join(p [2]ID, a, b *cluster) {
	l := c.g.links[p]
	why := l.why
	if l.judged == Same {
		why = "judgement " + strconv.FormatUint(uint64(l.by), 10)
	}
	for id, w := range b.whys {
		a.whys[id] = w
	}
	for _, id := range p {
		if a.whys[id] == "" {
			a.whys[id] = why
		}
	}
	for _, f := range b.forms {
		c.of[f.id] = a
	}
	a.forms = append(a.forms, b.forms...)
}

// How much surer one of two links must be that cannot both be right: what articles
// introduce as another name is right or wrong, what forms have in common adds up.
const (
	closeSupported = 0.1
	closeCompared  = 0.005
)

// ambiguous reports whether one of a pair could as well be something else: an
// acronym of two bodies is neither's.
func (c *clustering) ambiguous(ctx context.Context, p [2]ID, pairs [][2]ID) (bool, error) {
	l := c.g.links[p]
	if l.judged == Same {
		return false, nil
	}
	for _, q := range pairs {
		m := c.g.links[q]
		margin := closeCompared
		if l.support > 0 && m.support > 0 {
			margin = closeSupported
		}
		if q == p || m.judged == Same || m.score < l.score-margin || m.score > l.score+margin {
			continue
		}
		for _, id := range p {
			if id != q[0] && id != q[1] {
				continue
			}
			x, y := p[0]^p[1]^id, q[0]^q[1]^id // the other ends
			if kept, err := c.pairApart(ctx, x, y); kept || err != nil {
				return kept, err
			}
		}
	}
	return false, nil
}

// keptApart reports whether a form of one cluster can be no part of a node with one
// of the other. Whom a person called one, only a person calls different.
func (c *clustering) keptApart(ctx context.Context, a, b *cluster, judged bool) (bool, error) {
	for _, x := range a.forms {
		for _, y := range b.forms {
			if l := c.g.links[pairOf(x.id, y.id)]; l != nil && l.judged == Different {
				return true, nil
			}
			if judged || c.vouched(x, y, b) || c.vouched(y, x, a) {
				continue
			}
			if kept, err := c.pairApart(ctx, x.id, y.id); kept || err != nil {
				return kept, err
			}
		}
	}
	return false, nil
}

// vouched reports whether a person called y the same as another form of its cluster
// that x is joined to: then it does not matter how y compares with x.
func (c *clustering) vouched(x, y *form, of *cluster) bool {
	for _, z := range of.forms {
		if z == y {
			continue
		}
		same, joined := c.g.links[pairOf(y.id, z.id)], c.g.links[pairOf(x.id, z.id)]
		if same != nil && same.judged == Same && joined != nil && joined.joins() {
			return true
		}
	}
	return false
}

func (c *clustering) pairApart(ctx context.Context, a, b ID) (bool, error) {
	pair := pairOf(a, b)
	if l := c.g.links[pair]; l != nil && l.judged == Different {
		return true, nil
	} else if l != nil && l.joins() {
		return false, nil
	}
	if kept, ok := c.apart[pair]; ok {
		return kept, nil
	}
	kept, err := c.tx.s.o.Resolver.Apart(ctx, c.views[pair[0]], c.views[pair[1]])
	c.apart[pair] = kept
	return kept, err
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
