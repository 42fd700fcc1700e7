// Package text holds the document that flows through the loader's stages.
//
// A Doc begins with cleaned text. Each Stage adds one Layer to it: sentences,
// tokens, tags, trees, mentions, entities, claims. A stage says which layers it
// needs and which it gives, and NewPipeline refuses an order that cannot work.
//
// All positions are half-open byte ranges into Doc.Text, which is valid UTF-8 in
// Unicode's normal form C. Nothing is copied out of the text; a form is cut from
// it when asked for.
//
// A Doc belongs to one goroutine. A Pipeline may be used by many, each with a
// Doc of its own.
package text

import (
	"onymous/graph/ontology"
)

// Span is the half-open byte range [Start, End) of a text.
type Span struct{ Start, End int }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Doc is one article on its way through the stages.
type Doc struct {
	// Title, Publisher and Date (ISO 8601, as exact as known) are those of the
	// article; any may be empty.
	Title, Publisher, Date string

	// Text is the cleaned text. When there is a title that the body does not
	// begin with, it stands first, as a paragraph of its own.
	Text string

	Sentences []Sentence // layer Sentences
	Tokens    []Token    // layers Tokens, Tags and Trees
	Names     []Name     // layer Names
	Mentions  []Mention  // layer Mentions
	Entities  []Entity   // layer Entities
	Claims    []Claim    // layer Claims
}

// Form returns the text of a span.
func (d *Doc) Form(s Span) string { return d.Text[s.Start:s.End] }

// SentenceKind tells running text from the pieces around it.
type SentenceKind uint8

// The kinds of sentences.
const (
	Prose   SentenceKind = iota // running text
	Heading                     // a title or a heading, usually without a full stop
	Caption                     // of a picture, credits included
	Item                        // an item of a list or a row of a table
	Boiler                      // share bars, cookie notes, bylines, "Read more": says nothing
)

// Sentence is a sentence and its tokens, Tokens[First:Last] of the document.
type Sentence struct {
	Span
	First, Last int
	Kind        SentenceKind
	Paragraph   int // counted from 0
}

// UPOS is a universal part-of-speech tag of Universal Dependencies, version 2.
type UPOS uint8

// The tags, in the order of universaldependencies.org/u/pos. The zero UPOS
// means that the token is not tagged.
const (
	NoPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

func (p UPOS) String() string { return uposNames[p] }

// ParseUPOS returns the tag of that name.
func ParseUPOS(name string) (UPOS, bool) {
	for i, n := range uposNames {
		if n == name {
			return UPOS(i), true
		}
	}
	return NoPOS, false
}

// Token is a syntactic word of Universal Dependencies: "don't" is two of them.
type Token struct {
	Span
	Lemma string // layer Tags
	XPOS  string // Penn Treebank tag, layer Tags
	UPOS  UPOS   // layer Tags

	// Head is the index in Doc.Tokens of the token that this one depends on, -1
	// for the root of a sentence. Rel is the relation to it, subtype included
	// ("nsubj:pass"). Layer Trees.
	Head int
	Rel  string
}

// NameType is the type that the recogniser gives to a name.
type NameType uint8

// The types of names.
const (
	PersonName NameType = iota + 1
	PlaceName
	OrganizationName
	EventName
	OtherName // of a product, a work, an abstract thing
)

// Name is a name as the recogniser found it, Tokens[First:Last] of the
// document. Names do not overlap and stand in text order.
type Name struct {
	First, Last int
	Type        NameType
}

// MentionForm is how a mention refers.
type MentionForm uint8

// The forms of mentions.
const (
	Proper  MentionForm = iota // a name: "Alexandre Cazes", "the FBI"
	Nominal                    // a description: "the site", "the 26-year-old", "German police"
	Pronoun                    // "he", "it"
)

// Mention is a stretch of text that refers to an entity. Its tokens are
// Tokens[First:Last], Head is the index of the token that governs the others.
type Mention struct {
	Span
	First, Last int
	Head        int
	Form        MentionForm
	Kind        ontology.NodeKind // 0 until known
	Entity      int               // index in Doc.Entities, -1 while it refers to none
	Why         string            // how kind or antecedent were found
}

// Entity is what mentions of one document refer to together.
type Entity struct {
	Kind     ontology.NodeKind
	Name     string   // the longest proper form, without titles
	Aliases  []string // the other proper forms, sorted
	Mentions []int    // indices in Doc.Mentions, in text order
	Unnamed  bool     // an operation that the article does not name
	When     string   // when an operation took place, ISO 8601, as far as what was done to its targets is dated
}

// Claim is an edge (Edge is set) or a fact (Fact is set) that the document states.
type Claim struct {
	Edge     ontology.EdgeKind
	From, To int // indices in Doc.Entities; a fact uses From alone

	Attributes [ontology.AttributeCount]string

	Fact  ontology.FactKey
	Value Value

	Alleged  bool
	Evidence []Span // whole sentences, in text order, at least one
	Rule     string // the name of the rule that found it
	Why      string // the trigger and how the ends were found
}

// Value is the value of a fact.
type Value struct {
	Number   float64 // for Integer and Amount
	Text     string  // for PartialDate and Text
	What     string  // for Amount: "Bitcoin", "Lamborghini cars"
	Currency string  // for Amount of money: ISO 4217
	Bound    string  // ontology.Min, Max, Approx or empty
}
