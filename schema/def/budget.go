package def

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// ErrBudget means that a request used more of something than it may.
var ErrBudget = errors.New("limit exceeded")

// ErrBusy means that the same request may be answered a moment later.
var ErrBusy = errors.New("try again")

// ErrMemory is ErrBusy where all requests together hold as much as they may.
var ErrMemory = fmt.Errorf("the server is at the limit of its memory (limit memory): %w", ErrBusy)

// Memory is what all requests together may hold, in bytes. It is safe for
// concurrent use.
type Memory struct {
	limit int64
	used  atomic.Int64
}

// NewMemory returns a memory of that many bytes.
func NewMemory(bytes int64) *Memory { return &Memory{limit: bytes} }

// Take holds n bytes, which Give gives back. It fails with ErrMemory.
func (m *Memory) Take(n int64) error {
	if m.used.Add(n) > m.limit {
		m.used.Add(-n)
		return ErrMemory
	}
	return nil
}

// Give gives back what Take held.
func (m *Memory) Give(n int64) { m.used.Add(-n) }

// Used returns how many bytes are held.
func (m *Memory) Used() int64 { return m.used.Load() }

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

	// Memory is shared with the other requests; nil means that there is enough.
	Memory *Memory

	// Pace is called in the course of the request; an error ends it. Nil means that
	// nothing has to be called.
	Pace func() error

	held    int64 // of Memory
	unpaced int   // nodes and steps since Pace was called
}

// paceEvery is how many nodes and steps come between two calls of Pace: some 0.1 ms.
const paceEvery = 256

// pace counts n nodes or steps.
func (b *Budget) pace(n int) error {
	if b.unpaced += n; b.unpaced < paceEvery || b.Pace == nil {
		return nil
	}
	b.unpaced = 0
	return b.Pace()
}

// nodeBytes is what an object of an answer takes in memory, by measurement about
// 300 bytes and the text that is counted besides.
const nodeBytes = 512

// Hold takes n bytes of the memory until Release.
func (b *Budget) Hold(n int) error {
	if b.Memory == nil {
		return nil
	}
	if err := b.Memory.Take(int64(n)); err != nil {
		return err
	}
	b.held += int64(n)
	return nil
}

// Release gives back what the request held.
func (b *Budget) Release() {
	if b.Memory != nil {
		b.Memory.Give(b.held)
		b.held = 0
	}
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
	if err := b.pace(n); err != nil {
		return err
	}
	return b.Hold(n * nodeBytes)
}

// TakeSteps counts n nodes or edges that were looked at.
func (b *Budget) TakeSteps(n int) error {
	if b.Steps -= n; b.Steps < 0 {
		return fmt.Errorf("filters and orders looked at more than %d nodes and edges (limit steps): %w", b.Limits.Steps, ErrBudget)
	}
	return b.pace(n)
}

// TakeBytes counts n bytes of text.
func (b *Budget) TakeBytes(n int) error {
	if b.Bytes -= n; b.Bytes < 0 {
		return fmt.Errorf("the answer holds more than %d bytes (limit answer-bytes): %w", b.Limits.Bytes, ErrBudget)
	}
	return b.Hold(n)
}
