package pair

import (
	"context"
	"fmt"
	"math"

	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
	"onymous/loader/internal/neural"
	"onymous/loader/score"
	"onymous/loader/text"
)

// Train learns from articles that have the layers before this stage which edges join two
// entities. It returns the contents of pair.model. It ends early with the error of ctx.
//
// The gold says that an edge is there, not where: of all places of a pair the one that
// scores highest is taught, as in Riedel, Yao and McCallum (2010).
func Train(ctx context.Context, articles []classifier.Article, o classifier.Options) ([]byte, error) {
	things, lessons := make([][][]uint64, len(articles)), make([][]lesson, len(articles))
	for i, a := range articles {
		r := newReader(a.Doc)
		gold := goldOf(a)
		for _, p := range r.pairs() {
			lessons[i] = append(lessons[i], r.lesson(p, len(things[i]), gold))
			for _, at := range p.places {
				things[i] = append(things[i], append([]uint64(nil), r.features(at)...))
			}
		}
	}
	o.Outputs = outputs
	m, err := classifier.Train(ctx, o, things, func(article int, scores neural.Matrix) float64 {
		gradient := neural.Matrix{Rows: scores.Rows, Cols: scores.Cols, Data: make([]float32, len(scores.Data))}
		loss := 0.0
		for _, l := range lessons[article] {
			loss += l.grade(scores, gradient)
		}
		copy(scores.Data, gradient.Data)
		return loss
	})
	if err != nil {
		return nil, err
	}
	var out neural.Writer
	m.Write(&out)
	return out.Data, nil
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
	edges  map[[3]string]*score.Edge
}

func id(entity int) string { return fmt.Sprint(entity) }

func goldOf(a classifier.Article) goldEdges {
	g := goldEdges{score.Match(a.Gold, said(a.Doc)), map[[3]string]*score.Edge{}}
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
