package lexicon

// AliasCues finds phrases in lower case that introduce another name of somebody
// or something.
var AliasCues = once(func(t *Table[AliasCue]) {
	for c := range rows("aliases.tsv", 2) {
		t.Add(c[0], AliasCue{Person: c[1] == "person", Quoted: c[1] == "quote", He: c[1] == "he"})
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
	return n == len(words) && !c.Quoted
}
