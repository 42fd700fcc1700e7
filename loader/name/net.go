package name

import (
	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// A net is a recurrent network that reads a sentence in both directions: of each
// word its spelling, its tag, the lists, and what the document says of it.
type net struct {
	words   *feature.Vocabulary
	encoder *neural.PackedEncoder
	out     *neural.Packed // from a word's vector to the labels
	step    [labels][labels]int32
}

// outputs is labels, rounded up to what matrices take.
const outputs = (labels + 7) / 8 * 8

func (n *net) write(w *neural.Writer) {
	w.Prints(n.words.Prints())
	n.encoder.Write(w)
	n.out.Write(w)
	writeSteps(w, &n.step)
}

// readNet reads what write wrote.
func readNet(r *neural.Reader) (*net, error) {
	words, err := feature.NewVocabulary(r.Prints())
	if err != nil {
		return nil, err
	}
	n := &net{words: words, encoder: neural.ReadPackedEncoder(r, words.Len()), out: neural.ReadPacked(r), step: readSteps(r)}
	if err := r.Err(); err != nil {
		return nil, err
	}
	if n.out.Inputs() != n.encoder.Outputs() || n.out.Outputs() != outputs {
		return nil, neural.ErrCorrupt
	}
	return n, nil
}

// netFeaturesOf returns the features of token i of a sentence in which capitals
// say something if mixed; the first is the word itself. The slice is used again by
// the next call.
func (r *reader) netFeaturesOf(d *text.Doc, s text.Sentence, i int, mixed bool) []uint64 {
	v := r.view(d, s, i, mixed)
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
	v.add(feature.HashString(v.words[i].Rel))
	r.features = v.out
	return v.out
}

// maxWords bounds what the net reads at once. It reads a longer sentence in parts,
// so that memory stays bounded.
const maxWords = 200

// score returns the scores of the labels of each token of a sentence, outputs
// numbers for each. The slice is used again by the next call.
func (n *net) score(r *reader, d *text.Doc, s text.Sentence, mixed bool) []float32 {
	count := s.Last - s.First
	if len(r.scores) < count*outputs {
		r.scores = make([]float32, count*outputs)
	}
	for from := 0; from < count; from += maxWords {
		vectors := n.encoder.Encode(&r.buffer, min(maxWords, count-from), func(i int) []int32 {
			r.rows = n.words.Append(r.rows[:0], r.netFeaturesOf(d, s, from+i, mixed))
			return r.rows
		})
		n.out.Apply(r.scores[from*outputs:], vectors, neural.Unit)
	}
	return r.scores
}
