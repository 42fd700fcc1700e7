package tag

import (
	"bytes"
	"encoding/binary"
)

// reader reads numbers and strings and keeps the first error.
type reader struct {
	data *bytes.Reader
	err  error
}

func (r *reader) number() uint64 {
	n, err := binary.ReadUvarint(r.data)
	if err != nil {
		r.err = errCorrupt
	}
	return n
}

// count reads the number of things that follow, each at least a byte long.
func (r *reader) count() uint64 {
	n := r.number()
	if n > uint64(r.data.Len()) {
		r.err = errCorrupt
		return 0
	}
	return n
}

func (r *reader) bytes() []byte {
	b := make([]byte, r.count())
	if n, _ := r.data.Read(b); n < len(b) {
		r.err = errCorrupt
	}
	return b
}

func (r *reader) string() string { return string(r.bytes()) }
