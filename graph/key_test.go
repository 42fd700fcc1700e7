package graph

import (
	"bytes"
	"testing"

	"onymous/graph/ontology"
)

// FuzzKeys goes there and back through every key that has a parser, and checks that
// what is no such key is refused.
func FuzzKeys(f *testing.F) {
	f.Add(uint64(1), uint64(2), uint8(3), "silk road", []byte("o123"))
	f.Add(uint64(1)<<63, uint64(0), uint8(19), "", []byte{})
	f.Fuzz(func(t *testing.T, x, y uint64, n uint8, name string, junk []byte) {
		a, b := ID(x), ID(y)
		if got, err := parseIDKey('A', headKey(a)); err != nil || got != a {
			t.Errorf("parseIDKey(headKey(%d)) = %d, %v", a, got, err)
		}
		if g, h, err := parsePairKey('m', mentionKey(a, b)); err != nil || g != a || h != b {
			t.Errorf("parsePairKey(mentionKey(%d, %d)) = %d, %d, %v", a, b, g, h, err)
		}
		kind := ontology.EdgeKind(n%uint8(len(ontology.EdgeTypes())) + 1)
		out, in := outKey(EdgeKey{a, kind, b}), inKey(EdgeKey{a, kind, b})
		if g, k, h, err := parseEdgeKey('o', out); err != nil || g != a || k != kind || h != b {
			t.Errorf("parseEdgeKey(%x) = %d %d %d, %v", out, g, k, h, err)
		}
		if g, k, h, err := parseEdgeKey('i', in); err != nil || g != b || k != kind || h != a {
			t.Errorf("parseEdgeKey(%x) = %d %d %d, %v", in, g, k, h, err)
		}
		fact := ontology.FactKey(n%uint8(len(ontology.FactTypes())) + 1)
		v := Value{Number: float64(x), Text: name}
		if g, k, err := parseFactKey(factKey(a, fact, v)); err != nil || g != a || k != fact {
			t.Errorf("parseFactKey = %d %d, %v", g, k, err)
		}
		if !bytes.HasPrefix(factKey(a, fact, v), factPrefix(a, fact)) {
			t.Errorf("factKey(%d, %d) does not begin with its prefix", a, fact)
		}
		c := ClaimID{a, int(n)}
		if got, err := parseRefKey(refKey(out, c)); err != nil || got != c {
			t.Errorf("parseRefKey = %v, %v, want %v", got, err, c)
		}
		folded := Fold(name)
		if k, got, id, err := parseNameKey(nameKey(ontology.Person, folded, a)); err != nil || k != ontology.Person || got != folded || id != a {
			t.Errorf("parseNameKey = %d %q %d, %v", k, got, id, err)
		}
		if got, id, err := parseWordKey(wordKey(folded, a)); err != nil || got != folded || id != a {
			t.Errorf("parseWordKey = %q %d, %v", got, id, err)
		}
		if got, block, err := parseTermKey(termKey(folded, uint64(n))); err != nil || got != folded || block != uint64(n) {
			t.Errorf("parseTermKey = %q %d, %v", got, block, err)
		}
		refuse(t, junk)
	})
}

// refuse gives junk to every parser: none may panic, and none may take a key of another
// letter.
func refuse(t *testing.T, junk []byte) {
	t.Helper()
	_, err1 := parseIDKey('A', junk)
	_, _, err2 := parsePairKey('m', junk)
	_, _, _, err3 := parseEdgeKey('o', junk)
	_, _, err4 := parseFactKey(junk)
	_, err5 := parseRefKey(junk)
	_, _, _, err6 := parseNameKey(junk)
	_, _, err7 := parseWordKey(junk)
	_, _, err8 := parseTermKey(junk)
	for i, err := range []error{err1, err2, err3, err4, err5, err6, err7, err8} {
		if letter := "Amovrwtx"[i]; err == nil && junk[0] != letter {
			t.Errorf("a key %x was taken for one of letter %c", junk, letter)
		}
	}
}

func TestKeysSortAsNumbers(t *testing.T) {
	// 256 and 1 sort the wrong way round if an id is written little-endian.
	if bytes.Compare(headKey(1), headKey(256)) >= 0 {
		t.Error("article 1 sorts after article 256")
	}
}
