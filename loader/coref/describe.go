package coref

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// descriptions resolves descriptions and pronouns in text order, so that one may
// lean on another.
func (r *reader) descriptions() {
	d := r.doc
	for i := range d.Mentions {
		m := &d.Mentions[i]
		switch {
		case m.Form == text.Pronoun:
			r.pronoun(i)
		case m.Form == text.Nominal && m.Kind != ontology.Commodity && m.Kind != ontology.Technology && m.Kind != ontology.Operation:
			r.describe(i)
		}
	}
}

// describe resolves a definite description.
func (r *reader) describe(i int) {
	m := &r.doc.Mentions[i]
	if m.Kind == ontology.Person && (r.indefinite(m) || r.ofOwner(m)) {
		r.bringIn(i)
		return
	}
	if a, why := r.told(i); why != "" {
		if a >= 0 {
			r.refer(i, a, why)
		}
		return
	}
	if r.differs(m) || m.Kind == ontology.Person && strings.HasSuffix(r.doc.Tokens[m.Head].XPOS, "S") {
		return // "the Ukrainians" are nobody by name
	}
	noun := r.trees.Lemma(m.Head)
	if r.doc.Tokens[m.Head].UPOS == text.DET {
		// The phrase goes on: "the chief administrator", "the 37-year-old Ukrainian".
		if noun = r.trees.Lemma(m.Last - 1); noun != "old" {
			return
		}
	}
	fits := func(root int) bool {
		return compatible(m.Kind, noun, r.kindOf(root)) || r.isSite(root) && r.sorts[root]&sortOf(noun) != 0
	}
	if m.Kind == ontology.Agency {
		fits = func(root int) bool { return r.kindOf(root) == ontology.Agency && r.bodyFits(root, noun) }
	}
	if m.Kind == ontology.Person {
		fits = r.personFits(i, noun)
		if fits == nil {
			return
		}
	}
	r.lookBack(i, noun, fits)
}

// lookBack lets description i refer to the likeliest before it of which fits holds, or to
// what the article is about.
func (r *reader) lookBack(i int, noun string, fits func(root int) bool) {
	m := &r.doc.Mentions[i]
	root, score := r.best(i, fits, r.likes(noun))
	if root < 0 {
		switch m.Kind {
		case 0, ontology.Marketplace, ontology.Service:
			root = r.mainSite(i, fits, noun)
		case ontology.Agency:
			if noun != "court" { // trials go through several
				root = r.onlyBody(i, fits)
			}
		case ontology.Person:
			if hero := r.hero(i); hero >= 0 && r.accused(m, noun) && fits(hero) {
				root = hero
			}
			if root < 0 {
				if r.refersLater(i) {
					return
				}
			}
		}
		if root >= 0 {
			r.refer(i, root, "the "+noun+" that the article is about")
		}
		return
	}
	if score > 0 {
		r.refer(i, root, "the "+noun+" spoken of before")
	}
}

// told returns what the sentence says outright that description i is, and how: "" if it
// does not say. What is no name is -1.
func (r *reader) told(i int) (group int, why string) {
	if a := r.apposed(i); a >= 0 {
		return a, "it stands beside the name"
	}
	if a := r.calledNext(i); a >= 0 {
		return a, "called so"
	}
	if a := r.equated(i); a >= 0 {
		return a, "it is said who that is"
	}
	if s, ok := r.predicated(i); ok {
		return s, "said of it"
	}
	return -1, ""
}

// accused reports whether description m is of somebody whom the law is after, and of no
// one else's administrator or the like: "the defendant", "the vendor".
func (r *reader) accused(m *text.Mention, noun string) bool {
	switch noun {
	case "old", "convict", "prisoner", "detainee", "arrestee":
		return true
	}
	p, ok := lexicon.PersonNouns().Get(noun)
	return ok && p.Crime && r.trees.Dep(m.Head, "nmod", "acl") < 0
}

// differs reports whether a description says that it is of another one than was spoken
// of: "the new system".
func (r *reader) differs(m *text.Mention) bool {
	for t := m.First; t < m.Last; t++ {
		switch r.trees.Lemma(t) {
		case "new", "other", "another", "rival", "second", "third", "similar", "different", "competing":
			return true
		}
	}
	return false
}

// calledNext returns the name that a description leads to, or -1: "the new system,
// named X".
func (r *reader) calledNext(i int) int {
	d := r.doc
	m := &d.Mentions[i]
	if i+1 >= len(d.Mentions) {
		return -1
	}
	o := &d.Mentions[i+1]
	if o.Form != text.Proper || o.First <= m.Last || o.First-m.Last > 7 || !compatible(m.Kind, r.trees.Lemma(m.Head), o.Kind) {
		return -1
	}
	if m.Kind == ontology.Person && o.Why == introduced && r.word(m.Last) == "," && (r.word(m.Last+1) == "a" || r.word(m.Last+1) == "an") {
		return i + 1 // "the owner, a Romanian known as X"
	}
	var between []string
	for t := m.Last; t < o.First; t++ {
		if w := r.word(t); w != "," && w != "“" && w != "\"" && w != "‘" {
			between = append(between, strings.ToLower(w))
		}
	}
	if n := lexicon.LeadBefore(between, false); n == 0 || n != len(between) {
		return -1
	}
	return i + 1
}

// refer makes mention i refer to the group of root.
func (r *reader) refer(i, root int, why string) {
	root = r.root(root)
	r.refers[i] = root
	r.why[i] = why
	r.times[root]++
	m := &r.doc.Mentions[i]
	m.Kind = r.kindOf(root)
}

