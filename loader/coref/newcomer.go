package coref

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// News often describes people before it names them: "A 34-year-old programmer from Leeds
// was jailed on Monday. He ran … Kevin Marlowe, 34, …", "its founder was arrested …".

// How many sentences later somebody may be named: right behind what is told of him, of
// whom the article begins with, and of whom the age is given both times.
const (
	soonNamed  = 2
	laterNamed = 14
	agedNamed  = 60
)

// mostArrivals bounds the people whom a text may bring in; one that names more is a list.
const mostArrivals = 500

// arrive lists the people by where running text first names them.
func (r *reader) arrive() {
	seen := map[int]bool{}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Kind != ontology.Person || m.Form != text.Proper || r.inHeading(m) {
			continue
		}
		if root := r.root(i); !seen[root] && len(r.arrivals) < mostArrivals {
			seen[root] = true
			r.arrivals = append(r.arrivals, i)
		}
	}
}

// bringIn resolves a description that brings somebody in, "a man", or says whose somebody
// is, "its founder".
func (r *reader) bringIn(i int) {
	m := &r.doc.Mentions[i]
	if a := r.apposed(i); a >= 0 && a < i {
		r.refer(i, a, "")
		r.silent[i] = true
	} else if r.trees.Dep(m.Head, "cop") < 0 && !r.trees.Is(m.Head, "appos") && !r.refersLater(i) && r.ofOwner(m) {
		if root := r.calledBefore(i); root >= 0 {
			r.refer(i, root, "who was called so before")
		}
	}
}

// refersLater lets description i refer to whom it tells of before the text names him, and
// reports whether there is such a one.
func (r *reader) refersLater(i int) bool {
	root, why := r.namedLater(i)
	if root < 0 {
		return false
	}
	if s := r.trees.Sentence(r.doc.Mentions[i].First); r.beginner < 0 && r.leads(s) {
		r.beginner = root
	}
	r.refer(i, root, why)
	return true
}

// namedLater returns the group of the person whom description i tells of before the text
// names him, and how that is known; -1 for none.
func (r *reader) namedLater(i int) (group int, why string) {
	m := &r.doc.Mentions[i]
	s := r.trees.Sentence(m.First)
	if s < 0 || r.quoted(m.First) {
		return -1, ""
	}
	at, _ := slices.BinarySearchFunc(r.arrivals, i, func(a, i int) int { return a - i })
	lead, crime := r.leads(s) && !slices.ContainsFunc(r.arrivals[:at], func(a int) bool { return !r.official(r.root(a)) }), r.ofCrime(s)
	first := true // nobody else whom the text may mean came in between
	for _, a := range r.arrivals[at:min(len(r.arrivals), at+12)] {
		root := r.root(a)
		o := &r.doc.Mentions[a]
		t := r.trees.Sentence(o.First)
		if t-s > agedNamed {
			break
		}
		if t == s && r.announces(m, o) {
			return root, "who is named behind it"
		}
		if t == s || !r.mayBe(i, root) {
			continue
		}
		if age := r.ageIn(m); age != "" && r.ages[root] == age {
			return root, "who is named later, of the same age"
		}
		if !first || r.official(root) {
			continue
		}
		if o.Why == introduced && lead && crime && t-s <= laterNamed && r.speaksOfHim(a) {
			return root, "who is known by that name only"
		}
		first = false
		opens := o.First-r.doc.Sentences[t].First <= 2
		switch {
		case t-s <= soonNamed && opens && (r.ages[root] != "" || crime && r.ofCrime(t)):
			return root, "who is named next"
		case lead && crime && t-s <= laterNamed && (r.ages[root] != "" || r.mostNamed() == root || r.ofCrime(t) && !r.trees.Is(o.Head, "nmod")):
			return root, "with whom the article begins"
		}
	}
	return -1, ""
}

// speaksOfHim reports whether a pronoun of the clause of mention i stands for whom the name
// is of: "on the forum he was known as X".
func (r *reader) speaksOfHim(i int) bool {
	h := r.trees.Head(r.doc.Mentions[i].Head)
	if h < 0 {
		return false
	}
	s := r.trees.Dep(h, "nsubj")
	return s >= 0 && (r.trees.Lemma(s) == "he" || r.trees.Lemma(s) == "she")
}

// official reports whether a person is known by an office, and not by the age, which news
// give of those whom the law is after.
func (r *reader) official(root int) bool { return r.posts[root] && r.ages[root] == "" }

