package coref

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

type gender uint8

const (
	unknown gender = iota
	female
	male
)

// pronoun resolves a pronoun to the likeliest group before it.
func (r *reader) pronoun(i int) {
	d := r.doc
	m := &d.Mentions[i]
	form := strings.ToLower(d.Form(m.Span))
	switch form {
	case "he", "him", "his", "himself":
		r.personal(i, male)
	case "she", "her", "hers", "herself":
		r.personal(i, female)
	case "it", "its", "itself":
		r.neuter(i)
	}
}

// neuter resolves "it", by what is done to it or belongs to it where that tells.
func (r *reader) neuter(i int) {
	m := &r.doc.Mentions[i]
	if r.empty(m.Head) {
		return
	}
	any := func(root int) bool {
		switch r.kindOf(root) {
		case ontology.Marketplace, ontology.Service, ontology.Organization, ontology.Agency, ontology.Operation:
			return !r.argues(root, i)
		}
		return false
	}
	site := func(root int) bool {
		return (r.kindOf(root) == ontology.Marketplace || r.kindOf(root) == ontology.Service) && !r.argues(root, i)
	}
	if root := r.described(i, site); root >= 0 {
		r.refer(i, root, "it, for what its clause describes")
		return
	}
	if r.sitely(m.Head) {
		if root, _ := r.best(i, site, nil); root >= 0 {
			r.refer(i, root, "it, for the site spoken of last")
			return
		}
	}
	if root, score := r.best(i, any, nil); root >= 0 && score >= 7 {
		r.refer(i, root, "it, for what was spoken of last")
	}
}

// described returns the group of which fits holds that the relative clause of pronoun i
// describes, or -1: "X, a mixer whose operator closed it".
func (r *reader) described(i int, fits func(root int) bool) int {
	h := r.trees.Head(r.doc.Mentions[i].Head)
	for range 3 {
		if h < 0 {
			return -1
		}
		if r.doc.Tokens[h].Rel == "acl:relcl" {
			break
		}
		h = r.trees.Head(h)
	}
	if h < 0 || r.doc.Tokens[h].Rel != "acl:relcl" {
		return -1
	}
	noun := r.trees.Head(h)
	for j := i - 1; j >= 0 && j > i-8; j-- {
		at := r.doc.Mentions[j].Head
		if at != noun && !(r.trees.Is(noun, "appos") && at == r.trees.Head(noun)) {
			continue
		}
		if root := r.group(j); r.anchored[root] && fits(root) && r.whose(noun, r.doc.Mentions[i].First) {
			return root
		}
	}
	return -1
}

// longestClause is how many tokens of a clause are looked through.
const longestClause = 60

// whose reports whether "whose" stands between tokens from and to: what the clause says
// of somebody's may be said of them too.
func (r *reader) whose(from, to int) bool {
	for t := from + 1; t < to && t < from+longestClause; t++ {
		if r.trees.Lemma(t) == "whose" {
			return true
		}
	}
	return false
}

// sitely reports whether the pronoun at token t stands where only a site can: "its
// vendors", "seized it".
func (r *reader) sitely(t int) bool {
	h := r.trees.Head(t)
	if h < 0 {
		return false
	}
	lemma := r.trees.Lemma(h)
	switch {
	case r.trees.Is(t, "nmod"):
		p, person := lexicon.PersonNouns().Get(lemma)
		_, lens := lexicon.Lenses().Get(lemma)
		w, topical := lexicon.TopicWords().Get(lemma)
		return lens || person && p.Crime || topical && (w.Market || w.Topic == lexicon.Online) || lemma == "user" || lemma == "customer" || lemma == "sale"
	case r.trees.Is(t, "obl"):
		switch r.trees.Preposition(t) {
		case "through", "on", "via":
			return true // "what passed through it"
		case "with":
			return lemma == "register"
		}
		return false
	case r.trees.Is(t, "obj") || r.doc.Tokens[t].Rel == "nsubj:pass":
		if p := r.trees.Dep(h, "compound:prt", "advmod"); p > h {
			switch r.trees.Lemma(p) {
			case "off", "down", "offline", "over":
				return true // "switched off"
			}
		}
		tr, ok := lexicon.Triggers().Get(lemma)
		return ok && tr.Verb
	case r.trees.Is(t, "nsubj") && r.trees.Dep(h, "obj") < 0:
		switch lemma {
		case "open", "launch", "close", "vanish", "disappear", "reopen", "resurface":
			return true
		}
	}
	return false
}

