package graph

import "onymous/graph/ontology"

// SearchQuery asks for nodes, articles and claims by words.
type SearchQuery struct {
	Text  string              // up to 256 bytes
	Kinds []ontology.NodeKind // empty: all
	Names bool                // only names, as for completion while typing
	Limit int                 // 0 means 20, at most 200
	After *Hit                // the last hit of the page before
}

// Hit is one answer to a search.
type Hit struct {
	Node    ID       // the node, or the article
	Claim   *ClaimID // the claim whose sentence matched best, if Node is an article
	Score   float64
	Matched string // the name or sentence that matched
}

// SubgraphQuery asks for what surrounds nodes. Zero limits mean their defaults.
type SubgraphQuery struct {
	Start     []ID
	Depth     int                 // hops, at most 6; 0 is the start nodes and the edges among them
	NodeKinds []ontology.NodeKind // empty: all but Article
	EdgeKinds []ontology.EdgeKind // empty: all but Mentions
	Direction *Direction          // nil: both
	PerNode   int                 // edges followed from one node, of one kind and direction; 0 means 50
	MaxNodes  int                 // 0 means 500, at most 20,000
	MaxEdges  int                 // 0 means 2,000, at most 100,000
}

// Subgraph is the answer to a SubgraphQuery, in breadth-first order.
type Subgraph struct {
	Nodes    []Node
	Edges    []Edge // both ends are among Nodes
	Complete bool   // nothing within Depth was left out
	Omitted  []Omission
}

// Omission says how many edges of a node were not followed because of a limit.
type Omission struct {
	Node      ID
	Kind      ontology.EdgeKind
	Direction Direction
	Count     int
}

// PathQuery asks how two nodes are connected. Zero limits mean their defaults.
type PathQuery struct {
	From, To  ID
	MaxLength int                 // edges; 0 means 4, at most 8
	MaxPaths  int                 // 0 means 10, at most 100
	NodeKinds []ontology.NodeKind // that may lie between; empty: all but Article
	EdgeKinds []ontology.EdgeKind // empty: all but Mentions
	MaxDegree int                 // nodes with more edges are not passed through; 0 means 1,000
}

// Path is a way from one node to another: Nodes[i] and Nodes[i+1] are joined by
// Edges[i], in either direction.
type Path struct {
	Nodes []ID
	Edges []EdgeKey
}

// PathAnswer is the answer to a PathQuery: shortest first, then by the ids.
type PathAnswer struct {
	Paths    []Path
	Complete bool // there is no other path within MaxLength, past nodes of at most MaxDegree
}

// Stats counts what a store holds.
type Stats struct {
	Nodes          map[ontology.NodeKind]int
	Edges          map[ontology.EdgeKind]int
	Facts          int
	Claims         int
	Articles       int
	Judgements     int
	Proposals      int
	Loads          int
	DiskBytes      int64 // of the files, as far as they are written
	AdjacencyBytes int64 // held in memory; 0 if the graph is read from disk
}
