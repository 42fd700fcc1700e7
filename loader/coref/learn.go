package coref

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// learn gathers what is known of the groups before descriptions are resolved: how
// often each is mentioned, and of people their gender, age and office.
func (r *reader) learn() {
	d := r.doc
	for i := range d.Mentions {
		m := &d.Mentions[i]
		root := r.root(i)
		r.members[root] = append(r.members[root], i)
		r.times[root]++
		if m.Kind == ontology.Person {
			r.genderOf(i, root)
			r.ageOf(i, root)
			r.callings(i, root)
		}
		if r.isSite(root) {
			r.sortsOf(i, root)
		}
	}
	for i := range d.Mentions {
		if r.root(i) == i && r.anchored[i] && (r.kindOf(i) == ontology.Marketplace || r.kindOf(i) == ontology.Service) {
			r.sites = append(r.sites, i)
		}
		if r.root(i) == i && r.anchored[i] && r.kindOf(i) == ontology.Agency && len(r.bodies) < 40 {
			r.bodies = append(r.bodies, i)
		}
	}
	slices.SortStableFunc(r.sites, func(a, b int) int { return r.times[b] - r.times[a] })
}

// genderOf reads the gender from a form of address or a given name.
func (r *reader) genderOf(i, root int) {
	m := &r.doc.Mentions[i]
	if g := givenGender(r.word(m.First)); g != unknown && m.Last-m.First > 1 && r.gender[root] == unknown {
		r.gender[root] = g
	}
	if g := r.address(i); g != unknown {
		r.gender[root] = g
	}
}

// ageOf reads the age beside a name: "Benthall, 26", "Benthall (26)", "Benthall, aged 26",
// "26-year-old Blake Benthall".
func (r *reader) ageOf(i, root int) {
	m := &r.doc.Mentions[i]
	at := m.Last
	switch r.word(at) {
	case ",", "(":
		at++
		for at < m.Last+4 && (r.word(at) == "aged" || r.word(at) == "who" || r.word(at) == "is" || r.word(at) == "was") {
			at++
		}
		if age := r.word(at); figure(age) {
			r.ages[root] = age
		}
		return
	}
	for t := m.First - 1; t > max(0, m.First-6) && r.inPhrase(t); t-- {
		if r.word(t) == "old" && r.word(t-1) == "-" && r.word(t-3) == "-" && figure(r.word(t-4)) {
			r.ages[root] = r.word(t - 4)
		}
	}
}

// figure reports whether a word is a number of two digits.
func figure(word string) bool {
	return len(word) == 2 && word[0] >= '1' && word[0] <= '9' && word[1] >= '0' && word[1] <= '9'
}

// callings notes the nouns for people that stand beside a name, and whether one
// of them is an office.
func (r *reader) callings(i, root int) {
	m := &r.doc.Mentions[i]
	if title := r.word(m.First - 1); official(title) {
		r.posts[root] = true
	}
	if len(r.called[root]) > 40 {
		return
	}
	s := r.trees.Sentence(m.First)
	if s < 0 {
		return
	}
	first := m.First - 1
	if r.word(first) == "," {
		first-- // "his brother, X"
	}
	for t := first; t >= max(r.doc.Sentences[s].First, m.First-5) && r.inPhrase(t); t-- {
		if r.call(root, t) {
			r.posts[root] = true
		}
	}
	if h := r.trees.Head(m.Head); h >= 0 && r.trees.Is(m.Head, "nsubj") && r.trees.Dep(h, "cop") >= 0 && r.call(root, h) {
		r.posts[root] = true // "X was a special agent"
	}
	behind := m.Last
	if figure(r.word(behind + 1)) {
		behind += 2 // "X, 34, a baker"
		if r.word(behind) == ")" {
			behind++
		}
	}
	if r.word(behind) != "," {
		return
	}
	for t := behind + 1; t < behind+8 && (r.inPhrase(t) || r.word(t) == "the" || r.word(t) == "a" || r.word(t) == "an"); t++ {
		if r.call(root, t) {
			r.posts[root] = true
		}
	}
}

// call notes token t if it is a noun for people, and reports whether it is one
// for an office.
func (r *reader) call(root, t int) bool {
	noun := strings.ToLower(r.word(t))
	p, ok := lexicon.PersonNouns().Get(noun)
	if ok {
		r.called[root] = append(r.called[root], noun)
	}
	return ok && p.Post && officer(noun)
}

// officer reports whether a noun in lower case is for somebody who speaks or acts for an
// office, and not for one who may as well be after by the law: "a detective", no "baker".
func officer(noun string) bool {
	if g, ok := lexicon.AgencyNouns().Get(noun); ok && g.People {
		return true
	}
	switch noun {
	case "spokesperson", "researcher", "correspondent", "columnist", "policeman", "policewoman", "chief executive", "academic":
		return true
	}
	return official(strings.ToUpper(noun[:1]) + noun[1:])
}

// official reports whether a word before a name says an office or a rank.
func official(title string) bool {
	switch title {
	case "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Mx", "Dr", "Dr.", "Herr", "Frau", "Monsieur", "Madam", "Sister", "Father", "Associate", "Assistant", "Administrator", "Manager", "Doctor", "Pastor":
		return false
	}
	_, ok := lexicon.Titles().Get(title)
	return ok
}

// inPhrase reports whether token t may be part of what somebody is called.
func (r *reader) inPhrase(t int) bool {
	if t < 0 || t >= len(r.doc.Tokens) {
		return false
	}
	switch r.doc.Tokens[t].UPOS {
	case text.NOUN, text.PROPN, text.ADJ:
		return true
	}
	return false
}

// word returns the form of token i, "" if there is none.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.doc.Tokens) {
		return ""
	}
	return r.doc.Form(r.doc.Tokens[i].Span)
}
