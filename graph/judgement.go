package graph

import (
	"time"

	"onymous/graph/ontology"
)

// JudgementID numbers judgements in the order in which they were given, from 1.
type JudgementID uint64

// Verdict is what a judgement says.
type Verdict uint8

// The verdicts.
const (
	Same      Verdict = iota + 1 // Nodes are one
	Different                    // Nodes[0] is none of the others; or, with Articles, is not what those articles mean by it
	Reject                       // Claim is wrong
	Accept                       // Claim is right
	Rename                       // Nodes[0] is called Name
	Undo                         // Undoes is withdrawn
)

// Judgement is a person's word, in an append-only log. It outlives any reload.
type Judgement struct {
	ID       JudgementID // given by Tx.Judge
	Verdict  Verdict
	Nodes    []ID    // Same, Different: nodes, or forms of one node; Rename: one
	Articles []ID    // Different with one node: whose mentions of it are another node
	Claim    ClaimID // Reject, Accept
	Name     string  // Rename
	Undoes   JudgementID
	By       string      // who said so
	Note     string      // why
	At       time.Time   // UTC; given by Tx.Judge
	Load     LoadID      // the last load before it; given by Tx.Judge
	Undone   JudgementID // by which later judgement, or zero; given when read
}

// Proposal is a pair of nodes that may be one, for a person to decide.
type Proposal struct {
	A, B  ID      // A < B
	Score float64 // 0 to 1
	Why   string
}

// Side is one side of a contradiction: a value and who says so.
type Side struct {
	Value       string // the attribute's value, or the other node's name
	Fact        *Fact  // for rival facts
	Node        ID     // for rival nodes
	Articles    int
	Independent int
	Claims      []ClaimID
	First, Last string // the earliest and latest date of the articles, where known
}

// Contradiction is a question that articles answer differently.
type Contradiction struct {
	Node      ID
	Fact      ontology.FactKey // rival values of a fact
	Edge      EdgeKey          // rival values of an attribute of this edge; or only From and Kind: rival ends
	Attribute ontology.Attribute
	Sides     []Side // the best supported first
}
