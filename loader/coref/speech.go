package coref

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// advocate returns the group of the person named last before pronoun i in its sentence, if
// the pronoun says whose client somebody is; -1 if not.
func (r *reader) advocate(i int) int {
	m := &r.doc.Mentions[i]
	if h := r.trees.Head(m.Head); h < 0 || r.trees.Lemma(h) != "client" {
		return -1
	}
	for j := i - 1; j >= max(0, i-12) && r.trees.Sentence(r.doc.Mentions[j].First) == r.trees.Sentence(m.First); j-- {
		if o := &r.doc.Mentions[j]; o.Form == text.Proper && o.Kind == ontology.Person {
			return r.root(j)
		}
	}
	return -1
}

// pleads reports whether the group is that of a lawyer whose words mention i is part of:
// those are of the client.
func (r *reader) pleads(root, i int) bool {
	if !slices.ContainsFunc(r.called[root], lawyerly) {
		return false
	}
	h := r.trees.Head(r.doc.Mentions[i].Head)
	for range 4 {
		if h < 0 {
			return false
		}
		verb := r.trees.Head(h)
		if verb >= 0 && (r.trees.Is(h, "ccomp") || r.trees.Is(h, "parataxis")) && speech(r.trees.Lemma(verb)) {
			s := r.trees.Dep(verb, "nsubj")
			return s >= 0 && s < r.doc.Mentions[i].First
		}
		h = verb
	}
	return false
}

// lawyerly reports whether a noun is for somebody who speaks for another in court.
func lawyerly(noun string) bool {
	switch noun {
	case "lawyer", "attorney", "counsel", "solicitor", "barrister", "advocate", "defender":
		return true
	}
	return false
}

// speaks reports whether the group has its last mention outside of the quotation that
// mention i stands in, as the one who says it: "“He knew,” said the judge, “what he
// did.”"
func (r *reader) speaks(root, i int) bool {
	s := r.trees.Sentence(r.doc.Mentions[i].First)
	for j := i - 1; j >= 0 && j > i-12; j-- {
		o := &r.doc.Mentions[j]
		if r.trees.Sentence(o.First) < s {
			return false
		}
		if r.group(j) != root {
			continue
		}
		h := r.trees.Head(o.Head)
		return h >= 0 && r.trees.Is(o.Head, "nsubj") && !r.quoted(o.First) && speech(r.trees.Lemma(h))
	}
	return false
}

// quoted reports whether token t stands between quotation marks of its sentence.
func (r *reader) quoted(t int) bool {
	s := r.trees.Sentence(t)
	if s < 0 {
		return false
	}
	open := false
	for k := max(r.doc.Sentences[s].First, t-120); k < t; k++ {
		switch r.word(k) {
		case "“", "„", "«":
			open = true
		case "”", "»":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// speech reports whether a verb brings what somebody says.
func speech(verb string) bool {
	switch verb {
	case "say", "tell", "add", "write", "ask", "argue", "explain", "note", "claim", "recall", "remark", "reply", "insist":
		return true
	}
	return false
}
