package schema

import "unicode/utf8"

// unitStep is how many bytes apart the offsets are that units remembers.
const unitStep = 512

// units converts byte offsets of a text into offsets in UTF-16 code units, which
// JavaScript counts in. A text of n bytes is walked once.
type units struct {
	text  string
	marks []int32 // code units before byte i*unitStep, moved on to the next character
	plain bool    // all ASCII: both counts are the same
}

func newUnits(text string) *units {
	u := &units{text: text, plain: true}
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			u.plain = false
			break
		}
	}
	if u.plain {
		return u
	}
	n := int32(0)
	for i, r := range text {
		for len(u.marks)*unitStep <= i {
			u.marks = append(u.marks, n)
		}
		n += width(r)
	}
	return u
}

// at returns the offset in code units of the character that begins at a byte.
func (u *units) at(offset int) int {
	if u.plain || offset <= 0 {
		return offset
	}
	mark := min(offset/unitStep, len(u.marks)-1)
	start, n := mark*unitStep, u.marks[mark]
	for start < len(u.text) && !utf8.RuneStart(u.text[start]) {
		start++
	}
	for i, r := range u.text[start:] {
		if start+i >= offset {
			break
		}
		n += width(r)
	}
	return int(n)
}

// width is how many code units a character takes.
func width(r rune) int32 {
	if r >= 0x10000 {
		return 2
	}
	return 1
}
