package ontology

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// NodeTypes returns the kinds of nodes in the order of their codes. The caller
// must not change the slice.
func NodeTypes() []NodeType { return nodeTypes }

// EdgeTypes returns the kinds of edges in the order of their codes. The caller
// must not change the slice.
func EdgeTypes() []EdgeType { return edgeTypes }

// FactTypes returns the keys of facts in the order of their codes. The caller
// must not change the slice.
func FactTypes() []FactType { return factTypes }

// Commodities returns the canonical names of commodities. The caller must not
// change the slice.
func Commodities() []string { return commodities }

// Type describes the kind. It panics if k is no kind.
func (k NodeKind) Type() *NodeType { return &nodeTypes[k-1] }

// Type describes the kind. It panics if k is no kind.
func (k EdgeKind) Type() *EdgeType { return &edgeTypes[k-1] }

// Type describes the key. It panics if k is no key.
func (k FactKey) Type() *FactType { return &factTypes[k-1] }

// Valid reports whether k is a kind.
func (k NodeKind) Valid() bool { return k >= 1 && int(k) <= len(nodeTypes) }

// Valid reports whether k is a kind.
func (k EdgeKind) Valid() bool { return k >= 1 && int(k) <= len(edgeTypes) }

// Valid reports whether k is a key.
func (k FactKey) Valid() bool { return k >= 1 && int(k) <= len(factTypes) }

func (k NodeKind) String() string {
	if !k.Valid() {
		return fmt.Sprintf("NodeKind(%d)", uint8(k))
	}
	return k.Type().Name
}

func (k EdgeKind) String() string {
	if !k.Valid() {
		return fmt.Sprintf("EdgeKind(%d)", uint8(k))
	}
	return k.Type().Name
}

func (k FactKey) String() string {
	if !k.Valid() {
		return fmt.Sprintf("FactKey(%d)", uint8(k))
	}
	return k.Type().Name
}

var (
	nodeKindByName = index(nodeTypes, func(t NodeType) (string, NodeKind) { return t.Name, t.Kind })
	edgeKindByName = index(edgeTypes, func(t EdgeType) (string, EdgeKind) { return t.Name, t.Kind })
	factKeyByName  = index(factTypes, func(t FactType) (string, FactKey) { return t.Name, t.Key })
)

func index[T any, K comparable](types []T, entry func(T) (string, K)) map[string]K {
	m := make(map[string]K, len(types))
	for _, t := range types {
		name, key := entry(t)
		m[name] = key
	}
	return m
}

// ParseNodeKind returns the kind of that name, such as "Agency".
func ParseNodeKind(name string) (NodeKind, bool) { k, ok := nodeKindByName[name]; return k, ok }

// ParseEdgeKind returns the kind of that name, such as "PARTICIPATED_IN".
func ParseEdgeKind(name string) (EdgeKind, bool) { k, ok := edgeKindByName[name]; return k, ok }

// ParseFactKey returns the key of that name, such as "sitesTakenDown".
func ParseFactKey(name string) (FactKey, bool) { k, ok := factKeyByName[name]; return k, ok }

// Joins reports whether an edge of kind k may lead from a node of kind from to
// one of kind to.
func (k EdgeKind) Joins(from, to NodeKind) bool {
	return k.Valid() && slices.Contains(k.Type().From, from) && slices.Contains(k.Type().To, to)
}

// Attribute describes attribute a as edges of kind k have it, or returns nil if
// they do not.
func (k EdgeKind) Attribute(a Attribute) *AttributeType {
	for i := range k.Type().Attributes {
		if t := &k.Type().Attributes[i]; t.Attribute == a {
			return t
		}
	}
	return nil
}

// Allows reports whether value is a value of the attribute. It checks the
// values of enumerations only.
func (t *AttributeType) Allows(value string) bool {
	return t.Type != Enum || t.Rank(value) < len(t.Values)
}

// Rank returns the place of value among the attribute's values, strongest
// first, or their number if it is not among them.
func (t *AttributeType) Rank(value string) int {
	for i, v := range t.Values {
		if v.Name == value {
			return i
		}
	}
	return len(t.Values)
}

// On reports whether nodes of kind n have facts with key k.
func (k FactKey) On(n NodeKind) bool { return k.Valid() && slices.Contains(k.Type().On, n) }

// Digest identifies what a store depends on: codes and names, which ends a kind
// joins, the attributes, values and types. Stores and backups carry it, and a
// different one means that they were written by another ontology. Descriptions and
// the names of API fields may change without one.
func Digest() string {
	h := sha256.New()
	for _, t := range nodeTypes {
		fmt.Fprintln(h, "node", t.Kind, t.Name)
	}
	for _, t := range edgeTypes {
		fmt.Fprintln(h, "edge", t.Kind, t.Name, t.From, t.To)
		for _, a := range t.Attributes {
			fmt.Fprintln(h, "attribute", a.Attribute, a.Name, a.Type)
			for _, v := range a.Values {
				fmt.Fprintln(h, "value", v.Name)
			}
		}
	}
	for _, t := range factTypes {
		fmt.Fprintln(h, "fact", t.Key, t.Name, t.On, t.Type)
	}
	fmt.Fprintln(h, "commodities", commodities)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Check returns an error that names the first inconsistency of the tables: a
// code out of order, a name used twice, an edge without ends, a field name that
// one kind of node would have twice.
func Check() error {
	fields := map[string]bool{}
	claim := func(n NodeKind, field string) error {
		key := n.String() + "." + field
		if fields[key] {
			return fmt.Errorf("ontology: %s is defined twice", key)
		}
		fields[key] = true
		return nil
	}
	for i, t := range nodeTypes {
		if int(t.Kind) != i+1 || t.Name == "" || t.Field == "" || t.Plural == "" || t.Description == "" {
			return fmt.Errorf("ontology: node kind %d (%s) is incomplete or out of order", i+1, t.Name)
		}
	}
	for i, t := range edgeTypes {
		if int(t.Kind) != i+1 || t.Name == "" || t.Description == "" || len(t.From) == 0 || len(t.To) == 0 {
			return fmt.Errorf("ontology: edge kind %d (%s) is incomplete or out of order", i+1, t.Name)
		}
		for _, n := range t.From {
			if err := claim(n, t.Field); err != nil {
				return err
			}
		}
		for _, n := range t.To {
			if err := claim(n, t.Inverse); err != nil {
				return err
			}
		}
	}
	for i, t := range factTypes {
		if int(t.Key) != i+1 || t.Name == "" || t.Description == "" || len(t.On) == 0 {
			return fmt.Errorf("ontology: fact key %d (%s) is incomplete or out of order", i+1, t.Name)
		}
		for _, n := range t.On {
			if err := claim(n, t.Name); err != nil {
				return err
			}
		}
	}
	if len(nodeKindByName) != len(nodeTypes) || len(edgeKindByName) != len(edgeTypes) || len(factKeyByName) != len(factTypes) {
		return fmt.Errorf("ontology: a name is used twice")
	}
	return nil
}

func init() {
	if err := Check(); err != nil {
		panic("internal error: " + err.Error())
	}
}
