package name

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onymous/loader/internal/conllu"
	"onymous/loader/text"
)

// A gumMention is a mention of GUM, words [first, last) of a sentence.
type gumMention struct {
	first, last int
	class       string
	linked      bool // has a Wikipedia identity
}

// gumMentions returns the mentions of a sentence.
func gumMentions(words []conllu.Word) []gumMention {
	type opened struct {
		id string
		m  gumMention
	}
	var stack []opened
	var out []gumMention
	for i, w := range words {
		for e := w.Entity; e != ""; {
			if e[0] == '(' {
				n := strings.IndexAny(e[1:], "()") + 1
				if n == 0 {
					n = len(e)
				}
				fields := strings.Split(e[1:n], "-")
				m := gumMention{first: i, last: i + 1, linked: len(fields) > 7}
				if len(fields) > 1 {
					m.class = fields[1]
				}
				if n < len(e) && e[n] == ')' {
					out = append(out, m)
					n++
				} else {
					stack = append(stack, opened{fields[0], m})
				}
				e = e[n:]
				continue
			}
			id, rest, _ := strings.Cut(e, ")")
			e = rest
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					m := stack[k].m
					m.last = i + 1
					out = append(out, m)
					stack = slices.Delete(stack, k, k+1)
					break
				}
			}
		}
	}
	return out
}

var gumTypes = map[string]text.NameType{
	"person": text.PersonName, "place": text.PlaceName, "organization": text.OrganizationName, "event": text.EventName,
	"abstract": text.OtherName, "object": text.OtherName, "animal": text.OtherName, "plant": text.OtherName, "substance": text.OtherName,
}

// goldNames derives flat names from GUM's nested mentions: of each mention with
// a proper noun as its head, the words around the head that make the name.
// Determiners, titles, appositions and relative clauses are no part of it; of
// names inside names the outer one counts. Times are no names, nor are peoples
// ("Americans") and posts ("the President").
func goldNames(words []conllu.Word) []text.Name {
	var found []text.Name
	for _, m := range gumMentions(words) {
		t, ok := gumTypes[m.class]
		if !ok {
			continue
		}
		h := headOf(words, m)
		w := words[h]
		if w.UPOS != text.PROPN && !(m.linked && h > 0 && capital(w.Form) && w.UPOS != text.PRON) {
			continue
		}
		n := core(words, m, h, t)
		if t == text.PersonName && !isPerson(words, n, w) || n.Last-n.First == 1 && generic[strings.ToLower(w.Form)] {
			continue
		}
		found = append(found, n)
	}
	slices.SortStableFunc(found, func(a, b text.Name) int { return (b.Last - b.First) - (a.Last - a.First) })
	var out []text.Name
	for _, n := range found {
		if !slices.ContainsFunc(out, func(o text.Name) bool { return n.First < o.Last && o.First < n.Last }) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b text.Name) int { return a.First - b.First })
	return out
}

func headOf(words []conllu.Word, m gumMention) int {
	for i := m.first; i < m.last; i++ {
		if h := words[i].Head; h < m.first || h >= m.last {
			return i
		}
	}
	return m.first
}

// core returns the name around the head h of the mention m.
func core(words []conllu.Word, m gumMention, h int, t text.NameType) text.Name {
	first, last := h, h+1
	for first > m.first {
		w := words[first-1]
		switch {
		case t == text.PersonName && w.Rel == "nmod:desc":
			return text.Name{First: first, Last: right(words, m, last, t), Type: t}
		case nameWord(w) || w.UPOS == text.NUM && words[first-1].Head == h:
			first--
			continue
		case first-1 > m.first && nameWord(words[first-2]) && joint(w):
			first -= 2
			continue
		}
		break
	}
	return text.Name{First: first, Last: right(words, m, last, t), Type: t}
}

// right returns the end of the name that goes at least to last.
func right(words []conllu.Word, m gumMention, last int, t text.NameType) int {
	for last < m.last {
		w := words[last]
		next := last + 1
		switch {
		case nameWord(w) || w.UPOS == text.NUM && w.Rel != "appos":
			last++
			continue
		case joint(w) && next < m.last && nameWord(words[next]):
			last += 2
			continue
		case t != text.PersonName && link(w.Form) && next < m.last && nameWord(words[next]):
			last += 2
			continue
		case t != text.PersonName && link(w.Form) && next+1 < m.last && words[next].Form == "the" && nameWord(words[next+1]):
			last += 3
			continue
		}
		break
	}
	return last
}

// nameWord reports whether w can be a word of a name.
func nameWord(w conllu.Word) bool {
	switch w.UPOS {
	case text.PUNCT, text.PRON, text.DET, text.AUX, text.CCONJ, text.SCONJ, text.ADP:
		return false
	}
	return capital(w.Form) && w.Rel != "appos" && w.Rel != "list" && w.Rel != "parataxis" || particles[w.Form]
}

var particles = map[string]bool{"van": true, "von": true, "de": true, "der": true, "den": true, "bin": true, "ibn": true, "al": true, "del": true, "di": true, "la": true, "le": true, "du": true, "da": true, "el": true, "dos": true}

// joint reports whether w stands between two words of one name.
func joint(w conllu.Word) bool {
	return w.Form == "-" || w.Form == "–" || w.Form == "&" || w.Form == "'s" || w.Form == "’s" || w.Form == "/"
}

// link reports whether the word joins the parts of the name of a body or place.
func link(form string) bool { return form == "of" || form == "for" || form == "and" }

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// posts are what people are called who are not named.
var posts = map[string]bool{"president": true, "minister": true, "prime": true, "secretary": true, "chairman": true, "senator": true, "mr.": true, "mrs.": true, "ms.": true, "dr.": true,
	"judge": true, "king": true, "queen": true, "emperor": true, "director": true, "vice": true, "mp": true, "professor": true, "chief": true, "justice": true, "general": true, "officer": true,
	"sir": true, "madam": true, "mom": true, "dad": true, "mother": true, "father": true, "petitioner": true, "respondent": true, "dean": true, "speaker": true, "governor": true, "captain": true, "lord": true, "lady": true, "protector": true, "prince": true, "princess": true, "aunt": true, "uncle": true}

// generic are words that describe what they stand for, even when a treebank
// writes and tags them as a name: "the University".
var generic = wordSet("university college school court church army armies navy government administration state states department ministry council committee board assembly company corporation empire republic " +
	"city county province municipality village town river island islands bay park museum library libraries office division institute society association agency bureau commission crown chamber centre center hall club " +
	"team league act constitution bill web internet figure table chapter section article charter north south east west")

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// isPerson reports whether the name n with the head w is of one person.
func isPerson(words []conllu.Word, n text.Name, w conllu.Word) bool {
	if w.XPOS == "NNPS" || w.UPOS == text.PRON {
		return false
	}
	for _, w := range words[n.First:n.Last] {
		if !posts[strings.ToLower(w.Form)] {
			return true
		}
	}
	return false
}
