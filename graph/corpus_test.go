package graph_test

import (
	"onymous/graph"
	"onymous/graph/graphtest"
)

func init() {
	graph.SetBenchCorpus(func(articles int, yield func(*graph.Document) error) error {
		for d := range graphtest.Corpus(articles) {
			if err := yield(d); err != nil {
				return err
			}
		}
		return nil
	})
}
