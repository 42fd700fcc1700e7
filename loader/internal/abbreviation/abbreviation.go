// Package abbreviation knows the English words that carry a full stop of
// their own. The sentence stage asks whether such a stop can end a sentence,
// the token stage whether it belongs to the word.
package abbreviation

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class says what may follow an abbreviation.
type Class uint8

// The classes. None is the class of an ordinary word.
const (
	None    Class = iota
	Title         // stands before a name or another word, never ends a sentence: "Dr."
	Number        // an abbreviation only before a number: "No. 5"
	Any           // may end a sentence: "Inc.", "U.S."
	Initial       // a single capital letter: "J."
)

//go:embed abbreviation.tsv
var table string

var classes = load(table)

func load(table string) map[string]Class {
	byLetter := map[string]Class{"t": Title, "n": Number, "a": Any}
	m := make(map[string]Class)
	for line := range strings.Lines(table) {
		word, letter, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			m[word] = byLetter[letter]
		}
	}
	return m
}

// longest is the length in bytes beyond which no word is an abbreviation.
const longest = 16

// Of returns the class of a word, given without its last full stop.
func Of(word string) Class {
	if word == "" || len(word) > longest {
		return None
	}
	if c, ok := classes[word]; ok {
		return c
	}
	r, n := utf8.DecodeRuneInString(word)
	if n == len(word) {
		if unicode.IsUpper(r) {
			return Initial
		}
		return None
	}
	if dotted(word) {
		return Any
	}
	return None
}

// dotted reports whether word is single letters with full stops between them.
func dotted(word string) bool {
	letter := true
	for _, r := range word {
		if letter && !unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
		letter = !letter
	}
	return !letter
}
