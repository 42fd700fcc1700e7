package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/tree"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// witness gathers evidence for the names of an article from how each span is
// made and from what stands around it.
type witness struct {
	*names
	trees  *tree.Trees
	topic  *topic
	lowers map[string]bool // the words that the article has in lower case
}

func (w *witness) hear() {
	for i := range w.spans {
		it := w.all[w.of[i]]
		w.made(i, &it.ballot)
		w.before(i, &it.ballot)
		w.after(i, &it.ballot)
		w.clause(i, &it.ballot)
	}
	w.recognised()
	w.deeds()
	w.pronouns()
	w.references()
	w.versions()
}

// made looks at the span itself.
func (w *witness) made(i int, b *ballot) {
	sp := w.spans[i]
	words := w.words[sp.first:sp.last]
	if sp.kind != 0 {
		b.cast(sp.kind, 20, "its form")
	}
	if sp.title {
		b.cast(ontology.Person, 8, "a title before it")
	}
	if sp.post {
		b.cast(ontology.Agency, 1.5, "a post behind it")
		b.cast(ontology.Organization, 1, "a post behind it")
	}
	if sp.alias {
		b.cast(ontology.Person, 6, "introduced as an alias")
	}
	if sp.title || sp.alias || sp.second {
		return
	}
	if p, n := lexicon.Places().Longest(words); n == len(words) {
		weight := 6.0
		if p.Type != lexicon.Country {
			weight = 4.5
		}
		b.cast(ontology.Place, weight, "listed place")
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
	if _, n := lexicon.Technologies().Longest(words); n == len(words) {
		b.cast(ontology.Technology, 6, "listed technology")
	}
	if _, n := lexicon.Organizations().Longest(words); n == len(words) {
		b.cast(ontology.Organization, 5, "listed organisation")
	}
	w.nameWords(sp, b)
	w.givenName(sp, b)
}

// nameWords looks for words like "Police", "GmbH" and "Market" in the name.
func (w *witness) nameWords(sp span, b *ballot) {
	if sp.last-sp.first < 2 {
		if k := lexicon.Suffix(w.words[sp.first]); k != 0 && w.shape[sp.first] != isLower {
			b.cast(k, 2.5, "its ending")
		}
		return
	}
	head := sp.last - 1
	for i := sp.first + 1; i < sp.last; i++ {
		if w.shape[i] == isLower && w.lower[i] != "and" {
			head = i - 1
			break
		}
	}
	at := head
	nw, ok := lexicon.NameWords().Get(w.words[at])
	if !ok {
		at = sp.first
		nw, ok = lexicon.NameWords().Get(w.words[at])
		if ok && nw.Last {
			return
		}
	}
	if !ok || nw.First && at != sp.first || nw.Last && at != sp.last-1 {
		return
	}
	weight := 3.5
	switch nw.Kind {
	case ontology.Place:
		weight = 2
		if w.topic.crime {
			weight = 1 // markets are called after roads
		}
	case ontology.Agency:
		weight = 4.5
	case ontology.Marketplace:
		weight = 2.5
	}
	if _, ok := lexicon.GivenNames().Get(w.words[sp.first]); ok && sp.last-sp.first == 2 {
		weight = 1 // "Carl Force"
	}
	b.cast(nw.Kind, weight, "the word "+w.words[at]+" in it")
}

func (w *witness) givenName(sp span, b *ballot) {
	first := w.words[sp.first]
	if _, ok := lexicon.GivenNames().Get(first); ok {
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
	for i := sp.first + 1; i < sp.last; i++ {
		if nw, ok := lexicon.NameWords().Get(w.words[i]); ok && !nw.First && (nw.Kind == ontology.Organization || nw.Kind == ontology.Agency) && sp.last-sp.first > 2 {
			return 1
		}
	}
	return 3.5
}

// before looks at the words in front of the span: "the forum X".
func (w *witness) before(i int, b *ballot) {
	sp := w.spans[i]
	first, _ := w.bounds(sp.first)
	at := sp.first
	if at > first && w.quote(at-1) {
		at--
	}
	called := false
	if n := w.endsWith(at, first, "called", "named", "dubbed", "known as", "with the name", "with the name of", "by the name of", "nicknamed", "titled", "christened", "under the name", "under the name of", "calling itself", "branded"); n > 0 {
		called = true
		at -= n
		if at > first && (w.lower[at-1] == "," || w.tag(at-1) == text.AUX || w.lower[at-1] == "was" || w.lower[at-1] == "is") {
			at--
		}
	}
	if at > first && w.lower[at-1] == "the" && !called {
		// "the Hansa marketplace" says nothing by its article.
		w.preposition(sp, at-1, first, b)
		return
	}
	if w.headBefore(at, first, called, b) {
		return
	}
	if called {
		w.calledAfter(at, first, b)
		return
	}
	w.preposition(sp, at, first, b)
}

// calledAfter finds what is called so where it stands further off: "The operation
// that has finished it off is called X".
func (w *witness) calledAfter(at, first int, b *ballot) {
	for i := at - 1; i >= max(first, at-14); i-- {
		if w.tag(i) != text.NOUN {
			continue
		}
		if tr, ok := lexicon.Triggers().Get(w.lower[i]); ok && tr.Noun {
			b.cast(ontology.Operation, 8, "an operation called so")
			return
		}
		if w.headBefore(i+1, first, false, b) {
			return
		}
	}
}

// headBefore finds the noun that ends before token at and says what the name
// is.
func (w *witness) headBefore(at, first int, called bool, b *ballot) bool {
	why := "said before it to be a "
	for n := min(5, at-first); n >= 1; n-- {
		words := w.lower[at-n : at]
		if h, m := lexicon.HeadNouns().Longest(words); m == n && !(h.Plural && !w.listHead(at)) {
			w.castHead(h, strings.Join(words, " "), why, b)
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
		if n == 1 && b.take("kind", words[0], "said before it to be a "+words[0]) {
			return true
		}
	}
	return false
}

// listHead reports whether a plural noun before token at heads a list of names:
// "markets Hansa and AlphaBay".
func (w *witness) listHead(at int) bool { return w.tag(at) == text.PROPN || w.capital(at) }

// castHead votes for what a head noun says.
func (w *witness) castHead(h lexicon.HeadNoun, noun, why string, b *ballot) {
	switch {
	case h.Strength == lexicon.Crime:
		b.cast(h.Kind, 6, why+noun)
	case h.Strength == lexicon.Plain:
		b.cast(h.Kind, 4.5, why+noun)
	case online(h.Kind):
		b.cast(site, 3.5, why+noun)
	default:
		b.cast(h.Kind, 2.5, why+noun)
	}
}

// online reports whether a kind is one of those that a site may be.
func online(k ontology.NodeKind) bool { return k == ontology.Marketplace || k == ontology.Service }

// preposition looks at a preposition before token at and what it hangs on.
func (w *witness) preposition(sp span, at, first int, b *ballot) {
	if at <= first {
		return
	}
	p, noun := w.lower[at-1], ""
	if at-2 >= first {
		noun = w.lower[at-2]
	}
	switch p {
	case "of":
		if next := w.word(sp.last, sp.first); next == "'s" || next == "'" {
			return // "the arrest of X's founder" is of somebody else
		}
		b.take("of", noun, "the "+noun+" of it")
	case "on", "via", "through":
		b.take("on", noun, noun+" on it")
	case "in", "near", "from":
		if !b.take("at", noun, noun+" "+p+" it") && p != "from" {
			b.cast(ontology.Place, 1, "in it")
		}
	case "mr", "mrs", "ms", "dr":
		b.cast(ontology.Person, 8, "a form of address before it")
	}
}

// after looks at the words behind the span: "X, a forum where …", "X, 34, of
// Leeds", "the X marketplace".
func (w *witness) after(i int, b *ballot) {
	sp := w.spans[i]
	_, end := w.bounds(sp.first)
	at := sp.last
	if at < end && w.quote(at) {
		at++
	}
	if at >= end {
		return
	}
	// Brackets with an acronym or an age do not end the look.
	if w.words[at] == "(" {
		closing := at + 1
		for closing < end && closing < at+8 && w.words[closing] != ")" {
			closing++
		}
		if closing < end && w.words[closing] == ")" {
			if closing == at+2 && w.age(at+1) {
				b.cast(ontology.Person, 6, "an age behind it")
			}
			at = closing + 1
		}
	}
	if at >= end {
		return
	}
	switch w.lower[at] {
	case ",", "–", "—":
		w.apposition(i, at+1, end, b)
	case "'s", "'":
		w.possession(at+1, end, b)
	case "is", "was", "are", "were", "became", "has", "had":
		w.predicate(at, end, b)
	default:
		w.compound(at, end, b)
	}
}

func (w *witness) age(i int) bool {
	if w.shape[i] != isNumber || len(w.words[i]) != 2 {
		return false
	}
	return w.words[i] >= "14"
}

// apposition reads what follows a comma behind the span.
func (w *witness) apposition(i, at, end int, b *ballot) {
	if at >= end {
		return
	}
	if w.age(at) && (at+1 >= end || w.words[at+1] == "," || w.words[at+1] == "." || w.lower[at+1] == "and" || w.lower[at+1] == "of" || w.lower[at+1] == "from" || w.quote(at+1)) {
		b.cast(ontology.Person, 6, "an age behind it")
		return
	}
	switch w.lower[at] {
	case "aged":
		b.cast(ontology.Person, 6, "an age behind it")
		return
	case "who", "whom":
		if at+1 < end {
			switch w.lower[at+1] {
			case "are", "were", "have":
				return // it closes a list
			}
		}
		b.cast(ontology.Person, 3, "who behind it")
		return
	case "which":
		w.relative(at+1, end, b)
		return
	case "known", "alias", "aka", "a.k.a.", "nicknamed":
		b.cast(ontology.Person, 1, "an alias behind it")
	case "of", "from":
		b.cast(ontology.Person, 1.5, "a place behind it")
		return
	}
	if b.take("post", w.lower[at], "a post behind it") {
		return
	}
	if noun, h, ok := w.description(at, end); ok {
		if !w.placed(i, noun) {
			w.castDescription(noun, h, "said behind it to be a ", 1, b)
		}
		return
	}
	if at < end && w.capital(at) {
		if p, n := lexicon.Places().Longest(w.words[at:end]); n > 0 && p.Type != lexicon.City {
			b.cast(ontology.Place, 2, "a wider place behind it")
		}
	}
}

// placed reports whether span i stands behind a preposition of place, so that a
// person's description behind it is of somebody else: "a man from Hull, a woman
// from York".
func (w *witness) placed(i int, noun string) bool {
	sp := w.spans[i]
	first, _ := w.bounds(sp.first)
	if sp.first == first {
		return false
	}
	switch w.lower[sp.first-1] {
	case "in", "from", "near":
	default:
		return false
	}
	_, person := lexicon.PersonNouns().Get(noun)
	return person
}

// relative reads ", which …" for what things do and people do not.
func (w *witness) relative(at, end int, b *ballot) {
	if at+1 < end && (w.lower[at] == "was" || w.lower[at] == "is") {
		if noun, h, ok := w.description(at+1, end); ok {
			w.castDescription(noun, h, "said to be a ", 1, b)
			return
		}
	}
	for i := at; i < min(at+4, end); i++ {
		if w.tag(i) == text.VERB && w.does(i, end, b) {
			return
		}
	}
}

// predicate reads "X was a …", "X was shut down", "X was arrested".
func (w *witness) predicate(at, end int, b *ballot) {
	i := at + 1
	for i < end && i < at+4 && (w.tag(i) == text.ADV || w.tag(i) == text.AUX || w.lower[i] == "been" || w.lower[i] == "not") {
		i++
	}
	if i >= end {
		return
	}
	if w.tag(i) == text.VERB || w.tag(i) == text.ADJ {
		lemma := w.doc.Tokens[i].Lemma
		if i+1 < end && b.take("done", lemma+" "+w.lower[i+1], "what was done to it") {
			return
		}
		if b.take("done", lemma, "what was done to it") {
			return
		}
	}
	if w.lower[at] == "has" || w.lower[at] == "had" {
		return
	}
	if noun, h, ok := w.description(i, end); ok {
		w.castDescription(noun, h, "said to be a ", 1, b)
	}
}

// possession reads "X's servers", "X's director".
func (w *witness) possession(at, end int, b *ballot) {
	for i := at; i < min(at+5, end); i++ {
		if b.take("owns", w.lower[i], "its "+w.lower[i]) {
			return
		}
		if w.tag(i) != text.ADJ && w.tag(i) != text.NUM && w.tag(i) != text.NOUN && w.tag(i) != text.CCONJ {
			return
		}
	}
}

// compound reads the noun right behind the span: "the Hansa marketplace", "an FBI
// agent", "Wintershall said".
func (w *witness) compound(at, end int, b *ballot) {
	for n := min(4, end-at); n >= 1; n-- {
		words := w.lower[at : at+n]
		if h, m := lexicon.HeadNouns().Longest(words); m == n && (n > 1 || w.nominal(at) || w.tag(at) == text.ADJ) {
			noun := strings.Join(words, " ")
			if h.Strength != lexicon.Crime {
				switch h.Kind {
				case ontology.Marketplace, ontology.Service:
					b.cast(site, 2.5, "a "+noun+" of that name")
					b.cast(h.Kind, 1, "a "+noun+" of that name")
				default:
					b.cast(h.Kind, 2, "a "+noun+" of that name")
				}
				return
			}
			b.cast(h.Kind, 4, "a "+noun+" of that name")
			return
		}
	}
	if b.take("owns", w.lower[at], "its "+w.lower[at]) {
		return
	}
	switch w.lower[at] {
	case "said", "says", "told", "added", "wrote", "argued", "warned", "explained", "pleaded", "admitted", "denied":
		b.cast(ontology.Person, 1, "it speaks")
		b.cast(ontology.Organization, 0.4, "it speaks")
		b.cast(ontology.Agency, 0.4, "it speaks")
	case "who":
		b.cast(ontology.Person, 2, "who behind it")
	case "-":
		if at+1 < end && (w.lower[at+1] == "based" || w.lower[at+1] == "born") {
			b.cast(ontology.Place, 5, "-"+w.lower[at+1]+" behind it")
		}
	default:
		if !b.take("kind", w.lower[at], "a "+w.lower[at]+" of that name") && w.tag(at) == text.VERB {
			w.does(at, end, b)
		}
	}
}

// does votes by the verb at token at, with its particle if it has one.
func (w *witness) does(at, end int, b *ballot) bool {
	lemma := w.doc.Tokens[at].Lemma
	if at+1 < end && b.take("does", lemma+" "+w.lower[at+1], "what it did") {
		return true
	}
	return b.take("does", lemma, "what it did")
}

// description finds the head noun of the phrase at token at: "an anonymous online
// market for heroin", "one of the largest bitcoin mixers on the darknet".
func (w *witness) description(at, end int) (noun string, head int, ok bool) {
	i := at
	for i < end && i < at+3 {
		switch w.lower[i] {
		case "then", "now", "once", "until", "long", "perhaps", "also", "probably", "formerly", "itself", "by", "for", "at":
			i++
			continue
		}
		break
	}
	if i >= end {
		return "", 0, false
	}
	switch w.lower[i] {
	case "a", "an", "the", "another", "its", "his", "their", "her":
		i++
	case "one", "among":
		for i < end && w.tag(i) != text.NOUN && w.tag(i) != text.ADJ && i < at+6 {
			i++
		}
	default:
		if w.tag(i) != text.NOUN && w.tag(i) != text.ADJ && !w.calls(i) {
			return "", 0, false
		}
	}
	last := -1
	for j := i; j < min(i+10, end); j++ {
		t := w.tag(j)
		switch {
		case t == text.NOUN || t != text.ADP && t != text.VERB && t != text.PROPN && w.calls(j):
			last = j
			continue
		case t == text.ADJ || t == text.PROPN || t == text.NUM || t == text.SYM || w.hyphen(j) || w.quote(j):
			continue
		case w.glued(j) && w.hyphen(j-1): // "£1,500-for-six-months"
			continue
		case (t == text.ADV || t == text.VERB) && last < j-1 && j+1 < end && w.tag(j+1) != text.DET:
			continue
		case w.lower[j] == "'s" || w.lower[j] == "'":
			continue
		case w.lower[j] == "," && j+1 < end && (w.tag(j+1) == text.ADJ) && last < 0:
			continue
		}
		break
	}
	if last < 0 {
		return "", 0, false
	}
	return w.lower[last], last, true
}

// calls reports whether token i is a noun that says what something is.
func (w *witness) calls(i int) bool {
	if _, ok := lexicon.HeadNouns().Get(w.lower[i]); ok {
		return true
	}
	_, ok := lexicon.PersonNouns().Get(w.lower[i])
	return ok
}

// castDescription votes for what the head noun at token head says.
func (w *witness) castDescription(noun string, head int, why string, factor float64, b *ballot) {
	first, _ := w.bounds(head)
	for n := min(5, head+1-first); n >= 1; n-- {
		words := w.lower[head+1-n : head+1]
		if h, m := lexicon.HeadNouns().Longest(words); m == n {
			w.castHead(h, strings.Join(words, " "), why, b)
			return
		}
		if _, m := lexicon.PersonNouns().Longest(words); m == n {
			switch noun {
			case "dealer", "trader", "operator", "distributor", "seller", "vendor", "developer", "owner", "manager", "broker", "merchant", "partner", "source", "associate", "affiliate":
				factor /= 2 // companies are called so too
			}
			b.cast(ontology.Person, 4*factor, why+strings.Join(words, " "))
			return
		}
		if p, m := lexicon.AgencyNouns().Longest(words); m == n && !p.People {
			b.cast(ontology.Agency, 3*factor, why+strings.Join(words, " "))
			return
		}
	}
	if tr, ok := lexicon.Triggers().Get(noun); ok && tr.Noun && tr.Effect == lexicon.Action {
		b.cast(ontology.Operation, 5, why+noun)
		return
	}
	b.take("is", noun, why+noun)
}

// clause looks at the verb that the span hangs on.
func (w *witness) clause(i int, b *ballot) {
	sp := w.spans[i]
	first, _ := w.bounds(sp.first)
	at := sp.first - 1
	if at >= first && w.lower[at] == "the" {
		at--
	}
	if at < first {
		return
	}
	w.stands(sp, b)
	if t := &w.doc.Tokens[at]; t.UPOS == text.VERB {
		b.take("object", t.Lemma, "the object of "+t.Lemma)
	}
}

// stands reads a noun that the span is in apposition to: "his company, X", "a
// third big market, Y".
func (w *witness) stands(sp span, b *ballot) {
	head := headOf(w.doc.Tokens, sp.first, sp.last)
	if !w.trees.Is(head, "appos") {
		return
	}
	noun := w.trees.Head(head)
	if noun < 0 || noun >= sp.first || w.spanAt(noun) >= 0 || w.lower[sp.first-1] != "," && !w.quote(sp.first-1) {
		return
	}
	w.castDescription(w.lower[noun], noun, "said before it to be a ", 0.8, b)
}

// endsWith returns how many tokens before token at are one of the phrases.
func (w *witness) endsWith(at, first int, phrases ...string) int {
	best := 0
	for _, p := range phrases {
		words := strings.Fields(p)
		if n := len(words); n <= at-first && n > best {
			same := true
			for k, word := range words {
				if w.lower[at-n+k] != word {
					same = false
					break
				}
			}
			if same {
				best = n
			}
		}
	}
	return best
}

// recognised counts what the statistical recogniser says.
func (w *witness) recognised() {
	next := 0
	for i, sp := range w.spans {
		for next < len(w.doc.Names) && w.doc.Names[next].Last <= sp.first {
			next++
		}
		if next >= len(w.doc.Names) {
			return
		}
		n := w.doc.Names[next]
		if n.First >= sp.last {
			continue
		}
		weight := 1.0
		if n.First == sp.first && n.Last == sp.last {
			weight = 1.5
		}
		b := &w.all[w.of[i]].ballot
		switch n.Type {
		case text.PersonName:
			b.cast(ontology.Person, weight*1.6, "recognised")
		case text.PlaceName:
			b.cast(ontology.Place, weight*1.4, "recognised")
		case text.OrganizationName:
			b.cast(ontology.Organization, weight, "recognised")
			b.cast(ontology.Agency, weight*0.4, "recognised")
		}
	}
}
