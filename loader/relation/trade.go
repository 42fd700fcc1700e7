package relation

import (
	"onymous/graph/ontology"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// What a market sells, takes and runs on is said loosely: "the staples were
// cocaine and heroin", "one could pay in Bitcoin", "Tor only". So its rules take
// the things that stand somewhere around the trigger (slot around) and the site
// that stands closest (slot closest), unless the things are banned or seized.

// around appends the mentions of wanted kinds at most reach tokens from trigger
// i in its sentence.
func (r *reader) around(out []filler, i, reach int, want kindSet) []filler {
	s := r.tree.sentence(i)
	for k := max(s.First, i-reach); k < s.Last && k <= i+reach; k++ {
		m := r.starts[k]
		if m < 0 || !want.has(r.kind(int(m))) || r.broken(i, k) || r.refused(r.doc.Mentions[m].Head) {
			continue
		}
		out = r.see(out, int(m), "")
	}
	return out
}

// broken reports whether something between trigger i and token k begins another
// matter.
func (r *reader) broken(i, k int) bool {
	a, b := min(i, k), max(i, k)
	for x := a + 1; x < b; x++ {
		switch r.tree.form(x) {
		case ";":
			return true
		case ":":
			if k < i {
				return true
			}
		}
	}
	return false
}

// refused reports whether the things at token i are banned from the trade,
// seized, or otherwise not on offer.
func (r *reader) refused(i int) bool {
	at, verb := i, false
	for range 6 {
		h := r.tree.Head(at)
		if h < 0 || r.tree.token(at).Rel == "acl:relcl" {
			return false // "charged over X, a site that offered guns"
		}
		at = h
		if r.lists.is("refusal", r.tree.Lemma(at)) {
			return true
		}
		if !verb && r.tree.token(at).UPOS == text.VERB {
			if verb = true; r.near(at).denied {
				return true
			}
		}
	}
	return false
}

// closest appends the site that stands closest to trigger i in its sentence,
// before it rather than behind it, with those in a row with it. A noun that says
// itself what kind of site it speaks of ("a forum for stolen cards") speaks of a
// site only if a name hangs on it.
func (r *reader) closest(out []filler, i int, want kindSet) []filler {
	if r.kindNoun(i) {
		return out
	}
	s := r.tree.sentence(i)
	take := func(k int) bool {
		m := r.cover[k]
		if m < 0 || !want.has(r.kind(int(m))) {
			return false
		}
		out = r.see(out, int(m), "nearby")
		out = r.withRun(out, int(m), want, "nearby")
		return true
	}
	for k := i - 1; k >= s.First; k-- {
		if take(k) {
			return out
		}
	}
	for k := i + 1; k < s.Last; k++ {
		if take(k) {
			return out
		}
	}
	return out
}

// general reports whether trigger i is said of sites in general: "markets that
// trade in drugs".
func (r *reader) general(args []argument, i int) bool {
	first := r.tree.sentence(i).First
	for k := i - 1; k >= first && k >= i-3; k-- {
		if r.kindNoun(k) && r.heads[k] < 0 && r.cover[k] < 0 && r.tree.token(k).XPOS == "NNS" {
			return true
		}
	}
	for _, a := range args {
		if (a.slot == agent || a.slot == holder) && r.kindNoun(a.token) && r.heads[a.token] < 0 && r.tree.token(a.token).XPOS == "NNS" {
			return true
		}
	}
	return false
}

// kindNoun reports whether token i is a noun for a kind of site.
func (r *reader) kindNoun(i int) bool {
	if r.tree.token(i).UPOS != text.NOUN {
		return false
	}
	n, ok := lexicon.HeadNouns().Get(r.tree.Lemma(i))
	return ok && (n.Kind == ontology.Marketplace || n.Kind == ontology.Service)
}
