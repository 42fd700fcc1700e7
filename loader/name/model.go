package name

import (
	"onymous/loader/internal/neural"
	"onymous/loader/text"
)

// A model is a trained recogniser: a field and a net, whose scores are added as
// integers, so that every machine decides alike. It is safe for concurrent use.
type model struct {
	field *field
	net   *net
	step  [labels][labels]int32
}

// Shares of field and net in a score: the better shares on GUM's dev split.
const (
	fieldShare = 7
	netShare   = 3
	wholeShare = fieldShare + netShare
)

func share(field, net int32) int32 { return (fieldShare*field + netShare*net) / wholeShare }

func join(f *field, n *net) *model {
	m := &model{field: f, net: n}
	for a := range m.step {
		for b := range m.step[a] {
			m.step[a][b] = share(f.step[a][b], n.step[a][b])
		}
	}
	return m
}

// encode lays out name.model.
func (m *model) encode() []byte {
	var w neural.Writer
	m.field.write(&w)
	m.net.write(&w)
	return w.Data
}

// newModel reads what encode wrote.
func newModel(data []byte) (*model, error) {
	r := neural.NewReader(data)
	f, err := readField(r)
	if err != nil {
		return nil, err
	}
	n, err := readNet(r)
	if err != nil {
		return nil, err
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	return join(f, n), nil
}

// sure is what being outside of names gets where nothing else is looked at. It
// is more than all features of a token give.
const sure = 1 << 14

// score writes what the model gives to the labels of each token of a sentence. A
// token that is not likely to be part of a name is outside without a look: that
// spares the field more than half of the time and costs no F1.
func (m *model) score(r *reader, d *text.Doc, s text.Sentence, out [][labels]int32) {
	sentence := r.tokens[s.First:s.Last]
	telling := mixed(sentence)
	var scores []float32 // of the net, if any token is likely
	for i := range sentence {
		o := &out[i]
		if !likely(sentence, i) {
			*o = [labels]int32{}
			o[outside] = sure
			continue
		}
		if scores == nil {
			scores = m.net.score(r, d, s, telling)
		}
		m.field.score(r, r.featuresOf(d, s, i, telling), o)
		for y, v := range scores[i*outputs:][:labels] {
			o[y] = share(o[y], int32(max(-sure/2, min(sure/2, v*unit))))
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
			m.score(r, d, s, score[s.First:s.Last])
			found = append(found, names(p.best(score[s.First:s.Last], &m.step), s.First)...)
		}
	}
	return agree(d, r.tokens, score, found)
}
