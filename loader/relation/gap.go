package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// arresting is the class of triggers that say that people were arrested.
const arresting = "arrest"

// gapped makes the claims of clauses that leave out the verb of trigger i: "X was
// arrested in Paris; Y, on the same day, in Tel Aviv", "five were held that day: X
// in Madrid; Y and Z in Brooklyn".
func (r *reader) gapped(t *trigger, i int) {
	s := r.tree.sentence(i)
	first := -1
	for k := i + 1; k < s.Last; k++ {
		switch r.tree.form(k) {
		case ";", ":":
			if first >= 0 {
				r.gappedIn(t, i, first, k)
			}
			first = k + 1
		}
	}
	if first >= 0 {
		r.gappedIn(t, i, first, s.Last)
	}
}

// gappedIn reads tokens [first, last) as a clause that shares trigger i.
func (r *reader) gappedIn(t *trigger, i, first, last int) {
	var people []filler
	for k := first; k < last; k++ {
		if r.finite(k) && !r.inRelative(k, first) || r.tree.token(k).UPOS == text.AUX {
			return
		}
		m := r.starts[k]
		if m < 0 {
			continue
		}
		f := filler{r.doc.Mentions[m].Entity, int(m), "the verb is left out"}
		switch r.kind(int(m)) {
		case ontology.Person:
			people = append(people, f)
		case ontology.Place:
			if len(people) == 0 || !r.afterPreposition(int(m)) {
				continue
			}
			if st := r.stance(i); st.denied || st.unreal || st.able || st.future {
				return
			}
			for _, u := range r.lists.rules[arresting] {
				for _, p := range people {
					switch u.edge {
					case ontology.ArrestedIn:
						r.claim(u, t, i, p, f, stance{})
					case ontology.ArrestedDuring:
						if o, how := r.operationAt(nil, i); o >= 0 {
							r.claim(u, t, i, p, filler{o, -1, how}, stance{})
						}
					}
				}
			}
			return
		}
	}
}

// inRelative reports whether verb k belongs to a relative clause that begins at
// token first or later.
func (r *reader) inRelative(k, first int) bool {
	for x := k - 1; x >= first && x > k-6; x-- {
		if r.isPronoun(x) {
			return true
		}
	}
	return false
}

// afterPreposition reports whether a preposition of place stands before mention
// m or before the phrase that it opens.
func (r *reader) afterPreposition(m int) bool {
	first := r.doc.Mentions[m].First
	s := r.tree.sentence(first).First
	for k := first - 1; k >= s && k >= first-2; k-- {
		switch r.tree.Lemma(k) {
		case "in", "at", "near", "outside":
			return true
		}
	}
	return false
}
