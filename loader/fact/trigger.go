package fact

import (
	"strings"

	"onymous/loader/text"
)

// phraseWindow is how many tokens may lie between a verb and the words that
// make a phrase of it: "took the two men into custody".
const phraseWindow = 16

// shortWindow is the same for a single word, which is easily another's: "down".
const shortWindow = 7

// mark finds what each token of the document tells.
func (r *reader) mark() {
	r.tells = make([]class, len(r.doc.Tokens))
	for _, s := range r.doc.Sentences {
		if s.Kind == text.Boiler {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			if r.inDate[i] {
				continue // the end of 2018 ended nothing
			}
			r.tells[i] = r.tell(i, s.Last)
			if r.lemma(i) == "fall" && i+1 < s.Last && (r.pos(i+1) == text.NUM || r.form(i+1) == "by") {
				r.tells[i] = 0 // prices fall
			}
			if r.isVisit(i) {
				r.tells[i] |= strike
			}
			if r.lemma(i) == "bring" && r.form(i+1) == "in" && i+2 < s.Last && r.pos(i+2) == text.NUM {
				r.tells[i] |= hold // "brought in nine people"
			}
		}
	}
}

// isVisit reports whether verb i tells that the police came to somebody's home.
func (r *reader) isVisit(i int) bool {
	if !visiting[r.lemma(i)] {
		return false
	}
	s := r.child(i, "nsubj")
	if s < 0 || !r.isPolice(s) {
		return false
	}
	for k := range r.of(i) {
		if (r.isRel(k, "obl") || r.isRel(k, "obj")) && homes[r.lemma(k)] || r.isRel(k, "obl") && r.preposition(k) == "for" && r.lemma(i) == "come" {
			return true
		}
	}
	return false
}

// visiting are verbs of how one gets into a home or to its door.
var visiting = map[string]bool{"come": true, "arrive": true, "knock": true, "turn": true, "enter": true, "go": true, "burst": true, "break": true,
	"pile": true, "walk": true, "march": true, "storm": true, "pour": true, "stream": true, "ring": true, "smash": true, "force": true, "kick": true,
	"batter": true, "pull": true, "move": true, "climb": true, "drop": true, "visit": true, "call": true, "rush": true, "file": true, "crash": true,
	"let": true, "gain": true, "stand": true, "open": true, "ram": true, "take": true}

var homes = map[string]bool{"house": true, "home": true, "door": true, "flat": true, "apartment": true, "residence": true, "office": true, "premise": true,
	"doorbell": true, "villa": true, "bedroom": true, "kitchen": true, "centre": true, "center": true, "cellar": true, "basement": true, "garage": true,
	"warehouse": true, "shop": true, "address": true, "building": true, "lock-up": true, "farm": true, "workshop": true, "staircase": true, "stairs": true,
	"room": true, "hotel": true, "yard": true, "block": true, "bungalow": true, "condo": true, "mansion": true, "property": true}

func (r *reader) tell(i, end int) (all class) {
	var key string
	switch r.pos(i) {
	case text.VERB, text.AUX:
		key = "v "
	case text.NOUN, text.PROPN:
		key = "n "
	case text.ADJ, text.ADV, text.ADP:
		key = "a "
	default:
		return 0
	}
	if g := triggers["g "+r.form(i)]; g != nil && i > 0 && (key == "a " || r.token(i).XPOS == "VBN" && !r.hasBe(i)) && r.pos(i-1) == text.NOUN {
		return r.match(g, i, end) // "nine servers down"
	}
	if key == "n " && i > 0 && r.form(i-1) == "in" {
		if all = r.match(triggers["i "+r.lemma(i)], i, end); all != 0 {
			return all // "in operation" is no operation
		}
	}
	all = r.match(triggers[key+r.lemma(i)], i, end)
	if b := triggers["b "+r.lemma(i)]; b != nil && i > 0 {
		for _, p := range b {
			if r.form(i-1) == p.follows[0] {
				all |= p.tells
			}
		}
	}
	if all == 0 && r.pos(i) == text.PROPN && i == r.doc.Sentences[r.sentence[i]].First && r.covered[i] < 0 {
		// A capital makes a name of the first word: "Takings: $19m".
		if all = r.match(triggers["n "+r.form(i)], i, end); all == 0 {
			all = r.match(triggers["n "+strings.TrimSuffix(r.form(i), "s")], i, end)
		}
	}
	if all == 0 && key == "v " {
		// Lemmatisers make "boaste" of "boasted".
		all = r.match(triggers["p "+r.form(i)], i, end)
	}
	if first := i == r.doc.Sentences[r.sentence[i]].First; all == 0 && (r.pos(i) == text.ADJ || first && r.pos(i) == text.PROPN) {
		if all = r.match(triggers["p "+r.form(i)], i, end); all != 0 {
			all |= participle
		}
	}
	return all
}

// match returns what those of the phrases tell that stand at token i.
func (r *reader) match(phrases []phrase, i, end int) (all class) {
	for _, p := range phrases {
		if len(p.follows) == 0 || r.follows(i, end, p.follows) {
			all |= p.tells
		}
	}
	return all
}

// isVerb reports whether token i is a verb, or a participle that was taken for
// an adjective.
func (r *reader) isVerb(i int) bool { return r.pos(i) == text.VERB || r.tells[i]&participle != 0 }

// isPassive reports whether verb i says what was done to its subject or to the
// noun that it modifies.
func (r *reader) isPassive(i int) bool {
	return r.tells[i]&participle != 0 || r.tree.isPassive(i)
}

// follows reports whether the words stand behind verb i with no other verb
// between. What is set in brackets does not count: "took $120 million (£95
// million) from them".
func (r *reader) follows(i, end int, words []string) bool {
	passed := 0 // tokens in brackets
	for at := i + 1; at < end && at <= i+phraseWindow; at++ {
		if at+len(words) <= end && r.reads(at, words) {
			return true
		}
		if r.form(at) == "(" {
			for at+1 < end && at < i+phraseWindow && r.form(at) != ")" {
				at++
				passed++
			}
			passed++
			continue
		}
		if r.isVerb(at) && !r.isRel(at, "amod") && at > i+1 || r.form(at) == ";" || len(words) == 1 && at-passed >= i+shortWindow {
			return false
		}
	}
	return false
}

// reads reports whether the words stand at token at.
func (r *reader) reads(at int, words []string) bool {
	for k, w := range words {
		if r.form(at+k) != w {
			return false
		}
	}
	return true
}

// isLight reports whether verb i says little of its own: "the arrests were made
// on", "the raids took place in".
func (r *reader) isLight(i int) bool {
	switch r.lemma(i) {
	case "be", "make", "come", "have", "do", "happen", "occur", "take", "lead", "result", "begin",
		"value", "total", "amount", "add":
		return true
	}
	return false
}
