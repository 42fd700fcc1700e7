package parse

import (
	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// maxWords bounds what is parsed at once, since the arcs of n words are n². A
// longer sentence is parsed in parts.
const maxWords = 160

// parser holds the buffers for parsing one sentence after another. It belongs to
// one goroutine.
type parser struct {
	*model
	heads, rels []int // of the words of the last sentence; -1 is the root's head

	sentence []word
	reader   *feature.Reader
	buffer   neural.Buffer
	decoder  decoder
	rows     []int32
	vectors  []float32 // of each word and the root, as model.vectors gives them
	turned   []float32 // the heads' vectors, a column for each
	out      []float32 // of the last layer
	small    []int8
	scales   []float32 // of the rows of small
	scores   []float32
	arcs     []int32
	combined []float32
}

func (m *model) parser() *parser {
	return &parser{model: m, reader: new(feature.Reader)}
}

// parse leaves the tree of the words in p.heads and p.rels.
func (p *parser) parse(words []word) {
	p.heads, p.rels = p.heads[:0], p.rels[:0]
	root := -1
	for from := 0; from < len(words); {
		to := from + partOf(words[from:])
		r := from + p.part(words[from:to], from)
		if root < 0 {
			root = r
		} else {
			p.heads[r], p.rels[r] = root, p.looseLabel
		}
		from = to
	}
}

// partOf returns how many of the words to parse at once: all, or up to the last
// stop or comma in the second half of what may be parsed.
func partOf(words []word) int {
	if len(words) <= maxWords {
		return len(words)
	}
	for _, stops := range []string{".", ":", ","} {
		for i := maxWords - 1; i > maxWords/2; i-- {
			if words[i].xpos == stops {
				return i + 1
			}
		}
	}
	return maxWords
}

// part appends the tree of words that begin at index from of their sentence and
// returns which of them is its root.
func (p *parser) part(words []word, from int) (root int) {
	n := len(words)
	encoded := p.encoder.Encode(&p.buffer, n, func(i int) []int32 { return p.rowsOf(words[i]) })
	wide := p.model.vectors.Outputs()
	p.vectors = grow(p.vectors, (n+1)*wide)
	p.model.vectors.Apply(p.vectors, encoded, neural.Unit)
	copy(p.vectors[n*wide:], p.rootVectors)
	p.scoreArcs(n)
	p.heads = append(p.heads, make([]int, n)...)
	heads := p.heads[from:]
	p.decoder.decode(heads, p.arcs)
	p.label(heads)
	for i, head := range heads {
		if head == n {
			root, heads[i] = i, -1
		} else {
			heads[i] += from
		}
	}
	return root
}

// rowsOf returns the numbers of a word's features. The slice is good until the
// next call.
func (p *parser) rowsOf(w word) []int32 {
	f := features(p.reader, w)
	p.rows = p.words.Append(p.rows[:0], f[:])
	return p.rows
}

// arcScale makes scores of arcs integers.
const arcScale = 1024

// scoreArcs writes, for each of n words, the scores of its n+1 heads to p.arcs.
func (p *parser) scoreArcs(n int) {
	wide, size := p.model.vectors.Outputs(), p.model.arcs
	columns := (n + 8) / 8 * 8
	p.turned = grow(p.turned, size*columns)
	clear(p.turned)
	for j := range n + 1 {
		for k, x := range p.vectors[j*wide+size:][:size] {
			p.turned[k*columns+j] = max(x, 0)
		}
	}
	p.scores, p.arcs = grow(p.scores, columns), grow(p.arcs, n*(n+1))
	for i := range n {
		neural.RectifyRow(p.vectors[i*wide:][:size])
	}
	p.applyLayer(p.bilinear, n, func(i int) []float32 { return p.vectors[i*wide:][:size] })
	for i := range n {
		clear(p.scores)
		neural.MultiplyRow(p.scores, p.out[i*size:(i+1)*size], p.turned)
		row := p.arcs[i*(n+1):][:n+1]
		for j := range row {
			s := p.scores[j]
			if j < n {
				s += p.distance[distanceOf(i, j)]
			}
			row[j] = int32(max(-1e6, min(1e6, s*arcScale)))
		}
	}
}

// applyLayer leaves the output of a layer for n rows in p.out.
func (p *parser) applyLayer(l *neural.Packed, n int, row func(i int) []float32) {
	in := l.Inputs()
	p.small, p.scales, p.out = grow(p.small, n*in), grow(p.scales, n), grow(p.out, n*l.Outputs())
	for i := range n {
		p.scales[i] = neural.Quantize(p.small[i*in:(i+1)*in], row(i))
	}
	l.Apply(p.out, p.small, p.scales...)
}

// label appends the best relation of each word to its head. Only the root's
// dependant is "root".
func (p *parser) label(heads []int) {
	n, wide, size := len(heads), p.model.vectors.Outputs(), p.hidden
	at := 2 * p.model.arcs
	p.combined = grow(p.combined, size)
	p.applyLayer(p.rel, n, func(i int) []float32 {
		dep, governor := p.vectors[i*wide+at:][:size], p.vectors[heads[i]*wide+at+size:][:size]
		for k := range p.combined {
			p.combined[k] = max(dep[k]+governor[k], 0)
		}
		return p.combined
	})
	for i, head := range heads {
		scores := p.out[i*p.rel.Outputs():][:len(p.labels)]
		best := p.rootLabel
		for k, s := range scores {
			if head != n && k != p.rootLabel && (best == p.rootLabel || s > scores[best]) {
				best = k
			}
		}
		p.rels = append(p.rels, best)
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
