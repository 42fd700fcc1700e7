package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
)

// A name is all spans of an article that are spelled alike, or that a list or
// a bracket says are the same. What one of them shows counts for all.
type name struct {
	key    string
	form   string // the longest
	spans  []int
	places int // how many of them stand behind prepositions of place
	ballot ballot
	kind   ontology.NodeKind
	why    string
}

// names groups the spans.
type names struct {
	*article
	spans []span
	of    []int // of each span, its index in all
	all   []*name
	byKey map[string]int
	same  map[string]string // key -> the key that it stands for here
	bases map[string]bool   // keys of one word: "ispoof", which "ispoof.cc" is too
}

func group(a *article, spans []span) *names {
	n := &names{article: a, spans: spans, of: make([]int, len(spans)), byKey: map[string]int{}, same: map[string]string{}, bases: map[string]bool{}}
	for _, sp := range spans {
		if sp.last == sp.first+1 && sp.kind == 0 {
			n.bases[naming.Key(a.words[sp.first])] = true
		}
	}
	n.brackets()
	n.otherwise()
	n.initials()
	n.generic()
	n.partial()
	plain := n.plain()
	for i, sp := range spans {
		key := n.keyOf(sp)
		if form, ok := plain[key]; ok && sp.alias && form != a.form(sp.first, sp.last) {
			key += "\x00" // the handle "Shadeshop" of somebody is not the site ShadeShop
		}
		at, ok := n.byKey[key]
		if !ok {
			at = len(n.all)
			n.byKey[key] = at
			n.all = append(n.all, &name{key: key})
		}
		n.of[i] = at
		it := n.all[at]
		it.spans = append(it.spans, i)
		if a.located(sp) {
			it.places++
		}
		if form := naming.Clean(a.form(sp.first, sp.last)); len(form) > len(it.form) {
			it.form = form
		}
	}
	return n
}

// plain returns, by their keys, the names of one word with several capitals that the article
// gives not only as aliases, as they are spelled.
func (n *names) plain() map[string]string {
	out := map[string]string{}
	for _, sp := range n.spans {
		if !sp.alias && !sp.title && sp.last == sp.first+1 && n.shape[sp.first] == isMixed {
			out[n.keyOf(sp)] = n.words[sp.first]
		}
	}
	return out
}

// keyOf returns the key under which the span's name is grouped.
func (n *names) keyOf(sp span) string {
	form := n.form(sp.first, sp.last)
	key := naming.Key(form)
	if long, ok := n.same[key]; ok {
		return long
	}
	if address := n.lower[sp.first]; sp.last == sp.first+1 && domain.MatchString(address) {
		base, _, _ := strings.Cut(address, ".")
		if base = naming.Key(base); n.bases[base] {
			return base
		}
	}
	if c := n.canonical(sp); c != "" {
		key = naming.Key(c)
		if long, ok := n.same[key]; ok {
			return long
		}
	}
	return key
}

// canonical returns the name by which the lists know the span, or "".
func (n *names) canonical(sp span) string {
	words := n.words[sp.first:sp.last]
	if sp.title || sp.alias || sp.second {
		return ""
	}
	if b, k := lexicon.Agencies().Longest(words); k == len(words) && !b.Weak {
		return b.Name
	}
	if p, k := lexicon.Places().Longest(words); k == len(words) {
		return p.Name
	}
	if d, k := lexicon.Demonyms().Longest(words); k == len(words) {
		return d.Place.Name
	}
	if t, k := lexicon.Technologies().Longest(words); k == len(words) {
		return t.Name
	}
	return ""
}

