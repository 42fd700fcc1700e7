// Package entity finds the mentions of an article and says what kind of thing
// each refers to.
//
// # The walk
//
//	find       runs of capitals become spans, joined ("Bureau of X") and divided
//	           ("FBI Director Jane Doe") by lists of words (find.go, start.go, join.go,
//	           pair.go, divide.go, operation.go, rank.go); handles, names in quotes, offices and units in lower case,
//	           addresses and datelines are added
//	group      spans of one spelling, or said to be the same, are one name (name.go)
//	hear       each span gives evidence for its name: by the words in it (made.go,
//	           paper.go), before it (before.go, head.go, preposition.go) and behind it (after.go,
//	           description.go), by what is done to it (deed.go) and what it does to others
//	           (actor.go), what it is called later (discourse.go), and the statistical
//	           recogniser, where there is one
//	decide     lists share what they know (list.go), and the kind that most speaks for
//	           is the name's (decide.go), if the topic allows it (topic.go);
//	           a company that the story is about is a service (front.go)
//	reconsider a network that learnt how far each piece of evidence can be trusted has the
//	           last word (learned.go, learned_feature.go, train.go)
//
// A name is decided once for the whole article, so that a name typed once is typed
// everywhere. A name of which too little is known is left out rather than guessed.
//
// # What can surprise
//
// Markets, services and operations need an article about crime: a farmers' market
// is an organisation, a navy's operation is nothing. Mentions may lie in one another:
// "Trier" in "Trier Regional Court". Descriptions ("the site") and pronouns are
// mentions too; they have no kind where their noun fits several. The layer Names is
// used if it is there and not needed.
package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/internal/classifier"
	"onymous/loader/internal/tree"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// Stage returns the stage that fills Doc.Mentions, in text order. Mentions may lie in one
// another. An error means that the embedded model is corrupt.
func Stage() (text.Stage, error) {
	m, err := embeddedModel()
	if err != nil {
		return text.Stage{}, err
	}
	return text.Stage{
		Name:  "entity",
		Needs: text.Tokens | text.Tags | text.Trees,
		Gives: text.Mentions,
		Apply: func(d *text.Doc) error {
			apply(d, m)
			return nil
		},
	}, nil
}

func apply(d *text.Doc, model *classifier.Model) {
	w := hear(d)
	w.reconsider(model)
	a := w.article
	var decided []span
	for i, sp := range w.spans {
		it := w.all[w.of[i]]
		if it.kind == 0 {
			continue
		}
		decided = append(decided, sp)
		d.Mentions = append(d.Mentions, mention(a, sp.first, sp.last, text.Proper, it.kind, it.why))
		if it.kind == ontology.Agency {
			d.Mentions = append(d.Mentions, seats(a, sp)...)
			if a.branch(sp) {
				d.Mentions = append(d.Mentions, mention(a, sp.first, sp.first+1, text.Proper, ontology.Agency, "the agency in the name of its branch"))
			}
		}
	}
	for _, g := range goods(a, decided) {
		if w.topic.war && g.kind == ontology.Commodity {
			continue // an army's weapons are no goods
		}
		d.Mentions = append(d.Mentions, mention(a, g.first, g.last, text.Nominal, g.kind, g.name))
	}
	d.Mentions = append(d.Mentions, nominals(a, decided)...)
	sortMentions(d.Mentions)
}

// hear returns what rules say of the names of a document.
func hear(d *text.Doc) *witness {
	a := view(d)
	w := &witness{names: group(a, find(a)), trees: tree.Plant(d), topic: survey(a)}
	w.hear()
	w.decide()
	return w
}

func mention(a *article, first, last int, form text.MentionForm, kind ontology.NodeKind, why string) text.Mention {
	t := a.doc.Tokens
	return text.Mention{
		Span:  text.Span{Start: t[first].Start, End: t[last-1].End},
		First: first, Last: last, Head: headOf(t, first, last),
		Form: form, Kind: kind, Entity: -1, Why: why,
	}
}

// headOf returns the token of [first, last) whose head lies outside.
func headOf(t []text.Token, first, last int) int {
	for i := first; i < last; i++ {
		if h := t[i].Head; h < first || h >= last {
			return i
		}
	}
	return last - 1
}

// seats returns the places that an agency's name holds: "Trier" in "Trier Regional
// Court".
func seats(a *article, sp span) []text.Mention {
	if force(a.words[sp.last-1]) {
		return nil // the beat of a force is no place that the article speaks of
	}
	var out []text.Mention
	for i := sp.first; i < sp.last; {
		p, n := lexicon.Places().Longest(a.words[i:sp.last])
		if n == 0 || n == sp.last-sp.first || p.Type == lexicon.Country {
			i += max(n, 1)
			continue
		}
		out = append(out, mention(a, i, i+n, text.Proper, ontology.Place, "a place in the name of an agency"))
		i += n
	}
	return out
}
