package name

import (
	"math/rand/v2"
	"slices"
	"testing"

	"onymous/loader/text"
)

// exhaustive finds the best labels by trying all of them.
func exhaustive(score [][labels]int32, step *[labels][labels]int32) int32 {
	best := int32(never)
	var try func(i int, before label, total int32)
	try = func(i int, before label, total int32) {
		if i == len(score) {
			if before.last() {
				best = max(best, total)
			}
			return
		}
		for y := range label(labels) {
			if !y.follows(before) {
				continue
			}
			gain := score[i][y]
			if i > 0 {
				gain += step[before][y]
			}
			try(i+1, y, total+gain)
		}
	}
	try(0, outside, 0)
	return best
}

func TestPathIsTheBest(t *testing.T) {
	const seed = 7
	rnd := rand.New(rand.NewPCG(seed, 0))
	var p path
	for range 50 {
		var step [labels][labels]int32
		score := make([][labels]int32, 1+rnd.IntN(4))
		for a := range step {
			for b := range step[a] {
				step[a][b] = int32(rnd.IntN(200) - 100)
			}
		}
		for i := range score {
			for y := range score[i] {
				score[i][y] = int32(rnd.IntN(200) - 100)
			}
		}
		ls := p.best(score, &step)
		got, before := int32(0), outside
		for i, y := range ls {
			if !y.follows(before) {
				t.Fatalf("seed %d: label %d after %d in %v", seed, y, before, ls)
			}
			got += score[i][y]
			if i > 0 {
				got += step[before][y]
			}
			before = y
		}
		if want := exhaustive(score, &step); got != want {
			t.Fatalf("seed %d: path %v scores %d, the best %d", seed, ls, got, want)
		}
	}
}

// TestLatticeSumsToOne checks the gradients by what they must add up to.
func TestLatticeSumsToOne(t *testing.T) {
	const seed = 3
	rnd := rand.New(rand.NewPCG(seed, 0))
	var l lattice
	l.grow(5)
	var step, edges [labels][labels]float64
	for i := range l.n {
		for y := range l.score[i] {
			l.score[i][y] = rnd.NormFloat64()
		}
	}
	for a := range step {
		for b := range step[a] {
			step[a][b] = rnd.NormFloat64()
		}
	}
	node := make([][labels]float64, l.n)
	l.expect(&step, l.run(&step, nil), 1, node, &edges)
	for i := range node {
		sum := 0.0
		for _, p := range node[i] {
			sum += p
		}
		if sum < 0.999999 || sum > 1.000001 {
			t.Errorf("seed %d: probabilities of token %d sum to %v", seed, i, sum)
		}
	}
	sum := 0.0
	for a := range edges {
		for _, p := range edges[a] {
			sum += p
		}
	}
	if sum < 3.999999 || sum > 4.000001 {
		t.Errorf("seed %d: probabilities of 4 steps sum to %v", seed, sum)
	}
}

func TestLabelsThereAndBack(t *testing.T) {
	want := []text.Name{{First: 10, Last: 11, Type: text.PersonName}, {First: 11, Last: 13, Type: text.PlaceName}, {First: 14, Last: 17, Type: text.OtherName}}
	ls := make([]label, 8)
	for _, n := range want {
		mark(ls[n.First-10:n.Last-10], n.Type)
	}
	if got := names(ls, 10); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
