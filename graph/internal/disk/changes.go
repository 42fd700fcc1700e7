package disk

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// changes are keys with their new values, of which none is on disk yet.
type changes struct {
	scanned string              // see Options.Scanned
	letters [256]bool           // the first bytes of keys: most that are asked for are not there
	values  map[string][]byte   // nil: deleted
	heads   map[string][]string // the keys that begin with a letter of scanned, by their heads
	bytes   int64
}

// newChanges makes room for about size changes: a map that grows to a hundred thousand
// copies itself a dozen times.
func newChanges(scanned string, size int) *changes {
	return &changes{scanned: scanned, values: make(map[string][]byte, size), heads: make(map[string][]string, size/8)}
}

// entryBytes is what Badger counts for an entry beside its key and value.
const entryBytes = 32

// headBytes is how many bytes of a key Scan finds changes by without looking at
// all of them: those that the caller's prefixes have in common.
const headBytes = 9

func head(key string) string { return key[:min(len(key), headBytes)] }

// set keeps a value; nil deletes.
func (c *changes) set(key, value []byte) {
	k := string(key)
	if strings.IndexByte(c.scanned, k[0]) >= 0 {
		if _, ok := c.values[k]; !ok {
			c.heads[head(k)] = append(c.heads[head(k)], k)
		}
	}
	c.letters[k[0]] = true
	c.values[k] = value
	c.bytes += int64(len(key)+len(value)) + entryBytes
}

// get returns a value, and whether the key was changed.
func (c *changes) get(key []byte) ([]byte, bool) {
	if !c.letters[key[0]] {
		return nil, false
	}
	v, ok := c.values[string(key)]
	return v, ok
}

// in returns the changed keys of a range, in no order.
func (c *changes) in(rg Range) []string {
	var out []string
	add := func(k string) {
		if strings.HasPrefix(k, string(rg.Prefix)) && k >= string(rg.From) && (rg.To == nil || k < string(rg.To)) {
			out = append(out, k)
		}
	}
	if len(rg.Prefix) >= headBytes && strings.IndexByte(c.scanned, rg.Prefix[0]) >= 0 {
		for _, k := range c.heads[string(rg.Prefix[:headBytes])] {
			add(k)
		}
		return out
	}
	for k := range c.values {
		add(k)
	}
	return out
}

// change is a key with its new value.
type change struct {
	first uint64 // the first eight bytes of the key: they decide most comparisons
	key   string
	value []byte
}

// sorted returns the changes in order of their keys.
func (c *changes) sorted() []change {
	out := make([]change, 0, len(c.values))
	var first [8]byte
	for k, v := range c.values {
		clear(first[copy(first[:], k):])
		out = append(out, change{binary.BigEndian.Uint64(first[:]), k, v})
	}
	slices.SortFunc(out, func(a, b change) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return strings.Compare(a.key, b.key)
	})
	return out
}
