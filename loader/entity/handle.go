package entity

import (
	"strings"

	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// handles enters the names by which people go online: in quotes after a cue, or
// bare after one, in lower case too.
func (f *finder) handles(s int) {
	sent := f.doc.Sentences[s]
	f.opening(sent.First, sent.Last)
	for i := sent.First; i < sent.Last; {
		c, n := lexicon.AliasCues().Longest(f.lower[i:min(i+5, sent.Last)])
		if k := f.knownAs(i, sent.Last); n == 0 && k > 0 {
			c, n = lexicon.AliasCue{}, k
		}
		if n == 0 || c.Thing {
			switch {
			case f.quote(i) && f.crew(i, sent.First):
				f.handleList(i, sent.Last, !f.oneWord(i, sent.Last))
			case f.quote(i) && (f.onBoards(i, sent.Last) || f.somebody(i, sent.Last)):
				f.handleList(i, sent.Last, !f.somebody(i, sent.Last))
			case f.made(i) && f.crew(i, sent.First):
				f.spans = append(f.spans, span{first: i, last: i + 1, alias: true})
			}
			i++
			continue
		}
		if c.Person || !f.ofThing(i, sent.First) && (!c.He || f.ofPerson(i, sent.First)) {
			if c.Person && i+n < sent.Last && f.lower[i+n] == "of" {
				n++ // "under the pseudonym of X"
			}
			f.handleList(i+n, sent.Last, c.Quoted && !f.traded(i, sent.First))
		}
		i += n
	}
}

// knownAs returns the length of "known to users of the site as" at token i, or 0.
func (f *finder) knownAs(i, end int) int {
	if f.lower[i] != "known" || i+2 >= end {
		return 0
	}
	switch f.lower[i+1] {
	case "to", "among", "in", "on", "by", "there", "throughout", "across":
	default:
		return 0
	}
	for k := i + 2; k < min(i+10, end); k++ {
		switch {
		case f.lower[k] == "as":
			return k + 1 - i
		case f.tag(k) == text.VERB || f.words[k] == "," || f.words[k] == ";":
			return 0
		}
	}
	return 0
}

// onBoards reports whether the name in quotes at token i is somebody's on sites of which no
// name is given: "Jane Doe, “Shade” on the forums".
func (f *finder) onBoards(i, end int) bool {
	if i == 0 || f.words[i-1] != "," {
		return false
	}
	last := f.quoted(i, end)
	if last == 0 || last+3 >= end || f.lower[last+1] != "on" || f.lower[last+2] != "the" {
		return false
	}
	h, ok := lexicon.HeadNouns().Get(f.lower[last+3])
	return ok && online(h.Kind)
}

// somebody reports whether "who" stands behind the single word in quotes that the mark at
// token i opens: “shade”, who speaks for the gang.
func (f *finder) somebody(i, end int) bool {
	last := f.quoted(i, end)
	if last == 0 || last > i+3 || f.stopped(i+1) || strings.HasSuffix(f.lower[i+1], "s") && f.shape[i+1] == isLower {
		return false
	}
	if last++; last < end && f.words[last] == "," {
		last++
	}
	return last < end && (f.lower[last] == "who" || f.lower[last] == "whose" || f.lower[last] == "whom")
}

// oneWord reports whether the mark at token i opens a single word in quotes that is no
// verb: “kettle”.
func (f *finder) oneWord(i, end int) bool {
	last := f.quoted(i, end)
	return last > 0 && last-i <= 3 && (last == i+2 || f.words[i+2] == "," || f.words[i+2] == ".") && (f.nominal(i+1) || f.tag(i+1) == text.X) && !f.stopped(i+1)
}

// nicknamed returns the length of the nickname in quotes at token i, between the names of
// somebody whose first name is token first: Miroslav "Miki" Ross. It is 0 if there is
// none.
func (f *finder) nicknamed(first, i, end int) int {
	if !f.quote(i) || i != first+1 && !(i == first+2 && len(f.words[i-1]) == 2 && f.words[i-1][1] == '.') || i+3 >= end || f.shape[first] != isCapital || f.shape[i+1] == isOther || f.isPlace(span{first: first, last: i}) {
		return 0
	}
	last := i + 2
	if !f.quote(last) {
		last++
	}
	if last+1 >= end || !f.quote(last) || !f.capital(last+1) || f.stopped(last+1) || f.shape[last-1] == isOther {
		return 0
	}
	return last + 2 - i
}

// made reports whether token i is made as handles in lower case are: "mr_white".
func (f *finder) made(i int) bool {
	return strings.Contains(f.words[i], "_") && len(f.words[i]) > 3
}

// opening enters the handle in "As X he sold …" at the start of a sentence.
func (f *finder) opening(i, end int) {
	if i+2 >= end || f.words[i] != "As" {
		return
	}
	first := i + 1
	if f.quote(first) {
		first++
	}
	last := first
	for last < min(first+3, end) && f.capital(last) && !f.stopped(last) {
		last++
	}
	next := last
	for next < end && (f.quote(next) || f.words[next] == ",") {
		next++
	}
	if last > first && next < end && (f.lower[next] == "he" || f.lower[next] == "she") {
		f.spans = append(f.spans, span{first: first, last: last, alias: true})
	}
}

// traded reports whether "as" at token i says under which name somebody dealt: "who
// traded marijuana as X".
func (f *finder) traded(i, first int) bool {
	for k := i - 1; k >= max(first, i-4); k-- {
		if f.tag(k) != text.VERB {
			continue
		}
		switch f.doc.Tokens[k].Lemma {
		case "trade", "sell", "deal", "vend", "post", "operate", "pose", "register", "sign":
			return true
		}
		return false
	}
	return false
}

// crew reports whether a noun for people who hide their names stands before token
// i: "two moderators, “A” and “B”".
func (f *finder) crew(i, first int) bool {
	at := i - 1
	if at > first && f.words[at] == "," {
		at--
	}
	if at < first {
		return false
	}
	p, ok := lexicon.PersonNouns().Get(f.lower[at])
	return ok && (p.Crime || f.lower[at] == "user" || f.lower[at] == "users")
}

// ofThing reports whether what is called so by the cue at token i is no person:
// "in Australia it went by the name of …".
func (f *finder) ofThing(i, first int) bool {
	if f.campaign(i, first) || f.lower[i] == "under" && f.action(i, first) {
		return true
	}
	if i > first && f.lower[i-1] == "one" {
		return true // "fake shops, among them one by the name of …"
	}
	for k := i; k > max(first, i-4); k-- {
		switch f.lower[k-1] {
		case "he", "she", "who":
			return false
		case "it", "which":
			return true
		}
		if h, ok := lexicon.HeadNouns().Get(f.lower[k-1]); ok && !h.Plural {
			return true
		}
		if t, ok := lexicon.Triggers().Get(f.lower[k-1]); ok && t.Noun {
			return true
		}
	}
	return false
}

// action reports whether the cue at token i follows a noun for an action of the police in its
// sentence, and nobody else is spoken of since: "an operation by the authorities of eight
// states under the name X".
func (f *finder) action(i, first int) bool {
	for k := i - 1; k >= first; k-- {
		switch f.lower[k] {
		case "he", "she", "who", "his", "her", ";":
			return false
		}
		if p, ok := lexicon.PersonNouns().Get(f.lower[k]); ok && !p.Post {
			return false
		}
		if t, ok := lexicon.Triggers().Get(f.lower[k]); ok && t.Noun && t.Effect == lexicon.Action && f.tag(k) == text.NOUN {
			return true
		}
	}
	return false
}

// campaign reports whether the cue at token i stands behind a comma and says what an
// action of the police is called: "a campaign by the FBI and the Dutch police, known as
// X".
func (f *finder) campaign(i, first int) bool {
	if i-2 < first || f.words[i-1] != "," {
		return false
	}
	if _, n := lexicon.Agencies().Longest(f.words[i-2 : i-1]); n == 0 {
		if _, body := lexicon.AgencyNouns().Get(f.lower[i-2]); !body {
			return false
		}
	}
	for k := i - 3; k >= max(first, i-18); k-- {
		if t, ok := lexicon.Triggers().Get(f.lower[k]); ok && t.Noun && f.tag(k) == text.NOUN {
			return true
		}
	}
	return false
}

// ofPerson reports whether a pronoun or a noun for somebody stands close before
// the cue at token i.
func (f *finder) ofPerson(i, first int) bool {
	for k := i; k > max(first, i-4); k-- {
		switch f.lower[k-1] {
		case "he", "she", "who", "they":
			return true
		}
		if f.calls(k-1) || f.tag(k-1) == text.PROPN {
			return true
		}
	}
	return false
}

// handleList enters the handles at token i: “A”, “B” and “C”, or one bare name.
func (f *finder) handleList(i, end int, quotedOnly bool) {
	if i+1 < end && f.words[i] == "," && !quotedOnly && (f.capital(i+1) || f.quote(i+1)) {
		i++ // "by his nickname, X"
	}
	if i < end && f.words[i] == "(" { // "who called himself (herself?) X"
		for k := i + 1; k < min(i+8, end-1); k++ {
			if f.words[k] == ")" {
				i = k + 1
				break
			}
		}
	}
	for n := 0; i < end && n < 8; n++ {
		for i < end && n > 0 && (f.words[i] == "," || f.lower[i] == "and" || f.lower[i] == "or" || f.lower[i] == "simply" || f.lower[i] == "as") {
			i++
		}
		if i >= end {
			return
		}
		if f.quote(i) {
			last := f.quoted(i, end)
			if last == 0 {
				return
			}
			first, stop := i+1, last
			for stop > first && (f.words[stop-1] == "," || f.words[stop-1] == ".") {
				stop--
			}
			if stop > first && !(quotedOnly && f.plainWords(first, stop)) && !(stop == first+1 && f.shape[first] == isLower && f.stopped(first)) {
				f.spans = append(f.spans, span{first: first, last: stop, alias: true})
			}
			i = last + 1
			continue
		}
		if n > 0 || quotedOnly {
			return
		}
		if f.bare(i, end) && !f.codeName(i) && f.words[i] != "Operation" {
			last := i + 1
			for last < end && last < i+3 && f.capital(last) && f.capital(i) {
				last++
			}
			f.spans = append(f.spans, span{first: i, last: last, alias: true})
		}
		return
	}
}

// codeName reports whether the word at token i is that of an operation: "Operation
// Nova … The name Nova was chosen".
func (f *finder) codeName(i int) bool {
	if f.codes == nil {
		f.codes = map[string]bool{}
		for k := 1; k < len(f.words); k++ {
			if f.words[k-1] == "Operation" {
				f.codes[f.words[k]] = true
			}
		}
	}
	return f.codes[f.words[i]]
}

// plainWords reports whether the tokens are words in lower case: "as “illusory”"
// gives nobody a name.
func (f *finder) plainWords(first, last int) bool {
	for i := first; i < last; i++ {
		if f.shape[i] != isLower {
			return false
		}
	}
	return true
}

// bare reports whether token i looks like a handle without quotes.
func (f *finder) bare(i, end int) bool {
	if f.stopped(i) {
		return false
	}
	if len(f.words[i]) < 2 {
		return false
	}
	if f.made(i) {
		return true
	}
	switch f.shape[i] {
	case isMixed, isCapital:
		return true
	case isLower:
		// "nachash": a word that nobody would write here but as a name.
		if f.tag(i) == text.PROPN || f.tag(i) == text.X {
			return true
		}
		if f.lower[i-1] == "as" && f.knownBefore(i) {
			return f.tag(i) == text.NOUN && !f.calls(i) && !f.calledSo(i) && (i+1 >= end || f.shape[i+1] == isOther)
		}
		self := f.lower[i-1] == "himself" || f.lower[i-1] == "herself" || f.lower[i-1] == "themselves"
		return self && (f.tag(i) == text.NOUN || f.tag(i) == text.VERB) && !f.calls(i) && (i+1 >= end || f.shape[i+1] == isOther)
	}
	return false
}

// knownBefore reports whether "known to … as" ends before token i.
func (f *finder) knownBefore(i int) bool {
	first, _ := f.bounds(i)
	for k := i - 2; k >= max(first, i-10); k-- {
		if f.lower[k] == "known" {
			return f.knownAs(k, i) == i-k
		}
	}
	return false
}

// calledSo reports whether token i is a noun for what a site or a body is.
func (f *finder) calledSo(i int) bool {
	_, site := lexicon.HeadNouns().Get(f.lower[i])
	_, body := lexicon.AgencyNouns().Get(f.lower[i])
	return site || body
}

// calls reports whether token i is a noun that says what somebody is.
func (f *finder) calls(i int) bool {
	_, ok := lexicon.PersonNouns().Get(f.lower[i])
	return ok
}

// quoted returns the token of the mark that closes the quotation opened at
// token i if it holds a name: at most four words, none of them a verb's form
// in lower case.
func (f *finder) quoted(i, end int) int {
	for j := i + 1; j < min(i+7, end); j++ {
		if f.quote(j) {
			return j
		}
		if f.words[j] == "." || f.words[j] == "," {
			if j+1 < end && f.quote(j+1) {
				return j + 1
			}
			return 0
		}
		if f.shape[j] == isLower && j > i+1 && f.tag(j) == text.VERB {
			return 0
		}
	}
	return 0
}
