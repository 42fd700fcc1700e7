package graph

import (
	"context"
	"iter"
)

// LoadDiff yields what is different after load b from what was after load a < b,
// in order of the ids.
func (tx *Tx) LoadDiff(ctx context.Context, a, b LoadID) iter.Seq2[Change, error] { return nil }
