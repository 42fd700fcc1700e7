package fact

import (
	"regexp"

	"onymous/graph/ontology"
	"onymous/loader/internal/quantity"
	"onymous/loader/text"
)

// ageWindow is how many bytes beside a name are searched for an age.
const ageWindow = 90

// years is a number of years in figures or words; adult is that of a grown person, which needs no
// word beside it to be an age.
const (
	years = `(\d{2}|[a-z]+(?:-[a-z]+)?)`
	adult = `(\d{2}|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)`
)

// Ages beside a name: behind it, before it, within a description.
var (
	ageBehind = []*regexp.Regexp{
		regexp.MustCompile(`^,? (?:aka|a\.k\.a\.|alias|known as|also known as|nicknamed) ["“‘'][^"”]{1,30}["”’'],? (?:aged )?(\d{2})(?:,|\.|;| and | of | from )`),
		regexp.MustCompile(`^,?["”’')]*,? (?:now |is |who is |who's |is now |who is now |he's |she's )?(?:aged |age |of age )?` + adult + `(?: years)?(?:\)|,|\.|;| and | of | from |\n|$| –| —)`),
		regexp.MustCompile(`^["”’')]*, (?:[\pL’'-]+ ){0,4}[\pL’'-]+, (?:aged |of |now )?(\d{2})(?: years)?(?:,|\.| was| is| has)`),
		regexp.MustCompile(`^["”’')]*, (?:an?|the) (?:[\pL’'-]+ ){1,4}aged ` + years + `\b`),
		regexp.MustCompile(`^["”’')]*,? (?:who )?(?:turned|turns|is|was) (\d{2})\b`),
		regexp.MustCompile(`^,? (?:of|from) [\pL’'. -]{2,30}, (?:who is |who['’]s |who was |aged |now )?` + years + `(?:[,.;]| and )`),
		regexp.MustCompile(`^["”’')]* [-–—] ` + adult + `(?: [-–—]|,)`),
		regexp.MustCompile(`^["”’')]*, (?:an?|the) (?:[\pL’'-]+ ){1,3}of ` + adult + `[,.]`),
		regexp.MustCompile(`^,? who (?:has |had )?died [^.;]{0,40}\b(?:at the age of|aged) ` + years + `\b`),
		regexp.MustCompile(`^["”’')]* \((?:aged |age )?(\d{2})(?: years old)?[),;]`),
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
	// "He is 36, and …"
	ageOfPronoun = regexp.MustCompile(`^(?: is|['’]s)(?: now| only| just)? ` + years + `(?:[,.;]| and | years old)`)
	ageLast      = regexp.MustCompile(years + `[- ]years?[- ]old$`)
	agedThen     = regexp.MustCompile(`^[^.;]{0,12}\b(?:when|at the time|then)\b`)
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
	r.agesOfLeads()
	r.agesOfLost()
}

// mostLost is how many pronouns that nobody resolved are asked for an age: each looks through
// all entities.
const mostLost = 20

// agesOfLost reads the age of the person that the article is about where a pronoun of which
// nobody said whom it means has one: "He is 36, and …".
func (r *reader) agesOfLost() {
	lost := 0
	for i := 0; i < len(r.doc.Tokens) && lost < mostLost; i++ {
		if !r.isLost(i) || r.form(i) != "he" && r.form(i) != "she" {
			continue
		}
		end := r.token(i).End
		if age, ok := ageIn(ageOfPronoun, r.doc.Text[end:min(end+ageWindow, len(r.doc.Text))], ""); ok {
			lost++
			r.add(r.hero(i), ontology.Age, text.Value{Number: age}, i, "age", "of the one told of")
		}
	}
}

// agesOfLeads reads the ages of persons who are named only after what they did
// has been told: "A 40-year-old man from India was jailed …".
func (r *reader) agesOfLeads() {
	for i := range r.doc.Tokens {
		if r.form(i) != "old" || r.pos(i) == text.NOUN && r.child(i, "det") < 0 {
			continue
		}
		noun := i
		for noun+1 < len(r.doc.Tokens) && noun < i+4 && r.nounKind(noun)&person == 0 {
			noun++
		}
		e := r.introducedAs(noun)
		if e < 0 {
			continue
		}
		start := r.token(max(i-6, r.doc.Sentences[r.sentence[i]].First)).Start
		if age, ok := ageIn(ageLast, r.doc.Text[start:r.token(i).End], ""); ok {
			r.add(e, ontology.Age, text.Value{Number: age}, noun, "age", "of "+r.form(noun))
		}
	}
}

func (r *reader) ageOf(m *text.Mention) (float64, bool) {
	s := r.doc.Sentences[r.sentence[m.First]]
	if m.Start < s.Start || m.End > s.End {
		return 0, false // a mention that goes on in another sentence is none
	}
	if w := r.form(m.First); w == "he" || w == "she" {
		return ageIn(ageOfPronoun, r.doc.Text[m.End:min(m.End+ageWindow, s.End)], "")
	}
	if m.Form == text.Nominal {
		return ageIn(ageWithin, r.doc.Form(m.Span), "")
	}
	if m.Form != text.Proper {
		return 0, false
	}
	if age, ok := r.sharedAge(m); ok {
		return age, age != 0
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

// agesBehind are the ages of several: "aged 34 and 29".
var agesBehind = regexp.MustCompile(`^,? (?:who are )?(?:both )?aged ((?:\d{2}, )*\d{2},? and \d{2})\b`)

// ageOfBoth is an age that two have: "both 18 years old".
var ageOfBoth = regexp.MustCompile(`^,? (?:who are )?both (?:aged )?(\d{2})(?: years old)?[,.]`)

// sharedAge returns the age of a person who is named with others whose ages
// follow those names in their order: "Rui and Tiago Antunes, aged 34 and 29". It
// reports whether that is how the ages are given; the age is 0 where the names
// and the ages do not match.
func (r *reader) sharedAge(m *text.Mention) (float64, bool) {
	s := r.doc.Sentences[r.sentence[m.First]]
	last := m.Last
	for last < s.Last && (r.entityAt(last, persons) >= 0 || r.form(last) == "and" || r.form(last) == "," && r.entityAt(last+1, persons) >= 0) {
		last++
	}
	behind := r.doc.Text[r.token(last-1).End:s.End]
	if at := ageOfBoth.FindStringSubmatch(behind); at != nil {
		return quantity.Find(at[1])[0].Number, true
	}
	at := agesBehind.FindStringSubmatch(behind)
	if at == nil {
		return 0, false
	}
	ages := quantity.Find(at[1])
	place, names := 0, 0
	for i := m.First - 1; i >= s.First && (r.entityAt(i, persons) >= 0 || r.form(i) == "and" || r.form(i) == ","); i-- {
		if e := r.entityAt(i, persons); e >= 0 && e != r.entityAt(i+1, persons) && e != m.Entity {
			place++
		}
	}
	names = place + 1
	for i := m.Last; i < last; i++ {
		if e := r.entityAt(i, persons); e >= 0 && e != r.entityAt(i-1, persons) && e != m.Entity {
			names++
		}
	}
	if names != len(ages) {
		return 0, true
	}
	return ages[place].Number, true
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
