package entity

import (
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// speaker reports whether token i only says who speaks: "Q: What is it?"
func (f *finder) speaker(i int) bool {
	first, end := f.bounds(i)
	return i == first && i+1 < end && len(f.words[i]) == 1 && (f.words[i+1] == ":" || f.words[i+1] == "." || f.words[i+1] == ")")
}

// kicker reports whether token i only says what a headline heads: "Explainer: the
// market that never slept".
func (f *finder) kicker(i int) bool {
	first, end := f.bounds(i)
	return i == first && i+1 < end && f.words[i+1] == ":" && f.doc.Sentences[f.sentence[i]].Kind == text.Heading &&
		f.shape[i] == isCapital && f.listed(i, end) == 0 && f.once(span{first: i, last: i + 1})
}

// shouted reports whether token i is a heading of one word in capitals, or one of the
// first words of a text that are set so: "THE OFFER came late".
func (f *finder) shouted(i int) bool {
	first, end := f.bounds(i)
	if f.shape[i] != isUpper || f.listed(i, end) > 0 {
		return false
	}
	if end-first == 1 {
		return true
	}
	if _, person := lexicon.PersonNouns().Get(f.lower[i]); person {
		return len(f.words[i]) > 2 // "OWNER: Jane Doe"
	}
	if i == first || !f.once(span{first: i, last: i + 1}) {
		return false
	}
	switch f.words[first] {
	case "THE", "IT", "HE", "SHE", "WHEN", "THEY", "THIS", "THERE", "FOR", "IN", "ON", "AT", "AS":
	default:
		return false
	}
	for k := first; k < i; k++ {
		if f.shape[k] != isUpper {
			return false
		}
	}
	return true
}

// credit returns the length of the brackets at token i that say who took a picture:
// "(Photo: A. Doe / Agency)". It is 0 if there are none.
func (f *finder) credit(i, end int) int {
	if f.words[i] != "(" || i+2 >= end {
		return 0
	}
	switch f.lower[i+1] {
	case "photo", "photos", "photograph", "picture", "pictures", "image", "images", "credit", "foto", "screenshot", "illustration":
	default:
		return 0
	}
	for last := i + 2; last < min(i+16, end); last++ {
		if f.words[last] == ")" {
			return last + 1 - i
		}
	}
	return 0
}
