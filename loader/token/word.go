package token

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/abbreviation"
)

//go:embed prefix.txt
var prefixText string

//go:embed unit.txt
var unitText string

//go:embed contraction.tsv
var contractionText string

var (
	prefixes     = words(prefixText)
	units        = words(unitText)
	contractions = parts(contractionText)
)

func words(list string) map[string]bool {
	set := make(map[string]bool)
	for line := range strings.Lines(list) {
		if !strings.HasPrefix(line, "#") {
			set[strings.TrimSpace(line)] = true
		}
	}
	return set
}

func parts(table string) map[string]int {
	m := make(map[string]int)
	for line := range strings.Lines(table) {
		word, n, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			m[word], _ = strconv.Atoi(n) // a word that does not parse is never divided
		}
	}
	return m
}

// word adds the tokens of the word at i, which is a letter or a digit, and
// returns where the next token starts.
func (s *scanner) word(i int) int {
	if end := s.address(i); end > i {
		s.add(i, end)
		return end
	}
	end := s.wordEnd(i)
	if end < s.end && s.text[end] == '.' && s.keepsStop(i, end) {
		end++
		s.add(i, end)
		return end
	}
	s.divide(i, end)
	return end
}

// wordEnd returns the end of the word that starts at i: letters, digits, and
// the signs that may stand between two of them.
func (s *scanner) wordEnd(i int) int {
	start := i
	for i < s.end {
		class, n := s.class(i)
		if class == letter || class == digit {
			i += n
			continue
		}
		if class == space || i+n >= s.end || !s.joins(start, i, n) {
			break
		}
		i += n
	}
	return i
}

// joins reports whether the sign at i, n bytes wide and not the last of the
// sentence, joins the word that started at start to what follows.
func (s *scanner) joins(start, i, n int) bool {
	next := i + n
	afterLetter, afterDigit := s.letterAt(next), s.digitAt(next)
	if !afterLetter && !afterDigit {
		return false
	}
	beforeDigit := s.digitAt(i - 1)
	switch s.text[i] {
	case '\'':
		return true
	case ',', ':':
		return beforeDigit && afterDigit
	case '/':
		return beforeDigit && afterDigit || i-start == 1 && shorthand[strings.ToLower(s.text[start:min(i+3, s.end)])]
	case '.':
		return s.stopJoins(start, i)
	case '&':
		return upperAt(s.text, i-1) && upperAt(s.text, next)
	case '-':
		return s.hyphenJoins(start, i)
	}
	return strings.HasPrefix(s.text[i:], "’")
}

// shorthand are the words written with a stroke that treebanks keep whole, with
// a space behind the shorter ones.
var shorthand = map[string]bool{"b/c": true, "w/o": true}

func upperAt(t string, i int) bool { return 'A' <= t[i] && t[i] <= 'Z' }

// stopJoins reports whether the full stop at i, with a letter or a digit after
// it, stands inside a word: a decimal point, an abbreviation, the name of a site
// or a file.
func (s *scanner) stopJoins(start, i int) bool {
	if s.digitAt(i + 1) {
		return true
	}
	seg := s.text[start:i]
	if at := strings.LastIndexByte(seg, '.'); at >= 0 {
		seg = seg[at+1:]
	}
	if utf8.RuneCountInString(seg) == 1 && !s.digitAt(i-1) { // U.S, e.g
		return true
	}
	if s.digitAt(i - 1) {
		return false
	}
	end := i + 1
	for end < s.end && end-i <= 8 && (asciiLetter(s.text[end]) || s.digitAt(end)) {
		end++
	}
	return suffixes[strings.ToLower(s.text[i+1:end])] || domains[s.text[i+1:end]] || abbreviation.Of(s.text[start:end]) == abbreviation.Any
}

// suffixes are those by which the name of a site or a file is known.
var suffixes = words("com\norg\nnet\ngov\nedu\nio\nonion\nco\nuk\nde\nfr\nnl\nru\nto\ntv\ninfo\nbiz\nme\nsu\neu\nch\nis\ncc\nws\n" +
	"txt\npdf\ndoc\ndocx\nxls\nxlsx\nhtml\nhtm\njpg\npng\nexe\nzip\njs\ncsv")

// domains are further endings of addresses, which count only as they are mostly written: in
// other letters they begin a sentence that lacks its space.
var domains = words("ae\nag\nagency\nai\napp\nar\nau\nbet\nbg\nbr\nbz\nca\ncash\nchat\ncl\nclick\ncloud\nclub\ncm\ncn\ncx\ncz\ndev\ndk\nee\nes\nfi\nga\ngg\ngr\nhk\n" +
	"host\nhr\nhu\nil\njp\nke\nkr\nkz\nla\nlat\nlink\nlive\nlol\nlt\nlv\nmarket\nml\nmn\nmobi\nmx\nname\nng\nnz\nonline\npe\nph\npk\npl\npro\npt\npub\npw\nro\n" +
	"rocks\nrs\nsc\nse\nsh\nshop\nsi\nsite\nsk\nspace\nst\nstore\nsx\ntech\ntk\ntop\ntr\ntw\nua\nvc\nvip\nvn\nwiki\nworld\nwtf\nxyz\nza\nzone")

