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

// meets reports whether the sets have a word in common.
func (s *wordSet) meets(o *wordSet) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
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

// wordsOf returns the words of a sentence.
func (r *reader) wordsOf(s *text.Sentence) (set wordSet) {
	for _, n := range r.word[s.First:s.Last] {
		if n >= 0 {
			set.add(n)
		}
	}
	return set
}

// fits reports whether a sentence with these words has one of each set that pattern p
// cannot do without.
func (p *pattern) fits(words *wordSet) bool {
	for _, needed := range p.needed {
		if !needed.meets(words) {
			return false
		}
	}
	return true
}