// brackets learns the acronyms that the article introduces: "State Agency for
// National Security (SANS)".
func (n *names) brackets() {
	for i := 1; i < len(n.spans); i++ {
		l, r := n.spans[i-1], n.spans[i]
		if r.first != l.last+1 || r.last >= len(n.words) {
			continue
		}
		long, short := n.form(l.first, l.last), n.form(r.first, r.last)
		switch {
		case n.words[l.last] == "," && n.words[r.last] == "," && n.shape[r.first] == isUpper && r.last-r.first == 1 && naming.Acronym(short, long):
			// "the Economic Crimes Commission, ECC, said"
		case n.words[l.last] != "(" || n.words[r.last] != ")":
			continue
		case r.last-r.first > 1 && n.body(l) && !n.body(r) && !n.isPlace(r) && n.foreign(r):
			// "the National Prosecutor's Office (Landelijk Parket)"
		case n.shape[r.first] == isUpper || n.shape[r.first] == isMixed || naming.Acronym(short, long):
		case naming.Acronym(long, short): // "the FBI (Federal Bureau of Investigation)"
			long, short = short, long
		default:
			continue
		}
		if a, b := naming.Key(short), n.keyOf(span{first: l.first, last: l.last}); a != b && a != "" {
			n.same[a] = b
		}
	}
}

// foreign reports whether a span of several words looks like the name of a body in its own
// language: it has neither a given name nor an English word for a body.
func (n *names) foreign(sp span) bool {
	for i := sp.first; i < sp.last; i++ {
		if _, given := lexicon.GivenNames().Get(n.words[i]); given || n.ordinary(n.words[i]) {
			return false
		}
	}
	return true
}

// initials learns what the initials of one agency's name stand for where nobody says
// so: "the AFP" in an article that names the Australian Federal Police.
func (n *names) initials() {
	long := map[string]string{} // initials -> key, "" for several
	for _, sp := range n.spans {
		if sp.last-sp.first < 3 || !n.body(sp) {
			continue
		}
		key := n.keyOf(sp)
		for _, first := range [...]int{sp.first, sp.first + 1} { // without "Royal" or a country, too
			var letters strings.Builder
			for i := first; i < sp.last; i++ {
				if n.shape[i] == isCapital || n.shape[i] == isUpper {
					letters.WriteString(n.words[i][:1])
				}
			}
			if old, ok := long[letters.String()]; ok && old != key {
				key = ""
			}
			long[letters.String()] = key
		}
	}
	for _, sp := range n.spans {
		if sp.last-sp.first != 1 || n.shape[sp.first] != isUpper || len(n.words[sp.first]) < 3 || sp.kind != 0 || sp.alias || sp.second {
			continue
		}
		if b, k := lexicon.Agencies().Longest(n.words[sp.first:sp.last]); k == 1 && !b.Weak {
			continue
		}
		a := naming.Key(n.words[sp.first])
		if b := long[n.words[sp.first]]; b != "" && b != a && n.same[a] == "" {
			n.same[a] = b
		}
	}
}

// body reports whether a span is the name of an agency by a list or by its words.
func (n *names) body(sp span) bool {
	if _, k := lexicon.Agencies().Longest(n.words[sp.first:sp.last]); k == sp.last-sp.first {
		return true
	}
	for _, i := range [...]int{sp.first, sp.last - 1} {
		if w, ok := lexicon.NameWords().Get(n.words[i]); ok && w.Kind == ontology.Agency {
			return true
		}
	}
	return false
}

// otherwise learns second names that stand right behind the first: "Silkkitie, also
// known as Valhalla". They are of the first one's kind, whatever that is.
func (n *names) otherwise() {
	for i := 1; i < len(n.spans); i++ {
		l, r := n.spans[i-1], &n.spans[i]
		if r.first-l.last > 6 || n.sentence[l.first] != n.sentence[r.first] || !lexicon.Between(n.lower[l.last:r.first]) {
			continue
		}
		if l.alias && strings.HasSuffix(n.lower[r.first-1], "renamed") {
			// "X, founded by somebody called A, later renamed Y"
			if i < 2 || n.spans[i-2].alias || n.sentence[n.spans[i-2].first] != n.sentence[r.first] {
				continue
			}
			l = n.spans[i-2]
		}
		if i+1 < len(n.spans) && n.spans[i+1].alias && n.sentence[n.spans[i+1].first] == n.sentence[r.first] {
			continue // one of several, each of somebody else
		}
		if _, k := lexicon.Demonyms().Longest(n.words[l.first:l.last]); k > 0 || l.kind == ontology.Place {
			continue // "a Dutchman known as X" gives no country a name
		}
		a, b := naming.Key(n.form(r.first, r.last)), n.keyOf(l)
		if _, ok := n.same[a]; !ok && a != b && a != "" {
			n.same[a] = b
			r.alias = false
			r.second = true
		}
	}
}

