package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/internal/tree"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// witness gathers evidence for the names of an article from how each span is
// made and from what stands around it.
type witness struct {
	*names
	trees  *tree.Trees
	topic  *topic
	lowers map[string]bool // the words that the article has in lower case

	heroAt    int // the name that the article speaks of most, -1 for none
	heroKnown bool
}

func (w *witness) hear() {
	for i := range w.spans {
		it := w.all[w.of[i]]
		w.made(i, &it.ballot)
		w.before(i, &it.ballot)
		w.after(i, &it.ballot)
		w.clause(i, &it.ballot)
		w.one(i, &it.ballot)
	}
	w.recognised()
	w.actors()
	w.deeds()
	w.pronouns()
	w.homes()
	w.references()
	w.versions()
}

// clause looks at the verb that the span hangs on.
func (w *witness) clause(i int, b *ballot) {
	sp := w.spans[i]
	first, _ := w.bounds(sp.first)
	at := sp.first - 1
	if at >= first && w.lower[at] == "the" {
		at--
	}
	if at < first {
		return
	}
	w.stands(sp, b)
	if _, end := w.bounds(sp.first); sp.last < end && w.tag(sp.last) == text.NOUN {
		return // "says Boston engineer": the object comes later
	}
	if t := &w.doc.Tokens[at]; t.UPOS == text.VERB {
		b.take("object", t.Lemma, "the object of "+t.Lemma)
	}
}

// one looks for "a" and "two" in front: there is one AlphaBay only, but a Range Rover
// is one of many.
func (w *witness) one(i int, b *ballot) {
	sp := w.spans[i]
	first, end := w.bounds(sp.first)
	if sp.first == first || sp.last < end && (w.nominal(sp.last) || w.hyphen(sp.last)) {
		return
	}
	switch before := w.lower[sp.first-1]; {
	case before == "a", before == "an", w.tag(sp.first-1) == text.NUM:
		b.cast(site, -4, "one of many")
	}
}

// stands reads a noun that the span is in apposition to: "his company, X", "a
// third big market, Y".
func (w *witness) stands(sp span, b *ballot) {
	head := headOf(w.doc.Tokens, sp.first, sp.last)
	if !w.trees.Is(head, "appos") {
		return
	}
	noun := w.trees.Head(head)
	at := sp.first - 1
	if at > 0 && w.lower[at] == "the" {
		h, ok := lexicon.HeadNouns().Get(w.lower[max(noun, 0)])
		if !ok || !online(h.Kind) {
			return
		}
		at-- // "a further platform, the X"
	}
	if noun < 0 || noun >= sp.first || w.spanAt(noun) >= 0 || w.lower[at] != "," && !w.quote(at) {
		return
	}
	w.castDescription(w.lower[noun], noun, "said before it to be a ", 0.8, b)
}

// fullName reports whether a span of two or three words looks like somebody's name: no
// word in it is a plain one, or one of bodies' or places' names.
func (w *witness) fullName(sp span) bool {
	if n := sp.last - sp.first; n < 2 || n > 3 || sp.kind != 0 || w.words[sp.first] == "Operation" {
		return false
	}
	for i := sp.first; i < sp.last; i++ {
		word := w.lower[i]
		_, named := lexicon.NameWords().Get(w.words[i])
		_, topic := lexicon.TopicWords().Get(word)
		if named || topic || w.shape[i] != isCapital || w.tag(i) != text.PROPN || w.isPlace(span{first: i, last: i + 1}) || w.lowered(word) || w.calledSo(word) {
			return false
		}
	}
	return !w.located(sp)
}

// recognised counts what the statistical recogniser says.
func (w *witness) recognised() {
	next := 0
	for i, sp := range w.spans {
		for next < len(w.doc.Names) && w.doc.Names[next].Last <= sp.first {
			next++
		}
		if next >= len(w.doc.Names) {
			return
		}
		n := w.doc.Names[next]
		if n.First >= sp.last {
			continue
		}
		// A tie-breaker: more weight cost precision on every set of articles.
		weight := 0.2
		if n.First == sp.first && n.Last == sp.last {
			weight = 0.3
		}
		b := &w.all[w.of[i]].ballot
		switch n.Type {
		case text.PersonName:
			if n.First == sp.first && n.Last == sp.last && w.fullName(sp) {
				weight = 0.6
			}
			b.cast(ontology.Person, weight*2.2, "recognised")
		case text.PlaceName:
			b.cast(ontology.Place, weight*1.4, "recognised")
		case text.OrganizationName:
			b.cast(ontology.Organization, weight, "recognised")
			b.cast(ontology.Agency, weight*0.4, "recognised")
		}
	}
}
