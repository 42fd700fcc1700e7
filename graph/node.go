package graph

import (
	"time"

	"onymous/graph/ontology"
)

// Node is what mentions of one or more articles were resolved to.
type Node struct {
	ID          ID
	Kind        ontology.NodeKind
	Name        string
	Aliases     []string // all other names, sorted; may be empty
	Articles    int      // how many articles mention it
	Independent int      // the same, copies of one text counted once
	Unnamed     bool     // an operation that no article names; Name describes it
}

// Edge is the sum of the claims of one kind between two nodes. An edge of kind
// ontology.Mentions has no claims.
type Edge struct {
	EdgeKey
	Attributes  [ontology.AttributeCount]string // the strongest of what the claims say, by ontology.Attribute
	Alleged     bool                            // every claim only alleges it
	Articles    int
	Independent int
	Claims      int
}

// Fact is one value of one key of one node. Rival values are several facts.
type Fact struct {
	Node        ID
	Key         ontology.FactKey
	Value       Value
	Alleged     bool // every claim only alleges it
	Articles    int
	Independent int
	Claims      []ClaimID // in order
}

// StoredClaim is a claim as the store keeps it, with the nodes that its mentions
// were resolved to.
type StoredClaim struct {
	ID       ClaimID
	From, To ID // To is zero for a fact
	Claim
	Quotes   []string // the text of Evidence
	Rejected bool     // a person rejected it: it supports no edge and no fact
	Accepted bool     // a person confirmed it
}

// StoredArticle is an article as the store keeps it.
type StoredArticle struct {
	ID ID
	Article
	Load             LoadID    // the load that brought it as it is now
	Added            time.Time // when that was, UTC
	Voice            ID        // the first, by id, of the articles that are copies of one text: itself if none is
	Claims, Mentions int       // how many it makes and has
}

// StoredMention is a mention of an article and the node it was resolved to.
type StoredMention struct {
	Node ID
	Mention
	Why string // how it was resolved
}

// Direction says from which end edges are read.
type Direction uint8

// The directions.
const (
	Out Direction = iota // from the edge's first end
	In                   // from its second
)

// NodeForm is one of the ways to be known that a node was gathered from.
type NodeForm struct {
	ID       ID
	Names    []string // sorted
	Articles int
	Why      string // how it came to the node; empty for the form that gives the node its id
}
