package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Articles say once whom they speak of and then go on without the name: "its
// director, X", "chief executive X", "Assistant Commissioner X". Such a post is one
// in the body that was spoken of last.

// employers makes the claims of posts without a body.
func (r *reader) employers() {
	employed := map[int]bool{}
	for k := range r.doc.Claims {
		if c := &r.doc.Claims[k]; c.Edge == ontology.WorksFor || c.Edge == ontology.Administered {
			employed[c.From] = true
		}
	}
	for m := range r.doc.Mentions {
		mention := &r.doc.Mentions[m]
		if r.kind(m) != ontology.Person || mention.Form != text.Proper || employed[mention.Entity] {
			continue
		}
		s := r.tree.Sentence(mention.First)
		if s < 0 || r.doc.Sentences[s].Kind == text.Boiler {
			continue
		}
		first, want, sort := r.postBefore(mention.First)
		if want == 0 {
			continue
		}
		body := -1
		if sort == anyBody {
			body = r.bodyBefore(first, s, want)
		} else {
			body = r.bodyOfSort(first, sort)
		}
		if body < 0 {
			continue
		}
		employed[mention.Entity] = true
		st := statement{rule: "employer", sentence: s, why: "“" + r.tree.form(first) + "”; " + r.doc.Entities[body].Name + " (the body spoken of last)"}
		st.attributes[ontology.Title] = strings.Trim(strings.Join(strings.Fields(r.doc.Text[r.tree.token(first).Start:r.tree.token(mention.First).Start]), " "), " ,")
		r.enter(ontology.WorksFor, mention.Entity, body, st)
	}
}

// longestOffice bounds the words of a post before a name, in tokens.
const longestOffice = 4

// bodySort is what some posts say of the bodies that have them, as words of their names.
type bodySort []string

var (
	anyBody     *bodySort
	court       = &bodySort{"court", "tribunal"}
	prosecution = &bodySort{"prosecut", "attorney"}
	ofAppeal    = &bodySort{"supreme", "appeal"} // another judge than the one who is named
)

// of reports whether a body with this name is of the sort.
func (b *bodySort) of(name string) bool {
	name = strings.ToLower(name)
	for _, word := range *b {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// bodyOfSort returns the agency of a sort that was named last before token i, or else the
// first one that the document names at all; -1 for none.
func (r *reader) bodyOfSort(i int, sort *bodySort) int {
	last, lastAt, first := -1, -1, -1
	for e := range r.doc.Entities {
		entity := &r.doc.Entities[e]
		if entity.Kind != ontology.Agency || !sort.of(entity.Name) || ofAppeal.of(entity.Name) {
			continue
		}
		if first < 0 {
			first = e
		}
		for _, m := range entity.Mentions {
			if at := r.doc.Mentions[m].First; at < i && at > lastAt {
				last, lastAt = e, at
			}
		}
	}
	if last < 0 {
		return first
	}
	return last
}

// postBefore returns the first token of the post that ends right before token i,
// the kinds of the bodies that have such posts, none if there is no post, and their sort.
func (r *reader) postBefore(i int) (first int, want kindSet, sort *bodySort) {
	s := r.tree.sentence(i)
	k := i - 1
	if k > s.First && r.tree.form(k) == "," {
		k--
	}
	first = i
	for ; k >= s.First && k >= i-longestOffice-1; k-- {
		switch r.tree.token(k).UPOS {
		case text.NOUN, text.PROPN, text.ADJ:
		default:
			return first, want, sort
		}
		if c := r.cover[k]; c >= 0 && !kindsOf(ontology.Person).has(r.kind(int(c))) {
			if sort == court {
				return first, want, sort // "U.S. District Judge X"
			}
			return first, 0, nil // "the Dutch director"
		}
		switch lemma := strings.ToLower(r.tree.Lemma(k)); {
		case lemma == "council" || lemma == "party":
			return first, 0, nil // of a body that has no name here
		case want == 0 && (lemma == "judge" || lemma == "magistrate" || lemma == "coroner"):
			want, sort = kindsOf(ontology.Agency), court
		case want == 0 && lemma == "prosecutor":
			want, sort = kindsOf(ontology.Agency), prosecution
		case r.lists.is("rank", lemma):
			want = kindsOf(ontology.Agency)
		case r.lists.is("office", lemma) && want == 0:
			want = bodies
		}
		first = k
	}
	return first, want, sort
}

// bodyBefore returns the body that was spoken of last before token i of sentence
// s, or that the document speaks of above all; -1 for none.
func (r *reader) bodyBefore(i, s int, want kindSet) int {
	if k := r.bodyWithin(i, r.doc.Sentences[s].First, want, true); k != nobody {
		return k
	}
	if want == bodies {
		if main := r.mainBody(); main >= 0 {
			return main
		}
	}
	return r.bodyWithin(i, r.doc.Sentences[max(s-2, 0)].First, want, false)
}

// mainBody returns the body that the document speaks of more than of all others
// together, -1 for none.
func (r *reader) mainBody() int {
	best, sum := -1, 0
	for e := range r.doc.Entities {
		if !bodies.has(r.doc.Entities[e].Kind) {
			continue
		}
		sum += r.story.weight[e]
		if best < 0 || r.story.weight[e] > r.story.weight[best] {
			best = e
		}
	}
	if best >= 0 && r.story.weight[best] >= often && r.story.weight[best]*2 > sum {
		return best
	}
	return -1
}

// nobody says that no body was spoken of, elsewhere that something was whose posts
// are no matter of bodies.
const (
	nobody    = -2
	elsewhere = -1
)

// bodyWithin returns the body that is spoken of last in tokens [start, i); where
// it is that of somebody else in the same sentence, elsewhere.
func (r *reader) bodyWithin(i, start int, want kindSet, same bool) int {
	for k := i - 1; k >= start; k-- {
		m := r.heads[k]
		if m < 0 {
			continue
		}
		if sites.has(r.kind(int(m))) || same && bodies.has(r.kind(int(m))) && r.inTitle(int(m)) {
			return elsewhere
		}
		if want.has(r.kind(int(m))) && !r.isSource(int(m)) {
			return r.doc.Mentions[m].Entity
		}
	}
	return nobody
}
