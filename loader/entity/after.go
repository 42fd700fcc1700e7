package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// after looks at the words behind the span: "X, a forum where …", "X, 34, of
// Leeds", "the X marketplace".
func (w *witness) after(i int, b *ballot) {
	sp := w.spans[i]
	_, end := w.bounds(sp.first)
	at := sp.last
	if at < end && w.quote(at) {
		at++
	}
	if at >= end {
		return
	}
	// Brackets with an acronym or an age do not end the look.
	if w.words[at] == "(" {
		closing := at + 1
		for closing < end && closing < at+8 && w.words[closing] != ")" {
			closing++
		}
		if closing < end && w.words[closing] == ")" {
			if closing == at+2 && w.age(at+1) {
				b.cast(ontology.Person, 6, "an age behind it")
			}
			at = closing + 1
		}
	}
	if at >= end {
		return
	}
	switch w.lower[at] {
	case ",", "–", "—":
		if w.lower[at] != "," && w.isPlace(sp) && w.begins(sp) {
			return // a dateline
		}
		w.apposition(i, at+1, end, b)
	case "'s", "'":
		w.possession(at+1, end, b)
	case "is", "was", "are", "were", "became", "has", "had":
		w.predicate(sp, at, end, b)
	default:
		w.compound(at, end, b)
	}
}

// begins reports whether a span begins its sentence.
func (w *witness) begins(sp span) bool {
	first, _ := w.bounds(sp.first)
	return sp.first == first
}

func (w *witness) age(i int) bool {
	if i < 0 || w.shape[i] != isNumber || len(w.words[i]) != 2 {
		return false
	}
	return w.words[i] >= "14"
}

// apposition reads what follows a comma behind the span.
func (w *witness) apposition(i, at, end int, b *ballot) {
	sp := w.spans[i]
	if at >= end {
		return
	}
	if w.ageBehind(i, at, end, b) {
		return
	}
	if at+3 < end && w.words[at+2] == "," && w.tag(at) == text.NOUN {
		switch w.lower[at+1] {
		case "say", "says", "said", "believe", "allege":
			at += 3 // "X, prosecutors say, a mixer"
		}
	}
	if (w.lower[at] == "also" || w.lower[at] == "better") && at+1 < end {
		at++
	}
	switch w.lower[at] {
	case "who", "whom":
		switch next := w.word(at+1, sp.first); {
		case next == "are", next == "were", next == "have": // it closes a list
		case !w.located(sp) && !w.home(sp):
			b.cast(ontology.Person, 3, "who behind it") // else "Jane Doe (26), from X, who"
		}
		return
	case "which":
		w.relative(at+1, end, b)
		return
	case "whose":
		w.possession(at+1, end, b)
		return
	case "known", "alias", "aka", "a.k.a.", "nicknamed":
		b.cast(ontology.Person, 0.6, "an alias behind it")
	case "of", "from":
		b.cast(ontology.Person, 1.5, "a place behind it")
		return
	}
	if !(w.words[at] == "Vice" && w.word(at+1, at) != "president") && b.take("post", w.lower[at], "a post behind it") {
		return
	}
	if w.officer(at, end) {
		b.cast(ontology.Person, 4, "a post behind it")
		return
	}
	if noun, h, ok := w.description(at, end); ok {
		if !w.placed(i, noun) && !w.inList(i, h, end) {
			w.castDescription(noun, h, "said behind it to be a ", 1, b)
		}
		return
	}
	if at < end && w.capital(at) {
		if p, n := lexicon.Places().Longest(w.words[at:end]); n > 0 && p.Type != lexicon.City {
			b.cast(ontology.Place, 2, "a wider place behind it")
		}
	}
}

// inList reports whether what the noun at token h ends is another member of the list that
// name i is in: "Netflix, X, a VPN, even Y".
func (w *witness) inList(i, h, end int) bool {
	if i == 0 || !w.fellow(w.spans[i-1], w.spans[i]) || h+2 >= end || w.words[h+1] != "," {
		return false
	}
	switch w.lower[w.spans[i].first-1] {
	case "and", "or":
		return false
	}
	return w.lower[h+2] == "even" || w.lower[h+2] == "a" || w.lower[h+2] == "an" || w.lower[h+2] == "and"
}

