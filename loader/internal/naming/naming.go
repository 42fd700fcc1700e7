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
	return first == letters[0] && spells(letters, words, 1)
}

// spells reports whether the words' beginnings spell the letters when up to
// skip words that are not small give nothing.
func spells(letters []rune, words []string, skip int) bool {
	if len(words) == 0 {
		return len(letters) == 0
	}
	w := []rune(words[0])
	// Up to two letters of one word: "EC3" takes its figure from the C's of
	// "Cybercrime Centre", "FinCEN" takes three; the lists know those.
	for n := min(len(w), 2); n >= 1; n-- {
		if len(letters) >= n && string(letters[:n]) == string(w[:n]) && spells(letters[n:], words[1:], skip) {
			return true
		}
	}
	if small[words[0]] {
		return spells(letters, words[1:], skip)
	}
	return skip > 0 && spells(letters, words[1:], skip-1)
}

// Initials reports whether short is the capital letters of long in their order,
// nothing left over: the strict form of Acronym.
func Initials(short, long string) bool {
	var a, b []rune
	for _, r := range short {
		if unicode.IsLetter(r) {
			a = append(a, unicode.ToUpper(r))
		}
	}
	for i, w := range strings.FieldsFunc(long, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) || i == 0 {
			b = append(b, unicode.ToUpper(r))
		}
	}
	return len(a) > 1 && string(a) == string(b)
}
