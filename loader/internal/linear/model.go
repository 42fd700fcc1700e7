// Package linear learns and applies linear classifiers over hashed features.
//
// A stage turns a decision into a list of features, each a 64-bit hash of a
// template's number and the values in it, and asks for the score of every class.
// While training that is Trainer, an averaged perceptron; afterwards it is
// Model, the same weights averaged, rounded to 8 bits, pruned and read-only.
//
// Things that can surprise: features are known to a Model by 32 of their bits, so
// one unseen feature in several thousand meets the weights of another; scores of
// a Model are integers, so that every machine decides alike.
package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Model is a trained classifier. It is safe for concurrent use.
type Model struct {
	slots []slot
	shift uint
	cells []weight
}

// slot is a place in the open-addressed table of features. The cells of the
// feature begin at first; count is 0 where the slot is free.
type slot struct {
	print uint32
	first uint32
	count uint16
}

type weight struct {
	class uint8
	value int8
}

// Hash mixes the values of a template into a feature.
func Hash(template uint64, values ...uint64) uint64 {
	h := template*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	for _, v := range values {
		h = (h ^ v) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return h
}

// Score adds the weights of the features to scores, which has an entry for each
// class.
func (m *Model) Score(features []uint64, scores []int32) {
	for _, f := range features {
		print := uint32(f >> 32)
		mask := uint32(len(m.slots) - 1)
		for at := print >> m.shift; ; at = (at + 1) & mask {
			s := &m.slots[at]
			if s.count == 0 {
				break
			}
			if s.print == print {
				for _, c := range m.cells[s.first : s.first+uint32(s.count)] {
					scores[c.class] += int32(c.value)
				}
				break
			}
		}
	}
}

// feature is a row of a model outside its table.
type feature struct {
	print uint32
	cells []weight
}

// Encode returns the averaged model of t as bytes, weights under the threshold
// (a fraction of the largest that is kept exactly) left out. NewModel reads them.
//
//	n features     uvarint
//	per feature, by print: distance to the print before (uvarint), cells (uvarint), per cell class, value (a byte each)
func (t *Trainer) Encode(threshold float64) []byte {
	features := t.average(threshold)
	out := binary.AppendUvarint(nil, uint64(len(features)))
	last := uint32(0)
	for _, f := range features {
		out = binary.AppendUvarint(out, uint64(f.print-last))
		out = binary.AppendUvarint(out, uint64(len(f.cells)))
		for _, c := range f.cells {
			out = append(out, c.class, byte(c.value))
		}
		last = f.print
	}
	return out
}

// average returns the features worth keeping, sorted by print. Where two share a
// print the heavier one stays.
func (t *Trainer) average(threshold float64) []feature {
	type averaged struct {
		class  uint16
		weight float64
	}
	rows := make(map[uint64][]averaged, len(t.rows))
	var all []float64
	for f, row := range t.rows {
		var a []averaged
		for _, c := range row {
			w := (c.sum + float64(c.weight)*float64(t.now-c.since)) / float64(max(t.now, 1))
			if w != 0 {
				a = append(a, averaged{c.class, w})
				all = append(all, math.Abs(w))
			}
		}
		rows[f] = a
	}
	slices.Sort(all)
	if len(all) == 0 {
		return nil
	}
	// Clipping the heaviest thousandth spends the 8 bits on the others.
	scale := 127 / all[len(all)-1-len(all)/1000]
	best := map[uint32]feature{}
	for f, row := range rows {
		kept := feature{print: uint32(f >> 32)}
		for _, a := range row {
			v := math.Round(max(-127, min(127, a.weight*scale)))
			if math.Abs(v) >= max(1, 127*threshold) {
				kept.cells = append(kept.cells, weight{uint8(a.class), int8(v)})
			}
		}
		if old, clash := best[kept.print]; len(kept.cells) > 0 && (!clash || heavier(kept, old)) {
			slices.SortFunc(kept.cells, func(a, b weight) int { return int(a.class) - int(b.class) })
			best[kept.print] = kept
		}
	}
	features := make([]feature, 0, len(best))
	for _, f := range best {
		features = append(features, f)
	}
	slices.SortFunc(features, func(a, b feature) int { return int(int64(a.print) - int64(b.print)) })
	return features
}

// heavier orders features of one print so that the choice does not depend on
// the order of a map.
func heavier(a, b feature) bool {
	if n := len(a.cells) - len(b.cells); n != 0 {
		return n > 0
	}
	return slices.CompareFunc(a.cells, b.cells, func(x, y weight) int {
		return (int(x.class)-int(y.class))*1000 + int(x.value) - int(y.value)
	}) > 0
}

var errCorrupt = errors.New("model is corrupt")

// NewModel reads a model that Encode wrote.
func NewModel(data []byte) (*Model, error) {
	r := bytes.NewReader(data)
	n, err := binary.ReadUvarint(r)
	if err != nil || n > uint64(len(data)) {
		return nil, fmt.Errorf("linear: %w", errCorrupt)
	}
	bits := uint(4)
	for 1<<bits < n*3/2 {
		bits++
	}
	m := &Model{slots: make([]slot, 1<<bits), shift: 32 - bits, cells: make([]weight, 0, len(data)/2)}
	print := uint32(0)
	for range n {
		distance, err1 := binary.ReadUvarint(r)
		count, err2 := binary.ReadUvarint(r)
		if err1 != nil || err2 != nil || count > uint64(r.Len()/2) || count > math.MaxUint16 {
			return nil, fmt.Errorf("linear: %w", errCorrupt)
		}
		print += uint32(distance)
		m.insert(slot{print, uint32(len(m.cells)), uint16(count)})
		for range count {
			class, _ := r.ReadByte()
			value, _ := r.ReadByte()
			m.cells = append(m.cells, weight{class, int8(value)})
		}
	}
	return m, nil
}

func (m *Model) insert(s slot) {
	mask := uint32(len(m.slots) - 1)
	at := s.print >> m.shift
	for m.slots[at].count != 0 {
		at = (at + 1) & mask
	}
	m.slots[at] = s
}
