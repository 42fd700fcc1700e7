package graph

import (
	"cmp"
	"context"
	"slices"
	"strconv"
)

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
	apart map[[2]ID]Difference // what the Resolver said
}

// cluster joins the forms along their links, the surest first, unless something
// keeps two of them apart.
func (tx *Tx) cluster(ctx context.Context, g *group) ([]*cluster, error) {
	c := &clustering{tx: tx, g: g, of: map[ID]*cluster{}, views: map[ID]*Form{}, apart: map[[2]ID]Difference{}}
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
			if d, err := c.pairApart(ctx, x, y); d != NoDifference || err != nil {
				return true, err
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
			d, err := c.pairApart(ctx, x.id, y.id)
			if d == OtherThing || d == OtherName && !c.introduced(x, y, a, b) || err != nil {
				return true, err
			}
		}
	}
	return false, nil
}

// sure is how sure a comparison is from which on it is of two ways to write one name.
const sure = 0.9

// introduced reports whether articles use one as another name of the other, of two forms
// or of others that are only written otherwise.
func (c *clustering) introduced(x, y *form, a, b *cluster) bool {
	sameName := func(f, g *form) bool {
		if f == g {
			return true
		}
		l := c.g.links[pairOf(f.id, g.id)]
		return l != nil && l.joins() && l.support == 0 && l.score >= sure
	}
	for _, u := range a.forms {
		if !sameName(x, u) {
			continue
		}
		for _, v := range b.forms {
			if l := c.g.links[pairOf(u.id, v.id)]; l != nil && l.joins() && l.support > 0 && sameName(y, v) {
				return true
			}
		}
	}
	return false
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

func (c *clustering) pairApart(ctx context.Context, a, b ID) (Difference, error) {
	pair := pairOf(a, b)
	if l := c.g.links[pair]; l != nil && l.judged == Different {
		return OtherThing, nil
	} else if l != nil && l.joins() {
		return NoDifference, nil
	}
	if d, ok := c.apart[pair]; ok {
		return d, nil
	}
	d, err := c.tx.s.o.Resolver.Apart(ctx, c.views[pair[0]], c.views[pair[1]])
	c.apart[pair] = d
	return d, err
}
