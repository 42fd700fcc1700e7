package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// description finds the head noun of the phrase at token at: "an anonymous online
// market for heroin", "one of the largest bitcoin mixers on the darknet".
func (w *witness) description(at, end int) (noun string, head int, ok bool) {
	i := at
	for i < end && i < at+3 {
		switch w.lower[i] {
		case "then", "now", "once", "until", "long", "perhaps", "also", "probably", "formerly", "itself", "by", "for", "at":
			i++
			continue
		}
		break
	}
	if i >= end {
		return "", 0, false
	}
	if k := w.spanAt(i); k >= 0 && w.word(w.spans[k].last, i) == "'s" && w.isPlace(w.spans[k]) {
		i = w.spans[k].last + 1 // "X, Croatia's largest market"
	}
	switch w.lower[i] {
	case "a", "an", "the", "another", "its", "his", "their", "her":
		i++
	case "one", "among":
		for i < end && w.tag(i) != text.NOUN && w.tag(i) != text.ADJ && i < at+6 {
			i++
		}
	default:
		if w.tag(i) != text.NOUN && w.tag(i) != text.ADJ && !w.calls(i) {
			return "", 0, false
		}
	}
	last := -1
	for j := i; j < min(i+10, end); j++ {
		t := w.tag(j)
		if w.compatriot(j, end) {
			last = j
			break
		}
		switch {
		case t == text.NOUN || t != text.ADP && t != text.VERB && t != text.PROPN && w.shape[j] == isLower && w.calls(j):
			last = j
			continue
		case t == text.ADJ || t == text.PROPN || t == text.NUM || t == text.SYM || w.hyphen(j) || w.quote(j):
			continue
		case w.glued(j) && w.hyphen(j-1): // "£1,500-for-six-months"
			continue
		case (t == text.ADV || t == text.VERB) && last < j-1 && j+1 < end && w.tag(j+1) != text.DET:
			continue
		case w.lower[j] == "'s" || w.lower[j] == "'":
			continue
		case (w.lower[j] == "," || w.lower[j] == "and") && j+1 < end && w.tag(j+1) == text.ADJ && last < 0:
			continue // "a free and anonymous service"
		}
		break
	}
	if last < 0 || last+1 < end && w.finite(last+1) {
		return "", 0, false
	}
	return w.lower[last], last, true
}

// compatriot reports whether token j calls somebody by a country and nothing else: "X,
// a Turk".
func (w *witness) compatriot(j, end int) bool {
	d, ok := lexicon.Demonyms().Get(w.words[j])
	if !ok || !d.People || j == 0 || w.lower[j-1] != "a" && w.lower[j-1] != "an" {
		return false
	}
	return j+1 >= end || !w.nominal(j+1) && w.tag(j+1) != text.ADJ && !w.hyphen(j+1)
}

// finite reports whether token i is a finite verb: "X, the government reckoned,
// was …" does not call X a government.
func (w *witness) finite(i int) bool {
	if w.tag(i) != text.VERB {
		return false
	}
	switch w.doc.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	_, end := w.bounds(i)
	return i+1 < end && w.lower[i+1] == ","
}

// calls reports whether token i is a noun that says what something is.
func (w *witness) calls(i int) bool {
	if _, ok := lexicon.HeadNouns().Get(w.lower[i]); ok {
		return true
	}
	_, ok := lexicon.PersonNouns().Get(w.lower[i])
	return ok
}

