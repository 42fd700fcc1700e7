package pair

import (
	"context"
	"fmt"
	"math"
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
	"onymous/loader/internal/neural"
	"onymous/loader/score"
	"onymous/loader/text"
)

// Train learns from articles that have the layers before this stage which sites were
// acted against, and which edges join two entities. It returns the contents of pair.model.
// It ends early with the error of ctx. The operations that rules have missed are added to
// the documents.
//
// The gold says that an edge is there, not where: of all places of a pair the one that
// scores highest is taught, as in Riedel, Yao and McCallum (2010).
func Train(ctx context.Context, articles []classifier.Article, o classifier.Options) ([]byte, error) {
	o.Outputs = outputs
	var m model
	var err error
	o.Name = "pair: takedowns"
	if m.takedowns, err = learn(ctx, articles, o, takedownLessons); err != nil {
		return nil, err
	}
	for _, a := range articles {
		addMissed(a, &classifier.Scorer{Model: m.takedowns})
	}
	o.Name = "pair: pairs"
	if m.pairs, err = learn(ctx, articles, o, pairLessons); err != nil {
		return nil, err
	}
	return m.encode(), nil
}

// learn trains a classifier on the lessons that a function makes of an article, and
// the features of what they are about.
func learn(ctx context.Context, articles []classifier.Article, o classifier.Options, make func(classifier.Article) ([]lesson, [][]uint64)) (*classifier.Model, error) {
	var lessons [][]lesson
	var things [][][]uint64
	for _, a := range articles {
		l, t := make(a)
		lessons, things = append(lessons, l), append(things, t)
	}
	return classifier.Train(ctx, o, things, func(article int, scores neural.Matrix) float64 {
		gradient := neural.Matrix{Rows: scores.Rows, Cols: scores.Cols, Data: append([]float32(nil), scores.Data...)}
		clear(gradient.Data)
		loss := 0.0
		for _, l := range lessons[article] {
			loss += l.grade(scores, gradient)
		}
		copy(scores.Data, gradient.Data)
		return loss
	})
}

func pairLessons(a classifier.Article) (lessons []lesson, things [][]uint64) {
	r, gold := newReader(a.Doc), goldOf(a)
	for _, p := range r.pairs() {
		lessons = append(lessons, r.lesson(p, len(things), gold))
		for _, at := range p.places {
			things = append(things, slices.Clone(r.features(at)))
		}
	}
	return lessons, things
}

func takedownLessons(a classifier.Article) (lessons []lesson, things [][]uint64) {
	r, gold := newReader(a.Doc), goldOf(a)
	for _, s := range r.sites() {
		lessons = append(lessons, lesson{
			first: len(things), last: len(things) + len(s.mentions),
			kinds: []ontology.EdgeKind{ontology.Targeted}, gold: []*score.Edge{gold.at(a.Gold, s.entity)},
		})
		for _, m := range s.mentions {
			things = append(things, slices.Clone(r.takedownFeatures(m)))
		}
	}
	return lessons, things
}

// addMissed adds the operations of the gold that rules have missed, each at the mention of
// its target that scores highest.
func addMissed(a classifier.Article, scorer *classifier.Scorer) {
	r, gold := newReader(a.Doc), goldOf(a)
	ops := map[string]int{} // node -> entity
	for _, s := range r.sites() {
		e := gold.at(a.Gold, s.entity)
		if e == nil || s.targeted || gold.found[e.From] {
			continue
		}
		best, most := s.mentions[0], float32(math.Inf(-1))
		for _, m := range s.mentions {
			if v := scorer.Score(r.takedownFeatures(m))[edgeOutput(ontology.Targeted)]; v > most {
				best, most = m, v
			}
		}
		op, ok := ops[e.From]
		if !ok {
			op = r.operation(s.entity, best)
			ops[e.From] = op
		}
		r.target(op, best, [ontology.AttributeCount]string{}, false, 0)
	}
}

