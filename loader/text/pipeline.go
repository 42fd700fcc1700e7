package text

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Layer is a set of annotations of a Doc.
type Layer uint16

// The layers, in the order in which they are made.
const (
	Sentences Layer = 1 << iota
	Tokens
	Tags
	Trees
	Names
	Mentions
	Entities
	Claims
)

var layerNames = [...]string{"sentences", "tokens", "tags", "trees", "names", "mentions", "entities", "claims"}

func (l Layer) String() string {
	var names []string
	for i, name := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Stage adds layers to a document.
type Stage struct {
	Name  string
	Needs Layer // layers that must be there
	Gives Layer // layers that Apply adds

	// Apply adds the layers. It must not change those that are there, keep the
	// document, or depend on any other document, and it must be safe for
	// concurrent use with different documents.
	Apply func(*Doc) error
}

// Pipeline is a sequence of stages whose needs are met.
type Pipeline struct{ stages []Stage }

// NewPipeline returns the stages as a pipeline, or an error that names the
// first stage whose needs no earlier stage meets.
func NewPipeline(stages ...Stage) (*Pipeline, error) {
	var have Layer
	for _, s := range stages {
		if missing := s.Needs &^ have; missing != 0 {
			return nil, fmt.Errorf("text: stage %s needs %s, which no earlier stage gives", s.Name, missing)
		}
		have |= s.Gives
	}
	return &Pipeline{stages}, nil
}

// Apply runs the stages on d in order and stops at the first error. A panic of a
// stage is an error too: it costs the document that brought it about and no other.
func (p *Pipeline) Apply(d *Doc) error {
	for _, s := range p.stages {
		if err := s.apply(d); err != nil {
			return fmt.Errorf("stage %s: %w", s.Name, err)
		}
	}
	return nil
}

func (s *Stage) apply(d *Doc) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic at %s: %v", panicked(), p)
		}
	}()
	return s.Apply(d)
}

// panicked returns the line that panicked. A deferred function calls it.
func panicked() string {
	var counters [16]uintptr
	frames := runtime.CallersFrames(counters[:runtime.Callers(3, counters[:])])
	for {
		f, more := frames.Next()
		if !more || !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
	}
}

// Stages returns the stages in order. The caller must not change the slice.
func (p *Pipeline) Stages() []Stage { return p.stages }