// announces reports whether description m leads up to name o of its sentence: "a student
// in Leeds, X, …", "its founder and owner, the Dutchman X", "the man for whom it was meant,
// X, …".
func (r *reader) announces(m, o *text.Mention) bool {
	if strings.HasSuffix(r.doc.Tokens[m.Head].XPOS, "S") {
		return false // "the Americans"
	}
	first := r.pastClause(m)
	comma := first > m.Last && r.setOff(r.word(first-1))
	for t := first; t < o.First; t++ {
		switch r.doc.Tokens[t].UPOS {
		case text.VERB:
			if l := r.trees.Lemma(t); l != "name" && l != "call" && l != "identify" {
				return false
			}
		case text.AUX, text.PRON, text.SCONJ:
			return false
		case text.PUNCT:
			if comma || !r.setOff(r.word(t)) {
				return false
			}
			comma = true
		case text.DET, text.PROPN, text.ADJ, text.NOUN, text.NUM:
		default:
			if comma {
				return false
			}
		}
	}
	return comma && o.First-first < 12
}

// setOff reports whether a word sets off a name that follows.
func (r *reader) setOff(word string) bool {
	switch word {
	case ",", ":", "–", "—", "-":
		return true
	}
	return false
}

// pastClause returns the token behind the comma that ends the relative clause of
// description m, or the end of m if none begins there.
func (r *reader) pastClause(m *text.Mention) int {
	s := r.trees.Sentence(m.First)
	at := m.Last
	for at < m.Last+5 && at < len(r.doc.Tokens) && r.doc.Tokens[at].UPOS != text.PUNCT && !relative(r.trees.Lemma(at)) {
		at++
	}
	if at >= len(r.doc.Tokens) || s < 0 || !relative(r.trees.Lemma(at)) {
		return m.Last
	}
	for t := at; t < min(r.doc.Sentences[s].Last, at+14); t++ {
		if r.setOff(r.word(t)) {
			if r.doc.Tokens[t-1].UPOS == text.PROPN {
				break // the clause goes on with a list of names
			}
			return t + 1
		}
	}
	return m.Last
}

// relative reports whether a word opens a clause about the noun before it.
func relative(word string) bool {
	switch word {
	case "who", "whom", "whose", "that":
		return true
	}
	return false
}

// mayBe reports whether what description i says fits the person of a group: the age, the
// gender, and that he is nobody who speaks for others.
func (r *reader) mayBe(i, root int) bool {
	m := &r.doc.Mentions[i]
	if age := r.ageIn(m); age != "" && r.ages[root] != "" && r.ages[root] != age {
		return false
	}
	p, _ := lexicon.PersonNouns().Get(r.trees.Lemma(m.Last - 1))
	g := r.gender[root]
	return !(p.Female && g == male || p.Male && g == female)
}

// longestFront is how many sentences a headline, a byline and a picture may take.
const longestFront = 30

// leads reports whether a sentence is one of the first that the article has under its
// headline.
func (r *reader) leads(s int) bool {
	if s > longestFront {
		return false
	}
	n := 0
	for k := range r.doc.Sentences[:s] {
		if r.doc.Sentences[k].Kind == text.Prose {
			n++
		}
		if n > 2 {
			return false
		}
	}
	return true
}

// ofCrime reports whether a sentence tells what the law did to somebody, or what he is
// said to have done.
func (r *reader) ofCrime(s int) bool {
	for t := r.doc.Sentences[s].First; t < r.doc.Sentences[s].Last; t++ {
		switch r.doc.Tokens[t].UPOS {
		case text.VERB:
			if lawful(r.trees.Lemma(t)) {
				return true
			}
		case text.NOUN:
			noun := r.trees.Lemma(t)
			if p, ok := lexicon.PersonNouns().Get(noun); ok && p.Crime || lawful(noun) {
				return true
			}
		}
	}
	return false
}

// lawful reports whether a word tells what the law does to those whom it is after.
func lawful(word string) bool {
	switch word {
	case "arrest", "detain", "jail", "sentence", "convict", "charge", "plead", "apprehend", "capture", "extradite", "imprison", "indict",
		"accuse", "suspect", "remand", "nab", "cuff", "handcuff", "allege", "prosecute", "surrender", "deport", "raid", "confess", "admit", "condemn",
		"conviction", "custody", "trial", "indictment", "extradition", "prison":
		return true
	}
	return false
}

// indefinite reports whether description m brings somebody in: "a man".
func (r *reader) indefinite(m *text.Mention) bool {
	switch strings.ToLower(r.word(m.First)) {
	case "a", "an", "one":
		return true
	}
	return false
}

// ofOwner reports whether description m says whose somebody is: "its founder".
func (r *reader) ofOwner(m *text.Mention) bool {
	switch strings.ToLower(r.word(m.First - 1)) {
	case "its", "his", "her", "their", "'s", "’s":
		return true
	}
	return false
}

// calledBefore returns the one person before description i who was called by its noun, -1
// for none or several: "its founder", "her nephew".
func (r *reader) calledBefore(i int) int {
	noun := r.trees.Lemma(r.doc.Mentions[i].Last - 1)
	found := -1
	for _, a := range r.arrivals {
		root := r.root(a)
		if root >= i {
			break
		}
		if root == found || !slices.Contains(r.called[root], noun) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = root
	}
	return found
}
