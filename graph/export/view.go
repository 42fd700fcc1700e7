package export

import (
	"context"
	"iter"
	"slices"

	"onymous/graph"
	"onymous/graph/ontology"
)

// view is the selected part of the graph.
type view struct {
	ctx context.Context
	tx  *graph.Tx

	nodeKinds []ontology.NodeKind
	edgeKinds []ontology.EdgeKind

	part *graph.Subgraph   // nil: the whole graph
	in   map[graph.ID]bool // the nodes of part
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
	part, err := tx.Subgraph(ctx, graph.SubgraphQuery{Start: s.Start, Depth: s.Depth, NodeKinds: v.nodeKinds, EdgeKinds: v.edgeKinds,
		PerNode: s.PerNode, MaxNodes: s.MaxNodes, MaxEdges: s.MaxEdges})
	if err != nil {
		return nil, err
	}
	v.part, v.in = &part, map[graph.ID]bool{}
	for _, n := range part.Nodes {
		v.in[n.ID] = true
	}
	return v, nil
}

// nodes yields the selected nodes by kind and id.
func (v *view) nodes() iter.Seq2[graph.Node, error] {
	return func(yield func(graph.Node, error) bool) {
		if v.part != nil {
			for _, n := range sorted(v.part.Nodes, func(a, b graph.Node) int { return compareIDs(a.ID, b.ID) }) {
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
			for _, e := range sorted(v.part.Edges, func(a, b graph.Edge) int { return compareEdges(a.EdgeKey, b.EdgeKey) }) {
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
			if !v.edgesFrom(n.ID, yield) {
				return
			}
		}
	}
}

// edgesFrom yields the selected edges that leave a node and reports whether to go on.
func (v *view) edgesFrom(id graph.ID, yield func(graph.Edge, error) bool) bool {
	for _, kind := range v.edgeKinds {
		if !slices.Contains(kind.Type().From, id.Kind()) {
			continue
		}
		for e, err := range v.tx.Neighbours(v.ctx, id, kind, graph.Out, 0) {
			if err == nil && !slices.Contains(v.nodeKinds, e.To.Kind()) {
				continue
			}
			if !yield(e, err) || err != nil {
				return false
			}
		}
	}
	return true
}

// selects reports whether both ends and the kind of an edge are selected.
func (v *view) selects(e graph.EdgeKey) bool {
	if !slices.Contains(v.edgeKinds, e.Kind) || !v.selectsNode(e.From) || !v.selectsNode(e.To) {
		return false
	}
	return true
}

func (v *view) selectsNode(id graph.ID) bool {
	if v.in != nil {
		return v.in[id]
	}
	return slices.Contains(v.nodeKinds, id.Kind())
}

// articles yields all articles by id, whether selected as nodes or not.
func (v *view) articles() iter.Seq2[graph.StoredArticle, error] {
	return func(yield func(graph.StoredArticle, error) bool) {
		for n, err := range v.tx.Nodes(v.ctx, ontology.Article, 0) {
			var a graph.StoredArticle
			if err == nil {
				a, err = v.tx.Article(n.ID)
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

// claims yields the claims that support what is selected, article by article.
func (v *view) claims() iter.Seq2[articleClaim, error] {
	return func(yield func(articleClaim, error) bool) {
		for a, err := range v.articles() {
			if err != nil {
				yield(articleClaim{}, err)
				return
			}
			for c, err := range v.tx.ArticleClaims(v.ctx, a.ID, -1) {
				if err == nil && (c.Rejected || !v.supports(&c)) {
					continue
				}
				if !yield(articleClaim{&a, &c}, err) || err != nil {
					return
				}
			}
		}
	}
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

func sorted[T any](items []T, compare func(a, b T) int) []T {
	items = slices.Clone(items)
	slices.SortFunc(items, compare)
	return items
}

func compareIDs(a, b graph.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func compareEdges(a, b graph.EdgeKey) int {
	if c := compareIDs(a.From, b.From); c != 0 {
		return c
	}
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind)
	}
	return compareIDs(a.To, b.To)
}
