package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// made looks at the span itself.
func (w *witness) made(i int, b *ballot) {
	sp := w.spans[i]
	if sp.kind != 0 {
		b.cast(sp.kind, 20, "its form")
	}
	if sp.title {
		b.cast(ontology.Person, 8, "a title before it")
	}
	if sp.post {
		weight := 1.5
		if sp.last-sp.first == 1 && w.shape[sp.first] == isCapital {
			weight = 0.8 // "Defending Mr Doe"
		}
		b.cast(ontology.Agency, weight, "a post behind it")
		b.cast(ontology.Organization, weight*0.7, "a post behind it")
	}
	if sp.alias {
		b.cast(ontology.Person, 6, "introduced as an alias")
	}
	if sp.title || sp.alias || sp.second {
		return
	}
	w.known(sp, b)
	for i := sp.first + 1; i < sp.last-1; i++ {
		if w.words[i] == "&" {
			b.cast(ontology.Organization, 2, "& in it")
		}
	}
	w.nameWords(sp, b)
	w.givenName(sp, b)
	w.unnamed(sp, b)
}

// known votes for what lists hold the words of a span for.
func (w *witness) known(sp span, b *ballot) {
	words := w.words[sp.first:sp.last]
	if p, n := lexicon.Places().Longest(words); n == len(words) {
		weight := 6.0
		if p.Type != lexicon.Country {
			weight = 4.5
		}
		b.cast(ontology.Place, weight, "listed place")
	} else if _, n := lexicon.Towns().Longest(words); n == len(words) {
		w.town(sp, b)
	} else if _, n := lexicon.Demonyms().Longest(words); n == len(words) {
		b.cast(ontology.Place, 6, "listed demonym")
	}
	if a, n := lexicon.Agencies().Longest(words); n == len(words) {
		if a.Weak {
			b.cast(ontology.Agency, 2, "listed acronym")
		} else {
			b.cast(ontology.Agency, 8, "listed agency")
		}
	}
	if w.branch(sp) {
		b.cast(ontology.Agency, 8, "a branch of an agency")
	}
	if _, n := lexicon.Technologies().Longest(words); n == len(words) {
		b.cast(ontology.Technology, 6, "listed technology")
	}
	if _, n := lexicon.Organizations().Longest(words); n == len(words) {
		b.cast(ontology.Organization, 6.5, "listed organisation")
	}
}

// town votes for a place where a name is one of a town and stands as towns do. It may be
// somebody's or something's as well.
func (w *witness) town(sp span, b *ballot) {
	weight := 0.8
	switch w.word(sp.first-1, sp.first) {
	case "in", "at", "from", "near", "outside", "of", "around", "to", "between", "via":
		weight = 1.8
	}
	if _, end := w.bounds(sp.first); w.wider(sp.last, end) {
		weight += 1.5
	}
	b.cast(ontology.Place, weight, "a town of that name")
}

// nameWords looks for words like "Police", "GmbH" and "Market" in the name.
func (w *witness) nameWords(sp span, b *ballot) {
	if sp.last-sp.first < 2 {
		word := w.words[sp.first]
		if base, _, address := strings.Cut(word, "."); address && domain.MatchString(w.lower[sp.first]) {
			word = base
		}
		if k := lexicon.Suffix(word); k != 0 && (w.shape[sp.first] != isLower || word != w.words[sp.first]) {
			weight := 2.5
			if k == ontology.Marketplace && !w.topic.story {
				weight = 1 // a street or an exchange may end so, too
			}
			b.cast(k, weight, "its ending")
		}
		if nw, ok := lexicon.NameWords().Get(w.words[sp.first]); ok && nw.Kind == ontology.Agency && !nw.Last && !nw.First && !w.opens(sp.first) && w.word(sp.first-1, sp.first) != "the" && !w.counted(sp) && (w.lower[sp.first] == "customs" || !w.calledSo(w.lower[sp.first])) {
			b.cast(ontology.Agency, 4, "a word for it") // "says Customs"
		}
		return
	}
	head := sp.last - 1
	for i := sp.first + 1; i < sp.last; i++ {
		if w.shape[i] == isLower && w.lower[i] != "and" && w.lower[i] != "'s" {
			head = i - 1
			break
		}
	}
	at := head
	if last, ok := lexicon.NameWords().Get(w.words[sp.last-1]); ok && last.Kind == ontology.Agency && !last.First {
		at = sp.last - 1 // "City of London Police"
	}
	if unit, ok := lexicon.NameWords().Get(w.words[sp.last-2]); ok && unit.Kind == ontology.Agency && w.isPlace(span{first: sp.last - 1, last: sp.last}) {
		at, head = sp.last-2, sp.last-2 // "Integrated Investigation Unit Saxony"
	}
	nw, ok := lexicon.NameWords().Get(w.words[at])
	if !ok {
		at = w.doing(sp)
		nw, ok = lexicon.NameWords().Get(w.words[at])
		if ok && nw.Last {
			return
		}
	}
	if !ok || nw.First && at != sp.first || nw.Last && at != sp.last-1 && at != head || !nw.First && !nw.Last && at != sp.first && at != head && at != sp.last-1 && at != w.doing(sp) {
		return
	}
	kind, weight := w.wordKind(sp, at, nw)
	if w.words[at] == "Project" && at == sp.first && (w.topic.story && w.acted(sp.first) || w.topic.crime && w.lawmade(sp)) {
		b.cast(ontology.Operation, 4.5, "a project of the police")
	}
	b.cast(kind, weight, "the word "+w.words[at]+" in it")
}

