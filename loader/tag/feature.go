package tag

import (
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/linear"
)

// atom holds what the features take from one word, hashed once per word.
type atom struct {
	form, lower, shape uint64
	suffix             [4]uint64 // of 1 to 4 bytes
	prefix             [3]uint64 // of 1 to 3 bytes
}

// edge stands for the words before the first and after the last.
var edge = atom{form: 1, lower: 1, shape: 1, suffix: [4]uint64{1, 1, 1, 1}}

const maxWord = 64 // bytes of a word that its features look at

// newAtom reads a word. The buffer is used for its lower-case form and returned
// for the next word.
func newAtom(form string, buf []byte) (atom, []byte) {
	if len(form) > maxWord {
		form = form[:maxWord]
	}
	buf = buf[:0]
	for _, r := range form {
		switch {
		case r >= '0' && r <= '9':
			r = '0'
		case r == '’':
			r = '\''
		default:
			r = unicode.ToLower(r)
		}
		buf = utf8.AppendRune(buf, r)
	}
	a := atom{form: hashString(form), lower: hashBytes(buf), shape: shape(form)}
	for n := range a.suffix {
		a.suffix[n] = hashBytes(buf[max(0, len(buf)-n-1):])
	}
	for n := range a.prefix {
		a.prefix[n] = hashBytes(buf[:min(len(buf), n+1)])
	}
	return a, buf
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func hashBytes(s []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range s {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// shape describes the classes of characters of a form, runs counted once:
// "U.S." is X.X. and "e-mail" is x-x.
func shape(form string) uint64 {
	h, last := uint64(7), uint64(0)
	for _, r := range form {
		c := uint64(r)
		switch {
		case r >= '0' && r <= '9':
			c = 'd'
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		}
		if c != last {
			h = (h ^ c) * 1099511628211
			last = c
		}
	}
	return h
}

// window gathers the atoms around word i.
func window(atoms []atom, i int) *atom {
	if i < 0 || i >= len(atoms) {
		return &edge
	}
	return &atoms[i]
}

// features appends those of word i, given the two tags before it.
func features(out []uint64, atoms []atom, i int, before1, before2, style uint64) []uint64 {
	w, l1, l2, r1, r2 := &atoms[i], window(atoms, i-1), window(atoms, i-2), window(atoms, i+1), window(atoms, i+2)
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	h := linear.Hash
	return append(out,
		h(1, w.form), h(2, w.lower), h(3, w.shape, first), h(4, w.shape, style),
		h(5, w.suffix[0]), h(6, w.suffix[1]), h(7, w.suffix[2]), h(8, w.suffix[3]),
		h(9, w.prefix[0]), h(10, w.prefix[1]), h(11, w.prefix[2]),
		h(12, l1.lower), h(13, l2.lower), h(14, r1.lower), h(15, r2.lower),
		h(16, before1), h(17, before1, before2), h(18, before1, w.lower),
		h(19, l1.lower, w.lower), h(20, w.lower, r1.lower),
		h(21, l1.suffix[2], w.suffix[2]), h(22, w.suffix[2], r1.suffix[2]),
		h(23, r1.shape), h(24, l1.shape), h(25, before1, w.suffix[2]),
		h(26, before1, r1.lower), h(27, w.lower, before1, before2),
		h(28, r1.suffix[2]), h(29, r1.suffix[1], before1), h(30, w.shape, w.suffix[2], first))
}

// style tells sentences in which case says little, by the share of words of
// more than three letters that begin in upper case.
func style(forms []string) uint64 {
	long, upper := 0, 0
	for _, f := range forms {
		if len(f) > 3 {
			long++
			if r, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(r) {
				upper++
			}
		}
	}
	switch {
	case upper*10 > long*9:
		return 3
	case upper*10 > long*6:
		return 2
	case upper == 0:
		return 1
	}
	return 0
}
