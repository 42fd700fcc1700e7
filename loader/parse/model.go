package parse

import (
	"slices"

	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// model is what training makes: a network, its numbers rounded. It is safe for
// concurrent use.
type model struct {
	labels   []string // relations, by number
	words    *feature.Vocabulary
	encoder  *neural.PackedEncoder
	vectors  *neural.Packed // from an encoder's vector: dependant, head, and both for relations
	bilinear *neural.Packed
	rel      *neural.Packed
	distance []float32

	// rootVectors is what vectors gives for the root.
	rootVectors  []float32
	arcs, hidden int // the sizes of the vectors for arcs and for relations
	rootLabel    int // the relation of the root's dependant
	looseLabel   int // the relation between the parts of a sentence too long for one tree
}

// pack rounds a network.
func (n *network) pack(words *feature.Vocabulary, labels []string) *model {
	m := &model{
		labels:   labels,
		words:    words,
		encoder:  n.encoder.Pack(),
		vectors:  neural.PackTogether(n.dep, n.head, n.relDep, n.relHead),
		bilinear: n.bilinear.Pack(),
		rel:      n.rel.Pack(),
		distance: n.distance.Data,
		arcs:     n.arcs,
		hidden:   n.hidden,
	}
	m.rootVectors = make([]float32, m.vectors.Outputs())
	root := make([]int8, len(n.root.Data))
	m.vectors.Apply(m.rootVectors, root, neural.Quantize(root, n.root.Data))
	m.findLabels()
	return m
}

// findLabels finds the relations that the parser itself gives.
func (m *model) findLabels() bool {
	m.rootLabel, m.looseLabel = slices.Index(m.labels, "root"), slices.Index(m.labels, "parataxis")
	return m.rootLabel >= 0 && m.looseLabel >= 0
}

// encode lays out parse.model.
func (m *model) encode() []byte {
	var w neural.Writer
	w.Number(len(m.labels))
	for _, label := range m.labels {
		w.String(label)
	}
	w.Prints(m.words.Prints())
	m.encoder.Write(&w)
	w.Number(m.arcs)
	w.Number(m.hidden)
	for _, p := range []*neural.Packed{m.vectors, m.bilinear, m.rel} {
		p.Write(&w)
	}
	w.Floats(m.distance)
	w.Floats(m.rootVectors)
	return w.Data
}

// newModel reads what encode wrote. It keeps data.
func newModel(data []byte) (*model, error) {
	const many = 1 << 12
	r := neural.NewReader(data)
	m := &model{}
	for range r.Number(many) {
		m.labels = append(m.labels, r.String())
	}
	words, err := feature.NewVocabulary(r.Prints())
	if err != nil {
		return nil, err
	}
	m.words = words
	m.encoder = neural.ReadPackedEncoder(r, m.words.Len())
	m.arcs, m.hidden = r.Number(many), r.Number(many)
	m.vectors, m.bilinear, m.rel = neural.ReadPacked(r), neural.ReadPacked(r), neural.ReadPacked(r)
	m.distance, m.rootVectors = r.Floats(), r.Floats()
	if err := r.Err(); err != nil {
		return nil, err
	}
	if m.vectors.Inputs() != m.encoder.Outputs() || m.vectors.Outputs() != 2*(m.arcs+m.hidden) ||
		m.bilinear.Inputs() != m.arcs || m.bilinear.Outputs() != m.arcs ||
		m.rel.Inputs() != m.hidden || m.rel.Outputs() < len(m.labels) ||
		len(m.distance) != distances || len(m.rootVectors) != m.vectors.Outputs() || !m.findLabels() {
		return nil, neural.ErrCorrupt
	}
	return m, nil
}
