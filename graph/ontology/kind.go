// Package ontology says what the graph is about: the kinds of its nodes, edges
// and facts, which ends and attributes they have, and what each of them means.
//
// It is the only place in the program that spells a kind. The loader's rules,
// the store's keys, the GraphQL schema, the exports and the explorer's legend
// are all derived from the tables in this package.
//
// Codes are written to disk. A kind keeps its code for ever, a kind that is
// given up leaves its code unused, and Digest changes whenever a table does.
//
// Everything here is constant after start-up and safe for concurrent use.
package ontology

// NodeKind is the kind of a node. Its number is the code in the store. The zero
// NodeKind is no kind.
type NodeKind uint8

// The kinds of nodes.
const (
	Agency       NodeKind = 1
	Operation    NodeKind = 2
	Marketplace  NodeKind = 3
	Service      NodeKind = 4
	Person       NodeKind = 5
	Organization NodeKind = 6
	Place        NodeKind = 7
	Technology   NodeKind = 8
	Commodity    NodeKind = 9
	Article      NodeKind = 10
)

// EdgeKind is the kind of an edge. Its number is the code in the store. The
// zero EdgeKind is no kind.
type EdgeKind uint8

// The kinds of edges.
const (
	ParticipatedIn EdgeKind = 1
	Targeted       EdgeKind = 2
	Administered   EdgeKind = 3
	SoldOn         EdgeKind = 4
	ArrestedIn     EdgeKind = 5
	ArrestedBy     EdgeKind = 6
	ArrestedDuring EdgeKind = 7
	ExtraditedTo   EdgeKind = 8
	WorksFor       EdgeKind = 9
	CitizenOf      EdgeKind = 10
	LivedIn        EdgeKind = 11
	DiedIn         EdgeKind = 12
	Succeeded      EdgeKind = 13
	RunsOn         EdgeKind = 14
	Accepts        EdgeKind = 15
	Sells          EdgeKind = 16
	PartOf         EdgeKind = 17
	LocatedIn      EdgeKind = 18
	Mentions       EdgeKind = 19
)

// FactKey is the key of a fact. Its number is the code in the store. The zero
// FactKey is no key.
type FactKey uint8

// The keys of facts.
const (
	Arrests        FactKey = 1
	SitesTakenDown FactKey = 2
	ServersSeized  FactKey = 3
	Seized         FactKey = 4
	Date           FactKey = 5
	Listings       FactKey = 6
	Users          FactKey = 7
	Vendors        FactKey = 8
	Revenue        FactKey = 9
	Launched       FactKey = 10
	Closed         FactKey = 11
	Age            FactKey = 12
	ArrestedOn     FactKey = 13
	DiedOn         FactKey = 14
	Sentence       FactKey = 15
)

// Attribute is a property that an edge may have. Its number is the code in the
// store and the index into an array of AttributeCount values.
type Attribute uint8

// The attributes of edges.
const (
	Role       Attribute = 0
	Outcome    Attribute = 1
	ArrestDate Attribute = 2
	Title      Attribute = 3

	// AttributeCount is one more than the largest Attribute.
	AttributeCount = 4
)

// Values of Role on ParticipatedIn.
const (
	Led          = "LED"
	Coordinated  = "COORDINATED"
	Supported    = "SUPPORTED"
	Participated = "PARTICIPATED"
)

// Values of Role on Administered.
const (
	Founder       = "FOUNDER"
	Administrator = "ADMINISTRATOR"
	Owner         = "OWNER"
	Moderator     = "MODERATOR"
	Developer     = "DEVELOPER"
	Staff         = "STAFF"
)

// Values of Outcome on Targeted.
const (
	ShutDown     = "SHUT_DOWN"
	SeizedSite   = "SEIZED"
	TakenOver    = "TAKEN_OVER"
	Infiltrated  = "INFILTRATED"
	Disrupted    = "DISRUPTED"
	Investigated = "INVESTIGATED"
)

// Bounds of a number in a fact. An empty bound means that the number is exact.
const (
	Min    = "MIN"
	Max    = "MAX"
	Approx = "APPROX"
)

// ValueType is the type of an attribute's or a fact's value.
type ValueType uint8

// The types of values.
const (
	// Integer is a whole number, with an optional bound.
	Integer ValueType = iota + 1
	// Amount is a number of things or of money: what, amount, currency.
	Amount
	// PartialDate is an ISO 8601 date as exact as is known: 2017-07-20, 2017-07
	// or 2017.
	PartialDate
	// Text is free text.
	Text
	// Enum is one of a list of values.
	Enum
)
