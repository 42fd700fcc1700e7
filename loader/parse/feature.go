package parse

import "onymous/loader/internal/linear"

// atom holds what the features take from one word.
type atom struct{ word, upos, xpos uint64 }

var (
	nothing = atom{2, 100, 100}
	root    = atom{3, 101, 101}
)

// view is what features look at: a state and its words.
type view struct {
	*state
	atoms []atom // one for each word and the root
}

func (v view) atom(i int) *atom {
	if i < 0 {
		return &nothing
	}
	return &v.atoms[i]
}

func (v view) label(i int) uint64 {
	if i < 0 {
		return 1000
	}
	return uint64(v.rel[i] + 1)
}

func at(list []int, i int) int {
	if i < 0 {
		return -1
	}
	return list[i]
}

// features appends those of the state, after Zhang and Nivre (2011).
func (v view) features(out []uint64) []uint64 {
	i0, i1, i2, j0, j1, j2 := v.top(0), v.top(1), v.top(2), v.front(0), v.front(1), v.front(2)
	s0, s1, s2, b0, b1, b2 := v.atom(i0), v.atom(i1), v.atom(i2), v.atom(j0), v.atom(j1), v.atom(j2)
	l0, l02, r0, r02, lb, lb2 := at(v.left1, i0), at(v.left2, i0), at(v.right1, i0), at(v.right2, i0), at(v.left1, j0), at(v.left2, j0)
	l1, r1, r12 := at(v.left1, i1), at(v.right1, i1), at(v.right2, i1)
	distance := uint64(0)
	if i0 >= 0 {
		distance = uint64(min(j0-i0, 6))
	}
	gap := uint64(0)
	if i1 >= 0 {
		gap = uint64(min(i0-i1, 6))
	}
	valency := func(list []int, i int) uint64 {
		if i < 0 {
			return 9
		}
		return uint64(min(list[i], 4))
	}
	h := linear.Hash
	return append(out,
		h(1, s0.word, s0.xpos), h(2, s0.word), h(3, s0.xpos), h(4, b0.word, b0.xpos), h(5, b0.word), h(6, b0.xpos),
		h(7, s1.word, s1.xpos), h(8, s1.word), h(9, s1.xpos), h(10, b1.word), h(11, b1.xpos), h(12, b2.word), h(13, b2.xpos), h(14, s2.xpos), h(15, s2.word),
		h(20, s0.word, s0.xpos, b0.word), h(21, s0.word, b0.word), h(22, s0.word, b0.xpos), h(23, s0.xpos, b0.word), h(24, s0.xpos, b0.xpos), h(25, s0.word, s0.xpos, b0.xpos), h(26, s0.xpos, b0.word, b0.xpos),
		h(30, s1.word, s0.word), h(31, s1.word, s0.xpos), h(32, s1.xpos, s0.word), h(33, s1.xpos, s0.xpos), h(34, s1.word, s1.xpos, s0.xpos), h(35, s1.xpos, s0.word, s0.xpos),
		h(40, s1.xpos, s0.xpos, b0.xpos), h(41, s0.xpos, b0.xpos, b1.xpos), h(42, b0.xpos, b1.xpos, b2.xpos), h(43, s2.xpos, s1.xpos, s0.xpos), h(44, s1.xpos, s0.xpos, b0.word), h(45, s1.xpos, s0.word, b0.xpos), h(46, s1.word, s0.xpos, b0.xpos), h(47, s1.xpos, b0.xpos, b1.xpos),
		h(50, s0.xpos, v.atom(l0).xpos, b0.xpos), h(51, s0.xpos, v.atom(r0).xpos, b0.xpos), h(52, s0.xpos, b0.xpos, v.atom(lb).xpos), h(53, s1.xpos, s0.xpos, v.atom(l0).xpos), h(54, s1.xpos, s0.xpos, v.atom(r0).xpos), h(55, s1.xpos, v.atom(r1).xpos, s0.xpos), h(56, s1.xpos, v.atom(l1).xpos, s0.xpos),
		h(60, s0.xpos, distance, b0.xpos), h(61, s0.word, distance), h(62, b0.word, distance), h(63, s1.xpos, s0.xpos, gap), h(64, s0.word, gap),
		h(70, s0.xpos, valency(v.lefts, i0), valency(v.rights, i0)), h(71, s0.word, valency(v.rights, i0)), h(72, s0.word, valency(v.lefts, i0)), h(73, b0.xpos, valency(v.lefts, j0)), h(74, b0.word, valency(v.lefts, j0)), h(75, s1.word, valency(v.rights, i1)), h(76, s1.xpos, valency(v.lefts, i1), valency(v.rights, i1)),
		h(80, s0.xpos, v.label(l0), v.label(l02)), h(81, s0.xpos, v.label(r0), v.label(r02)), h(82, b0.xpos, v.label(lb), v.label(lb2)), h(83, s1.xpos, v.label(l1)), h(84, s1.xpos, v.label(r1), v.label(r12)), h(85, s0.word, v.label(l0)), h(86, s0.word, v.label(r0)), h(87, b0.word, v.label(lb)), h(88, s1.word, v.label(r1)), h(89, s1.word, v.label(l1)), h(90, s1.xpos, s0.xpos, v.label(l0)), h(91, s0.xpos, b0.xpos, v.label(r0)), h(92, s0.xpos, b0.xpos, v.label(l0), v.label(lb)),
		h(93, v.atom(l0).word), h(94, v.atom(r0).word), h(95, v.atom(lb).word), h(96, v.atom(r1).word), h(97, s0.xpos, v.atom(r0).word), h(98, s0.xpos, v.atom(l0).word), h(99, s1.xpos, v.atom(r1).word, s0.xpos))
}
