package relation

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// story is what the document as a whole is about: which market or service each
// sentence speaks of, and which operation.
type story struct {
	early bool    // that is named in the first sentences
	site  int     // the market or service that is mentioned most, -1 for none
	sites [][]int // of each sentence: those it speaks of
	op    int     // the operation that the document is about, -1 for none
	ops   []int   // all operations
	hit   bool    // something was done to the site

	weight  []int // of each entity: how often it is mentioned
	events  []*event
	actions []*action
	actOf   map[int]*action   // by the token of an event
	alsoOf  map[int][]*action // the others of a series
	main    *action           // the one that the article is about, nil for none
	central bool              // what is said without an object may be said of main
	opDates map[int]calendar.Date
}

// tell finds what the document is about.
func (r *reader) tell() *story {
	d := r.doc
	st := &story{site: -1, op: -1, sites: make([][]int, len(d.Sentences)), actOf: map[int]*action{}, alsoOf: map[int][]*action{}, opDates: map[int]calendar.Date{}}
	weight := make([]int, len(d.Entities))
	for m := range d.Mentions {
		mention := &d.Mentions[m]
		k := r.kind(m)
		if k == 0 || mention.First >= len(d.Tokens) {
			continue
		}
		s := r.tree.Sentence(mention.First)
		if s < 0 || d.Sentences[s].Kind == text.Boiler {
			continue
		}
		weight[mention.Entity]++
		if mention.Form == text.Proper && d.Sentences[s].Kind == text.Heading && s == 0 {
			weight[mention.Entity] += worthOfTitle
		}
		if k == ontology.Operation && mention.Form == text.Proper {
			st.date(r, mention)
		}
		if sites.has(k) && !slices.Contains(st.sites[s], mention.Entity) {
			st.sites[s] = append(st.sites[s], mention.Entity)
		}
	}
	st.weight = weight
	best, bestOp := 0, -1<<30
	for e := range d.Entities {
		switch k := d.Entities[e].Kind; {
		case sites.has(k):
			if weight[e] > best {
				best, st.site = weight[e], e
			}
		case k == ontology.Operation:
			st.ops = append(st.ops, e)
			w := 2 * weight[e]
			if apart(st.opDates[e], r.dates.own) {
				w -= 2 * worthOfName // an earlier one
			}
			if w+1 > bestOp && !r.isPart(e) {
				if r.isChristened(e) {
					w++ // of two that are named as often, the one that the text gives its name
				}
				if w > bestOp {
					bestOp, st.op = w, e
				}
			}
		}
	}
	if st.site >= 0 {
		for _, m := range d.Entities[st.site].Mentions {
			st.early = st.early || r.tree.Sentence(d.Mentions[m].First) < earlySentences
		}
		st.early = st.early || best >= often
	}
	return st
}

// date notes when the operation that mention names took place. Later mentions may speak
// of earlier waves.
func (st *story) date(r *reader, mention *text.Mention) {
	if _, dated := st.opDates[mention.Entity]; dated || r.begun(mention.Head) {
		return
	}
	date := r.dateOfName(mention.Head)
	if date.IsZero() && r.named(mention.Entity) == 1 {
		date = r.openingDate(mention.Head)
	}
	st.opDates[mention.Entity] = date
}

// named returns how often a document has the name of entity e.
func (r *reader) named(e int) int {
	if e >= len(r.names) {
		return 0 // one that the relations have found
	}
	return r.names[e]
}

// worthOfTitle is how many mentions a mention in the title outweighs.
const worthOfTitle = 4

// earlySentences is how many sentences at the start say what an article is about.
const earlySentences = 6

// often is how many times a site must be spoken of for the article to be about
// it even if it is not named at the start.
const often = 4

// focusAt returns the market or service that token i is about where its clause
// does not say: that of the sentence, that of the sentences before in the same
// paragraph, or the one that the document is about. Where several are spoken of,
// the last one has the first claim.
func (r *reader) focusAt(i int, want kindSet) (int, string) {
	d := r.doc
	st := r.story
	s := r.tree.Sentence(i)
	for back := 0; back < 4 && s-back >= 0; back++ {
		if d.Sentences[s-back].Paragraph != d.Sentences[s].Paragraph {
			break
		}
		spoken := st.sites[s-back]
		if len(spoken) == 0 {
			continue
		}
		e := spoken[0]
		if slices.Contains(spoken, st.site) {
			e = st.site
		}
		if !want.has(d.Entities[e].Kind) || len(spoken) > 2 && e != st.site {
			break
		}
		if back == 0 {
			return e, "the site of the sentence"
		}
		return e, "the site spoken of before"
	}
	if st.site >= 0 && st.early && want.has(d.Entities[st.site].Kind) {
		return st.site, "the site that the article is about"
	}
	return -1, ""
}

