package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// Articles bring people in without a name, say what they did, and name them later:
// "A Briton was jailed on Monday. X, 37, of Leeds, …".

// namingReach is how many sentences later somebody may be named.
const namingReach = 3

// namedNext returns the mention of the person whom token i brings in, who is named in
// one of the next sentences, or -1.
func (r *reader) namedNext(i int) int {
	noun, person := lexicon.PersonNouns().Get(r.tree.Lemma(i))
	if d, ok := lexicon.Demonyms().Get(r.tree.form(i)); !person && !(ok && d.People) {
		return -1
	}
	at := r.tree.Sentence(i)
	if !r.indefinite(i) && !r.announced(i) {
		if noun.Post && !r.plural(i) && at+1 < len(r.doc.Sentences) {
			return r.identified(&r.doc.Sentences[at+1], i) // "police held its operator. He was named as X"
		}
		return -1
	}
	for s := at + 1; s <= at+namingReach && s < len(r.doc.Sentences); s++ {
		next := &r.doc.Sentences[s]
		if next.First >= next.Last {
			continue
		}
		if m := r.personNamed(next.First); s <= at+2 && m >= 0 && (r.agedAt(r.doc.Mentions[m].Last, next.Last) || s == at+1 && r.bringsIn(m) && r.tellsOfCrime(i)) {
			return m
		}
		if m := r.identified(next, i); m >= 0 {
			return m
		}
	}
	return -1
}

// announced reports whether noun i is somebody whom the text describes before it names
// him: "the man accused of creating it".
func (r *reader) announced(i int) bool {
	switch r.tree.Lemma(i) {
	case "man", "woman", "person":
	default:
		return false
	}
	for c := range r.tree.Deps(i) {
		if rel := r.tree.token(c).Rel; isRel(rel, "acl") {
			return i > r.tree.sentence(i).First && r.lower[i-1] == "the"
		}
	}
	return false
}

// tellsOfCrime reports whether the sentence of token i says that somebody ran a site or
// was caught.
func (r *reader) tellsOfCrime(i int) bool {
	s := r.tree.sentence(i)
	for k := s.First; k < s.Last; k++ {
		for _, t := range r.lists.triggers[r.tree.Lemma(k)] {
			if t.class == "run" || t.class == "post" || t.class == arresting {
				return true
			}
		}
	}
	return false
}

// bringsIn reports whether mention m, at the beginning of a sentence, is the first one of
// somebody of whom the sentence says what the law did to him.
func (r *reader) bringsIn(m int) bool {
	mention := &r.doc.Mentions[m]
	if mention.Last-mention.First < 2 || r.doc.Entities[mention.Entity].Mentions[0] != m {
		return false
	}
	s := r.tree.sentence(mention.First)
	for k := mention.Last; k < min(s.Last, mention.Last+widest); k++ {
		if r.tree.token(k).UPOS != text.VERB {
			continue
		}
		switch r.tree.Lemma(k) {
		case "arrest", "detain", "jail", "sentence", "convict", "charge", "plead", "apprehend", "capture", "extradite", "imprison", "indict":
			return true
		}
	}
	return false
}

// personNamed returns the name of a person that begins at token i, -1 if none does.
func (r *reader) personNamed(i int) int {
	if m := r.starts[i]; m >= 0 && r.kind(int(m)) == ontology.Person && r.doc.Mentions[m].Form == text.Proper {
		return int(m)
	}
	return -1
}

// agedAt reports whether an age stands at token i, behind a comma or in brackets.
func (r *reader) agedAt(i, last int) bool {
	return i+1 < last && (r.lower[i] == "," || r.lower[i] == "(") && r.ageEnd(i+1, last) >= 0
}

// identified returns the person whom a sentence names as whom token i speaks of: "The
// suspect, X, …", "police identified him as X", "The 29-year-old, known as X"; or -1.
func (r *reader) identified(s *text.Sentence, i int) int {
	if s.First >= s.Last {
		return -1
	}
	if m := r.personNamed(s.First); m >= 0 {
		return -1 // "X named the victim as Y"
	}
	if r.lower[s.First] == "the" && s.First+3 < s.Last && (r.describesHim(s.First+1, s.First+2) || r.tree.Lemma(s.First+1) == r.tree.Lemma(i)) {
		k := s.First + 2
		if r.lower[k] == "," {
			k++
		}
		if m := r.personNamed(k); m >= 0 {
			return m
		}
	}
	for k := s.First + 1; k+1 < s.Last && k < s.First+widest; k++ {
		if !r.namesHim(s, k) {
			continue
		}
		for n := k + 1; n < s.Last && n <= k+3; n++ {
			if m := r.personNamed(n); m >= 0 {
				return m
			}
		}
	}
	return -1
}

