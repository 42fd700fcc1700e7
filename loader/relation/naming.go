package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Articles bring people in without a name, say what they did, and name them later. Of one
// person that is for coreference to say ("A Briton was jailed on Monday. X, 37, …"); here
// are those who are named one by one, and who are called so in passing.

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
