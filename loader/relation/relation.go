// Package relation reads dependency trees and says what joins the entities of a
// document: who ran the market, who took part in the operation, who was arrested
// by whom and where.
//
// # How a sentence is read
//
// A trigger (data/trigger.tsv) is a word or a phrase of a class: "close",
// "founder", "plead guilty". Its frame (frame.go) names the words around it by
// the part they play, whatever the construction: active, passive, a noun, a
// participle, a relative clause. A rule (data/rule.tsv) says which edge a class
// makes of which parts and of which kinds of entities they must be. Words lead to
// entities by name or by coreference, through lists, appositions and nouns that
// stand for something else ("officers of the NCA", filler.go).
//
// Patterns (data/pattern.tsv) do the same for words in a row, where a name is
// followed by an age, a home and a post and trees are of little help.
//
// What the text denies, plans, asks or supposes makes no claim, and what it only
// alleges is marked so (stance.go, data/stance.tsv).
//
// # What can surprise
//
// Rules hold no names. Two entities are joined once by each kind of edge in a
// document; further sentences that say so are further evidence. Time is linear
// in the length of a sentence but for lists, whose members are joined pairwise.
package relation

import (
	"sync"

	"onymous/loader/text"
)

var load = sync.OnceValues(readTables)

// Stage returns the stage that adds the layer Claims: edges of all kinds but
// those that say that an article mentions a node. An error means that the
// embedded rules contradict the ontology.
func Stage() (text.Stage, error) {
	l, err := load()
	if err != nil {
		return text.Stage{}, err
	}
	return text.Stage{
		Name:  "relation",
		Needs: text.Sentences | text.Tokens | text.Tags | text.Trees | text.Mentions | text.Entities,
		Gives: text.Claims,
		Apply: func(d *text.Doc) error {
			newReader(d, l).read()
			return nil
		},
	}, nil
}
