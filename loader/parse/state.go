package parse

// state is where the parser stands in a sentence of n words. The buffer is the
// words from next on and then the root, which has index n. Arc-hybrid: words are
// shifted onto the stack; the top of the stack is popped when it gets its head,
// which is either the front of the buffer (left) or the word below it (right).
type state struct {
	n     int
	next  int
	stack []int
	head  []int // -1 while a word has none; n is the root
	rel   []int // index of a relation

	// The outermost and second outermost dependants on each side, -1 if none.
	left1, left2, right1, right2 []int
	lefts, rights                []int // numbers of dependants
}

// action is a move of the parser without its relation.
type action uint8

const (
	shift action = iota
	left
	right
	actions
)

func (s *state) reset(n int) {
	s.n, s.next, s.stack = n, 0, s.stack[:0]
	for _, p := range []*[]int{&s.head, &s.rel, &s.left1, &s.left2, &s.right1, &s.right2, &s.lefts, &s.rights} {
		*p = append((*p)[:0], make([]int, n+1)...)
	}
	for i := range n + 1 {
		s.head[i], s.rel[i] = -1, -1
		s.left1[i], s.left2[i], s.right1[i], s.right2[i] = -1, -1, -1, -1
	}
}

func (s *state) done() bool { return s.next == s.n && len(s.stack) == 0 }

// legal reports whether the parser may take a. The root waits for the last word
// of the stack, so that a tree has one root.
func (s *state) legal(a action) bool {
	switch a {
	case shift:
		return s.next < s.n
	case left:
		return len(s.stack) > 0 && (s.next < s.n || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

func (s *state) take(a action, rel int) {
	if a == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	top := s.top(0)
	s.stack = s.stack[:len(s.stack)-1]
	s.rel[top] = rel
	if a == left {
		s.head[top] = s.next
		s.left2[s.next], s.left1[s.next] = s.left1[s.next], top
		s.lefts[s.next]++
		return
	}
	head := s.top(0)
	s.head[top] = head
	s.right2[head], s.right1[head] = s.right1[head], top
	s.rights[head]++
}

// top returns the word k places below the top of the stack, -1 if there is none.
func (s *state) top(k int) int {
	if k >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-k]
}

// front returns the word k places into the buffer, the root (n) after the last
// word and -1 beyond.
func (s *state) front(k int) int {
	if s.next+k > s.n {
		return -1
	}
	return s.next + k
}
