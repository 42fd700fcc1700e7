package fact

import (
	"regexp"

	"onymous/graph/ontology"
	"onymous/loader/internal/quantity"
	"onymous/loader/text"
)

// ageWindow is how many bytes beside a name are searched for an age.
const ageWindow = 90

// years is a number of years in figures or words.
const years = `(\d{2}|[a-z]+(?:-[a-z]+)?)`

// Ages beside a name: behind it, before it, within a description.
var (
	ageBehind = []*regexp.Regexp{
		regexp.MustCompile(`^["”’')]*,? (?:now |is |who is |who's |is now |who is now |he's |she's )?(?:aged |age |of age )?(\d{2})(?: years)?(?:\)|,|\.|;| and | of | from |\n|$| –| —)`),
		regexp.MustCompile(`^["”’')]*, (?:[\pL’'-]+ ){0,4}[\pL’'-]+, (?:aged |of |now )?(\d{2})(?: years)?(?:,|\.| was| is| has)`),
		regexp.MustCompile(`^["”’')]*, (?:an?|the) (?:[\pL’'-]+ ){1,4}aged ` + years + `\b`),
		regexp.MustCompile(`^["”’')]*,? (?:who )?(?:turned|turns|is|was) (\d{2})\b`),
		regexp.MustCompile(`^["”’')]* \((?:aged |age )?(\d{2})[),;]`),
		regexp.MustCompile(`^["”’')]*,? (?:is |was |who is |who was )?(?:aged|at the age of|of) ` + years + `(?: years)?\b`),
		regexp.MustCompile(`^["”’')]*,? (?:is |was |who is |who was )?(?:an?|the|now) ` + years + `[- ]years?[- ]old`),
		regexp.MustCompile(`^["”’')]*,? (?:[\pL-]+,? ){0,3}?` + years + ` years? old\b`),
	}
	ageBefore = []*regexp.Regexp{
		regexp.MustCompile(years + `[- ]years?[- ]old,? (?:[\pL’'.-]+,? ){0,4}["“‘']?$`),
		regexp.MustCompile(years + `[- ]years?[- ]old (?:[\pL’'-]+,? ){0,3}(?:named|identified|known)(?: [\pL’'-]+){0,3} as $`),
		regexp.MustCompile(`(?:^|[.!?"”] )(?:At|Aged|At the age of|Only|Just|Now) ` + years + `, $`),
		regexp.MustCompile(`(?:^|[^\pL])aged ` + years + `,? (?:[\pL’'-]+ ){0,2}$`),
	}
	// "Lucas Sohn. Twenty-nine, Argentinian, living in Spain."
	ageNext   = regexp.MustCompile(`^\.\s+((?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy)(?:-[a-z]+)?|\d{2}), [A-Z]`)
	ageWithin = regexp.MustCompile(`^(?:(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) )?(?:[\pL-]+ )?` + years + `[- ]years?[- ]old`)
	agedThen  = regexp.MustCompile(`^[^.;]{0,12}\b(?:when|at the time|then)\b`)
)

// ages reads how old persons are from what stands beside their names.
func (r *reader) ages() {
	for m := range r.doc.Mentions {
		mention := &r.doc.Mentions[m]
		if mention.Entity < 0 || r.doc.Entities[mention.Entity].Kind != ontology.Person || mention.First >= mention.Last {
			continue
		}
		if age, ok := r.ageOf(mention); ok {
			r.add(mention.Entity, ontology.Age, text.Value{Number: age}, mention.First, "age", "beside "+r.doc.Form(mention.Span))
		}
	}
}

func (r *reader) ageOf(m *text.Mention) (float64, bool) {
	s := r.doc.Sentences[r.sentence[m.First]]
	if m.Start < s.Start || m.End > s.End {
		return 0, false // a mention that goes on in another sentence is none
	}
	if m.Form == text.Nominal {
		return ageIn(ageWithin, r.doc.Form(m.Span), "")
	}
	if m.Form != text.Proper {
		return 0, false
	}
	behind := r.doc.Text[m.End:min(m.End+ageWindow, s.End)]
	for _, re := range ageBehind {
		if age, ok := ageIn(re, behind, behind); ok {
			return age, true
		}
	}
	if age, ok := ageIn(ageNext, r.doc.Text[m.End:min(m.End+ageWindow, len(r.doc.Text))], ""); ok {
		return age, true
	}
	before := r.doc.Text[max(m.Start-ageWindow, s.Start):m.Start]
	for _, re := range ageBefore {
		if age, ok := ageIn(re, before, ""); ok {
			return age, true
		}
	}
	return 0, false
}

// ageIn returns the age that the expression finds in s, unless what follows says
// that it is long ago.
func ageIn(re *regexp.Regexp, s, following string) (float64, bool) {
	at := re.FindStringSubmatchIndex(s)
	if at == nil {
		return 0, false
	}
	if following != "" && agedThen.MatchString(s[at[3]:]) {
		return 0, false
	}
	q := quantity.Find(s[at[2]:at[3]])
	if len(q) != 1 || q[0].Number < 10 || q[0].Number > 99 || q[0].Vague {
		return 0, false
	}
	return q[0].Number, true
}
