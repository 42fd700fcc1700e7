// Package pair ties entities that no rule ties: networks that have learnt from
// articles and their gold score every two entities by what stands around and between them,
// and first every market and service, by whether an operation was aimed at it.
//
// # The walk
//
//	takedowns  a site that no operation has targeted may get one (takedown.go)
//	candidates which entities are looked at together, and where: two mentions in one
//	           sentence, and for a few kinds of edges in different ones (candidate.go)
//	features   the path between the mentions, the words around them, what rules have
//	           claimed about either (feature.go)
//	score      a score for each kind of edge, value of an attribute, and whether it is
//	           alleged (output.go, pair.model)
//
// # What can surprise
//
// Words of names are not seen, only their kinds, so that a model cannot know a case by its
// names. What rules have claimed stays as it is. An edge needs to be likelier than not by
// a margin (least); its evidence is the sentences in which both ends stand.
package pair

import (
	_ "embed"
	"fmt"
	"sync"

	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
	"onymous/loader/text"
)

//go:embed pair.model
var embedded []byte

var embeddedModel = sync.OnceValues(func() (*model, error) { return decode(embedded) })

// A model says which sites were acted against, and which entities are tied. It is safe
// for concurrent use.
type model struct{ takedowns, pairs *classifier.Model }

func (m *model) encode() []byte { return classifier.Encode(m.takedowns, m.pairs) }

// decode reads what encode wrote.
func decode(data []byte) (*model, error) {
	models, err := classifier.Decode(data, outputs, 2)
	if err != nil {
		return nil, fmt.Errorf("pair: %w", err)
	}
	return &model{models[0], models[1]}, nil
}

// Denials returns what tells whether a document denies what a token says, or tells it of
// what only may be.
type Denials func(d *text.Doc) (unsaid func(token int) bool, err error)

// Stage returns the stage that adds to the layer Claims. An error means that the
// embedded model is corrupt.
func Stage(denials Denials) (text.Stage, error) {
	m, err := embeddedModel()
	if err != nil {
		return text.Stage{}, err
	}
	return text.Stage{
		Name:  "pair",
		Needs: text.Sentences | text.Tokens | text.Tags | text.Trees | text.Mentions | text.Entities | text.Claims,
		Apply: func(d *text.Doc) error {
			unsaid, err := denials(d)
			if err != nil {
				return err
			}
			tie(d, m, unsaid)
			return nil
		},
	}, nil
}

// least is the score, the logarithm of the odds, that an edge needs: odds of seven to one
const least = 2

// tie adds the operations and edges of which the model is sure enough.
func tie(d *text.Doc, m *model, unsaid func(token int) bool) {
	r := newReader(d)
	if r.takedowns(&classifier.Scorer{Model: m.takedowns}) {
		r = newReader(d)
	}
	r.unsaid = unsaid
	scorer := classifier.Scorer{Model: m.pairs}
	for _, p := range r.pairs() {
		r.score(&scorer, p)
	}
}

// score adds the edges that join a pair, each with the place that speaks most for it.
func (r *reader) score(scorer *classifier.Scorer, p pair) {
	kinds := r.kinds(p)
	best := make([]verdict, len(kinds))
	for _, at := range p.places {
		scores := scorer.Score(r.features(at))
		for k, kind := range kinds {
			if s := scores[edgeOutput(kind)]; s > least && s > best[k].score && !r.denied(kind, at) {
				best[k] = verdict{score: s, at: at, attributes: attributesOf(kind, scores), alleged: scores[allegedOutput] > 0}
			}
		}
	}
	for k, kind := range kinds {
		if v := &best[k]; v.score > 0 && !r.claimed[edge{kind, p.from, p.to}] {
			r.claim(kind, p, v)
		}
	}
}

// denied reports whether the text takes back what it says of two mentions: by the words on
// which both hang, or of goods and currencies, on which those hang.
func (r *reader) denied(kind ontology.EdgeKind, at place) bool {
	a, b := r.doc.Mentions[at.from].Head, r.doc.Mentions[at.to].Head
	switch kind {
	case ontology.Sells, ontology.Accepts, ontology.SoldOn:
		if r.unsaid(b) {
			return true
		}
	}
	if r.sentence(at.from) != r.sentence(at.to) {
		return false
	}
	way := r.up(a)
	meet, _ := meeting(way, r.up(b))
	return meet >= 0 && r.unsaid(way[meet])
}

// verdict is what a model says of an edge.
type verdict struct {
	score      float32
	at         place
	attributes [ontology.AttributeCount]string
	alleged    bool
}

func (r *reader) claim(kind ontology.EdgeKind, p pair, v *verdict) {
	d := r.doc
	from, to := &d.Mentions[v.at.from], &d.Mentions[v.at.to]
	first, second := r.sentence(v.at.from), r.sentence(v.at.to)
	if first > second {
		first, second = second, first
	}
	evidence := []text.Span{d.Sentences[first].Span}
	if second != first {
		evidence = append(evidence, d.Sentences[second].Span)
	}
	d.Claims = append(d.Claims, text.Claim{
		Edge: kind, From: p.from, To: p.to, Attributes: v.attributes, Alleged: v.alleged, Evidence: evidence, Rule: "pair",
		Why: "what stands around “" + d.Form(from.Span) + "” and “" + d.Form(to.Span) + "”, likely by " + percent(v.score),
	})
}
