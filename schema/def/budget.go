package def

import (
	"errors"
	"fmt"
)

// ErrBudget means that a request used more of something than it may.
var ErrBudget = errors.New("limit exceeded")

// Budget is what one request may use. It belongs to one goroutine.
type Budget struct {
	// Nodes is how many objects the answer may still hold.
	Nodes int
	// Steps is how many edges and nodes filters and orders may still look at.
	Steps int
	// Bytes is how much text the answer may still hold.
	Bytes int

	// Limits are what the three began with, for the message.
	Limits struct{ Nodes, Steps, Bytes int }
}

// NewBudget returns a budget of that many objects, steps and bytes.
func NewBudget(nodes, steps, bytes int) *Budget {
	b := &Budget{Nodes: nodes, Steps: steps, Bytes: bytes}
	b.Limits.Nodes, b.Limits.Steps, b.Limits.Bytes = nodes, steps, bytes
	return b
}

// TakeNodes counts n objects of the answer.
func (b *Budget) TakeNodes(n int) error {
	if b.Nodes -= n; b.Nodes < 0 {
		return fmt.Errorf("the answer holds more than %d objects (limit nodes): %w", b.Limits.Nodes, ErrBudget)
	}
	return nil
}

// TakeSteps counts n nodes or edges that were looked at.
func (b *Budget) TakeSteps(n int) error {
	if b.Steps -= n; b.Steps < 0 {
		return fmt.Errorf("filters and orders looked at more than %d nodes and edges (limit steps): %w", b.Limits.Steps, ErrBudget)
	}
	return nil
}

// TakeBytes counts n bytes of text.
func (b *Budget) TakeBytes(n int) error {
	if b.Bytes -= n; b.Bytes < 0 {
		return fmt.Errorf("the answer holds more than %d bytes (limit answer-bytes): %w", b.Limits.Bytes, ErrBudget)
	}
	return nil
}
