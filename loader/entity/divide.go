package entity

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// divide cuts a run into the names that it is made of: "Acting FBI Director Andrew
// McCabe" holds an agency and a person, "Texan Benthall" a place and a person.
func (f *finder) divide(sp span) {
	if !f.entire(sp) && !f.holdsOperation(sp) && !f.holdsPost(sp) && !f.holdsPlace(sp) {
		f.spans = append(f.spans, sp)
	}
}

// entire enters a run that needs no dividing, or of which one part is no name, and reports
// whether it is such.
func (f *finder) entire(sp span) bool {
	words := f.words[sp.first:sp.last]
	if at := f.commander(sp); at > sp.first {
		f.spans = append(f.spans, span{first: at, last: sp.last, title: true})
		return true
	}
	if sp.title && !postNominal(words[len(words)-1]) || f.whole(words) {
		f.spans = append(f.spans, sp)
		return true
	}
	if f.common(sp) {
		return true
	}
	if at := f.rankOf(sp); at > 0 {
		if at < sp.last {
			f.divide(span{first: at, last: sp.last, title: true})
		}
		return true
	}
	if last := words[len(words)-1]; judges(last) && sp.last-sp.first > 1 {
		f.divide(span{first: sp.first, last: sp.last - 1, title: true})
		return true
	} else if sp.last-sp.first > 2 && postNominal(last) {
		f.divide(span{first: sp.first, last: sp.last - 1, title: sp.title})
		return true
	}
	if n := f.airport(sp); n > 0 {
		f.spans = append(f.spans, span{first: sp.first, last: sp.first + n, kind: ontology.Place})
		return true
	}
	if at := f.judicial(sp); at > sp.first {
		// "Eastern District of California": only the place is a name of ours.
		if at < sp.last {
			f.divide(span{first: at, last: sp.last})
		}
		return true
	}
	return false
}

// holdsPost enters the parts of a run around a post or a title, and reports whether there is
// one.
func (f *finder) holdsPost(sp span) bool {
	if sp.last-sp.first == 1 && f.shape[sp.first] == isCapital {
		if t, ok := lexicon.Titles().Get(f.words[sp.first]); ok && t.Post {
			return true // "U.S. Attorney for the District of Maine"
		}
	}
	if sp.last-sp.first > 2 && f.beforeTitle(sp) == sp.first {
		return true // "Assistant U.S. Attorney"
	}
	if last := f.beforeTitle(sp); last < sp.last && !f.nameWordIn(sp) {
		for last-sp.first > 1 && f.shape[sp.first] == isUpper && f.ranks(last-1, last) {
			last-- // "FBI Zonal Director"
		}
		if last > sp.first && !f.ranks(sp.first, last) {
			f.divide(span{first: sp.first, last: last, post: true})
		}
		return true
	}
	start, end := f.lastTitle(sp)
	if end > start {
		f.beside(sp, start, end)
	}
	return end > start
}

// holdsPlace enters a place at the start of a run that is no part of the name behind it, and
// that name, and reports whether there is one.
func (f *finder) holdsPlace(sp span) bool {
	words := f.words[sp.first:sp.last]
	if sp.last-sp.first > 2 && f.hyphen(sp.first+1) {
		return false // "UK-Muscle"
	}
	d, n := lexicon.Demonyms().Longest(words)
	if n == 0 || n == len(words) || !f.disambiguates(sp, n, d) {
		var p lexicon.Place
		if p, n = lexicon.Places().Longest(words); n == 0 || n == len(words) || !(p.Type == lexicon.Country && f.prefixes(sp, n)) && !f.ofPlace(sp, n) {
			return false
		}
	}
	f.spans = append(f.spans, span{first: sp.first, last: sp.first + n, kind: ontology.Place})
	f.divide(span{first: sp.first + n, last: sp.last})
	return true
}

// airport returns the length of the listed place in "Los Angeles International
// Airport", 0 if the span is no airport.
func (f *finder) airport(sp span) int {
	if f.words[sp.last-1] != "Airport" {
		return 0
	}
	_, n := lexicon.Places().Longest(f.words[sp.first:sp.last])
	return n
}

