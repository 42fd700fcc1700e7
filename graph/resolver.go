package graph

import (
	"context"

	"onymous/graph/ontology"
)

// Resolver decides which mentions mean the same node. Its answers must depend on
// their arguments alone, so that the same articles give the same graph in
// whatever order they come. It must be safe for concurrent use.
type Resolver interface {
	// Digest names the rules. A store that was written by other rules must be
	// rebuilt before it is written again.
	Digest() string

	// Name says by what the mentions of an article are known, in their order.
	// Mentions of one kind and key are one form.
	Name(d *Document) []Naming

	// Compare decides about two forms of one kind that share a block, or of
	// which articles use one as another name of the other: support is how many.
	Compare(ctx context.Context, a, b *Form, support int) (Decision, error)

	// Apart says whether two forms can be part of one node, if Compare does not say of
	// just these two that they are.
	Apart(ctx context.Context, a, b *Form) (Difference, error)
}

// Difference is what keeps two forms from being part of one node.
type Difference uint8

// The differences.
const (
	NoDifference Difference = iota
	OtherName               // nothing but their names, of which articles may introduce one as the other's
	OtherThing
)

// Naming is what a mention is known by.
type Naming struct {
	Key    string   // folded; empty: of no use, the mention is left out
	Also   []string // keys of other forms that the article uses for the same thing
	Blocks []Block
}

// Block is something that forms which may be one have in common. Two forms are
// compared if they share a Text and not both are Passive.
type Block struct {
	Text    string
	Passive bool
}

// Form is what a Resolver gets to see of all mentions of one kind and key.
type Form struct {
	ID       ID
	Kind     ontology.NodeKind
	Key      string
	Names    []string // as articles write it, in order
	Articles int      // that mention it so
	Unnamed  bool     // no article names it

	// Voices returns the mentions in up to maxVoices articles, those with the
	// smallest ids, in order.
	Voices func(ctx context.Context) ([]Voice, error)
}

// Voice is one article's mention of a form.
type Voice struct {
	Article  ID
	Document *Document // not to be changed
	Mention  int
}

// maxVoices bounds what Compare can read of a form that a hundred thousand
// articles mention.
const maxVoices = 40

// Answer is what Compare decides.
type Answer uint8

// The answers.
const (
	Never Answer = iota // two things, by their keys alone; not asked again
	No                  // nothing speaks for it yet
	Maybe               // a person should decide
	Yes                 // one thing
)

// Decision is an answer with its reason.
type Decision struct {
	Answer Answer
	Score  float64 // 0 to 1: the surest are joined first
	Why    string
}

// exactNames is the Resolver of a store that is opened without one.
type exactNames struct{}

func (exactNames) Digest() string { return "exact names" }

func (exactNames) Name(d *Document) []Naming {
	names := make([]Naming, len(d.Mentions))
	for i := range d.Mentions {
		names[i].Key = Fold(d.Mentions[i].Name)
	}
	return names
}

func (exactNames) Compare(context.Context, *Form, *Form, int) (Decision, error) {
	return Decision{}, nil
}

func (exactNames) Apart(context.Context, *Form, *Form) (Difference, error) { return NoDifference, nil }
