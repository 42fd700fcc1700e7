package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// before looks at the words in front of the span: "the forum X".
func (w *witness) before(i int, b *ballot) {
	sp := w.spans[i]
	first, _ := w.bounds(sp.first)
	at := sp.first
	if at > first && w.quote(at-1) {
		at--
	}
	if w.belongs(sp, at, first, b) {
		return
	}
	if w.holder(at, first) {
		b.cast(ontology.Person, 5, "a post before it")
		return
	}
	called := false
	if n := lexicon.LeadBefore(w.lower[max(first, at-5):at], false); n > 0 {
		called = true
		at -= n
		if at > first && (w.lower[at-1] == "," || w.tag(at-1) == text.AUX || w.lower[at-1] == "was" || w.lower[at-1] == "is") {
			at--
		}
	}
	if at > first && w.lower[at-1] == "the" && !called {
		if w.topic.police && sp.last-sp.first == 1 && w.shape[sp.first] == isUpper && len(w.words[sp.first]) > 2 && !w.describes(sp) {
			b.cast(ontology.Agency, 1.2, "an acronym with an article") // "In Chile the PDI took three"
		}
		// "the Hansa marketplace" says nothing by its article.
		w.preposition(sp, at-1, first, b)
		return
	}
	if w.headBefore(at, first, called, b) {
		return
	}
	if called {
		name := at - 1
		for name > first && (w.lower[name] == "also" || w.lower[name] == "," || w.lower[name] == "(") {
			name--
		}
		if name < first || w.spanAt(name) < 0 { // else it is another name of that
			w.calledAfter(at, first, b)
		}
		return
	}
	w.preposition(sp, at, first, b)
}

// belongs reads what says whose or what the name is right before it: "the Belgian FCCU",
// "Sweden's NOA", "the agency (ABC)", "he was X". It reports whether that decides.
func (w *witness) belongs(sp span, at, first int, b *ballot) bool {
	if at > first+1 && w.words[at-1] == "(" && w.shape[sp.first] == isUpper {
		if _, ok := lexicon.AgencyNouns().Get(w.lower[at-2]); ok {
			b.cast(ontology.Agency, 4, "in brackets behind a "+w.lower[at-2])
		}
	}
	if k := w.spanAt(at - 1); k >= 0 && at > first && w.spans[k].last == at {
		if d, n := lexicon.Demonyms().Longest(w.words[w.spans[k].first:at]); n == at-w.spans[k].first && d.People && !d.Adjective {
			b.cast(ontology.Person, 4, "a "+w.form(w.spans[k].first, at)+" called so") // "the New Zealander X"
			return true
		} else if n == at-w.spans[k].first && sp.last-sp.first == 1 && w.shape[sp.first] == isUpper && len(w.words[sp.first]) > 2 {
			b.cast(ontology.Agency, 2, "an acronym of a country's") // "the French JUNALCO"
		}
	}
	if k := w.spanAt(at - 1); k >= 0 && at > first && w.spans[k].last == at && sp.last-sp.first > 1 && w.isPlace(w.spans[k]) && w.word(w.spans[k].first-1, at) == "of" && w.personal(max(w.spans[k].first-2, first)) {
		b.cast(ontology.Person, 4, "a citizen of a country") // "the citizen of Israel X"
		return true
	}
	if at-2 >= first && w.lower[at-1] == "'s" && sp.last-sp.first == 1 && w.shape[sp.first] == isUpper && w.lawful(at-2) {
		b.cast(ontology.Agency, 2.5, "an acronym of a body's or a country's") // "Sweden's NOA"
	}
	if at-2 >= first && w.tag(at-1) == text.AUX && (w.lower[at-2] == "he" || w.lower[at-2] == "she") {
		b.cast(ontology.Person, 3, "who somebody was")
		return true
	}
	return false
}

// lawful reports whether token i ends the name of a country or an agency, or calls the
// latter by a noun.
func (w *witness) lawful(i int) bool {
	if g, ok := lexicon.AgencyNouns().Get(w.lower[i]); ok && !g.People {
		return true
	}
	k := w.spanAt(i)
	if k < 0 {
		return false
	}
	if p, n := lexicon.Places().Longest(w.words[w.spans[k].first:w.spans[k].last]); n == w.spans[k].last-w.spans[k].first {
		return p.Type == lexicon.Country
	}
	return w.body(w.spans[k])
}

// holder reports whether a post at a named body stands before token at: "the head of
// Europol, X", "the FBI's director, X".
func (w *witness) holder(at, first int) bool {
	if at-3 < first || w.words[at-1] != "," || at >= len(w.words) || !w.capital(at) {
		return false
	}
	if k := w.spanAt(at - 2); k >= 0 {
		full := at+1 < len(w.words) && w.shape[at] == isCapital && w.shape[at+1] == isCapital
		switch i := w.spans[k].first - 1; {
		case i-1 < first:
		case full && w.isPlace(w.spans[k]) && (w.lower[i] == "in" || w.lower[i] == "from" || w.lower[i] == "of"):
			p, ok := lexicon.PersonNouns().Get(w.lower[i-1])
			next := w.spanAt(at)
			return ok && !p.Plural && next >= 0 && !w.isPlace(w.spans[next]) // "a chemist from Lagos, X"
		case w.lower[i] == "of" || w.lower[i] == "at" || w.lower[i] == "for":
			return w.holds(i - 1)
		case w.lower[i] == "the" && i-2 >= first && (w.lower[i-1] == "of" || w.lower[i-1] == "at"):
			return w.holds(i - 2)
		}
		return false
	}
	return w.holds(at-2) && w.word(at-3, at) == "'s"
}

