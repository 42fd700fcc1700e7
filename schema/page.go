package schema

import (
	"errors"
	"fmt"
	"slices"

	"onymous/graph"
	"onymous/schema/def"
)

// listArgs are the arguments of a connection, checked.
type listArgs struct {
	first, last   int // -1 where not given
	after, before *cursor
	spec          uint32
	order         []order
}

// listSpec says which list a connection is.
type listSpec struct {
	field    string
	max      int      // page size
	decisive []string // arguments that decide what is in the list, besides filter and orderBy
	hidden   []order  // the last orders, which clients do not give
	keys     int      // of a cursor, if not one for each order
}

// parseList reads the arguments of a connection.
func parseList(a def.Args, spec listSpec) (listArgs, error) {
	l := listArgs{first: a.Int("first", -1), last: a.Int("last", -1)}
	for name, n := range map[string]int{"first": l.first, "last": l.last} {
		if a.Has(name) && (n < 0 || n > spec.max) {
			return l, fmt.Errorf("%s is %d, want 0 to %d (limit page)", name, n, spec.max)
		}
	}
	if l.first >= 0 && l.last >= 0 {
		return l, errors.New("first and last exclude each other")
	}
	if l.first < 0 && l.last < 0 {
		l.first = min(defaultPage, spec.max)
	}
	l.spec = specOf(spec.field, a, append(spec.decisive, "filter", "orderBy")...)
	var err error
	if l.order, err = parseOrder(a.List("orderBy")); err != nil {
		return l, err
	}
	l.order = append(l.order, spec.hidden...)
	keys := max(spec.keys, len(l.order))
	if l.after, err = l.parseCursor(a, "after", keys); err != nil {
		return l, err
	}
	l.before, err = l.parseCursor(a, "before", keys)
	return l, err
}

func (l *listArgs) parseCursor(a def.Args, name string, keys int) (*cursor, error) {
	if !a.Has(name) {
		return nil, nil
	}
	c, err := decodeCursor(a.Str(name), l.spec)
	if err == nil && len(c.keys) != keys {
		err = errForeignCursor
	}
	return &c, err
}

// size is how many entries a page may have.
func (l *listArgs) size() int { return max(l.first, l.last) }

// compare orders entries: by the keys, then by the ids.
func (l *listArgs) compare(aKeys []sortKey, a graph.ID, bKeys []sortKey, b graph.ID) int {
	for i, o := range l.order {
		if c := aKeys[i].compare(bKeys[i], o.descending); c != 0 {
			return c
		}
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// cut makes a page out of all entries of a list.
func (l *listArgs) cut(entries []*pair) *page {
	slices.SortFunc(entries, func(a, b *pair) int { return l.compare(a.keys, a.far.ID, b.keys, b.far.ID) })
	from, to := 0, len(entries)
	if l.after != nil {
		from, _ = slices.BinarySearchFunc(entries, l.after, func(p *pair, c *cursor) int {
			if l.compare(p.keys, p.far.ID, c.keys, c.id) <= 0 {
				return -1
			}
			return 1
		})
	}
	if l.before != nil {
		to, _ = slices.BinarySearchFunc(entries, l.before, func(p *pair, c *cursor) int {
			return l.compare(p.keys, p.far.ID, c.keys, c.id)
		})
	}
	from = min(from, to)
	if l.first >= 0 {
		to = min(to, from+l.first)
	} else {
		from = max(from, to-l.last)
	}
	p := &page{spec: l.spec, total: len(entries), before: from > 0, next: to < len(entries)}
	p.set(entries[from:to])
	return p
}

// set makes entries those of the page.
func (p *page) set(entries []*pair) {
	p.entries = make([]any, len(entries))
	for i, e := range entries {
		e.page = p
		p.entries[i] = e
	}
}