// operationAt returns the operation that trigger i with these arguments speaks
// of: the one that the clause names, that of an event above it or in its
// sentence, or the one that the article is about.
func (r *reader) operationAt(args []argument, i int) (int, string) {
	st := r.story
	if a := st.actOf[i]; a != nil {
		return a.entity, ""
	}
	if o := r.operationNamed(args, i); o >= 0 {
		return o, ""
	}
	s := r.tree.sentence(i)
	date := r.dateAt(i)
	if r.lists.is("beginning", r.tree.Lemma(i)) {
		date = calendar.Date{} // what was opened in 2020 is what ended last week
	}
	var near *action
	distance := 1 << 30
	for k := s.First; k < s.Last; k++ {
		a := st.actOf[k]
		if a == nil || apart(a.date, date) {
			continue
		}
		d := i - k
		if d < 0 {
			d = -d
		}
		if d < distance {
			near, distance = a, d
		}
	}
	if near != nil {
		return near.entity, "the operation of the sentence"
	}
	if o := r.asideOf(s); o >= 0 {
		return o, "named in the sentence"
	}
	if date.IsZero() && r.longAgo(i) {
		return -1, ""
	}
	if o := r.operationOfParagraph(s, date); o >= 0 {
		return o, "the operation of the paragraph"
	}
	if st.main == nil {
		return st.op, "the operation that the article is about"
	}
	if !st.central {
		return -1, ""
	}
	if date.IsZero() && r.dates.own.Month != 0 && r.isNews(i) {
		date = r.dates.own
	}
	if apart(date, r.now(st.main)) {
		for _, a := range st.actions {
			if a != st.main && a.date.Month != 0 && !apart(a.date, date) {
				return a.entity, "the operation of that time"
			}
		}
		return -1, ""
	}
	return st.main.entity, "the operation that the article is about"
}

// operationOfParagraph returns the operation that the sentences before s in its
// paragraph speak of, if it is the only one and not the one that the document is
// about, nor do they speak of that one's targets; or -1.
func (r *reader) operationOfParagraph(s *text.Sentence, date calendar.Date) int {
	found := -1
	at := r.tree.Sentence(s.First)
	for n := at - 1; n >= 0 && n >= at-earlySentences && r.doc.Sentences[n].Paragraph == s.Paragraph; n-- {
		before := &r.doc.Sentences[n]
		for k := before.First; k < before.Last; k++ {
			e := -1
			if a := r.story.actOf[k]; a != nil {
				e = a.entity
			} else if m := r.heads[k]; m >= 0 && r.kind(int(m)) == ontology.Operation && r.doc.Mentions[m].Form == text.Proper {
				e = r.doc.Mentions[m].Entity
			}
			if e < 0 || e == found {
				continue
			}
			if found >= 0 || r.story.main != nil && e == r.story.main.entity {
				return -1
			}
			found = e
		}
	}
	if found < 0 || r.story.main == nil {
		return -1
	}
	for n := at; n >= 0 && n >= at-earlySentences && r.doc.Sentences[n].Paragraph == s.Paragraph; n-- {
		for _, site := range r.story.sites[n] {
			if r.story.main.targeted(site) {
				return -1
			}
		}
	}
	for _, a := range r.story.actions {
		if a.entity == found && !apart(a.date, date) {
			return found
		}
	}
	return -1
}

// asideOf returns the operation that sentence s names if it is the only one and
// not the one that the document is about, or -1.
func (r *reader) asideOf(s *text.Sentence) int {
	found := -1
	for i := s.First; i < s.Last; i++ {
		m := r.heads[i]
		if m < 0 || r.kind(int(m)) != ontology.Operation || r.doc.Mentions[m].Form != text.Proper {
			continue
		}
		if e := r.doc.Mentions[m].Entity; found < 0 {
			found = e
		} else if e != found {
			return -1
		}
	}
	if found >= 0 && r.story.main != nil && r.story.main.entity == found {
		return -1
	}
	return found
}

// isPart reports whether the document says that an operation is a part of the
// whole: "whose bit of the sting was dubbed Operation X", "the first phase, called
// Y".
func (r *reader) isPart(op int) bool {
	for _, m := range r.doc.Entities[op].Mentions {
		mention := &r.doc.Mentions[m]
		if mention.Form != text.Proper {
			continue
		}
		first := r.tree.sentence(mention.First).First
		if r.named(op) == 1 && r.ofOneCountry(first) {
			return true
		}
		named := false
		for k := mention.First - 1; k >= first && k >= mention.First-12; k-- {
			lemma := r.tree.Lemma(k)
			named = named || isNaming(lemma) && r.tree.token(k).UPOS == text.VERB
			if named && r.lists.is("piece", lemma) {
				return true
			}
		}
	}
	return false
}

// ofOneCountry reports whether a sentence in the midst of a document begins with a
// country: "In Britain, Operation X led to 300 arrests".
func (r *reader) ofOneCountry(first int) bool {
	if r.lower[first] != "in" || r.tree.Sentence(first) < earlySentences || first+1 >= len(r.doc.Tokens) {
		return false
	}
	m := r.starts[first+1]
	return m >= 0 && r.kind(int(m)) == ontology.Place && r.isCountry(r.doc.Mentions[m].Entity)
}
