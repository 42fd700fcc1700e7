package graphtest

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"onymous/graph"
	"onymous/graph/ontology"
)

// Corpus yields that many synthetic articles for benchmarks, always the same. Names are
// drawn by rank, as in news: a few agencies, places and markets gather most edges, and the
// number of distinct nodes grows slower than that of articles. An article has about 12
// nodes, 15 edges and a fact.
func Corpus(articles int) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		rng := rand.New(rand.NewPCG(uint64(articles), 1))
		plan := []*ranked{
			newRanked(ontology.Agency, 200, 1.05, 4), newRanked(ontology.Place, 300, 1.05, 3),
			newRanked(ontology.Operation, max(50, articles/4), 0.8, 1), newRanked(ontology.Marketplace, max(50, articles/8), 0.8, 2),
			newRanked(ontology.Person, max(100, articles), 0.7, 3),
		}
		for i := range articles {
			if !yield(corpusArticle(rng, plan, i), nil) {
				return
			}
		}
	}
}

// ranked draws nodes of a kind, the first of a list most often.
type ranked struct {
	kind  ontology.NodeKind
	each  int // drawn for one article
	total []float64
}

func newRanked(kind ontology.NodeKind, n int, exponent float64, each int) *ranked {
	r := &ranked{kind: kind, each: each, total: make([]float64, n)}
	sum := 0.0
	for i := range r.total {
		sum += math.Pow(float64(i+1), -exponent)
		r.total[i] = sum
	}
	return r
}

func (r *ranked) draw(rng *rand.Rand) int {
	i, _ := slices.BinarySearch(r.total, rng.Float64()*r.total[len(r.total)-1])
	return min(i, len(r.total)-1)
}

// name returns a name of two or three words that is the same for a number.
func (r *ranked) name(i int) string {
	words := make([]string, 0, 3)
	for w := range 2 + i%2 {
		x := uint64(i)*2654435761 + uint64(r.kind)*97 + uint64(w)*7919
		var b strings.Builder
		for range 3 {
			b.WriteString([]string{"ba", "den", "gor", "kis", "lan", "mer", "nu", "pol", "ras", "tiv", "zon", "fel"}[x%12])
			x = x/12 + x%7*31
		}
		words = append(words, strings.ToUpper(b.String()[:1])+b.String()[1:])
	}
	return strings.Join(words, " ") + fmt.Sprintf(" %d", i)
}

func corpusArticle(rng *rand.Rand, plan []*ranked, i int) *graph.Document {
	s := NewStory(fmt.Sprintf("synthetic-%d", i)).Dated(fmt.Sprintf("20%02d-%02d-%02d", 5+i%20, 1+i%12, 1+i%28))
	names := map[ontology.NodeKind][]string{}
	for _, r := range plan {
		var drawn []int
		for range r.each {
			drawn = append(drawn, r.draw(rng))
		}
		slices.Sort(drawn)
		for _, n := range slices.Compact(drawn) {
			names[r.kind] = append(names[r.kind], r.name(n))
			s.Mention(r.kind, r.name(n))
		}
	}
	op := names[ontology.Operation][0]
	for _, a := range names[ontology.Agency] {
		s.Edge(a, ontology.ParticipatedIn, op, []string{ontology.Led, ontology.Coordinated, ontology.Supported, ontology.Participated}[rng.IntN(4)])
	}
	markets, places := names[ontology.Marketplace], names[ontology.Place]
	for _, m := range markets {
		s.Edge(op, ontology.Targeted, m, ontology.ShutDown)
	}
	for k, p := range names[ontology.Person] {
		s.Edge(p, ontology.Administered, markets[k%len(markets)], ontology.Administrator)
		s.Edge(p, ontology.ArrestedIn, places[k%len(places)], "")
		s.Edge(p, ontology.ArrestedDuring, op, "")
	}
	return s.Fact(op, ontology.Arrests, float64(i%97+1)).Document()
}
