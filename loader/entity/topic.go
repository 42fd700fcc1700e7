package entity

import (
	"math"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// A topic is what the article is about, as far as it bears on how words are to
// be taken: "market", "operation" and "network" mean other things where there is
// no crime.
type topic struct {
	crime    bool // crime online is part of the story
	likely   bool // it may be: what calls itself criminal or comes with goods is believed
	story    bool // and the police act on it
	police   bool // the police are in it
	war      bool // it is about soldiers more than about crime
	services bool // it is about services more than about markets
	abuse    bool // its forums are for pictures of abused children, and so no markets
	score    float64
	counts   subjects
}

// subjects counts the different words and phrases of an article for each subject. How
// often they come does not count: one court case may say "court" forty times.
type subjects struct {
	words  [lexicon.War + 1]int
	abuse  int // mentions of pictures of abused children
	goods  int // phrases for goods that are illicit by their name
	selves int // phrases that say of themselves that something online is criminal: "card shop"
	total  int // tokens
}

// score weighs what the article is about: above 0 it is crime online. The weights
// were fitted to the articles that the rules were developed on, whole and in parts of
// some hundred words, and to the documents of two treebanks, and then rounded. What
// counts is the logarithm: the tenth word of the police adds little. A long text has
// more words of every kind.
func (s *subjects) score() float64 {
	ln := func(n int) float64 { return math.Log1p(float64(n)) }
	return 2*ln(min(s.words[lexicon.Police], 10)) + ln(s.words[lexicon.Online]) + 0.8*ln(s.words[lexicon.Cybercrime]) + 0.4*ln(s.words[lexicon.Crimes]) +
		0.8*ln(s.goods) + ln(s.selves) - 0.8*ln(s.words[lexicon.War]) - 1.6*math.Log(float64(max(s.total, 60))/300) - 5
}

// survey reads the topic from single words and phrases.
func survey(a *article) *topic {
	var s subjects
	services, markets := 0, 0
	seen := map[string]bool{}
	for i := range a.lower {
		key, t, ok := a.topical(i)
		if t.Service {
			services++
		}
		if t.Market {
			markets++
		}
		if ok && !seen[key] {
			seen[key] = true
			s.words[t.Topic]++
		}
		_, end := a.bounds(i)
		words := a.lower[i:min(i+6, end)]
		if c, n := lexicon.Commodities().Longest(words); n > 0 && !c.Weak {
			if c.Name == "child sexual abuse material" {
				s.abuse++
				services++
			}
			if s.first(seen, words[:n]) {
				s.goods++
			}
		}
		if h, n := lexicon.HeadNouns().Longest(words); n > 0 && online(h.Kind) && (h.Strength == lexicon.Crime || n > 1 && words[0] == "encrypted") && s.first(seen, words[:n]) {
			s.selves++
		}
	}
	s.total = len(a.lower)
	return s.topic(services > markets)
}

// first reports whether a phrase has not been seen before.
func (s *subjects) first(seen map[string]bool, words []string) bool {
	key := "phrase " + strings.TrimSuffix(strings.Join(words, " "), "s")
	if seen[key] {
		return false
	}
	seen[key] = true
	return true
}

// topical returns what token i says of the topic, and the word that says so.
func (a *article) topical(i int) (key string, t lexicon.TopicWord, ok bool) {
	w := a.lower[i]
	if w == "dark" {
		next := i + 1
		if next < len(a.lower) && a.hyphen(next) {
			next++
		}
		if next < len(a.lower) && (a.lower[next] == "web" || a.lower[next] == "net") {
			w = "darkweb"
		}
	}
	if base, _, address := strings.Cut(w, "."); address && len(base) > 3 && domain.MatchString(w) {
		t, ok = lexicon.TopicWords().Get(base) // "stresser.app"
		return base, t, ok
	}
	if w == "exit" && i+1 < len(a.lower) && strings.HasPrefix(a.lower[i+1], "scam") {
		return "exit scam", lexicon.TopicWord{Topic: lexicon.Cybercrime, Market: true}, true
	}
	key = strings.ToLower(a.doc.Tokens[i].Lemma)
	if t, ok = lexicon.TopicWords().Get(w); ok {
		if w == "darkweb" {
			key = "darknet"
		}
		return key, t, true
	}
	if key != w {
		t, ok = lexicon.TopicWords().Get(key)
	}
	return key, t, ok
}

// allows reports whether an article on the topic may have nodes of a kind that only stories of
// crime have.
func (t *topic) allows(kind ontology.NodeKind) bool {
	switch kind {
	case ontology.Operation:
		return t.police
	case ontology.Marketplace, ontology.Service:
		return t.crime || t.likely && t.police
	}
	return true
}

// topic concludes from the counts what the article is about.
func (s *subjects) topic(services bool) *topic {
	score := s.score()
	police, war := s.words[lexicon.Police], s.words[lexicon.War]
	// Courts alone make no crime online, and neither do web shops.
	online := s.words[lexicon.Online] + 2*s.words[lexicon.Cybercrime] + 2*s.selves + min(s.goods, 2)
	illicit := s.words[lexicon.Crimes] + 2*s.words[lexicon.Cybercrime] + 2*s.selves + 2*s.goods
	crime := score > -0.3 && online > 1 && (illicit > 2 || score > 0.5 || score > 0 && s.words[lexicon.Cybercrime] > 0)
	return &topic{
		crime:    crime,
		likely:   score > -2 && s.words[lexicon.Cybercrime]+s.goods+s.selves > 0 || score > -0.5 && police > 4 && s.words[lexicon.Online] > 1,
		story:    crime && score > 1.2 && police > 1 && 2*s.words[lexicon.Cybercrime]+s.words[lexicon.Crimes]+s.goods+s.selves > 1,
		police:   (police > 4 || crime && police > 0 || police > 3 && war == 0 && s.words[lexicon.Crimes] > 0) && police > war,
		war:      war > s.words[lexicon.Crimes]+2*s.words[lexicon.Cybercrime]+1,
		services: services,
		abuse:    s.abuse > 1 && s.abuse >= s.goods,
		score:    score,
		counts:   *s,
	}
}
