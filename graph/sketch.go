package graph

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// sketch is what copies of a text are found by; nil if it is too short.
type sketch [][]byte

// shingles returns the hashes of each five words in a row, in order and each once.
func shingles(text string) []uint64 {
	list := shinglesAsWritten(text)
	slices.Sort(list)
	return slices.Compact(list)
}

// separators are the bytes of plain text that are no part of a word.
var separators = func() (set [utf8.RuneSelf]bool) {
	for b := range set {
		set[b] = b <= '/' || b >= ':' && b <= '@' || b >= '[' && b <= '`' || b >= '{'
	}
	return set
}()

func separates(r rune) bool {
	return r < utf8.RuneSelf && separators[r] || r >= 0x2010 && r <= 0x2027
}

// shinglesAsWritten returns the hashes in the order of the text.
func shinglesAsWritten(text string) []uint64 {
	words := make([]uint64, 0, len(text)/5)
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), separates) {
		words = append(words, xxhash.Sum64String(w))
	}
	if len(words) < shingleWords+minShingles-1 {
		return nil
	}
	out := words[:len(words)-shingleWords+1] // a word is not needed any more when its place is
	for i := range out {
		h := uint64(0)
		for _, w := range words[i : i+shingleWords] {
			h = mix(h*31 + w)
		}
		out[i] = h
	}
	return out
}

// distinctAtLeast reports whether a list has that many numbers that differ.
func distinctAtLeast(list []uint64, n int) bool {
	var seen [minShingles]uint64
	found := 0
	for _, x := range list {
		if found >= n {
			break
		}
		if !slices.Contains(seen[:found], x) {
			seen[found] = x
			found++
		}
	}
	return found >= n
}

// mix spreads a number over all its bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// seeds make one hash into many.
var seeds = sync.OnceValue(func() (s [bands * rows]uint64) {
	for i := range s {
		s[i] = mix(uint64(i+1) * 0x9e3779b97f4a7c15)
	}
	return s
})

func sketchOf(text string) sketch {
	list := shinglesAsWritten(text)
	if !distinctAtLeast(list, minShingles) {
		return nil
	}
	var least [bands * rows]uint64
	for i, seed := range seeds() {
		m := ^uint64(0)
		for _, h := range list {
			// Multiplying by an odd number permutes the hashes, which are mixed
			// already; mixing again for each row took 10 times as long.
			if v := (h ^ seed) * (seed | 1); v < m {
				m = v
			}
		}
		least[i] = m
	}
	keys := make(sketch, bands)
	for b := range keys {
		h := uint64(b + 1)
		for _, m := range least[b*rows : (b+1)*rows] {
			h = mix(h ^ m)
		}
		// 40 bits: among a million texts a chance meeting costs one comparison.
		keys[b] = []byte{byte(b), byte(h >> 32), byte(h >> 24), byte(h >> 16), byte(h >> 8), byte(h)}
	}
	return keys
}

// common returns the share of shingles that two texts have in common: those of
// both by those of either.
func common(a, b []uint64) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}
