package relation

import (
	"sort"
	"strings"

	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// dates are the dates that a document gives, with the article's own.
type dates struct {
	own   calendar.Date
	found []calendar.Expression
}

func readDates(d *text.Doc) dates {
	own, _ := calendar.Parse(d.Date)
	found := calendar.Find(d.Text, own)
	if own.IsZero() {
		// An article without a date was written about when the last thing in it
		// happened.
		for _, e := range found {
			if e.Explicit && (own.IsZero() || own.Compare(e.Date) < 0) {
				own = e.Date
			}
		}
	}
	return dates{own, found}
}

// in returns the dates that begin within a span.
func (ds *dates) in(s text.Span) []calendar.Expression {
	first := sort.Search(len(ds.found), func(i int) bool { return ds.found[i].Start >= s.Start })
	last := first
	for last < len(ds.found) && ds.found[last].Start < s.End {
		last++
	}
	return ds.found[first:last]
}

// dateAt returns when what trigger i says happened: the date that hangs on it, or
// the closest one in its clause. It is zero if the text does not say.
func (r *reader) dateAt(i int) calendar.Date {
	s := r.tree.sentence(i)
	var best calendar.Date
	distance, governor := 1<<30, r.governor(i)
	for _, e := range r.dates.in(s.Span) {
		if e.Date.IsZero() || e.Range != calendar.NoRange || e.Preposition == "since" || e.Preposition == "until" {
			continue
		}
		at := r.tokenAt(s, e.Start)
		if r.beginning(at, i) {
			continue
		}
		d := i - at
		if d < 0 {
			d = -d
		}
		switch {
		case r.under(at, i):
		case governor >= 0 && r.under(at, governor):
			d += 500
		case r.verbBetween(at, i):
			continue
		default:
			d += 1000
		}
		if d < distance {
			best, distance = e.Date, d
		}
	}
	if distance == 1<<30 {
		if date := r.whenDate(i); !date.IsZero() {
			return date
		}
		if date := r.comesAfter(i); !date.IsZero() {
			return date
		}
		return r.entry[r.tree.Sentence(i)]
	}
	return best
}

// whenDate returns the date that the clause of token i hangs on with "when": "in
// early 2022, when the police detained X and closed Y".
func (r *reader) whenDate(i int) calendar.Date {
	s := r.tree.sentence(i)
	for k := i - 1; k > s.First+1 && k > i-widest; k-- {
		if r.lower[k] != "when" {
			if r.tree.form(k) == ";" {
				break
			}
			continue
		}
		for _, e := range r.dates.in(s.Span) {
			if at := r.tokenAt(s, e.End-1); !e.Date.IsZero() && at < k && at >= k-2 {
				return e.Date
			}
		}
		break
	}
	return calendar.Date{}
}

// sinceWhen returns the date from which on what token i tells was so: "which the police
// ran undercover for a year from October 2016".
func (r *reader) sinceWhen(i int) calendar.Date {
	s := r.tree.sentence(i)
	for _, e := range r.dates.in(text.Span{Start: r.tree.token(i).End, End: s.End}) {
		if !e.Date.IsZero() && (e.Preposition == "from" || e.Preposition == "since") && !r.verbBetween(i, r.tokenAt(s, e.Start)) {
			return e.Date
		}
	}
	return calendar.Date{}
}

// comesAfter returns the date that the clause of token i has by how long after it comes
// the news: "the arrests come fourteen months after the police closed X".
func (r *reader) comesAfter(i int) calendar.Date {
	s := r.tree.sentence(i)
	for k := i - 1; k > s.First+2 && k > i-widest && !r.finite(k); k-- {
		if r.lower[k] != "after" {
			continue
		}
		if unit := r.tree.Lemma(k - 1); unit == "week" || unit == "day" {
			for _, e := range r.dates.in(text.Span{Start: s.Start, End: r.tree.token(k).Start}) {
				if !e.Date.IsZero() {
					return calendar.Date{Year: e.Date.Year} // "opened in the spring of 2019, weeks after the closure of X"
				}
			}
		}
		for from := k - 2; from > s.First && from > k-5; from-- {
			if l := r.tree.Lemma(from - 1); (l == "come" || l == "follow") && r.tree.token(from-1).XPOS != "VBD" {
				for _, e := range calendar.Find(r.doc.Form(text.Span{Start: r.tree.token(from).Start, End: r.tree.token(k - 1).End})+" ago", r.dates.own) {
					return e.Date
				}
			}
		}
		break
	}
	return calendar.Date{}
}

// governor returns the verb whose date is also that of token i, which has no tense of
// its own: "in 2020 the office took part in closing X", "in June the police announced
// the seizure of X", "in May it had helped when the FBI closed X"; -1 for none.
func (r *reader) governor(i int) int {
	tok := r.tree.token(i)
	h := r.tree.Head(i)
	if h < 0 || r.tree.token(h).UPOS != text.VERB {
		return -1
	}
	switch {
	case tok.UPOS == text.VERB && isRel(tok.Rel, "conj") && h < i && r.tree.Dep(i, "nsubj") >= 0:
		return h
	case tok.UPOS == text.VERB && isRel(tok.Rel, "ccomp") && r.tree.Lemma(h) == "announce":
		return h
	case tok.UPOS == text.VERB && isRel(tok.Rel, "advcl") && h < i && r.opensWith(i, "when"):
		return h
	case tok.UPOS == text.NOUN && (isRel(tok.Rel, "obj") || tok.Rel == "nsubj:pass"):
		return h
	case tok.UPOS == text.VERB && (tok.XPOS == "VBG" || tok.XPOS == "VB") && (isRel(tok.Rel, "xcomp") || isRel(tok.Rel, "advcl")):
		return h
	}
	return -1
}

// opensWith reports whether the clause of token i begins with a word that hangs on it.
func (r *reader) opensWith(i int, word string) bool {
	for c := range r.tree.Deps(i) {
		return r.lower[c] == word
	}
	return false
}

// beginning reports whether the date at token at says when something else than
// token i began: "X, founded in 2012, was closed".
func (r *reader) beginning(at, i int) bool {
	for range maxClimb {
		at = r.tree.Head(at)
		if at < 0 || at == i {
			return false
		}
		if r.tree.token(at).UPOS != text.VERB {
			continue
		}
		if r.lists.is("beginning", r.tree.Lemma(at)) {
			return true
		}
		if r.tree.token(at).Rel != "xcomp" { // "began to look at it in 2012"
			return false
		}
	}
	return false
}

// isNews reports whether token i is told as what has just happened: at the start of an
// article, or by a verb in the perfect.
func (r *reader) isNews(i int) bool {
	if r.tree.Sentence(i) < newsSentences {
		return true
	}
	for c := range r.tree.Deps(i) {
		if r.tree.token(c).UPOS == text.AUX && (r.tree.form(c) == "has" || r.tree.form(c) == "have") {
			return true
		}
	}
	return false
}

// newsSentences is how many sentences at the start of an article, its title included,
// tell the news.
const newsSentences = 2

// longAgo reports whether the sentence of trigger i dates it to some time ago
// that cannot be told: "last year", in an article without a date.
func (r *reader) longAgo(i int) bool {
	s := r.tree.sentence(i)
	for _, e := range r.dates.in(s.Span) {
		if !e.Date.IsZero() {
			continue
		}
		words := strings.ToLower(r.doc.Text[e.Start:e.End])
		if strings.Contains(words, "year") && (strings.Contains(words, "last") || strings.Contains(words, "ago")) && !r.verbBetween(r.tokenAt(s, e.Start), i) {
			return true
		}
	}
	return false
}

// sentenceAt returns the sentence that holds byte offset at.
func (r *reader) sentenceAt(at int) int {
	all := r.doc.Sentences
	return min(sort.Search(len(all), func(i int) bool { return all[i].End > at }), len(all)-1)
}

// tokenAt returns the token of sentence s that holds byte offset at.
func (r *reader) tokenAt(s *text.Sentence, at int) int {
	tokens := r.doc.Tokens[s.First:s.Last]
	k := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > at })
	return min(s.First+k, s.Last-1)
}

