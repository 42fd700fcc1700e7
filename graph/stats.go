package graph

import "onymous/graph/ontology"

// Stats counts what the snapshot holds.
func (tx *Tx) Stats() (Stats, error) {
	m, err := tx.meta()
	if err != nil {
		return Stats{}, err
	}
	c, err := tx.counters()
	if err != nil {
		return Stats{}, err
	}
	s := Stats{Nodes: map[ontology.NodeKind]int{}, Edges: map[ontology.EdgeKind]int{}, Facts: c.facts, Claims: c.claims, Articles: m.articles,
		Judgements: int(m.judgements), Proposals: c.proposals, Loads: int(m.loads), DiskBytes: tx.s.db.Size()}
	for _, t := range ontology.NodeTypes() {
		s.Nodes[t.Kind] = c.nodes[t.Kind]
	}
	for _, t := range ontology.EdgeTypes() {
		s.Edges[t.Kind] = c.edges[t.Kind]
	}
	if tx.adjacency != nil {
		s.AdjacencyBytes = tx.adjacency.Bytes()
	}
	return s, nil
}
