package tag

import (
	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// class is what the tagger chooses between: a pair of tags.
type class struct {
	upos text.UPOS
	xpos string
}

// model is what training makes. It is safe for concurrent use.
type model struct {
	classes []class
	words   *feature.Vocabulary
	encoder *neural.PackedEncoder
	output  *neural.Packed
	lemmas  *lemmas
}

// encode lays out tag.model: classes, lemmas, the prints of the vocabulary, each
// as the distance from the one before, the network.
func (m *model) encode() []byte {
	var w neural.Writer
	w.Number(len(m.classes))
	for _, c := range m.classes {
		w.Number(int(c.upos))
		w.String(c.xpos)
	}
	m.lemmas.write(&w)
	w.Prints(m.words.Prints())
	m.encoder.Write(&w)
	m.output.Write(&w)
	return w.Data
}

// newModel reads what encode wrote. It keeps data.
func newModel(data []byte) (*model, error) {
	r := neural.NewReader(data)
	m := &model{}
	for range r.Number(1000) {
		m.classes = append(m.classes, class{text.UPOS(r.Number(int(text.X))), r.String()})
	}
	m.lemmas = readLemmas(r)
	words, err := feature.NewVocabulary(r.Prints())
	if err != nil {
		return nil, err
	}
	m.words = words
	m.encoder = neural.ReadPackedEncoder(r, m.words.Len())
	m.output = neural.ReadPacked(r)
	if err := r.Err(); err != nil {
		return nil, err
	}
	if m.output.Inputs() != m.encoder.Outputs() || m.output.Outputs() < len(m.classes) || len(m.classes) == 0 {
		return nil, neural.ErrCorrupt
	}
	return m, nil
}
