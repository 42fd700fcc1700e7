package relation

import (
	"slices"

	"onymous/graph/ontology"
	"onymous/loader/text"
)

// Where an article says of no site what was done to it, that the authorities acted is all
// there is to know of the operation. It must be the case that they acted in, and not a
// person that they helped or a conference that they led.

// acting are the classes of triggers by which authorities are said to act.
var acting = map[string]bool{"lead": true, "helm": true, "coordinate": true, "support": true, "join": true, "involve": true, "thank": true, arresting: true}

// authoritiesAct returns the first sentence in which an agency or a country is
// said to lead, help or arrest somebody, and the word for it; -1 for none.
func (r *reader) authoritiesAct() (int, string) {
	for s := range r.doc.Sentences {
		sentence := &r.doc.Sentences[s]
		if sentence.Kind == text.Boiler {
			continue
		}
		for i := sentence.First; i < sentence.Last; i++ {
			for _, t := range r.triggersAt(i) {
				if acting[t.class] && t.class != arresting && !slices.Contains(t.needs, arresting) && !r.inGeneral(t, i) && !r.ofNoCase(t, i) && r.authorityActs(t, i, true) {
					return s, r.tree.form(i)
				}
			}
		}
	}
	return -1, ""
}

// inGeneral reports whether noun t at token i speaks of no one deed: "influence operations
// of every sort", "her partner".
func (r *reader) inGeneral(t *trigger, i int) bool {
	switch t.lemma {
	case "partner":
		return !r.plural(i)
	case "operation", "effort", "raid":
		if p := r.tree.Dep(i, "nmod:poss"); p >= 0 && r.tree.token(p).UPOS == text.PRON {
			return true // "our operation in Rotterdam"
		}
		return r.plural(i) && !r.definite(i) && r.tree.Dep(i, "nummod") < 0
	}
	return false
}

// ofNoCase reports whether what trigger t at token i tells of the authorities is no part
// of a case: "it helped that", "the FBI led the conference", "police had helped him".
func (r *reader) ofNoCase(t *trigger, i int) bool {
	if !t.verb {
		return false
	}
	if r.impersonal(i) || isRel(r.tree.token(i).Rel, "csubj") {
		return true
	}
	r.asVerb = true
	args := r.frame(i, t)
	if t.lemma == "run" && !slices.ContainsFunc(args, func(a argument) bool { return a.slot == patient }) {
		return true // "runs like a clock"
	}
	for _, a := range args {
		switch {
		case a.slot == patient && t.lemma == "announce":
			if r.tree.token(a.token).UPOS == text.PRON {
				return true // "it was announced by"
			}
		case a.slot == patient && !slices.Contains(t.needs, r.tree.Lemma(a.token)) && !r.aboutCase(a.token):
			return true
		case a.slot == marked && a.prep == "in" && t.class == "involve" && (r.setApart(a.token) || !r.aboutCase(a.token)):
			return true
		}
	}
	return false
}

// impersonal reports whether the subject of verb i, or of the one that it hangs on, is an
// "it" that a clause spells out: "it helped that", "it makes sense to work with X".
func (r *reader) impersonal(i int) bool {
	for range 3 {
		if s := r.tree.Dep(i, "nsubj"); s >= 0 || r.tree.Dep(i, "expl") >= 0 {
			return s < 0 || r.lower[s] == "it" && (r.tree.Dep(i, "ccomp") >= 0 || r.tree.Dep(i, "csubj") >= 0 || r.tree.Dep(i, "advcl") >= 0)
		}
		if rel := r.tree.token(i).Rel; !isRel(rel, "xcomp") && !isRel(rel, "advcl") && !isRel(rel, "acl") && !isRel(rel, "csubj") && !isRel(rel, "obj") {
			return false
		}
		if i = r.tree.Head(i); i < 0 {
			return false
		}
	}
	return false
}

// aboutCase reports whether token i can be what authorities have a part in, or who has it
// with them: an action, an operation, a site, a body, whatever a pronoun for a thing means.
func (r *reader) aboutCase(i int) bool {
	tok := r.tree.token(i)
	if tok.UPOS == text.PRON {
		return r.lower[i] == "it" || r.lower[i] == "this" || r.lower[i] == "that" || r.lower[i] == "which"
	}
	if r.mentionAt(i, kindsOf(ontology.Person)) >= 0 || r.isPersonNoun(i) && !r.agencyNoun(i) {
		return false
	}
	return r.heads[i] >= 0 || r.lists.is("action", r.tree.Lemma(i)) || r.kindNoun(i) || r.agencyNoun(i) || r.lists.lenses[r.tree.Lemma(i)] != nil
}

// authorityActs reports whether trigger t at token i has an agency or a country
// as its agent and, if now is set, happened at the time of the article.
func (r *reader) authorityActs(t *trigger, i int, now bool) bool {
	r.asVerb = t.verb
	args := append([]argument(nil), r.frame(i, t)...)
	if r.leadsElse(t, args) || r.rewarded(i) {
		return false
	}
	for _, u := range r.lists.rules[t.class] {
		if u.edge != ontology.ParticipatedIn {
			continue
		}
		found := r.end(nil, args, i, &u.from, u.plain)
		if len(found) == 0 {
			continue
		}
		if s := r.stance(i); !s.denied && !s.unreal && !s.able && !s.future && !(now && apart(r.dateAt(i), r.dates.own)) {
			return true
		}
	}
	return false
}