// hyphenJoins reports whether the hyphen at i stands inside a token: after a
// prefix, or in a telephone number or a date.
func (s *scanner) hyphenJoins(start, i int) bool {
	if prefixes[strings.ToLower(s.text[start:min(i, start+maxToken)])] && s.letterAt(i+1) {
		return true
	}
	if !s.digitAt(i-1) || !s.digitAt(i+1) {
		return false
	}
	// Digits: 713-853-3989 and 2017-07-20 are one token, 2014-2015 is three.
	left, right := 0, 0
	for j := i - 1; j >= start && s.digitAt(j) && left < 5; j-- {
		left++
	}
	end := i + 1
	for s.digitAt(end) && right < 5 {
		end++
		right++
	}
	inside := i-left > start && s.text[i-left-1] == '-'
	again := end+1 < s.end && s.text[end] == '-' && s.digitAt(end+1)
	return inside || again || left == 3 && right == 4
}

// keepsStop reports whether the full stop at end belongs to the word [start, end).
func (s *scanner) keepsStop(start, end int) bool {
	word := s.text[start:end]
	switch abbreviation.Of(word) {
	case abbreviation.Title, abbreviation.Any:
		return true
	case abbreviation.Number:
		next := end + 1
		for next < s.end && s.text[next] == ' ' {
			next++
		}
		return s.digitAt(next)
	case abbreviation.Initial:
		return end+1 < s.end // the last word of a sentence is no initial: "vitamin C."
	}
	return false
}

// divide adds the word [start, end) as one token, or as the parts of a contraction
// or of a number with its unit.
func (s *scanner) divide(start, end int) {
	if at := s.unit(start, end); at > start {
		s.add(start, at)
		s.add(at, end)
		return
	}
	if end-start <= 8 {
		if n := contractions[strings.ToLower(s.text[start:end])]; n > 0 {
			s.add(start, start+n)
			s.add(start+n, end)
			return
		}
	}
	var cuts [4]int
	n := 0
	last := end
	for n < len(cuts) {
		at := s.contraction(start, last)
		if at <= start {
			break
		}
		cuts[n] = at
		n++
		last = at
	}
	s.add(start, last)
	for ; n > 0; n-- {
		to := end
		if n > 1 {
			to = cuts[n-2]
		}
		s.add(cuts[n-1], to)
	}
}

// contraction returns where the contracted word at the end of [start, end)
// begins, or start.
func (s *scanner) contraction(start, end int) int {
	// The apostrophe is at most two letters from the end.
	for k := 1; k <= 2 && end-k > start; k++ {
		at := end - k
		n := 0
		switch {
		case s.text[at-1] == '\'':
			n = 1
		case at-3 > start && s.text[at-3:at] == "’":
			n = len("’")
		default:
			continue
		}
		if at-n <= start {
			return start
		}
		tail := s.text[at:end]
		if k == 1 && (tail == "t" || tail == "T") && at-n-1 > start && s.text[at-n-1]|0x20 == 'n' {
			return at - n - 1
		}
		switch strings.ToLower(tail) {
		case "s", "m", "d", "re", "ve", "ll":
			return at - n
		}
		return start
	}
	return start
}

// unit returns where the unit after the number [start, end) begins, or start.
func (s *scanner) unit(start, end int) int {
	if !s.digitAt(start) || !asciiLetter(s.text[end-1]) {
		return start
	}
	at := end
	for at > start && end-at < 5 && !s.digitAt(at-1) {
		at--
	}
	if at == start || !s.digitAt(at-1) || !units[s.text[at:end]] {
		return start
	}
	for i := start; i < at; i++ { // 46C1M is a code
		if asciiLetter(s.text[i]) {
			return start
		}
	}
	return at
}

// address returns the end of the web or mail address that starts at i, or i.
func (s *scanner) address(i int) int {
	www := strings.HasPrefix(s.text[i:s.end], "www.")
	if i < s.noAddress && !www {
		return i
	}
	end, sure := i, www
	for end < s.end && end-i < 2000 {
		c := s.text[end]
		if c <= ' ' || strings.IndexByte("<>\"()[]{}|", c) >= 0 {
			break
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s.text[end:s.end])
			if !unicode.IsLetter(r) {
				break
			}
			end += n
			continue
		}
		if c == '@' && end > i || c == ':' && strings.HasPrefix(s.text[end:s.end], "://") {
			sure = true
		}
		end++
	}
	if !sure {
		s.noAddress = end
		return i
	}
	for end > i && strings.IndexByte(".,;:!?'-", s.text[end-1]) >= 0 {
		end--
	}
	if at := strings.IndexByte(s.text[i:end], '@'); at >= 0 && strings.IndexByte(s.text[i+at:end], '.') < 0 {
		s.noAddress = end
		return i
	}
	return end
}
