package relation

import (
	"slices"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// match is what a pattern has matched so far.
type match struct {
	mention [26]int32 // by label
	title   text.Span
	role    string
	said    int // the verb that told the role, 0 for none
	end     int // the token behind the match
}

// matched is a pattern that was found at token at.
type matched struct {
	pattern *pattern
	match   match
	at      int
}

// findPatterns looks for all patterns and marks the titles of people.
func (r *reader) findPatterns() {
	r.titled = make([]bool, len(r.doc.Tokens))
	r.lower = make([]string, len(r.doc.Tokens))
	for i := range r.lower {
		r.lower[i] = strings.ToLower(strings.ReplaceAll(r.tree.form(i), "’", "'"))
	}
	r.number()
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		content := r.contentOf(sentence)
		open := r.fitting(r.lists.beginAny, &content)
		for i := sentence.First; i < sentence.Last; i++ {
			for _, k := range r.mayBegin(i, open) {
				p := r.lists.patterns[k]
				if !p.fits(&content) {
					continue
				}
				var m match
				if !r.matches(p.elements, i, sentence.Last, &m) {
					continue
				}
				r.matched = append(r.matched, matched{p, m, i})
				if !p.title {
					continue
				}
				from, to := &r.doc.Mentions[m.mention[p.from-'A']], &r.doc.Mentions[m.mention[p.to-'A']]
				for k := min(from.First, to.First); k < max(from.Last, to.Last); k++ {
					r.titled[k] = true
				}
			}
		}
	}
}

// fitting returns those of some patterns that fit a sentence with this content, good until
// the next call.
func (r *reader) fitting(patterns []int32, c *content) []int32 {
	r.open = r.open[:0]
	for _, k := range patterns {
		if r.lists.patterns[k].fits(c) {
			r.open = append(r.open, k)
		}
	}
	return r.open
}

// mayBegin returns the patterns that may begin at token i, in their order, good until
// the next call: those that are open at any word and those for the word and for what
// begins there. At most words none does.
func (r *reader) mayBegin(i int, open []int32) []int32 {
	l := r.lists
	r.begins = append(r.begins[:0], open...)
	if n := r.word[i]; n >= 0 {
		r.begins = append(r.begins, l.beginWord[n]...)
	}
	if m := r.starts[i]; m >= 0 {
		r.begins = append(r.begins, l.beginKind[r.kind(int(m))]...)
	}
	slices.Sort(r.begins)
	return r.begins
}

// applyPatterns makes the claims of the patterns that begin at token i. It is
// called for tokens in text order.
func (r *reader) applyPatterns(i int) {
	for len(r.matched) > 0 && r.matched[0].at <= i {
		if m := &r.matched[0]; m.at == i {
			r.applyPattern(m)
		}
		r.matched = r.matched[1:]
	}
}

// inLists are the edges of which a pattern may find an end in a list.
var inLists = map[ontology.EdgeKind]bool{ontology.Administered: true, ontology.SoldOn: true, ontology.Targeted: true, ontology.LocatedIn: true, ontology.CitizenOf: true}

func (r *reader) applyPattern(found *matched) {
	p, m := found.pattern, &found.match
	f, t := r.endOf(found, p.from), r.endOf(found, p.to)
	if f.entity < 0 || t.entity < 0 {
		return
	}
	if f.entity == t.entity || p.town && r.isCountry(t.entity) || p.seat && !r.isSeat(f.mention, t) || !r.suits(p, f, t) || !p.title && r.negated(found) {
		return
	}
	first, last := r.extent(found)
	alleged := p.crime && (r.accordingTo(found.at) || r.supposed(first, last))
	if k := r.saying(found); k >= 0 {
		s := r.stance(k)
		if s.denied || s.unreal || s.future && p.edge != ontology.ExtraditedTo {
			return
		}
		alleged = alleged || s.alleged || s.claimed && p.crime
	}
	attributes := p.fixed
	if p.role {
		attributes[ontology.Role] = m.role
	}
	if p.title && m.title.End > 0 {
		attributes[ontology.Title] = strings.Join(strings.Fields(r.doc.Form(m.title)), " ")
	}
	inList := f.mention > t.mention && (p.to != anySite || r.doc.Mentions[f.mention].Last == m.end)
	for _, f := range r.alongList(p, f, inList) {
		for _, t := range r.alongList(p, t, t.mention > f.mention) {
			if t.entity == f.entity {
				continue
			}
			var why strings.Builder
			why.WriteString("“" + r.doc.Form(r.doc.Mentions[max(f.mention, t.mention)].Span) + "”")
			r.explain(&why, f)
			r.explain(&why, t)
			r.enter(p.edge, f.entity, t.entity, statement{rule: p.name, why: why.String(), attributes: attributes, sentence: r.tree.Sentence(found.at),
				alleged: alleged})
		}
	}
}

