package relation

import (
	"iter"

	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// fillBeside looks for what noun i is said of, or who a group of people is:
// "Peter Nash, an Australian who moderated it", "the Dutchman X", "among those
// arrested is X", "the two opened it".
func (r *reader) fillBeside(out []filler, i int, want kindSet, how string, depth int) []filler {
	t := r.tree
	before := len(out)
	if h := t.Head(i); t.token(i).Rel == "appos" && h >= 0 {
		if m := r.mentionAt(h, want); m >= 0 {
			out = r.see(out, m, because(how, "apposition"))
			if r.plural(i) {
				out = r.wholeRow(out, m, want, how) // "X, Y and Z, all of them students"
			}
			return out
		}
	}
	out = r.fillAmong(out, i, want, how, depth)
	if n, ok := lexicon.PersonNouns().Get(t.Lemma(i)); len(out) == before && want == kindsOf(ontology.Person) && ok && !n.Post && r.heads[i] < 0 {
		if m := r.holderBehind(i, want); m >= 0 { // "its alleged operator in Leeds: X"
			out = r.see(out, m, because(how, "nearby"))
		}
	}
	if lemma := t.Lemma(i); len(out) == before && r.heads[i] < 0 {
		switch {
		case (lemma == "they" || lemma == "them") && want.has(ontology.Agency):
			out = r.agentsBefore(out, i, want, how)
		case lemma == "there" && want == kindsOf(ontology.Place):
			if m := r.placeBefore(i); m >= 0 {
				out = r.see(out, m, because(how, "“there”"))
			}
		case (lemma == "there" || lemma == "here") && want&sites == want:
			if f, why := r.focusAt(i, want); f >= 0 {
				out = put(out, filler{f, -1, because(how, why)})
			}
		}
	}
	if len(out) == before && want&sites == want {
		if m := r.saidOf(i, want); m >= 0 {
			return r.see(out, m, because(how, "apposition"))
		}
		out = r.sitesNamedNext(out, i, how)
	}
	if len(out) == before && want == actors {
		out = r.policeThere(out, i, how)
	}
	if len(out) == before && want.has(ontology.Person) && want&^kindsOf(ontology.Person) == 0 {
		out = r.together(out, i, how)
		if len(out) == before {
			out = r.oneByOne(out, i, how)
		}
	}
	return out
}

// fillAmong appends those whom noun i is said of as one or some of a group: "X was one of
// five people arrested", "among those arrested is X", "those arrested include X".
func (r *reader) fillAmong(out []filler, i int, want kindSet, how string, depth int) []filler {
	t := r.tree
	among := t.preposition(i)
	if h := t.Head(i); h >= 0 && isRel(t.token(i).Rel, "nmod") && isCount(t.Lemma(h)) && t.Dep(h, "cop") >= 0 {
		// "X was one of five people arrested"
		if s := t.Dep(h, "nsubj"); s >= 0 {
			out = r.fillFrom(out, s, want, because(how, "one of them"), depth+1)
		}
	}
	for c := range t.Deps(i) {
		switch {
		case t.Is(c, "flat"):
			out = r.fillFrom(out, c, want, how, depth+1)
		case (among == "among" || among == "amongst") && t.Is(c, "nsubj") && t.Dep(i, "cop") >= 0 && !r.near(i).denied:
			out = r.fillFrom(out, c, want, because(how, "among"), depth+1)
		}
	}
	h := t.Head(i)
	if h >= 0 && t.Lemma(h) != "include" {
		h = t.Head(h) // "markets showing a banner include X"
	}
	if h >= 0 && t.Is(i, "nsubj") && t.Lemma(h) == "include" {
		for c := range t.Deps(h) {
			if t.token(c).Rel == "obj" {
				out = r.fillFrom(out, c, want, because(how, "list"), depth+1)
			}
		}
	}
	return out
}

// placeBefore returns the place that "there" at token i stands for: the last one that
// the sentence or the one before it says that somebody or something is in, or -1.
func (r *reader) placeBefore(i int) int {
	first := r.doc.Sentences[max(r.tree.Sentence(i)-1, 0)].First
	for k := i - 1; k > first; k-- {
		m := r.starts[k]
		if m < 0 || r.kind(int(m)) != ontology.Place || r.doc.Mentions[m].Form != text.Proper {
			continue
		}
		switch r.tree.Lemma(k - 1) {
		case "in", "at", "from", "of", "near", "to":
			if k-1 > first && r.tree.form(k-2) == "," && r.starts[k-1] >= 0 {
				continue
			}
			return int(m)
		}
	}
	return -1
}

// agentsBefore appends the agency or the country whose people "they" are, named
// earlier in the sentence or, for "their agents", in the one before: "FBI agents took
// his laptop when they arrested him".
func (r *reader) agentsBefore(out []filler, i int, want kindSet, how string) []filler {
	s := r.tree.Sentence(i)
	first := r.doc.Sentences[s].First
	if r.agencyNoun(i) && s > 0 && r.doc.Sentences[s-1].Paragraph == r.doc.Sentences[s].Paragraph {
		first = r.doc.Sentences[s-1].First
	}
	for k := i - 1; k >= first && k >= i-widest; k-- {
		m := r.heads[k]
		if m < 0 || !want.has(r.kind(int(m))) || !r.isAuthority(int(m)) {
			continue
		}
		out = r.see(out, int(m), because(how, "“they”"))
		return r.withRun(out, int(m), want, how)
	}
	return out
}

// sitesNamedNext appends the sites that "two of the largest markets" turn out to
// be in the sentences that follow.
func (r *reader) sitesNamedNext(out []filler, i int, how string) []filler {
	if !r.kindNoun(i) || r.tree.token(i).XPOS != "NNS" || r.cover[i] >= 0 {
		return out
	}
	size := 0
	if n := r.tree.Dep(i, "nummod"); n >= 0 {
		size = groupSize(r.tree.Lemma(n))
	} else if h := r.tree.Head(i); h >= 0 && r.tree.Is(i, "nmod") {
		size = groupSize(r.tree.Lemma(h))
	}
	if size < 2 {
		return out
	}
	for n := range r.runsNear(i, 0, groupReach) {
		members := r.runs[n].members
		if len(members) != size || !sites.has(r.kind(int(members[0]))) {
			continue
		}
		for _, m := range members {
			out = r.see(out, int(m), because(how, "“"+r.tree.form(i)+"”, which are named next"))
		}
		return out
	}
	return out
}

// together appends the people that a word for several of them stands for: those
// that were last named together, or those that are named for it next.
func (r *reader) together(out []filler, i int, how string) []filler {
	if m := r.heads[i]; m >= 0 && !(r.kind(int(m)) == ontology.Place && r.plural(i)) {
		return out // "the two Bulgarians" are people
	}
	all := func(members []int32, why string) []filler {
		for _, m := range members {
			out = r.see(out, int(m), because(how, "“"+r.tree.form(i)+"”, "+why))
		}
		return out
	}
	take := func(n int, why string) []filler { return all(r.runs[n].members, why) }
	size := r.groupAt(i)
	if size == 0 {
		return all(r.family(i), "who are called so")
	}
	if n := r.rowBehindColon(i); n >= 0 {
		return take(n, "who are listed")
	}
	if n := r.rowBehindComma(i, size); n >= 0 {
		return take(n, "who are named")
	}
	definite := r.definite(i)
	for n := range r.runsNear(i, 0, groupReach) {
		members := r.runs[n].members
		if r.namedAs[n] || size > 1 && !definite && len(members) == size && r.kind(int(members[0])) == ontology.Person && r.doc.Mentions[members[0]].First > i {
			return take(n, "who are named next")
		}
	}
	if n := r.arrestedNext(i); n >= 0 && !definite {
		return take(n, "who are named next")
	}
	if size < 0 && !definite {
		return out
	}
	last := -1
	for n := range r.runsNear(i, -groupReach, 0) {
		members := r.runs[n].members
		if r.kind(int(members[0])) == ontology.Person && (size <= 1 || len(members) == size) && r.doc.Mentions[members[0]].First < i {
			last = n
		}
	}
	if last >= 0 {
		return take(last, "named together before")
	}
	if definite || r.announcesAll(i, size) {
		return all(r.allSuspects(i, size), "the suspects of the article")
	}
	return out
}

// groupAt returns how many people the word at token i stands for, as groupSize does,
// and -1 for a noun that does not say how many.
func (r *reader) groupAt(i int) int {
	if size := groupSize(r.tree.Lemma(i)); size != 0 {
		return size
	}
	n, ok := lexicon.PersonNouns().Get(r.lower[i])
	if d, folk := lexicon.Demonyms().Get(r.tree.form(i)); folk && d.People && r.plural(i) {
		n.Plural, ok = true, true
	}
	if !ok || !n.Plural {
		n, ok = lexicon.PersonNouns().Get(r.tree.Lemma(i))
		if !ok || n.Post || !r.plural(i) {
			return 0
		}
	}
	if num := r.tree.Dep(i, "nummod"); num >= 0 {
		if size := groupSize(r.tree.Lemma(num)); size > 1 {
			return size
		}
	}
	return -1
}

// definite reports whether noun i is one of people spoken of before: "the
// defendants", "the two men".
func (r *reader) definite(i int) bool {
	if r.tree.Lemma(i) == "both" {
		return true
	}
	if i == r.tree.sentence(i).First {
		return false
	}
	k := i - 1
	if r.tree.token(k).UPOS == text.NUM {
		k--
	}
	return k >= r.tree.sentence(i).First && (r.lower[k] == "the" || r.lower[k] == "both" || r.lower[k] == "these" || r.lower[k] == "all")
}

// rowBehindColon returns the run of people behind the colon that follows token i in its
// sentence: "three men accused of running X: A, B and C"; -1 for none.
func (r *reader) rowBehindColon(i int) int {
	last := r.tree.sentence(i).Last
	for k := i + 1; k+1 < last && k <= i+widest; k++ {
		if r.tree.form(k) != ":" {
			continue
		}
		if m := r.starts[k+1]; m >= 0 && r.kind(int(m)) == ontology.Person && r.runOf[m] >= 0 && r.runs[r.runOf[m]].members[0] == m {
			return int(r.runOf[m])
		}
		return -1
	}
	return -1
}

// runsNear yields the runs of the sentences between from and to sentences from
// that of token i.
func (r *reader) runsNear(i, from, to int) iter.Seq[int] {
	s := r.tree.Sentence(i)
	first, last := max(s+from, 0), min(s+to+1, len(r.doc.Sentences))
	return func(yield func(int) bool) {
		for n := r.firstRun[first]; n < r.firstRun[last]; n++ {
			if !yield(n) {
				return
			}
		}
	}
}

// findNamed marks the runs of people that the text names for a group: "they are
// named as X, Y and Z".
func (r *reader) findNamed() {
	r.namedAs = make([]bool, len(r.runs))
	for n := range r.runs {
		m := &r.doc.Mentions[r.runs[n].members[0]]
		if r.kind(int(r.runs[n].members[0])) != ontology.Person || m.First < 2 || r.tree.Sentence(m.First) != r.tree.Sentence(m.First-2) {
			continue
		}
		if r.tree.form(m.First-1) != "as" {
			continue
		}
		for k := m.First - 2; k >= max(r.tree.sentence(m.First).First, m.First-6); k-- {
			if l := r.tree.Lemma(k); l == "name" || l == "identify" {
				r.namedAs[n] = true // "identified the two as X and Y"
			}
		}
	}
}

// groupReach is how many sentences back a group may have been named.
const groupReach = 3

// groupSize returns how many people a word stands for: 1 for any number of them,
// 0 if it is no word for a group.
func groupSize(lemma string) int {
	switch lemma {
	case "two", "both", "pair", "duo", "couple":
		return 2
	case "three", "trio":
		return 3
	case "four", "quartet":
		return 4
	case "five":
		return 5
	case "six":
		return 6
	case "seven":
		return 7
	case "they", "them":
		return 1
	}
	return 0
}

// rowBehindComma returns the run of that many people behind a comma that follows token i
// in its sentence: "the two men suspected of running X, A and B, are …"; -1 for none.
func (r *reader) rowBehindComma(i, size int) int {
	s := r.tree.Sentence(i)
	if size < 2 {
		return -1
	}
	for n := r.firstRun[s]; n < r.firstRun[s+1]; n++ {
		members := r.runs[n].members
		first := r.doc.Mentions[members[0]].First
		if len(members) != size || r.kind(int(members[0])) != ontology.Person || first < i+2 || first > i+widest {
			continue
		}
		switch r.tree.form(first - 1) {
		case ",", "–", "—", "-":
			return n
		}
	}
	return -1
}

// arrestedNext returns the run of people with which the sentence after that of token i
// begins if it brings them in: "its administrators are in custody. A, 26, and B, 28, were
// arrested in …"; -1 for none.
func (r *reader) arrestedNext(i int) int {
	s := r.tree.Sentence(i) + 1
	if s >= len(r.doc.Sentences) || r.doc.Sentences[s].First >= r.doc.Sentences[s].Last {
		return -1
	}
	m := r.personNamed(r.doc.Sentences[s].First)
	if m < 0 || r.runOf[m] < 0 || !r.bringsIn(m) {
		return -1
	}
	return int(r.runOf[m])
}
