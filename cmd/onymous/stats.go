package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"onymous/graph"
	"onymous/graph/ontology"
)

func (p *program) statsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Count what a store holds",
		Long:    "Prints how many articles, nodes, edges, facts and claims a store holds, by kind.",
		Example: "  onymous stats --db store/",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON")
	store := p.storeFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := store.openReadOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer s.Close()
		var stats graph.Stats
		if err := s.View(cmd.Context(), func(tx *graph.Tx) (err error) {
			stats, err = tx.Stats()
			return err
		}); err != nil {
			return err
		}
		if asJSON {
			return json.NewEncoder(p.out).Encode(statsJSON(stats))
		}
		return p.printStats(stats)
	}
	return cmd
}

func (p *program) printStats(s graph.Stats) error {
	for _, t := range ontology.NodeTypes() {
		fmt.Fprintf(p.out, "%-22s %9d\n", t.Name, s.Nodes[t.Kind])
	}
	for _, t := range ontology.EdgeTypes() {
		fmt.Fprintf(p.out, "%-22s %9d\n", t.Name, s.Edges[t.Kind])
	}
	_, err := fmt.Fprintf(p.out, "%-22s %9d\n%-22s %9d\n%-22s %9d\n%-22s %9d\n%-22s %9d\n%-22s %9d bytes\n%-22s %9d bytes\n",
		"facts", s.Facts, "claims", s.Claims, "judgements", s.Judgements, "proposals", s.Proposals, "loads", s.Loads,
		"on disk", s.DiskBytes, "adjacency in memory", s.AdjacencyBytes)
	return err
}

func statsJSON(s graph.Stats) map[string]any {
	nodes, edges := map[string]int{}, map[string]int{}
	for k, n := range s.Nodes {
		nodes[k.String()] = n
	}
	for k, n := range s.Edges {
		edges[k.String()] = n
	}
	return map[string]any{"nodes": nodes, "edges": edges, "facts": s.Facts, "claims": s.Claims, "articles": s.Articles, "judgements": s.Judgements,
		"proposals": s.Proposals, "loads": s.Loads, "diskBytes": s.DiskBytes, "adjacencyBytes": s.AdjacencyBytes}
}
