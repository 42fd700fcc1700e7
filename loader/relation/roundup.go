package relation

import (
	"slices"

	"onymous/graph/ontology"
)

// A round-up is the arrest of several people because of a site, by authorities that
// the text names: an operation, even if nothing was done to the site itself.

// roundsUp reports whether trigger t at token i tells of the arrest of several people
// by an agency or a country.
func (r *reader) roundsUp(t *trigger, i int, now bool) bool {
	if t.class != arresting || !r.authorityActs(t, i, now) {
		return false
	}
	r.asVerb = t.verb
	for _, a := range r.frame(i, t) {
		if (a.slot == patient || a.slot == marked && a.prep == "of") && r.several(a.token) {
			return true
		}
	}
	return false
}

// several reports whether token i is a noun for more than one person, with how many.
func (r *reader) several(i int) bool {
	n := r.tree.Dep(i, "nummod")
	return r.plural(i) && n >= 0 && r.tree.form(n) != "1" && r.mentionAt(i, sites|bodies) < 0
}

// newsOfArrests returns the first sentence at the start of the document that tells of
// the arrest of several people and of the site that it is about, and the word for it;
// -1 for none.
func (r *reader) newsOfArrests() (int, string) {
	for s := 0; s < earlySentences && s < len(r.doc.Sentences); s++ {
		if !slices.Contains(r.story.sites[s], r.story.site) {
			continue
		}
		for i := r.doc.Sentences[s].First; i < r.doc.Sentences[s].Last; i++ {
			for _, t := range r.triggersAt(i) {
				if r.roundsUp(t, i, true) {
					return s, r.tree.form(i)
				}
			}
		}
	}
	return -1, ""
}

// readRoundUp enters the event of a round-up of another time: "after 2016, when the
// police arrested two men over X".
func (r *reader) readRoundUp(t *trigger, i int) {
	date := r.dateAt(i)
	if date.IsZero() || !apart(date, r.dates.own) || !r.roundsUp(t, i, false) {
		return
	}
	last := r.tree.sentence(i).Last
	for k := i + 1; k < last && k < i+2*closeBy; k++ {
		switch r.lower[k] {
		case "over", "behind", "running", "operating", "against":
		default:
			continue
		}
		for n := k + 1; n < last && n < k+closeBy; n++ {
			if m := r.starts[n]; m >= 0 && sites.has(r.kind(int(m))) {
				targets := []filler{{r.doc.Mentions[m].Entity, int(m), "over it"}}
				r.story.events = append(r.story.events, &event{token: i, trigger: &trigger{class: closing, verb: true, value: ontology.Investigated}, targets: targets,
					actor: true, date: date, named: -1, by: -1, aside: true})
				return
			}
		}
	}
}
