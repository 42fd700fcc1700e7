// Package lexicon holds word lists: what a name or a noun is likely to stand
// for, before anything is known about the article.
//
// Only closed or slow classes are listed: countries, cities, public bodies,
// currencies and networks, kinds of goods, titles, the nouns that say what a
// name is ("the forum X"). No list names a marketplace, an operation or a
// suspect: those have to be read out of the article.
//
// # What can surprise
//
// Tables of names compare case ("US" is a country, "us" is not), tables of
// nouns hold lower case and their regular plurals. Each list is a file of
// tab-separated values in data, sorted, and says where it is from.
package lexicon

import (
	"onymous/graph/ontology"
)

// PlaceType tells a country from what lies within or above it.
type PlaceType uint8

// The types of places.
const (
	Country PlaceType = iota + 1
	Region
	City
)

// Place is what a name of a place stands for.
type Place struct {
	Name string // "United States"
	Type PlaceType
}

// Town is a place of which only the name is known.
type Town struct{}

// Demonym is a word made from a place: "Thai", "Briton", "Texan".
type Demonym struct {
	Place     Place
	Adjective bool // "Thai police"
	People    bool // "two Thais", "the Canadian"
}

// Body is a known agency or organisation.
type Body struct {
	Name string
	Weak bool // this form means other things too
}

// Technology is a known network, protocol or currency.
type Technology struct{ Name string }

// Strength is how much a head noun says about what it is the head of.
type Strength uint8

// The strengths.
const (
	Vague Strength = iota // "network": may be of several kinds
	Plain                 // "market": may be legal
	Crime                 // "carding forum": is not
)

// HeadNoun is a common noun that says what a name stands for.
type HeadNoun struct {
	Kind     ontology.NodeKind
	Strength Strength
	Plural   bool
}

// NameWord is a word inside a name that tells its kind.
type NameWord struct {
	Kind        ontology.NodeKind
	First, Last bool // counts only in that position
	Foreign     bool // the name is in the body's own language
}

// AgencyNoun is a common noun for a public body or for those who act for one.
type AgencyNoun struct{ People, Plural bool }

// PersonNoun is a common noun for a person.
type PersonNoun struct {
	Female, Male bool // both false: either
	Crime, Post  bool
	Plural       bool
}

// Title is a word before a name that is no part of it.
type Title struct{ Post bool }

// GivenName is the gender of a given name; both false means that it is usual
// for both.
type GivenName struct{ Female, Male bool }

// Commodity is what is traded.
type Commodity struct {
	Name string // as the ontology has it
	Weak bool   // only if the sentence is about a trade
}

// Effect is what the police do to a target.
type Effect uint8

// The effects.
const (
	Close  Effect = iota + 1 // shut down, dismantle
	Seize                    // seize
	Take                     // take over
	Hit                      // raid, disrupt, infiltrate
	Probe                    // investigate
	Action                   // a noun for a whole operation
)

// Trigger is a verb or a noun for such a deed.
type Trigger struct {
	Effect Effect
	Verb   bool
	Noun   bool
}

// SmallWord is a word that begins no name; a particle may stand inside one.
type SmallWord struct{ Particle bool }

// Topic is what a word says that an article is about.
type Topic uint8

// The topics.
const (
	Cybercrime Topic = iota + 1 // "ransomware", "darknet"
	Crimes                      // "heroin", "stolen"
	Online                      // "website", "server"
	Police                      // "arrested", "prosecutors"
	War                         // "troops": no matter for the police
)

// TopicWord is a word that tells what an article is about.
type TopicWord struct {
	Topic           Topic // 0 for none
	Service, Market bool  // which of the two it leans to
}

// AliasCue is a phrase that introduces another name.
type AliasCue struct {
	Person bool // only of people
	Quoted bool // only if the name stands in quotes
	He     bool // only if somebody is spoken of right before it
	Thing  bool // only between two names of one thing
}
