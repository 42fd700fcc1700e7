// Package fact reads the facts of an article: how many people were arrested and
// what was seized, when a site was opened and closed and how big it was, how old
// a person is, when they were arrested and what they were sentenced to.
//
// Stage appends a claim per fact to Doc.Claims. A number or a date becomes a
// fact through the word that tells it, its trigger (trigger.tsv): the number in
// "seized 45 firearms" through "seized", the date in "the arrests were made on 5
// July" through "arrests". Which node it belongs to is read from the trigger's
// arguments, else from what the sentence, the paragraph or the article is about
// (owner.go, operation.go). A person of whom a pronoun tells that nobody resolved,
// or who is named only after the news, is looked for by hero.go. What is told
// without a date has that of the raid told of just before, of the question that it
// answers or of the operation (scene.go), the one over its entry of a timeline (entry.go)
// or the one that its clause hangs on (clause.go); what was done in an operation dates it
// (action.go). How long a site lasted says when it began and ended (lasting.go). What a
// court said in a list, or without a verb, is read by verdict.go.
//
// # What can surprise
//
// What is denied, planned, feared or asked is no fact (stance.go). Of several
// claims that say the same with more or less exactness one is left, with the
// evidence of all (merge.go): "nearly 300" and "288" arrests are one fact. When
// the operations of an article have not been found, there is nobody to arrest
// for: facts never make nodes.
package fact

import (
	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// Stage adds facts to the layer Claims. It looks at the edges that are there: an
// operation is told by its target.
var Stage = text.Stage{
	Name:  "fact",
	Needs: text.Sentences | text.Tokens | text.Tags | text.Trees | text.Mentions | text.Entities,
	Gives: text.Claims,
	Apply: apply,
}

func apply(d *text.Doc) error {
	if len(d.Entities) == 0 || len(d.Tokens) == 0 {
		return nil
	}
	r := newReader(d)
	r.events() // first: counts ask for the date of the operation
	r.counts()
	r.singles()
	r.ages()
	r.sentences()
	r.verdicts()
	d.Claims = append(d.Claims, merge(r.found)...)
	return nil
}

// reader reads the facts of one document.
type reader struct {
	tree
	sentence  []int32 // of each token
	tells     []class // of each token
	headed    []int32 // the mention that a token heads, -1 for none
	covered   []int32 // the innermost mention that a token stands in, -1 for none
	numbers   []number
	dates     []date
	inDate    []bool // whether a token is part of a date
	verbal    []bool // whether a sentence has a finite verb
	edges     edges
	leading   map[kindSet]int // the entity of the kinds that is mentioned most
	today     calendar.Date   // the article's date
	ops       []int           // the operations
	mainYears map[int]bool    // the years that the main operation is dated to, nil until asked for
	main      int             // the operation that the article is about, -1 for none
	ofOld     map[int]bool    // the operations of which isOfOld has been asked
	loots     []loot          // the numbers that were claimed as seized
	terms     []int           // the tokens of the terms that persons were sentenced to
	found     []finding
}

func newReader(d *text.Doc) *reader {
	r := &reader{tree: newTree(d), edges: readEdges(d), leading: map[kindSet]int{}, ofOld: map[int]bool{}}
	r.sentence = make([]int32, len(d.Tokens))
	for s := range d.Sentences {
		for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
			r.sentence[i] = int32(s)
		}
	}
	r.indexMentions()
	r.today, _ = calendar.Parse(d.Date)
	r.verbal = make([]bool, len(d.Sentences))
	for s := range d.Sentences {
		r.verbal[s] = r.findVerb(s)
	}
	r.main = r.mainOperation()
	r.findDates()
	r.mark()
	r.findNumbers()
	return r
}

