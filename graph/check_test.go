package graph

import (
	"errors"
	"math"
	"testing"

	"onymous/graph/ontology"
)

// damaged is a store of two articles that copy each other, and of one that does not.
func damaged(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	text := "Europol led Operation Onymous. "
	for i := range 40 {
		text += string(rune('a'+i%26)) + "word number " + string(rune('a'+i/2)) + " "
	}
	err = s.Update(t.Context(), func(tx *Tx) error {
		for i, key := range []string{"a", "b", "c"} {
			d := &Document{Article: Article{Key: key, Text: text[:31+i/2] + text[31:]}, Mentions: []Mention{{Kind: ontology.Agency, Name: "Europol"}, {Kind: ontology.Operation, Name: "Onymous"}}}
			if key == "c" {
				d.Article.Text = text[:30]
			}
			d.Claims = []Claim{{Edge: ontology.ParticipatedIn, From: 0, To: 1, Evidence: []Span{{0, 30}}},
				{Fact: ontology.Arrests, From: 1, Value: Value{Number: 17}, Evidence: []Span{{0, 30}}}}
			if _, err := tx.Put(t.Context(), d); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.Check(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCheckFindsDamage takes away or changes one record of each letter and looks
// whether Check notices.
func TestCheckFindsDamage(t *testing.T) {
	// E, H, J and L are looked up by what names them; a store without them is whole. k,
	// p, r, u, y and z are not in this one.
	for _, letter := range "ABfoivmwtxnghqs" {
		for _, change := range []string{"Taken", "Changed"} {
			if change == "Changed" && letter != 'f' && letter != 'o' && letter != 'v' && letter != 'q' && letter != 'n' {
				continue
			}
			t.Run(string(letter)+change, func(t *testing.T) {
				s := damaged(t)
				damage(t, s, byte(letter), change == "Changed")
				if err := s.Check(t.Context()); !errors.Is(err, ErrCorrupt) {
					t.Errorf("Check: %v, want ErrCorrupt", err)
				}
			})
		}
	}
}

func damage(t *testing.T, s *Store, letter byte, change bool) {
	t.Helper()
	s.bodies.clear()
	s.nodes.clear(math.MaxUint64 - 1)
	w, err := s.db.Write(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for e, err := range w.Scan(t.Context(), scanPrefix([]byte{letter})) {
		if err != nil {
			t.Fatal(err)
		}
		found = true
		key, value := append([]byte{}, e.Key...), append([]byte{}, e.Value...)
		if change {
			value[len(value)-1] ^= 1
			err = w.Set(key, value)
		} else {
			err = w.Delete(key)
		}
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	if !found {
		t.Fatalf("the store has no record of letter %c", letter)
	}
	if err := w.Commit(t.Context(), w.Payload()); err != nil {
		t.Fatal(err)
	}
}
