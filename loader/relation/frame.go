package relation

import "onymous/graph/ontology"

// slot is the part that a word plays in what a trigger says, the same for
// "X closed Y", "Y was closed by X", "Y, closed by X", "X, which closed Y" and
// "the closure of Y by X".
type slot uint8

// The slots.
const (
	none      slot = iota
	agent          // who does it
	patient        // whom or what it is done to
	holder         // who is what a noun says: "X, the founder", "X is the founder", "founder X"
	possessor      // "Y's founder"
	compound       // "the Y founder", "the FBI director"
	marked         // after a preposition: "founder of Y", "arrested in Z"
	self           // the trigger itself, when it is a mention

	// Slots that no word of the frame fills.

	operation   // the operation that the sentence is about
	focus       // the market or service that the sentence is about
	topic       // the site that the article is about
	closest     // the market or service that stands closest to the trigger
	around      // whatever stands around the trigger
	authorities // the agencies and countries that act around the trigger
)

// argument is a word in a slot of a frame.
type argument struct {
	slot  slot
	prep  string // of slot marked
	token int
	how   string // how the slot was found, "" for the plain way
}

// frame gathers the arguments of trigger t at token i. What it returns is good
// until the next call.
func (r *reader) frame(i int, t *trigger) []argument {
	r.args = r.args[:0]
	switch {
	case t.verb:
		r.verb(i)
	case t.prep:
		r.preposed(i)
	default:
		r.noun(i)
	}
	return r.within(i)
}

// within drops the arguments that a semicolon parts from trigger i.
func (r *reader) within(i int) []argument {
	s := r.tree.sentence(i)
	first, last := s.First, s.Last
	for k := s.First; k < s.Last; k++ {
		if r.tree.form(k) != ";" {
			continue
		}
		if k < i {
			first = k
		} else {
			last = k
			break
		}
	}
	kept := r.args[:0]
	for _, a := range r.args {
		if a.token >= first && a.token < last {
			kept = append(kept, a)
		}
	}
	return kept
}

func (r *reader) argue(s slot, token int, how string) {
	if token >= 0 {
		r.args = append(r.args, argument{slot: s, token: token, how: how})
	}
}

// oblique puts what follows a preposition, and what follows a preposition inside
// it: parsers often hang "in Bangkok by the police" together.
func (r *reader) oblique(c int, prep string) {
	t := r.tree
	token, how := c, ""
	if a, h := r.antecedent(t.Head(c), c); a >= 0 {
		token, how = a, h
	}
	r.args = append(r.args, argument{slot: marked, prep: prep, token: token, how: how})
	if prep == "together" && r.asVerb && r.mentionAt(c, kindsOf(ontology.Person)) < 0 && !r.passive(t.Head(c)) {
		r.argue(agent, token, "“together with”")
	}
	for m := range t.Deps(c) {
		if isRel(t.token(m).Rel, "nmod") {
			// "the seizure in January of X"
			p := t.preposition(m)
			if r.lists.is("errand", t.Lemma(c)) || p == "by" && r.lists.is("action", t.Lemma(c)) {
				continue // "arrested on a warrant from X", "in connection with an inquiry by X"
			}
			if p != "" && (p != "of" || prep == "in" || prep == "on") {
				r.args = append(r.args, argument{slot: marked, prep: p, token: m, how: "nested phrase"})
			}
		}
	}
}
