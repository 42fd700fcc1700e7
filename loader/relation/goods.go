package relation

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Articles list goods without a verb of trade, once it is clear whose they are: "Speed,
// cocaine and fake papers." "Among these were 20,000 passports." Such a list is of what
// the site sells that is spoken of.

// listGoods makes the claims of the lists of goods of the document. It comes after the
// claims of triggers.
func (r *reader) listGoods() {
	sold := r.soldIn()
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind != text.Prose && sentence.Kind != text.Item || sentence.First >= sentence.Last {
			continue
		}
		goods := r.goodsIn(sentence)
		if len(goods) == 0 {
			continue
		}
		site, how := -1, ""
		if s > 0 && r.continues(sentence) && r.doc.Sentences[s-1].Paragraph == sentence.Paragraph {
			site, how = sold[s-1], "the goods listed before"
		}
		if site < 0 && len(goods) > 1 && r.onlyGoods(sentence) && !(s > 0 && r.tellsOfSeizure(&r.doc.Sentences[s-1])) {
			site, how = r.focusAt(sentence.First, sites)
		}
		if site < 0 {
			continue
		}
		for _, f := range goods {
			r.enter(ontology.Sells, site, f.entity, statement{rule: "goods", sentence: s, why: "a list; " + r.doc.Entities[site].Name + " (" + how + ")"})
		}
		sold[s] = site
	}
}

// soldIn returns of each sentence the site that it says sells something, -1 for none
// and for several.
func (r *reader) soldIn() []int {
	sold := make([]int, len(r.doc.Sentences))
	for s := range sold {
		sold[s] = -1
	}
	for k := range r.doc.Claims {
		c := &r.doc.Claims[k]
		if c.Edge != ontology.Sells {
			continue
		}
		for _, span := range c.Evidence {
			s, ok := slices.BinarySearchFunc(r.doc.Sentences, span.Start, func(s text.Sentence, at int) int { return s.Start - at })
			if !ok {
				continue
			}
			if sold[s] >= 0 && sold[s] != c.From {
				sold[s] = -2
			} else if sold[s] == -1 {
				sold[s] = c.From
			}
		}
	}
	return sold
}

// goodsIn returns the goods that a sentence names, none if one of them is refused.
func (r *reader) goodsIn(s *text.Sentence) []filler {
	var out []filler
	for k := s.First; k < s.Last; k++ {
		if r.lists.is("refusal", r.tree.Lemma(k)) {
			return nil
		}
		if m := r.starts[k]; m >= 0 && r.kind(int(m)) == ontology.Commodity {
			out = r.see(out, int(m), "")
		}
	}
	return out
}

// continues reports whether a sentence goes on with a list: "Among these were …".
func (r *reader) continues(s *text.Sentence) bool {
	switch r.lower[s.First] {
	case "among":
		return s.First+1 < s.Last && (r.lower[s.First+1] == "these" || r.lower[s.First+1] == "them")
	case "the":
		if s.First+1 < s.Last {
			switch r.lower[s.First+1] {
			case "rest", "remainder", "others", "other":
				return true
			}
		}
	case "others", "besides", "also", "further":
		return true
	}
	return false
}

// onlyGoods reports whether a sentence is a list that begins with goods and has no
// verb, and does not weigh them as hauls are weighed.
func (r *reader) onlyGoods(s *text.Sentence) bool {
	begun := false
	for k := s.First; k < s.Last; k++ {
		if m := r.starts[k]; m >= 0 && k < s.First+closeBy && r.kind(int(m)) == ontology.Commodity {
			begun = true
		}
		if r.finite(k) || r.tree.token(k).UPOS == text.AUX {
			return false
		}
		switch r.tree.Lemma(k) {
		case "kg", "kilo", "kilogram", "gram", "g", "tonne", "ton", "pound", "litre", "liter":
			return false
		}
	}
	return begun
}

// tellsOfSeizure reports whether a sentence speaks of things that were taken.
func (r *reader) tellsOfSeizure(s *text.Sentence) bool {
	for k := s.First; k < s.Last; k++ {
		switch r.tree.Lemma(k) {
		case "seize", "confiscate", "recover", "haul", "seizure", "find":
			return true
		}
	}
	return false
}