// empty reports whether the pronoun at token t stands for nothing: "it is known
// that", "it was time".
func (r *reader) empty(t int) bool {
	if r.trees.Is(t, "expl") {
		return true
	}
	h := r.trees.Head(t)
	if h < 0 || !r.trees.Is(t, "nsubj") {
		return false
	}
	if r.doc.Tokens[h].UPOS == text.PROPN && r.trees.Dep(h, "cop") >= 0 {
		return true // "It was Bitstamp that rang the bell"
	}
	if r.trees.Dep(h, "csubj", "ccomp") >= 0 && (r.doc.Tokens[t].Rel == "nsubj:pass" || r.trees.Dep(h, "cop") >= 0) {
		return true
	}
	switch r.trees.Lemma(h) {
	case "seem", "appear", "happen", "emerge", "turn", "time", "clear", "likely", "unlikely", "possible", "know", "think", "believe", "hope", "prove", "rain", "matter", "help", "easy", "hard", "difficult", "unclear", "unknown":
		return r.doc.Tokens[t].Rel == "nsubj:pass" || r.trees.Dep(h, "cop") >= 0 || r.trees.Lemma(h) == "seem" || r.trees.Lemma(h) == "appear" || r.trees.Lemma(h) == "happen" || r.trees.Lemma(h) == "turn"
	}
	return false
}

func (r *reader) personal(i int, g gender) {
	quoted := r.quoted(r.doc.Mentions[i].First)
	fits := func(root int) bool {
		if r.kindOf(root) != ontology.Person {
			return false
		}
		if r.doc.Mentions[root].Why == introduced && r.trees.Sentence(r.doc.Mentions[root].First) == r.trees.Sentence(r.doc.Mentions[i].First) {
			return false // "Under the name X he sold …": the name is not who sold
		}
		have := r.gender[root]
		return (have == unknown || have == g) && !r.argues(root, i) && !(quoted && r.speaks(root, i)) && !r.pleads(root, i)
	}
	if name := r.equated(i); name >= 0 {
		r.refer(i, name, "it is said who that is")
		return
	}
	if lawyer := r.advocate(i); lawyer >= 0 && fits(lawyer) {
		r.refer(i, lawyer, "who speaks of a client")
		return
	}
	if s := r.possessor(i); s >= 0 {
		if root := r.standsFor(s); root >= 0 && fits(root) {
			r.refer(i, root, "the subject of its clause")
		}
		return
	}
	root, score := r.best(i, fits, r.persona(i))
	if root < 0 {
		if hero := r.hero(i); hero >= 0 && fits(hero) {
			r.refer(i, hero, "the person whom the article is about")
		}
		return
	}
	if score >= 4 {
		r.refer(i, root, "the person spoken of last")
		if r.gender[root] == unknown {
			r.gender[root] = g
		}
	}
}

// persona returns what speaks for the people whom pronoun i may stand for: news goes on
// about those whom the law is after, and not about the officials who speak of them, and
// what is his belongs to the subject of its clause.
func (r *reader) persona(i int) func(root int) float64 {
	subject := -1
	if s := r.ownSubject(i); s >= 0 {
		subject = r.groupAt(s)
	}
	return func(root int) float64 {
		score := 0.0
		if r.official(root) {
			score -= 2
		}
		if r.ages[root] != "" {
			score++
		}
		if root == subject {
			score += 2
		}
		return score
	}
}