// endOf returns the end of a pattern with this label; its entity is -1 for a site that
// is not told.
func (r *reader) endOf(found *matched, label byte) filler {
	if label == anySite {
		site, how := r.siteSpokenOf(found.at), "the site named last"
		if site < 0 {
			site, how = r.focusAt(found.at, sites)
		}
		return filler{site, -1, how}
	}
	m := int(found.match.mention[label-'A'])
	return filler{r.doc.Mentions[m].Entity, m, ""}
}

// extent returns the tokens from the first end of a pattern to the last one, all that it
// matched where one end is not told.
func (r *reader) extent(found *matched) (first, last int) {
	p, m := found.pattern, &found.match
	if p.from == anySite || p.to == anySite {
		return found.at, m.end
	}
	from, to := &r.doc.Mentions[m.mention[p.from-'A']], &r.doc.Mentions[m.mention[p.to-'A']]
	return min(from.First, to.First), max(from.Last, to.Last)
}

// suits reports whether the ends are what pattern p wants beyond their kinds.
func (r *reader) suits(p *pattern, f, t filler) bool {
	switch name := r.doc.Entities[t.entity].Name; p.edge {
	case ontology.LivedIn:
		return !r.isAdjective(t) && !isStreet(name)
	case ontology.CitizenOf:
		return !p.adjective && !p.folk || r.isAdjective(t) && (!p.folk || r.namesPeople(t.mention))
	case ontology.RunsOn:
		return !r.lists.is("coin", name) && !r.lists.is("software", name)
	case ontology.Succeeded:
		return !r.siteBetween(f, t)
	case ontology.LocatedIn:
		return p.from != anySite || r.ofServers(t)
	}
	return true
}

// ofServers reports whether servers, and not people, are what the words before the place
// speak of: "two were in Latvia".
func (r *reader) ofServers(place filler) bool {
	at := r.doc.Mentions[place.mention].First
	for i := at - 1; i >= max(0, at-2*widest); i-- {
		switch r.tree.Lemma(i) {
		case "server", "machine", "infrastructure", "computer":
			return true
		}
		if r.isPersonNoun(i) || r.cover[i] >= 0 && r.kind(int(r.cover[i])) == ontology.Person {
			return false
		}
	}
	return false
}

// isStreet reports whether a place is a street, of which the text says the town next.
func isStreet(name string) bool {
	switch name[strings.LastIndexByte(name, ' ')+1:] {
	case "Street", "Road", "Avenue", "Lane", "Drive", "Close", "Court", "Terrace", "Boulevard":
		return true
	}
	return false
}

// siteBetween reports whether another site is named between two.
func (r *reader) siteBetween(f, t filler) bool {
	a, b := &r.doc.Mentions[f.mention], &r.doc.Mentions[t.mention]
	for i := min(a.Last, b.Last); i < max(a.First, b.First); i++ {
		m := r.starts[i]
		if m < 0 || !sites.has(r.kind(int(m))) || r.doc.Mentions[m].Form != text.Proper {
			continue
		}
		if e := r.doc.Mentions[m].Entity; e != f.entity && e != t.entity {
			return true
		}
	}
	return false
}

// alongList returns end f of a pattern and, if it comes last and the edge is one
// that lists go with, the others of its list: "had shops on X, Y and Z".
func (r *reader) alongList(p *pattern, f filler, last bool) []filler {
	out := []filler{f}
	if !last || !inLists[p.edge] && !(p.edge == ontology.LivedIn && r.severalBefore(f.mention)) {
		return out
	}
	return r.withRun(out, f.mention, kindsOf(r.kind(f.mention)), "")
}

// saying returns the verb or the noun among the ends of a pattern that tells
// whether it is meant, -1 for none.
func (r *reader) saying(found *matched) int {
	if found.pattern.title {
		return -1
	}
	if found.match.said > 0 {
		return found.match.said
	}
	verb, noun := -1, -1
	first, last := r.extent(found)
	for i := first; i < last; i++ {
		if r.cover[i] >= 0 {
			continue
		}
		switch r.tree.token(i).UPOS {
		case text.VERB:
			verb = i // the last one: "is accused of running"
		case text.NOUN:
			if noun < 0 {
				noun = i
			}
		}
	}
	if verb >= 0 {
		return verb
	}
	return noun
}

