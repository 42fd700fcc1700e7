package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"onymous/graph/internal/disk"
	"onymous/graph/ontology"
)

// Every key in the store, version 1. Integers are big-endian so that byte order
// is numeric order and one prefix scan answers one question. Capital letters
// begin what lasts, small ones the view, which Rebuild deletes and makes again.
//
//	M                            store: layout, ontology, counters     codec in meta.go
//	A article                    article without its text              head.go
//	B doc part                   text, mentions and claims             body.go
//	D article                    statements it lost by its last change history.go
//	E form                       the load that first had it, successor elder.go
//	H load seq                   what vanished                         history.go
//	J judgement                  judgement                             judge.go
//	L load                       load                                  load.go
//
//	f form                       form, and the node that it heads      form.go
//	o from kind to               edge                                  statement.go
//	v node fact value            fact                                  statement.go
//	r o… or v… article number    claim of a statement with many        -
//	i to kind from               edge, from its second end             -
//	m form article               an article has a mention of the form  -
//	k form form                  why two forms may be one, a < b       link.go
//	p node node                  proposal                              link.go
//	b kind hash passive          forms to compare                      set.go
//	s band                       articles with a similar text          set.go
//	z b… or s… id                member of such a set with many        -
//	g article                    voice of an article that has copies   voice.go
//	h voice article              the articles of a voice               -
//	q voice o…, v… or n node     how many of them say that, voice.go
//	u article                    judgements of its claims              judge.go
//	y form article               mention that a judgement set apart    judge.go
//	w kind name 00 node          nodes by name                         -
//	t name 00 form               forms by every word of every name     name.go
//	x term 00 block              articles by words                     term.go
//	n                            counters of the view                  meta.go
//
//	article, form, node, from, to, voice  8 bytes, an ID
//	doc, load, judgement, seq             8 bytes, counted
//	kind, fact                            1 byte, codes from package ontology
//	value                                 see factKey
//	name, term                            folded; hold no 00 byte
//
// Ids are 8 bytes and derived: a hash of kind and name, with the kind's code on
// top. One edge of a kind joins two nodes at most; what articles say differently
// about it are claims of that edge.
const layoutVersion = 1

// scannedLetters begin the keys of which an Update scans few at a time.
const scannedLetters = "hmqrvz"

// soughtLetters begin the keys that a load looks for and mostly does not find: articles,
// forms and what they are compared under, what judgements and copies there are of what.
const soughtLetters = "Abfgsuv"

func idKey(prefix byte, id ID) []byte {
	k := make([]byte, 9)
	k[0] = prefix
	binary.BigEndian.PutUint64(k[1:], uint64(id))
	return k
}

func pairKey(prefix byte, a, b ID) []byte {
	k := make([]byte, 17)
	k[0] = prefix
	binary.BigEndian.PutUint64(k[1:], uint64(a))
	binary.BigEndian.PutUint64(k[9:], uint64(b))
	return k
}

func headKey(article ID) []byte { return idKey('A', article) }
func bodyKey(doc uint64, part int) []byte {
	return binary.BigEndian.AppendUint16(idKey('B', ID(doc)), uint16(part))
}
func elderKey(form ID) []byte           { return idKey('E', form) }
func loadKey(load LoadID) []byte        { return idKey('L', ID(load)) }
func judgementKey(j JudgementID) []byte { return idKey('J', ID(j)) }
func formKey(form ID) []byte            { return idKey('f', form) }
func mentionKey(form, article ID) []byte {
	return pairKey('m', form, article)
}
func linkKey(a, b ID) []byte        { return pairKey('k', min(a, b), max(a, b)) }
func proposalKey(a, b ID) []byte    { return pairKey('p', min(a, b), max(a, b)) }
func voiceKey(article ID) []byte    { return idKey('g', article) }
func voicesKey(v, member ID) []byte { return pairKey('h', v, member) }
func verdictKey(article ID) []byte  { return idKey('u', article) }
func apartKey(form, article ID) []byte {
	return pairKey('y', form, article)
}

func historyKey(load LoadID, seq uint64) []byte { return pairKey('H', ID(load), ID(seq)) }

// parsePairKey undoes pairKey.
func parsePairKey(prefix byte, k []byte) (a, b ID, err error) {
	if len(k) != 17 || k[0] != prefix {
		return 0, 0, fmt.Errorf("%w: key %x is no %c key", ErrCorrupt, k, prefix)
	}
	return ID(binary.BigEndian.Uint64(k[1:])), ID(binary.BigEndian.Uint64(k[9:])), nil
}

// parseIDKey undoes idKey.
func parseIDKey(prefix byte, k []byte) (ID, error) {
	if len(k) != 9 || k[0] != prefix {
		return 0, fmt.Errorf("%w: key %x is no %c key", ErrCorrupt, k, prefix)
	}
	return ID(binary.BigEndian.Uint64(k[1:])), nil
}

// edgeKey is an edge's key from its first end ('o') or its second ('i'), which is
// then a.
func edgeKey(prefix byte, a ID, kind ontology.EdgeKind, b ID) []byte {
	k := make([]byte, 18)
	k[0] = prefix
	binary.BigEndian.PutUint64(k[1:], uint64(a))
	k[9] = byte(kind)
	binary.BigEndian.PutUint64(k[10:], uint64(b))
	return k
}

func outKey(e EdgeKey) []byte { return edgeKey('o', e.From, e.Kind, e.To) }
func inKey(e EdgeKey) []byte  { return edgeKey('i', e.To, e.Kind, e.From) }

