package graph

import (
	"time"
)

// LoadID numbers loads in the order in which they began, from 1.
type LoadID uint64

// Load is one run that put articles.
type Load struct {
	ID        LoadID
	Started   time.Time // UTC
	Ended     time.Time // zero while it runs, or if it was killed
	Version   string    // of the program that read the articles
	Source    string    // where they came from
	New       int       // articles
	Changed   int
	Same      int
	Retracted int
}

// ChangeKind says what happened to something between two loads.
type ChangeKind uint8

// The kinds of changes.
const (
	Appeared ChangeKind = iota + 1
	Vanished
	Changed
)

// Change is one difference between two loads: of a node, an edge or a fact.
type Change struct {
	Kind      ChangeKind
	Node      ID      // for a node or a fact
	Edge      EdgeKey // for an edge
	Fact      *Fact
	Name      string      // of the node, or of the edge's ends, so that what vanished can be told
	Articles  []ID        // whose coming, changing or going is the reason, at most 10
	Judgement JudgementID // or the judgement that is
	Why       string
}

// Watched tells a subscriber what one Update changed.
type Watched struct {
	Articles   []ID // put or retracted, at most 100
	Nodes      []ID // whose record changed, at most 100
	Judgements []JudgementID
	Load       LoadID
	Dropped    int // updates that this subscriber was too slow for, since the last
}
