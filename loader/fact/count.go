package fact

import (
	"fmt"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// counts turns numbers into facts.
func (r *reader) counts() {
	r.govern()
	for k := range r.numbers {
		n := &r.numbers[k]
		r.addUp(k)
		r.recall(k)
		if n.Vague {
			continue // "dozens" is no figure
		}
		if n.Number == 1 && n.Words && n.kind&(arrested|person) == 0 {
			continue // "one" is a pronoun or an article
		}
		if n.Currency == "" && k > 0 && r.isMoney(n, &r.numbers[k-1]) {
			n.Currency = r.numbers[k-1].Currency
		}
		if n.Currency != "" {
			r.money(k)
			continue
		}
		r.count(k)
	}
}

// recall gives a number that counts no noun, in "Three have been taken down", that
// of the number before it in its paragraph: of "1,200 servers".
func (r *reader) recall(k int) {
	n := &r.numbers[k]
	if n.noun >= 0 || n.Vague || n.Currency != "" || n.governor < 0 || r.tells[n.governor]&(closing|seize) == 0 || r.token(n.top).Rel != "nsubj:pass" {
		return
	}
	for b := k - 1; b >= 0 && n.first-r.numbers[b].last < reach; b-- {
		before := &r.numbers[b]
		if r.near(before.first).Paragraph != r.near(n.first).Paragraph {
			return
		}
		if kind := before.kind & (server | site); kind != 0 && before.Number > n.Number {
			n.kind, n.bare = kind, false
			return
		}
	}
}

// count reads a number of people or things: through the trigger that governs
// it, or as what a site has.
func (r *reader) count(k int) {
	n := &r.numbers[k]
	i := n.noun
	if i < 0 {
		i = n.top
	}
	if n.kind&warrant != 0 {
		if v := r.verbOver(i); v >= 0 && served[r.lemma(v)] && !r.unsaid(v) {
			r.claimCount(n, ontology.Arrests, i)
		}
		return
	}
	if n.kind&arrested != 0 {
		r.arrestCount(n, i)
		return
	}
	t, ok := n.governor, n.governor >= 0
	tells := class(0)
	if ok {
		tells = r.tells[t]
	}
	if tells&tally != 0 {
		if tells |= find | arrest; r.hasPredicate(n) {
			return // "37 premises searched"
		}
	}
	people := n.kind&person != 0 || n.bare || n.noun < 0 && !n.Vague && ok && (r.isVerb(t) || r.child(t, "cop") >= 0) && r.isArgument(n.top)
	switch {
	case ok && r.denies(t, n.first), r.isAge(n), n.noun < 0 && r.form(n.first-1) == "which" && r.form(n.first-2) == "of":
	case people && r.hasPredicate(n) && t != n.noun+1 && !r.isRel(n.noun, "obj"):
		// "website seized, three administrators charged"
	case people && (tells&arrest != 0 || tells&hold != 0 && (n.kind&person != 0 || r.isPassive(t) || r.pos(t) == text.NOUN)):
		r.claimCount(n, ontology.Arrests, t)
	case n.kind&(server|site) != 0 && tells&seize != 0 && !r.isOfPolice(t): // forfeited by somebody
	case n.kind&server != 0 && tells&(seize|closing|find) != 0:
		r.claimCount(n, ontology.ServersSeized, t)
	case n.kind&site != 0 && tells&(closing|seize) != 0 && !n.part:
		r.claimCount(n, ontology.SitesTakenDown, t)
	case n.kind&weight != 0 && r.form(n.noun+1) != "of":
	case n.noun >= 0 && n.kind&^(weight|dose) == 0 && !n.part && (tells&seize != 0 && r.isOfPolice(t) || tells&find != 0 && tells&closing == 0 && r.isHaul(t)):
		r.claimSeized(n, t)
	case n.noun >= 0 && n.kind == 0 && !ok && k > 0 && r.isLoot(&r.numbers[k-1], n):
		r.claimSeized(n, n.noun)
	case n.part || tells&(arrest|seize|closing) != 0 || tells&hold != 0 && n.kind&person != 0:
	case n.kind&(user|vendor|listing) != 0 || n.kind&person != 0 && r.isUse(n.noun):
		r.population(k)
	}
}

// isHaul reports whether a verb that may mean no more than to come upon
// something is said of a search: its subject or its sentence is about police.
func (r *reader) isHaul(t int) bool {
	if !r.isVerb(t) {
		return true
	}
	weak := r.lemma(t) == "take"
	if r.isPassive(t) {
		return !weak
	}
	s := r.subject(t)
	if s < 0 {
		return !weak
	}
	return r.isPolice(s)
}

// isPolice reports whether noun i stands for those who act for the state.
func (r *reader) isPolice(i int) bool {
	if r.entityAt(i, kindsOf(ontology.Agency, ontology.Operation)) >= 0 {
		return true
	}
	if d, ok := lexicon.Demonyms().Get(r.doc.Form(r.token(i).Span)); ok && d.People && r.token(i).XPOS != "NN" {
		return true // "the Americans have confiscated"
	}
	switch r.lemma(i) {
	case "police", "officer", "agent", "investigator", "authority", "detective", "prosecutor", "gendarme", "official", "they", "cop", "we", "customs",
		"force", "court", "raid", "search", "operation", "constable", "gardai", "bureau", "agency", "marshal", "action", "inspector", "sheriff", "deputy",
		"trooper", "guard", "squad", "unit", "fed", "feds", "carabinieri", "gendarmerie", "ministry", "directorate", "command", "patrol", "soldier", "marine",
		"team", "division", "department", "sergeant", "superintendent", "policeman", "policewoman", "sleuth", "taskforce":
		return true
	}
	return false
}

// served are verbs of what is done with a warrant once the person has been found.
var served = map[string]bool{"execute": true, "carry": true, "serve": true, "enforce": true, "fulfil": true, "fulfill": true}

// arrestCount reads "179 arrests": the number of a noun that tells an arrest.
func (r *reader) arrestCount(n *number, i int) {
	for a := range r.up(i) {
		if r.isVerb(a) {
			if d := r.child(i, "det"); r.unsaid(a) && (d < 0 || r.form(d) != "the") {
				return // "the 38 detainees will appear in court" does not mean these
			}
			break
		}
	}
	if r.negated(i) || n.part {
		return
	}
	r.claimCount(n, ontology.Arrests, i)
}

func (r *reader) claimCount(n *number, key ontology.FactKey, t int) {
	at := n.noun
	if at < 0 {
		at = n.top
	}
	op, how := r.operationOf(at, t)
	if how == fallback && r.isOld(n) {
		return
	}
	v := text.Value{Number: n.Number, Bound: n.Bound}
	if key == ontology.Arrests {
		v.Number += float64(r.besides(n))
	}
	rule := "count." + key.String()
	if n.part || n.share || key == ontology.Arrests && (r.isMore(n) || r.isState(t)) {
		rule += ".part"
	}
	r.add(op, key, v, n.first, rule, fmt.Sprintf("%q, operation %s", r.form(t), how))
}

// isState reports whether verb t says where people are rather than that they were brought
// there: "three remain in custody".
func (r *reader) isState(t int) bool {
	return t >= 0 && (r.lemma(t) == "remain" || r.lemma(t) == "stay" || r.lemma(t) == "sit")
}

func (r *reader) claimSeized(n *number, t int) {
	op, how := r.operationOf(n.noun, t)
	if r.isClock(n) || how == fallback && r.isOld(n) {
		return
	}
	n.loot = true
	r.loots = append(r.loots, loot{n.first, n.noun, op})
	v := text.Value{Number: n.Number, Bound: n.Bound, What: r.named(n.last, n.noun)}
	r.add(op, ontology.Seized, v, n.first, "count.seized", fmt.Sprintf("%q, operation %s", r.form(t), how))
}

// isClock reports whether a number is a vague or small one that counts nothing.
func (r *reader) isClock(n *number) bool { return n.last > n.noun }

// isArgument reports whether token i is itself the subject or object of a verb:
// "two were arrested", but not the age in "Ulbricht, 29, was arrested".
func (r *reader) isArgument(i int) bool {
	switch r.token(i).Rel {
	case "nsubj", "nsubj:pass", "obj":
		return true
	}
	return false
}

// isAge reports whether a number is said to be an age: "aged 22, 29 and 31".
func (r *reader) isAge(n *number) bool {
	for i := n.first - 1; i >= 0 && i >= n.first-6; i-- {
		switch w := r.form(i); {
		case w == "aged" || w == "age":
			return true
		case w != "," && w != "and" && r.pos(i) != text.NUM:
			return false
		}
	}
	return false
}

// isLoot reports whether n goes on a headline that counts arrests first:
// "Operation X: 61 arrests, 9 cars".
func (r *reader) isLoot(before, n *number) bool {
	return (before.kind&arrested != 0 || before.loot) && r.isSeries(before, n) && r.isFragment(n.noun)
}

// isUse reports whether people are counted who used something: "100,000 people
// used the site", "had registered on it".
func (r *reader) isUse(i int) bool {
	if i < 0 || !r.isRel(i, "nsubj") && !r.isRel(i, "obl") {
		return false
	}
	v := r.head(i)
	if r.isRel(i, "obl") {
		return r.lemma(v) == "use" && r.preposition(i) == "by" && (r.argues(v) || r.isRel(v, "acl") && r.entityOf(r.head(v), sites) >= 0)
	}
	for _, at := range [2]int{v, r.child(v, "xcomp")} {
		if at >= 0 && (r.isUsing(at) && r.argues(at) || (r.lemma(at) == "use" || r.lemma(at) == "register" || r.lemma(at) == "join") && r.saysThere(at)) {
			return true
		}
	}
	return r.nounKind(v)&user != 0 && r.child(v, "cop") >= 0 && r.isOwned(v) // "were members of the site"
}

// isUsing reports whether verb v is what people do on a site.
func (r *reader) isUsing(v int) bool {
	if o := r.child(v, "obj"); o >= 0 && (r.lemma(v) == "have" || r.lemma(v) == "hold" || r.lemma(v) == "open" || r.lemma(v) == "create") {
		return r.nounKind(o)&user != 0 // "held accounts on the site"
	}
	return using[r.lemma(v)]
}

// using are verbs of what people do on a site.
var using = map[string]bool{"use": true, "register": true, "join": true, "sign": true, "log": true, "frequent": true, "subscribe": true, "populate": true,
	"shop": true, "belong": true, "rely": true, "visit": true, "enrol": true, "enroll": true, "flock": true, "swap": true, "exchange": true, "gather": true,
	"meet": true}

// argues reports whether verb v has a site among its arguments.
func (r *reader) argues(v int) bool {
	for k := range r.of(v) {
		if r.isRel(k, "obj") || r.isRel(k, "obl") || r.isRel(k, "nmod") || r.isRel(k, "nsubj") {
			if r.entityOf(k, sites) >= 0 {
				return true
			}
			if o := r.child(k, "nmod"); o >= 0 && r.entityOf(o, sites) >= 0 {
				return true // "had accounts on the site"
			}
		}
	}
	return false
}

// isMoney reports whether a number without a currency is a sum in that of the
// one before: "145,000 euros in cash, half a million in cryptocurrency".
func (r *reader) isMoney(n, before *number) bool {
	if before.Currency == "" || n.noun >= 0 || r.sentence[n.first] != r.sentence[before.first] || r.form(n.last) != "in" {
		return false
	}
	switch r.lemma(n.last + 1) {
	case "cash", "cryptocurrency", "crypto", "bitcoin", "note", "banknote", "virtual", "digital", "asset":
		return true
	}
	return false
}

// isOld reports whether the sentence of number n tells of a year in which the
// article's operation did not take place.
func (r *reader) isOld(n *number) bool {
	s := r.near(n.first)
	for k := r.firstDate(s.First); k < len(r.dates) && r.dates[k].first < s.Last; k++ {
		y := r.dates[k].Date.Year
		if !r.dates[k].Explicit || y == 0 || y >= r.today.Year {
			continue
		}
		return !r.isYearOfMain(y)
	}
	return false
}

// isYearOfMain reports whether the main operation is dated to a year, or to none.
func (r *reader) isYearOfMain(year int) bool {
	if r.mainYears == nil {
		r.mainYears = map[int]bool{}
		for i := range r.found {
			f := &r.found[i]
			if d, ok := calendar.Parse(f.Value.Text); ok && f.From == r.main && f.Fact == ontology.Date {
				r.mainYears[d.Year] = true
			}
		}
	}
	return len(r.mainYears) == 0 || r.mainYears[year]
}