// lesson is what is to be said of a pair, whose places are rows first to last-1.
type lesson struct {
	first, last int
	kinds       []ontology.EdgeKind
	gold        []*score.Edge // of each kind, nil if there is none
}

// goldEdges are the edges of a gold by kind and ends.
type goldEdges struct {
	answer map[string]string // entity to node
	found  map[string]bool   // nodes that answer an entity
	edges  map[[3]string]*score.Edge
}

func id(entity int) string { return fmt.Sprint(entity) }

func goldOf(a classifier.Article) goldEdges {
	g := goldEdges{score.Match(a.Gold, said(a.Doc)), map[string]bool{}, map[[3]string]*score.Edge{}}
	for _, node := range g.answer {
		g.found[node] = true
	}
	for i := range a.Gold.Edges {
		e := &a.Gold.Edges[i]
		g.edges[[3]string{e.From, e.Kind, e.To}] = e
	}
	return g
}

// said returns what rules have said of a document in the shape of the gold.
func said(d *text.Doc) *score.Graph {
	g := new(score.Graph)
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Kind.Valid() && e.Name != "" {
			g.Nodes = append(g.Nodes, score.Node{ID: id(i), Kind: e.Kind.String(), Name: e.Name, Aliases: e.Aliases})
		}
	}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Edge.Valid() {
			g.Edges = append(g.Edges, score.Edge{From: id(c.From), Kind: c.Edge.String(), To: id(c.To)})
		}
	}
	return g
}

// at returns the edge from an operation to a site, of several one from an operation that no
// rule has found, nil if there is none.
func (g *goldEdges) at(gold *score.Graph, site int) (best *score.Edge) {
	node := g.answer[id(site)]
	if node == "" {
		return nil
	}
	for i := range gold.Edges {
		e := &gold.Edges[i]
		if e.Kind == ontology.Targeted.String() && e.To == node && (best == nil || g.found[best.From]) {
			best = e
		}
	}
	return best
}

func (r *reader) lesson(p pair, first int, gold goldEdges) lesson {
	l := lesson{first: first, last: first + len(p.places), kinds: r.kinds(p)}
	from, to := gold.answer[id(p.from)], gold.answer[id(p.to)]
	for _, k := range l.kinds {
		l.gold = append(l.gold, gold.edges[[3]string{from, k.String(), to}])
	}
	return l
}

// grade adds the gradients of a lesson, and returns the loss.
func (l *lesson) grade(scores, gradient neural.Matrix) float64 {
	loss := 0.0
	for k, kind := range l.kinds {
		out, gold := edgeOutput(kind), l.gold[k]
		switch {
		case gold == nil:
			for row := l.first; row < l.last; row++ {
				loss += logistic(scores, gradient, row, out, false)
			}
			continue
		case gold.Optional:
			continue
		}
		best := l.first
		for row := l.first; row < l.last; row++ {
			if scores.Row(row)[out] > scores.Row(best)[out] {
				best = row
			}
		}
		loss += logistic(scores, gradient, best, out, true)
		loss += logistic(scores, gradient, best, allegedOutput, gold.Alleged)
		for _, e := range valueOutputs[kind] {
			value := map[ontology.Attribute]string{ontology.Role: gold.Role, ontology.Outcome: gold.Outcome}[e.attribute.Attribute]
			if right := e.attribute.Rank(value); right < len(e.attribute.Values) {
				row := append([]float32(nil), scores.Row(best)[e.first:e.first+len(e.attribute.Values)]...)
				loss += neural.Softmax(row, len(row), right)
				copy(gradient.Row(best)[e.first:], row)
			}
		}
	}
	return loss
}

// logistic adds the gradient of one score that is to be high or low, and returns the loss.
func logistic(scores, gradient neural.Matrix, row, out int, high bool) float64 {
	p := 1 / (1 + math.Exp(-float64(scores.Row(row)[out])))
	if high {
		gradient.Row(row)[out] += float32(p - 1)
		return -math.Log(max(p, 1e-9))
	}
	gradient.Row(row)[out] += float32(p)
	return -math.Log(max(1-p, 1e-9))
}
