package schema

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strings"

	"onymous/graph"
	"onymous/schema/def"
)

// cursorVersion is the first byte of every cursor. It changes with the encoding.
const cursorVersion = 1

var errForeignCursor = errors.New("the cursor is not one that this list gave out: filter and order must be the same as then")

// sortKey is one value that a list is ordered by. What is not known comes last.
type sortKey struct {
	known  bool
	number float64
	text   string
}

// compare orders two keys; descending turns round what is known.
func (k sortKey) compare(o sortKey, descending bool) int {
	if k.known != o.known {
		if k.known {
			return -1
		}
		return 1
	}
	c := cmp.Compare(k.number, o.number)
	if c == 0 {
		c = strings.Compare(k.text, o.text)
	}
	if descending {
		c = -c
	}
	return c
}

// cursor is a place in a list: of the entry with these keys and this id.
type cursor struct {
	spec uint32
	id   graph.ID
	keys []sortKey
}

// encode returns the cursor as clients see it.
func (c cursor) encode() string {
	var buf [96]byte
	b := append(buf[:0], cursorVersion)
	b = binary.BigEndian.AppendUint32(b, c.spec)
	b = binary.BigEndian.AppendUint64(b, uint64(c.id))
	for _, k := range c.keys {
		if !k.known {
			b = append(b, 0)
			continue
		}
		b = append(b, 1)
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(k.number))
		b = binary.AppendUvarint(b, uint64(len(k.text)))
		b = append(b, k.text...)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// maxCursor bounds what is decoded; names are far shorter.
const maxCursor = 8 << 10

// decodeCursor undoes encode. It fails with errForeignCursor if the cursor is of
// another list.
func decodeCursor(s string, spec uint32) (cursor, error) {
	c := cursor{spec: spec}
	if len(s) > maxCursor {
		return c, errForeignCursor
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(b) < 13 || b[0] != cursorVersion || binary.BigEndian.Uint32(b[1:]) != spec {
		return c, errForeignCursor
	}
	c.id = graph.ID(binary.BigEndian.Uint64(b[5:]))
	for b = b[13:]; len(b) > 0; {
		if b[0] == 0 {
			c.keys = append(c.keys, sortKey{})
			b = b[1:]
			continue
		}
		if len(b) < 10 {
			return c, errForeignCursor
		}
		k := sortKey{known: true, number: math.Float64frombits(binary.BigEndian.Uint64(b[1:]))}
		n, used := binary.Uvarint(b[9:])
		b = b[9:]
		if used <= 0 || n > uint64(len(b)-used) {
			return c, errForeignCursor
		}
		k.text, b = string(b[used:used+int(n)]), b[used+int(n):]
		c.keys = append(c.keys, k)
	}
	return c, nil
}

// specOf identifies a list by its field and by the arguments that decide what is
// in it and in which order.
func specOf(field string, args def.Args, names ...string) uint32 {
	h := fnv.New32a()
	fmt.Fprint(h, field)
	for _, n := range names {
		if v, ok := args[n]; ok && v != nil {
			fmt.Fprintf(h, "|%s=%v", n, v) // fmt sorts the keys of maps
		}
	}
	return h.Sum32()
}
