package entity

import (
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// starts reports whether a name may begin at token i.
func (f *finder) starts(i int) bool {
	if f.model(i) || f.coined(i) {
		return true
	}
	if f.words[i] == "The" && !f.titled[f.sentence[i]] && !f.opens(i) && f.introduces(i-1) {
		_, end := f.bounds(i)
		return i+1 < end && f.capital(i+1) // "the forum The Hub"
	}
	if !f.capital(i) || f.stopped(i) || f.speaker(i) || f.shouted(i) || notName.MatchString(f.words[i]) {
		return false
	}
	if !f.opens(i) {
		return true
	}
	if f.plainly(i) {
		return false
	}
	if f.tag(i) == text.PROPN || f.shape[i] == isMixed || f.shape[i] == isUpper || f.listed(i, i+1) > 0 {
		return true
	}
	if _, ok := lexicon.GivenNames().Get(f.words[i]); ok {
		return true
	}
	if _, ok := lexicon.Demonyms().Get(f.words[i]); ok {
		return true
	}
	_, last := f.bounds(i)
	if i+1 < last && f.capital(i+1) && !f.stopped(i+1) && !f.plainly(i) {
		switch f.tag(i) {
		case text.ADJ, text.NOUN, text.VERB, text.X, text.NUM:
			return true
		}
	}
	return false
}

// plainly reports whether token i is a plain word before a noun or a name, which has its
// capital from the start of the sentence: "Defence lawyers said", "Girlfriend Ann Poole".
func (f *finder) plainly(i int) bool {
	_, end := f.bounds(i)
	if p, ok := lexicon.PersonNouns().Get(f.lower[i]); ok && i+1 < end && (f.tag(i) != text.PROPN || p.Post) {
		if _, title := lexicon.Titles().Get(f.words[i]); title {
			return false
		}
		if _, named := lexicon.GivenNames().Get(f.words[i+1]); named {
			return true
		}
		if p.Post && i+2 < end && f.shape[i+1] == isCapital && f.shape[i+2] == isCapital {
			_, l := lexicon.NameWords().Get(f.words[i+1])
			_, r := lexicon.NameWords().Get(f.words[i+2])
			return !l && !r
		}
		return false
	}
	switch f.lower[i] {
	case "aid", "bank", "court", "defence", "defense", "drug", "internet", "law", "security", "state":
		return i+1 < end && f.shape[i+1] == isLower && f.tag(i+1) == text.NOUN
	}
	return false
}

// introduces reports whether token i is a noun for a site that a name may follow.
func (f *finder) introduces(i int) bool {
	h, ok := lexicon.HeadNouns().Get(f.lower[i])
	return ok && online(h.Kind) && !h.Plural
}

// model reports whether the number at token i begins a name: "911 S5".
func (f *finder) model(i int) bool {
	_, end := f.bounds(i)
	return f.shape[i] == isNumber && i+1 < end && modelName.MatchString(f.words[i+1]) && !f.glued(i+1)
}

// coined reports whether token i is letters and digits in lower case that nobody would write
// but as a name: "forever4less", "4stress", but not "24th", "100mg" or "5g".
func (f *finder) coined(i int) bool {
	if f.shape[i] != isMixed && (f.shape[i] != isNumber || len(f.words[i]) < 5) {
		return false
	}
	return coinage.MatchString(f.words[i]) && !measure.MatchString(f.words[i])
}

// stopped reports whether token i is a word that begins no name.
func (f *finder) stopped(i int) bool {
	if f.words[i] == "US" {
		return false
	}
	if _, ok := lexicon.GivenNames().Get(f.words[i]); ok && !f.opens(i) && !f.calendar(i) {
		if _, end := f.bounds(i); i+1 < end && f.capital(i+1) {
			return false // "Will Smith"
		}
	}
	if w, ok := lexicon.SmallWords().Get(f.lower[i]); ok && (!w.Particle || f.opens(i)) {
		return !w.Particle || f.tag(i) != text.PROPN
	}
	if n := f.nonName(i); n > 0 {
		_, end := f.bounds(i)
		return i+n >= end || !f.capital(i+n)
	}
	return f.calendar(i) && !f.dayborn(i)
}

// dayborn reports whether the name of a day or a month at token i is somebody's given name:
// "a man, Sunday Okpara".
func (f *finder) dayborn(i int) bool {
	first, end := f.bounds(i)
	if i == first || i+1 >= end || f.shape[i+1] != isCapital || f.tag(i+1) != text.PROPN || f.calendar(i+1) || f.listed(i+1, end) > 0 {
		return false
	}
	if f.words[i-1] == "," {
		return i-2 >= first && f.nominal(i-2)
	}
	_, title := lexicon.Titles().Get(f.words[i-1])
	return title
}

// language reports whether the word made from a country at token i is a
// language: "an English-language market", "in plain English".
func (f *finder) language(i, end int) bool {
	d, n := lexicon.Demonyms().Longest(f.words[i:min(i+2, end)])
	if n == 0 || !d.Adjective {
		return false
	}
	for at := i + n; at < min(i+n+2, end); at++ {
		switch f.lower[at] {
		case "language", "speaking", "translation", "edition":
			return true
		}
		if !f.hyphen(at) {
			break
		}
	}
	switch f.word(i-1, i) {
	case "plain", "broken", "fluent", "spoke", "speaks", "speak", "speaking", "learned":
		return true
	case "in", "into":
		return i+n >= end || f.shape[i+n] == isOther && !f.hyphen(i+n)
	}
	return false
}

// nonName returns the length of the phrase at token i that names nothing though
// it has capitals.
func (f *finder) nonName(i int) int {
	_, end := f.bounds(i)
	_, n := lexicon.NonNames().Longest(f.words[i:min(end, i+3)])
	return n
}
