package entity

import (
	"regexp"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
)

// least is the score below which a name has no kind: one weak sign is none.
const least = 1.2

// decide gives each name the kind that most speaks for.
func (w *witness) decide() {
	if w.topic.crime {
		w.protagonists()
	}
	w.fellows()
	for _, it := range w.all {
		it.kind, it.why = w.verdict(it, w.topic)
	}
	w.bareOperations()
	w.company()
	w.only()
	if w.topic.story {
		w.fronts()
	}
	w.surnames()
}

// service reports whether the words around a site speak of services more than
// of markets, or where they are even, those of the article do.
func (w *witness) service(it *name) bool {
	services, markets := 0, 0
	for _, i := range it.spans {
		sp := w.spans[i]
		first, last := w.bounds(sp.first)
		for t := max(first, sp.first-15); t < min(last, sp.last+15); t++ {
			word, _ := lexicon.TopicWords().Get(w.lower[t])
			if word.Service {
				services++
			}
			if word.Market {
				markets++
			}
		}
	}
	if services != markets {
		return services > markets
	}
	return w.topic.services
}

// bareOperations makes "PowerOFF" an operation where "Operation PowerOFF" is one.
func (w *witness) bareOperations() {
	for _, it := range w.all {
		rest, ok := strings.CutPrefix(it.key, "operation ")
		if !ok || it.kind != ontology.Operation {
			continue
		}
		at, ok := w.byKey[rest]
		if !ok {
			continue
		}
		other := w.all[at]
		if sum, _ := other.ballot.scores(); other.kind == 0 || sum[other.kind] < 5 {
			other.kind, other.why = ontology.Operation, "an operation of that name"
		}
	}
}

// company makes sites of names of which nothing else is known in an article that
// is about many sites: "Agora and Evolution were still up".
func (w *witness) company() {
	online := map[ontology.NodeKind]int{}
	for _, it := range w.all {
		if it.kind == ontology.Marketplace || it.kind == ontology.Service {
			online[it.kind]++
		}
	}
	kind := ontology.Marketplace
	if online[ontology.Service] > online[kind] {
		kind = ontology.Service
	}
	if online[kind] < 3 {
		return
	}
	for _, it := range w.all {
		if sum, _ := it.ballot.scores(); it.kind == 0 && leader(sum) == site && sum[site] >= 0.9 {
			it.kind, it.why = kind, "a name among those of many sites"
		}
	}
}

// only makes a site of the name that most may be one where the police act on crime
// online and the article names no other: "Jodie, what was Imminent Monitor?"
func (w *witness) only() {
	if !w.topic.story {
		return
	}
	var best *name
	most := 0.0
	for _, it := range w.all {
		if online(it.kind) {
			return
		}
		sum, _ := it.ballot.scores()
		if it.kind == 0 && leader(sum) == site && sum[site] > most {
			best, most = it, sum[site]
		}
	}
	if best == nil || most < 0.9 {
		return
	}
	best.kind, best.why = ontology.Marketplace, "the only name that may be what the story is about"
	if w.service(best) {
		best.kind = ontology.Service
	}
}

// protagonists gives names of which nothing is said the benefit of the topic: in
// an article about crime online, a name that comes up again and again and is
// no person, place or body is what was sold on, shut down or hacked.
func (w *witness) protagonists() {
	for _, it := range w.all {
		sp := w.spans[it.spans[0]]
		if sp.kind != 0 || sp.title || sp.alias || w.shape[sp.first] == isUpper && sp.last-sp.first == 1 {
			continue
		}
		mid, placed := false, 0
		for _, i := range it.spans {
			if !w.opens(w.spans[i].first) {
				mid = true
			}
			switch w.word(w.spans[i].first-1, w.spans[i].first) {
			case "in", "near", "at", "from":
				placed++
			}
		}
		if placed*2 >= len(it.spans) {
			continue
		}
		if sum, _ := it.ballot.scores(); sum[leader(sum)] >= 3 && leader(sum) != site {
			continue // it is known to be something else
		}
		if len(it.spans) < 3 && (!mid || !w.topic.story) {
			continue
		}
		weight := 0.6 + 0.3*float64(min(len(it.spans), 4))
		if w.shape[sp.first] == isMixed {
			weight += 0.4
		}
		it.ballot.cast(site, weight, "a name that comes up in a story of crime online")
	}
}

