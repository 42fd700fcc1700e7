package sentence

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/abbreviation"
	"onymous/loader/text"
)

//go:embed starter.txt
var starterText string

// starters are words that, capitalised, nearly always begin a sentence.
var starters = func() map[string]bool {
	set := make(map[string]bool)
	for w := range strings.Lines(starterText) {
		if !strings.HasPrefix(w, "#") {
			set[strings.TrimSpace(w)] = true
		}
	}
	return set
}()

// boundary returns the end of the first sentence of the paragraph s of t, white
// space after it included.
func boundary(t string, s text.Span) int {
	for i := s.Start; i < s.End; {
		c := t[i]
		if c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:s.End])
		if !isTerminal(r) {
			i += n
			continue
		}
		stop := i
		i += n
		single := true
		for i < s.End {
			r, n := utf8.DecodeRuneInString(t[i:s.End])
			if !isTerminal(r) {
				break
			}
			single = false
			i += n
		}
		end := closers(t, i, s.End)
		next := skipSpace(t, end, s.End)
		if next >= s.End {
			return s.End
		}
		if isWide(r) || endsHere(t, s, stop, end, next, single && r == '.') {
			return next
		}
		i = max(i, end)
	}
	return s.End
}

// isTerminal reports whether r can end a sentence.
func isTerminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return isWide(r)
}

// isWide reports whether r ends a sentence without white space after it.
func isWide(r rune) bool { return r == '。' || r == '！' || r == '？' }

func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', ')', ']', '}':
		return true
	}
	return false
}

// closers returns the end of the closing quotes and brackets at i, and of the
// reference to a note ("[12]") behind them.
func closers(t string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(t[i:end])
		if isCloser(r) {
			i += n
			continue
		}
		note := noteEnd(t, i, end)
		if note == i {
			break
		}
		i = note
	}
	return i
}

// noteEnd returns the end of the reference to a note at i, a space before it
// included, or i.
func noteEnd(t string, i, end int) int {
	j := i
	if t[j] == ' ' && j+1 < end {
		j++
	}
	if t[j] != '[' {
		return i
	}
	i, from := j, i
	for j++; j < end && j < i+5 && '0' <= t[j] && t[j] <= '9'; j++ {
	}
	if j > i+1 && j < end && t[j] == ']' {
		return j + 1
	}
	return from
}

func skipSpace(t string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(t[i:end])
		if !blank(r) {
			break
		}
		i += n
	}
	return i
}

// endsHere reports whether the sentence ends between end and next. stop is
// where its terminal is, a lone full stop if fullStop.
func endsHere(t string, s text.Span, stop, end, next int, fullStop bool) bool {
	if next == end {
		return fullStop && glued(t, s, stop, end)
	}
	following := wordAt(t, next, s.End)
	r, _ := utf8.DecodeRuneInString(following)
	before := wordBefore(t, s.Start, stop)
	if unicode.IsLower(r) {
		// "What?" he asked. He uses an iPhone. eBay has none.
		return fullStop && end == stop+1 && mixedCase(following) && abbreviation.Of(before) == abbreviation.None
	}
	if !fullStop {
		// "Yahoo! Inc. said": a name with a sign of its own.
		return !strings.HasPrefix(following, "Inc")
	}
	if end > stop+1 { // a closing quote or bracket after the full stop
		return abbreviation.Of(before) == abbreviation.None || starters[following]
	}
	return afterStop(t, s, before, following, stop)
}

// afterStop reports whether a full stop with white space after it ends the
// sentence, by the words on both sides.
func afterStop(t string, s text.Span, before, following string, stop int) bool {
	r, _ := utf8.DecodeRuneInString(following)
	switch abbreviation.Of(before) {
	case abbreviation.Title:
		return false
	case abbreviation.Number:
		return !unicode.IsDigit(r)
	case abbreviation.Any:
		return starters[following] || following == ""
	case abbreviation.Initial:
		if before == "I" && !starters[following] {
			return false
		}
		return starters[following] && !capitalBefore(t, s.Start, stop-len(before))
	}
	if before != "" && stop-len(before) == s.Start && enumerates(before) { // "1. The first"
		return false
	}
	return true
}

// glued reports whether a sentence ends at a full stop without white space
// after it, as in "administrator.The joint operation".
func glued(t string, s text.Span, stop, end int) bool {
	before := wordBefore(t, s.Start, stop)
	following := wordAt(t, end, s.End)
	if len(before) < 3 || !starters[following] {
		return false
	}
	for _, r := range before {
		if !unicode.IsLower(r) {
			return false
		}
	}
	after := end + len(following)
	return after < s.End && isSpace(t[after])
}

func mixedCase(w string) bool {
	return len(w) > 2 && asciiLower(w[0]) && 'A' <= w[1] && w[1] <= 'Z'
}

func asciiLower(c byte) bool { return 'a' <= c && c <= 'z' }

// enumerates reports whether w is a number or a letter that counts items.
func enumerates(w string) bool {
	if len(w) > 3 {
		return false
	}
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return len(w) == 1
		}
	}
	return true
}

// longestWord bounds how far is looked for the ends of a word, in bytes.
const longestWord = 40

// wordAt returns the letters, digits and apostrophes at i, opening quotes and
// brackets before them left out.
func wordAt(t string, i, end int) string {
	end = min(end, i+longestWord)
	for i < end {
		r, n := utf8.DecodeRuneInString(t[i:end])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			break
		}
		if !strings.ContainsRune("\"'“‘«([{", r) {
			return ""
		}
		i += n
	}
	j := i
	for j < end {
		r, n := utf8.DecodeRuneInString(t[j:end])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		j += n
	}
	return t[i:j]
}

// wordBefore returns the word that ends at i, full stops inside it included.
func wordBefore(t string, start, i int) string {
	start = max(start, i-longestWord)
	j := i
	for j > start {
		r, n := utf8.DecodeLastRuneInString(t[start:j])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' {
			break
		}
		j -= n
	}
	return t[j:i]
}

// capitalBefore reports whether the word before i begins with a capital, as in
// the name that an initial is in.
func capitalBefore(t string, start, i int) bool {
	for i > start && isSpace(t[i-1]) {
		i--
	}
	r, _ := utf8.DecodeRuneInString(wordBefore(t, start, i))
	return unicode.IsUpper(r)
}
