package graph

import (
	"encoding/binary"
	"fmt"
	"slices"

	"onymous/graph/ontology"
)

// maxInlineRefs is how many claims a statement's record holds. One with more
// keeps each under a key of its own, so that the thousandth article that repeats
// a statement does not rewrite the others' claims. A test sets it lower.
var maxInlineRefs = 24

// statement is the record of an edge or of one value of a fact: what its claims
// add up to.
type statement struct {
	articles    int
	independent int
	claims      int
	asserted    int         // claims that do not merely allege it
	since       LoadID      // the load after which it was first there
	touched     LoadID      // the load of the newest claim
	attributes  []attribute // what the claims say, in order of attribute and value
	value       Value       // of a fact
	refs        []ref       // in order, if there are at most maxInlineRefs
}

// ref is a claim of a statement, and the load after which the article first made it.
type ref struct {
	ClaimID
	since LoadID
}

// attribute is a value that some claims give to an attribute of an edge.
type attribute struct {
	key    ontology.Attribute
	value  string
	claims int
}

// append encodes the record. Most statements have one claim, which asserts it: they
// take two bytes and the claim.
func (s *statement) append(e *encoder, kind ontology.EdgeKind) {
	var flags byte
	if s.claims == 1 {
		flags |= 1
	}
	if s.asserted == s.claims {
		flags |= 2
	}
	if len(s.attributes) > 0 {
		flags |= 4
	}
	if s.touched == s.since {
		flags |= 8
	}
	e.byte(flags)
	if flags&1 == 0 {
		e.num(s.claims)
		e.num(s.articles)
		e.num(s.articles - s.independent)
	}
	if flags&2 == 0 {
		e.num(s.asserted)
	}
	e.uint(uint64(s.since))
	if flags&8 == 0 {
		e.uint(uint64(s.touched))
	}
	if flags&4 != 0 {
		e.num(len(s.attributes))
		for _, a := range s.attributes {
			e.attribute(kind, a)
		}
	}
	if s.claims <= maxInlineRefs {
		for _, r := range s.refs {
			e.claimID(r.ClaimID)
			if flags&8 == 0 {
				e.uint(uint64(r.since - s.since))
			}
		}
	}
}

// claimID writes a claim without the kind of its article's id, which is always the same.
func (e *encoder) claimID(c ClaimID) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(c.Article))
	e.b = append(e.b, b[1:]...)
	e.num(c.Number)
}

func (d *decoder) claimID() ClaimID {
	if len(d.b) < 8 {
		d.fail()
		return ClaimID{}
	}
	var b [8]byte
	copy(b[1:], d.b)
	b[0] = byte(ontology.Article)
	d.b = d.b[7:]
	return ClaimID{ID(binary.BigEndian.Uint64(b[:])), d.num()}
}

func (s *statement) read(d *decoder, kind ontology.EdgeKind) {
	flags := d.byte()
	s.claims, s.articles, s.independent = 1, 1, 1
	if flags&1 == 0 {
		s.claims, s.articles = d.num(), d.num()
		s.independent = s.articles - d.num()
	}
	s.asserted = s.claims
	if flags&2 == 0 {
		s.asserted = d.num()
	}
	s.since = LoadID(d.uint())
	s.touched = s.since
	if flags&8 == 0 {
		s.touched = LoadID(d.uint())
	}
	if flags&4 != 0 {
		s.attributes = make([]attribute, d.count())
		for i := range s.attributes {
			s.attributes[i] = d.attribute(kind)
		}
	}
	if s.claims <= maxInlineRefs && d.err == nil {
		s.refs = make([]ref, s.claims)
		for i := range s.refs {
			s.refs[i] = ref{d.claimID(), s.since}
			if flags&8 == 0 {
				s.refs[i].since += LoadID(d.uint())
			}
		}
	}
}

// attribute writes a value of an enumeration as its rank: these are most.
func (e *encoder) attribute(kind ontology.EdgeKind, a attribute) {
	e.byte(byte(a.key))
	t := kind.Attribute(a.key)
	if rank := t.Rank(a.value); t.Type == ontology.Enum && rank < len(t.Values) {
		e.num(rank + 1)
	} else {
		e.num(0)
		e.string(a.value)
	}
	e.num(a.claims)
}