// wordKind returns what the word nw at token at of a span says of its kind, and how surely.
func (w *witness) wordKind(sp span, at int, nw lexicon.NameWord) (kind ontology.NodeKind, weight float64) {
	weight = 3.5
	switch nw.Kind {
	case ontology.Place:
		weight = 2
		if w.words[at] == "Road" && w.topic.crime {
			weight = 0.5 // markets are called after one
		}
	case ontology.Agency:
		weight = 4.5
	case ontology.Marketplace:
		weight = 2.5
		if !w.topic.story {
			weight = 1.1 // bazaars are old
		}
	}
	if _, ok := lexicon.GivenNames().Get(w.words[sp.first]); ok && sp.last-sp.first == 2 && !force(w.words[at]) && w.word(sp.first-1, sp.first) != "the" {
		weight = 1 // "Carl Force", but "the Tor Market"
	}
	kind = nw.Kind
	if prior := w.word(sp.first-1, sp.first); at == sp.last-1 && sp.last-sp.first == 2 && (w.words[at] == "Squad" || w.words[at] == "Team") && prior != "the" && prior != "'s" && !w.isPlace(span{first: sp.first, last: at}) {
		kind, weight = ontology.Organization, 2.5 // "Lizard Squad": those of the police have an article
	}
	if kind == ontology.Agency && !force(w.words[at]) && (w.topic.war || w.words[at] == "Force" && at > sp.first && w.words[at-1] == "Air") {
		kind, weight = ontology.Organization, 2 // soldiers police nobody
	}
	if kind == ontology.Organization && at > sp.first && w.words[at] != "Union" && w.words[at] != "Association" && w.words[at] != "Federation" && w.ofForce(sp, at) {
		return ontology.Agency, 4.5 // "Police Anti-Cybercrime Group"
	}
	if kind == ontology.Agency && w.private(sp) {
		return ontology.Organization, 4.5
	}
	if kind == ontology.Organization && w.polices(sp, at) {
		kind, weight = ontology.Agency, 4
	}
	return kind, weight
}

// ofForce reports whether a police force stands in a span before token at.
func (w *witness) ofForce(sp span, at int) bool {
	for i := sp.first; i < at; i++ {
		if force(w.words[i]) {
			return true
		}
	}
	return false
}

// private reports whether a unit is a company's: "Microsoft's Digital Crimes Unit". The name
// of some begins with what others' ends with: "Team Halyard".
func (w *witness) private(sp span) bool {
	if k := w.spanAt(sp.first - 2); k >= 0 && w.word(sp.first-1, sp.first) == "'s" {
		_, n := lexicon.Organizations().Longest(w.words[w.spans[k].first:w.spans[k].last])
		return n == w.spans[k].last-w.spans[k].first
	}
	return w.words[sp.first] == "Team" && sp.last-sp.first == 2 && w.word(sp.first-1, sp.first) != "the"
}

// doing returns the word of a span that says what does what the words behind it say:
// "General Directorate Combating Organised Crime", or its first.
func (w *witness) doing(sp span) int {
	for i := sp.first + 1; i+1 < sp.last; i++ {
		if nw, ok := lexicon.NameWords().Get(w.words[i]); ok && nw.Kind == ontology.Agency && !nw.Last && !nw.First && strings.HasSuffix(w.words[i+1], "ing") {
			return i
		}
	}
	return sp.first
}

// lawmade reports whether a body of the law stands in the sentence of a span, or is what
// its sentence calls it after: "worked for two years on Project X".
func (w *witness) lawmade(sp span) bool {
	first, end := w.bounds(sp.first)
	for k := sp.last; k < min(end, sp.last+4); k++ {
		switch w.lower[k] {
		case "initiative", "program", "programme":
			return false // "Project X, a nationwide initiative"
		}
	}
	for k := max(first, sp.first-40); k < min(end, sp.first+40); k++ {
		if g, ok := lexicon.AgencyNouns().Get(w.lower[k]); ok && (g.People || w.lower[k] == "police") {
			return true
		}
		if i := w.spanAt(k); i >= 0 && w.body(w.spans[i]) {
			return true
		}
		switch w.word(sp.first-1, sp.first) {
		case "called", "on", "under", "during", "dubbed", "codenamed":
			return w.topic.police
		}
	}
	return false
}

// acted reports whether the sentence of token i speaks of an action of the police, or of
// what they call it.
func (w *witness) acted(i int) bool {
	first, end := w.bounds(i)
	for k := max(first, i-40); k < min(end, i+40); k++ {
		switch w.doc.Tokens[k].Lemma {
		case "investigation", "operation", "probe", "inquiry", "raid", "crackdown", "sting", "call", "dub", "codename", "code-named", "codenamed":
			return true
		}
	}
	return false
}

