package entity

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// deeds counts what the police did to a name as a sign that it is a site: people
// are arrested, but markets are shut down.
func (w *witness) deeds() {
	v := victims{w.doc, w.trees}
	for _, d := range v.all() {
		weight := 1.0
		switch d.effect {
		case lexicon.Close, lexicon.Seize, lexicon.Take:
			weight = 2.5
		case lexicon.Probe, lexicon.Action:
			weight = 0.7
		}
		switch w.trees.Lemma(d.at) {
		case "close", "end", "remove", "secure", "kill", "search", "strike", "action", "effort", "campaign":
			weight = 1
		}
		for _, t := range d.targets {
			if i := w.spanAt(t); i >= 0 {
				w.all[w.of[i]].ballot.cast(site, weight, "what was done to it")
			}
		}
	}
}

// spanAt returns the span that covers a token, or -1.
func (w *witness) spanAt(token int) int {
	lo, hi := 0, len(w.spans)
	for lo < hi {
		mid := (lo + hi) / 2
		if w.spans[mid].last <= token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(w.spans) && w.spans[lo].first <= token {
		return lo
	}
	return -1
}

// references lets "the site", "the forum" and their like count for the name that
// they most likely refer to: the one that the sentences before name most often
// in the article.
func (w *witness) references() {
	for i := range w.words {
		if w.lower[i] != "the" && w.lower[i] != "this" {
			continue
		}
		noun, h, ok := w.definite(i)
		if !ok || strings.HasPrefix(noun, "data cent") || noun == "black market" && w.lower[i] == "the" {
			continue // what is sold under the counter anywhere is no site
		}
		at := w.lately(i, h)
		if at < 0 {
			continue
		}
		kind, weight := h.Kind, 1.5
		if h.Strength == lexicon.Vague || w.topic.abuse {
			kind = site
		}
		if noun == "market" || noun == "marketplace" {
			weight = 1.2 // any trade is called so
		}
		if sum, _ := w.all[at].ballot.scores(); len(w.all[at].spans) == 1 && !online(leader(sum)) && sum[site] == 0 {
			weight = 0.9 // named once and for no reason of its own
		}
		w.all[at].ballot.cast(kind, weight, "called the "+noun)
	}
}

// definite reads "the" and a head noun at token i that no name follows.
func (w *witness) definite(i int) (noun string, h lexicon.HeadNoun, ok bool) {
	_, end := w.bounds(i)
	for skip := 1; skip <= 3 && i+skip < end; skip++ {
		at := i + skip
		words := w.lower[at:min(at+4, end)]
		h, n := lexicon.HeadNouns().Longest(words)
		if n > 0 && !h.Plural {
			after := at + n
			if after < end && (w.nominal(after) || w.capital(after) || w.quote(after)) {
				return "", h, false
			}
			return strings.Join(words[:n], " "), h, h.Kind == ontology.Marketplace || h.Kind == ontology.Service
		}
		if w.tag(at) != text.ADJ && w.tag(at) != text.NOUN {
			break
		}
	}
	return "", lexicon.HeadNoun{}, false
}

// lately returns the name in the sentences up to token i that may be what h
// refers to, or -1.
func (w *witness) lately(i int, h lexicon.HeadNoun) int {
	s := int(w.sentence[i])
	from := w.doc.Sentences[max(0, s-3)].First
	best, times, once := -1, 0, -1
	first, _ := slices.BinarySearchFunc(w.spans, from, func(sp span, token int) int { return sp.first - token })
	for k := first; k < len(w.spans); k++ {
		sp := w.spans[k]
		if sp.last > i {
			break
		}
		if sp.kind != 0 || sp.title || sp.alias || sp.first > 0 && w.words[sp.first-1] == "(" {
			continue
		}
		switch w.word(sp.first-1, sp.first) {
		case "in", "near":
			continue // a place, if nothing else is known of it
		case "the":
			if strings.HasSuffix(w.words[sp.last-1], "s") {
				continue // "the Hawks", "the Doyles"
			}
		}
		it := w.all[w.of[k]]
		sum, _ := it.ballot.scores()
		lead := leader(sum)
		if lead != site && lead != ontology.Marketplace && lead != ontology.Service && (sum[lead] >= 3 || lead == ontology.Place && sum[lead] >= 1.5) {
			continue
		}
		n := len(it.spans)
		if n > 1 && !online(lead) && sum[site] == 0 && it.places*2 >= len(it.spans) {
			continue
		}
		if n == 1 && !online(lead) && sum[site] == 0 {
			if w.shape[sp.first] != isUpper {
				once = w.of[k] // it may be anything
			}
			continue
		}
		if n >= times {
			best, times = w.of[k], n
		}
	}
	if best < 0 && w.topic.crime {
		best = w.hero()
	}
	if best < 0 {
		return once
	}
	return best
}

// hero returns the name that an article speaks of most among those that may be sites, if
// it does so at least twice, or -1.
func (w *witness) hero() int {
	if w.heroKnown {
		return w.heroAt
	}
	best, times := -1, 1
	for k, it := range w.all {
		sp := w.spans[it.spans[0]]
		if sp.kind != 0 || sp.title || sp.alias || len(it.spans) <= times || it.places*2 >= len(it.spans) {
			continue
		}
		if sum, _ := it.ballot.scores(); online(leader(sum)) || leader(sum) == site || sum[leader(sum)] < 2 {
			best, times = k, len(it.spans)
		}
	}
	w.heroAt, w.heroKnown = best, true
	return best
}

// versions lets "Silk Road" and "Silk Road 2.0" count for one another.
func (w *witness) versions() {
	for _, it := range w.all {
		base, rest, ok := cutLast(it.key)
		if !ok || rest[0] < '0' || rest[0] > '9' {
			continue
		}
		at, ok := w.byKey[base]
		if !ok {
			continue
		}
		other := w.all[at]
		a, _ := it.ballot.scores()
		b, _ := other.ballot.scores()
		for _, k := range [...]ontology.NodeKind{site, ontology.Marketplace, ontology.Service} {
			if a[k] > 0 {
				other.ballot.cast(k, min(a[k], 3), "another version of it")
			}
			if b[k] > 0 {
				it.ballot.cast(k, min(b[k], 3), "another version of it")
			}
		}
	}
}

// homes lets "Jane Doe of X" and "Jane Doe, 34, of X" count for a place.
func (w *witness) homes() {
	for i := 1; i < len(w.spans); i++ {
		sp, who := w.spans[i], w.spans[i-1]
		if sp.last-sp.first > 2 || sp.kind != 0 || w.shape[sp.first] != isCapital || sp.first == 0 || w.lower[sp.first-1] != "of" || w.sentence[who.first] != w.sentence[sp.first] {
			continue
		}
		sum, _ := w.all[w.of[i-1]].ballot.scores()
		if leader(sum) != ontology.Person || sum[ontology.Person] < 3 {
			continue
		}
		switch _, end := w.bounds(sp.first); {
		case sp.first-2 >= who.last && w.words[sp.first-2] == "," && w.age(sp.first-3):
			w.all[w.of[i]].ballot.cast(ontology.Place, 3, "home of a person")
		case sp.first-2 == who.last && w.words[who.last] == "," && sp.last < end && w.words[sp.last] == ",":
			w.all[w.of[i]].ballot.cast(ontology.Place, 2, "home of a person") // "Jane Doe, of X, was"
		case sp.first-1 == who.last && w.wider(sp.last, end):
			w.all[w.of[i]].ballot.cast(ontology.Place, 3, "home of a person")
		case sp.last-sp.first > 1:
		case sp.first-1 == who.last && (sp.last >= end || w.tag(sp.last) == text.VERB || w.words[sp.last] == "," || w.words[sp.last] == "."):
			w.all[w.of[i]].ballot.cast(ontology.Place, 1.5, "home of a person")
		}
	}
}

// wider reports whether a comma at token i has a region or a country behind it.
func (w *witness) wider(i, end int) bool {
	if i+1 >= end || w.words[i] != "," {
		return false
	}
	p, n := lexicon.Places().Longest(w.words[i+1 : end])
	return n > 0 && p.Type != lexicon.City
}

func cutLast(key string) (before, last string, ok bool) {
	at := strings.LastIndexByte(key, ' ')
	if at < 0 || at == len(key)-1 {
		return "", "", false
	}
	return key[:at], key[at+1:], true
}

// pronouns let "he" and "she" count for the name that is the subject before
// them, unless somebody else stands between.
func (w *witness) pronouns() {
	for i := range w.spans {
		sp := w.spans[i]
		if sp.kind != 0 || sp.title || sp.alias || sp.last-sp.first == 1 && w.shape[sp.first] == isUpper {
			continue
		}
		if next := sp.last + 1; sp.last < len(w.words) && w.words[sp.last] == "." && next < len(w.words) && (w.words[next] == "He" || w.words[next] == "She") && !w.located(sp) && w.word(sp.first-1, sp.first) != "on" {
			w.all[w.of[i]].ballot.cast(ontology.Person, 3, "he or she next")
		}
		head := headOf(w.doc.Tokens, sp.first, sp.last)
		if rel := w.doc.Tokens[head].Rel; rel != "nsubj" && rel != "nsubj:pass" {
			continue
		}
		s := int(w.sentence[sp.first])
		stop := w.doc.Sentences[min(s+1, len(w.doc.Sentences)-1)].Last
		for t := sp.last; t < min(stop, sp.last+25); t++ {
			if k := w.spanAt(t); k >= 0 && k != i {
				sum, _ := w.all[w.of[k]].ballot.scores()
				if sum[ontology.Person] >= 1 {
					break
				}
			}
			switch w.lower[t] {
			case "he", "she", "his", "him", "himself", "herself":
				w.all[w.of[i]].ballot.cast(ontology.Person, 1.1, "he or she behind it")
				t = stop
			case "man", "woman", "suspect", "defendant", "who":
				t = stop
			}
		}
	}
}

// traded lets "X, where guns were sold" and "A, B and C, where …" count for
// markets.
func (w *witness) traded(lists [][]int) {
	member := make([][]int, len(w.spans))
	for _, l := range lists {
		member[l[len(l)-1]] = l
	}
	for i := range w.spans {
		sp := w.spans[i]
		_, end := w.bounds(sp.first)
		at := sp.last
		for at < end && (w.lower[at] == "," || w.quote(at) || w.lower[at] == "on" || w.lower[at] == "through") {
			at++
		}
		if at >= end || at == sp.last && w.lower[at] != "where" {
			continue
		}
		switch w.lower[at] {
		case "where", "which", "whose":
		default:
			continue
		}
		goods := false
		for t := at + 1; t < min(at+14, end); t++ {
			if _, n := lexicon.Commodities().Longest(w.lower[t:min(t+4, end)]); n > 0 {
				goods = true
			}
		}
		if !goods {
			continue
		}
		l := member[i]
		if l == nil {
			l = []int{i}
		}
		for _, k := range l {
			w.all[w.of[k]].ballot.cast(ontology.Marketplace, 2.5, "where goods were traded")
		}
	}
}
