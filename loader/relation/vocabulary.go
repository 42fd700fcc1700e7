package relation

import (
	"fmt"

	"onymous/loader/text"
)

// vocabulary numbers the words that patterns ask for. A token is looked up once, and
// then compared by number: comparing strings took a quarter of the time of the stage.
type vocabulary map[string]int32

// wordSet is a set of words of the vocabulary.
type wordSet [24]uint64

func (s *wordSet) add(n int32)      { s[n>>6] |= 1 << (n & 63) }
func (s *wordSet) has(n int32) bool { return n >= 0 && s[n>>6]&(1<<(n&63)) != 0 }

// wordMask is the part of a set that has words.
type wordMask struct {
	at    int
	words uint64
}

// masks returns the parts of a set that have words: few, since the words of a pattern are
// numbered one after another.
func (s *wordSet) masks() (out []wordMask) {
	for i, words := range s {
		if words != 0 {
			out = append(out, wordMask{i, words})
		}
	}
	return out
}

// has reports whether the sentence has a word of a set.
func (c *content) has(set []wordMask) bool {
	for _, m := range set {
		if c.words[m.at]&m.words != 0 {
			return true
		}
	}
	return false
}

// content is what patterns ask of a sentence: its words and the kinds that it mentions.
type content struct {
	words wordSet
	kinds kindSet
}

// set returns the set of some words, each of which gets a number.
func (v vocabulary) set(words []string) (*wordSet, error) {
	s := new(wordSet)
	for _, w := range words {
		n, ok := v[w]
		if !ok {
			n = int32(len(v))
			v[w] = n
		}
		if int(n) >= 64*len(s) {
			return nil, fmt.Errorf("more than %d words", 64*len(s))
		}
		s.add(n)
	}
	return s, nil
}

// number notes the number of each token's word, -1 for words that no pattern asks for.
func (r *reader) number() {
	r.word = make([]int32, len(r.lower))
	for i, w := range r.lower {
		n, ok := r.lists.vocabulary[w]
		if !ok {
			n = -1
		}
		r.word[i] = n
	}
}

// contentOf returns the content of a sentence.
func (r *reader) contentOf(s *text.Sentence) (c content) {
	for i := s.First; i < s.Last; i++ {
		if n := r.word[i]; n >= 0 {
			c.words.add(n)
		}
		if m := r.starts[i]; m >= 0 {
			c.kinds |= kindsOf(r.kind(int(m)))
		}
	}
	return c
}

// fits reports whether a sentence with this content has what pattern p cannot do without:
// a mention of each of its kinds and a word of each of its sets.
func (p *pattern) fits(c *content) bool {
	for _, kinds := range p.kinds {
		if c.kinds&kinds == 0 {
			return false
		}
	}
	for _, set := range p.needed {
		if !c.has(set) {
			return false
		}
	}
	return true
}
