package name

import (
	"math"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// A model is a trained recogniser: integer weights of features and of steps
// between labels, so that every machine decides alike. It is safe for concurrent
// use.
type model struct {
	vocabulary *feature.Vocabulary
	first      []int32 // of each feature its first cell; one more at the end
	cells      []cell
	step       [labels][labels]int32
}

// A cell is a weight of a feature.
type cell struct {
	label label
	value int8
}

// Measures of rounding: a weight of heaviest and more is 127, one rounded to less
// than lightest is left out. A feature whose weight moved once has 4: leaving it
// out too halves the model and costs a quarter of F1.
const (
	heaviest = 3.0
	lightest = 4
)

// round makes a model of trained weights.
func (w *weights) round(all *feature.Vocabulary) *model {
	const unit = 127 / heaviest
	m := &model{}
	var prints []uint32
	for n, print := range all.Prints() {
		before := len(m.cells)
		for y, v := range w.node[n+1] {
			if q := math.Round(max(-127, min(127, float64(v)*unit))); math.Abs(q) >= lightest {
				m.cells = append(m.cells, cell{label(y), int8(q)})
			}
		}
		if len(m.cells) > before {
			prints = append(prints, print)
			m.first = append(m.first, int32(before))
		}
	}
	m.first = append(m.first, int32(len(m.cells)))
	for a := range w.step {
		for b, v := range w.step[a] {
			m.step[a][b] = int32(math.Round(v * unit))
		}
	}
	m.vocabulary, _ = feature.NewVocabulary(prints) // prints of a vocabulary are in order
	return m
}

// stepOffset makes the weights of steps numbers that are not negative.
const stepOffset = 1 << 20

// encode lays out name.model: the prints of the features, how many cells each
// has, labels and values of the cells, the steps row by row.
func (m *model) encode() []byte {
	var w neural.Writer
	w.Prints(m.vocabulary.Prints())
	counts := make([]byte, 0, len(m.first))
	for i := range len(m.first) - 1 {
		counts = append(counts, byte(m.first[i+1]-m.first[i]))
	}
	cells := make([]byte, 0, 2*len(m.cells))
	for _, c := range m.cells {
		cells = append(cells, byte(c.label), byte(c.value))
	}
	w.Bytes(counts)
	w.Bytes(cells)
	for a := range m.step {
		for _, v := range m.step[a] {
			w.Number(int(v) + stepOffset)
		}
	}
	return w.Data
}

// newModel reads what encode wrote.
func newModel(data []byte) (*model, error) {
	r := neural.NewReader(data)
	prints := r.Prints()
	counts, cells := r.Bytes(), r.Bytes()
	m := &model{}
	for a := range m.step {
		for b := range m.step[a] {
			m.step[a][b] = int32(r.Number(2*stepOffset) - stepOffset)
		}
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	at := int32(0)
	for _, n := range counts {
		m.first = append(m.first, at)
		at += int32(n)
	}
	m.first = append(m.first, at)
	if len(counts) != len(prints) || int(at)*2 != len(cells) {
		return nil, neural.ErrCorrupt
	}
	m.cells = make([]cell, at)
	for i := range m.cells {
		m.cells[i] = cell{label(cells[2*i]), int8(cells[2*i+1])}
		if int(m.cells[i].label) >= labels {
			return nil, neural.ErrCorrupt
		}
	}
	vocabulary, err := feature.NewVocabulary(prints)
	m.vocabulary = vocabulary
	return m, err
}

// sure is what being outside of names gets where nothing else is looked at. It
// is more than all features of a token give.
const sure = 1 << 14

// score writes what the model gives to the labels of each token of a sentence. A
// small word among small words, which the tagger does not take for a name, is
// outside without a look: that spares half of the time and costs a thousandth of
// F1.
func (m *model) score(r *reader, sentence []token, out [][labels]int32) {
	telling := mixed(sentence)
	for i := range sentence {
		s := &out[i]
		*s = [labels]int32{}
		if !likely(sentence, i) {
			s[outside] = sure
			continue
		}
		for _, f := range r.featuresOf(sentence, i, telling) {
			if k := m.vocabulary.Number(f); k != 0 {
				for _, c := range m.cells[m.first[k-1]:m.first[k]] {
					s[c.label] += int32(c.value)
				}
			}
		}
	}
}

// find returns the names of a document.
func (m *model) find(r *reader, d *text.Doc) []text.Name {
	r.read(d)
	score := make([][labels]int32, len(r.tokens))
	var found []text.Name
	var p path
	for _, s := range d.Sentences {
		if s.First < s.Last {
			m.score(r, r.tokens[s.First:s.Last], score[s.First:s.Last])
			found = append(found, names(p.best(score[s.First:s.Last], &m.step), s.First)...)
		}
	}
	return agree(d, r.tokens, score, found)
}