// ageBehind hears an age at token at behind name i, and reports whether there is one: "X,
// 34, of Leeds", "X, aged 34", "X and Y, both 18".
func (w *witness) ageBehind(i, at, end int, b *ballot) bool {
	const why = "an age behind it"
	follows := ""
	if at+1 < end {
		follows = w.lower[at+1]
	}
	switch {
	case w.lower[at] == "aged":
	case w.age(at):
		switch follows {
		case "", ",", ".", "and", "of", "from":
		default:
			if !w.quote(at + 1) {
				return false
			}
		}
	case follows != "" && (w.lower[at] == "both" || w.lower[at] == "all") && w.age(at+1):
		if k := i - 1; k >= 0 && w.fellow(w.spans[k], w.spans[i]) {
			w.all[w.of[k]].ballot.cast(ontology.Person, 6, why)
		}
	default:
		return false
	}
	b.cast(ontology.Person, 6, why)
	return true
}

// officer reports whether a post stands at token at, with what tells it from
// others of its name: "interim U.S. attorney", "the head".
func (w *witness) officer(at, end int) bool {
	for i := at; i < min(at+4, end); i++ {
		switch w.lower[i] {
		case "the", "then", "interim", "former", "senior", "us", "u.s.", "federal", "assistant":
			continue
		}
		p, n := lexicon.PersonNouns().Longest(w.lower[i:min(i+4, end)])
		return n > 0 && p.Post && !p.Plural && i > at
	}
	return false
}

// placed reports whether span i stands behind a preposition of place, so that a
// person's description behind it is of somebody else: "a man from Hull, a woman
// from York".
func (w *witness) placed(i int, noun string) bool {
	sp := w.spans[i]
	first, _ := w.bounds(sp.first)
	if sp.first == first {
		return false
	}
	switch w.lower[sp.first-1] {
	case "in", "near":
	case "from":
		if sp.first-2 < first {
			return false
		}
		if w.age(sp.first - 3) {
			break // "Jane Doe (34) from X, the owner of …"
		}
		if _, ok := lexicon.PersonNouns().Get(w.lower[sp.first-2]); !ok {
			return false
		}
	default:
		return false
	}
	_, person := lexicon.PersonNouns().Get(noun)
	return person
}

// relative reads ", which …" for what things do and people do not.
func (w *witness) relative(at, end int, b *ballot) {
	if at+1 < end && (w.lower[at] == "was" || w.lower[at] == "is") {
		if noun, h, ok := w.description(at+1, end); ok {
			w.castDescription(noun, h, "said to be a ", 1, b)
			return
		}
	}
	for i := at; i < min(at+4, end); i++ {
		if w.tag(i) == text.VERB && w.does(i, end, b) {
			return
		}
	}
}

// predicate reads "X was a …", "X was shut down", "X was arrested", but not "an
// affiliate of X was arrested".
func (w *witness) predicate(sp span, at, end int, b *ballot) {
	if w.within(sp) {
		return
	}
	i := at + 1
	for i < end && i < at+4 && (w.tag(i) == text.ADV || w.tag(i) == text.AUX || w.lower[i] == "been" || w.lower[i] == "not") {
		i++
	}
	if i >= end {
		return
	}
	if w.tag(i) == text.VERB || w.tag(i) == text.ADJ {
		lemma := w.doc.Tokens[i].Lemma
		if i+1 < end && b.take("done", lemma+" "+w.lower[i+1], "what was done to it") {
			return
		}
		if b.take("done", lemma, "what was done to it") {
			return
		}
	}
	if w.lower[at] == "has" || w.lower[at] == "had" {
		return
	}
	if noun, h, ok := w.description(i, end); ok && !w.located(sp) {
		w.castDescription(noun, h, "said to be a ", 1, b)
	}
}

// located reports whether the span stands behind a preposition of place: "Held with him in
// X was a roommate".
func (a *article) located(sp span) bool {
	switch a.word(sp.first-1, sp.first) {
	case "in", "near", "at", "from":
		return true
	}
	return false
}

