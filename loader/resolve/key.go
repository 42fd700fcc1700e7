package resolve

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"onymous/graph"
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
)

// mentionKey returns the key of a mention: what its name is when everything is taken
// off that does not tell two things apart. It is empty for a name of no use.
func mentionKey(d *graph.Document, i int) string {
	m := &d.Mentions[i]
	switch m.Kind {
	case ontology.Operation:
		return operationKey(d, i)
	case ontology.Person:
		key := nameKey(m.Kind, m.Name)
		if side := sideOf(d, i); key != "" && side != "" {
			return key + " " + side
		}
		return key
	case ontology.Agency:
		return agencyKey(m)
	}
	return nameKey(m.Kind, m.Name)
}

// nameKey returns the key of a name of a kind.
func nameKey(kind ontology.NodeKind, name string) string {
	switch kind {
	case ontology.Place:
		if p, ok := lexicon.Places().Get(name); ok {
			name = p.Name
		}
	case ontology.Technology:
		if t, ok := lexicon.Technologies().Get(name); ok {
			name = t.Name
		}
	case ontology.Agency, ontology.Organization:
		return bodyKey(kind, name)
	}
	return strip(kind, graph.Fold(name))
}

// endings are the words that a name of a kind may have or lack at its end.
var endings = map[ontology.NodeKind][]string{
	ontology.Marketplace:  {"market", "marketplace", "darknet market", "website", "site"},
	ontology.Service:      {"ransomware", "malware", "botnet", "trojan", "network", "website", "site"},
	ontology.Technology:   {"network", "browser"},
	ontology.Organization: {"inc", "ltd", "limited", "llc", "plc", "corp", "corporation", "gmbh", "ag", "sa", "bv", "co", "company", "group"},
}

// strip takes the article off a folded name, and an ending that says no more than
// the kind does.
func strip(kind ontology.NodeKind, key string) string {
	if rest, ok := strings.CutPrefix(key, "the "); ok && rest != "" {
		key = rest
	}
	if kind == ontology.Operation {
		if rest, ok := strings.CutPrefix(key, "operation "); ok {
			key = rest
		}
	}
	for _, e := range endings[kind] {
		if rest, ok := strings.CutSuffix(key, " "+e); ok {
			key = rest
			break
		}
	}
	if kind == ontology.Marketplace || kind == ontology.Service {
		key = plainVersion(key)
	}
	return key
}

// plainVersion makes "silk road 20", which is "Silk Road 2.0" without its full stop, the
// same as "silk road 2", and the first of a series what it was called before there were
// others: "Silk Road 1.0" was Silk Road.
func plainVersion(key string) string {
	i := strings.LastIndexByte(key, ' ')
	if i > 0 && len(key) == i+3 && key[i+1] >= '1' && key[i+1] <= '9' && key[i+2] == '0' {
		key = key[:i+2]
	}
	if first, ok := strings.CutSuffix(key, " 1"); ok {
		return first
	}
	return key
}

// agencyKey returns the key of an agency. A short form that means several things
// counts only beside a full one, and none counts beside a name that says whose agency it
// is: the "LKA" may be any state's.
func agencyKey(m *graph.Mention) string {
	for i, name := range append([]string{m.Name}, m.Aliases...) {
		if b, ok := lexicon.Agencies().Get(plainAgency(name)); ok && !b.Weak && (i == 0 || !saysWhose(m.Name, b.Name)) {
			return graph.Fold(b.Name)
		}
	}
	return bodyKey(m.Kind, m.Name)
}

// saysWhose reports whether a name says whose agency it is and the one that the lexicon
// has does not say the same: "State Criminal Police Office of Lower Saxony", "Austrian
// Federal Criminal Police".
func saysWhose(name, known string) bool {
	if _, owner, ok := strings.Cut(name, " of "); ok && unicode.IsUpper([]rune(owner)[0]) && !strings.Contains(known, owner) {
		return true
	}
	for word := range strings.FieldsSeq(name) {
		if d, ok := lexicon.Demonyms().Get(word); ok && d.Adjective && !strings.Contains(known, word) && !strings.Contains(known, d.Place.Name) {
			return true
		}
	}
	return false
}

