package relation

import (
	"onymous/loader/text"
)

// Unsaid returns a function that reports whether a document denies what token i says, or
// tells it of what only may be: for stages that tie entities by other means than rules. The
// function belongs to one goroutine.
func Unsaid(d *text.Doc) (func(i int) bool, error) {
	l, err := load()
	if err != nil {
		return nil, err
	}
	r := newReader(d, l)
	return func(i int) bool {
		s := r.stance(i)
		return s.denied || s.unreal && !s.able
	}, nil
}
