package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// preposition looks at a preposition before token at and what it hangs on.
func (w *witness) preposition(sp span, at, first int, b *ballot) {
	if at <= first {
		return
	}
	p, noun := w.lower[at-1], ""
	if at-2 >= first {
		noun = w.lower[at-2]
	}
	w.inWider(sp, p, b)
	switch p {
	case "of":
		if next := w.word(sp.last, sp.first); next == "'s" || next == "'" || w.describes(sp) {
			return // "the arrest of X's founder", "the owner of the X duplex" are of another thing
		}
		if noun == "director" && sp.last-sp.first == 1 && w.shape[sp.first] == isCapital && w.lowerNoun(sp.first) {
			return // "Director of Enforcement"
		}
		if !b.take("of", noun, "the "+noun+" of it") && at-4 >= first && (w.lower[at-3] == "or" || w.lower[at-3] == "and") {
			b.take("of", w.lower[at-4], "the "+w.lower[at-4]+" of it") // "founders or members of X"
		}
	case "for":
		if c, ok := cues()["of "+noun]; ok && c.kinds[0] == site {
			b.cast(site, c.weight*0.7, "the "+noun+" for it") // "a moderator for X"
		}
	case "on", "via", "through":
		w.dealings(sp, at, first, b)
	case "in", "near", "from", "between":
		w.whereabouts(sp, at, p, noun, b)
	case "at":
		if _, end := w.bounds(sp.first); w.wider(sp.last, end) {
			b.cast(ontology.Place, 1, "a wider place behind it")
			return
		}
		if c, ok := cues()["on "+noun]; ok && c.kinds[0] == site {
			b.cast(site, c.weight*0.7, noun+" at it") // "stalls at X"
		}
		if p, ok := lexicon.PersonNouns().Get(noun); ok && p.Post {
			b.cast(ontology.Organization, 3, "a "+noun+" at it")
			b.cast(ontology.Agency, 1, "a "+noun+" at it")
		}
	case "behind", "against", "into", "to":
		b.take(p, noun, noun+" "+p+" it")
	case "mr", "mrs", "ms", "dr":
		b.cast(ontology.Person, 8, "a form of address before it")
	}
}

// dealings reads "on", "via" or "through" before token at, and what is said to be on the name.
func (w *witness) dealings(sp span, at, first int, b *ballot) {
	p, noun := w.lower[at-1], w.word(at-2, at-1)
	if k := w.spanAt(at - 2); p == "on" && k >= 0 && at-2 >= first && w.spans[k].alias {
		b.cast(site, 2, "somebody's name on it")
		return
	}
	heard := b.take("on", noun, noun+" on it")
	if !heard && p == "on" && at-2 >= first {
		if _, n := lexicon.Commodities().Longest(w.lower[max(first, at-3) : at-1]); n > 0 {
			b.cast(site, 2.5, "goods on it")
			heard = true
		}
	}
	switch next := w.word(sp.last, sp.first); {
	case p != "on":
	case heard:
		b.cast(ontology.Marketplace, 0.7, "dealings on it")
	case w.topic.crime && next != "'s" && next != "'" && w.word(sp.first-1, sp.first) == "on" && !w.describes(sp) && !w.listed(sp) && w.dealing(sp):
		b.cast(site, 1, "something on it") // "first on X and, when that fell, on Y"
		b.cast(ontology.Marketplace, 0.5, "something on it")
	}
}

// dealing reports whether the sentence of a span speaks of a trade.
func (w *witness) dealing(sp span) bool {
	if nw, ok := lexicon.NameWords().Get(w.words[sp.last-1]); ok && nw.Kind == ontology.Place {
		return false
	}
	first, end := w.bounds(sp.first)
	for i := max(first, sp.first-20); i < min(end, sp.last+10); i++ {
		if t, ok := lexicon.TopicWords().Get(w.lower[i]); ok && t.Market || trading(w.doc.Tokens[i].Lemma) {
			return true
		}
		switch w.doc.Tokens[i].Lemma {
		case "announce", "boast", "brag", "chat", "complain", "moderator", "post", "recruit", "reply", "speak", "supply", "vouch", "write":
			return true
		}
	}
	return false
}

// listed reports whether a list knows a span as something that is no site.
func (w *witness) listed(sp span) bool {
	words := w.words[sp.first:sp.last]
	_, o := lexicon.Organizations().Longest(words)
	_, t := lexicon.Technologies().Longest(words)
	_, g := lexicon.Agencies().Longest(words)
	return max(o, t, g) == len(words) || w.isPlace(sp)
}

// inWider looks for a wider place behind what may be one: "from Camberg in Hesse".
func (w *witness) inWider(sp span, preposition string, b *ballot) {
	switch preposition {
	case "in", "near", "from", "of", "at":
	default:
		return
	}
	if _, end := w.bounds(sp.first); sp.last+1 < end && w.lower[sp.last] == "in" {
		if _, n := lexicon.Places().Longest(w.words[sp.last+1 : end]); n > 0 {
			b.cast(ontology.Place, 2, "in a wider place")
		}
	}
}

// whereabouts reads a preposition p of place that stands before token at, and the noun
// before it.
func (w *witness) whereabouts(sp span, at int, p, noun string, b *ballot) {
	switch {
	case b.take("at", noun, noun+" "+p+" it"):
		if next := sp.last + 1; p == "between" && w.word(sp.last, sp.first) == "and" && next < len(w.words) {
			if k := w.spanAt(next); k >= 0 {
				w.all[w.of[k]].ballot.take("at", noun, noun+" "+p+" it")
			}
		}
	case p == "from" && (noun == ")" || noun == ",") && (w.age(at-3) || noun == "," && w.words[at-3] == ")" && w.age(at-4)):
		b.cast(ontology.Place, 2.5, "home of a person") // "Jane Doe (34) from X"
	case p == "from" && w.personal(at-2):
		b.cast(ontology.Place, 2.5, noun+" from it")
	case p == "in" || p == "near":
		weight := 1.2
		for i := sp.first; i < sp.last; i++ {
			if w.shape[i] != isCapital && !w.hyphen(i) || w.words[i] == "Operation" {
				weight = 1
			}
		}
		b.cast(ontology.Place, weight, "in it")
	case p == "from" && w.word(sp.last, sp.first) == "to" && w.spanAt(sp.last+1) >= 0:
		b.cast(ontology.Place, 1.5, "from here to there")
		w.all[w.of[w.spanAt(sp.last+1)]].ballot.cast(ontology.Place, 1.5, "from here to there")
	}
}

// personal reports whether token i is a noun for one or several people.
func (w *witness) personal(i int) bool {
	_, ok := lexicon.PersonNouns().Get(w.lower[i])
	return ok
}

// describes reports whether the span only says which one the noun behind it stands for:
// "the X duplex", but not "the X market".
func (w *witness) describes(sp span) bool {
	_, end := w.bounds(sp.first)
	if sp.last >= end || w.tag(sp.last) != text.NOUN || w.shape[sp.last] != isLower {
		return false
	}
	_, n := lexicon.HeadNouns().Longest(w.lower[sp.last:min(sp.last+4, end)])
	return n == 0
}