// verdict weighs the ballot of a name.
func (w *witness) verdict(it *name, t *topic) (ontology.NodeKind, string) {
	sum, why := it.ballot.scores()
	if online := sum[site] + sum[ontology.Marketplace] + sum[ontology.Service]; online >= 5 && sum[ontology.Person] < 8 && it.ballot.says("introduced as an alias") {
		sum[ontology.Person] -= 4 // "a market under the name X"
	}
	if sum[ontology.Technology] >= 6 {
		sum[site] /= 2 // Tor is a network and launders, too
	}
	sites := sum[site]
	if s := sites; s > 0 {
		kind := ontology.Marketplace
		if d := sum[ontology.Service] - sum[ontology.Marketplace]; d > 0 || d == 0 && w.service(it) {
			kind = ontology.Service
		}
		sum[kind] += s
		if why[kind] == "" {
			why[kind] = why[site]
		}
		sum[site] = 0
	}
	if !t.crime {
		// Without any crime online in the article a market is a market hall.
		own, need := crimeVotes(&it.ballot), 5.0
		if t.likely {
			own = max(own, 0.7*sites)
			need = 3 // what calls itself criminal is believed
		}
		for _, k := range [...]ontology.NodeKind{ontology.Marketplace, ontology.Service} {
			if own < need {
				sum[ontology.Organization] += sum[k] / 2
				sum[k] = 0
			}
		}
	}
	if !t.police {
		sum[ontology.Operation] = 0
	}
	best := ontology.NodeKind(0)
	for k := ontology.Agency; k <= ontology.Commodity; k++ {
		if sum[k] > sum[best] || best == 0 && sum[k] > 0 {
			best = k
		}
	}
	if best == 0 || sum[best] < w.enough(it) {
		return 0, ""
	}
	return best, why[best]
}

// number is what is written like a sum, a road or a model more than like a name.
var number = regexp.MustCompile(`^(?:[A-Z]{1,2}-?\d{1,3}|[A-Z]{1,4}-?\d{3,4})[A-Z]?$`)

// hardly reports whether a name is one only if much is said of it: a title, a drug, a sum.
func (w *witness) hardly(it *name) bool {
	_, title := lexicon.Titles().Get(it.form)
	c, good := lexicon.Commodities().Get(strings.ToLower(it.key))
	return title || good && !c.Weak || number.MatchString(it.form) || len(it.form) < 2
}

// enough returns the score that the name needs. A word that has its capital only
// from the start of a sentence needs more, and a common noun much more.
func (w *witness) enough(it *name) float64 {
	if w.hardly(it) {
		return 4
	}
	for _, i := range it.spans {
		sp := w.spans[i]
		if sp.last-sp.first > 1 || sp.kind != 0 || sp.title || sp.alias || w.shape[sp.first] != isCapital || !w.opens(sp.first) {
			return least
		}
	}
	word := it.key
	if _, ok := lexicon.Commodities().Get(word); ok {
		return 20
	}
	if w.calledSo(word) {
		return 6
	}
	if w.lowered(word) {
		return 6
	}
	return 1.5
}

// calledSo reports whether a word in lower case is a noun for people, bodies or
// sites.
func (w *witness) calledSo(word string) bool {
	if _, ok := lexicon.HeadNouns().Get(word); ok {
		return true
	}
	if _, ok := lexicon.PersonNouns().Get(word); ok {
		return true
	}
	_, ok := lexicon.AgencyNouns().Get(word)
	return ok
}

// lowered reports whether the article has the word in lower case too.
func (w *witness) lowered(word string) bool {
	if w.lowers == nil {
		w.lowers = map[string]bool{}
		for i, form := range w.words {
			if w.shape[i] == isLower {
				w.lowers[form] = true
			}
		}
	}
	return w.lowers[word]
}

// crimeVotes returns the strongest vote for a criminal site.
func crimeVotes(b *ballot) float64 {
	best := 0.0
	for _, v := range b.votes {
		if v.kind == ontology.Marketplace || v.kind == ontology.Service {
			best = max(best, v.weight)
		}
	}
	return best
}

// surnames makes a single word that ends a person's full name that person's.
func (w *witness) surnames() {
	last := map[string]bool{}
	for _, it := range w.all {
		if it.kind != ontology.Person {
			continue
		}
		words := lexicon.Split(it.form)
		for i := 1; i < len(words); i++ {
			last[naming.Key(words[i])] = true
			if i+2 == len(words) {
				last[naming.Key(words[i]+" "+words[i+1])] = true
			}
		}
	}
	for _, it := range w.all {
		if it.kind == ontology.Person || !last[it.key] {
			continue
		}
		sum, _ := it.ballot.scores()
		if it.kind == 0 || sum[it.kind] < 5 {
			it.kind, it.why = ontology.Person, "the last name of a person"
		}
	}
}