// polices reports whether a body whose name ends in "Centre", "Group" or their like at
// token at is there to fight crime: "National Cybercrime Coordination Centre".
func (w *witness) polices(sp span, at int) bool {
	switch w.words[at] {
	case "Centre", "Center", "Group", "Coalition", "Network":
	default:
		return false
	}
	if w.word(sp.first-1, sp.first) != "the" && w.word(sp.first-1, sp.first) != "'s" {
		return false
	}
	for i := sp.first; i < sp.last; i++ {
		switch w.lower[i] {
		case "crime", "crimes", "cybercrime", "cybercrimes", "anti-fraud", "fraud", "drug", "drugs", "narcotics", "policing", "coordination", "intelligence", "investigation", "investigations", "enforcement", "counter-terrorism":
			return true
		case "anti", "counter":
			return w.hyphen(i + 1)
		}
	}
	return false
}

// force reports whether a word ends the names of police forces and of nobody.
func force(word string) bool { return word == "Police" || word == "Constabulary" }

// counted reports whether a number stands behind the span: "Section 9714(a)".
func (w *witness) counted(sp span) bool {
	_, end := w.bounds(sp.first)
	return sp.last < end && (w.shape[sp.last] == isNumber || w.tag(sp.last) == text.NUM)
}

func (w *witness) givenName(sp span, b *ballot) {
	first := w.words[sp.first]
	if w.printed(sp) {
		first = title(first)
		b.cast(ontology.Person, 1.5, "a full name in capitals")
	}
	if _, ok := lexicon.GivenNames().Get(first); ok && w.shape[sp.last-1] != isNumber {
		if sp.last-sp.first > 1 {
			b.cast(ontology.Person, w.givenWeight(sp), "a given name in it")
		} else {
			b.cast(ontology.Person, 0.5, "a given name in it")
		}
		return
	}
	if sp.last-sp.first == 1 && handleLike(first) {
		b.cast(ontology.Person, 1, "looks like a handle")
	}
	if _, word := lexicon.NameWords().Get(w.words[sp.last-1]); word {
		return
	}
	if n := sp.last - sp.first; n >= 2 && n <= 5 {
		for i := sp.first + 1; i < sp.last-1; i++ {
			if len(w.words[i]) == 2 && w.words[i][1] == '.' {
				b.cast(ontology.Person, 4, "an initial in it")
			}
		}
		if last := w.words[sp.last-1]; len(last) == 2 && last[1] == '.' {
			b.cast(ontology.Person, 4, "an initial in it")
		}
	}
}

// printed reports whether a span is a full name in capitals, as some offices print those of
// defendants: "JANE Q. DOE".
func (w *witness) printed(sp span) bool {
	if n := sp.last - sp.first; n < 2 || n > 4 {
		return false
	}
	for i := sp.first; i < sp.last; i++ {
		if initial := len(w.words[i]) == 2 && w.words[i][1] == '.'; initial && i > sp.first {
			continue
		}
		word := title(w.words[i])
		if _, named := lexicon.NameWords().Get(word); named || w.shape[i] != isUpper || len(word) < 3 || w.listedBody(i) {
			return false
		}
	}
	if _, given := lexicon.GivenNames().Get(title(w.words[sp.first])); given {
		return true
	}
	next := w.word(sp.last, sp.first)
	return next == "," || next == "("
}

// listedBody reports whether token i is an agency or an organisation by a list.
func (w *witness) listedBody(i int) bool {
	_, agency := lexicon.Agencies().Get(w.words[i])
	_, body := lexicon.Organizations().Get(w.words[i])
	return agency || body
}

// handleLike reports whether a word is made as people's handles are: "coder_420",
// "Alpha02".
func handleLike(word string) bool {
	if strings.Contains(word, "_") {
		return true
	}
	digits := 0
	for digits < len(word) && word[len(word)-1-digits] >= '0' && word[len(word)-1-digits] <= '9' {
		digits++
	}
	return digits >= 2 && len(word)-digits >= 4
}

// givenWeight returns how much a given name at the start of a longer name says:
// less where a word for a body is in it too ("Max Planck Institute").
func (w *witness) givenWeight(sp span) float64 {
	last, ok := lexicon.NameWords().Get(w.words[sp.last-1])
	switch {
	case force(w.words[sp.last-1]):
		return 0.5 // "Victoria Police"
	case ok && online(last.Kind) && w.word(sp.first-1, sp.first) == "the":
		return 1 // "the Tor Market"
	}
	for i := sp.first + 1; i < sp.last; i++ {
		if nw, ok := lexicon.NameWords().Get(w.words[i]); ok && !nw.First && (nw.Kind == ontology.Organization || nw.Kind == ontology.Agency) && sp.last-sp.first > 2 {
			return 1
		}
	}
	if nw, ok := lexicon.NameWords().Get(w.words[sp.last-1]); ok && nw.Last && (sp.last-sp.first > 2 || nw.Kind == ontology.Organization) {
		return 1 // "John F. Kennedy Airport"
	}
	return 3.5
}
