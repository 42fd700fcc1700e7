package graph

import (
	"context"
	"iter"
)

// noteRivals keeps the index of contradictions in step with a statement that
// changed.
func (tx *Tx) noteRivals(key []byte, r *record) error { return nil }

// Contradictions yields the questions that articles answer differently about
// nodes after an id, in order of the nodes.
func (tx *Tx) Contradictions(ctx context.Context, after ID) iter.Seq2[Contradiction, error] {
	return nil
}
