package entity

import (
	"regexp"
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/naming"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// offices enters agencies whose names are written in lower case or in part: "the
// Frankfurt prosecutor's office", "Europol's cybercrimes division", "the public
// prosecution service (OM)".
func (f *finder) offices(s int) {
	sent := f.doc.Sentences[s]
	for i := sent.First; i < sent.Last; i++ {
		switch {
		case f.lower[i] == "office" && i-2 >= sent.First:
			f.prosecutors(i, sent.First, sent.Last)
			f.field(i, sent.First)
			f.local(i, sent.First)
		case i > sent.First+1 && (f.lower[i] == "division" || f.lower[i] == "unit"):
			f.field(i, sent.First)
		case f.lower[i] == "'s" || f.lower[i] == "'":
			f.unit(i, sent.First, sent.Last)
		case f.words[i] == "the":
			f.plainUnit(i, sent.Last)
		case f.words[i] == "police" || f.words[i] == "cyberpolice":
			f.force(i, sent.First)
			f.cyberPolice(i, sent.First)
		case f.words[i] == "court":
			f.court(i, sent.First)
		case f.words[i] == "(":
			f.abbreviated(i, sent.First)
		}
	}
}

// prosecutors enters a prosecutor's office that a place or a rank tells from
// others; "office" is token i.
func (f *finder) prosecutors(i, first, end int) {
	at := i - 1
	if f.lower[at] == "'s" || f.lower[at] == "'" {
		at--
	}
	switch f.lower[at] {
	case "prosecutor", "prosecutors", "attorney", "attorneys", "general":
	default:
		return
	}
	if f.capital(i) && f.capital(at) {
		return // a name in capitals, which the runs have
	}
	from, last := at, i+1
	if i+2 < end && (f.lower[i+1] == "in" || f.lower[i+1] == "of") {
		if _, n := lexicon.Places().Longest(f.words[i+2 : min(i+5, end)]); n > 0 && strings.HasPrefix(f.lower[at], "prosecutor") {
			last = i + 2 + n // "the public prosecutor's office in Hof"
		}
	}
	ranked := last > i+1
	for from > first && f.shape[from-1] == isLower {
		switch f.lower[from-1] {
		case "federal", "national", "state":
			ranked = true
		case "public", "general", "chief", "district", "regional", "central", "senior", "county", "city", "attorney", "prosecutor", "cantonal", "military":
		default:
			if last == i+1 && (from == at || !ranked) {
				return
			}
			f.spans = append(f.spans, span{first: from, last: last, kind: ontology.Agency})
			return
		}
		from--
	}
	for from > first && f.capital(from-1) && !f.stopped(from-1) {
		from--
		ranked = true
	}
	if ranked {
		f.spans = append(f.spans, span{first: from, last: last, kind: ontology.Agency})
	}
}

// abbreviated enters a name in lower case that an acronym in brackets shows to
// be one; the bracket is token i.
func (f *finder) abbreviated(i, first int) {
	short := f.bracket(i)
	if short == "" || f.shape[i+1] != isUpper && f.shape[i+1] != isMixed || i == first || f.shape[i-1] != isLower || !f.nominal(i-1) {
		return
	}
	g, ok := lexicon.AgencyNouns().Get(f.lower[i-1])
	if !ok || g.People {
		return
	}
	from := i - 1
	for from > first && i-from < 8 {
		switch f.tag(from - 1) {
		case text.NOUN, text.ADJ, text.PROPN:
			from--
			continue
		case text.ADP, text.CCONJ:
			if naming.Acronym(short, f.form(from-2, i)) && from-2 >= first {
				from -= 2
				continue
			}
		}
		break
	}
	if from < i-1 {
		f.spans = append(f.spans, span{first: from, last: i, kind: ontology.Agency})
	}
}

// domain is an address that stands for the site behind it. Those of governments
// are none of ours.
var domain = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*(\.(co|com|net|org))?\.(ae|ag|agency|ai|app|ar|at|au|bet|bg|biz|br|bz|ca|cash|cc|ch|chat|cl|click|cloud|club|cm|cn|co|com|cx|cz|de|dev|dk|ee|es|eu|fi|fm|fr|ga|gg|gr|gs|hk|host|hr|hu|il|in|info|io|is|it|jp|ke|kr|kz|la|lat|link|live|lol|lt|lv|ly|ma|market|md|me|ml|mn|mobi|mx|name|net|ng|nl|nu|nz|onion|online|org|pe|ph|pk|pl|pm|pro|pt|pub|pw|re|ro|rocks|rs|ru|sc|se|sh|shop|si|site|sk|so|space|st|store|su|support|sx|tech|tk|to|top|tr|tv|tw|ua|uk|us|vc|vip|vn|wiki|world|ws|wtf|xxx|xyz|za|zone)$`)

// domains enters sites that are named by their address.
func (f *finder) domains(s int) {
	sent := f.doc.Sentences[s]
	for i := sent.First; i < sent.Last; i++ {
		if strings.Contains(f.lower[i], ".") && domain.MatchString(f.lower[i]) && !f.addressed(i, sent.First) {
			f.spans = append(f.spans, span{first: i, last: i + 1})
		}
	}
}

// addressed reports whether the address at token i, or the list that it is in, is only
// called a domain of something: "the domains a.net, b.cc and c.com were seized".
func (f *finder) addressed(i, first int) bool {
	first = max(first, i-40)
	for i--; i >= first; i-- {
		switch f.lower[i] {
		case "domain", "domains", "mirrors", "address", "addresses":
			return true
		case ",", "and", "or":
			continue
		}
		if !domain.MatchString(f.lower[i]) {
			return false
		}
	}
	return false
}

// force enters a police force whose last word is in lower case: "the Metropolitan
// police"; "police" is token i.
func (f *finder) force(i, first int) {
	if i == first {
		return
	}
	switch f.words[i-1] {
	case "prefectural", "provincial", "cantonal", "metropolitan", "municipal", "county", "regional":
		if i-2 < first || !f.capital(i-2) || f.stopped(i-2) {
			return
		}
		if _, d := lexicon.Demonyms().Get(f.words[i-2]); d {
			return
		}
	case "Metropolitan", "Federal", "National", "Royal", "Cantonal", "Provincial", "Mounted":
	default:
		f.ofCity(i, first)
		return
	}
	from := i - 1
	for from > first && f.capital(from-1) && !f.stopped(from-1) && !f.opens(from) {
		from--
	}
	f.spans = append(f.spans, span{first: from, last: i + 1, kind: ontology.Agency})
}

// court enters a court that a place tells from others: "Southwark crown court";
// "court" is token i.
func (f *finder) court(i, first int) {
	at := i - 1
	if at > first && (f.lower[at] == "'" || f.lower[at] == "'s") {
		at--
	}
	if at <= first {
		return
	}
	switch f.words[at] {
	case "crown", "magistrates":
	default:
		f.ofCity(i, first)
		return
	}
	from := at
	for from > first && f.capital(from-1) && !f.stopped(from-1) {
		from--
	}
	if from < at {
		f.spans = append(f.spans, span{first: from, last: i + 1, kind: ontology.Agency})
	}
}

// ofCity enters a body that only its city or region tells from others: "the Lyon
// police", "the Ghent court"; its noun is token i.
func (f *finder) ofCity(i, first int) {
	from := i
	for from > first && f.shape[from-1] == isCapital && !f.stopped(from-1) && i-from < 3 {
		from--
	}
	if from == i || f.hyphen(max(from-1, first)) || f.calendar(i-1) {
		return
	}
	words := f.words[from:i]
	p, n := lexicon.Places().Longest(words)
	switch {
	case f.lower[i] == "court" && (from == first || f.lower[from-1] != "the"):
		return // "in Lyon court"
	case n == len(words) && p.Type != lexicon.Country:
	case n > 0 || len(words) > 1 || from == first || f.lower[from-1] != "the" || f.words[i] != "police" || f.stopped(from):
		return
	default:
		if _, d := lexicon.Demonyms().Longest(words); d > 0 {
			return // the country acts
		}
		if _, word := lexicon.NameWords().Get(words[0]); word || f.listed(from, i) > 0 {
			return
		}
	}
	last := i + 1
	if _, end := f.bounds(i); last < end && f.lower[last] == "headquarters" {
		last++
	}
	f.spans = append(f.spans, span{first: from, last: last, kind: ontology.Agency})
}

// cyberPolice enters a special force of a country in lower case: "Ukraine's
// cyberpolice", "the Ukrainian cyber police"; "police" is token i.
func (f *finder) cyberPolice(i, first int) {
	at := i
	if f.lower[i] == "police" {
		at--
	}
	if at <= first || f.lower[at] != "cyber" && f.lower[at] != "cyberpolice" {
		return
	}
	from := at
	if f.lower[at-1] != "'s" {
		if from--; from < first || !f.isPlace(span{first: from, last: at}) {
			return
		}
	}
	f.spans = append(f.spans, span{first: from, last: i + 1, kind: ontology.Agency})
}