func (r *reader) indexMentions() {
	n := len(r.doc.Tokens)
	r.headed, r.covered = make([]int32, n), make([]int32, n)
	for i := range n {
		r.headed[i], r.covered[i] = -1, -1
	}
	for m := range r.doc.Mentions {
		mention := &r.doc.Mentions[m]
		if mention.Entity < 0 {
			continue
		}
		if h := mention.Head; h >= 0 && h < n && (r.headed[h] < 0 || r.shorter(mention, r.headed[h])) {
			r.headed[h] = int32(m)
		}
		if mention.Form != text.Proper {
			continue // a description covers other names: "the head of Europol"
		}
		for i := max(mention.First, 0); i < min(mention.Last, n); i++ {
			if r.covered[i] < 0 || r.shorter(mention, r.covered[i]) {
				r.covered[i] = int32(m)
			}
		}
	}
}

func (r *reader) shorter(m *text.Mention, than int32) bool {
	o := &r.doc.Mentions[than]
	return m.Last-m.First < o.Last-o.First
}

// edges is what the relations between entities say about whom a fact is of.
type edges struct {
	targets   map[int][]int // of each operation
	ended     map[int][]int // those of them that were shut down or seized
	against   map[int][]int // the operations against each site
	ran       map[int][]int // the sites that each person ran
	runBy     map[int][]int // the persons who ran each site
	arrested  map[int][]int // those arrested in the course of each operation
	said      map[int]int   // of those arrested: the byte at which the first sentence that says so begins
	heldOn    map[int]held  // the dates that relations give to the arrests of persons
	officials map[int]bool  // persons who hold a post
	agents    map[int]bool  // those of them who hold it in an agency
}

// held is a date of an arrest and the byte at which the sentence that gives it begins.
type held struct {
	date string
	said int
}

func readEdges(d *text.Doc) edges {
	e := edges{targets: map[int][]int{}, ended: map[int][]int{}, against: map[int][]int{}, ran: map[int][]int{}, runBy: map[int][]int{},
		arrested: map[int][]int{}, said: map[int]int{}, heldOn: map[int]held{}, officials: map[int]bool{}, agents: map[int]bool{}}
	for i := range d.Claims {
		c := &d.Claims[i]
		if on := c.Attributes[ontology.ArrestDate]; len(on) > len(e.heldOn[c.From].date) && len(c.Evidence) > 0 {
			e.heldOn[c.From] = held{on, c.Evidence[0].Start}
		}
		switch c.Edge {
		case ontology.Targeted:
			e.targets[c.From] = append(e.targets[c.From], c.To)
			if o := c.Attributes[ontology.Outcome]; o == ontology.ShutDown || o == ontology.SeizedSite {
				e.ended[c.From] = append(e.ended[c.From], c.To)
			}
			e.against[c.To] = append(e.against[c.To], c.From)
		case ontology.Administered:
			e.ran[c.From] = append(e.ran[c.From], c.To)
			e.runBy[c.To] = append(e.runBy[c.To], c.From)
		case ontology.ArrestedDuring:
			e.arrested[c.To] = append(e.arrested[c.To], c.From)
			if _, known := e.said[c.From]; !known && len(c.Evidence) > 0 {
				e.said[c.From] = c.Evidence[0].Start
			}
		case ontology.WorksFor:
			e.officials[c.From] = true
			if d.Entities[c.To].Kind == ontology.Agency {
				e.agents[c.From] = true
			}
		}
	}
	return e
}

// reach is how many tokens on either side of a token can have to do with it.
// Sentences may be of any length; what is looked at is not.
const reach = 120

// near returns the sentence of token i, as far as it can have to do with it.
func (r *reader) near(i int) text.Sentence {
	s := r.doc.Sentences[r.sentence[i]]
	s.First, s.Last = max(s.First, i-reach), min(s.Last, i+reach)
	return s
}

// add claims a fact of entity e that the sentence of token at says.
func (r *reader) add(e int, key ontology.FactKey, v text.Value, at int, rule, why string) {
	if e < 0 || !key.On(r.doc.Entities[e].Kind) {
		return
	}
	s := r.doc.Sentences[r.sentence[at]]
	r.found = append(r.found, finding{Claim: text.Claim{
		From: e, Fact: key, Value: v, Alleged: r.alleged(at),
		Evidence: []text.Span{s.Span}, Rule: rule, Why: why,
	}})
}

// anchor is the date that relative dates are counted from: the article's own.
func (r *reader) anchor() calendar.Date { return r.today }
