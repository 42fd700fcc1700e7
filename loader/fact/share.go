package fact

import "onymous/loader/text"

// addUp marks the numbers behind number k that add up to it as parts of it: "five people,
// three men and two women", "Eleven arrests: six in Italy, five in France".
func (r *reader) addUp(k int) {
	n, sum := &r.numbers[k], 0.0
	if n.kind&(person|arrested) == 0 || n.Currency != "" {
		return
	}
	for b := k + 1; b < len(r.numbers) && b <= k+longestList && r.numbers[b].first-n.last < reach; b++ {
		if r.numbers[b].kind&person == 0 && !r.numbers[b].bare {
			if r.sentence[r.numbers[b].first] == r.sentence[n.first] {
				return
			}
			continue
		}
		sum += r.numbers[b].Number
		if sum == n.Number && b > k+1 {
			for ; b > k; b-- {
				r.numbers[b].share = true
			}
			return
		}
		if sum > n.Number {
			return
		}
	}
}

// isWhole reports whether number n says of how many part is one: "two of the six
// defendants", "127 of the network's 250 servers".
func (r *reader) isWhole(part, n *number) bool {
	if n.first-part.last > longestAside || r.form(part.last) != "of" || r.sentence[part.last] != r.sentence[n.first] {
		return false
	}
	for i := part.last + 1; i < n.first; i++ {
		if r.isVerb(i) || r.pos(i) == text.PUNCT || r.pos(i) == text.CCONJ {
			return false
		}
	}
	return true
}

// isMore reports whether number n adds to others: "another two", "two more suspects".
func (r *reader) isMore(n *number) bool {
	switch r.form(n.first - 1) {
	case "another", "further":
		return true
	}
	switch r.form(n.last) {
	case "more", "further", "additional":
		return true
	}
	for i := n.first - 1; i > n.first-longestAside && i > 0; i-- {
		switch w := r.form(i); {
		case w == "including", (w == "them" || w == "whom") && (r.form(i-1) == "of" || r.form(i-1) == "among"):
			return true // "among them two policemen"
		case r.isVerb(i), r.pos(i) == text.PUNCT, r.pos(i) == text.NOUN:
			return false
		}
	}
	return false
}

// besides returns how many are named with whom the number counts as "others": one in
// "X was arrested alongside 16 others".
func (r *reader) besides(n *number) int {
	if n.noun < 0 || r.form(n.noun) != "others" && r.form(n.last) != "other" {
		return 0
	}
	if h := r.head(n.noun); h >= 0 && r.isRel(n.noun, "conj") {
		if r.isRel(h, "nmod") && r.nounKind(h)&person == 0 {
			h = r.head(h) // "the founder of the shop and three other people"
		}
		if r.nounKind(h)&person != 0 && r.token(h).XPOS == "NN" {
			return 1
		}
	}
	switch r.form(n.first - 1) {
	case "and", "with", "alongside":
	default:
		return 0
	}
	named, s := map[int]bool{}, r.near(n.first)
	for i := s.First; i < n.first; i++ {
		if e := r.entityAt(i, persons); e >= 0 && r.isProper(i) && !r.edges.officials[e] {
			named[e] = true
		}
	}
	if len(named) == 0 && n.governor >= 0 {
		for _, p := range r.patients(n.governor) {
			if d := r.child(p, "det"); p != n.noun && r.token(p).XPOS == "NN" && d >= 0 && (r.form(d) == "a" || r.form(d) == "an") {
				return 1 // "A man was arrested, along with two other men"
			}
		}
	}
	return len(named)
}
