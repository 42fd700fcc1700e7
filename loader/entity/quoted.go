package entity

import (
	"onymous/loader/text"
)

// quotedSites enters names in quotes, over words in lower case, behind a noun for what
// they name: the shop “Gintaro krantas”.
func (f *finder) quotedSites(s int) {
	sent := f.doc.Sentences[s]
	for i := sent.First + 1; i+3 < sent.Last; i++ {
		if !f.quote(i) || !f.capital(i+1) || f.shape[i-1] != isLower {
			continue
		}
		if !f.introduces(i-1) && !(f.tag(i-1) == text.VERB && founding(f.doc.Tokens[i-1].Lemma)) {
			continue
		}
		for end := i + 3; end < min(i+6, sent.Last); end++ {
			if f.shape[end] == isOther {
				if f.quote(end) {
					f.spans = append(f.spans, span{first: i + 1, last: end})
				}
				break
			}
		}
	}
}

// plainNames enters names in lower case that somebody introduces as one of a site: "a forum
// called darkpond, where".
func (f *finder) plainNames(s int) {
	sent := f.doc.Sentences[s]
	for i := sent.First + 2; i < sent.Last; i++ {
		switch f.words[i-1] {
		case "called", "named", "dubbed":
		default:
			continue
		}
		if f.shape[i] != isLower || len(f.words[i]) < 4 || f.stopped(i) || i+1 < sent.Last && f.nominal(i+1) {
			continue
		}
		if f.introduces(i-2) && !f.calls(i) && !f.calledSo(i) && f.lower[i] != "operation" && f.tag(i) != text.ADP && f.tag(i) != text.ADV {
			f.spans = append(f.spans, span{first: i, last: i + 1})
		}
	}
}

// founding reports whether a verb says what is done to sites and hardly to people.
func founding(lemma string) bool {
	switch lemma {
	case "administer", "close", "create", "found", "launch", "moderate", "open", "operate", "run", "seize":
		return true
	}
	return false
}
