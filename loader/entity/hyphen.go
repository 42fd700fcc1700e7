package entity

import "onymous/loader/lexicon"

// syllable reports whether token i, in lower case behind a hyphen, ends a given name:
// "Kang Young-soo was", but not "New York-based lawyer".
func (f *finder) syllable(first, i, end int) bool {
	if i-first < 3 || f.shape[i-3] != isCapital || f.shape[i-2] != isCapital || f.shape[i] != isLower || len(f.words[i]) > 7 {
		return false
	}
	switch f.lower[i] {
	case "led", "made", "wide", "run", "held", "area", "born", "long", "only", "free", "like", "next", "side", "post", "era", "bred":
		return false
	}
	return i+1 >= end || !f.nominal(i+1) && !f.hyphen(i+1)
}

// double reports whether words made from two countries stand around the hyphen at
// token i.
func (f *finder) double(i int) bool {
	_, l := lexicon.Demonyms().Get(f.words[i-1])
	_, r := lexicon.Demonyms().Get(f.words[i+1])
	return l && r
}