// common reports whether the span is a common noun with a capital: "the Bureau",
// "the Court".
func (f *finder) common(sp span) bool {
	if sp.last-sp.first != 1 || f.shape[sp.first] != isCapital {
		return false
	}
	if first, _ := f.bounds(sp.first); sp.first == first || f.lower[sp.first-1] != "the" {
		return false
	}
	if _, ok := lexicon.AgencyNouns().Get(f.lower[sp.first]); ok {
		return true
	}
	h, ok := lexicon.HeadNouns().Get(f.lower[sp.first])
	return ok && !h.Plural && online(h.Kind) // "the Marketplace"
}

// judicial returns where the place begins in "Eastern District of California",
// the end of the span if no place follows, or -1 if it is no judicial district.
func (f *finder) judicial(sp span) int {
	at := sp.first
	switch f.words[at] {
	case "U.S.", "US":
		at++
	}
	if at < sp.last {
		switch f.words[at] {
		case "Eastern", "Western", "Northern", "Southern", "Central", "Middle":
			at++
		}
	}
	if at >= sp.last || f.words[at] != "District" {
		return -1
	}
	if at+1 < sp.last && f.lower[at+1] != "of" {
		return -1
	}
	return min(at+2, sp.last)
}

// whole reports whether a list has the words as one name.
func (f *finder) whole(words []string) bool {
	if _, n := lexicon.Agencies().Longest(words); n == len(words) {
		return true
	}
	if _, n := lexicon.Organizations().Longest(words); n == len(words) {
		return true
	}
	if _, n := lexicon.Places().Longest(words); n == len(words) {
		return true
	}
	_, n := lexicon.Technologies().Longest(words)
	return n == len(words)
}

// lastTitle returns the tokens of the last title in the span that has a name
// behind it. The span is none if there is no such title.
func (f *finder) lastTitle(sp span) (start, end int) {
	if f.nameWordIn(sp) {
		// "Justice Department", "Attorney General's Office": no person follows.
		return 0, 0
	}
	from := sp.first
	for i := sp.first; i < sp.last; i++ {
		if w, ok := lexicon.NameWords().Get(f.words[i]); ok && w.Kind == ontology.Agency && !w.Last && i > sp.first {
			from = i + 1
		}
	}
	for i := from; i < sp.last-1; {
		_, n := lexicon.Titles().Longest(f.words[i:sp.last])
		if n == 0 {
			i++
			continue
		}
		if i+n < sp.last && f.words[i+n] != "&" {
			start, end = i, i+n
		}
		i += n
	}
	return start, end
}

// beforeTitle returns the end of the span without the titles at its end: "Treasury
// Secretary", "Acting Administrator".
func (f *finder) beforeTitle(sp span) int {
	if sp.last <= sp.first {
		return sp.first
	}
	if sp.last-sp.first == 1 {
		if w, ok := lexicon.Titles().Get(f.words[sp.first]); ok && w.Post {
			return sp.first
		}
		return sp.last
	}
	for n := 4; n >= 1; n-- {
		if sp.last-n < sp.first {
			continue
		}
		if w, k := lexicon.Titles().Longest(f.words[sp.last-n : sp.last]); k == n && w.Post {
			return f.beforeTitle(span{first: sp.first, last: sp.last - n})
		}
	}
	return sp.last
}

// nameWordIn reports whether the span ends as bodies' names do, or holds a small
// word that people's names do not.
func (f *finder) nameWordIn(sp span) bool {
	w, ok := lexicon.NameWords().Get(f.words[sp.last-1])
	if t, n := lexicon.Titles().Longest(f.words[sp.first:sp.last]); n > 0 && !t.Post && w.Kind == ontology.Organization && sp.last-sp.first == n+2 {
		ok = false // "Sergeant Stuart Mills"
	}
	if ok && !w.First && (w.Kind == ontology.Agency || w.Kind == ontology.Organization) {
		return true
	}
	for i := sp.first; i < sp.last; i++ {
		switch f.lower[i] {
		case "of", "for", "and", "'s":
			return true
		}
	}
	return false
}

// beside enters what stands before a title, if it is a name, and the person
// behind it.
func (f *finder) beside(sp span, start, end int) {
	f.divide(span{first: end, last: sp.last, title: true})
	first, last := sp.first, start
	for first < last {
		if _, n := lexicon.Titles().Longest(f.words[first:last]); n > 0 {
			first += n
			continue
		}
		if _, n := lexicon.Titles().Longest(f.words[last-1 : last]); n > 0 || f.words[last-1] == "District" {
			last--
			continue
		}
		break
	}
	for last-first > 1 && f.shape[first] == isUpper && f.ranks(last-1, last) {
		last--
	}
	if first == last {
		return
	}
	if first > sp.first && !f.whole(f.words[first:last]) {
		return // "Chief Postal Inspector": the rest is part of the title
	}
	f.spans = append(f.spans, span{first: first, last: last, post: true})
}

