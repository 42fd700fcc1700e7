package export

import (
	"iter"
	"runtime"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/inorder"
	"onymous/graph/ontology"
)

// describedNode is a node with its properties.
type describedNode struct {
	graph.Node
	properties []property
}

// describedNodes yields the selected nodes with their properties.
func (v *view) describedNodes() iter.Seq2[describedNode, error] {
	return flat(inorder.Map(v.ctx, runtime.GOMAXPROCS(0), chunked(v.nodes()), func(nodes []graph.Node) ([]describedNode, error) {
		out := make([]describedNode, len(nodes))
		for i, n := range nodes {
			properties, err := v.nodeProperties(n)
			if err != nil {
				return nil, err
			}
			out[i] = describedNode{n, properties}
		}
		return out, nil
	}))
}

// described is an edge with its properties.
type described struct {
	graph.Edge
	properties []property
}

// described yields the selected edges with their properties: those of a part in
// order, those of the whole graph as its articles come to say them, so that each
// article is read once for the sentences of all its edges.
func (v *view) described() iter.Seq2[described, error] {
	if v.part != nil {
		return v.describe(v.edges())
	}
	said := flat(inorder.Map(v.ctx, runtime.GOMAXPROCS(0), v.articleIDs(), v.describedBy))
	if !slices.Contains(v.edgeKinds, ontology.Mentions) {
		return said
	}
	return func(yield func(described, error) bool) {
		for _, part := range []iter.Seq2[described, error]{said, v.describe(v.mentions())} {
			for d, err := range part {
				if !yield(d, err) || err != nil {
					return
				}
			}
		}
	}
}

// describe adds their properties to edges.
func (v *view) describe(edges iter.Seq2[graph.Edge, error]) iter.Seq2[described, error] {
	return flat(inorder.Map(v.ctx, runtime.GOMAXPROCS(0), chunked(edges), func(edges []graph.Edge) ([]described, error) {
		out := make([]described, len(edges))
		for i, e := range edges {
			var quotes []string
			if e.Claims > 0 { // mentions have none
				var err error
				if quotes, err = v.tx.EdgeQuotes(v.ctx, e.EdgeKey, maxEvidence); err != nil {
					return nil, err
				}
			}
			out[i] = described{e, edgeProperties(e, quotes)}
		}
		return out, nil
	}))
}

// describedBy returns the selected edges that an article is the first to support.
func (v *view) describedBy(article graph.ID) ([]described, error) {
	var out []described
	for c, err := range v.tx.ArticleClaims(v.ctx, article, -1) {
		if err != nil {
			return nil, err
		}
		if c.Fact != 0 || !v.supports(&c) {
			continue
		}
		e, first, err := v.tx.EdgeBegunBy(v.ctx, &c)
		if err != nil {
			return nil, err
		}
		if !first {
			continue
		}
		quotes := []string{strings.Join(c.Quotes, " ")}
		if e.Claims > 1 {
			if quotes, err = v.tx.EdgeQuotes(v.ctx, e.EdgeKey, maxEvidence); err != nil {
				return nil, err
			}
		}
		out = append(out, described{e, edgeProperties(e, quotes)})
	}
	return out, nil
}

// mentions yields the selected edges from articles to what they mention.
func (v *view) mentions() iter.Seq2[graph.Edge, error] {
	return func(yield func(graph.Edge, error) bool) {
		for id, err := range v.articleIDs() {
			if err != nil {
				yield(graph.Edge{}, err)
				return
			}
			for e, err := range v.tx.Neighbours(v.ctx, id, ontology.Mentions, graph.Out, 0) {
				if err == nil && !v.selects(e.EdgeKey) {
					continue
				}
				if !yield(e, err) || err != nil {
					return
				}
			}
		}
	}
}

// flat yields what is in the chunks, up to the first error.
func flat[T any](chunks iter.Seq2[[]T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for chunk, err := range chunks {
			if err != nil {
				yield(none, err)
				return
			}
			for _, item := range chunk {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// chunk is how many nodes or edges are described at a time: enough that handing them
// over costs nothing beside it.
const chunk = 128

func chunked[T any](items iter.Seq2[T, error]) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		part := make([]T, 0, chunk)
		for item, err := range items {
			if err != nil {
				yield(nil, err)
				return
			}
			if part = append(part, item); len(part) == chunk {
				if !yield(part, nil) {
					return
				}
				part = make([]T, 0, chunk)
			}
		}
		if len(part) > 0 {
			yield(part, nil)
		}
	}
}
