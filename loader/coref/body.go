package coref

import (
	"strings"
)

// bodyFits reports whether a noun for a public body fits one: "the court" needs a
// name with that word, "the agency" anything but a court, and "the government" and
// "the police" are nobody in particular.
func (r *reader) bodyFits(root int, noun string) bool {
	court, has := false, false
	for _, i := range r.members[root] {
		m := &r.doc.Mentions[i]
		for _, name := range [...]string{r.doc.Form(m.Span), canonicalOf(r.doc, m)} {
			name = strings.ToLower(name)
			court = court || strings.Contains(name, "court")
			has = has || strings.Contains(name, noun)
		}
	}
	switch noun {
	case "force":
		return has || r.policing(root)
	case "agency", "authority", "body", "watchdog", "regulator", "organisation", "organization":
		return !court
	case "government", "police", "prosecution", "military", "army", "judiciary", "intelligence", "customs", "enforcement":
		return false
	}
	return has
}

// onlyBody returns the one group of which fits holds of those that are named before
// description i, -1 for none or several.
func (r *reader) onlyBody(i int, fits func(root int) bool) int {
	found := -1
	for _, root := range r.bodies {
		if root >= i {
			break
		}
		if fits(root) {
			if found >= 0 {
				return -1
			}
			found = root
		}
	}
	return found
}

// policing reports whether the name of a body says that it is a police force.
func (r *reader) policing(root int) bool {
	for _, i := range r.members[root] {
		name := strings.ToLower(r.doc.Form(r.doc.Mentions[i].Span) + " " + canonicalOf(r.doc, &r.doc.Mentions[i]))
		for _, word := range [...]string{"polic", "polit", "polis", "poliz", "constabulary", "gendarm", "guardia", "garda", "sheriff", "mossos", "carabinier"} {
			if strings.Contains(name, word) {
				return true
			}
		}
	}
	return false
}
