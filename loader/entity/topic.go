package entity

import "onymous/loader/lexicon"

// A topic is what the article is about, as far as it bears on how words are to
// be taken: "market", "operation" and "network" mean other things where there is
// no crime.
type topic struct {
	crime    bool // crime online is part of the story
	police   bool // the police are
	services bool // it is about services more than about markets
}

// survey reads the topic from single words.
func survey(a *article) *topic {
	var n [lexicon.War + 1]int
	services, markets := 0, 0
	for i, w := range a.lower {
		if w == "dark" && i+1 < len(a.lower) && (a.lower[i+1] == "web" || a.lower[i+1] == "net") {
			n[lexicon.Cybercrime]++
		}
		t, ok := lexicon.TopicWords().Get(w)
		if !ok {
			continue
		}
		n[t.Topic]++
		if t.Service {
			services++
		}
		if t.Market {
			markets++
		}
	}
	strong := n[lexicon.Cybercrime] >= 2 && n[lexicon.Cybercrime]+n[lexicon.Crimes] >= 3
	return &topic{
		crime:    strong || n[lexicon.Online] >= 3 && n[lexicon.Cybercrime]+n[lexicon.Crimes] >= 2 && n[lexicon.Police] >= 2,
		police:   n[lexicon.Police] >= 2 && n[lexicon.Police] > n[lexicon.War],
		services: services > markets,
	}
}
