package entity

import (
	"context"

	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
	"onymous/loader/internal/naming"
	"onymous/loader/internal/neural"
	"onymous/loader/score"
)

// Train learns from articles that have the layers before this stage how far what is
// said of a name speaks for each kind. It returns the contents of entity.model. It ends
// early with the error of ctx.
func Train(ctx context.Context, articles []classifier.Article, o classifier.Options) ([]byte, error) {
	things := make([][][]uint64, len(articles))
	right := make([][]ontology.NodeKind, len(articles))
	for i, a := range articles {
		known := kindsOf(a.Gold)
		w := hear(a.Doc)
		s := newSighter(w)
		for _, it := range w.all {
			things[i] = append(things[i], s.features(it))
			right[i] = append(right[i], w.kindIn(known, it))
		}
	}
	grade := func(article int, scores neural.Matrix) float64 {
		loss := 0.0
		for i, kind := range right[article] {
			loss += neural.Softmax(scores.Row(i), kinds, int(kind))
		}
		return loss
	}
	o.Outputs = kinds
	m, err := classifier.Train(ctx, o, things, grade)
	if err != nil {
		return nil, err
	}
	return classifier.Encode(m), nil
}

// kindsOf returns the kinds of an article's nodes by their keys.
func kindsOf(g *score.Graph) map[string]ontology.NodeKind {
	known := map[string]ontology.NodeKind{}
	for _, n := range g.Nodes {
		kind, ok := ontology.ParseNodeKind(n.Kind)
		if !ok {
			continue
		}
		for _, form := range append([]string{n.Name}, n.Aliases...) {
			if key := naming.Key(form); known[key] == 0 {
				known[key] = kind
			}
		}
	}
	return known
}

// kindIn returns the kind that is known of a name in one of its forms, 0 if none is.
func (w *witness) kindIn(known map[string]ontology.NodeKind, it *name) ontology.NodeKind {
	forms := []string{it.key, naming.Key(it.form)}
	for _, i := range it.spans {
		forms = append(forms, naming.Key(w.form(w.spans[i].first, w.spans[i].last)))
	}
	for _, form := range forms {
		if k := known[form]; k != 0 {
			return k
		}
	}
	return 0
}