// under reports whether token at hangs on token i with no verb between them in
// the tree.
func (r *reader) under(at, i int) bool {
	for range maxClimb {
		at = r.tree.Head(at)
		if at < 0 {
			return false
		}
		if at == i {
			return true
		}
		if r.tree.token(at).UPOS == text.VERB && !(isRel(r.tree.token(at).Rel, "acl") && r.tree.Head(at) == i) {
			return false // but "Operation X, which was carried out in 2019"
		}
	}
	return false
}

// verbBetween reports whether a finite verb stands between two tokens.
func (r *reader) verbBetween(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	for k := a + 1; k < b; k++ {
		if h := r.tree.Head(k); isRel(r.tree.token(k).Rel, "acl:relcl") && h > a && h < b {
			continue // of an aside: "last July X, who ran Y, was arrested"
		}
		if r.finite(k) {
			return true
		}
		// "was sentenced on Friday": the auxiliary of another verb.
		if h := r.tree.Head(k); r.tree.token(k).UPOS == text.AUX && h != a && h != b && h > a && h < b && r.tree.token(h).UPOS == text.VERB {
			return true
		}
	}
	return false
}

func (r *reader) finite(k int) bool {
	tok := r.tree.token(k)
	return tok.UPOS == text.VERB && (tok.XPOS == "VBD" || tok.XPOS == "VBZ" || tok.XPOS == "VBP")
}

// months counts months since year 0; a year alone counts as its middle.
func months(d calendar.Date) int {
	if d.Month == 0 {
		return d.Year*12 + 6
	}
	return d.Year*12 + d.Month
}

// apart reports whether two dates are so far from each other that they are those
// of different actions: most last weeks, some a few months.
func apart(a, b calendar.Date) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	if a.Month == 0 || b.Month == 0 {
		return a.Year != b.Year
	}
	d := months(a) - months(b)
	return d > sameAction || d < -sameAction
}

// sameAction is how many months an action may last.
const sameAction = 1

// daysApart reports whether two dates are of different days with more than a night
// between them.
func daysApart(a, b calendar.Date) bool {
	return a.Day != 0 && b.Day != 0 && a != b && a.AddDays(1) != b && b.AddDays(1) != a
}