// ownSubject returns the token that is the subject of the clause in which pronoun i says
// whose something is, or whom its relative clause describes; -1 for none.
func (r *reader) ownSubject(i int) int {
	m := &r.doc.Mentions[i]
	if !r.trees.Is(m.Head, "nmod") && !r.trees.Is(m.Head, "det") {
		return -1
	}
	verb := r.trees.Head(m.Head)
	for n := 0; verb >= 0 && n < 4 && r.doc.Tokens[verb].UPOS != text.VERB; n++ {
		verb = r.trees.Head(verb)
	}
	if verb < 0 {
		return -1
	}
	s := r.trees.Dep(verb, "nsubj")
	if s >= 0 && s < m.First && r.trees.Is(verb, "acl") && (r.trees.Lemma(s) == "who" || r.trees.Lemma(s) == "that") {
		s = r.trees.Head(verb)
	}
	if s >= m.First {
		return -1
	}
	return s
}

// groupAt returns the group of the mention that token t heads or is in, -1 for none.
func (r *reader) groupAt(t int) int {
	r.findHeads()
	if j, ok := r.byHead[t]; ok {
		return r.group(j)
	}
	return -1
}

// possessor returns the token of the person without a name who is the subject of the
// clause in which pronoun i says whose something is: "the founder moved his server".
// It is -1 where there is none.
func (r *reader) possessor(i int) int {
	m := &r.doc.Mentions[i]
	if !r.trees.Is(m.Head, "nmod") && !r.trees.Is(m.Head, "det") {
		return -1
	}
	h := r.trees.Head(m.Head)
	for n := 0; h >= 0 && n < 3; n++ {
		if r.doc.Tokens[h].UPOS == text.VERB {
			break
		}
		h = r.trees.Head(h)
	}
	if h < 0 || r.doc.Tokens[h].UPOS != text.VERB {
		return -1
	}
	s := r.trees.Dep(h, "nsubj")
	if s < 0 || s >= m.First {
		return -1
	}
	if o := r.trees.Dep(h, "obj"); o > s && o < m.First && r.someone(o) {
		return o // "agents arrested the founder at his flat"
	}
	if r.trees.Lemma(s) == "who" && r.trees.Is(h, "acl") {
		s = r.trees.Head(h) // "a Pole who is known by his nickname"
		if d, ok := lexicon.Demonyms().Get(r.word(s)); ok && d.People {
			return s
		}
	}
	if !r.someone(s) {
		return -1
	}
	return s
}

// someone reports whether token t is a noun for one person who holds no office.
func (r *reader) someone(t int) bool {
	p, ok := lexicon.PersonNouns().Get(r.trees.Lemma(t))
	return ok && !p.Post && !p.Plural && r.doc.Tokens[t].XPOS == "NN"
}

// standsFor returns the group that the description with its head at token t refers
// to, or that a name beside it belongs to; -1 for none.
func (r *reader) standsFor(t int) int {
	r.findHeads()
	if j, ok := r.byHead[t]; ok && r.refers[j] >= 0 {
		return r.root(r.refers[j])
	}
	for c := range r.trees.Deps(t) {
		if j, ok := r.byHead[c]; ok && (r.trees.Is(c, "appos") || r.trees.Is(c, "flat")) && r.doc.Mentions[j].Kind == ontology.Person && r.doc.Mentions[j].Form == text.Proper {
			return r.root(j)
		}
	}
	return -1
}

// findHeads notes which mention each token heads.
func (r *reader) findHeads() {
	if r.byHead != nil {
		return
	}
	r.byHead = make(map[int]int, len(r.doc.Mentions))
	for j := range r.doc.Mentions {
		r.byHead[r.doc.Mentions[j].Head] = j
	}
}

// argues reports whether the group has a mention that hangs on the same verb as
// mention i: "Smith arrested him" is not about Smith. Possessives may refer back.
func (r *reader) argues(root, i int) bool {
	m := &r.doc.Mentions[i]
	if r.trees.Is(m.Head, "nmod") || r.trees.Is(m.Head, "det") {
		return false
	}
	h := r.trees.Head(m.Head)
	if h < 0 {
		return false
	}
	for j := i - 1; j >= 0 && j > i-12; j-- {
		o := &r.doc.Mentions[j]
		if r.group(j) != root {
			continue
		}
		if r.trees.Head(o.Head) == h {
			return true
		}
	}
	return false
}

// group returns the group that mention i belongs or refers to.
func (r *reader) group(i int) int {
	if g := r.refers[i]; g >= 0 {
		return r.root(g)
	}
	return r.root(i)
}
