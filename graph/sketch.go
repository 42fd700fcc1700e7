package graph

import (
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// sketch is what copies of a text are found by; nil if it is too short.
type sketch [][]byte

// shingles returns the hashes of each five words in a row, in order.
func shingles(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r <= '/' || r >= ':' && r <= '@' || r >= '[' && r <= '`' || r >= '{' && r < 0x80 || r >= 0x2010 && r <= 0x2027
	})
	if len(words) < shingleWords+minShingles-1 {
		return nil
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = xxhash.Sum64String(w)
	}
	out := make([]uint64, 0, len(words))
	for i := range len(words) - shingleWords + 1 {
		h := uint64(0)
		for _, w := range hashes[i : i+shingleWords] {
			h = mix(h*31 + w)
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
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
	list := shingles(text)
	if len(list) < minShingles {
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