// disambiguates reports whether the demonym of n tokens at the start of the span
// stands outside of the name: before a person ("Texan Benthall"), and before
// an agency that is known without it.
func (f *finder) disambiguates(sp span, n int, d lexicon.Demonym) bool {
	rest := f.words[sp.first+n : sp.last]
	if f.whole(rest) {
		return true
	}
	if _, ok := lexicon.GivenNames().Get(rest[0]); ok && !f.nameWordIn(sp) {
		return true
	}
	if w, ok := lexicon.NameWords().Get(rest[0]); ok && w.Foreign && len(rest) > 1 {
		return true // "the Spanish Brigada de Investigación"
	}
	if len(rest) == 1 && len(rest[0]) > 2 && f.shape[sp.last-1] == isUpper {
		return true // "French JUNALCO"
	}
	for _, word := range rest {
		if _, ok := lexicon.NameWords().Get(word); ok {
			return false // "Russian Market"
		}
	}
	return len(rest) <= 3 && !f.nameWordIn(sp) && d.People
}

// prefixes reports whether the country of n tokens at the start of the span only
// says whose agency it is.
func (f *finder) prefixes(sp span, n int) bool {
	rest := f.words[sp.first+n : sp.last]
	if (rest[0] == "Attorney" || rest[0] == "District") && len(rest) > 1 && (rest[1] == "'s" || rest[1] == "Court") {
		return false // "U.S. Attorney's Office": without the country it is nobody's
	}
	if f.whole(rest) {
		return true
	}
	if _, ok := lexicon.GivenNames().Get(rest[0]); ok {
		return true
	}
	if f.word(sp.first-1, sp.first) == "of" && len(rest) > 1 {
		switch f.word(sp.first-2, sp.first) {
		case "citizen", "national", "native":
			return true // "the citizen of Israel X"
		}
	}
	switch f.words[sp.first] {
	case "US", "U.S.", "UK", "U.K.", "USA", "EU":
		_, title := lexicon.Titles().Longest(rest)
		return len(rest) > 1 || title > 0
	}
	return false
}

// ofPlace reports whether a person follows the place of n tokens at the start of the
// span, which ends what stands before it: "Attorney for the District of Maryland Jane B.
// Doe".
func (f *finder) ofPlace(sp span, n int) bool {
	if f.word(sp.first-1, sp.first) != "of" || sp.last-sp.first < n+2 || f.nameWordIn(sp) {
		return false
	}
	_, given := lexicon.GivenNames().Get(f.words[sp.first+n])
	for i := sp.first + n + 1; i < sp.last-1; i++ {
		given = given || len(f.words[i]) == 2 && f.words[i][1] == '.'
	}
	return given
}

// recur finds again, at the start of sentences and in headlines, the names that
// are sure elsewhere.
func (f *finder) recur() {
	known := lexicon.NewTable[span]()
	for _, sp := range f.spans {
		if !sp.weak {
			known.Add(f.form(sp.first, sp.last), sp)
		}
	}
	taken := make([]bool, len(f.words))
	for _, sp := range f.spans {
		for i := sp.first; i < sp.last; i++ {
			taken[i] = true
		}
	}
	for s := range f.doc.Sentences {
		sent := &f.doc.Sentences[s]
		if sent.Kind == 4 {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			if taken[i] || !f.capital(i) {
				continue
			}
			n := f.listed(i, sent.Last)
			if f.titled[s] && f.shape[i] == isUpper && n == 1 {
				n = 0 // in capitals everything looks like an acronym
			}
			_, m := known.Longest(f.words[i:min(sent.Last, i+10)])
			if n > 0 && n >= m && (f.titled[s] || n > 1) {
				f.spans = append(f.spans, span{first: i, last: i + n})
				i += n - 1
				continue
			}
			if m > 0 {
				f.spans = append(f.spans, span{first: i, last: i + m})
				i += m - 1
			}
		}
	}
}
