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
// a proper noun as its head, or beside it ("captain Harry Kane"), the words around
// that noun that make the name. Determiners, titles, appositions, possessors that
// are names themselves and relative clauses are no part of it; of names inside
// names the outer one counts. Times are no names, nor are peoples ("Americans", "a
// Protestant") and posts ("the President").
func goldNames(words []conllu.Word) []text.Name {
	var found []text.Name
	mentions := gumMentions(words)
	for _, m := range mentions {
		t, ok := gumTypes[m.class]
		if !ok {
			continue
		}
		h := headOf(words, m)
		if w := words[h]; w.UPOS != text.PROPN && !(m.linked && h > 0 && capital(w.Form) && w.UPOS != text.PRON) {
			if h, ok = besideHead(words, mentions, m, h); !ok {
				continue
			}
		}
		n := core(words, mentions, m, h, t)
		if t == text.PersonName && !isPerson(words, &n, h) || n.Last-n.First == 1 && generic[strings.ToLower(words[h].Form)] {
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

// besideHead returns the proper noun that names a mention whose head, a common
// noun, says what is named: "captain Harry Kane". A noun with a mention of its own
// names something else.
func besideHead(words []conllu.Word, mentions []gumMention, m gumMention, h int) (int, bool) {
	for i := h + 1; i < m.last; i++ {
		w := words[i]
		if w.Head != h || w.UPOS != text.PROPN || !capital(w.Form) || w.Rel != "flat" && w.Rel != "appos" {
			continue
		}
		own := slices.ContainsFunc(mentions, func(o gumMention) bool { return o != m && headOf(words, o) == i })
		return i, !own
	}
	return 0, false
}

func headOf(words []conllu.Word, m gumMention) int {
	for i := m.first; i < m.last; i++ {
		if h := words[i].Head; h < m.first || h >= m.last {
			return i
		}
	}
	return m.first
}

// core returns the name around the word h of the mention m.
func core(words []conllu.Word, mentions []gumMention, m gumMention, h int, t text.NameType) text.Name {
	c := &coring{words, mentions, m, t}
	first, last := h, h+1
	for first > m.first {
		w := words[first-1]
		switch {
		case t == text.PersonName && w.Rel == "nmod:desc":
			return text.Name{First: first, Last: c.right(last), Type: t}
		case nameWord(w) || w.UPOS == text.NUM && words[first-1].Head == h:
			first--
			continue
		case first-1 > m.first && nameWord(words[first-2]) && c.joins(first-1):
			first -= 2
			continue
		}
		break
	}
	return text.Name{First: first, Last: c.right(last), Type: t}
}

// coring looks for the bounds of a name of type t in the mention m.
type coring struct {
	words    []conllu.Word
	mentions []gumMention
	m        gumMention
	t        text.NameType
}

// right returns the end of the name that goes at least to last.
func (c *coring) right(last int) int {
	words, m, person := c.words, c.m, c.t == text.PersonName
	for last < m.last {
		w := words[last]
		next := last + 1
		switch {
		case nameWord(w) || w.UPOS == text.NUM && w.Rel != "appos":
			last++
			continue
		case next < m.last && nameWord(words[next]) && c.joins(last):
			last += 2
			continue
		case !person && link(w.Form) && next < m.last && nameWord(words[next]):
			last += 2
			continue
		case !person && link(w.Form) && next+1 < m.last && words[next].Form == "the" && nameWord(words[next+1]):
			last += 3
			continue
		}
		break
	}
	return last
}

// joins reports whether word i stands between two words of one name. A possessor
// is part of a name ("King's College") unless it is named itself ("New York's
// Metropolitan Museum") or what it has is a person.
func (c *coring) joins(i int) bool {
	switch c.words[i].Form {
	case "-", "–", "&", "/":
		return true
	case "'s", "’s":
		return c.t != text.PersonName && !slices.ContainsFunc(c.mentions, func(o gumMention) bool {
			return o.last == i+1 && o.first >= c.m.first && gumTypes[o.class] != 0 && c.words[headOf(c.words, o)].UPOS == text.PROPN
		})
	}
	return false
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

// link reports whether the word joins the parts of the name of a body or place.
func link(form string) bool { return form == "of" || form == "for" || form == "and" }

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// posts are titles and what people are called who are not named.
var posts = wordSet("president minister prime secretary chairman senator mr mr. mrs mrs. ms ms. dr dr. prof prof. gen gen. lt lt. sgt sgt. rev rev. judge king queen emperor director vice mp professor " +
	"chief justice general colonel major captain sergeant officer sir madam mom dad mother father brother sister petitioner respondent dean speaker governor lord lady protector prince princess " +
	"aunt uncle fellow guest manager earl duke count baron postdoctoral research regent tsar sheriff reverend command assistant v.p. assoc. chair ceo - – 's")

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

// isPerson reports whether the name n around the word h is of one person. Titles
// at its beginning are cut off.
func isPerson(words []conllu.Word, n *text.Name, h int) bool {
	if words[h].XPOS == "NNPS" || words[h].UPOS == text.PRON {
		return false
	}
	for _, w := range words[:n.First] { // "a Protestant"
		if w.Head == h && (w.Lemma == "a" || w.Lemma == "an") {
			return false
		}
	}
	for n.First < n.Last && posts[strings.ToLower(words[n.First].Form)] {
		n.First++
	}
	return slices.ContainsFunc(words[n.First:n.Last], func(w conllu.Word) bool {
		r, _ := utf8.DecodeRuneInString(w.Form)
		return unicode.IsUpper(r) && !posts[strings.ToLower(w.Form)]
	})
}
