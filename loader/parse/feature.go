package parse

import (
	"onymous/loader/internal/feature"
	"onymous/loader/text"
)

// word is what the parser sees of a token.
type word struct {
	form string
	upos text.UPOS
	xpos string
}

// templates is how many features a word has.
const templates = 9

// firstTag and lastTag bound the features that come from tags.
const firstTag, lastTag = 1, 2

// features returns those of a word. The first is the word itself.
func features(r *feature.Reader, w word) [templates]uint64 {
	h, s := feature.Hash, r.Read(w.form)
	tag := feature.HashString(w.xpos)
	return [templates]uint64{
		h(1, s.Lower), h(2, tag, uint64(w.upos)), h(3, uint64(w.upos)), h(4, s.Shape),
		h(5, s.Suffix[1]), h(6, s.Suffix[2]), h(7, s.Suffix[3]), h(8, s.Prefix[1]), h(9, s.Prefix[2]),
	}
}
