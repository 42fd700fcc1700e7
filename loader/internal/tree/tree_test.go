package tree_test

import (
	"slices"
	"strings"
	"testing"

	"onymous/loader/internal/tree"
	"onymous/loader/text"
)

// plant makes a document of one sentence from words written form/rel/head, heads
// counted from 0, -1 for the root.
func plant(t *testing.T, words string) *text.Doc {
	t.Helper()
	d := &text.Doc{}
	for _, w := range strings.Fields(words) {
		part := strings.Split(w, "/")
		start := len(d.Text)
		d.Text += part[0] + " "
		head := int(part[2][0] - '0')
		if part[2] == "-1" {
			head = -1
		}
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: start + len(part[0])}, Rel: part[1], Head: head})
	}
	d.Sentences = []text.Sentence{{Span: text.Span{End: len(d.Text)}, Last: len(d.Tokens)}}
	return d
}

func TestWalks(t *testing.T) {
	d := plant(t, "the/det/1 closure/nsubj/6 of/case/3 Hansa/nmod/1 and/cc/5 Alpha/conj/3 surprised/root/-1 them/obj/6")
	trees := tree.Plant(d)
	if got := slices.Collect(trees.Deps(1)); !slices.Equal(got, []int{0, 3}) {
		t.Errorf("Deps(closure) = %v, want [0 3]", got)
	}
	if got := slices.Collect(trees.Conjuncts(3)); !slices.Equal(got, []int{3, 5}) {
		t.Errorf("Conjuncts(Hansa) = %v, want [3 5]", got)
	}
	if h, rel := trees.Governor(5); h != 1 || rel != "nmod" {
		t.Errorf("Governor(Alpha) = %d, %q, want 1, nmod", h, rel)
	}
	if got := trees.Preposition(3); got != "of" {
		t.Errorf("Preposition(Hansa) = %q, want of", got)
	}
	if got := trees.Dep(6, "iobj", "obj"); got != 7 {
		t.Errorf("Dep(surprised, iobj, obj) = %d, want 7", got)
	}
}

// TestBadTreesEnd walks a tree with a cycle and heads that do not exist.
func TestBadTreesEnd(t *testing.T) {
	d := plant(t, "a/conj/1 b/conj/0 c/conj/2 d/acl/9")
	trees := tree.Plant(d)
	for i := range d.Tokens {
		trees.Governor(i)
		for range trees.Deps(i) {
		}
		for range trees.Conjuncts(i) {
		}
	}
	if h := trees.Head(3); h != -1 {
		t.Errorf("Head of a token outside = %d, want -1", h)
	}
	if h := trees.Head(2); h != -1 {
		t.Errorf("Head of a token that is its own head = %d, want -1", h)
	}
}