// castDescription votes for what the head noun at token head says.
func (w *witness) castDescription(noun string, head int, why string, factor float64, b *ballot) {
	first, end := w.bounds(head)
	if w.ofOfficers(head, end) {
		b.cast(ontology.Agency, 5, why+noun+" of officers")
		return
	}
	if w.compatriot(head, end) {
		b.cast(ontology.Person, 4, why+noun)
		return
	}
	for n := min(5, head+1-first); n >= 1; n-- {
		words := w.lower[head+1-n : head+1]
		if h, m := lexicon.HeadNouns().Longest(words); m == n {
			if h.Kind == ontology.Marketplace && w.word(head+1, head) == "for" && w.servile(head+2, min(head+5, end)) {
				h.Kind = ontology.Service // "a marketplace for DDoS attacks"
			}
			w.castHead(h, head+1-n, head+1, why, b)
			return
		}
		if p, m := lexicon.PersonNouns().Longest(words); m == n && !p.Plural {
			switch noun {
			case "sister", "brother", "cousin", "twin", "heir", "daughter", "father", "mother":
				if w.its(head) {
					b.cast(site, 2, why+noun) // "its smaller sister"
					return
				}
			case "source":
				if w.word(head+1, head) == "of" {
					return // "X was its source of income"
				}
				factor /= 2
			case "dealer", "trader", "operator", "distributor", "seller", "vendor", "developer", "owner", "manager", "broker", "merchant", "partner", "associate", "affiliate":
				factor /= 2 // companies are called so too
			}
			b.cast(ontology.Person, 4*factor, why+strings.Join(words, " "))
			return
		}
		if p, m := lexicon.AgencyNouns().Longest(words); m == n && !p.People {
			b.cast(ontology.Agency, 3*factor, why+strings.Join(words, " "))
			return
		}
	}
	if tr, ok := lexicon.Triggers().Get(noun); ok && tr.Noun && (tr.Effect == lexicon.Action || tr.Effect == lexicon.Probe) {
		if first := max(first, head-8); w.servile(first, head) {
			b.cast(ontology.Service, 5, why+w.form(head, head+1))
			return
		}
		b.cast(ontology.Operation, 5, why+noun)
		return
	}
	if !b.take("is", noun, why+noun) && w.dark(max(first, head-4), head) {
		b.cast(site, 3*factor, why+noun+" of the dark web")
	}
}

// its reports whether "its" stands close before token i.
func (w *witness) its(i int) bool {
	first, _ := w.bounds(i)
	for k := max(first, i-3); k < i; k++ {
		if w.lower[k] == "its" {
			return true
		}
	}
	return false
}

// dark reports whether a word among the tokens [from, to) is for the dark web, before a
// noun in the singular that may be anything: "the dark web drugs den".
func (w *witness) dark(from, to int) bool {
	for i := from; i < to; i++ {
		switch w.lower[i] {
		case "darknet", "darkweb", "dark-web", "dark-net":
			return w.doc.Tokens[to].XPOS != "NNS"
		case "dark":
			if w.lower[i+1] == "web" || w.lower[i+1] == "net" {
				return i+1 < to && w.doc.Tokens[to].XPOS != "NNS"
			}
		}
	}
	return false
}

// ofOfficers reports whether the noun at token head gathers people of the law: "a
// group of investigators".
func (w *witness) ofOfficers(head, end int) bool {
	switch w.lower[head] {
	case "group", "team", "unit", "alliance", "coalition", "network", "body", "force", "squad":
	default:
		return false
	}
	if head+1 >= end || w.lower[head+1] != "of" {
		return false
	}
	for i := head + 2; i < min(head+6, end); i++ {
		if g, ok := lexicon.AgencyNouns().Get(w.lower[i]); ok && g.People && g.Plural {
			return true
		}
		if w.tag(i) != text.ADJ && w.tag(i) != text.NOUN && w.tag(i) != text.PROPN {
			return false
		}
	}
	return false
}

// servile reports whether a word among the tokens [from, to) says that what they
// describe is a service: "a ransomware operation" is none of the police's.
func (w *witness) servile(from, to int) bool {
	for i := from; i < to; i++ {
		word, _, _ := strings.Cut(w.lower[i], "-") // "ransomware-as-a-service"
		if t, ok := lexicon.TopicWords().Get(word); ok && t.Service && t.Topic == lexicon.Cybercrime {
			return true
		}
	}
	return false
}