func (d *decoder) attribute(kind ontology.EdgeKind) attribute {
	a := attribute{key: ontology.Attribute(d.byte())}
	var t *ontology.AttributeType
	if kind.Valid() {
		t = kind.Attribute(a.key)
	}
	switch rank := d.num(); {
	case t == nil, rank > len(t.Values):
		d.fail()
	case rank > 0:
		a.value = t.Values[rank-1].Name
	default:
		a.value = d.string()
	}
	a.claims = d.num()
	return a
}

// encode returns the record of the statement with a key.
func (s *statement) encode(key []byte) []byte {
	e := encoder{b: make([]byte, 0, 16+8*len(s.refs))}
	if key[0] == 'v' {
		e.value(s.value)
	}
	s.append(&e, edgeKindOf(key))
	return e.b
}

// edgeKindOf returns the kind of an edge's key, or zero for a fact's.
func edgeKindOf(key []byte) ontology.EdgeKind {
	if key[0] != 'o' || len(key) < 10 {
		return 0
	}
	return ontology.EdgeKind(key[9])
}

// decodeStatement undoes encode.
func decodeStatement(key, record []byte) (*statement, error) {
	s, d := &statement{}, &decoder{b: record}
	if key[0] == 'v' {
		s.value = d.value()
	}
	s.read(d, edgeKindOf(key))
	if err := d.end(); err != nil {
		return nil, fmt.Errorf("statement %x: %w", key, err)
	}
	return s, nil
}

func (e *encoder) value(v Value) {
	e.float(v.Number)
	e.string(v.Text)
	e.string(v.What)
	e.string(v.Currency)
	e.string(v.Bound)
}

func (d *decoder) value() Value {
	return Value{Number: d.float(), Text: d.string(), What: d.string(), Currency: d.string(), Bound: d.string()}
}

// countClaim counts what a claim says of the statement, or takes it off.
func (s *statement) countClaim(c *Claim, sign int) {
	if !c.Alleged {
		s.asserted += sign
	}
	for i, v := range c.Attributes {
		if v != "" {
			s.count(ontology.Attribute(i), v, sign)
		}
	}
}

// count adds n to the number of claims that give a value to an attribute.
func (s *statement) count(key ontology.Attribute, value string, n int) {
	i, ok := slices.BinarySearchFunc(s.attributes, attribute{key: key, value: value}, compareAttributes)
	if !ok {
		s.attributes = slices.Insert(s.attributes, i, attribute{key: key, value: value})
	}
	if s.attributes[i].claims += n; s.attributes[i].claims <= 0 {
		s.attributes = slices.Delete(s.attributes, i, i+1)
	}
}

// rivals reports whether claims give several values to one attribute.
func (s *statement) rivals() bool {
	if s == nil {
		return false
	}
	for i := 1; i < len(s.attributes); i++ {
		if s.attributes[i].key == s.attributes[i-1].key {
			return true
		}
	}
	return false
}

func compareAttributes(a, b attribute) int {
	switch {
	case a.key != b.key:
		return int(a.key) - int(b.key)
	case a.value < b.value:
		return -1
	case a.value > b.value:
		return 1
	}
	return 0
}

// strongest returns what the edge shows for each attribute: of an enumeration the
// strongest value that is claimed, else the one claimed most often, and of equals the
// longest, which is the most exact date or the fullest title.
func (s *statement) strongest(kind ontology.EdgeKind) (out [ontology.AttributeCount]string) {
	var claims [ontology.AttributeCount]int
	for _, a := range s.attributes {
		t := kind.Attribute(a.key)
		best := out[a.key]
		switch {
		case t == nil:
		case best == "",
			t.Type == ontology.Enum && t.Rank(a.value) < t.Rank(best),
			t.Type != ontology.Enum && (a.claims > claims[a.key] || a.claims == claims[a.key] && len(a.value) > len(best)):
			out[a.key], claims[a.key] = a.value, a.claims
		}
	}
	return out
}

// edge returns the edge that the statement is the record of.
func (s *statement) edge(key EdgeKey) Edge {
	return Edge{EdgeKey: key, Attributes: s.strongest(key.Kind), Alleged: s.asserted == 0,
		Articles: s.articles, Independent: s.independent, Claims: s.claims}
}
