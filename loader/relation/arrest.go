package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/internal/calendar"
	"onymous/loader/text"
)

// arresting is the class of triggers that say that people were arrested.
const arresting = "arrest"

// arrest is one place where the text says that a person was arrested. In the
// course of which operation, and where if only the country of the police is told,
// is decided when everything else is read.
type arrest struct {
	rule    *rule
	trigger *trigger
	token   int
	args    []argument
	person  filler
	by      filler // who arrested the person, for a rule about where
	stance  stance
}

// waits reports whether rule u has to wait until everything else is read, and
// notes what it found. A list of countries is no place of an arrest.
func (r *reader) waits(u *rule, t *trigger, i int, args []argument, from, to []filler, s stance) bool {
	during := u.edge == ontology.ArrestedDuring
	if !during && !u.last {
		return false
	}
	if u.last && len(to) != 1 {
		return true
	}
	for _, f := range from {
		a := arrest{rule: u, trigger: t, token: i, args: args, person: f, stance: s}
		if !during {
			a.by = to[0]
		}
		r.arrests = append(r.arrests, a)
	}
	return true
}

// sayArrests makes the claims that waited.
func (r *reader) sayArrests() {
	placed := map[int]bool{}
	for k := range r.doc.Claims {
		if c := &r.doc.Claims[k]; c.Edge == ontology.ArrestedIn {
			placed[c.From] = true
		}
	}
	for k := range r.arrests {
		a := &r.arrests[k]
		if a.rule.edge != ontology.ArrestedDuring {
			if !placed[a.person.entity] && r.isCountry(a.by.entity) {
				r.claim(a.rule, a.trigger, a.token, a.person, a.by, a.stance)
			}
			continue
		}
		if op, how := r.operationOf(a); op >= 0 {
			r.claim(a.rule, a.trigger, a.token, a.person, filler{op, -1, how}, a.stance)
		}
	}
	r.sayTaken()
}

// sayTaken lets those of whom only a pattern says where they were arrested, "taken from
// a flat in X", have been arrested in the course of the operation that the text speaks of.
func (r *reader) sayTaken() {
	told := map[int]bool{}
	for k := range r.doc.Claims {
		if c := &r.doc.Claims[k]; c.Edge == ontology.ArrestedDuring {
			told[c.From] = true
		}
	}
	for k := range r.arrests {
		told[r.arrests[k].person.entity] = true
	}
	for k := range r.doc.Claims {
		c := r.doc.Claims[k]
		if c.Edge != ontology.ArrestedIn || told[c.From] || len(c.Evidence) == 0 || strings.HasPrefix(c.Rule, "arrested-in") || strings.HasPrefix(c.Rule, "arrested-by") {
			continue
		}
		told[c.From] = true
		s := r.sentenceAt(c.Evidence[0].Start)
		op, how := r.operationOf(&arrest{token: r.doc.Sentences[s].First, person: filler{c.From, -1, ""}})
		if op >= 0 {
			r.enter(ontology.ArrestedDuring, c.From, op, statement{rule: "taken-during", sentence: s,
				why: c.Why + "; " + r.doc.Entities[op].Name + " (" + how + ")", alleged: c.Alleged})
		}
	}
}

// operationOf returns the operation in the course of which somebody was
// arrested: the one that the clause names, the one against the site that the
// person ran or sold on, or the one that the text speaks of.
func (r *reader) operationOf(a *arrest) (int, string) {
	if o := r.operationNamed(a.args, a.token); o >= 0 {
		return o, ""
	}
	date := r.dateAt(a.token)
	if date.IsZero() && r.longAgo(a.token) {
		return -1, ""
	}
	known := date
	if date.IsZero() {
		known = r.arrestedOn(a.person.entity)
	}
	for k := range r.doc.Claims {
		c := &r.doc.Claims[k]
		if c.From != a.person.entity || c.Edge != ontology.Administered && c.Edge != ontology.SoldOn {
			continue
		}
		for _, act := range r.story.actions {
			if act.targeted(c.To) && !apart(known, r.now(act)) {
				return act.entity, "the operation against " + r.doc.Entities[c.To].Name
			}
		}
	}
	if main := r.story.main; main != nil && date.IsZero() && apart(known, r.now(main)) {
		return -1, ""
	}
	return r.operationAt(a.args, a.token)
}

// arrestedOn returns when a person is said to have been arrested, as far as the claims
// tell.
func (r *reader) arrestedOn(person int) calendar.Date {
	for k := range r.doc.Claims {
		c := &r.doc.Claims[k]
		if c.From != person || c.Edge != ontology.ArrestedIn && c.Edge != ontology.ArrestedBy {
			continue
		}
		if d, ok := calendar.Parse(c.Attributes[ontology.ArrestDate]); ok {
			return d
		}
	}
	return calendar.Date{}
}

// gapped makes the claims of clauses that leave out the verb of trigger i: "X was
// arrested in Paris; Y, on the same day, in Tel Aviv", "five were held that day: X
// in Madrid; Y and Z in Brooklyn".
func (r *reader) gapped(t *trigger, i int) {
	s := r.tree.sentence(i)
	first := -1
	for k := i + 1; k < s.Last; k++ {
		switch r.tree.form(k) {
		case ";", ":":
			if first >= 0 {
				r.gappedIn(t, i, first, k)
			}
			first = k + 1
		}
	}
	if first >= 0 {
		r.gappedIn(t, i, first, s.Last)
	}
}

// gappedIn reads tokens [first, last) as a clause that shares trigger i.
func (r *reader) gappedIn(t *trigger, i, first, last int) {
	for k := first; k < last; k++ {
		if r.finite(k) && !r.inRelative(k, first) || r.tree.token(k).UPOS == text.AUX {
			return
		}
	}
	var people []filler
	for k := first; k < last; k++ {
		m := r.starts[k]
		if m < 0 {
			continue
		}
		f := filler{r.doc.Mentions[m].Entity, int(m), "the verb is left out"}
		switch r.kind(int(m)) {
		case ontology.Person:
			people = append(people, f)
		case ontology.Place:
			if len(people) == 0 || !r.afterPreposition(int(m)) {
				continue
			}
			if st := r.stance(i); st.denied || st.unreal || st.able || st.future {
				return
			}
			for _, u := range r.lists.rules[arresting] {
				for _, p := range people {
					switch u.edge {
					case ontology.ArrestedIn:
						if !u.last {
							r.claim(u, t, i, p, f, stance{})
						}
					case ontology.ArrestedDuring:
						r.arrests = append(r.arrests, arrest{rule: u, trigger: t, token: i, person: p})
					}
				}
			}
			return
		}
	}
}

// inRelative reports whether verb k belongs to a relative clause that begins at
// token first or later.
func (r *reader) inRelative(k, first int) bool {
	for x := k - 1; x >= first && x > k-6; x-- {
		if r.isPronoun(x) {
			return true
		}
	}
	return false
}

// afterPreposition reports whether a preposition of place stands before mention
// m or before the phrase that it opens.
func (r *reader) afterPreposition(m int) bool {
	first := r.doc.Mentions[m].First
	s := r.tree.sentence(first).First
	for k := first - 1; k >= s && k >= first-2; k-- {
		switch r.tree.Lemma(k) {
		case "in", "at", "near", "outside":
			return true
		}
	}
	return false
}
