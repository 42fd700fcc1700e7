// Package deed finds what the police did to whom: the words for raids, seizures
// and closures, and what they are said of.
package deed

import (
	"strings"

	"onymous/loader/internal/tree"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A Deed is a word that says that something was done to a site or a group.
type Deed struct {
	At     int // the token of the verb or noun
	Effect lexicon.Effect
	Noun   bool
	// Agents and Targets are the heads of the phrases for who did it and to what.
	// Targets behind a noun that stands for its owner ("the servers of X") are given
	// as the owner.
	Agents, Targets []int
	// Unreal says that it is denied, planned, asked, or only supposed.
	Unreal bool
}

// Find returns the deeds of the document in text order.
func Find(d *text.Doc, t *tree.Trees) []Deed {
	f := finder{d, t}
	var out []Deed
	for s := range d.Sentences {
		sent := &d.Sentences[s]
		if sent.Kind == text.Boiler {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			if deed, ok := f.at(i); ok {
				out = append(out, deed)
			}
		}
	}
	return out
}

type finder struct {
	doc *text.Doc
	*tree.Trees
}

func (f *finder) at(i int) (Deed, bool) {
	switch f.doc.Tokens[i].UPOS {
	case text.VERB:
		return f.verb(i)
	case text.NOUN, text.PROPN, text.ADJ:
		if d, ok := f.verb(i); ok && f.participle(i) {
			return d, true
		}
		return f.noun(i)
	}
	return Deed{}, false
}

// participle reports whether token i is the participle of a verb whatever its
// tag says.
func (f *finder) participle(i int) bool {
	return strings.HasPrefix(f.doc.Tokens[i].XPOS, "VB")
}

// verb reads a verb with its particle.
func (f *finder) verb(i int) (Deed, bool) {
	trigger, via, ok := f.phrase(i)
	if !ok || !trigger.Verb {
		return Deed{}, false
	}
	d := Deed{At: i, Effect: trigger.Effect, Unreal: f.unreal(i)}
	var objects []int
	passive := f.Dep(i, "nsubj:pass") >= 0 || f.Dep(i, "aux:pass") >= 0
	for c := range f.Deps(i) {
		switch {
		case f.is(c, "nsubj:pass"):
			objects = append(objects, c)
		case f.Is(c, "nsubj") && !passive:
			d.Agents = f.spread(d.Agents, c)
		case f.Is(c, "obj") && via < 0:
			objects = append(objects, c)
		case f.is(c, "obl:agent") || f.Is(c, "obl") && f.Preposition(c) == "by" && (passive || f.participle(i)):
			d.Agents = f.spread(d.Agents, c)
		}
	}
	if via >= 0 {
		objects = append(objects, via)
	}
	if len(objects) == 0 {
		objects = f.missing(objects, i)
	}
	for _, o := range objects {
		// A relative pronoun stands for what the clause hangs on.
		if f.relative(o) {
			d.Targets = f.heads(d.Targets, f.antecedent(i))
			continue
		}
		d.Targets = f.spread(d.Targets, o)
	}
	if len(d.Targets) == 0 {
		return Deed{}, false
	}
	if len(d.Agents) == 0 && !passive {
		d.Agents = f.shared(i)
	}
	return d, true
}

// missing appends what a verb without an object of its own is done to: what its
// participle clause hangs on, or in "had its servers seized" the other verb's
// object.
func (f *finder) missing(out []int, i int) []int {
	if h := f.Head(i); h >= 0 && (f.Is(i, "xcomp") || f.Is(i, "ccomp")) {
		switch f.Lemma(h) {
		case "have", "get", "see", "saw":
			if o := f.Dep(h, "obj"); o >= 0 {
				return append(out, o)
			}
		}
	}
	if h := f.antecedent(i); h >= 0 {
		return f.heads(out, h)
	}
	return out
}

// heads appends token i and, since clauses are often hung on the last noun of a
// phrase, the nouns that it belongs to: "X, a board of some size that the police
// seized".
func (f *finder) heads(out []int, i int) []int {
	for n := 0; i >= 0 && n < 4; n++ {
		out = f.spread(out, i)
		if !f.Is(i, "nmod") && !f.Is(i, "appos") {
			break
		}
		i = f.Head(i)
	}
	return out
}

func (f *finder) is(i int, rel string) bool { return f.doc.Tokens[i].Rel == rel }

func (f *finder) relative(i int) bool {
	switch f.Lemma(i) {
	case "which", "that", "who", "whom":
		return f.doc.Tokens[i].UPOS == text.PRON || f.doc.Tokens[i].UPOS == text.DET || f.doc.Tokens[i].UPOS == text.SCONJ
	}
	return false
}

// antecedent returns what the relative or participle clause of verb i hangs on,
// or -1.
func (f *finder) antecedent(i int) int {
	for range 4 {
		if f.Is(i, "acl") {
			return f.Head(i)
		}
		if !f.Is(i, "conj") && !f.Is(i, "ccomp") && !f.Is(i, "xcomp") {
			return -1
		}
		if i = f.Head(i); i < 0 {
			return -1
		}
	}
	return -1
}

// shared returns the subjects of the verb that i is coordinated with.
func (f *finder) shared(i int) []int {
	for range 4 {
		if !f.Is(i, "conj") && !f.Is(i, "xcomp") && !f.Is(i, "advcl") {
			return nil
		}
		if i = f.Head(i); i < 0 {
			return nil
		}
		if s := f.Dep(i, "nsubj"); s >= 0 {
			return f.spread(nil, s)
		}
	}
	return nil
}

// phrase returns the trigger that token i heads, and where the target does not
// hang on the verb as its object ("pull the plug on X"), the target.
func (f *finder) phrase(i int) (tr lexicon.Trigger, via int, ok bool) {
	table := lexicon.Triggers()
	lemma := f.Lemma(i)
	for c := range f.Deps(i) {
		switch {
		case f.Is(c, "compound") || f.Is(c, "advmod") || f.Is(c, "xcomp"):
			if tr, ok = table.Get(lemma + " " + f.lower(c)); ok {
				return tr, -1, true
			}
		}
	}
	if tr, ok = f.particle(i, lemma); ok {
		return tr, -1, true
	}
	if o := f.Dep(i, "obj"); o >= 0 {
		noun := f.Lemma(o)
		article := ""
		if d := f.Dep(o, "det"); d >= 0 {
			article = f.lower(d) + " "
		}
		for _, holder := range [...]int{i, o} {
			for c := range f.Deps(holder) {
				p := f.Preposition(c)
				if p == "" || c == o {
					continue
				}
				if tr, ok = table.Get(lemma + " " + article + noun + " " + p); ok {
					return tr, c, true
				}
			}
		}
	}
	for c := range f.Deps(i) {
		if p := f.Preposition(c); p != "" && f.Is(c, "obl") {
			if tr, ok = table.Get(lemma + " " + p); ok {
				return tr, c, true
			}
		}
	}
	tr, ok = table.Get(lemma)
	return tr, -1, ok
}

// particle looks for the particle behind the object where the tree has it
// elsewhere: "taken the site offline".
func (f *finder) particle(i int, lemma string) (tr lexicon.Trigger, ok bool) {
	switch lemma {
	case "take", "bring", "knock", "pull", "break", "shut", "switch", "turn", "wind", "roll", "put":
	default:
		return tr, false
	}
	s := f.Sentence(i)
	if s < 0 {
		return tr, false
	}
	for j := i + 1; j < min(i+8, f.doc.Sentences[s].Last); j++ {
		switch f.doc.Tokens[j].UPOS {
		case text.VERB, text.SCONJ, text.PUNCT:
			return tr, false
		}
		switch w := f.lower(j); w {
		case "down", "offline", "over", "up", "apart", "out", "off":
			return lexicon.Triggers().Get(lemma + " " + w)
		}
	}
	return tr, false
}

func (f *finder) lower(i int) string {
	return strings.ToLower(f.doc.Form(f.doc.Tokens[i].Span))
}

// noun reads a noun: "the closure of X", "the X takedown", "a raid on X".
func (f *finder) noun(i int) (Deed, bool) {
	trigger, ok := lexicon.Triggers().Get(f.Lemma(i))
	if !ok || !trigger.Noun {
		return Deed{}, false
	}
	d := Deed{At: i, Effect: trigger.Effect, Noun: true, Unreal: f.unreal(i)}
	for c := range f.Deps(i) {
		switch {
		case f.Is(c, "nmod:poss"):
			// "X's closure" closes X, "the FBI's seizure" is the FBI's.
			d.Targets, d.Agents = f.spread(d.Targets, c), f.spread(d.Agents, c)
		case f.Is(c, "nmod") || f.Is(c, "obl"):
			switch f.Preposition(c) {
			case "of", "on", "against", "into", "to":
				d.Targets = f.spread(d.Targets, c)
			case "by", "between":
				d.Agents = f.spread(d.Agents, c)
			}
		case f.Is(c, "compound"), f.Is(c, "amod"):
			d.Targets = f.spread(d.Targets, c)
			d.Agents = f.spread(d.Agents, c)
		}
	}
	return d, true
}

// spread appends token i, the members of a list that it heads, and what owns it
// where it stands for its owner.
func (f *finder) spread(out []int, i int) []int {
	for c := range f.Conjuncts(i) {
		out = append(out, c)
		out = f.owner(out, c, 0)
		for a := range f.Deps(c) {
			if f.Is(a, "appos") || f.Is(a, "flat") {
				out = append(out, a)
			}
		}
		if len(out) > 200 {
			break
		}
	}
	return out
}

// owner appends what noun i belongs to if it stands for it.
func (f *finder) owner(out []int, i, depth int) []int {
	if _, ok := lexicon.Lenses().Get(f.Lemma(i)); !ok || depth > 2 {
		return out
	}
	for c := range f.Deps(i) {
		if f.relative(c) {
			out = append(out, f.clause(i))
			continue
		}
		if f.Is(c, "nmod") || f.Is(c, "compound") || f.Is(c, "appos") || f.Is(c, "amod") {
			if p := f.Preposition(c); p == "" || p == "of" || p == "behind" || p == "for" {
				for k := range f.Conjuncts(c) {
					out = append(out, k)
					out = f.owner(out, k, depth+1)
					if a := f.Dep(k, "appos", "flat"); a >= 0 {
						out = append(out, a)
					}
				}
			}
		}
	}
	return out
}

// clause returns what the relative clause of token i hangs on, or i.
func (f *finder) clause(i int) int {
	at := i
	for range 6 {
		if f.Is(at, "acl") {
			if h := f.Head(at); h >= 0 {
				return h
			}
			break
		}
		if at = f.Head(at); at < 0 {
			break
		}
	}
	return i
}

// unreal reports whether the verb or noun i is denied, planned, asked or only
// supposed.
func (f *finder) unreal(i int) bool {
	at := i
	for range 4 {
		for c := range f.Deps(at) {
			if f.hedged(c) {
				return true
			}
		}
		if f.doc.Tokens[at].UPOS != text.VERB && at != i {
			return false
		}
		h := f.Head(at)
		if h < 0 {
			return false
		}
		if (f.Is(at, "xcomp") || f.Is(at, "advcl") || f.Is(at, "acl") || f.Is(at, "ccomp")) && f.unrealVerb(h, at) {
			return true
		}
		if !f.Is(at, "xcomp") && !f.Is(at, "conj") {
			return false
		}
		at = h
	}
	return false
}

// hedged reports whether dependent c makes its head unreal.
func (f *finder) hedged(c int) bool {
	switch {
	case f.Is(c, "aux"):
		if f.inverted(c) {
			return true
		}
		switch f.lower(c) {
		case "could", "would", "might", "may", "should", "can", "will", "must", "'ll", "’ll", "'d", "’d", "shall":
			return true
		}
	case f.Is(c, "advmod") || f.Is(c, "det") || f.Is(c, "cc"):
		switch f.Lemma(c) {
		case "not", "never", "n't", "no", "nobody", "neither", "nor", "hardly":
			return true
		}
	case f.Is(c, "mark"):
		switch f.Lemma(c) {
		case "if", "unless", "whether":
			return true
		}
	case f.Is(c, "nsubj"):
		switch f.Lemma(c) {
		case "nobody", "no-one", "none":
			return true
		}
		if d := f.Dep(c, "det"); d >= 0 && f.Lemma(d) == "no" {
			return true
		}
	}
	return false
}

// inverted reports whether the auxiliary stands before its subject as in "had
// the police closed it": a condition, or a question.
func (f *finder) inverted(c int) bool {
	h := f.Head(c)
	if h < 0 || f.Lemma(c) != "have" && f.Lemma(c) != "do" && f.Lemma(c) != "be" {
		return false
	}
	s := f.Dep(h, "nsubj")
	if s < 0 || s < c {
		return false
	}
	for o := range f.Deps(h) {
		if f.Is(o, "mark") || f.Is(o, "advmod") && o < c {
			return false
		}
	}
	return true
}

// unrealVerb reports whether what hangs on h as clause i is planned, tried in
// vain, or denied.
func (f *finder) unrealVerb(h, i int) bool {
	switch f.Lemma(h) {
	case "plan", "hope", "want", "fail", "try", "attempt", "refuse", "threaten", "intend", "aim", "seek", "vow", "promise", "deny", "fear", "expect", "unable", "wish", "prepare", "decline", "miss", "avoid":
		return f.Is(i, "xcomp") || f.Is(i, "ccomp") || f.Is(i, "acl")
	}
	return false
}
