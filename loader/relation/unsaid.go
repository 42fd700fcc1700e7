package relation

import (
	"sync"

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
	read := sync.OnceValue(func() *reader { return newReader(d, l) }) // few documents ask
	return func(i int) bool {
		s := read().stance(i)
		return s.denied || s.unreal && !s.able
	}, nil
}
