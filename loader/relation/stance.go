package relation

import (
	"strings"

	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// stance is what the text does with a statement other than making it.
type stance struct {
	denied  bool // "did not get", "failed to close", "no arrests"
	unreal  bool // "if the police close it", "plans to arrest", "could have", a question
	able    bool // "could be reached": unreal except where being able says it all
	future  bool // "will be extradited"
	alleged bool // "is said to have founded", "the suspected operator"
	claimed bool // "prosecutors say that he ran it"
	by      string
}

func (s *stance) merge(o stance) {
	s.denied = s.denied || o.denied
	s.unreal = s.unreal || o.unreal
	s.able = s.able || o.able
	s.future = s.future || o.future
	s.alleged = s.alleged || o.alleged
	s.claimed = s.claimed || o.claimed
	if s.by == "" {
		s.by = o.by
	}
}

// attitude is what a word does with the statement below it.
type attitude uint8

// The attitudes.
const (
	neutral attitude = iota
	denies           // deny, fail, refuse
	plans            // plan, want, try
	alleges          // accuse, suspect, believe
	reports          // say, announce: an allegation when the police say it of a suspect
)

// stance returns how the text treats what token i says: by the words that hang
// on it and by those that it hangs on.
func (r *reader) stance(i int) stance {
	t := r.tree
	s := r.near(i)
	switch sentence := t.sentence(i); {
	case r.question(sentence) && !r.presupposed(i):
		s.unreal, s.by = true, "question"
	case r.inverted(i, sentence.First):
		s.unreal, s.by = true, "inversion"
	}
	at := i
	if t.Is(i, "obj") && r.isPersonNoun(i) {
		return s // "they arrested its owner": that there is one is presupposed
	}
	for range maxClimb {
		h := t.Head(at)
		if h < 0 {
			return s
		}
		s.merge(r.above(at, h))
		if !r.carries(at, h) {
			return s
		}
		// Below a complement the upper verb's own denial counts: "he did not
		// say that …" leaves the statement open.
		up := r.near(h)
		up.alleged = up.alleged && (t.token(h).UPOS != text.NOUN || t.Is(at, "conj"))
		s.merge(up)
		at = h
	}
	return s
}

// presupposed reports whether token i is told of a noun by a relative clause, whatever
// is asked about that: "Remember X, the forum that the police closed in 2022?"
func (r *reader) presupposed(i int) bool {
	for range maxClimb {
		if r.tree.token(i).Rel == "acl:relcl" {
			return true
		}
		if i = r.tree.Head(i); i < 0 || r.finite(i) {
			return false
		}
	}
	return false
}

func (r *reader) isPersonNoun(i int) bool {
	_, ok := lexicon.PersonNouns().Get(r.tree.Lemma(i))
	return ok && r.tree.token(i).UPOS == text.NOUN
}

func (r *reader) question(s *text.Sentence) bool {
	for i := s.Last - 1; i >= s.First && i >= s.Last-3; i-- {
		switch r.tree.form(i) {
		case "?":
			return true
		case "”", "\"", "’", "'", ")", "»":
			continue
		}
		return false
	}
	return false
}

// carries reports whether what holds for h holds for at, which depends on it.
func (r *reader) carries(at, h int) bool {
	switch rel := r.tree.token(at).Rel; {
	case rel == "acl:relcl", isRel(rel, "appos"), isRel(rel, "nmod:poss"):
		return false // presupposed
	case isRel(rel, "ccomp"), isRel(rel, "xcomp"), isRel(rel, "csubj"):
		return true
	case isRel(rel, "nmod"):
		return isCount(r.tree.Lemma(h)) // "one of the moderators"
	case isRel(rel, "conj"):
		// Only the auxiliaries of a shared verb phrase carry over.
		return r.tree.Dep(at, "nsubj") < 0 && r.tree.Dep(at, "aux") < 0 && r.tree.token(h).UPOS == r.tree.token(at).UPOS
	case isRel(rel, "advcl"), rel == "acl":
		m := r.tree.Dep(at, "mark")
		if m >= 0 && r.tree.form(m) == "to" && isRel(rel, "advcl") {
			return true // "he hid behind a nickname to run it"
		}
		return m >= 0 && r.lists.attitudes[r.tree.Lemma(h)] != neutral && m < at
	case isRel(rel, "obj"):
		return r.tree.token(at).UPOS == text.NOUN && r.tree.token(h).UPOS == text.VERB
	}
	return false
}

// near reads the words that hang on token i.
func (r *reader) near(i int) (s stance) {
	t := r.tree
	verb := t.token(i).UPOS == text.VERB || t.token(i).UPOS == text.AUX
	for c := range t.Deps(i) {
		lemma := t.Lemma(c)
		switch rel := t.token(c).Rel; {
		case rel == "advmod" || rel == "det" || rel == "cc:preconj" || rel == "cc":
			s.word(r, c, lemma)
			if rel == "det" && lemma == "no" {
				s.denied, s.by = true, "no"
			}
		case rel == "aux":
			s.modal(lemma)
		case rel == "mark":
			if lemma == "if" || lemma == "unless" || lemma == "whether" {
				s.unreal, s.by = true, lemma
			}
		case isRel(rel, "nsubj") && verb:
			if lemma == "nobody" || lemma == "none" || lemma == "neither" || lemma == "nothing" || r.hasNo(c) {
				s.denied, s.by = true, t.form(c)
			}
		case rel == "amod" || rel == "nmod:desc" || isRel(rel, "compound"):
			if !verb && r.hedges(c, lemma) {
				s.alleged, s.by = true, r.tree.form(c)
			}
		case rel == "case":
			if lemma == "without" || lemma == "despite" && verb {
				s.denied, s.by = true, lemma
			}
		}
	}
	return s
}

func (s *stance) word(r *reader, c int, lemma string) {
	switch {
	case lemma == "not" || lemma == "n't" || lemma == "never" || lemma == "nor" || lemma == "neither" || lemma == "hardly" || lemma == "n’t":
		s.denied, s.by = true, lemma
	case r.hedges(c, lemma):
		s.alleged, s.by = true, r.tree.form(c)
	}
}

// hedges reports whether token c makes what it belongs to an allegation; taggers
// differ on whether "suspected" is a form of a verb.
func (r *reader) hedges(c int, lemma string) bool {
	return r.lists.hedges[lemma] || r.lists.hedges[strings.ToLower(r.tree.form(c))]
}

// modal reads an auxiliary.
func (s *stance) modal(lemma string) {
	switch lemma {
	case "can", "could", "ca":
		s.able, s.by = true, lemma
	case "may", "might", "would", "should", "'d", "ought":
		s.unreal, s.by = true, lemma
	case "will", "shall", "'ll", "wo":
		s.future, s.by = true, lemma
	}
}

// inverted reports whether participle i belongs to a condition without "if": "Had
// the FBI taken it down, …".
func (r *reader) inverted(i, first int) bool {
	if r.tree.token(i).XPOS != "VBN" {
		return false
	}
	for k := i - 1; k >= first && k >= i-widest; k-- {
		switch form := r.tree.form(k); {
		case strings.EqualFold(form, "had"):
			// "X, the biggest market, had been closed" is none
			up := r.tree.token(k + 1).UPOS
			return k < i-1 && r.opensClause(k) && up != text.AUX && up != text.ADV && up != text.PART && up != text.VERB
		case form == "," || form == ";" || r.finite(k):
			return false
		}
	}
	return false
}

// opensClause reports whether nothing of its clause stands before token c.
func (r *reader) opensClause(c int) bool {
	return c == r.tree.sentence(c).First || r.tree.token(c-1).UPOS == text.PUNCT || r.tree.token(c-1).UPOS == text.CCONJ
}

// attitudeOf returns what word h does with the statement below it; "turn down" denies.
func (r *reader) attitudeOf(h int) attitude {
	lemma := r.tree.Lemma(h)
	if p := r.tree.Dep(h, "compound:prt"); p >= 0 {
		if a := r.lists.attitudes[lemma+" "+r.tree.Lemma(p)]; a != neutral {
			return a
		}
	}
	return r.lists.attitudes[lemma]
}

// rewarded reports whether the sentence of token i only offers money to whoever does
// what it says.
func (r *reader) rewarded(i int) bool {
	for k := r.tree.sentence(i).First; k < i; k++ {
		switch r.lower[k] {
		case "reward", "rewards", "bounty", "anyone", "anybody", "whoever":
			return true
		}
	}
	return false
}

func (r *reader) hasNo(i int) bool {
	d := r.tree.Dep(i, "det")
	if d < 0 {
		return false
	}
	l := r.tree.Lemma(d)
	return l == "no" || l == "neither"
}

// above reads what token h, on which at depends, does with it.
func (r *reader) above(at, h int) (s stance) {
	t := r.tree
	rel := t.token(at).Rel
	attitude := r.attitudeOf(h)
	if attitude == neutral {
		return s
	}
	content := false
	switch {
	case isRel(rel, "xcomp"), isRel(rel, "ccomp"), isRel(rel, "csubj"):
		content = true
	case isRel(rel, "advcl"), rel == "acl":
		content = t.Dep(at, "mark") >= 0
	case isRel(rel, "parataxis"):
		content = attitude == reports || attitude == alleges
	case isRel(rel, "obj"), rel == "nsubj:pass":
		content = attitude == plans || attitude == denies || attitude == alleges
	case isRel(rel, "obl") && t.Dep(at, "cop") >= 0:
		content = true // "is said to be behind X"
	case isRel(rel, "obl"), isRel(rel, "nmod"):
		p := t.preposition(at)
		content = attitude != reports && (p == "of" || p == "with" || p == "for" || p == "from" || p == "to" || p == "at" || p == "against" || p == "as")
	}
	if !content {
		return s
	}
	switch attitude {
	case denies:
		s.denied = true
	case plans:
		s.unreal = true
	case alleges:
		s.alleged = true
	case reports:
		// "is said to have built" alleges; "the police say he built" reports.
		if r.passive(h) && t.token(h).UPOS == text.VERB {
			s.alleged = true
		} else {
			s.claimed = true
		}
	}
	s.by = t.form(h)
	return s
}