// parseEdgeKey undoes edgeKey.
func parseEdgeKey(prefix byte, k []byte) (a ID, kind ontology.EdgeKind, b ID, err error) {
	if len(k) != 18 || k[0] != prefix || !ontology.EdgeKind(k[9]).Valid() {
		return 0, 0, 0, fmt.Errorf("%w: key %x is no edge", ErrCorrupt, k)
	}
	return ID(binary.BigEndian.Uint64(k[1:])), ontology.EdgeKind(k[9]), ID(binary.BigEndian.Uint64(k[10:])), nil
}

// maxValueBytes is how much of a fact's value its key holds. A longer one is cut
// and told apart by a hash.
const maxValueBytes = 120

// factKey is the key of one value of a fact. The value is in its record's form, so
// that equal values have equal keys.
func factKey(node ID, key ontology.FactKey, v Value) []byte {
	k := append(idKey('v', node), byte(key))
	var e encoder
	e.value(v)
	if len(e.b) > maxValueBytes {
		sum := sha256.Sum256(e.b)
		e.b = append(e.b[:maxValueBytes:maxValueBytes], sum[:16]...)
	}
	return append(k, e.b...)
}

func factPrefix(node ID, key ontology.FactKey) []byte { return append(idKey('v', node), byte(key)) }

// parseFactKey returns the node and the key of a fact's key; the value is in its
// record.
func parseFactKey(k []byte) (ID, ontology.FactKey, error) {
	if len(k) < 11 || k[0] != 'v' || !ontology.FactKey(k[9]).Valid() {
		return 0, 0, fmt.Errorf("%w: key %x is no fact", ErrCorrupt, k)
	}
	return ID(binary.BigEndian.Uint64(k[1:])), ontology.FactKey(k[9]), nil
}

// refKey is the key of one claim of a statement that has too many for its record.
func refKey(statement []byte, c ClaimID) []byte {
	k := make([]byte, 0, 1+len(statement)+12)
	k = append(append(k, 'r'), statement...)
	k = binary.BigEndian.AppendUint64(k, uint64(c.Article))
	return binary.BigEndian.AppendUint32(k, uint32(c.Number))
}

// parseRefKey returns the claim at the end of a refKey.
func parseRefKey(k []byte) (ClaimID, error) {
	if len(k) < 14 || k[0] != 'r' {
		return ClaimID{}, fmt.Errorf("%w: key %x is no claim of a statement", ErrCorrupt, k)
	}
	k = k[len(k)-12:]
	return ClaimID{ID(binary.BigEndian.Uint64(k)), int(binary.BigEndian.Uint32(k[8:]))}, nil
}

// nameKey is the key of a node in the order of names.
func nameKey(kind ontology.NodeKind, name string, id ID) []byte {
	k := make([]byte, 0, len(name)+11)
	k = append(append(append(k, 'w', byte(kind)), name...), 0)
	return binary.BigEndian.AppendUint64(k, uint64(id))
}

// parseNameKey undoes nameKey.
func parseNameKey(k []byte) (kind ontology.NodeKind, name string, id ID, err error) {
	if len(k) < 11 || k[0] != 'w' || k[len(k)-9] != 0 {
		return 0, "", 0, fmt.Errorf("%w: key %x is no name", ErrCorrupt, k)
	}
	return ontology.NodeKind(k[1]), string(k[2 : len(k)-9]), ID(binary.BigEndian.Uint64(k[len(k)-8:])), nil
}

// wordKey is the key of a form under a name from one of its words on.
func wordKey(words string, form ID) []byte {
	k := make([]byte, 0, len(words)+10)
	k = append(append(append(k, 't'), words...), 0)
	return binary.BigEndian.AppendUint64(k, uint64(form))
}

// parseWordKey undoes wordKey.
func parseWordKey(k []byte) (words string, form ID, err error) {
	if len(k) < 10 || k[0] != 't' || k[len(k)-9] != 0 {
		return "", 0, fmt.Errorf("%w: key %x is no word of a name", ErrCorrupt, k)
	}
	return string(k[1 : len(k)-9]), ID(binary.BigEndian.Uint64(k[len(k)-8:])), nil
}

// termKey is the key of a block of postings of a term.
func termKey(term string, block uint64) []byte {
	k := make([]byte, 0, len(term)+6)
	k = append(append(append(k, 'x'), term...), 0)
	return binary.BigEndian.AppendUint32(k, uint32(block))
}

// parseTermKey undoes termKey.
func parseTermKey(k []byte) (term string, block uint64, err error) {
	if len(k) < 6 || k[0] != 'x' || k[len(k)-5] != 0 {
		return "", 0, fmt.Errorf("%w: key %x is no term", ErrCorrupt, k)
	}
	return string(k[1 : len(k)-5]), uint64(binary.BigEndian.Uint32(k[len(k)-4:])), nil
}

// deriveID returns the id of a node of a kind that is first known by a name.
func deriveID(kind ontology.NodeKind, name string) ID {
	var buf [256]byte
	sum := sha256.Sum256(append(append(buf[:0], byte(kind)), name...))
	return ID(kind)<<56 | ID(binary.BigEndian.Uint64(sum[:]))>>8
}

func scanPrefix(prefix []byte) disk.Range { return disk.Range{Prefix: prefix} }

// scanAfter is the range of a prefix from a key on, the key itself included.
func scanAfter(prefix, from []byte) disk.Range { return disk.Range{Prefix: prefix, From: from} }
