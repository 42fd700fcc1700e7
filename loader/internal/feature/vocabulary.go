package feature

import (
	"errors"
	"math/rand/v2"
	"slices"
)

// Vocabulary numbers features from 1; 0 is for what it does not know. It keeps
// 32 bits of each feature, so that one unknown feature in a hundred thousand is
// taken for a known one. It is safe for concurrent use.
type Vocabulary struct {
	prints []uint32 // sorted; number n is prints[n-1]
	slots  []slot
	shift  uint
}

// slot is a place in an open-addressed table, free while number is 0.
type slot struct {
	print  uint32
	number int32
}

// Print returns the bits of a feature that a Vocabulary keeps.
func Print(feature uint64) uint32 { return uint32(feature >> 32) }

// NewVocabulary returns the vocabulary of those prints, numbered in their order.
func NewVocabulary(prints []uint32) (*Vocabulary, error) {
	if !slices.IsSorted(prints) || len(slices.Compact(slices.Clone(prints))) < len(prints) {
		return nil, errors.New("feature: prints of a vocabulary are not in order")
	}
	bits := uint(4)
	for 1<<bits < len(prints)*3/2 {
		bits++
	}
	v := &Vocabulary{prints: prints, slots: make([]slot, 1<<bits), shift: 32 - bits}
	for n, print := range prints {
		at := v.find(print)
		v.slots[at] = slot{print, int32(n + 1)}
	}
	return v, nil
}

// Len returns how many numbers there are, 0 included.
func (v *Vocabulary) Len() int { return len(v.prints) + 1 }

// Prints returns the prints in order. The caller must not change them.
func (v *Vocabulary) Prints() []uint32 { return v.prints }

// Number returns the number of a feature, 0 if it is unknown.
func (v *Vocabulary) Number(feature uint64) int32 { return v.slots[v.find(Print(feature))].number }

// find returns the slot of a print, or the free one where it would go.
func (v *Vocabulary) find(print uint32) int {
	at := int(print >> v.shift)
	for v.slots[at].number != 0 && v.slots[at].print != print {
		at = (at + 1) & (len(v.slots) - 1)
	}
	return at
}

// Counts counts features while a corpus is read.
type Counts map[uint32]int

// forget says how readily features are forgotten while training.
const forget = 0.25

// Forgets draws whether a sighting of a feature is to be taken for one of an unknown
// feature, so that training knows those too: with chance forget/(forget+n) for one that
// was seen n times.
func (c Counts) Forgets(rnd *rand.Rand, feature uint64) bool {
	return rnd.Float64() < forget/(forget+float64(c[Print(feature)]))
}

// Append appends the numbers of a word's features, in order. Unknown ones are left out,
// but for the first.
func (v *Vocabulary) Append(rows []int32, features []uint64) []int32 {
	for k, f := range features {
		if n := v.Number(f); n != 0 || k == 0 {
			rows = append(rows, n)
		}
	}
	return rows
}

// Rows returns the numbers of a word's features, in order. Unknown ones, and those of
// which forgets says so, are left out, but for the first.
func (v *Vocabulary) Rows(features []uint64, forgets func(k int) bool) []int32 {
	var rows []int32
	for k, f := range features {
		n := v.Number(f)
		if forgets(k) {
			n = 0
		}
		if n != 0 || k == 0 {
			rows = append(rows, n)
		}
	}
	return rows
}

// Vocabulary returns the features counted at least that often.
func (c Counts) Vocabulary(least int) *Vocabulary {
	var prints []uint32
	for print, n := range c {
		if n >= least {
			prints = append(prints, print)
		}
	}
	slices.Sort(prints)
	v, err := NewVocabulary(prints)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return v
}
