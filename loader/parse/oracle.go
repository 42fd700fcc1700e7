package parse

// cost counts the gold arcs that can no longer be made once a is taken, for a
// projective tree whose root has head n. It takes time in the length of the
// sentence and is for training only.
func (s *state) cost(a action, gold []int) int {
	cost := 0
	switch a {
	case shift:
		b := s.next
		for k, w := range s.stack {
			if gold[w] == b {
				cost++
			}
			if gold[b] == w && k < len(s.stack)-1 {
				cost++
			}
		}
	case left:
		top := s.top(0)
		if h := gold[top]; h != s.next && (h > s.next || h == s.top(1)) {
			cost++
		}
		cost += s.waiting(top, gold)
	case right:
		top := s.top(0)
		if gold[top] >= s.next {
			cost++
		}
		cost += s.waiting(top, gold)
	}
	return cost
}

// waiting counts the words of the buffer whose gold head is w.
func (s *state) waiting(w int, gold []int) int {
	n := 0
	for b := s.next; b < s.n; b++ {
		if gold[b] == w {
			n++
		}
	}
	return n
}

// projective returns heads as a projective tree: while arcs cross, the shorter
// of the first two that do is moved up to the head of its head.
func projective(heads []int) []int {
	h := append([]int(nil), heads...)
	n := len(h)
	for range n * n {
		d := crossing(h)
		if d < 0 {
			return h
		}
		h[d] = h[h[d]]
	}
	return h
}

// crossing returns a dependant to lift: the one with the shortest arc among
// those that span a word which does not descend from their head; -1 if none.
func crossing(h []int) int {
	n := len(h)
	best, length := -1, n+1
	for d, head := range h {
		if head == n {
			continue
		}
		lo, hi := min(d, head), max(d, head)
		for w := lo + 1; w < hi; w++ {
			up := w
			for up != n && up != head {
				up = h[up]
			}
			if up == n {
				if hi-lo < length {
					best, length = d, hi-lo
				}
				break
			}
		}
	}
	return best
}
