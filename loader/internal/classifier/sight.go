package classifier

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// What features see of words that they must not know, so that a model cannot know a case
// by its names.
var (
	aName   = feature.HashString("<name>")
	aNumber = feature.HashString("<number>")
)

// Nothing is what features see beyond the ends of a sentence.
var Nothing = feature.HashString("<edge>")

// Sights returns what features see of each token: its lemma, of names and numbers only
// that they are.
func Sights(d *text.Doc) []uint64 {
	seen := make([]uint64, len(d.Tokens))
	for i := range d.Tokens {
		switch t := &d.Tokens[i]; t.UPOS {
		case text.NUM:
			seen[i] = aNumber
		case text.PROPN:
			seen[i] = aName
		default:
			seen[i] = feature.HashString(strings.ToLower(t.Lemma))
		}
	}
	return seen
}

// Named returns what features see of a name of that kind, 0 if it is not known.
func Named(kind ontology.NodeKind) uint64 { return feature.Hash(aName, uint64(kind)) }

// Bit returns 1 for true.
func Bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// Size rounds a count, the more the larger it is.
func Size(n int) uint64 {
	for i, top := range [...]int{0, 1, 2, 3, 5, 8, 12, 20, 40} {
		if n <= top {
			return uint64(i)
		}
	}
	return 99
}
