package graph

import "onymous/graph/ontology"

// Document is one article's voice: the article, what it names and what it
// says. It is what the loader makes, what Tx.Put stores and what a claims file
// holds.
type Document struct {
	Article  Article
	Mentions []Mention
	Claims   []Claim
}

// Article is one loaded document.
type Article struct {
	// Key tells articles apart over loads: the URL if there is one, else the
	// path, else a digest of the text.
	Key string

	Path, URL, Title, Publisher string

	// Date is when it was published: ISO 8601, as exact as is known, or empty.
	Date string

	// Text is the cleaned text that all spans point into.
	Text string
}

// Span is the half-open byte range [Start, End) of an article's text.
type Span struct{ Start, End int }

// Mention is a node as one article names it.
type Mention struct {
	Kind    ontology.NodeKind
	Name    string   // the longest proper form
	Aliases []string // the other forms, sorted
	Spans   []Span   // where it is referred to, in text order
	Unnamed bool     // an operation that the article does not name; Name describes it
}

// Claim is one statement of one article: an edge if Edge is set, a fact if Fact
// is set, never both.
type Claim struct {
	Edge     ontology.EdgeKind
	From, To int // indices in Document.Mentions; a fact uses From alone

	Attributes [ontology.AttributeCount]string // by ontology.Attribute; empty where not said

	Fact  ontology.FactKey
	Value Value

	Alleged  bool
	Evidence []Span // the sentences that say so, in text order; at least one
	Rule     string // the rule that found it
	Why      string // the trigger, and how the ends were found
}

// Value is the value of a fact. Which fields are used depends on the
// ontology.ValueType of the fact's key.
type Value struct {
	Number   float64 // Integer, Amount: whole units
	Text     string  // PartialDate (ISO 8601), Text
	What     string  // Amount: what is counted
	Currency string  // Amount of money: ISO 4217
	Bound    string  // Integer, Amount: ontology.Min, Max, Approx or empty
}
