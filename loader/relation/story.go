package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// story is what the document as a whole is about: which market or service each
// sentence speaks of, and which operation.
type story struct {
	site  int   // the market or service that is mentioned most, -1 for none
	sites []int // of each sentence: the one it speaks of, -1 for none
	op    int   // the operation that the document is about, -1 for none
	ops   []int // all operations
}

// tell finds what the document is about.
func (r *reader) tell() *story {
	d := r.doc
	st := &story{site: -1, op: -1, sites: make([]int, len(d.Sentences))}
	weight := make([]int, len(d.Entities))
	for s := range st.sites {
		st.sites[s] = -1
	}
	for m := range d.Mentions {
		mention := &d.Mentions[m]
		k := r.kind(m)
		if k == 0 || mention.First >= len(r.tree.of) {
			continue
		}
		s := r.tree.of[mention.First]
		if s < 0 || d.Sentences[s].Kind == text.Boiler {
			continue
		}
		weight[mention.Entity]++
		if mention.Form == text.Proper && d.Sentences[s].Kind == text.Heading && s == 0 {
			weight[mention.Entity] += 2
		}
		if sites.has(k) && st.sites[s] < 0 {
			st.sites[s] = mention.Entity
		}
	}
	best, bestOp := 0, 0
	for e := range d.Entities {
		switch k := d.Entities[e].Kind; {
		case sites.has(k):
			if weight[e] > best {
				best, st.site = weight[e], e
			}
		case k == ontology.Operation:
			st.ops = append(st.ops, e)
			if weight[e] > bestOp || st.op < 0 {
				bestOp, st.op = weight[e], e
			}
		}
	}
	return st
}

// focusAt returns the market or service that token i is about where the sentence
// does not say: the only one of the sentence, the one of the sentence before in
// the same paragraph, or the one the document is about.
func (r *reader) focusAt(i int, want kindSet) (int, string) {
	d := r.doc
	s := int(r.tree.of[i])
	pick := func(e int, how string) (int, string) {
		if e >= 0 && want.has(d.Entities[e].Kind) {
			return e, how
		}
		return -1, ""
	}
	for back := 0; back < 3 && s-back >= 0; back++ {
		if d.Sentences[s-back].Paragraph != d.Sentences[s].Paragraph {
			break
		}
		if e := r.story.sites[s-back]; e >= 0 {
			if back == 0 {
				return pick(e, "the site of the sentence")
			}
			return pick(e, "the site spoken of before")
		}
	}
	return pick(r.story.site, "the site that the article is about")
}

// operationAt returns the operation that trigger i with these arguments speaks of.
func (r *reader) operationAt(args []argument, i int) (int, string) {
	ops := kindsOf(ontology.Operation)
	if m := r.mentionAt(i, ops); m >= 0 {
		return r.doc.Mentions[m].Entity, ""
	}
	var found []filler
	for _, a := range args {
		found = r.fillFrom(found[:0], a.token, ops, "", 0)
		if len(found) > 0 {
			return found[0].entity, ""
		}
	}
	if len(r.story.ops) == 0 {
		return -1, ""
	}
	// The one that is called after what is said to be closed or searched.
	for _, a := range args {
		if a.slot != patient && a.slot != possessor && a.slot != compound && a.slot != marked {
			continue
		}
		found = r.fillFrom(found[:0], a.token, sites, "", 0)
		for _, f := range found {
			if o := r.namedAfter(f.entity); o >= 0 {
				return o, "the operation against it"
			}
		}
	}
	return r.story.op, "the operation that the article is about"
}

// namedAfter returns the unnamed operation that is called after a target, or -1.
func (r *reader) namedAfter(target int) int {
	name := r.doc.Entities[target].Name
	for _, o := range r.story.ops {
		if e := &r.doc.Entities[o]; e.Unnamed && strings.Contains(e.Name, name) {
			return o
		}
	}
	return -1
}
