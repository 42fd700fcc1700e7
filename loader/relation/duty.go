package relation

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Who works at a site is often told by what he does there, and the site by where the
// text says so: "X answered the customers and kept the books", "Y wrote the code".

// aDuty stands for any verb.
var aDuty = trigger{verb: true}

// duties makes the claims of verbs for the chores of a site, by people of whom nothing
// else says what they are. Where vendors are spoken of, the chores are theirs.
func (r *reader) duties() {
	told := map[int]bool{} // people who have a post, sites that have vendors
	for k := range r.doc.Claims {
		switch c := &r.doc.Claims[k]; c.Edge {
		case ontology.WorksFor, ontology.Administered:
			told[c.From] = true
		case ontology.SoldOn:
			told[c.To] = true
		}
	}
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			if role := r.dutyAt(i); role != "" {
				r.duty(i, role, told)
			}
		}
	}
}

// duty makes the claims of the duty at token i.
func (r *reader) duty(i int, role string, told map[int]bool) {
	t := aDuty
	t.lemma, t.value, t.verb = r.tree.Lemma(i), role, r.tree.token(i).UPOS == text.VERB
	r.asVerb = t.verb
	u := rule{name: "duty", edge: ontology.Administered, crime: true}
	u.taken[ontology.Role] = true
	u.from = end{slots: []place{{slot: agent}, {slot: holder}}, kinds: kindsOf(ontology.Person)}
	from := r.end(nil, append([]argument(nil), r.frame(i, &t)...), i, &u.from, false)
	if len(from) == 0 {
		return
	}
	site, how := r.siteSpokenOf(i), "the site named last"
	if site < 0 {
		if site, how = r.focusAt(i, sites); site < 0 {
			return
		}
	}
	s := r.stance(i)
	if s.denied || s.unreal || s.able || s.future {
		return
	}
	s.claimed = s.claimed || r.accordingTo(i)
	for _, f := range from {
		if !told[f.entity] && !told[site] && f.entity != site {
			r.claim(&u, &t, i, f, filler{site, -1, how}, s)
		}
	}
}

// dutyAt returns the role of who does what token i says, "" if it is no chore of a site.
func (r *reader) dutyAt(i int) string {
	lemma := r.tree.Lemma(i)
	verb := r.tree.token(i).UPOS == text.VERB
	if !(verb && r.lists.is("duty", lemma) || lemma == "responsible" || lemma == "charge" && !verb) {
		return ""
	}
	for c := range r.tree.Deps(i) {
		rel := r.tree.token(c).Rel
		if rel != "obj" && !isRel(rel, "obl") && !isRel(rel, "nmod") || !r.lists.is("chore", r.tree.Lemma(c)) || isRel(rel, "obl") && r.tree.preposition(c) == "by" {
			continue
		}
		if r.ofStranger(c) {
			continue
		}
		switch {
		case lemma == "moderate":
			return ontology.Moderator
		case r.lists.is("made", r.tree.Lemma(c)) && !r.lists.is("care", lemma):
			return ontology.Developer
		}
		return ontology.Staff
	}
	return ""
}

// ofStranger reports whether chore noun i is that of something that is no site: "the
// servers of the agency", "his customers".
func (r *reader) ofStranger(i int) bool {
	for c := range r.tree.Deps(i) {
		if rel := r.tree.token(c).Rel; rel != "nmod:poss" && !(isRel(rel, "nmod") && r.tree.preposition(c) == "of") {
			continue
		}
		switch r.lower[c] {
		case "his", "her", "my", "our":
			return true
		}
		if r.mentionAt(c, bodies|kindsOf(ontology.Person)) >= 0 {
			return true
		}
		if up := r.tree.token(c).UPOS; (up == text.NOUN || up == text.PROPN) && !r.kindNoun(c) && r.mentionAt(c, sites) < 0 {
			return true // "the code of a game"
		}
	}
	return false
}

// siteSpokenOf returns the site that was named last before token i in its sentence or in
// the one before of the same paragraph, which is the one that "its owner" is of; -1 if
// none was.
func (r *reader) siteSpokenOf(i int) int {
	s := r.tree.Sentence(i)
	first := r.doc.Sentences[s].First
	if s > 0 && r.doc.Sentences[s-1].Paragraph == r.doc.Sentences[s].Paragraph && r.doc.Sentences[s-1].Kind != text.Heading {
		first = r.doc.Sentences[s-1].First
	}
	for k := i - 1; k >= first; k-- {
		if m := r.cover[k]; m >= 0 && sites.has(r.kind(int(m))) && (r.doc.Mentions[m].Form == text.Proper || r.doc.Mentions[m].Form == text.Nominal) {
			return r.doc.Mentions[m].Entity
		}
	}
	return -1
}

// looselyOf reports whether only "its" or nothing at all says of which site somebody is
// what noun i says.
func (r *reader) looselyOf(args []argument, i int) bool {
	for _, a := range args {
		switch {
		case a.slot == possessor && strings.EqualFold(r.tree.form(a.token), "its"):
			return true
		case a.slot == possessor, a.slot == compound && r.mentionAt(a.token, sites) >= 0, a.slot == marked && (a.prep == "of" || a.prep == "behind" || a.prep == "at" || a.prep == "for"):
			return false
		}
	}
	return true
}

// ofLast returns the site named last before token i instead of one that only "its" or
// nothing leads to.
func (r *reader) ofLast(to []filler, i int) []filler {
	if site := r.siteSpokenOf(i); site >= 0 {
		return append(to[:0], filler{site, -1, "the site named last"})
	}
	return to
}
