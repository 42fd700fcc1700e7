package classifier_test

import (
	"testing"

	"onymous/loader/internal/classifier"
	"onymous/loader/internal/feature"
	"onymous/loader/internal/neural"
)

// TestTrainLearnsWhatNoSumTells teaches that one of two features speaks for something
// and both or none against it, and reads what was learnt from its bytes.
func TestTrainLearnsWhatNoSumTells(t *testing.T) {
	of := func(which ...uint64) (out []uint64) {
		for _, w := range append(which, 9) {
			out = append(out, feature.Hash(1, w))
		}
		return out
	}
	article := [][]uint64{of(), of(1), of(2), of(1, 2)}
	right := []int{0, 1, 1, 0}
	articles := make([][][]uint64, 300)
	for i := range articles {
		articles[i] = article
	}
	model, err := classifier.Train(t.Context(), classifier.Options{Name: "test", Outputs: 2, Seed: 1}, articles, func(_ int, scores neural.Matrix) float64 {
		loss := 0.0
		for i, r := range right {
			loss += neural.Softmax(scores.Row(i), 2, r)
		}
		return loss
	})
	if err != nil {
		t.Fatal(err)
	}
	data := classifier.Encode(model)
	again, err := classifier.Decode(data, 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	s := classifier.Scorer{Model: again[0]}
	for i, features := range article {
		scores := s.Score(append(features, feature.Hash(7, 7))) // an unknown one says nothing
		if got := scores[1] > scores[0]; got != (right[i] == 1) {
			t.Errorf("features %d: scores %v, want the higher one at %d", i, scores[:2], right[i])
		}
	}
	if _, err := classifier.Decode(data, 200, 1); err == nil {
		t.Error("a model of other outputs is read")
	}
}
