package parse

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/linear"
	"onymous/loader/text"
)

// word is what the parser sees of a token.
type word struct {
	form string
	upos text.UPOS
	xpos string
}

// model is what training makes. It is safe for concurrent use. Class 0 of the
// classifier is shift, then comes a left and a right for each relation.
type model struct {
	rels    []string
	weights *linear.Model
}

// parser holds the buffers for parsing one sentence after another. It belongs to
// one goroutine.
type parser struct {
	state
	rels     int
	choose   func(features []uint64) (a action, rel int)
	atoms    []atom
	features []uint64
	buf      []byte
}

func classOf(a action, rel int) int {
	if a == shift {
		return 0
	}
	return rel*2 + int(a)
}

func (m *model) parser() *parser {
	p := &parser{rels: len(m.rels)}
	scores := make([]int32, 2*len(m.rels)+1)
	p.choose = func(features []uint64) (action, int) {
		clear(scores)
		m.weights.Score(features, scores)
		return best(&p.state, scores)
	}
	return p
}

// best returns the legal move with the highest score.
func best[T int32 | float32](s *state, scores []T) (action, int) {
	a, rel, found := shift, 0, false
	var top T
	if s.legal(shift) {
		top, found = scores[0], true
	}
	for _, b := range []action{left, right} {
		if !s.legal(b) {
			continue
		}
		for c := int(b); c < len(scores); c += 2 {
			if !found || scores[c] > top {
				a, rel, top, found = b, (c-1)/2, scores[c], true
			}
		}
	}
	return a, rel
}

// parse leaves the tree in p.head and p.rel.
func (p *parser) parse(words []word) {
	p.reset(len(words))
	p.atoms = p.atoms[:0]
	for _, w := range words {
		p.atoms = append(p.atoms, p.atom(w))
	}
	p.atoms = append(p.atoms, root)
	v := view{&p.state, p.atoms}
	for !p.done() {
		p.features = v.features(p.features[:0])
		p.take(p.choose(p.features))
	}
}

func (p *parser) atom(w word) atom {
	p.buf = p.buf[:0]
	for _, r := range w.form {
		if len(p.buf) > 60 {
			break
		}
		if unicode.IsDigit(r) {
			r = '0'
		}
		p.buf = utf8.AppendRune(p.buf, unicode.ToLower(r))
	}
	x := uint64(7)
	for i := range len(w.xpos) {
		x = x*131 + uint64(w.xpos[i])
	}
	h := uint64(14695981039346656037)
	for _, c := range p.buf {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return atom{h, uint64(w.upos), x<<8 | uint64(w.upos)}
}

var errCorrupt = errors.New("model is corrupt")

func newModel(data []byte) (*model, error) {
	r := bytes.NewReader(data)
	n, err := binary.ReadUvarint(r)
	if err != nil || n > 1000 {
		return nil, errCorrupt
	}
	m := &model{}
	for range n {
		size, err := r.ReadByte()
		if err != nil {
			return nil, errCorrupt
		}
		name := make([]byte, size)
		if k, _ := r.Read(name); k < len(name) {
			return nil, errCorrupt
		}
		m.rels = append(m.rels, string(name))
	}
	m.weights, err = linear.NewModel(data[len(data)-r.Len():])
	return m, err
}
