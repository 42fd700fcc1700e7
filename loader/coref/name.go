package coref

import (
	"strings"
	"unicode/utf8"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// words returns the forms of a mention's tokens.
func words(d *text.Doc, m *text.Mention) []string {
	out := make([]string, 0, m.Last-m.First)
	for i := m.First; i < m.Last; i++ {
		out = append(out, strings.ReplaceAll(d.Form(d.Tokens[i].Span), "’", "'"))
	}
	return out
}

// canonicalOf returns the name by which the lists know the mention, or "".
func canonicalOf(d *text.Doc, m *text.Mention) string {
	w := words(d, m)
	switch m.Kind {
	case ontology.Agency:
		// What is decided to be an agency is no longer in doubt.
		if b, n := lexicon.Agencies().Longest(w); n == len(w) {
			return b.Name
		}
	case ontology.Place:
		if spelled := inCapitals(w); spelled != nil {
			w = spelled
		}
		if p, n := lexicon.Places().Longest(w); n == len(w) {
			return p.Name
		}
		if p, n := lexicon.Demonyms().Longest(w); n == len(w) {
			return p.Place.Name
		}
	case ontology.Technology:
		if t, n := lexicon.Technologies().Longest(w); n == len(w) {
			return t.Name
		}
	case ontology.Commodity:
		for i := range w {
			w[i] = strings.ToLower(w[i])
		}
		if c, n := lexicon.Commodities().Longest(w); n == len(w) {
			return c.Name
		}
		return lexicon.Taint(w)
	}
	return ""
}

// inCapitals returns the words of a dateline ("NEW YORK") as they are spelled
// elsewhere, nil if they are not all in capitals.
func inCapitals(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		if len(w) < 4 && len(words) == 1 || len(w) < 3 || w != strings.ToUpper(w) || strings.Contains(w, ".") {
			return nil
		}
		r, n := utf8.DecodeRuneInString(w)
		out[i] = string(r) + strings.ToLower(w[n:])
	}
	return out
}

func isDemonym(d *text.Doc, m *text.Mention) bool {
	if m.Kind != ontology.Place {
		return false
	}
	w := words(d, m)
	if _, n := lexicon.Places().Longest(w); n == len(w) {
		return false
	}
	_, n := lexicon.Demonyms().Longest(w)
	return n == len(w)
}

// quotes drops the marks inside of a name: Operation "Duck Hunt".
var quotes = strings.NewReplacer("“", "", "”", "", "\"", "", "„", "", "«", "", "»", "")

// shown returns the form of a mention as names and aliases show it.
func shown(d *text.Doc, m *text.Mention) string {
	form := naming.Clean(quotes.Replace(d.Form(m.Span)))
	if strings.HasPrefix(form, "The ") || strings.HasPrefix(form, "the ") {
		form = form[4:]
	}
	if m.Kind == ontology.Place {
		if spelled := inCapitals(strings.Fields(form)); spelled != nil {
			form = strings.Join(spelled, " ")
		}
	}
	return form
}

// names joins mentions whose names are forms of one name.
func (r *reader) names() {
	d := r.doc
	byKey := map[string]int{}
	couples := r.couples()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form == text.Pronoun || m.Form == text.Nominal && m.Kind != ontology.Commodity && m.Kind != ontology.Technology {
			continue
		}
		key := m.Kind.String() + " " + r.key(m)
		if m.Kind == ontology.Person && couples[d.Form(m.Span)] {
			key += string(rune('0' + r.address(i))) // "Mr Mather" is not "Mrs Mather"
		}
		if at, ok := byKey[key]; ok {
			r.join(i, at, "the same name")
		} else {
			byKey[key] = i
		}
	}
	r.brackets()
	r.otherwise()
	r.shorter(byKey)
}

// couples returns the surnames by which the text addresses both a man and a woman.
func (r *reader) couples() map[string]bool {
	both := map[string]bool{}
	seen := map[string]gender{}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Kind != ontology.Person || m.Form != text.Proper {
			continue
		}
		name, g := r.doc.Form(m.Span), r.address(i)
		if have := seen[name]; have != unknown && g != unknown && have != g {
			both[name] = true
		}
		if g != unknown {
			seen[name] = g
		}
	}
	return both
}

