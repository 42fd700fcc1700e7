package name

import (
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// A model is a trained recogniser: a field and a head, whose scores are added as
// integers, so that every machine decides alike. It is safe for concurrent use.
type model struct {
	field *field
	head  *head
	step  [labels][labels]int32
}

// Shares of field and head in a score. The head is surer of itself than it has
// reason to be, so that less of it is more.
const (
	fieldShare = 7
	headShare  = 3
	wholeShare = fieldShare + headShare
)

func share(field, head int32) int32 { return (fieldShare*field + headShare*head) / wholeShare }

func join(f *field, h *head) *model {
	m := &model{field: f, head: h}
	for a := range m.step {
		for b := range m.step[a] {
			m.step[a][b] = share(f.step[a][b], h.step[a][b])
		}
	}
	return m
}

// encode lays out name.model.
func (m *model) encode() []byte {
	var w neural.Writer
	m.field.write(&w)
	m.head.write(&w)
	return w.Data
}

// newModel reads what encode wrote.
func newModel(data []byte) (*model, error) {
	r := neural.NewReader(data)
	f, err := readField(r)
	if err != nil {
		return nil, err
	}
	h, err := readHead(r)
	if err != nil {
		return nil, err
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	return join(f, h), nil
}

// sure is what being outside of names gets where nothing else is looked at. It
// is more than all features of a token give.
const sure = 1 << 14

// score writes what the model gives to the labels of each token of a sentence. A
// token that is not likely to be part of a name is outside without a look: that
// spares more than half of the time and costs no F1. Beyond the tokens that have states the field decides alone.
func (m *model) score(r *reader, d *text.Doc, s text.Sentence, out [][labels]int32) {
	sentence := r.tokens[s.First:s.Last]
	telling := mixed(sentence)
	for i := range sentence {
		o := &out[i]
		if !likely(sentence, i) {
			*o = [labels]int32{}
			o[outside] = sure
			continue
		}
		m.field.score(r, r.featuresOf(sentence, i, telling), o)
		if state := stateOf(d, s.First+i); state != nil {
			m.head.add(r, r.headFeaturesOf(d, s, i, telling), state, o)
		}
	}
}

// stateOf returns what the parser's network knows of a token, nil if that was not kept.
func stateOf(d *text.Doc, token int) []int8 {
	at := token * text.StateSize
	if at+text.StateSize > len(d.States) {
		return nil
	}
	return d.States[at : at+text.StateSize]
}

// find returns the names of a document.
func (m *model) find(r *reader, d *text.Doc) []text.Name {
	r.read(d)
	score := make([][labels]int32, len(r.tokens))
	var found []text.Name
	var p path
	for _, s := range d.Sentences {
		if s.First < s.Last {
			m.score(r, d, s, score[s.First:s.Last])
			found = append(found, names(p.best(score[s.First:s.Last], &m.step), s.First)...)
		}
	}
	return agree(d, r.tokens, score, found)
}
