package graph

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Records are sequences of varints and of strings with their length before them.
// encoder and decoder are the only code that knows that; decoder keeps the first
// error, so that records are read without a check after each field.
type encoder struct{ b []byte }

func (e *encoder) uint(v uint64)   { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) num(v int)       { e.b = binary.AppendUvarint(e.b, uint64(v)) }
func (e *encoder) id(v ID)         { e.b = binary.BigEndian.AppendUint64(e.b, uint64(v)) }
func (e *encoder) byte(v byte)     { e.b = append(e.b, v) }
func (e *encoder) string(s string) { e.num(len(s)); e.b = append(e.b, s...) }

// float keeps whole numbers short: amounts are mostly whole.
func (e *encoder) float(f float64) {
	if n := int64(f); float64(n) == f && n >= 0 && n < 1<<53 {
		e.uint(uint64(n) << 1)
		return
	}
	e.uint(1)
	e.b = binary.BigEndian.AppendUint64(e.b, math.Float64bits(f))
}

type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = fmt.Errorf("%w: record ends early or has a bad length", ErrCorrupt)
	}
	d.b = nil
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

// num reads a number that fits an int32, as all counts, lengths and offsets do.
func (d *decoder) num() int {
	v := d.uint()
	if v > math.MaxInt32 {
		d.fail()
		return 0
	}
	return int(v)
}

// count reads the length of a list whose elements take at least one byte.
func (d *decoder) count() int {
	n := d.num()
	if n > len(d.b) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) id() ID {
	if len(d.b) < 8 {
		d.fail()
		return 0
	}
	v := ID(binary.BigEndian.Uint64(d.b))
	d.b = d.b[8:]
	return v
}

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		d.fail()
		return 0
	}
	v := d.b[0]
	d.b = d.b[1:]
	return v
}

func (d *decoder) string() string {
	n := d.count()
	if d.err != nil {
		return ""
	}
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

// skip passes over a string.
func (d *decoder) skip() {
	if n := d.count(); d.err == nil {
		d.b = d.b[n:]
	}
}

func (d *decoder) float() float64 {
	v := d.uint()
	if v&1 == 0 {
		return float64(v >> 1)
	}
	if len(d.b) < 8 {
		d.fail()
		return 0
	}
	f := math.Float64frombits(binary.BigEndian.Uint64(d.b))
	d.b = d.b[8:]
	return f
}

// end returns the first error, or one if bytes are left over.
func (d *decoder) end() error {
	if d.err == nil && len(d.b) > 0 {
		d.err = fmt.Errorf("%w: %d bytes after the end of a record", ErrCorrupt, len(d.b))
	}
	return d.err
}
