package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/text"
)

// kindSet is a set of kinds of nodes.
type kindSet uint16

func kindsOf(kinds ...ontology.NodeKind) (set kindSet) {
	for _, k := range kinds {
		set |= 1 << k
	}
	return set
}

func (s kindSet) has(k ontology.NodeKind) bool { return s&(1<<k) != 0 }

// Sets that several rules share.
var (
	sites  = kindsOf(ontology.Marketplace, ontology.Service)
	bodies = kindsOf(ontology.Agency, ontology.Organization)
	actors = kindsOf(ontology.Agency, ontology.Place)
)

// filler is an entity that a word stands for.
type filler struct {
	entity  int
	mention int    // -1 if no mention says so
	how     string // how the word led to the entity, "" if it names it
}

// mostFillers bounds what a word may stand for: the members of a list are joined
// with those of another one pairwise.
const mostFillers = 96

// put appends f unless its entity is there already.
func put(out []filler, f filler) []filler {
	for i := range out {
		if out[i].entity == f.entity {
			return out
		}
	}
	if len(out) >= mostFillers {
		return out
	}
	return append(out, f)
}

// see puts the entity of mention m.
func (r *reader) see(out []filler, m int, how string) []filler {
	return put(out, filler{r.doc.Mentions[m].Entity, m, how})
}

// fillFrom appends the entities of the wanted kinds that token i stands for: the
// one that it names or refers to, what is coordinated with it or in apposition
// to it, the members of a list that it announces, and what a noun like
// "officers" or "servers" points through to. The words that led to i are how.
func (r *reader) fillFrom(out []filler, i int, want kindSet, how string, depth int) []filler {
	if i < 0 || depth > 5 {
		return out
	}
	t := r.tree
	before := len(out)
	if m := r.mentionAt(i, want); m >= 0 {
		out = r.see(out, m, how)
		out = r.withRun(out, m, want, how)
	} else {
		out = r.fillThrough(out, i, want, how, depth)
		if len(out) == before {
			out = r.fillBeside(out, i, want, how, depth)
		}
	}
	found := len(out) > before
	for c := range t.Deps(i) {
		switch rel := t.token(c).Rel; {
		case rel == "conj":
			if r.parted(i, c) {
				continue
			}
			if up := t.token(c).UPOS; up == text.NOUN || up == text.PROPN || up == text.PRON || up == text.NUM || up == text.X || up == text.ADJ {
				out = r.fillFrom(out, c, want, how, depth+1)
			}
		case (rel == "appos" || rel == "list") && !found:
			out = r.fillFrom(out, c, want, because(how, "apposition"), depth+1)
			if m := r.mentionAt(c, want); m >= 0 && r.plural(i) {
				out = r.wholeRow(out, m, want, how)
			}
		case isRel(rel, "nmod") && isExample(t.preposition(c)):
			out = r.fillFrom(out, c, want, because(how, "list"), depth+1)
		}
	}
	return out
}

// parted reports whether a semicolon before a clause of its own stands between
// tokens i and c, which trees hang together all the same.
func (r *reader) parted(i, c int) bool {
	for k := max(i, c-widest); k < c; k++ {
		if r.tree.form(k) == ";" && r.newClause(k) {
			return true
		}
	}
	return false
}

// wholeRow appends the members of the run that mention m is in, whatever is said
// of them in between: "his two co-administrators, X, 46, of Leeds, and Y".
func (r *reader) wholeRow(out []filler, m int, want kindSet, how string) []filler {
	if r.runOf[m] < 0 {
		return out
	}
	for _, other := range r.runs[r.runOf[m]].members {
		if int(other) != m && want.has(r.kind(int(other))) {
			out = r.see(out, int(other), because(how, "in a row with it"))
		}
	}
	return out
}

// plural reports whether token i is a plural noun.
func (r *reader) plural(i int) bool {
	x := r.tree.token(i).XPOS
	return x == "NNS" || x == "NNPS"
}

// isExample reports whether a preposition introduces members of a set.
func isExample(prep string) bool {
	switch prep {
	case "including", "include", "like", "such", "e.g.", "namely":
		return true
	}
	return false
}

func because(how, more string) string {
	if how == "" {
		return more
	}
	return how + ", " + more
}

// mentionAt returns the mention of a wanted kind that token i heads, or else
// that it stands in, or -1.
func (r *reader) mentionAt(i int, want kindSet) int {
	for m := r.heads[i]; m >= 0; m = r.nextHead[m] {
		if want.has(r.kind(int(m))) {
			return int(m)
		}
	}
	if r.heads[i] < 0 {
		if m := r.cover[i]; m >= 0 && want.has(r.kind(int(m))) && r.doc.Mentions[m].Form == text.Proper {
			return int(m)
		}
	}
	return -1
}

// kind returns the kind of the entity of mention m, 0 if it has none.
func (r *reader) kind(m int) ontology.NodeKind {
	if e := r.doc.Mentions[m].Entity; e >= 0 {
		return r.doc.Entities[e].Kind
	}
	return 0
}
