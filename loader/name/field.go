package name

import (
	"math"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// A field is a conditional random field: integer weights of features and of
// steps between labels.
type field struct {
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

// unit is how many units of scores are 1 in training.
const unit = 127 / heaviest

// Measures of rounding: a weight of heaviest and more is 127, one rounded to less
// than lightest is left out. A feature whose weight moved once has 4: leaving it
// out too halves the model and costs a quarter of F1.
const (
	heaviest = 3.0
	lightest = 4
)

// round makes a field of trained weights.
func (w *weights) round(all *feature.Vocabulary) *field {
	f := &field{}
	var prints []uint32
	for n, print := range all.Prints() {
		before := len(f.cells)
		for y, v := range w.node[n+1] {
			if q := math.Round(max(-127, min(127, float64(v)*unit))); math.Abs(q) >= lightest {
				f.cells = append(f.cells, cell{label(y), int8(q)})
			}
		}
		if len(f.cells) > before {
			prints = append(prints, print)
			f.first = append(f.first, int32(before))
		}
	}
	f.first = append(f.first, int32(len(f.cells)))
	for a := range w.step {
		for b, v := range w.step[a] {
			f.step[a][b] = int32(math.Round(v * unit))
		}
	}
	f.vocabulary, _ = feature.NewVocabulary(prints) // prints of a vocabulary are in order
	return f
}

// write appends the field to a model: the prints of the features, how many cells
// each has, labels and values of the cells, the steps row by row.
func (f *field) write(w *neural.Writer) {
	w.Prints(f.vocabulary.Prints())
	counts := make([]byte, 0, len(f.first))
	for i := range len(f.first) - 1 {
		counts = append(counts, byte(f.first[i+1]-f.first[i]))
	}
	cells := make([]byte, 0, 2*len(f.cells))
	for _, c := range f.cells {
		cells = append(cells, byte(c.label), byte(c.value))
	}
	w.Bytes(counts)
	w.Bytes(cells)
	writeSteps(w, &f.step)
}

// readField reads what write wrote.
func readField(r *neural.Reader) (*field, error) {
	prints := r.Prints()
	counts, cells := r.Bytes(), r.Bytes()
	f := &field{step: readSteps(r)}
	at := int32(0)
	for _, n := range counts {
		f.first = append(f.first, at)
		at += int32(n)
	}
	f.first = append(f.first, at)
	if len(counts) != len(prints) || int(at)*2 != len(cells) {
		return nil, neural.ErrCorrupt
	}
	f.cells = make([]cell, at)
	for i := range f.cells {
		f.cells[i] = cell{label(cells[2*i]), int8(cells[2*i+1])}
		if int(f.cells[i].label) >= labels {
			return nil, neural.ErrCorrupt
		}
	}
	vocabulary, err := feature.NewVocabulary(prints)
	f.vocabulary = vocabulary
	return f, err
}

// stepOffset makes the weights of steps numbers that are not negative.
const stepOffset = 1 << 20

func writeSteps(w *neural.Writer, step *[labels][labels]int32) {
	for a := range step {
		for _, v := range step[a] {
			w.Number(int(v) + stepOffset)
		}
	}
}

func readSteps(r *neural.Reader) (step [labels][labels]int32) {
	for a := range step {
		for b := range step[a] {
			step[a][b] = int32(r.Number(2*stepOffset) - stepOffset)
		}
	}
	return step
}

// score writes what the field gives to the labels of a token with those features.
func (f *field) score(r *reader, features []uint64, out *[labels]int32) {
	*out = [labels]int32{}
	r.rows = r.rows[:0]
	for _, x := range features {
		if k := f.vocabulary.Number(x); k != 0 {
			r.rows = append(r.rows, k)
		}
	}
	for _, k := range r.rows {
		for _, c := range f.cells[f.first[k-1]:f.first[k]] {
			out[c.label] += int32(c.value)
		}
	}
}