// generic joins a name with its longer form when only words like "Market" or
// "Group" are left over: "Hydra" and "Hydra Market".
func (n *names) generic() {
	keys := map[string]bool{}
	for _, sp := range n.spans {
		if sp.kind == 0 && n.canonical(sp) == "" {
			keys[naming.Key(n.form(sp.first, sp.last))] = true
		}
	}
	for _, sp := range n.spans {
		words := n.words[sp.first:sp.last]
		if len(words) < 2 || sp.title {
			continue
		}
		short := len(words)
		for short > 1 && generic(words[short-1]) {
			short--
		}
		if short == len(words) {
			continue
		}
		a, b := naming.Key(strings.Join(words[:short], " ")), naming.Key(n.form(sp.first, sp.last))
		if keys[a] && a != b {
			n.same[a] = b
		}
	}
}

// partial joins a word with the longer name that it is the first or last word of,
// if that name came before and only one can be meant: "Phantom" with "Phantom
// Secure". A surname joins its owner so, too.
func (n *names) partial() {
	const several = "\x00"
	full := map[string]string{} // word -> key of the name
	first := map[string]int{}   // word -> where that name stands first
	for i, sp := range n.spans {
		words := n.words[sp.first:sp.last]
		if len(words) < 2 || len(words) > 3 || sp.kind != 0 || sp.alias || n.canonical(sp) != "" {
			continue
		}
		if last, ok := lexicon.NameWords().Get(words[len(words)-1]); ok && len(words) == 3 && last.Kind == ontology.Organization {
			continue // "Mariposa" is not the Mariposa Working Group
		}
		key := n.keyOf(sp)
		for _, w := range [...]string{words[0], words[len(words)-1]} {
			k := naming.Key(w)
			switch have, ok := full[k]; {
			case !ok:
				full[k], first[k] = key, i
			case have != key && !strings.HasPrefix(have, key+" ") && !strings.HasPrefix(key, have+" "):
				full[k] = several
			}
		}
	}
	for i, sp := range n.spans {
		if sp.last-sp.first != 1 || sp.kind != 0 || sp.alias || sp.second || n.canonical(sp) != "" {
			continue
		}
		word := n.words[sp.first]
		k := naming.Key(word)
		long, ok := full[k]
		if !ok || long == several || first[k] > i || n.same[k] != "" || n.ordinary(word) {
			continue
		}
		n.same[k] = long
	}
}

// ordinary reports whether a word stands for too many things to be short for
// one name.
func (n *names) ordinary(word string) bool {
	if _, ok := lexicon.NameWords().Get(word); ok {
		return true
	}
	if _, ok := lexicon.GivenNames().Get(word); ok {
		return true
	}
	if _, ok := lexicon.Organizations().Get(word); ok {
		return true
	}
	_, ok := lexicon.Agencies().Get(word)
	return ok
}

// generic reports whether a word at the end of a name only says what is named.
func generic(word string) bool {
	w, ok := lexicon.NameWords().Get(word)
	if ok && !w.First {
		switch w.Kind {
		case ontology.Marketplace, ontology.Service, ontology.Organization:
			return true
		}
	}
	switch strings.ToLower(word) {
	case "network", "market", "marketplace", "forum", "forums", "ransomware", "botnet", "mixer", "gang", "group", "organization", "stealer", "malware":
		return true
	}
	return false
}