// apposed returns a name that mention i is in apposition with, or -1.
func (r *reader) apposed(i int) int {
	d := r.doc
	m := &d.Mentions[i]
	for j := i - 1; j >= 0 && j > i-6; j-- {
		o := &d.Mentions[j]
		if o.Form != text.Proper || o.Last > m.First || !compatible(m.Kind, r.trees.Lemma(m.Head), o.Kind) {
			continue
		}
		if r.trees.Is(m.Head, "appos") && r.trees.Head(m.Head) >= o.First && r.trees.Head(m.Head) < o.Last {
			return j
		}
		if o.Last == m.First-1 && d.Form(d.Tokens[o.Last].Span) == "," && (r.superlative(m) || m.Last < len(d.Tokens) && d.Form(d.Tokens[m.Last].Span) == ",") {
			return j
		}
	}
	for j := i + 1; j < len(d.Mentions) && j < i+4; j++ {
		// "The American who wrote it, X, got …"
		o := &d.Mentions[j]
		if o.Form == text.Proper && o.Kind == ontology.Person && m.Kind == o.Kind && r.trees.Is(o.Head, "appos") && r.trees.Head(o.Head) == m.Head {
			return j
		}
		if m.Kind == ontology.Person && o.Kind == m.Kind && o.Form == text.Proper && r.announces(m, o) {
			return j
		}
	}
	if i+1 < len(d.Mentions) {
		o := &d.Mentions[i+1]
		if o.Form == text.Proper && (o.First == m.Last || o.First == m.Last+1 && opensQuote(d.Form(d.Tokens[m.Last].Span))) && compatible(m.Kind, r.trees.Lemma(m.Head), o.Kind) && m.Kind != ontology.Person {
			return i + 1 // "the shop “X”"
		}
		if o.Form == text.Proper && o.First == m.Last+1 && d.Form(d.Tokens[m.Last].Span) == "," && compatible(m.Kind, r.trees.Lemma(m.Head), o.Kind) && r.trees.Is(o.Head, "appos") {
			return i + 1
		}
	}
	return -1
}

// opensQuote reports whether a word is a quotation mark that may open a quotation.
func opensQuote(word string) bool {
	switch word {
	case "“", "\"", "‘", "'", "«", "„":
		return true
	}
	return false
}

// compatible reports whether a description of a kind (0 for several) with that
// noun may refer to something of kind k.
func compatible(kind ontology.NodeKind, noun string, k ontology.NodeKind) bool {
	switch kind {
	case 0:
		switch noun {
		case "group", "gang", "crew":
			return k == ontology.Service || k == ontology.Organization
		case "exchange", "operator":
			return k == ontology.Service || k == ontology.Organization
		}
		return k == ontology.Marketplace || k == ontology.Service
	case ontology.Service:
		return k == ontology.Service || k == ontology.Marketplace && noun == "service"
	case ontology.Organization:
		switch noun {
		case "company", "firm", "organization", "organisation":
			return k == ontology.Organization || k == ontology.Service
		}
		return k == ontology.Organization
	}
	return kind == k
}

// personFits returns what a description of a person can refer to, or nil if
// nothing named.
func (r *reader) personFits(i int, noun string) func(root int) bool {
	m := &r.doc.Mentions[i]
	p, known := lexicon.PersonNouns().Get(noun)
	if known && p.Post && !chief(noun) {
		// "the judge" is the person who was called a judge.
		return func(root int) bool {
			return r.kindOf(root) == ontology.Person && slices.Contains(r.called[root], noun)
		}
	}
	switch noun {
	case "victim", "heir", "member", "user", "friend", "colleague", "partner", "customer", "source", "student", "informant":
		return nil
	}
	if kin(noun) {
		return func(root int) bool {
			return r.kindOf(root) == ontology.Person && slices.Contains(r.called[root], noun)
		}
	}
	age := r.ageIn(m)
	woman, man := p.Female, p.Male
	return func(root int) bool {
		if r.kindOf(root) != ontology.Person || r.posts[root] {
			return false
		}
		if age != "" && r.ages[root] != "" && r.ages[root] != age {
			return false
		}
		g := r.gender[root]
		return !(woman && g == male || man && g == female)
	}
}

// chief reports whether a noun is for the first of a gang as well as of an office.
func chief(noun string) bool {
	switch noun {
	case "leader", "head", "boss", "chief", "programmer":
		return true
	}
	return false
}

// kin reports whether a noun says whose relative somebody is.
func kin(noun string) bool {
	switch noun {
	case "brother", "sister", "wife", "husband", "father", "mother", "son", "daughter", "cousin", "girlfriend", "boyfriend", "fiancé", "fiancée", "spouse",
		"nephew", "niece", "uncle", "aunt", "widow", "widower", "stepbrother", "stepfather", "stepson", "brother-in-law", "grandson", "granddaughter", "grandfather", "grandmother", "roommate", "flatmate", "housemate":
		return true
	}
	return false
}

// ageIn returns the figure of "the 26-year-old", or "".
func (r *reader) ageIn(m *text.Mention) string {
	for i := m.First; i < m.Last; i++ {
		if f := r.word(i); figure(f) {
			return f
		}
	}
	return ""
}

// superlative reports whether a description says that there is one of its kind: "the best
// known shop".
func (r *reader) superlative(m *text.Mention) bool {
	for t := m.First; t < m.Last; t++ {
		if tag := r.doc.Tokens[t].XPOS; tag == "JJS" || tag == "RBS" {
			return true
		}
	}
	return false
}
