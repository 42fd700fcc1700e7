package graph

import (
	"context"
	"iter"
)

// Search answers a query by words, the best hit first.
func (tx *Tx) Search(ctx context.Context, q SearchQuery) ([]Hit, error) { return nil, nil }

// Subgraph answers breadth-first, and says what it left out.
func (tx *Tx) Subgraph(ctx context.Context, q SubgraphQuery) (Subgraph, error) {
	return Subgraph{}, nil
}

// Paths finds the shortest ways between two nodes.
func (tx *Tx) Paths(ctx context.Context, q PathQuery) (PathAnswer, error) { return PathAnswer{}, nil }

// LoadDiff yields what is different after load b from what was after load a < b,
// in order of the ids.
func (tx *Tx) LoadDiff(ctx context.Context, a, b LoadID) iter.Seq2[Change, error] { return nil }
