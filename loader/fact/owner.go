package fact

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// kindSet is a set of kinds of nodes.
type kindSet uint16

func kindsOf(kinds ...ontology.NodeKind) (s kindSet) {
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

func (s kindSet) has(k ontology.NodeKind) bool { return s&(1<<k) != 0 }

var (
	sites      = kindsOf(ontology.Marketplace, ontology.Service)
	targets    = kindsOf(ontology.Marketplace, ontology.Service, ontology.Organization)
	operations = kindsOf(ontology.Operation)
	persons    = kindsOf(ontology.Person)
)

// entityAt returns the entity of the wanted kinds that token i names or refers
// to, or -1; past either end there is none.
func (r *reader) entityAt(i int, want kindSet) int {
	if i < 0 || i >= len(r.headed) {
		return -1
	}
	for _, m := range [2]int32{r.headed[i], r.covered[i]} {
		if m >= 0 {
			if want == operations && r.pos(i) == text.VERB {
				return -1 // a verb may stand for an operation, but it is no name for one
			}
			if e := r.doc.Mentions[m].Entity; want.has(r.doc.Entities[e].Kind) {
				return e
			}
		}
	}
	return -1
}

// through are nouns that stand for what they belong to: "the servers of X were
// seized" is said of X.
var through = map[string]bool{"server": true, "site": true, "website": true, "infrastructure": true, "domain": true, "platform": true, "market": true,
	"marketplace": true, "forum": true, "service": true, "network": true, "page": true, "version": true, "system": true, "operation": true, "shop": true}

// entityOf is entityAt for a noun phrase: what is coordinated with or in
// apposition to token i counts, and what it stands for.
func (r *reader) entityOf(i int, want kindSet) int {
	if e := r.entityAt(i, want); e >= 0 {
		if k := r.child(i, "appos"); k >= 0 && !r.isProper(i) && r.isProper(k) {
			if named := r.entityAt(k, want); named >= 0 {
				return named // "That man, X, is serving 12 years"
			}
		}
		return e
	}
	if r.isRel(i, "appos") {
		if e := r.entityAt(r.head(i), want); e >= 0 {
			return e // "Phantom Secure, the company he founded", "X, a Briton who was arrested"
		}
	}
	for k := range r.of(i) {
		if r.isRel(k, "flat") {
			if e := r.entityAt(k, want); e >= 0 {
				return e // "The Russian X", whom the parser took for one name
			}
		}
	}
	if r.isProper(i) && !through[r.lemma(i)] {
		return -1 // another name than those that are wanted
	}
	if want == persons && r.nounKind(i)&person != 0 {
		if e := r.describedBefore(i); e >= 0 {
			return e
		}
	}
	if s := r.child(i, "nsubj"); s >= 0 && r.child(i, "cop") >= 0 && (r.nounIsSite(i) || through[r.lemma(i)]) {
		if e := r.entityAt(s, want); e >= 0 {
			return e // "Nightowl is a market that opened in 2015"
		}
	}
	for k := range r.of(i) {
		if r.isRel(k, "appos") || r.isRel(k, "flat") || r.isRel(k, "conj") && r.isNoun(k) ||
			through[r.lemma(i)] && (r.isRel(k, "nmod") || r.isRel(k, "compound")) {
			if h := r.head(i); h >= 0 && r.isRel(k, "nmod") {
				k = r.antecedent(h, k) // "Silkkitie, the server of which was seized"
			}
			if e := r.entityAt(k, want); e >= 0 {
				return e
			}
		}
	}
	return -1
}

// describedBefore returns the person named right before the phrase of noun i, which describes
// them: "X, the Irishman whom police arrested". It is -1 if there is none.
func (r *reader) describedBefore(i int) int {
	at := i - 1
	for at > i-longestAside && at > 0 && (r.pos(at) == text.ADJ || r.pos(at) == text.NOUN || r.pos(at) == text.DET || r.pos(at) == text.PROPN || r.pos(at) == text.NUM) {
		at--
	}
	if at < 1 || r.form(at) != "," || !r.isProper(at-1) || r.sentence[at-1] != r.sentence[i] {
		return -1
	}
	if d := r.form(at + 1); d != "the" && d != "a" && d != "an" {
		return -1
	}
	return r.entityAt(at-1, persons)
}

// entitiesOf appends all entities that the noun phrase at token i names: "Kats
// and Marmilev".
func (r *reader) entitiesOf(out []int, i int, want kindSet) []int {
	for k := range r.phrase(i) {
		if e := r.entityOf(k, want); e >= 0 && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	if len(out) == 0 && want == persons && r.isLost(i) {
		if e := r.hero(i); e >= 0 {
			out = append(out, e)
		}
	}
	if len(out) == 0 && want == persons {
		out = r.together(i)
	}
	return out
}

// together returns the people, named together in a sentence before, whom token i stands
// for: "they", "both", "the couple". It is empty if it stands for nobody by name.
func (r *reader) together(i int) []int {
	if r.headed[i] >= 0 {
		return nil
	}
	if owners[r.lemma(i)] && r.isPlural(i) && r.isDefinite(i) {
		return r.owners(i)
	}
	size := r.groupAt(i)
	if size == 0 {
		return nil
	}
	s := int(r.sentence[i])
	var named []int
	for back := s; back >= 0 && back >= s-2*longestScene; back-- {
		sentence := &r.doc.Sentences[back]
		for at := max(sentence.First, i-reach); at < min(sentence.Last, i); at++ {
			if e := r.entityAt(at, persons); e >= 0 && r.isProper(at) && !r.edges.officials[e] && !r.isByline(at) && !slices.Contains(named, e) {
				named = append(named, e)
			}
		}
		switch {
		case len(named) == 0:
		case len(named) == size || size == several && len(named) > 1:
			return named
		case len(named) > size || sentence.Paragraph+1 < r.doc.Sentences[s].Paragraph:
			return nil
		}
	}
	return nil
}

// owners returns the persons, named before token i or soon behind it, who are said to have run
// the site that is told of.
func (r *reader) owners(i int) []int {
	site, _ := r.nearest(i, sites)
	by := r.edges.runBy[site]
	return by[:min(len(by), largestGroup)]
}

// largestGroup is how many people "the owners" can be.
const largestGroup = 4

// owners are nouns for those who run a site.
var owners = map[string]bool{"owner": true, "operator": true, "administrator": true, "admin": true, "founder": true}

// several is the size of a group that its word does not say.
const several = -1

// groups are words for several people, and how many they are.
var groups = map[string]int{"they": several, "them": several, "both": 2, "couple": 2, "pair": 2, "duo": 2, "trio": 3, "two": 2, "three": 3, "four": 4,
	"quartet": 4, "twins": 2}

// groupAt returns how many named people token i stands for: "all three", "both men", "the
// two". It is 0 if it stands for none, several if for those told of.
func (r *reader) groupAt(i int) int {
	if size := groups[r.lemma(i)]; size != 0 {
		if r.pos(i) == text.NUM && r.form(i-1) != "all" && r.form(i-1) != "the" {
			return 0 // "Two were arrested": others
		}
		return size
	}
	if r.nounKind(i)&person == 0 || r.isNamed(i) {
		return 0
	}
	definite, size := false, 0
	for k := range r.of(i) {
		switch w := r.form(k); {
		case w == "both":
			return 2
		case w == "the" || w == "all" || w == "these":
			definite = true
		case r.isRel(k, "nummod"):
			size = groups[w]
		case r.isRel(k, "amod") || r.isRel(k, "acl") || r.isRel(k, "nmod"):
			return 0 // "the other two men", "the three men from Spain"
		}
	}
	if definite {
		return size
	}
	return 0
}

// siteOf returns the site that the number of noun i belongs to, and how that was
// found.
func (r *reader) siteOf(i int) (int, string) {
	for k := range r.of(i) {
		if r.isRel(k, "nmod") || r.isRel(k, "compound") || r.isRel(k, "acl") {
			if e := r.entityOf(k, sites); e >= 0 {
				return e, "of the noun"
			}
		}
	}
	if e := r.climb(i, sites); e >= 0 {
		return e, "of the clause"
	}
	if r.ofAnother(i) {
		return -1, ""
	}
	return r.nearest(i, sites)
}

// ofAnother reports whether the clause of token i is about a body that is no
// site, so that a site mentioned before has no part in it.
func (r *reader) ofAnother(i int) bool {
	for a := range r.up(i) {
		if r.isVerb(a) || r.pos(a) == text.AUX {
			s := r.subject(a)
			return s >= 0 && !r.saysThere(a) && r.entityAt(s, kindsOf(ontology.Organization)) >= 0
		}
	}
	return false
}

// climb looks for an entity at the ancestors of token i and beside them: the
// subject first.
func (r *reader) climb(i int, want kindSet) int {
	verbs := 0
	for a := range r.up(i) {
		if e := r.entityAt(a, want); e >= 0 {
			return e
		}
		if want == sites && r.nounIsSite(a) && r.isRel(a, "appos") && r.headed[a] < 0 {
			if e := r.entityOf(a, want); e >= 0 {
				return e // "X, a market through which users sold"
			}
		}
		if s := r.subject(a); s >= 0 && s != i {
			if e := r.entityOf(s, want); e >= 0 {
				return e
			}
		}
		for k := range r.of(a) {
			if k != i && (r.isRel(k, "obl") || r.isRel(k, "nmod") || r.isRel(k, "appos") || r.isRel(k, "obj") || r.isRel(k, "compound")) {
				if e := r.entityOf(k, want); e >= 0 {
					return e
				}
			}
		}
		if r.isVerb(a) && !r.isRel(a, "conj") {
			if verbs++; verbs == 2 {
				return -1
			}
		}
	}
	return -1
}

// nearest returns the entity of the kinds that is mentioned last before token i,
// or after it in its sentence, or else the one that the article mentions most.
func (r *reader) nearest(i int, want kindSet) (int, string) {
	s := r.near(i)
	if e := r.last(i, s.First, want); e >= 0 {
		return e, "of the sentence"
	}
	if e := r.next(i, s.Last, want); e >= 0 {
		return e, "of the sentence"
	}
	if e := r.last(s.First, s.First-reach, want); e >= 0 {
		if m := r.most(want); len(r.doc.Entities[m].Mentions) >= max(prominent, 3*len(r.doc.Entities[e].Mentions)) {
			return m, mentionedMost
		}
		return e, mentionedLast
	}
	return r.most(want), mentionedMost
}

// How nearest found an entity that the sentence does not name.
const (
	mentionedLast = "mentioned last"
	mentionedMost = "mentioned most"
)

// prominent is how many mentions make an article be about an entity rather than
// about one that came up once.
const prominent = 5

// isNearer reports whether the last entity of the kinds before token i stands
// nearer to it than that of the other kinds.
func (r *reader) isNearer(i int, want, than kindSet) bool {
	for at := i - 1; at >= max(i-reach, 0); at-- {
		if r.entityAt(at, want) >= 0 {
			return true
		}
		if r.entityAt(at, than) >= 0 {
			return false
		}
	}
	return false
}

// topic returns the entity of the kinds that the paragraph of token i mentions
// last before it, else the one that the article mentions most.
func (r *reader) topic(i int, want kindSet) int {
	p := r.near(i).Paragraph
	for at := i - 1; at >= 0 && at > i-reach && r.doc.Sentences[r.sentence[at]].Paragraph == p; at-- {
		if e := r.entityAt(at, want); e >= 0 {
			return e
		}
	}
	return r.most(want)
}

// last returns the entity of the kinds mentioned last in tokens [from, i).
func (r *reader) last(i, from int, want kindSet) int {
	for at := i - 1; at >= max(from, 0); at-- {
		if e := r.entityAt(at, want); e >= 0 && r.doc.Sentences[r.sentence[at]].Kind != text.Boiler {
			return e
		}
	}
	return -1
}

// next returns the entity of the kinds mentioned first in tokens (i, to).
func (r *reader) next(i, to int, want kindSet) int {
	for at := i + 1; at < to; at++ {
		if e := r.entityAt(at, want); e >= 0 {
			return e
		}
	}
	return -1
}

// most returns the entity of the kinds with most mentions, the first of equals,
// or -1.
func (r *reader) most(want kindSet) int {
	if e, ok := r.leading[want]; ok {
		return e
	}
	best, count := -1, -1
	for e := range r.doc.Entities {
		if n := len(r.doc.Entities[e].Mentions); want.has(r.doc.Entities[e].Kind) && n > count {
			best, count = e, n
		}
	}
	r.leading[want] = best
	return best
}
