package entity

import (
	"strings"

	"onymous/loader/internal/tree"
	"onymous/loader/lexicon"
	"onymous/loader/text"
)

// A deed is a word that says that something was done to a site: a raid, a
// seizure, a closure, whether it came to it or not.
type deed struct {
	at     int // the token of the verb or noun
	effect lexicon.Effect
	// targets are the heads of the phrases for what it is done to. Of "the servers
	// of X" they are both, the servers and X.
	targets []int
}

// victims finds deeds and what they are done to in the trees of a document.
type victims struct {
	doc *text.Doc
	*tree.Trees
}

// all returns the deeds of the document in text order.
func (v *victims) all() []deed {
	var out []deed
	for s := range v.doc.Sentences {
		sent := &v.doc.Sentences[s]
		if sent.Kind == text.Boiler {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			if d := v.at(i); len(d.targets) > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}

func (v *victims) at(i int) deed {
	switch v.doc.Tokens[i].UPOS {
	case text.VERB:
		return v.verb(i)
	case text.NOUN, text.PROPN, text.ADJ:
		// A participle is one whatever its tag says.
		if strings.HasPrefix(v.doc.Tokens[i].XPOS, "VB") {
			return v.verb(i)
		}
		return v.noun(i)
	}
	return deed{}
}

// verb reads a verb with its particle.
func (v *victims) verb(i int) deed {
	trigger, via, ok := v.phrase(i)
	if !ok || !trigger.Verb {
		return deed{}
	}
	d := deed{at: i, effect: trigger.Effect}
	var objects []int
	for c := range v.Deps(i) {
		if v.doc.Tokens[c].Rel == "nsubj:pass" || v.Is(c, "obj") && via < 0 {
			objects = append(objects, c)
		}
	}
	if via >= 0 {
		objects = append(objects, via)
	}
	if len(objects) == 0 {
		objects = v.missing(objects, i)
	}
	for _, o := range objects {
		// A relative pronoun stands for what the clause hangs on.
		if v.relative(o) {
			d.targets = v.heads(d.targets, v.antecedent(i))
			continue
		}
		d.targets = v.spread(d.targets, o)
	}
	return d
}

// missing appends what a verb without an object of its own is done to: what its
// participle clause hangs on, or in "had its servers seized" the other verb's
// object.
func (v *victims) missing(out []int, i int) []int {
	if h := v.Head(i); h >= 0 && v.Lemma(h) == "have" && (v.Is(i, "xcomp") || v.Is(i, "ccomp")) {
		if o := v.Dep(h, "obj"); o >= 0 {
			return append(out, o)
		}
	}
	return v.heads(out, v.antecedent(i))
}

// heads appends token i and, since clauses are often hung on the last noun of a
// phrase, the nouns that it belongs to: "X, a board of some size that the police
// seized".
func (v *victims) heads(out []int, i int) []int {
	for n := 0; i >= 0 && n < 4; n++ {
		out = v.spread(out, i)
		if !v.Is(i, "nmod") && !v.Is(i, "appos") {
			break
		}
		i = v.Head(i)
	}
	return out
}

func (v *victims) relative(i int) bool {
	switch v.Lemma(i) {
	case "which", "that", "who", "whom":
		return v.doc.Tokens[i].UPOS != text.NOUN
	}
	return false
}

// antecedent returns what the relative or participle clause of verb i hangs on,
// or -1.
func (v *victims) antecedent(i int) int {
	for range 4 {
		if v.Is(i, "acl") {
			return v.Head(i)
		}
		if !v.Is(i, "conj") && !v.Is(i, "ccomp") && !v.Is(i, "xcomp") {
			return -1
		}
		if i = v.Head(i); i < 0 {
			return -1
		}
	}
	return -1
}

// phrase returns the trigger that token i heads, and where the target does not
// hang on the verb as its object ("pull the plug on X"), the target.
func (v *victims) phrase(i int) (tr lexicon.Trigger, via int, ok bool) {
	table := lexicon.Triggers()
	lemma := v.Lemma(i)
	for c := range v.Deps(i) {
		if v.Is(c, "compound") || v.Is(c, "advmod") || v.Is(c, "xcomp") {
			if tr, ok = table.Get(lemma + " " + v.lower(c)); ok {
				return tr, -1, true
			}
		}
	}
	if o := v.Dep(i, "obj"); o >= 0 {
		noun := v.Lemma(o)
		if d := v.Dep(o, "det"); d >= 0 {
			noun = v.lower(d) + " " + noun
		}
		for _, holder := range [...]int{i, o} {
			for c := range v.Deps(holder) {
				if p := v.Preposition(c); p != "" && c != o {
					if tr, ok = table.Get(lemma + " " + noun + " " + p); ok {
						return tr, c, true
					}
				}
			}
		}
	}
	for c := range v.Deps(i) {
		if p := v.Preposition(c); p != "" && v.Is(c, "obl") {
			if tr, ok = table.Get(lemma + " " + p); ok {
				return tr, c, true
			}
		}
	}
	tr, ok = table.Get(lemma)
	return tr, -1, ok
}

func (v *victims) lower(i int) string {
	return strings.ToLower(v.doc.Form(v.doc.Tokens[i].Span))
}

// noun reads a noun: "the closure of X", "the X takedown", "a raid on X".
func (v *victims) noun(i int) deed {
	trigger, ok := lexicon.Triggers().Get(v.Lemma(i))
	if !ok || !trigger.Noun {
		return deed{}
	}
	d := deed{at: i, effect: trigger.Effect}
	for c := range v.Deps(i) {
		switch {
		case v.Is(c, "nmod") && v.Preposition(c) == "", v.Is(c, "compound"), v.Is(c, "amod"):
			d.targets = v.spread(d.targets, c)
		case v.Is(c, "nmod") || v.Is(c, "obl"):
			switch v.Preposition(c) {
			case "of", "on", "against", "into", "to":
				d.targets = v.spread(d.targets, c)
			case "by":
				for o := range v.Deps(c) { // "the closure by the police of X"
					if v.Is(o, "nmod") && v.Preposition(o) == "of" {
						d.targets = v.spread(d.targets, o)
					}
				}
			}
		}
	}
	return d
}

// spread appends token i, the members of a list that it heads, and what owns them
// where they stand for their owner.
func (v *victims) spread(out []int, i int) []int {
	for c := range v.Conjuncts(i) {
		out = append(out, c)
		out = v.owner(out, c, 0)
		for a := range v.Deps(c) {
			if v.Is(a, "appos") || v.Is(a, "flat") {
				out = append(out, a)
			}
		}
		if len(out) > 200 {
			break
		}
	}
	return out
}

// owner appends what noun i belongs to if it stands for it: "the servers of X".
func (v *victims) owner(out []int, i, depth int) []int {
	if _, ok := lexicon.Lenses().Get(v.Lemma(i)); !ok || depth > 2 {
		return out
	}
	for c := range v.Deps(i) {
		if !v.Is(c, "nmod") && !v.Is(c, "compound") && !v.Is(c, "appos") && !v.Is(c, "amod") {
			continue
		}
		switch v.Preposition(c) {
		case "", "of", "behind", "for":
			for k := range v.Conjuncts(c) {
				out = append(out, k)
				out = v.owner(out, k, depth+1)
				if a := v.Dep(k, "appos", "flat"); a >= 0 {
					out = append(out, a)
				}
			}
		}
	}
	return out
}