// negated reports whether a "not" stands among the ends of a pattern.
func (r *reader) negated(found *matched) bool {
	first, last := r.extent(found)
	for i := min(first, found.at); i < last; i++ {
		switch r.tree.Lemma(i) {
		case "not", "never", "n't", "neither", "no":
			return true
		}
	}
	return false
}

// supposed reports whether a word among tokens [first, last) says that something is
// not proven.
func (r *reader) supposed(first, last int) bool {
	for i := first; i < last; i++ {
		if r.hedges(i, r.tree.Lemma(i)) {
			return true
		}
	}
	return false
}

// matches matches elements from token i on.
func (r *reader) matches(elements []element, i, last int, m *match) bool {
	if len(elements) == 0 {
		m.end = i
		return true
	}
	e, rest := &elements[0], elements[1:]
	if e.typ == notElement {
		return (i >= last || r.mentionFrom(i, e.kinds) < 0 && !slices.Contains(e.words, r.tree.form(i))) && r.matches(rest, i, last, m)
	}
	return i < last && r.takes(e, rest, i, last, m) || e.optional && r.matches(rest, i, last, m)
}

// takes matches element e at token i and the rest behind it.
func (r *reader) takes(e *element, rest []element, i, last int, m *match) bool {
	switch e.typ {
	case mentionElement:
		at := r.mentionFrom(i, e.kinds)
		if at < 0 {
			return false
		}
		m.mention[e.label-'A'] = int32(at)
		return r.matches(rest, r.doc.Mentions[at].Last, last, m)
	case wordElement:
		return e.set.has(r.word[i]) && r.matches(rest, i+1, last, m)
	case postElement:
		n := r.post(i, last)
		for fewest := r.fewest(e, n); n > 0 && n >= fewest; n-- {
			if r.isPost(i, i+n) && r.matches(rest, i+n, last, m) {
				m.title = text.Span{Start: r.tree.token(i).Start, End: r.tree.token(i + n - 1).End}
				return true
			}
		}
	case someoneElement, folkElement:
		return r.isSomeone(i, e.typ == folkElement) && r.matches(rest, i+1, last, m)
	case numberElement:
		return r.tree.token(i).UPOS == text.NUM && r.matches(rest, i+1, last, m)
	case asideElement:
		return r.matches(rest, r.asideEnd(i, last), last, m)
	case roleElement, runningElement:
		t, n := r.roleAt(i, last, e.typ == runningElement)
		if t == nil || !r.matches(rest, i+n, last, m) {
			return false
		}
		m.role = t.value
		if e.typ == runningElement {
			m.said = i
		}
		return true
	case strangeElement:
		for n := 1; n <= longestStrange && i+n < last && r.strange(i+n-1); n++ {
			if r.matches(rest, i+n, last, m) {
				return true
			}
		}
	case gapElement, wideElement:
		for n := 0; n <= e.most && i+n <= last; n++ {
			if r.matches(rest, i+n, last, m) {
				return true
			}
			if i+n < last && !r.gapWord(i+n, e.typ) {
				break
			}
		}
	}
	return false
}

// longestStrange bounds a name that is no mention, in tokens.
const longestStrange = 3

// strange reports whether token i is a word of a name that is no mention.
func (r *reader) strange(i int) bool {
	form := r.tree.form(i)
	return r.cover[i] < 0 && form != strings.ToLower(form) && r.tree.token(i).UPOS != text.PUNCT
}

// gapWord reports whether a gap may run over token i.
func (r *reader) gapWord(i int, gap elementType) bool {
	if gap == wideElement {
		m := r.cover[i]
		return r.tree.form(i) != ";" && (m < 0 || r.doc.Mentions[m].Form != text.Proper || !kindsOf(ontology.Person, ontology.Place).has(r.kind(int(m))))
	}
	switch r.tree.token(i).UPOS {
	case text.VERB, text.AUX, text.CCONJ, text.SCONJ, text.PRON:
		return false
	case text.PUNCT:
		return r.tree.form(i) == "-"
	}
	return r.cover[i] < 0
}

// mentionFrom returns a mention of a wanted kind that begins at token i.
func (r *reader) mentionFrom(i int, want kindSet) int {
	if m := r.starts[i]; m >= 0 && want.has(r.kind(int(m))) {
		return int(m)
	}
	return -1
}