// bodyKey returns the key of an agency or organization, by the name that the lexicon
// knows it under.
func bodyKey(kind ontology.NodeKind, name string) string {
	table := lexicon.Agencies()
	if kind == ontology.Organization {
		table = lexicon.Organizations()
	}
	plain := plainAgency(name)
	for _, n := range []string{name, plain} {
		if b, ok := table.Get(n); ok && !b.Weak {
			return graph.Fold(b.Name)
		}
	}
	// A prosecutor is public in most countries, and called so or not.
	return strings.Replace(strip(kind, graph.Fold(plain)), "public prosecutor", "prosecutor", 1)
}

// plainAgency takes off a country that only says whose agency it is: "US Secret
// Service", "Britain's National Crime Agency". It stays where it makes the name
// ("Dutch National Police") and where little else would ("Russia's Interior
// Ministry": every country has one).
func plainAgency(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	for _, country := range []string{"US ", "U.S. ", "UK ", "U.K. "} {
		if rest, ok := strings.CutPrefix(name, country); ok && strings.Contains(rest, " ") {
			return rest
		}
	}
	for _, mark := range []string{"'s ", "’s "} {
		owner, rest, ok := strings.Cut(name, mark)
		if !ok {
			continue
		}
		_, place := lexicon.Places().Get(owner)
		_, agency := lexicon.Agencies().Get(owner)
		_, known := lexicon.Agencies().Get(rest)
		if known || (place || agency) && len(strings.Fields(rest)) > 2 {
			return rest
		}
	}
	return name
}

// otherKeys returns the keys of the other forms that an article uses for a mention
// and that are telling enough to find it again by.
func otherKeys(d *graph.Document, i int, key string) []string {
	m := &d.Mentions[i]
	var keys []string
	for _, a := range m.Aliases {
		k := nameKey(m.Kind, a)
		if m.Kind == ontology.Operation {
			k = strip(m.Kind, graph.Fold(a))
		}
		if k == "" || k == key || slices.Contains(keys, k) || !telling(m, a) {
			continue
		}
		keys = append(keys, k)
	}
	return keys
}

// roles are words that articles call people and bodies by and that name nobody.
var roles = map[string]bool{"admin": true, "administrator": true, "moderator": true, "mod": true, "boss": true, "owner": true, "staff": true,
	"vendor": true, "support": true, "founder": true, "bureau": true, "agency": true, "department": true, "ministry": true, "office": true,
	"police": true, "court": true, "division": true, "joint operation": true, "operation": true, "takedown": true}

// telling reports whether another form of a mention can stand for it in another
// article: it is no part of the name, no role, and looks like a name.
func telling(m *graph.Mention, alias string) bool {
	folded := strip(m.Kind, graph.Fold(alias))
	if folded == "" || roles[folded] {
		return false
	}
	words, name := strings.Fields(folded), strings.Fields(graph.Fold(m.Name))
	part := true
	for _, w := range words {
		part = part && slices.Contains(name, w)
	}
	if part && len(words) < len(name) {
		return m.Kind == ontology.Person && len(words) > 1 // "Ross Ulbricht" of "Ross William Ulbricht"
	}
	if m.Kind == ontology.Person {
		return len(words) > 1 || len(folded) > 2
	}
	capital := strings.ContainsFunc(alias, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
	return capital && len(folded) > 1
}

// blocks returns what a mention is compared under.
func blocks(d *graph.Document, i int, names []graph.Naming) []graph.Block {
	kind, key := d.Mentions[i].Kind, names[i].Key
	switch kind {
	case ontology.Operation:
		return operationBlocks(d, i, names)
	case ontology.Person:
		return personBlocks(key)
	case ontology.Place, ontology.Commodity, ontology.Technology:
		return nil // their names are in lists, or tell them apart
	}
	out := []graph.Block{{Text: "k " + skeleton(key)}}
	if kind == ontology.Agency || kind == ontology.Organization {
		if in := initials(key); len(in) > 2 {
			out = append(out, graph.Block{Text: "a " + in})
		} else if !strings.Contains(key, " ") && len(key) <= 6 {
			out = append(out, graph.Block{Text: "a " + key})
		}
	}
	return out
}

func count(n int) string { return strconv.Itoa(n) }
