package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// A sort is what people call a site by: "the forum" is hardly a botnet. Several may
// be said of one.
type sort uint8

const (
	forum sort = 1 << iota
	market
	mixer
	botnet
	malware
	phones
)

// sortOf returns the sort that a noun says, 0 for one that fits any ("site").
func sortOf(noun string) sort {
	switch noun {
	case "forum", "board":
		return forum
	case "market", "marketplace", "bazaar", "shop", "store", "webshop", "emporium", "supermarket":
		return market
	case "mixer", "tumbler", "laundromat":
		return mixer
	case "botnet":
		return botnet
	case "malware", "trojan", "program", "programme", "tool", "software", "ransomware", "stealer", "infostealer", "worm", "spyware", "loader", "dropper":
		return malware
	case "messenger", "app", "phone", "handset":
		return phones
	}
	return 0
}

// isSite reports whether a group is a market or a service.
func (r *reader) isSite(root int) bool {
	return r.kindOf(root) == ontology.Marketplace || r.kindOf(root) == ontology.Service
}

// sortsOf notes what mention i of a site is called by its own name and beside it: "the
// forum X", "the X marketplace", "X, a mixer", "X was a botnet".
func (r *reader) sortsOf(i, root int) {
	m := &r.doc.Mentions[i]
	if m.Form != text.Proper {
		return
	}
	for t := m.First; t < m.Last; t++ {
		word := strings.TrimSuffix(strings.ToLower(r.word(t)), "s")
		r.sorts[root] |= sortOf(word)
		for _, end := range [...]string{"forum", "market", "shop", "store"} {
			if strings.HasSuffix(word, end) {
				r.sorts[root] |= sortOf(end)
			}
		}
	}
	for _, t := range [...]int{m.First - 1, m.First - 2, m.Last, m.Last + 1} {
		if t >= 0 && t < len(r.doc.Tokens) && r.trees.Sentence(t) == r.trees.Sentence(m.First) && r.beside(t, m) {
			r.sorts[root] |= sortOf(r.trees.Lemma(t))
		}
	}
	for c := range r.trees.Deps(m.Head) {
		if r.trees.Is(c, "appos") {
			r.sorts[root] |= sortOf(r.trees.Lemma(c))
		}
	}
	if h := r.trees.Head(m.Head); h >= 0 && r.trees.Is(m.Head, "nsubj") && r.trees.Dep(h, "cop") >= 0 {
		r.sorts[root] |= sortOf(r.trees.Lemma(h))
	}
}

// beside reports whether the noun at token t is one phrase with mention m.
func (r *reader) beside(t int, m *text.Mention) bool {
	if r.doc.Tokens[t].UPOS != text.NOUN {
		return false
	}
	return r.trees.Head(t) == m.Head || r.trees.Head(m.Head) == t && !r.trees.Is(m.Head, "nmod")
}

// likes returns what a noun for a site adds to the groups that are called so, and
// takes from those that are called otherwise; nil if it fits all.
func (r *reader) likes(noun string) func(root int) float64 {
	s := sortOf(noun)
	if s == 0 {
		switch noun {
		case "site", "website", "platform", "portal", "page":
		default:
			return nil
		}
		return func(root int) float64 {
			if r.sorts[root] != 0 && r.sorts[root]&^(malware|botnet) == 0 {
				return -3 // programs are no places
			}
			return 0
		}
	}
	return func(root int) float64 {
		switch {
		case r.sorts[root]&s != 0:
			return 3
		case r.sorts[root] != 0:
			return -3
		}
		return 0
	}
}

// mainSite returns the group of the market or service that the article mentions
// most among those that fit, one that is called by the noun before the others; -1
// for none. One that is named once, and only after description i, is not what that
// speaks of.
func (r *reader) mainSite(i int, fits func(root int) bool, noun string) int {
	found := -1
	for _, root := range r.sites {
		if !fits(root) || root > i && len(r.members[root]) == 1 {
			continue
		}
		if s := sortOf(noun); s == 0 || r.sorts[root]&s != 0 {
			return root
		}
		if found < 0 && r.sorts[root] == 0 {
			found = root
		}
	}
	return found
}
