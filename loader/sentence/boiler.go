package sentence

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/text"
)

//go:embed boiler.tsv
var boilerText string

// A phrase marks a paragraph as of a kind.
type phrase struct {
	words string // folded to small letters
	where byte   // 'p' begins the paragraph, 'w' is all of it, 'c' is in it, 'e' ends it
	limit int    // how many bytes the paragraph may have at most
}

var boilerPhrases, captionPhrases = phrases(boilerText)

func phrases(table string) (boiler, caption []phrase) {
	limits := map[byte]int{'p': 300, 'w': 300, 'c': 300, 'e': 200}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		p := phrase{f[2], f[1][0], limits[f[1][0]]}
		if f[0] == "caption" {
			caption = append(caption, p)
		} else {
			boiler = append(boiler, p)
		}
	}
	return boiler, caption
}

func anyPhrase(list []phrase, s string) bool {
	if len(s) > 300 {
		return false
	}
	s = strings.ToLower(s)
	bare := strings.TrimRight(s, ".!:… ")
	for _, p := range list {
		if len(s) > p.limit {
			continue
		}
		switch p.where {
		case 'p':
			if strings.HasPrefix(s, p.words) {
				return true
			}
		case 'w':
			if bare == p.words {
				return true
			}
		case 'c':
			if strings.Contains(s, p.words) {
				return true
			}
		case 'e':
			if strings.HasSuffix(bare, p.words) {
				return true
			}
		}
	}
	return false
}

// isBoiler reports whether the paragraph s says nothing: a share bar, a note on
// cookies, a byline.
func isBoiler(s string) bool {
	return anyPhrase(boilerPhrases, s) || isByline(s) || isSignature(s) || isBar(s) || isStamp(s)
}

// isBar reports whether s is a row of links: three or more short texts with
// upright strokes between them.
func isBar(s string) bool { return len(s) < 300 && strings.Count(s, " | ") >= 2 && !ends(s) }

var stamp = regexp.MustCompile(`^(?i:(source: .{1,40} )?(date|published|updated|posted)):? \d{4}-\d\d-\d\d\s*$`)

// isStamp reports whether s is the date that a page was made.
func isStamp(s string) bool { return len(s) < 80 && stamp.MatchString(s) }

func isCaption(s string) bool { return anyPhrase(captionPhrases, s) }

// isByline reports whether s is "By" and one to three names.
func isByline(s string) bool {
	rest, ok := strings.CutPrefix(s, "By ")
	if !ok || len(s) > 100 || ends(s) {
		return false
	}
	words := strings.Fields(rest)
	if len(words) > 12 {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !nameParticles[strings.TrimRight(w, ",")] {
			return false
		}
	}
	return true
}

var nameParticles = map[string]bool{"and": true, "in": true, "for": true, "de": true, "van": true, "von": true, "der": true, "of": true, "correspondent": true, "editor": true, "reporter": true, "at": true, "the": true}

// isSignature reports whether s is the authors' initials, as in "(dk/me)".
func isSignature(s string) bool {
	if len(s) < 3 || len(s) > 12 || s[0] != '(' || s[len(s)-1] != ')' {
		return false
	}
	for _, r := range s[1 : len(s)-1] {
		if !unicode.IsLower(r) && r != '/' && r != ',' && r != ' ' {
			return false
		}
	}
	return true
}

// speakers returns the labels that at least two paragraphs of t begin with, as a
// transcript's do: capitals and a colon.
func speakers(t string, ps []text.Span) map[string]bool {
	count := make(map[string]int)
	found := make(map[string]bool)
	for _, p := range ps {
		if label := speaker(t[p.Start:p.End]); label != "" {
			count[label]++
			found[label] = true
		}
	}
	if len(count) == 0 {
		return nil
	}
	// A label that stands once counts if another one stands twice.
	for _, n := range count {
		if n > 1 {
			return found
		}
	}
	return nil
}

// speaker returns the label of the speaker at the start of s, its colon
// included, or "".
func speaker(s string) string {
	at := strings.IndexByte(s[:min(len(s), 40)], ':')
	if at < 2 || at+1 < len(s) && !isSpace(s[at+1]) {
		return ""
	}
	for _, r := range s[:at] {
		if !unicode.IsUpper(r) && !strings.ContainsRune(" .'’-", r) {
			return ""
		}
	}
	return s[:at+1]
}

// lead returns the length of what stands before the first sentence of the
// paragraph s and belongs to no sentence: a speaker's label, a dateline.
func lead(s string, speakers map[string]bool) int {
	if label := speaker(s); label != "" && speakers[label] {
		return len(label)
	}
	return dateline(s)
}

// longestDateline bounds a dateline in bytes.
const longestDateline = 80

// dateline returns the length of the dateline at the start of s, its dash
// included: "WASHINGTON, D.C. — ", "LONDON (Reuters) - ", "THE HAGUE, 20 July –".
func dateline(s string) int {
	head := s[:min(len(s), longestDateline)]
	at, width := -1, 0
	for _, dash := range []string{" — ", " – ", " - ", " -- "} {
		if i := strings.Index(head, dash); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(dash)
		}
	}
	if i := strings.Index(head, "—"); i >= 0 && (at < 0 || i < at) {
		at, width = i, len("—")
	}
	if at < 0 {
		return 0
	}
	first, _, _ := strings.Cut(head[:at], " ")
	first = strings.TrimRight(first, ",")
	if len(first) < 3 || !capitals(first) {
		return 0
	}
	for w := range strings.FieldsSeq(head[at+width:]) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !strings.ContainsRune("\"“‘'", r) && !unicode.IsDigit(r) {
			return 0
		}
		break
	}
	if !datelineWords(head[:at]) {
		return 0
	}
	return at + width
}

// datelineWords reports whether s is names, dates and agencies in brackets.
func datelineWords(s string) bool {
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, "(),./")
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && w != "and" && w != "of" && w != "am" && w != "de" {
			return false
		}
	}
	return true
}

// capitals reports whether all letters of w are capital.
func capitals(w string) bool {
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
