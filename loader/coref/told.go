package coref

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// equated returns the name that a clause says mention i to be, or -1: "the 38-year-old
// who was held on Tuesday is X", "in life he was X", "his name was X".
func (r *reader) equated(i int) int {
	m := &r.doc.Mentions[i]
	if m.Kind == ontology.Person {
		if name := r.identified(i); name >= 0 {
			return name
		}
	}
	subject := m.Head
	if r.trees.Is(subject, "nmod") && r.trees.Head(subject) >= 0 && r.trees.Lemma(r.trees.Head(subject)) == "name" {
		subject = r.trees.Head(subject)
	}
	if m.Kind != ontology.Person || !r.trees.Is(subject, "nsubj") {
		return -1
	}
	name := r.trees.Head(subject)
	if name < m.Head || r.trees.Dep(name, "cop") < 0 {
		return -1
	}
	for j := i + 1; j < min(len(r.doc.Mentions), i+12) && r.doc.Mentions[j].First <= name; j++ {
		if o := &r.doc.Mentions[j]; o.Head == name && o.Kind == ontology.Person && o.Form == text.Proper {
			if m.Form == text.Pronoun && o.Last-o.First == 1 {
				return -1 // a handle, perhaps: see was
			}
			return j
		}
	}
	return -1
}

// identified returns the name by which the clause of description or pronoun i goes on to
// call him, or -1: "prosecutors identified the leader as X", "he was named as X".
func (r *reader) identified(i int) int {
	m := &r.doc.Mentions[i]
	verb := r.trees.Head(m.Head)
	if verb < 0 || !r.trees.Is(m.Head, "obj") && r.doc.Tokens[m.Head].Rel != "nsubj:pass" {
		return -1
	}
	switch r.trees.Lemma(verb) {
	case "name", "identify", "call", "unmask":
	default:
		return -1
	}
	for j := i + 1; j < min(len(r.doc.Mentions), i+6); j++ {
		o := &r.doc.Mentions[j]
		if o.First <= max(verb, m.Head) || o.Form != text.Proper {
			continue
		}
		if r.trees.Sentence(o.First) != r.trees.Sentence(m.First) || o.Kind != ontology.Person {
			return -1
		}
		for t := max(verb+1, m.Last); t < o.First; t++ {
			switch r.doc.Tokens[t].UPOS {
			case text.ADP, text.SCONJ, text.DET, text.NUM, text.PROPN, text.ADJ, text.NOUN:
			default:
				return -1
			}
		}
		return j
	}
	return -1
}

// predicated returns the group of which a clause says that it is description i, -1 if that
// is nobody by name, and whether there is such a clause: "X was the thief".
func (r *reader) predicated(i int) (group int, ok bool) {
	m := &r.doc.Mentions[i]
	if m.Kind != ontology.Person || r.trees.Dep(m.Head, "cop") < 0 {
		return -1, false
	}
	s := r.trees.Dep(m.Head, "nsubj")
	if s < 0 || s > m.First {
		return -1, false
	}
	if r.trees.Lemma(s) == "who" && r.trees.Is(m.Head, "acl") {
		s = r.trees.Head(m.Head)
	}
	for j := i - 1; j >= 0 && j > i-12; j-- {
		if o := &r.doc.Mentions[j]; o.Head == s || o.First <= s && s < o.Last {
			if o.Form == text.Proper || r.refers[j] >= 0 {
				return r.group(j), r.kindOf(r.group(j)) == ontology.Person
			}
			return -1, o.Form == text.Pronoun
		}
	}
	return -1, false
}
