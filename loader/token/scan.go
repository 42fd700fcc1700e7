package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/text"
)

// maxToken bounds the length of a token in bytes, so that later stages, which
// look at prefixes and shapes, never meet a token of the size of an article.
const maxToken = 200

// A scanner appends the tokens of sentences of one text.
type scanner struct {
	text   string
	tokens []text.Token
	end    int // of the sentence that is scanned

	// noAddress is how far the text is known to hold no address, so that a
	// million words without white space between them are looked at once.
	noAddress int
}

// Classes of characters.
const (
	space  = iota // white space and control characters
	letter        // also marks and underscores
	digit
	other
)

// asciiClass holds the classes of the characters that most text is made of.
var asciiClass = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		r := rune(c)
		t[c] = classOf(r)
	}
	return t
}()

func classOf(r rune) uint8 {
	switch {
	case r == '_' || unicode.IsLetter(r) || unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return space
	}
	return other
}

// class returns the class and the width of the character at i.
func (s *scanner) class(i int) (uint8, int) {
	if c := s.text[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(s.text[i:s.end])
	if r == '\u200d' || r == '\ufe0f' { // joiners of emoji, part of what they stand in
		return letter, n
	}
	return classOf(r), n
}

func (s *scanner) sentence(span text.Span) {
	s.end = span.End
	for i := span.Start; i < s.end; {
		class, n := s.class(i)
		switch class {
		case space:
			i += n
		case letter, digit:
			i = s.word(i)
		default:
			i = s.punctuation(i, n)
		}
	}
}

// add appends the token [start, end), cut into pieces if it is too long.
func (s *scanner) add(start, end int) {
	for end-start > maxToken {
		cut := start + maxToken
		for !utf8.RuneStart(s.text[cut]) {
			cut--
		}
		s.tokens = append(s.tokens, text.Token{Span: text.Span{Start: start, End: cut}, Head: -1})
		start = cut
	}
	s.tokens = append(s.tokens, text.Token{Span: text.Span{Start: start, End: end}, Head: -1})
}

// runs are the characters that make one token with others of their kind.
const runs = "-.!?=*_~<>`'"

// punctuation adds the token at i, which is neither a word nor white space, and
// returns where the next one starts. n is the width of the character at i.
func (s *scanner) punctuation(i, n int) int {
	c := s.text[i]
	next := i + n
	switch {
	case n == 1 && strings.IndexByte(runs, c) >= 0:
		next = s.run(i)
		if next == i+1 && c == '\'' {
			next = s.clitic(i)
		}
		if next == i+1 && c == '.' && s.digitAt(next) { // .45
			next = s.number(next)
		}
	case (c == '#' || c == '@') && s.letterAt(next) && !s.wordBefore(i):
		next = s.name(next) // a hashtag or a handle
	case (c == ':' || c == ';') && !s.wordBefore(i):
		next = s.smiley(i)
	case n > 1:
		if r, _ := utf8.DecodeRuneInString(s.text[i:s.end]); r == '’' || r == '‘' {
			if end := s.clitic(i); end > next {
				next = end
			} else if strings.HasPrefix(s.text[next:s.end], s.text[i:next]) {
				next += n // two typewritten single quotes, made curly
			}
		}
	}
	// Marks and selectors belong to the sign before them.
	for next < s.end && s.text[next] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s.text[next:s.end])
		if !unicode.IsMark(r) && r != '\u200d' {
			break
		}
		next += n
	}
	s.add(i, next)
	return next
}

// run returns the end of the run of like characters at i. Question and
// exclamation marks are alike.
func (s *scanner) run(i int) int {
	c := s.text[i]
	end := i + 1
	for end < s.end && (s.text[end] == c || isMark(c) && isMark(s.text[end])) {
		end++
	}
	if (c == '<' || c == '>' || c == '\'' || c == '`') && end > i+2 {
		return i + 2
	}
	return end
}

func isMark(c byte) bool { return c == '!' || c == '?' }

// clitics are the words that begin with an apostrophe.
var clitics = []string{"em", "tis", "twas", "cause", "til", "bout", "round", "n"}

// clitic returns the end of the word or the year that the apostrophe at i
// begins, or the end of the apostrophe.
func (s *scanner) clitic(i int) int {
	_, n := utf8.DecodeRuneInString(s.text[i:s.end])
	next := i + n
	if s.wordBefore(i) { // a possessive plural or a closing quote
		return next
	}
	if s.digitAt(next) && s.digitAt(next+1) && !s.digitAt(next+2) { // '90s
		return s.number(next)
	}
	end := next
	for end < s.end && end-next < 6 && asciiLetter(s.text[end]) {
		end++
	}
	for _, w := range clitics {
		if strings.EqualFold(s.text[next:end], w) && !s.letterAt(end) {
			return end
		}
	}
	return next
}

// smiley returns the end of the smiley at i, or i+1.
func (s *scanner) smiley(i int) int {
	rest := s.text[i:s.end]
	for _, face := range []string{":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P"} {
		if strings.HasPrefix(rest, face) {
			end := i + len(face)
			if end == s.end {
				return end
			}
			if class, _ := s.class(end); class == space {
				return end
			}
		}
	}
	return i + 1
}

// number returns the end of the digits and letters that begin at i.
func (s *scanner) number(i int) int {
	for i < s.end {
		class, n := s.class(i)
		if class != digit && class != letter {
			break
		}
		i += n
	}
	return i
}

// name returns the end of the letters, digits and dots of a hashtag or handle.
func (s *scanner) name(i int) int { return s.number(i) }

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (s *scanner) digitAt(i int) bool {
	return i < s.end && '0' <= s.text[i] && s.text[i] <= '9'
}

func (s *scanner) letterAt(i int) bool {
	if i >= s.end {
		return false
	}
	class, _ := s.class(i)
	return class == letter
}

// wordBefore reports whether the last token ends at i and is no opening sign.
func (s *scanner) wordBefore(i int) bool {
	if len(s.tokens) == 0 {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	if last.End != i {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[last.Start:last.End])
	return !strings.ContainsRune("([{“‘\"—–-/", r)
}
