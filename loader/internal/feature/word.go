// Package feature turns words into the features that trained stages look at.
//
// A feature is a 64-bit hash of a template and of what stands in it. Word hashes
// what a word's spelling offers, once; Hash makes a feature from a template's
// number and such values; a Vocabulary knows the features that training met
// often enough and numbers them.
package feature

import (
	"unicode"
	"unicode/utf8"
)

// Hash makes a feature from the number of its template and the values in it.
func Hash(template uint64, values ...uint64) uint64 {
	h := template*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	for _, v := range values {
		h = (h ^ v) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return h
}

// maxWord is how many bytes of a word count.
const maxWord = 64

// Word holds hashes of a word's spelling. Lower, suffixes and prefixes are in
// lower case, with 0 for every digit and a straight apostrophe; suffixes and prefixes of n+1 bytes
// stand at index n.
type Word struct {
	Form, Lower, Shape uint64
	Suffix             [5]uint64
	Prefix             [3]uint64
}

// Reader reads words. It belongs to one goroutine.
type Reader struct{ buf []byte }

// Read hashes the spelling of a word.
func (r *Reader) Read(form string) Word {
	if len(form) > maxWord {
		form = form[:maxWord]
	}
	r.buf = lower(r.buf[:0], form)
	w := Word{Form: hash(form), Lower: hash(r.buf), Shape: shape(form)}
	for n := range w.Suffix {
		w.Suffix[n] = hash(r.buf[max(0, len(r.buf)-n-1):])
	}
	for n := range w.Prefix {
		w.Prefix[n] = hash(r.buf[:min(len(r.buf), n+1)])
	}
	return w
}

func lower(buf []byte, form string) []byte {
	for _, c := range form {
		switch {
		case c >= '0' && c <= '9':
			c = '0'
		case c == '’':
			c = '\''
		default:
			c = unicode.ToLower(c)
		}
		buf = utf8.AppendRune(buf, c)
	}
	return buf
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// hash is FNV-1a.
func hash[T string | []byte](s T) uint64 {
	h := uint64(offset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// HashString returns a value for templates from a short string, such as a tag.
func HashString(s string) uint64 { return hash(s) }

// shape hashes the classes of a form's characters, runs counted once: "U.S." is
// X.X. and "e-mail" is x-x.
func shape(form string) uint64 {
	h, last := uint64(offset), rune(-1)
	for _, r := range form {
		switch {
		case r >= '0' && r <= '9':
			r = 'd'
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		}
		if r != last {
			h = (h ^ uint64(r)) * prime
			last = r
		}
	}
	return h
}