// otherwise joins second names with the first: "Silkkitie, also known as Valhalla".
func (r *reader) otherwise() {
	d := r.doc
	for i := 1; i < len(d.Mentions); i++ {
		a, b := &d.Mentions[i-1], &d.Mentions[i]
		first, at := a.Last, i-1
		if i > 1 && a.Why == introduced && b.Kind != a.Kind && r.trees.Sentence(d.Mentions[i-2].First) == r.trees.Sentence(b.First) {
			at = i - 2 // "X, founded by somebody called A, later renamed Y"
			a = &d.Mentions[at]
		}
		if a.Kind != b.Kind || a.Form != text.Proper || b.Form != text.Proper || b.First <= first || b.First-first > 6 {
			continue
		}
		var between []string
		for t := first; t < b.First; t++ {
			between = append(between, strings.ToLower(d.Form(d.Tokens[t].Span)))
		}
		if lexicon.Between(between) && !(b.Why == introduced && i+1 < len(d.Mentions) && r.handle(i+1)) {
			r.join(i, at, "said to be another name of it")
		}
	}
}

func (r *reader) key(m *text.Mention) string {
	form := canonicalOf(r.doc, m)
	if form == "" {
		form = r.doc.Form(m.Span)
	}
	key := naming.Key(form)
	if m.Kind == ontology.Operation {
		key = strings.TrimPrefix(key, "operation ")
	}
	return key
}

// brackets joins an acronym with the name that it stands behind.
func (r *reader) brackets() {
	d := r.doc
	for i := range d.Mentions {
		b := &d.Mentions[i]
		if b.Form != text.Proper || b.Kind == ontology.Place || b.First < 2 || d.Form(d.Tokens[b.First-1].Span) != "(" || b.Last >= len(d.Tokens) || d.Form(d.Tokens[b.Last].Span) != ")" {
			continue
		}
		for j := i - 1; j >= 0 && j > i-5; j-- {
			a := &d.Mentions[j]
			if a.Kind == b.Kind && a.Form == text.Proper && a.Last == b.First-1 {
				r.join(i, j, "in brackets behind it")
				break
			}
		}
	}
}

// shorter joins short forms with the one longer name that they can stand for:
// "Genesis" with "Genesis Market", "Evo" with "Evolution", "NCA" with "National Crime
// Agency".
func (r *reader) shorter(byKey map[string]int) {
	d := r.doc
	type form struct {
		at   int
		name string
	}
	byKind := map[ontology.NodeKind][]form{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form == text.Proper && byKey[m.Kind.String()+" "+r.key(m)] == i {
			byKind[m.Kind] = append(byKind[m.Kind], form{i, naming.Clean(d.Form(m.Span))})
		}
	}
	for kind, forms := range byKind {
		switch kind {
		case ontology.Place, ontology.Person, ontology.Commodity:
			continue
		}
		if len(forms) > 400 {
			continue
		}
		for _, short := range forms {
			found := -1
			for _, long := range forms {
				if len(long.name) <= len(short.name) || r.root(long.at) == r.root(short.at) || !shortFor(kind, short.name, long.name) {
					continue
				}
				// A name that comes first is no short form, unless only a word like "Market"
				// is left out.
				if short.at < long.at && kind != ontology.Agency && !abbreviation(short.name) && !onlyGeneric(short.name, long.name) {
					continue
				}
				if found >= 0 && r.root(found) != r.root(long.at) {
					found = -2
					break
				}
				found = long.at
			}
			if found >= 0 {
				r.join(short.at, found, "short for it")
			}
		}
	}
}

// onlyGeneric reports whether the longer name has nothing more than a word that
// says what it is.
func onlyGeneric(short, long string) bool {
	rest, ok := strings.CutPrefix(long, short+" ")
	if !ok {
		return strings.HasPrefix(long, short+".")
	}
	w, known := lexicon.NameWords().Get(rest)
	return known && w.Kind != ontology.Place || rest == "network"
}

// shortFor reports whether a name may be short for a longer one of its kind.
func shortFor(kind ontology.NodeKind, short, long string) bool {
	if abbreviation(short) {
		return naming.Acronym(short, long)
	}
	if kind == ontology.Agency {
		w, ok := lexicon.NameWords().Get(short)
		return ok && w.Kind == kind && strings.HasSuffix(long, " "+short) // "Customs"
	}
	site := kind == ontology.Marketplace || kind == ontology.Service
	if rest, ok := strings.CutPrefix(strings.ToLower(long), strings.ToLower(short)+"."); ok && site {
		return !strings.Contains(rest, " ") // "iSpoof" and "iSpoof.cc"
	}
	if rest, ok := strings.CutPrefix(long, short+" "); ok {
		return (site || kind == ontology.Organization) && !strings.ContainsAny(rest, "0123456789")
	}
	if strings.HasSuffix(long, " "+short) && site {
		_, ordinary := lexicon.NameWords().Get(short)
		return !ordinary
	}
	if site {
		return len(short) >= 3 && !strings.Contains(short, " ") && !strings.Contains(long, " ") && strings.HasPrefix(long, short)
	}
	return false
}
