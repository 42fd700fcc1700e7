package export

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"

	"onymous/graph"
	"onymous/graph/inorder"
	"onymous/graph/ontology"
)

// view is the selected part of the graph.
type view struct {
	ctx context.Context
	tx  *graph.Tx

	nodeKinds []ontology.NodeKind
	edgeKinds []ontology.EdgeKind

	part *graph.Subgraph   // nil: the whole graph; else in order
	in   map[graph.ID]bool // the nodes of part

	// behind are the articles that part rests on.
	behind map[graph.ID]bool
}

func newView(ctx context.Context, tx *graph.Tx, s Selection) (*view, error) {
	v := &view{ctx: ctx, tx: tx, nodeKinds: s.NodeKinds, edgeKinds: s.EdgeKinds}
	if len(v.nodeKinds) == 0 {
		for _, t := range ontology.NodeTypes() {
			if t.Kind != ontology.Article {
				v.nodeKinds = append(v.nodeKinds, t.Kind)
			}
		}
	}
	if len(v.edgeKinds) == 0 {
		for _, t := range ontology.EdgeTypes() {
			if t.Kind != ontology.Mentions {
				v.edgeKinds = append(v.edgeKinds, t.Kind)
			}
		}
	}
	if len(s.Start) == 0 {
		return v, nil
	}
	return v, v.take(s)
}

// take reads the part around s.Start, and which articles are behind it.
func (v *view) take(s Selection) error {
	part, err := v.tx.Subgraph(v.ctx, graph.SubgraphQuery{Start: s.Start, Depth: s.Depth, NodeKinds: v.nodeKinds, EdgeKinds: v.edgeKinds,
		PerNode: s.PerNode, MaxNodes: s.MaxNodes, MaxEdges: s.MaxEdges})
	if err != nil {
		return err
	}
	slices.SortFunc(part.Nodes, func(a, b graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(part.Edges, func(a, b graph.Edge) int { return compareEdges(a.EdgeKey, b.EdgeKey) })
	v.part, v.in, v.behind = &part, map[graph.ID]bool{}, map[graph.ID]bool{}
	for _, e := range part.Edges {
		for c, err := range v.tx.EdgeClaims(v.ctx, e.EdgeKey, graph.ClaimID{}) {
			if err != nil {
				return err
			}
			v.behind[c.ID.Article] = true
		}
	}
	for _, n := range part.Nodes {
		v.in[n.ID] = true
		if err := v.takeNode(n.ID); err != nil {
			return err
		}
	}
	return nil
}

// takeNode adds the articles behind the facts of a node and, as there may be
// none, the first that mentions it.
func (v *view) takeNode(id graph.ID) error {
	facts, err := v.tx.NodeFacts(v.ctx, id)
	if err != nil {
		return err
	}
	for _, f := range facts {
		for _, c := range f.Claims {
			v.behind[c.Article] = true
		}
	}
	for e, err := range v.tx.Neighbours(v.ctx, id, ontology.Mentions, graph.In, 0) {
		if err != nil {
			return err
		}
		v.behind[e.From] = true
		break
	}
	return nil
}

// nodes yields the selected nodes by kind and id.
func (v *view) nodes() iter.Seq2[graph.Node, error] {
	return func(yield func(graph.Node, error) bool) {
		if v.part != nil {
			for _, n := range v.part.Nodes {
				if !yield(n, nil) {
					return
				}
			}
			return
		}
		for _, kind := range v.nodeKinds {
			for n, err := range v.tx.Nodes(v.ctx, kind, 0) {
				if !yield(n, err) || err != nil {
					return
				}
			}
		}
	}
}

// edges yields the edges whose kind and ends are selected, by their first end.
func (v *view) edges() iter.Seq2[graph.Edge, error] {
	return func(yield func(graph.Edge, error) bool) {
		if v.part != nil {
			for _, e := range v.part.Edges {
				if !yield(e, nil) {
					return
				}
			}
			return
		}
		for n, err := range v.nodes() {
			if err != nil {
				yield(graph.Edge{}, err)
				return
			}
			for e, err := range v.edgesOf(n.ID) {
				if !yield(e, err) || err != nil {
					return
				}
			}
		}
	}
}

// edgesOf yields the selected edges that leave a node.
func (v *view) edgesOf(id graph.ID) iter.Seq2[graph.Edge, error] {
	return func(yield func(graph.Edge, error) bool) {
		if v.part != nil {
			first, _ := slices.BinarySearchFunc(v.part.Edges, id, func(e graph.Edge, id graph.ID) int { return cmp.Compare(e.From, id) })
			for _, e := range v.part.Edges[first:] {
				if e.From != id || !yield(e, nil) {
					return
				}
			}
			return
		}
		for e, err := range v.tx.Neighbours(v.ctx, id, 0, graph.Out, 0) {
			if err == nil && !v.selects(e.EdgeKey) {
				continue
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// selects reports whether both ends and the kind of an edge are selected.
func (v *view) selects(e graph.EdgeKey) bool {
	return slices.Contains(v.edgeKinds, e.Kind) && v.selectsNode(e.From) && v.selectsNode(e.To)
}

func (v *view) selectsNode(id graph.ID) bool {
	if v.in != nil {
		return v.in[id]
	}
	return slices.Contains(v.nodeKinds, id.Kind())
}

// articles yields the articles that the selection rests on by id, whether they
// are selected as nodes or not.
func (v *view) articles() iter.Seq2[graph.StoredArticle, error] {
	return func(yield func(graph.StoredArticle, error) bool) {
		for a, err := range inorder.Map(v.ctx, runtime.GOMAXPROCS(0), v.articleIDs(), v.tx.Article) {
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

// articleIDs yields the ids of the articles that the selection rests on.
func (v *view) articleIDs() iter.Seq2[graph.ID, error] {
	return func(yield func(graph.ID, error) bool) {
		for n, err := range v.tx.Nodes(v.ctx, ontology.Article, 0) {
			if err == nil && !v.rests(n.ID) {
				continue
			}
			if !yield(n.ID, err) || err != nil {
				return
			}
		}
	}
}

// rests reports whether the selection rests on an article.
func (v *view) rests(article graph.ID) bool { return v.behind == nil || v.behind[article] }

// claims yields the claims that support what is selected, article by article.
func (v *view) claims() iter.Seq2[articleClaim, error] {
	return flat(inorder.Map(v.ctx, runtime.GOMAXPROCS(0), v.articleIDs(), v.claimsOf))
}

// claimsOf returns the claims of an article that support what is selected.
func (v *view) claimsOf(id graph.ID) ([]articleClaim, error) {
	a, err := v.tx.Article(id)
	if err != nil {
		return nil, err
	}
	var claims []articleClaim
	for c, err := range v.tx.ArticleClaims(v.ctx, id, -1) {
		if err != nil {
			return nil, err
		}
		if !c.Rejected && v.supports(&c) {
			claims = append(claims, articleClaim{&a, &c})
		}
	}
	return claims, nil
}

// articleClaim is a claim and the article that makes it.
type articleClaim struct {
	article *graph.StoredArticle
	claim   *graph.StoredClaim
}

// supports reports whether a claim is about what is selected.
func (v *view) supports(c *graph.StoredClaim) bool {
	if c.Edge.Valid() {
		return v.selects(graph.EdgeKey{From: c.From, Kind: c.Edge, To: c.To})
	}
	return v.selectsNode(c.From)
}

func compareEdges(a, b graph.EdgeKey) int {
	if c := cmp.Compare(a.From, b.From); c != 0 {
		return c
	}
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind)
	}
	return cmp.Compare(a.To, b.To)
}
