package entity

import (
	"strings"

	"onymous/loader/lexicon"
)

// A topic is what the article is about, as far as it bears on how words are to
// be taken: "market", "operation" and "network" mean other things where there is
// no crime.
type topic struct {
	crime    bool // crime online is part of the story
	story    bool // and the police act on it
	police   bool // the police are in it
	war      bool // it is about soldiers more than about crime
	services bool // it is about services more than about markets
}

// survey reads the topic from single words. Different words count, not how often
// they come: one court case may say "court" forty times.
func survey(a *article) *topic {
	var n, kinds [lexicon.War + 1]int
	services, markets := 0, 0
	seen := map[string]bool{}
	for i, w := range a.lower {
		if w == "dark" && i+1 < len(a.lower) && (a.lower[i+1] == "web" || a.lower[i+1] == "net") {
			w = "darkweb"
		}
		t, ok := lexicon.TopicWords().Get(w)
		if !ok {
			continue
		}
		n[t.Topic]++
		if !seen[w] {
			seen[w] = true
			kinds[t.Topic]++
		}
		if t.Service {
			services++
		}
		if t.Market {
			markets++
		}
	}
	if strong := selfSaid(a); kinds[lexicon.Police] >= 3 && kinds[lexicon.Online] >= 2 {
		kinds[lexicon.Cybercrime] += strong
		n[lexicon.Cybercrime] += 2 * strong
	}
	cyber := kinds[lexicon.Cybercrime]*2 + kinds[lexicon.Crimes] + kinds[lexicon.Online]
	story := kinds[lexicon.Police] >= 6 && cyber >= 5 || kinds[lexicon.Police] >= 3 && cyber >= 8 ||
		kinds[lexicon.Police] >= 3 && kinds[lexicon.War] < 2 && kinds[lexicon.Online] > 0 && cyber-kinds[lexicon.Online] >= 2 && operates(a)
	c := n[lexicon.Cybercrime]
	// A trade in illicit goods, or a word of cybercrime, on a site that the police act
	// against is a story, too, however plain its words are.
	plain := kinds[lexicon.Police] >= 3 && kinds[lexicon.Online] >= 2 && kinds[lexicon.War] == 0 && (kinds[lexicon.Cybercrime] > 0 || illicit(a))
	crime := story || plain || kinds[lexicon.Police] >= 3 && hidden(seen) >= 2 && kinds[lexicon.Online] >= 4 || c >= 2 && (c+n[lexicon.Crimes] >= 3 || n[lexicon.Police] > 0 && n[lexicon.Crimes]+n[lexicon.Online]+n[lexicon.Police] >= 4)
	return &topic{
		crime:    crime,
		story:    story,
		police:   (kinds[lexicon.Police] >= 3 || crime && kinds[lexicon.Police] > 0) && kinds[lexicon.Police] > kinds[lexicon.War],
		war:      kinds[lexicon.War] > kinds[lexicon.Crimes]+2*kinds[lexicon.Cybercrime]+1,
		services: services > markets,
	}
}

// operates reports whether the article names an operation.
func operates(a *article) bool {
	for i := 0; i+1 < len(a.words); i++ {
		if a.words[i] == "Operation" && a.capital(i+1) {
			return true
		}
	}
	return false
}

// selfSaid counts the different phrases of several words that say of themselves that
// something online is criminal: "card shop", "encrypted phone network".
func selfSaid(a *article) int {
	seen := map[string]bool{}
	for i := range a.lower {
		_, end := a.bounds(i)
		h, n := lexicon.HeadNouns().Longest(a.lower[i:min(i+5, end)])
		if n > 1 && online(h.Kind) && (h.Strength == lexicon.Crime || a.lower[i] == "encrypted") {
			seen[strings.TrimSuffix(strings.Join(a.lower[i:i+n], " "), "s")] = true
		}
	}
	return len(seen)
}

// hidden counts the words among those seen for what hides people and their money.
func hidden(seen map[string]bool) int {
	n := 0
	for _, w := range [...]string{"tor", "onion", "pgp", "bitcoin", "monero", "vendor", "escrow"} {
		if seen[w] {
			n++
		}
	}
	return n
}

// illicit reports whether the article speaks of goods that are illicit by their name.
func illicit(a *article) bool {
	n := 0
	for i := range a.lower {
		_, end := a.bounds(i)
		if c, k := lexicon.Commodities().Longest(a.lower[i:min(i+6, end)]); k > 1 && !c.Weak {
			n++
		}
	}
	return n >= 2
}
