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

// founding reports whether a verb says what is done to sites and hardly to people.
func founding(lemma string) bool {
	switch lemma {
	case "administer", "close", "create", "found", "launch", "moderate", "open", "operate", "run", "seize":
		return true
	}
	return false
}
