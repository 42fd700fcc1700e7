package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// mostSuspects bounds how many people "the suspects" may be by name.
const mostSuspects = 12

// mostEntities bounds the entities among which people of one surname are looked for.
const mostEntities = 2000

// suspects returns a mention of each person whom the article names as one whom the law is
// after, in text order: the age stands behind the name, as it does of nobody else, or the
// sentence that brings him in tells what the law did to him.
func (r *reader) suspects() []int32 {
	if r.accused != nil {
		return r.accused
	}
	r.accused = []int32{}
	for e := range r.doc.Entities {
		if r.doc.Entities[e].Kind != ontology.Person {
			continue
		}
		for _, m := range r.doc.Entities[e].Mentions {
			mention := &r.doc.Mentions[m]
			s := r.tree.sentence(mention.First)
			if mention.Form != text.Proper || s.Kind == text.Heading {
				continue
			}
			if !r.titled[mention.First] && (r.agedAt(mention.Last, s.Last) || r.bringsIn(m)) {
				r.accused = append(r.accused, int32(m))
			}
			break
		}
	}
	return r.accused
}

// allSuspects returns the people whom "the two men" or "the defendants" at token i stands
// for where no row of names does: all of those whom the law is after, if they are as many.
func (r *reader) allSuspects(i, size int) []int32 {
	people := r.suspects()
	switch {
	case size > 1 && len(people) == size:
		return people
	case size > 0 || len(people) < 2 || len(people) > mostSuspects:
		return nil
	}
	switch lemma := r.tree.Lemma(i); lemma {
	case "man", "woman", "brother", "sister", "arrestee", "detainee", "accused":
		return people
	default:
		if n, ok := lexicon.PersonNouns().Get(lemma); ok && n.Crime && r.tree.Dep(i, "nmod", "acl") < 0 && r.tree.Dep(i, "amod") < 0 {
			switch lemma {
			case "suspect", "defendant", "co-defendant", "conspirator", "fraudster", "hacker", "convict", "ringleader":
				return people
			}
		}
	}
	return nil
}

// announcesAll reports whether "six Estonians" at token i brings in those whom the article
// names as suspects one by one, and later.
func (r *reader) announcesAll(i, size int) bool {
	if size < 2 || r.tree.token(i).UPOS == text.NUM || !r.tellsOfCrime(i) {
		return false
	}
	if n, _ := lexicon.PersonNouns().Get(r.tree.Lemma(i)); n.Post {
		return false
	}
	people := r.suspects()
	return len(people) == size && r.doc.Mentions[people[0]].First > i
}

// family returns a mention of each person who has the surname of which token i is the
// plural: "the Mathers", "both Mathers".
func (r *reader) family(i int) []int32 {
	name, ok := strings.CutSuffix(r.tree.form(i), "s")
	if !ok || r.tree.token(i).UPOS != text.PROPN || r.heads[i] >= 0 || len(r.doc.Entities) > mostEntities {
		return nil
	}
	var out []int32
	for e := range r.doc.Entities {
		if en := &r.doc.Entities[e]; en.Kind == ontology.Person && len(en.Mentions) > 0 && strings.HasSuffix(en.Name, " "+name) {
			out = append(out, int32(en.Mentions[0]))
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
