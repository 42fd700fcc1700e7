package graph

import (
	"context"
	"iter"

	"onymous/graph/ontology"
)

// Resolver decides which mentions mean the same node.
type Resolver interface{ Digest() string }

// PutResult says what Put did.
type PutResult struct {
	Article ID
	Outcome Outcome
}

// Outcome is what Put did with an article.
type Outcome uint8

// The outcomes.
const (
	New Outcome = iota + 1
	Replaced
	Unchanged
)

// Put stores an article's voice, or replaces the one it had. An unchanged article
// does nothing. It fails with ErrInvalid for a document that does not fit the
// ontology.
func (tx *Tx) Put(ctx context.Context, d *Document) (PutResult, error) {
	return PutResult{}, ErrInvalid
}

// Retract removes one article's voice and nothing else.
func (tx *Tx) Retract(ctx context.Context, article ID) error { return ErrNotFound }

// BeginLoad records a new load; what Put and Retract do until EndLoad belongs to it.
func (tx *Tx) BeginLoad(version, source string) (LoadID, error) { return 0, ErrInvalid }

// EndLoad records the end of a load.
func (tx *Tx) EndLoad(id LoadID) error { return ErrNotFound }

// Judge appends a person's word and applies it.
func (tx *Tx) Judge(ctx context.Context, j Judgement) (JudgementID, error) { return 0, ErrInvalid }

// Node returns the node. The id of one that was merged answers with its successor.
func (tx *Tx) Node(id ID) (Node, error) { return Node{}, ErrNotFound }

// Nodes yields the nodes of a kind after an id, in order of their ids.
func (tx *Tx) Nodes(ctx context.Context, kind ontology.NodeKind, after ID) iter.Seq2[Node, error] {
	return nil
}

// NodesByName yields the nodes of a kind in order of their folded names and then
// ids, after a name and id.
func (tx *Tx) NodesByName(ctx context.Context, kind ontology.NodeKind, afterName string, afterID ID) iter.Seq2[Node, error] {
	return nil
}

// Neighbours yields the edges of one kind at a node, in order of the other end's
// id, those after the given one. Kind 0 yields all kinds, by kind and then by the
// other end; after must then be zero.
func (tx *Tx) Neighbours(ctx context.Context, id ID, kind ontology.EdgeKind, dir Direction, after ID) iter.Seq2[Edge, error] {
	return nil
}

// Degree returns how many edges of a kind (0: all but Mentions) a node has in a
// direction. It is counted when written and costs the same for every node.
func (tx *Tx) Degree(id ID, kind ontology.EdgeKind, dir Direction) (int, error) { return 0, nil }

// Edge returns an edge. Ends that were merged answer with their successors.
func (tx *Tx) Edge(key EdgeKey) (Edge, error) { return Edge{}, ErrNotFound }

// EdgeClaims yields the claims behind an edge, in order, after one.
func (tx *Tx) EdgeClaims(ctx context.Context, key EdgeKey, after ClaimID) iter.Seq2[StoredClaim, error] {
	return nil
}

// NodeFacts returns a node's facts by key, the best supported value of each first.
func (tx *Tx) NodeFacts(ctx context.Context, id ID) ([]Fact, error) { return nil, nil }

// Claim returns one claim.
func (tx *Tx) Claim(id ClaimID) (StoredClaim, error) { return StoredClaim{}, ErrNotFound }

// Article returns an article.
func (tx *Tx) Article(id ID) (StoredArticle, error) { return StoredArticle{}, ErrNotFound }

// ArticleByKey returns the id of the article with that key, and whether there is one.
func (tx *Tx) ArticleByKey(key string) (ID, bool, error) { return 0, false, nil }

// ArticleClaims yields an article's claims in order, those after a number (-1: all),
// rejected ones included.
func (tx *Tx) ArticleClaims(ctx context.Context, id ID, after int) iter.Seq2[StoredClaim, error] {
	return nil
}

// ArticleMentions returns an article's mentions, in the order of the document.
func (tx *Tx) ArticleMentions(id ID) ([]StoredMention, error) { return nil, nil }

// Document returns an article as it was put.
func (tx *Tx) Document(id ID) (*Document, error) { return nil, ErrNotFound }

// Lookup returns the nodes of a kind (0: any) that have that name or alias, case
// and accents aside, in order.
func (tx *Tx) Lookup(kind ontology.NodeKind, name string) ([]ID, error) { return nil, nil }

// Search answers a query by words, the best hit first.
func (tx *Tx) Search(ctx context.Context, q SearchQuery) ([]Hit, error) { return nil, nil }

// Subgraph answers breadth-first, and says what it left out.
func (tx *Tx) Subgraph(ctx context.Context, q SubgraphQuery) (Subgraph, error) {
	return Subgraph{}, nil
}

// Paths finds the shortest ways between two nodes.
func (tx *Tx) Paths(ctx context.Context, q PathQuery) (PathAnswer, error) { return PathAnswer{}, nil }

// Loads yields the loads after one, oldest first.
func (tx *Tx) Loads(ctx context.Context, after LoadID) iter.Seq2[Load, error] { return nil }

// LoadDiff yields what is different after load b from what was after load a < b,
// in order of the ids.
func (tx *Tx) LoadDiff(ctx context.Context, a, b LoadID) iter.Seq2[Change, error] { return nil }

// Judgements yields the judgements after one, oldest first.
func (tx *Tx) Judgements(ctx context.Context, after JudgementID) iter.Seq2[Judgement, error] {
	return nil
}

// Proposals yields the pairs of nodes that may be one, after a pair, in order.
func (tx *Tx) Proposals(ctx context.Context, afterA, afterB ID) iter.Seq2[Proposal, error] {
	return nil
}

// Contradictions yields the questions that articles answer differently about
// nodes after an id, in order of the nodes.
func (tx *Tx) Contradictions(ctx context.Context, after ID) iter.Seq2[Contradiction, error] {
	return nil
}

// Stats counts what the snapshot holds.
func (tx *Tx) Stats() (Stats, error) { return Stats{}, nil }
