package graph

import (
	"fmt"
	"strconv"
	"strings"

	"onymous/graph/ontology"
)

// ID names a node. Its top byte is the code of the node's kind, so that ids of
// one kind are neighbours in order; the rest is a hash. The zero ID names nothing.
type ID uint64

// Kind returns the kind of the node that id names.
func (id ID) Kind() ontology.NodeKind { return ontology.NodeKind(id >> 56) }

// String returns the id as ParseID reads it: "n" and a number to the base of 36.
func (id ID) String() string { return "n" + strconv.FormatUint(uint64(id), 36) }

// ParseID undoes ID.String. It fails with ErrInvalid.
func ParseID(s string) (ID, error) {
	digits, ok := strings.CutPrefix(s, "n")
	n, err := strconv.ParseUint(digits, 36, 64)
	id := ID(n)
	if !ok || err != nil || id.String() != s || !id.Kind().Valid() {
		return 0, fmt.Errorf("graph: %w: %q is no node id", ErrInvalid, s)
	}
	return id, nil
}

// EdgeKey names an edge: at most one edge of a kind leads from one node to
// another.
type EdgeKey struct {
	From ID
	Kind ontology.EdgeKind
	To   ID
}

// String returns the key as ParseEdgeKey reads it, such as "e1x.4.9z".
func (k EdgeKey) String() string {
	return "e" + strconv.FormatUint(uint64(k.From), 36) + "." + strconv.Itoa(int(k.Kind)) + "." + strconv.FormatUint(uint64(k.To), 36)
}

// ParseEdgeKey undoes EdgeKey.String. It fails with ErrInvalid.
func ParseEdgeKey(s string) (EdgeKey, error) {
	parts := strings.Split(strings.TrimPrefix(s, "e"), ".")
	if len(parts) == 3 {
		from, err1 := strconv.ParseUint(parts[0], 36, 64)
		kind, err2 := strconv.ParseUint(parts[1], 10, 8)
		to, err3 := strconv.ParseUint(parts[2], 36, 64)
		k := EdgeKey{ID(from), ontology.EdgeKind(kind), ID(to)}
		if err1 == nil && err2 == nil && err3 == nil && k.Kind.Valid() && k.String() == s {
			return k, nil
		}
	}
	return EdgeKey{}, fmt.Errorf("graph: %w: %q is no edge id", ErrInvalid, s)
}

// ClaimID names one claim of one article.
type ClaimID struct {
	Article ID
	Number  int // the claim's index in Document.Claims
}

// String returns the id as ParseClaimID reads it, such as "c1x.4".
func (c ClaimID) String() string {
	return "c" + strconv.FormatUint(uint64(c.Article), 36) + "." + strconv.Itoa(c.Number)
}

// ParseClaimID undoes ClaimID.String. It fails with ErrInvalid.
func ParseClaimID(s string) (ClaimID, error) {
	article, number, ok := strings.Cut(strings.TrimPrefix(s, "c"), ".")
	if ok {
		a, err1 := strconv.ParseUint(article, 36, 64)
		n, err2 := strconv.ParseUint(number, 10, 31)
		c := ClaimID{ID(a), int(n)}
		if err1 == nil && err2 == nil && c.String() == s && c.Article.Kind() == ontology.Article {
			return c, nil
		}
	}
	return ClaimID{}, fmt.Errorf("graph: %w: %q is no claim id", ErrInvalid, s)
}

// Compare orders claims by article and number.
func (c ClaimID) Compare(d ClaimID) int {
	switch {
	case c.Article < d.Article:
		return -1
	case c.Article > d.Article:
		return 1
	}
	return c.Number - d.Number
}
