package name

import (
	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// A head is a small network over the parser's states: what those know of a word
// in its sentence, and what the document and the lists say of the word.
type head struct {
	words *feature.Vocabulary
	net   *neural.PackedHead
	step  [labels][labels]int32
}

// outputs is labels, rounded up to what matrices take.
const outputs = (labels + 7) / 8 * 8

func (h *head) write(w *neural.Writer) {
	w.Prints(h.words.Prints())
	h.net.Write(w)
	writeSteps(w, &h.step)
}

// readHead reads what write wrote.
func readHead(r *neural.Reader) (*head, error) {
	words, err := feature.NewVocabulary(r.Prints())
	if err != nil {
		return nil, err
	}
	h := &head{words: words, net: neural.ReadPackedHead(r, words.Len()), step: readSteps(r)}
	if h.net.Outputs() != outputs || h.net.Inputs() != text.StateSize {
		return nil, neural.ErrCorrupt
	}
	return h, nil
}

// headFeaturesOf returns the features of token i of a sentence in which capitals
// say something if mixed; the first is the word itself. The slice is used again
// by the next call.
func (r *reader) headFeaturesOf(d *text.Doc, s text.Sentence, i int, mixed bool) []uint64 {
	v := view{sentence: r.tokens[s.First:s.Last], i: i, mixed: bit(mixed), out: r.features[:0]}
	t := v.at(0)
	for _, x := range [...]uint64{t.Lower, t.Shape, t.Suffix[1], t.Suffix[2], t.Suffix[3], t.Prefix[1], t.Prefix[2], t.tag} {
		v.add(x)
	}
	v.add(t.lists, bit(t.capital))
	template := v.template
	for k := range len(listNames) {
		if b := t.lists >> (2 * k) & 3; b != 0 {
			v.template = template
			v.add(uint64(k), b, bit(t.capital))
		}
	}
	v.template = template + 1
	v.add(t.caps, t.Shape)
	v.add(t.caps, bit(i == 0), v.mixed)
	v.add(t.first)
	v.add(t.last)
	word := &d.Tokens[s.First+i]
	relation := feature.HashString(word.Rel)
	v.add(relation)
	governor := &edge
	if word.Head >= 0 {
		governor = &r.tokens[word.Head]
	}
	v.add(relation, governor.tag)
	p, n := v.at(-1), v.at(1)
	v.add(p.Lower)
	v.add(n.Lower)
	v.add(p.Shape, t.Shape)
	v.add(t.Shape, n.Shape)
	v.add(p.lists, t.lists)
	v.add(t.lists, n.lists)
	v.run()
	r.features = v.out
	return v.out
}

// add gives the scores of a token the head's share.
func (h *head) add(r *reader, features []uint64, state []int8, out *[labels]int32) {
	r.rows = r.rows[:0]
	for k, f := range features {
		if n := h.words.Number(f); n != 0 || k == 0 {
			r.rows = append(r.rows, n)
		}
	}
	for y, s := range h.net.Score(&r.buffer, r.rows, state)[:labels] {
		out[y] = share(out[y], int32(max(-sure/2, min(sure/2, s*unit))))
	}
}