// holds reports whether token i is a noun for one who holds a post.
func (w *witness) holds(i int) bool {
	p, ok := lexicon.PersonNouns().Get(w.lower[i])
	return ok && p.Post && !p.Plural
}

// calledAfter finds what is called so where it stands further off: "The operation
// that has finished it off is called X".
func (w *witness) calledAfter(at, first int, b *ballot) {
	for i := at - 1; i >= max(first, at-14); i-- {
		if _, body := lexicon.AgencyNouns().Get(w.lower[i]); body || w.tag(i) != text.NOUN {
			continue // "a campaign by the Dutch police, known as X"
		}
		if tr, ok := lexicon.Triggers().Get(w.lower[i]); ok && tr.Noun {
			b.cast(ontology.Operation, 8, "an operation called so")
			return
		}
		switch w.lower[i] {
		case "part", "leg", "phase", "half", "arm", "stage", "wave":
			b.cast(ontology.Operation, 5, "a part of an operation called so")
			return
		}
		if w.headBefore(i+1, first, false, b) {
			return
		}
	}
	for i := max(first, at-1); i < min(at+5, len(w.lower)); i++ {
		switch w.lower[i] {
		case "codename", "codenamed", "code-named", "code":
			b.cast(ontology.Operation, 3, "a code name") // criminals have none
			return
		}
	}
	for i := max(first, at-4); i < at; i++ {
		if w.lower[i] == "new" {
			b.cast(site, 1.5, "a new name") // "it came back under a new name, X"
		}
	}
	switch w.lower[first] {
	case "it", "this":
		w.calledEarlier(first, b)
	}
}

// calledEarlier finds what "it", at the start of a sentence that gives it a name,
// stands for: what the sentence before is about, if that is an operation, else a site.
func (w *witness) calledEarlier(first int, b *ballot) {
	if first == 0 {
		return
	}
	from, end := w.bounds(first - 1)
	for i := from; i < min(end, from+8); i++ {
		if tr, ok := lexicon.Triggers().Get(w.lower[i]); ok && tr.Noun && w.tag(i) == text.NOUN {
			b.cast(ontology.Operation, 6, "an operation called so")
			return
		}
		if w.tag(i) == text.VERB {
			break
		}
	}
	b.cast(site, 1.5, "something called so")
}

// headBefore finds the noun that ends before token at and says what the name
// is.
func (w *witness) headBefore(at, first int, called bool, b *ballot) bool {
	why := "said before it to be a "
	if called && at > first && (w.lower[at-1] == "someone" || w.lower[at-1] == "somebody") {
		b.cast(ontology.Person, 6, why+"person")
		return true
	}
	for n := min(5, at-first); n >= 1; n-- {
		words := w.lower[at-n : at]
		if h, m := lexicon.HeadNouns().Longest(words); m == n && !(h.Plural && !w.listHead(at)) {
			w.castHead(h, at-n, at, why, b)
			return true
		}
		if p, m := lexicon.PersonNouns().Longest(words); m == n && !p.Plural && !called {
			b.cast(ontology.Person, 3, why+strings.Join(words, " "))
			return true
		}
		if p, m := lexicon.AgencyNouns().Longest(words); m == n && !p.People && !p.Plural {
			b.cast(ontology.Agency, 2.5, why+strings.Join(words, " "))
			return true
		}
		if _, m := lexicon.Triggers().Longest(words); m == n && called {
			b.cast(ontology.Operation, 8, "an operation called so")
			return true
		}
		if n == 1 && words[0] == "operation" && w.tag(at-1) == text.NOUN {
			b.cast(ontology.Operation, 5, "an operation of that name") // "the operation X"
			return true
		}
		if n == 1 && b.take("kind", words[0], "said before it to be a "+words[0]) {
			return true
		}
	}
	return false
}

// listHead reports whether a plural noun before token at heads a list of names:
// "markets Hansa and AlphaBay".
func (w *witness) listHead(at int) bool { return w.tag(at) == text.PROPN || w.capital(at) }

// lowerNoun reports whether token i is a common noun but for its capital.
func (w *witness) lowerNoun(i int) bool {
	switch {
	case w.tag(i) == text.NOUN:
		return true
	case len(w.lower[i]) < 7:
		return false
	}
	for _, end := range [...]string{"ment", "tion", "tions", "gence", "ing", "ity", "ance"} {
		if strings.HasSuffix(w.lower[i], end) {
			return true
		}
	}
	return false
}

// online reports whether a kind is one of those that a site may be.
func online(k ontology.NodeKind) bool { return k == ontology.Marketplace || k == ontology.Service }
