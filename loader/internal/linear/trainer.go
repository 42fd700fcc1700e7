package linear

// Trainer learns the weights of a linear model by the averaged perceptron. The
// zero Trainer is not ready for use; NewTrainer makes one. It belongs to one
// goroutine, and what it learns depends on nothing but the order of the calls.
type Trainer struct {
	rows  map[uint64][]cell
	now   int32
	seen  map[uint64]uint8
	least uint8
}

// cell is the weight of a feature for a class, and the sum of all the values
// that it had so far, up to the step of its last change.
type cell struct {
	class  uint16
	since  int32
	weight float32
	sum    float64
}

// NewTrainer returns a Trainer that has learnt nothing. A feature gets weights
// only from its least-th update on, which keeps the model small.
func NewTrainer(least int) *Trainer {
	return &Trainer{rows: map[uint64][]cell{}, seen: map[uint64]uint8{}, least: uint8(least)}
}

// Step counts one decision; the average is taken over all of them.
func (t *Trainer) Step() { t.now++ }

// Score adds the weights of the features to scores, which has an entry for each
// class.
func (t *Trainer) Score(features []uint64, scores []float32) {
	for _, f := range features {
		for _, c := range t.rows[f] {
			scores[c.class] += c.weight
		}
	}
}

// Update moves the features towards class want and away from class got.
func (t *Trainer) Update(features []uint64, want, got int) {
	for _, f := range features {
		row, ok := t.rows[f]
		if !ok {
			if t.seen[f]++; t.seen[f] < t.least {
				continue
			}
			delete(t.seen, f)
		}
		row = t.add(row, uint16(want), 1)
		t.rows[f] = t.add(row, uint16(got), -1)
	}
}

func (t *Trainer) add(row []cell, class uint16, delta float32) []cell {
	for i := range row {
		if c := &row[i]; c.class == class {
			c.sum += float64(c.weight) * float64(t.now-c.since)
			c.since = t.now
			c.weight += delta
			return row
		}
	}
	return append(row, cell{class: class, since: t.now, weight: delta})
}
