package entity

import (
	"regexp"
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A span is a stretch of tokens that is a name by its letters, by a list, or by
// how it is introduced.
type span struct {
	first, last int
	// kind is set where the stretch itself leaves no doubt: a country's name, a
	// name after "Operation".
	kind ontology.NodeKind
	// person says that a title or a rank stands before it.
	title bool
	// post says that a title or a rank stands behind it: "FBI Director".
	post bool
	// alias says that it was introduced as another name of somebody.
	alias bool
	// second says that it is another name of the span before it.
	second bool
	// weak says that only its place in a sentence gave it a capital.
	weak bool
}

// finder collects the spans of one article.
type finder struct {
	*article
	spans  []span
	counts map[string]int  // how often the article has a word with a capital
	codes  map[string]bool // the words behind "Operation"
	sums   []bool          // whether a token is part of a sum that begins with a currency
}

// find returns the spans of the article in text order. Spans do not overlap.
func find(a *article) []span {
	f := &finder{article: a}
	f.findSums()
	for s := range a.doc.Sentences {
		if a.doc.Sentences[s].Kind == text.Boiler && s < 8 {
			f.dateline(s)
		}
		if a.doc.Sentences[s].Kind == text.Boiler || a.titled[s] && a.doc.Sentences[s].Kind != text.Item {
			continue
		}
		for _, sp := range f.joined(f.atoms(s)) {
			f.divide(sp)
		}
		f.dateline(s)
		f.handles(s)
		f.quotedOperations(s)
		f.quotedSites(s)
		f.plainNames(s)
		f.offices(s)
		f.domains(s)
	}
	f.spans = settle(f.spans)
	f.recur()
	f.spans = settle(f.spans)
	return f.spans
}

// settle sorts the spans and drops those that lie in a longer or earlier one,
// but for aliases, which win.
func settle(spans []span) []span {
	slices.SortStableFunc(spans, func(x, y span) int {
		if x.first != y.first {
			return x.first - y.first
		}
		return y.last - x.last
	})
	out := spans[:0]
	for _, sp := range spans {
		if n := len(out); n > 0 && sp.first < out[n-1].last {
			if sp.alias && !out[n-1].alias {
				out[n-1] = sp
			}
			continue
		}
		out = append(out, sp)
	}
	return out
}

// atoms returns the runs of capitalised tokens of a sentence.
func (f *finder) atoms(s int) []span {
	sent := f.doc.Sentences[s]
	var atoms []span
	for i := sent.First; i < sent.Last; {
		if n := f.listed(i, sent.Last); n > 1 {
			// A listed name of several words stands whatever its capitals say, and
			// goes on where the words after it are capitals too ("New York Times").
			last := f.extend(i, i+n, sent.Last)
			atoms = append(atoms, span{first: i, last: last})
			i = last
			continue
		}
		if n := f.credit(i, sent.Last); n > 0 {
			i += n
			continue
		}
		if f.language(i, sent.Last) || f.kicker(i) {
			i++
			continue
		}
		if n := f.nonName(i); n > 0 && (i+n >= sent.Last || !f.capital(i+n)) {
			i += n
			continue
		}
		if !f.starts(i) || f.sums[i] {
			i++
			continue
		}
		last := f.titular(i, f.extend(i, i+1, sent.Last), sent)
		if _, n := lexicon.Commodities().Longest(f.lower[i:min(i+5, sent.Last)]); n > last-i {
			i += n // "Social Security numbers"
			continue
		}
		if f.words[i] == "Charge" && i > sent.First && (f.lower[i-1] == "in" || f.hyphen(i-1)) {
			i++ // "Special Agent in Charge Jane Doe"
			if i == last {
				continue
			}
			atoms = append(atoms, span{first: i, last: last, title: true})
			i = last
			continue
		}
		atoms = append(atoms, span{first: i, last: last, weak: f.opens(i) && last == i+1})
		i = last
	}
	return atoms
}

// listed returns the length of the listed name that begins at token i.
func (f *finder) listed(i, end int) int {
	if !f.capital(i) {
		return 0
	}
	words := f.words[i:min(end, i+10)]
	_, n := lexicon.Agencies().Longest(words)
	_, m := lexicon.Places().Longest(words)
	_, o := lexicon.Organizations().Longest(words)
	_, t := lexicon.Technologies().Longest(words)
	return max(n, m, o, t)
}

var (
	coinage   = regexp.MustCompile(`^(?:\p{Ll}{2,}\d{1,4}\p{Ll}*|\p{Ll}+\d{1,2}\p{Ll}{2,}|\d{1,2}\p{Ll}{4,})$`)
	measure   = regexp.MustCompile(`^(?:covid|page|day|part|phase|chapter|mp|mh|kb|no|nr|vol|fy|q|v|gen|sha|md|ipv|log|top|catch|web|b)\d+\p{Ll}?$|^\d+(?:bitcoins?|billion|million|euros?|years?|yrs?|months?|weeks?|days?|hours?|hrs?|mins?|pills?|grams?|kilos?|tonnes?|miles?|metres?|meters?|inch(?:es)?|points?|pence|cents?|dollars?|pounds?|times?|people|degrees?|gigabytes?|fold|mbps|kbps|kwh)$`)
	version   = regexp.MustCompile(`^\d+\.\d+$`)
	modelName = regexp.MustCompile(`^[A-Z]\d{1,2}$`)
	smallRank = regexp.MustCompile(`^\d{1,3}$`)
	notName   = regexp.MustCompile(`^((?:non|anti|pro|ex|pre|post|mid)-.*|\d+(M|K|BN|MILLION|BILLION|YEARS?|YRS?|[A-D])|[A-Z]{2,4}s|.*@.*)$`) // "43MILLION", "OAPs"
)

// extend returns the end of the name that begins at token first and goes at
// least to token i.
func (f *finder) extend(first, i, end int) int {
	for i < end {
		switch {
		case f.hyphen(i) && f.glued(i) && i+1 < end && f.glued(i+1):
			if f.double(i) {
				return i // "French-Israeli"
			}
			if !f.capital(i+1) && f.shape[i+1] != isNumber && !f.syllable(first, i+1, end) && (f.shape[i-1] != isUpper || len(f.words[i+1]) > 1) {
				// "Frankfurt-based" ends before the hyphen.
				return i
			}
			i += 2
		case f.words[i] == "&" && i+1 < end && f.capital(i+1) && f.capital(i-1):
			i += 2
		case f.capital(i) && (!f.calendar(i) || f.surname(i, end)) && !f.opensQuote(i):
			if f.stopped(i) && !f.inside(i, end) && f.words[first] != "Operation" { // "Operation Power Off"
				return i
			}
			i++
		case version.MatchString(f.words[i]):
			i++
		case f.words[i] == "," && i+1 < end && (f.words[i+1] == "Jr." || f.words[i+1] == "Sr." || f.words[i+1] == "III"):
			i += 2
		case smallRank.MatchString(f.words[i]) && f.numbered(first, i, end):
			i++
		case f.nicknamed(first, i, end) > 0:
			i += f.nicknamed(first, i, end)
		case f.particles(i, end) > 0:
			i += f.particles(i, end)
		default:
			return i
		}
	}
	return i
}

// inside reports whether a small word with a capital goes on with a name: "Cloud
// Nine", "Have I Been Pwned".
func (f *finder) inside(i, end int) bool {
	switch f.tag(i) {
	case text.NUM, text.PROPN, text.NOUN:
		return true
	}
	switch f.words[i] {
	case "Back", "Down", "Off", "Out", "Over", "Up": // nobody writes them so but in names: "Power Off"
		return true
	}
	return i+1 < end && f.capital(i+1) && !f.stopped(i+1)
}

// numbered reports whether the number at token i ends the name that begins at
// token first: "GSG 9", "Intel 471", but not "FBI 20 agents" or "Spain 1".
func (f *finder) numbered(first, i, end int) bool {
	switch f.shape[i-1] {
	case isUpper:
		return len(f.words[i]) < 3 && !f.countsNext(i, end)
	case isCapital:
		if f.countsNext(i, end) || f.isPlace(span{first: first, last: i}) || f.opens(first) || first != i-1 {
			return false
		}
		switch f.words[first] {
		case "Level", "Section", "Sections", "Article", "Articles", "Chapter", "Phase", "Part", "Type", "Grade", "Class", "Category", "Room", "Page", "Figure", "Table", "Version", "Count", "Day", "Week", "Episode", "Round", "Title", "Tier":
			return false
		}
		return i+1 < end && f.tag(i+1) != text.NUM && f.words[i+1] != "%"
	}
	return false
}

// opensQuote reports whether token i stands behind an opening mark, where
// another name begins.
func (f *finder) opensQuote(i int) bool { return f.opens(i) }

func (f *finder) calendar(i int) bool {
	_, ok := lexicon.Calendar().Get(f.words[i])
	return ok
}

// surname reports whether the name of a month at token i is somebody's: "Andreas May,
// who".
func (f *finder) surname(i, end int) bool {
	_, given := lexicon.GivenNames().Get(f.words[i-1])
	return given && (i+1 >= end || f.shape[i+1] != isNumber && f.tag(i+1) != text.NUM)
}

// countsNext reports whether the number at token i counts what follows: "FBI 20
// agents".
func (f *finder) countsNext(i, end int) bool {
	return i+1 < end && (f.nominal(i+1) || f.tag(i+1) == text.ADJ)
}

// particles returns how many particles stand at token i with a capital after
// them: "van de" in "Nan van de Coevering".
func (f *finder) particles(i, end int) int {
	n := 0
	for i+n < end && n < 3 {
		w, ok := lexicon.SmallWords().Get(f.words[i+n])
		if !ok || !w.Particle {
			break
		}
		n++
	}
	if n > 0 && i+n < end && f.capital(i+n) && f.shape[i-1] == isCapital {
		return n
	}
	return 0
}

// bracket returns the acronym that stands in brackets at token i, or "".
func (f *finder) bracket(i int) string {
	if i+2 >= len(f.words) || f.words[i] != "(" {
		return ""
	}
	last := i + 1
	for last < len(f.words) && last < i+5 && f.words[last] != ")" {
		last++
	}
	if last >= len(f.words) || f.words[last] != ")" || last == i+1 || !f.capital(i+1) {
		return ""
	}
	return f.form(i+1, last)
}
