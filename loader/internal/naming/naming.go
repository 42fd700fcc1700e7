// Package naming compares names: which two of them may name the same thing.
//
// A Key is a name in the form in which names are compared: lower case, without
// an article before it, a possessive behind it, quotes and full stops.
package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns a name as it is to be shown: white space is one space, there is
// no possessive ending and no quote or comma around it.
func Clean(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	name = strings.Trim(name, "\"“”„‘’'«»,;: ")
	for _, end := range [...]string{"’s", "'s"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// Key returns the form in which names are compared. It may be empty.
func Key(name string) string {
	name = strings.ToLower(Clean(name))
	name = strings.TrimPrefix(name, "the ")
	plain := true
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= utf8.RuneSelf || c == '.' || c == '-' || c == '\'' || c == '"' {
			plain = false
			break
		}
	}
	if plain {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	for i, r := range name {
		switch r {
		case '.':
			// "2.0" keeps its point, "U.S." loses both.
			if i+1 < len(name) && i > 0 && digit(name[i-1]) && digit(name[i+1]) {
				b.WriteRune(r)
			}
		case '"', '“', '”', '„', '‘', '’', '\'':
		case '-', '‐', '‑', '–':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// small are words that an acronym leaves out as a rule.
var small = map[string]bool{"of": true, "the": true, "for": true, "and": true, "in": true, "on": true, "&": true, "to": true, "against": true, "de": true, "di": true, "du": true, "des": true, "la": true}

// Acronym reports whether short may be made of the first letters of long's
// words: "FBI" of "Federal Bureau of Investigation", "Soca" of "Serious Organised
// Crime Agency", "HHS-OIG" of "Health and Human Services Office of Inspector
// General", "JCODE" of "Joint Criminal Opioid and Darknet Enforcement". Small words
// may give a letter or none; at most one other word may give none, and a word may
// give more than its first letter if it is long enough to.
func Acronym(short, long string) bool {
	var letters []rune
	for _, r := range short {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	if len(letters) < 2 || len(letters) > 10 {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(long), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' })
	if len(words) < 2 || len(words) > 14 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	return first == letters[0] && spells(letters, words)
}

// spells reports whether the words' beginnings spell the letters when at most one
// word that is not small gives nothing. It goes word by word over all numbers of
// letters that may be spelled so far, so that no input makes it try paths again.
func spells(letters []rune, words []string) bool {
	type state struct{ letters, skipped int }
	reached := map[state]bool{{}: true}
	for _, word := range words {
		w := []rune(word)
		next := map[state]bool{}
		for s := range reached {
			// Up to two letters of one word: "EC3" takes its figure from the C's of
			// "Cybercrime Centre", "FinCEN" takes three; the lists know those.
			for n := 1; n <= min(len(w), 2) && s.letters+n <= len(letters); n++ {
				if string(letters[s.letters:s.letters+n]) == string(w[:n]) {
					next[state{s.letters + n, s.skipped}] = true
				}
			}
			switch {
			case small[word]:
				next[s] = true
			case s.skipped == 0:
				next[state{s.letters, 1}] = true
			}
		}
		reached = next
	}
	return reached[state{len(letters), 0}] || reached[state{len(letters), 1}]
}
