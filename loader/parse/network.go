package parse

import (
	"math/rand/v2"

	"onymous/loader/internal/neural"
)

// network scores the arcs of a sentence and their relations (after Dozat and
// Manning, 2017). Every word, and the root, which stands after them, has a vector as
// a dependant and one as a head; an arc's score is bilinear in them, a relation's
// comes from one hidden layer over a second pair.
type network struct {
	shape
	opt      *neural.Optimizer
	encoder  *neural.Encoder
	root     *neural.Param // what the encoder would say of the root
	dep      *neural.Linear
	head     *neural.Linear
	bilinear *neural.Linear // its bias scores heads by themselves
	relDep   *neural.Linear
	relHead  *neural.Linear
	rel      *neural.Linear
	distance *neural.Param // of dependant and head, see distanceOf
	rnd      *rand.Rand
	arena    neural.Arena
}

// shape is the size of a network.
type shape struct {
	neural.Shape
	arcs   int // numbers in a vector for arcs
	hidden int // and for relations
	labels int // relations
	drop   float64
}

// far is the distance from which on arcs are equally long.
const far = 15

const distances = 2*far + 2 // rounded up to a multiple of 8

func distanceOf(dep, head int) int { return max(-far, min(far, head-dep)) + far }

func newNetwork(s shape, seed uint64) *network {
	o := neural.NewOptimizer(seed)
	vector := 2 * s.Size
	return &network{
		shape:    s,
		opt:      o,
		encoder:  neural.NewEncoder(o, s.Shape, s.drop),
		root:     o.Param(1, vector, 0.1),
		dep:      neural.NewLinear(o, vector, s.arcs),
		head:     neural.NewLinear(o, vector, s.arcs),
		bilinear: neural.NewLinear(o, s.arcs, s.arcs),
		relDep:   neural.NewLinear(o, vector, s.hidden),
		relHead:  neural.NewLinear(o, vector, s.hidden),
		rel:      neural.NewLinear(o, s.hidden, (s.labels+7)/8*8),
		distance: o.Param(1, distances, 0),
		rnd:      rand.New(rand.NewPCG(seed, 5)),
	}
}

// refresh must be called after each step of the optimizer.
func (n *network) refresh() {
	n.encoder.Refresh()
	for _, l := range []*neural.Linear{n.dep, n.head, n.bilinear, n.relDep, n.relHead, n.rel} {
		l.Refresh()
	}
}

// hidden is the output of a layer, rectified, some of it dropped.
type hidden struct {
	neural.Matrix
	mask []float32
}

func (n *network) rectified(m neural.Matrix) hidden {
	h := hidden{m, neural.Mask(n.rnd, m.Cols, n.drop)}
	neural.Rectify(m)
	neural.ApplyMask(m, h.mask)
	return h
}

// back turns the gradient of h into that of the layer's output.
func (h hidden) back(d neural.Matrix) {
	neural.ApplyMask(d, h.mask)
	neural.RectifyBack(h.Matrix, d)
}

// lesson is one sentence's way through a network in training.
type lesson struct {
	heads, rels  []int         // n for the root
	words, all   neural.Matrix // vectors of words, and of words and root
	dwords, dall neural.Matrix // their gradients, sharing memory
}

// learn adds the gradients for a sentence, given the rows of the encoder's table
// for each word, and returns its loss.
func (n *network) learn(rows [][]int32, heads, rels []int) float64 {
	n.arena.Reset()
	pass := n.encoder.Forward(&n.arena, rows, true)
	count, vector := len(rows), pass.Out.Cols
	l := &lesson{heads: heads, rels: rels, words: pass.Out, all: n.arena.Matrix(count+1, vector), dall: n.arena.Matrix(count+1, vector)}
	copy(l.all.Data, l.words.Data)
	copy(l.all.Row(count), n.root.Data)
	l.dwords = neural.Matrix{Rows: count, Cols: vector, Data: l.dall.Data[:count*vector]}
	loss := n.learnArcs(l) + n.learnRels(l)
	for k, d := range l.dall.Row(count) {
		n.root.Grad().Data[k] += d
	}
	pass.Back(&n.arena, l.dwords)
	return loss
}

const impossible = -1e9

func (n *network) learnArcs(l *lesson) (loss float64) {
	a, count := &n.arena, len(l.heads)
	dep, head := n.rectified(n.dep.Forward(a, l.words)), n.rectified(n.head.Forward(a, l.all))
	query := n.bilinear.Forward(a, dep.Matrix)
	wide := (count + 8) / 8 * 8 // words and root, rounded up to what matrices take
	padded, turned := a.Matrix(wide, n.arcs), a.Matrix(n.arcs, wide)
	copy(padded.Data, head.Data)
	neural.Transpose(turned, head.Matrix)
	arcs := a.Matrix(count, wide)
	neural.Multiply(arcs, query, turned)
	for i, right := range l.heads {
		row := arcs.Row(i)
		for j := range count {
			row[j] += n.distance.Data[distanceOf(i, j)]
		}
		row[i] = impossible
		loss += neural.Softmax(row, count+1, right)
		for j := range count {
			n.distance.Grad().Data[distanceOf(i, j)] += row[j]
		}
	}
	dquery, dhead, ddep := a.Matrix(count, n.arcs), a.Matrix(wide, n.arcs), a.Matrix(count, n.arcs)
	neural.Multiply(dquery, arcs, padded)
	neural.MultiplyLeft(dhead, arcs, query)
	dhead = neural.Matrix{Rows: count + 1, Cols: n.arcs, Data: dhead.Data[:(count+1)*n.arcs]}
	n.bilinear.Back(dep.Matrix, dquery, ddep)
	dep.back(ddep)
	head.back(dhead)
	n.dep.Back(l.words, ddep, l.dwords)
	n.head.Back(l.all, dhead, l.dall)
	return loss
}

func (n *network) learnRels(l *lesson) (loss float64) {
	a, count := &n.arena, len(l.heads)
	sum, heads := n.relDep.Forward(a, l.words), n.relHead.Forward(a, l.all)
	for i, head := range l.heads {
		row := sum.Row(i)
		for k, x := range heads.Row(head) {
			row[k] += x
		}
	}
	h := n.rectified(sum)
	scores := n.rel.Forward(a, h.Matrix)
	for i, right := range l.rels {
		loss += neural.Softmax(scores.Row(i), n.labels, right)
	}
	d, dheads := a.Matrix(count, n.hidden), a.Matrix(count+1, n.hidden)
	n.rel.Back(h.Matrix, scores, d)
	h.back(d)
	for i, head := range l.heads {
		row := dheads.Row(head)
		for k, x := range d.Row(i) {
			row[k] += x
		}
	}
	n.relDep.Back(l.words, d, l.dwords)
	n.relHead.Back(l.all, dheads, l.dall)
	return loss
}