// namesHim reports whether token k, a word before a name, says that it is the name of
// whom a sentence speaks of by "him" or "the suspect".
func (r *reader) namesHim(s *text.Sentence, k int) bool {
	switch r.lower[k] {
	case "as":
		for v := k - 1; v >= s.First && v >= k-6; v-- {
			if l := r.tree.Lemma(v); l == "identify" || l == "name" {
				return v == k-1 || r.describesHim(v+1, k) || r.lower[v+1] == "by"
			}
		}
	case "pseudonym", "handle", "alias", "nickname", "name":
		return r.describesHim(s.First, min(s.Last, s.First+4))
	}
	return false
}

// describesHim reports whether one of tokens [first, last) is a word for a person
// spoken of before.
func (r *reader) describesHim(first, last int) bool {
	for k := first; k < last; k++ {
		switch r.lower[k] {
		case "him", "her", "he", "she", "suspect", "man", "woman", "defendant", "accused", "old":
			return true
		}
	}
	return false
}

// indefinite reports whether token i has the article that brings somebody in: "a
// man", "a Texas man".
func (r *reader) indefinite(i int) bool {
	first := r.tree.sentence(i).First
	for k := i - 1; k >= first && k >= i-5; k-- {
		switch tok := r.tree.token(k); tok.UPOS {
		case text.DET:
			l := r.tree.Lemma(k)
			return l == "a" || l == "an"
		case text.ADJ, text.NOUN, text.PROPN, text.NUM:
		case text.PUNCT:
			if r.tree.form(k) != "-" {
				return false
			}
		default:
			return false
		}
	}
	return r.tree.sentence(i).Kind == text.Heading // "Texas man jailed"
}

// oneByOne appends those whom a plural noun announces and the text then names one by
// one: "the founders of X are in custody. One of them, A, …; another, B, …".
func (r *reader) oneByOne(out []filler, i int, how string) []filler {
	if !r.plural(i) {
		return out
	}
	at := r.tree.Sentence(i)
	for s := at; s <= at+1 && s < len(r.doc.Sentences); s++ {
		sentence := &r.doc.Sentences[s]
		begun := false
		for k := max(sentence.First, i+1); k+1 < sentence.Last; k++ {
			n := k + 1
			switch r.lower[k] {
			case "one":
				if n+1 < sentence.Last && r.lower[n] == "of" && (r.lower[n+1] == "them" || r.lower[n+1] == "whom") {
					n += 2
				} else if k > sentence.First && r.lower[k-1] != ";" {
					continue
				}
			case "another", "other", "second", "third", "latter":
				if !begun {
					continue
				}
			default:
				continue
			}
			if n < sentence.Last && r.lower[n] == "," {
				n++
			}
			if n >= sentence.Last {
				break
			}
			if m := r.personNamed(n); m >= 0 {
				begun = true
				out = r.see(out, m, because(how, "“"+r.tree.form(k)+"” of “"+r.tree.form(i)+"”"))
			}
		}
	}
	return out
}

// namedBehindClause returns the name behind the relative clause of folk i: "the American
// who wrote it, X", or -1.
func (r *reader) namedBehindClause(i int) int {
	last := r.tree.sentence(i).Last
	if i+2 >= last || r.lower[i+1] != "who" && r.lower[i+1] != "that" || !r.isFolk(i) {
		return -1
	}
	for k := i + 2; k+1 < last && k < i+12; k++ {
		if r.tree.form(k) == "," {
			return r.personNamed(k + 1)
		}
	}
	return -1
}

// calledBehind returns the name by which the text says that noun i goes: "the developer,
// who goes by X", or -1.
func (r *reader) calledBehind(i int) int {
	last := r.tree.sentence(i).Last
	k := i + 1
	if k < last && r.lower[k] == "," {
		k++
	}
	if k < last && r.lower[k] == "who" {
		k++
	}
	naming := false
	for end := min(last, k+closeBy); k < end; k++ {
		switch r.lower[k] {
		case "goes", "known", "called", "nicknamed", "calls", "went", "alias":
			naming = true
		case ",":
			return -1
		}
		if m := r.personNamed(k); m >= 0 {
			if naming {
				return m
			}
			return -1
		}
	}
	return -1
}
