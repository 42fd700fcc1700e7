package entity

import (
	"strings"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// fellows finds lists of names and lets each element count for the others.
func (w *witness) fellows() {
	lists := w.lists()
	w.traded(lists)
	w.examples(lists)
	for _, l := range lists {
		w.headOfList(l)
		k, ok := w.common(l)
		if !ok {
			continue
		}
		weight := 2.0
		if k == ontology.Organization && w.firms(l) {
			weight = 5 // "Barclays, HSBC, Halifax and Lloyds": banks may be called like towns
		}
		if k == ontology.Operation && len(l) < 3 {
			continue // "Operation Adam Bomb, Adam being …"
		}
		for _, i := range l {
			w.all[w.of[i]].ballot.cast(k, weight, "a list of such names")
		}
	}
}

// common returns the kind that the elements of a list share, as far as they have
// one. Sites, places and people come in lists of their own kind; agencies are
// thanked along with companies, so that most of a list has to be agencies.
func (w *witness) common(l []int) (ontology.NodeKind, bool) {
	var support [12]int
	decided := 0
	for _, i := range l {
		sum, _ := w.all[w.of[i]].ballot.scores()
		k := leader(sum)
		switch {
		case sum[k] >= 3, online(k) && sum[k] >= 2.5, k == site && sum[k] >= 1.25:
			support[k]++
			if sum[k] >= 3 {
				decided++
			}
		}
	}
	for _, k := range [...]ontology.NodeKind{ontology.Marketplace, ontology.Service} {
		if support[k] > 0 {
			support[k] += support[site]
			support[site] = 0
		}
	}
	best := site
	for k := range support {
		if support[k] > support[best] {
			best = ontology.NodeKind(k)
		}
	}
	n := support[best]
	if n == 0 || decided > 0 && n*2 < decided {
		return 0, false
	}
	switch best {
	case site, ontology.Marketplace, ontology.Service, ontology.Place:
		return best, n*5 >= len(l)
	case ontology.Person:
		return best, n*3 >= len(l) && len(l) > 2
	}
	return best, n*3 >= len(l)
}

// examples reads what single names are examples of: "forums such as X".
func (w *witness) examples(lists [][]int) {
	listed := map[int]bool{}
	for _, l := range lists {
		for _, i := range l {
			listed[i] = true
		}
	}
	for i, sp := range w.spans {
		first, _ := w.bounds(sp.first)
		if listed[i] || sp.first-first < 2 {
			continue
		}
		switch w.lower[sp.first-1] {
		case "as", "including", "like", "namely", "notably":
			w.headOfList([]int{i})
		}
	}
}

// firms reports whether most of a list are surely organisations.
func (w *witness) firms(l []int) bool {
	n := 0
	for _, i := range l {
		sum, _ := w.all[w.of[i]].ballot.scores()
		if leader(sum) == ontology.Organization && sum[ontology.Organization] >= 3 {
			n++
		}
	}
	return n > 1 && n*2 > len(l)
}

// leader returns the kind with the highest score, site included.
func leader(sum [12]float64) ontology.NodeKind {
	best := site
	for k := range sum {
		if sum[k] > sum[best] {
			best = ontology.NodeKind(k)
		}
	}
	return best
}

// lists returns the lists of the article: spans with nothing but commas, "and",
// "or" and articles between them.
func (w *witness) lists() [][]int {
	var out [][]int
	var run []int
	flush := func() {
		if len(run) > 1 {
			out = append(out, run)
		}
		run = nil
	}
	for i := range w.spans {
		if i > 0 && len(run) > 0 && !w.fellow(w.spans[i-1], w.spans[i]) {
			flush()
		}
		run = append(run, i)
	}
	flush()
	return out
}

// fellow reports whether r follows l in a list.
func (w *witness) fellow(l, r span) bool {
	if w.sentence[l.first] != w.sentence[r.first] || r.first-l.last > 4 || r.first == l.last {
		return false
	}
	comma := false
	for i := l.last; i < r.first; i++ {
		if i+1 == r.first && comma && w.follows(l.first, w.lower[i]) {
			switch w.lower[i] {
			case "on", "from", "to", "at", "by":
				continue // "on X and on Y"
			}
		}
		switch w.lower[i] {
		case ";":
			if _, end := w.bounds(r.first); r.last < end && w.tag(r.last) == text.VERB {
				return false // another clause
			}
			comma = true
		case ",", "and", "or", "&", "/", "nor":
			comma = true
		case "the", "(", ")", "”", "“", "\"", "also", "as", "well":
		default:
			return false
		}
	}
	return comma
}

// follows reports whether a preposition stands before token i, over the noun of what i
// names at most: "on the market X".
func (w *witness) follows(i int, preposition string) bool {
	first, _ := w.bounds(i)
	for k := i - 1; k >= max(first, i-4); k-- {
		if w.lower[k] == preposition {
			return true
		}
		if w.tag(k) != text.NOUN && w.tag(k) != text.ADJ && w.tag(k) != text.DET {
			break
		}
	}
	return false
}

// headOfList reads the noun that a list hangs on: "markets such as A, B and C".
func (w *witness) headOfList(l []int) {
	sp := w.spans[l[0]]
	first, _ := w.bounds(sp.first)
	at := sp.first
	for at > first && (w.quote(at-1) || w.lower[at-1] == "the" || w.words[at-1] == ")") {
		at--
	}
	if w.includes(l) {
		return
	}
	found := false
	if n := lexicon.LeadBefore(w.lower[max(first, at-5):at], true); n > 0 {
		at -= n
		for at > first && (w.tag(at-1) == text.ADV || w.lower[at-1] == "," || w.lower[at-1] == "include" || w.lower[at-1] == "were") {
			at--
		}
		found = true
	}
	for n := min(5, at-first); n >= 1; n-- {
		words := w.lower[at-n : at]
		if p, m := lexicon.PersonNouns().Longest(words); m == n && p.Plural {
			switch words[n-1] {
			case "partners", "members", "victims", "customers", "clients", "users":
				return // bodies are called so, too
			}
			for _, i := range l {
				w.all[w.of[i]].ballot.cast(ontology.Person, 3, "listed under "+strings.Join(words, " "))
			}
			return
		}
		if c, ok := cues()["is "+strings.TrimSuffix(words[n-1], "s")]; ok && n == 1 && strings.HasSuffix(words[0], "s") && c.kinds[0] == site {
			for _, i := range l {
				w.all[w.of[i]].ballot.cast(site, 2, "listed under "+words[0]) // "rivals X and Y"
			}
			return
		}
		h, m := lexicon.HeadNouns().Longest(words)
		if m != n || !found && !h.Plural {
			continue
		}
		w.castList(l, h, at-n, at)
		return
	}
	if !found {
		return
	}
	// "Other markets now showing nothing but badges include A, B and C."
	for end := at; end > max(first, at-12); end-- {
		for n := min(4, end-first); n >= 1; n-- {
			if h, m := lexicon.HeadNouns().Longest(w.lower[end-n : end]); m == n && h.Plural {
				w.castList(l, h, end-n, end)
				return
			}
		}
	}
}

// castList votes by the noun [from, to) that a list hangs on.
func (w *witness) castList(l []int, h lexicon.HeadNoun, from, to int) {
	for _, i := range l {
		w.castHead(h, from, to, "listed under ", &w.all[w.of[i]].ballot)
	}
}

// includes reads "the markets include A, B and C" by the tree.
func (w *witness) includes(l []int) bool {
	sp := w.spans[l[0]]
	head := headOf(w.doc.Tokens, sp.first, sp.last)
	if subject := w.trees.Dep(head, "nsubj"); subject >= 0 && w.trees.Lemma(subject) == "name" {
		for _, i := range l {
			w.all[w.of[i]].ballot.cast(ontology.Person, 3, "listed as names")
		}
		return true
	}
	verb := w.trees.Head(head)
	if verb < 0 || w.trees.Lemma(verb) != "include" {
		return false
	}
	subject := w.trees.Dep(verb, "nsubj")
	if subject < 0 {
		return false
	}
	first, _ := w.bounds(subject)
	for n := min(4, subject+1-first); n >= 1; n-- {
		words := w.lower[subject+1-n : subject+1]
		if h, m := lexicon.HeadNouns().Longest(words); m == n {
			for _, i := range l {
				w.castHead(h, subject+1-n, subject+1, "listed under ", &w.all[w.of[i]].ballot)
			}
			return true
		}
	}
	return false
}