// home reports whether a span stands behind somebody's name or age and "of": "Jane Doe, 60,
// of X, who".
func (a *article) home(sp span) bool {
	if a.word(sp.first-1, sp.first) != "of" {
		return false
	}
	switch before := a.word(sp.first-2, sp.first); {
	case before == "," || before == ")":
		return true
	default:
		return before != "" && a.shape[sp.first-2] == isCapital && a.tag(sp.first-2) == text.PROPN
	}
}

// within reports whether the span ends a phrase that "of" or its like ties it to.
func (w *witness) within(sp span) bool {
	first, _ := w.bounds(sp.first)
	at := sp.first - 1
	for at >= max(first, sp.first-3) && (w.lower[at] == "the" || w.quote(at)) {
		at--
	}
	if at <= first {
		return false
	}
	switch w.lower[at] {
	case "of", "behind", "at", "for":
		return w.tag(at-1) == text.NOUN
	}
	return false
}

// possession reads "X's servers", "X's director".
func (w *witness) possession(at, end int, b *ballot) {
	for i := at; i < min(at+5, end); i++ {
		if b.take("owns", w.lower[i], "its "+w.lower[i]) {
			return
		}
		if w.tag(i) != text.ADJ && w.tag(i) != text.NUM && w.tag(i) != text.NOUN && w.tag(i) != text.CCONJ {
			return
		}
	}
}

// compound reads the noun right behind the span: "the Hansa marketplace", "an FBI
// agent", "Wintershall said".
func (w *witness) compound(at, end int, b *ballot) {
	for n := min(4, end-at); n >= 1; n-- {
		words := w.lower[at : at+n]
		if h, m := lexicon.HeadNouns().Longest(words); m == n && (n > 1 || w.nominal(at) || w.tag(at) == text.ADJ) {
			noun := strings.Join(words, " ")
			if h.Strength != lexicon.Crime {
				switch h.Kind {
				case ontology.Marketplace, ontology.Service:
					b.cast(site, 2.5, "a "+noun+" of that name")
					if h.Strength == lexicon.Plain {
						b.cast(h.Kind, 1, "a "+noun+" of that name")
					}
				default:
					b.cast(h.Kind, 2, "a "+noun+" of that name")
				}
				return
			}
			b.cast(h.Kind, 4, "a "+noun+" of that name")
			return
		}
	}
	if b.take("kind", w.lower[at], "a "+w.lower[at]+" of that name") {
		return
	}
	if p, ok := lexicon.PersonNouns().Get(w.lower[at]); ok && !p.Crime && !p.Plural && !p.Post {
		b.cast(ontology.Place, 1.5, "a "+w.lower[at]+" from it") // "Texas man"
		return
	}
	switch w.lower[at] {
	case "arrest", "home", "house", "trial": // "the Doe arrest", "his Leeds home"
		b.cast(ontology.Person, 1.2, "a "+w.lower[at]+" of that name")
		b.cast(ontology.Place, 1.3, "a "+w.lower[at]+" of that name")
		return
	}
	if b.take("owns", w.lower[at], "its "+w.lower[at]) {
		return
	}
	if p, ok := lexicon.PersonNouns().Get(w.lower[at]); ok && !p.Crime && !p.Plural {
		b.cast(ontology.Place, 1, "a "+w.lower[at]+" from it")
		return
	}
	switch w.lower[at] {
	case "said", "says", "told", "added", "wrote", "argued", "warned", "explained", "pleaded", "admitted", "denied":
		b.cast(ontology.Person, 1, "it speaks")
		b.cast(ontology.Organization, 0.4, "it speaks")
		b.cast(ontology.Agency, 0.4, "it speaks")
	case "who":
		b.cast(ontology.Person, 2, "who behind it")
	case "-":
		if at+1 < end && (w.lower[at+1] == "based" || w.lower[at+1] == "born") {
			b.cast(ontology.Place, 5, "-"+w.lower[at+1]+" behind it")
		}
	default:
		if w.tag(at) == text.VERB {
			w.does(at, end, b)
		}
	}
}

// does votes by the verb at token at, with its particle if it has one.
func (w *witness) does(at, end int, b *ballot) bool {
	lemma := w.doc.Tokens[at].Lemma
	if at+1 < end && b.take("does", lemma+" "+w.lower[at+1], "what it did") {
		return true
	}
	return b.take("does", lemma, "what it did")
}
