// Package relation reads dependency trees and says what joins the entities of a
// document: who ran the market, who took part in the operation, who was arrested
// by whom and where.
//
// # How a sentence is read
//
// A trigger (data/trigger.tsv) is a word or a phrase of a class: "close",
// "founder", "pull the plug on". Its frame (frame.go, verb.go, noun.go) names the
// words around it by the part they play, whatever the construction: active,
// passive, a noun, a participle, a relative clause. A rule (data/rule.tsv) says
// which edge a class makes of which parts and of which kinds of entities they must
// be. Words lead to entities by name or by coreference, through lists (run.go),
// appositions, groups (group.go) and nouns that stand for something else
// ("officers of the NCA", through.go, data/lens.tsv). Where a tree leads nowhere,
// the order of the words may (nearby.go).
//
// Patterns (data/pattern.tsv) do the same for words in a row, where a name is
// followed by an age, a home and a post and trees are of little help. Their words are
// numbered (vocabulary.go), so that most patterns are passed over at once. Who works at
// a site may be told by his chores alone (duty.go).
//
// People are named one by one after a word for all of them (naming.go), a word for them
// all stands for the suspects of the article (suspects.go), and goods are listed without
// a verb (goods.go).
//
// What the text denies, plans, asks or supposes makes no claim, and what it only
// alleges is marked so (stance.go, data/stance.tsv).
//
// # How an article is read
//
// Before the sentences, the stage finds out what the article is about (story.go):
// what was done to which market (event.go, presented.go), each at its own time
// (series.go), or to the people behind it (roundup.go), how many operations that
// makes (operation.go) and when (when.go), how far each reaches (reach.go), which of
// them a name that comes up later is of (christening.go) and which is the news
// (gist.go), be it no more than that the authorities acted (acting.go). What a sentence
// says without an object is then said of the site or the operation that it speaks of, and
// whoever does anything there took part (deed.go). What it all came to is settled at the
// end (outcome.go).
//
// # What can surprise
//
// Rules hold no names, and a test keeps it so. An operation that the article does
// not name is known by what was done to its target, so it is this stage that adds
// its entity, and that lets "the raids" refer to it; it notes when each operation
// took place (Entity.When). Nothing else that was there changes. Two entities are joined once by each kind of edge in a document;
// further sentences that say so are further evidence. Time is linear in the length
// of the text: walks up and down a tree and lists of entities are bounded.
package relation

import (
	"sync"

	"onymous/loader/text"
)

var load = sync.OnceValues(readTables)

// Stage returns the stage that adds the layer Claims, and the operations without a
// name to the layer Entities: edges of all kinds but those that say that an
// article mentions a node. An error means that the
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
