package lexicon

// AliasCues finds phrases in lower case that introduce another name of somebody
// or something.
var AliasCues = once(func(t *Table[AliasCue]) {
	for c := range rows("aliases.tsv", 2) {
		t.Add(c[0], AliasCue{Person: c[1] == "person", Quoted: c[1] == "quote", He: c[1] == "he", Thing: c[1] == "thing"})
	}
})

// Between reports whether the words between two names, in lower case, say that
// the second is another name of the first: ", alias", "(also known as".
func Between(words []string) bool {
	for len(words) > 0 {
		switch words[0] {
		case ",", "(", "–", "—", "-", "who", "which", "is", "was", "site", "formerly", "previously", "now":
			words = words[1:]
			continue
		}
		break
	}
	for len(words) > 0 {
		switch words[len(words)-1] {
		case "“", "\"", "‘", "'", "«", "``", "the":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	if len(words) == 0 {
		return false
	}
	c, n := AliasCues().Longest(words)
	return n == len(words) && !c.Quoted && !c.Person
}

// Lead is a phrase that leads from a noun to the names of what it stands for.
type Lead struct{ List bool } // to several, else to one

// Leads finds such phrases.
var Leads = once(func(t *Table[Lead]) {
	for c := range rows("leads.tsv", 2) {
		t.Add(c[0], Lead{c[1] == "list"})
	}
})

// LeadBefore returns the number of words of the longest lead, to a list or to one
// name, that words end with, 0 for none.
func LeadBefore(words []string, list bool) int {
	for n := min(5, len(words)); n > 0; n-- {
		if l, k := Leads().Longest(words[len(words)-n:]); k == n && l.List == list {
			return n
		}
	}
	return 0
}
